"""Many imports through one window, with a server that fails as often as it can: each run ends in a state that is true
to what the server did, and nothing grows but the list of runs."""

from pathlib import Path

import pytest

from dmm_desktop.operations.workspace import Workspace
from faults.unsteady_server import UnsteadyServer
from faults.windows import window

#: What may be kept of a run that has ended, in kilobytes: the run, its row and its log. About 10 were measured.
KEPT_OF_A_RUN = 50
#: What the allocator may hold back, in kilobytes.
SLACK = 6_000


def soak(folder: Path, batches: int, size: int, seed: int) -> str:
    """Start batches of so many imports, a few at a time, with every third answer a fault. Returns the figures."""
    zip_file = folder / "import.zip"
    zip_file.write_bytes(b"PK\x05\x06" + bytes(18))
    with (
        UnsteadyServer(seed, fault_rate=0.3) as server,
        window("soak", folder / "data", server.address, zip_file, batches, size) as process,
    ):
        sizes = process.said()["sizes"]
        assert process.end() == ""
    with Workspace.open(folder / "data") as workspace:
        runs = workspace.runs()
    wrong = [f"{run.id}: {one}" for run in runs for one in server.contradictions(run, run.id)]
    assert wrong == []
    assert len(runs) == batches * size
    assert [run.id for run in runs if not run.state.is_final] == []
    assert max(server.sent.values()) == 1
    kinds = {kind for kind in server.faults if kind}
    assert len(kinds) >= 12, "most kinds of faults came"
    settled, last = sizes[1], sizes[-1]
    for what in {"threads", "files", "timers", "objects"} & last.keys():
        assert last[what] <= settled[what] + 3, (what, sizes)  # a timer or two may be about to end
    told = f"{len(runs)} runs, {server.faults.total()} faults of {len(kinds)} kinds, none in a wrong state"
    if "kilobytes" not in last:
        return told
    grown = last["kilobytes"] - settled["kilobytes"]
    new = last["runs"] - settled["runs"]
    assert grown < SLACK + KEPT_OF_A_RUN * new, sizes
    return f"{told}, {grown / new:.0f} KB more for each"


def test_some_runs(tmp_path: Path) -> None:
    soak(tmp_path, batches=3, size=12, seed=7)


@pytest.mark.long
def test_a_hundred_runs(tmp_path: Path) -> None:
    print(soak(tmp_path, batches=5, size=20, seed=7))


@pytest.mark.long
def test_a_thousand_runs(tmp_path: Path) -> None:
    print(soak(tmp_path, batches=20, size=50, seed=8))
