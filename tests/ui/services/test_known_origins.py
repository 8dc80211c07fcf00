"""Where a zip comes from, as far as earlier runs tell."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import ClassVar

from dmm_desktop.core.execution_type import ExecutionType
from dmm_desktop.core.origin import Origin
from dmm_desktop.core.run_state import RunState
from dmm_desktop.core.runs import Run
from ui.sample_runs import SampleServices, sample_run

_OLD, _NEW = "a" * 64, "b" * 64


class _Asked(Run):
    """Counts how often it is asked for an origin."""

    count: ClassVar[int] = 0

    def origin_of(self, sha256: str) -> Origin | None:
        _Asked.count += 1
        return Run.origin_of(self, sha256)


def _export(origin: Origin | None) -> Run:
    run = sample_run("export", RunState.COMPLETED, type=ExecutionType.EXPORT, origin=origin)
    return _Asked(**{field.name: getattr(run, field.name) for field in fields(run)})


def test_the_runs_are_searched_once_until_one_of_them_changes(services: SampleServices) -> None:
    origin = Origin("DEV-1", "dev-1.acme.example", "1", _OLD)
    services.put(_export(None))
    _Asked.count = 0
    assert [services.known_origin(_OLD) for _ in range(3)] == [None] * 3 and _Asked.count == 1
    services.put(_export(origin))
    assert [services.known_origin(_OLD) for _ in range(3)] == [origin] * 3 and _Asked.count == 2
    services.put(_export(replace(origin, sha256=_NEW)))
    assert services.known_origin(_OLD) is None, "it is no longer the last one saved"
    services.saved_exports[_OLD] = origin
    assert services.known_origin(_OLD) == origin
