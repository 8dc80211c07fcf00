"""The card of the review page of an export."""

from __future__ import annotations

from ...core.export_configuration import FILE_NAME_FIELD, PLAIN_FIELD, STRUCTURE_FIELD
from ...core.text import counted
from ..export_places import places_in_words
from ..messages import tr_text
from ..start_wizard.other_fields import shortened_value
from ..start_wizard.review_card import ReviewCard
from .export_draft import ExportDraft


class ExportCard(ReviewCard):
    """Address, entities, records, format, where the data goes, the name of the zip, configuration."""

    def __init__(self) -> None:
        super().__init__()
        self.add_row("address", self.tr("Address"))
        self.add_row("entities", self.tr("Entities"))
        self.add_row("records", self.tr("Records"))
        self.add_row("goes_to", self.tr("Goes to"), wraps=True)
        self.add_row("file_name", self.tr("Name of the zip"))
        self.add_row("configuration", self.tr("Configuration"))

    def show_draft(self, draft: ExportDraft, place: str) -> None:
        """Show the choices made. ``place`` as for :meth:`show_target`. Raises WrongInput."""
        assert draft.target is not None
        places, only_structure, is_plain = draft.places(), draft.is_set(STRUCTURE_FIELD), draft.is_set(PLAIN_FIELD)
        self.show_target(draft.target, place)
        self.set_value("entities", tr_text(counted("1 entity", "{n} entities", draft.entities())))
        self.set_value(
            "records", self.tr("Structure only, without records") if only_structure else self.tr("With their records")
        )
        zip_words = self.tr("A zip for Excel") if is_plain else self.tr("A zip")
        self.set_value("goes_to", places_in_words(places) or zip_words)
        name = draft.value(FILE_NAME_FIELD) if draft.is_set("UseNewFileName") else None
        self.set_value("file_name", shortened_value(str(name or "")))
        self.show_configuration(draft)
