"""The origin of an import's zip in sentences."""

from __future__ import annotations

from .origin import Origin
from .sentence_parts import destination
from .text import Text, counted, joined, text


def origin_place(origin: Origin) -> Text:
    """The connection that was exported from, and its environment with the host, unless that has no other name."""
    place = destination(origin.environment, origin.connection)
    if origin.host in ("", origin.environment):
        return place
    return text("{environment} on {host}", environment=place, host=origin.host)


def origin_sentence(origin: Origin) -> Text:
    """Which export the zip was saved from, as far as that is certain, and why the zip may lack records."""
    place, tracker_id = origin_place(origin), origin.tracker_id
    if origin.may_be_another:
        saved = text(
            "The zip was saved from {place}, tracker id {id}, which may belong to another execution.",
            place=place,
            id=tracker_id,
        )
    else:
        saved = text("The zip was exported from {place}, tracker id {id}.", place=place, id=tracker_id)
    sentences = (saved, may_lack_records(origin.failing_entities), _difference(origin.difference))
    return joined(*(one for one in sentences if one is not None))


def lost_origin_sentence(origin: Origin) -> Text:
    """The file is no longer the zip that was saved from this export."""
    return text(
        "Not known: the file has changed since it was exported from {place}, tracker id {id}.",
        place=origin_place(origin),
        id=origin.tracker_id,
    )


def may_lack_records(failing_entities: int) -> Text | None:
    """That the zip of an export with errors may lack records; None if it has none."""
    if not failing_entities:
        return None
    return counted(
        "1 entity of the export has errors: the zip may lack records.",
        "{n} entities of the export have errors: the zip may lack records.",
        failing_entities,
    )


def _difference(records: int) -> Text | None:
    """``records`` reported more than there are rows in the zip; None if there is no difference."""
    if not records:
        return None
    if records < 0:
        return counted(
            "The server reported 1 record fewer than the zip has rows.",
            "The server reported {n} records fewer than the zip has rows.",
            -records,
        )
    return counted(
        "The server reported 1 record more than the zip has rows.",
        "The server reported {n} records more than the zip has rows.",
        records,
    )
