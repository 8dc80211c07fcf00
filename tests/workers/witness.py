"""Starts jobs and records their callbacks, and on which thread they are called."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, QThread

from dmm_desktop.core.job import Job, Progress
from dmm_desktop.workers.runner import TaskRunner


@dataclass(frozen=True, slots=True)
class Step(Progress):
    """Progress of the jobs in these tests."""

    number: int


class Witness(QObject):
    """Starts jobs with all callbacks. ``told`` has the calls in order: (callback, value)."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.told: list[tuple[str, Any]] = []
        self.elsewhere = 0

    def start(self, runner: TaskRunner, job: Job[Any], key: Hashable = "job") -> bool:
        """Start a job and record its callbacks."""
        return runner.start(
            key,
            job,
            owner=self,
            on_success=lambda result: self.write("success", result),
            on_failure=lambda error: self.write("failure", error),
            on_cancelled=lambda: self.write("cancelled"),
            on_progress=lambda value: self.write("progress", value),
            on_end=lambda: self.write("end"),
        )

    def write(self, callback: str, value: object = None) -> None:
        """Called by the runner."""
        self.told.append((callback, value))
        self.elsewhere += QThread.currentThread() != self.thread()

    def fail(self, error: object) -> None:
        """Called for a failure that is not expected."""
        self.write("failure", error)

    @property
    def names(self) -> list[str]:
        """The callbacks, without values."""
        return [name for name, _ in self.told]

    @property
    def steps(self) -> list[int]:
        """The numbers of the progress."""
        return [value.number for name, value in self.told if name == "progress"]
