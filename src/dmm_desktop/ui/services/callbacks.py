"""Callbacks for widgets that may be destroyed before the result arrives."""

from __future__ import annotations

from collections.abc import Callable
from typing import ParamSpec

import shiboken6
from PySide6.QtCore import QObject

P = ParamSpec("P")


def while_alive(owner: QObject, callback: Callable[P, None]) -> Callable[P, None]:
    """Wrap a callback so that it does nothing once ``owner`` is destroyed. For jobs whose result is needed elsewhere in
    any case."""

    def guarded(*args: P.args, **kwargs: P.kwargs) -> None:
        if shiboken6.isValid(owner):
            callback(*args, **kwargs)

    return guarded
