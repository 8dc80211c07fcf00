"""Warns that an import is repeated with another zip."""

from __future__ import annotations

from ...core.runs import Run
from ...core.sentence_parts import destination_of
from ...core.text import Text, counted, text
from ...operations.check_zip import CheckedZip, total_rows
from ..formats import file_size, moment
from ..messages import tr_text
from ..theme.tokens import Tone
from ..widgets.banner import Banner
from .draft import Draft


class OtherZipBanner(Banner):
    """Visible if the file of the import that is repeated is now another zip."""

    def show_draft(self, draft: Draft) -> None:
        """Compare the zip with that of the repeated import, as far as both are known."""
        run, checked = draft.repeated_otherwise, draft.checked
        if run is None or checked is None:
            self.hide()
            return
        told = text(
            "This zip is not the one of the import into {place} {when}.",
            place=destination_of(run),
            when=moment(run.created_at),
        )
        self.show_message(Tone.WARN, tr_text(told), tr_text(_compared(run, checked)))


def _compared(run: Run, checked: CheckedZip) -> Text:
    if run.zip_size == checked.size:
        return text("They have the same size, but different contents.")
    then = _figures(run.zip_size, run.zip_check.rows if run.zip_check is not None else None)
    return text("That one: {then}. This one: {now}.", then=then, now=_figures(checked.size, total_rows(checked)))


def _figures(size: int, rows: int | None) -> str:
    """A size, and rows if they are known: "66 KB, 5,022 rows"."""
    counted_rows = (tr_text(counted("1 row", "{n} rows", rows)),) if rows is not None else ()
    return ", ".join((file_size(size), *counted_rows))
