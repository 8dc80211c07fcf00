"""Hides secrets in what the check of a zip quotes: a server may have put some into the zip of an export."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace

from ..core.errors import ArchiveError
from ..core.redaction import Redaction
from ..core.text import Text
from .contents.facts import ColumnFacts, DataFacts
from .findings import CheckedZip, EntityFiles, Finding

#: The end of a text that was cut.
_CUT = "…"


def quoted(content: str, secrets: Redaction) -> str:
    """A text from a zip with the secrets in it hidden, even one that is cut together with the text."""
    return secrets.of_beginning(content[:-1]) + _CUT if content.endswith(_CUT) else secrets(content)


def quoted_sentence(sentence: Text, secrets: Redaction) -> Text:
    """A sentence with the secrets in its values hidden."""

    def shown(value: object) -> object:
        if isinstance(value, Text):
            return quoted_sentence(value, secrets)
        return quoted(value, secrets) if isinstance(value, str) else value

    return replace(sentence, values=tuple((name, shown(value)) for name, value in sentence.values))


@contextmanager
def errors_quoting(secrets: Redaction) -> Iterator[None]:
    """Inside the block, hide the secrets in errors about a zip, which name its entries."""
    try:
        yield
    except ArchiveError as error:
        error.title = quoted_sentence(error.title, secrets)
        error.reason = error.reason and quoted_sentence(error.reason, secrets)
        error.advice = error.advice and quoted_sentence(error.advice, secrets)
        raise


def without_secrets(checked: CheckedZip, secrets: Redaction) -> CheckedZip:
    """The results with all secrets in them hidden, also those in names of files."""
    texts = set(_texts(checked))  # most names occur often

    def hide(content: str) -> str:
        return quoted(content, secrets)

    everything = "\n".join(texts)  # to search it at once takes far less time
    if secrets(everything) == everything and all(hide(one) == one for one in texts if one.endswith(_CUT)):
        return checked
    return replace(
        checked,
        findings=tuple(_finding(finding, secrets) for finding in checked.findings),
        entities=tuple(_entity(entity, hide) for entity in checked.entities),
        ignored=tuple(map(hide, checked.ignored)),
        common_folder=hide(checked.common_folder),
        notes=tuple(quoted_sentence(note, secrets) for note in checked.notes),
    )


def _texts(checked: CheckedZip) -> Iterator[str]:
    for finding in checked.findings:
        yield from _values(finding.sentence)
        yield from (finding.file, *finding.entries, finding.column, finding.excerpt)
    for entity in checked.entities:
        yield from (entity.name, entity.structure, entity.data or "", *entity.attributes)
        yield from (column.name for column in (entity.facts.columns if entity.facts else ()))
    yield from checked.ignored
    yield checked.common_folder
    for note in checked.notes:
        yield from _values(note)


def _values(sentence: Text) -> Iterator[str]:
    for _, value in sentence.values:
        if isinstance(value, Text):
            yield from _values(value)
        elif isinstance(value, str):
            yield value


def _finding(finding: Finding, secrets: Redaction) -> Finding:
    return replace(
        finding,
        sentence=quoted_sentence(finding.sentence, secrets),
        file=quoted(finding.file, secrets),
        entries=tuple(quoted(name, secrets) for name in finding.entries),
        column=quoted(finding.column, secrets),
        excerpt=quoted(finding.excerpt, secrets),
    )


def _entity(entity: EntityFiles, hide: Callable[[str], str]) -> EntityFiles:
    return replace(
        entity,
        name=hide(entity.name),
        structure=hide(entity.structure),
        data=None if entity.data is None else hide(entity.data),
        facts=None if entity.facts is None else _data(entity.facts, hide),
        attributes=tuple(map(hide, entity.attributes)),
    )


def _data(facts: DataFacts, hide: Callable[[str], str]) -> DataFacts:
    columns = tuple(ColumnFacts(hide(column.name), column.empty) for column in facts.columns)
    return replace(facts, file=hide(facts.file), columns=columns, examples=())  # the findings have these
