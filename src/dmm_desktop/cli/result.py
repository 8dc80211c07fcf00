"""The JSON document of a command that was given ``--json``: one, whatever becomes of the command."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..core.errors import DmmError
from ..core.text import Text
from .exit_codes import ExitCode


class Result:
    """What a command found out, and the first thing that went wrong; collected while it works, written at its end.

    ``tracker_id`` is the one that the user gave, if any.
    """

    def __init__(self, tracker_id: str | None = None) -> None:
        self._document: dict[str, Any] = {"exit_code": None, "state": None, "tracker_id": tracker_id, "error": None}

    def give(self, fields: Mapping[str, Any]) -> None:
        """Add fields to the document."""
        self._document |= fields

    def fail(self, error: DmmError) -> None:
        """Something went wrong. What goes wrong afterwards is not in the document."""
        self._set(error.title, error.reason, error.advice)

    def interrupt(self, sentence: Text | str) -> None:
        """The user ended the command."""
        self._set(sentence)

    def document(self, code: ExitCode) -> dict[str, Any]:
        """The document of a command that ends with this exit code."""
        return self._document | {"exit_code": int(code)}

    def _set(self, title: Text | str, reason: Text | str | None = None, advice: Text | str | None = None) -> None:
        said = {"title": title, "reason": reason, "advice": advice}
        if self._document["error"] is None:
            self._document["error"] = {name: None if part is None else str(part) for name, part in said.items()}
