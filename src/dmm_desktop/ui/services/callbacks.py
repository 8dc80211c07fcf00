"""Callbacks for widgets that may be gone when their answer comes."""

from __future__ import annotations

from collections.abc import Callable
from typing import ParamSpec

import shiboken6
from PySide6.QtCore import QObject

P = ParamSpec("P")


def while_alive(owner: QObject, callback: Callable[P, None]) -> Callable[P, None]:
    """The callback, but it does nothing once ``owner`` is destroyed. For work whose outcome others need anyway."""

    def guarded(*args: P.args, **kwargs: P.kwargs) -> None:
        if shiboken6.isValid(owner):
            callback(*args, **kwargs)

    return guarded
