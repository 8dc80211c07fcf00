"""Exports the sample data as a configuration describes it."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from .refusals import Failed
from .samples import sample_entities, write_export

_FLAGS = ("OnlyExportStructure", "ExportPlain", "ExportToDatabase", "ExportToSFTP", "ExportToFileSystemPath")
_ELSEWHERE = _FLAGS[2:]


def export_data(path: Path, configuration: Mapping[str, object]) -> None:
    """Write the zip of an export with this configuration. Raises Failed."""
    for name in _FLAGS:
        if not isinstance(configuration.get(name, False), bool):
            raise Failed(f"{name} in the configuration must be true or false.")
    if configuration.get("ExportPlain"):
        raise Failed("The demo environment makes no plain exports.")
    entities = _entities(configuration)
    write_export(path, entities, only_structure=bool(configuration.get("OnlyExportStructure")))


def leaves_file(configuration: Mapping[str, object]) -> bool:
    """Whether the outputs of the export have a zip: not if the data goes to a database or a server."""
    return not any(configuration.get(name) for name in _ELSEWHERE)


def _entities(configuration: Mapping[str, object]) -> frozenset[str]:
    """The entities that `ExportingEntities` names; all if it is missing or empty [assumed]. The fields of an entry are
    not documented, so any text in it can be the name."""
    given = configuration.get("ExportingEntities", [])
    if not isinstance(given, list):
        raise Failed("ExportingEntities in the configuration must be a list.")
    known = frozenset(sample_entities())
    found = known.intersection(_texts(given))
    if given and not found:
        raise Failed(f"ExportingEntities names no entity of this environment: {', '.join(sorted(known))}.")
    return found or known


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from _texts(list(value.values()))
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)
