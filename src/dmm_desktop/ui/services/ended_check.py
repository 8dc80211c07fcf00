"""A check of a zip that has ended, wherever its results are shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from ...core.text import Text, text
from ..messages import shown_name

#: The outcome of a check that could not be completed.
CHECK_FAILED = text("The check failed.")


@dataclass(frozen=True, slots=True)
class EndedCheck:
    """A check of ``path``, and how long it took. ``outcome`` quotes nothing from the zip. ``run_id`` is that of the
    export whose zip was checked; "" for any other zip."""

    path: Path
    took: timedelta
    outcome: Text
    run_id: str = ""

    @property
    def title(self) -> Text:
        """What was checked."""
        return text("Check of {name}", name=shown_name(self.path))
