"""A log that was read is kept on this computer, if the user wants that and there is room."""

import random
import uuid
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from dmm_desktop.core.errors import LocalError
from dmm_desktop.core.job import Cancelled, CancelToken, ignore_progress
from dmm_desktop.core.kept_log import KeptLog, LogChoice, LogEnd, LogLimits
from dmm_desktop.core.run_state import RunState
from dmm_desktop.core.runs import Run
from dmm_desktop.core.stage import Stage
from dmm_desktop.core.token import Token
from dmm_desktop.operations.kept_logs import read_kept_log, tidy_kept_logs
from dmm_desktop.operations.read_log import LogRead, read_log
from dmm_desktop.operations.record_outcome import record_tracker_id
from dmm_desktop.operations.runs import remove_run
from dmm_desktop.operations.support_bundle import support_bundle
from dmm_desktop.operations.watch_run import watch_run
from dmm_desktop.operations.workspace import Workspace
from operation_contexts import EndpointContext, run_at
from operations.log_server import Log, LogServer, Missing, PageCount, Paging, log_server
from operations.watching import FAST, KEY, Seen, endpoint_at, outputs, status, watched
from scripted_server import Exchange, answering

LINES = [f"2026-06-30 10:41:{n:02} INFO  Order: chunk {n} imported" for n in range(30)]
Expected = Callable[[str, str], None]


class Reading:
    """A run in Development whose log is read from a server."""

    def __init__(self, workspace: Workspace, server: LogServer, lines: Sequence[str] = LINES) -> None:
        server.log = Log(Paging(size=10), [line.encode() for line in lines])
        server.log.complete()
        self.workspace, self.server = workspace, server
        self.context = EndpointContext(endpoint_at(server.address), KEY, workspace)
        self.run = workspace.adopt(replace(run_at(endpoint_at(server.address)), stage=Stage.DEVELOPMENT))
        self.last: LogRead | None = None

    def read(self, cancel: CancelToken | None = None) -> list[str]:
        """What the server sends, or a part if ``cancel`` ends it."""
        lines: list[str] = []

        def report(value: object) -> None:
            if isinstance(value, LogRead):
                self.last = value

        read_log(self.context, self.run, lines.extend, cancel or CancelToken(), report)
        return lines

    def read_a_part(self) -> None:
        """Only the first page."""
        cancel = CancelToken()

        def deliver(lines: Sequence[str]) -> None:
            cancel.cancel()

        with pytest.raises(Cancelled):
            read_log(self.context, self.run, deliver, cancel, ignore_progress)

    @property
    def kept(self) -> KeptLog | None:
        run = self.workspace.run(self.run.id)
        return run.kept_log if run else None

    def shown(self) -> list[str]:
        """The kept log."""
        lines: list[str] = []
        read_kept_log(self.context, self.run.id, lines.extend, CancelToken(), ignore_progress)
        return lines

    def tidy(self) -> list[str]:
        """The runs whose log has changed."""
        return [run.id for run in tidy_kept_logs(self.context, CancelToken(), ignore_progress)]


def files(workspace: Workspace) -> list[str]:
    return sorted(file.name for file in workspace.kept_logs.files())


def test_a_log_is_shown_without_the_server_as_it_was_read(workspace: Workspace) -> None:
    with log_server() as server:
        one = Reading(workspace, server)
        assert one.shown() == []
        assert one.read() == LINES
    assert one.kept is not None and one.last is not None and one.last.kept == one.kept
    assert (one.kept.lines, one.kept.end, one.kept.notice) == (30, LogEnd.WHOLE, None)
    assert one.shown() == LINES
    assert files(workspace) == [one.kept.file]


def test_a_watched_run_keeps_its_log_and_has_it_when_the_server_forgets_the_run(workspace: Workspace) -> None:
    words = iter(["InProgress"] * 3)

    def get_status(exchange: Exchange) -> None:
        word = next(words, "NotFound")
        page = {"Logs": "bGluZQo=", "LogNumPages": 1} if exchange.request.query.get("LogPage") == "1" else {}
        exchange.answer(status(word, 5, 10, **(page if word != "NotFound" else {})))

    with watched(workspace, get_status) as one:
        run = _watch(workspace, one.run, one.endpoint, one.seen)
    assert run.state is RunState.NO_LONGER_KNOWN
    assert run.kept_log is not None and run.kept_log.end is LogEnd.PART
    assert workspace.run(run.id) == run == one.seen.progress[-1].run
    lines: list[str] = []
    context = EndpointContext(one.endpoint, KEY, workspace)
    read_kept_log(context, run.id, lines.extend, CancelToken(), ignore_progress)
    assert lines == one.seen.lines == ["line"]


def _watch(workspace: Workspace, run: Run, endpoint: Any, seen: Seen, cancel: CancelToken | None = None) -> Run:
    run = workspace.overwrite(replace(run, stage=Stage.TEST))
    context = EndpointContext(endpoint, KEY, workspace)
    return watch_run(context, run, cancel or CancelToken(), seen.report, deliver=seen.lines.extend, policy=FAST)


@pytest.mark.parametrize(
    ("choice", "stage", "is_kept"),
    [
        (LogChoice.EXCEPT_PRODUCTION, Stage.PRODUCTION, False),
        (LogChoice.EXCEPT_PRODUCTION, None, False),
        (LogChoice.EXCEPT_PRODUCTION, Stage.TEST, True),
        (LogChoice.ALWAYS, Stage.PRODUCTION, True),
        (LogChoice.NEVER, Stage.DEVELOPMENT, False),
    ],
)
def test_only_logs_that_the_user_wants_are_kept(
    workspace: Workspace, choice: LogChoice, stage: Stage | None, is_kept: bool
) -> None:
    with log_server() as server:
        one = Reading(workspace, server)
        one.context.log_choice = choice
        one.run = workspace.overwrite(replace(one.run, stage=stage))
        assert one.read() == LINES
    assert (one.kept is not None) is is_kept and bool(files(workspace)) is is_kept


def test_a_choice_counts_for_a_log_that_is_being_read(workspace: Workspace) -> None:
    lines = [random.Random(n).randbytes(1000).hex() for n in range(2_000)]
    seen: list[list[str]] = []
    with log_server() as server:
        one = Reading(workspace, server, lines)
        server.log = Log(Paging(size=500, ignores_records=True), [line.encode() for line in lines])
        server.log.complete()

        def deliver(batch: Sequence[str]) -> None:
            seen.append(files(workspace))
            if seen[-1]:
                one.context.log_choice = LogChoice.NEVER

        read_log(one.context, one.run, deliver, CancelToken(), ignore_progress)
    begun = next(place for place, found in enumerate(seen) if found)
    assert seen[begun + 1 :] and not any(seen[begun + 1 :]) and files(workspace) == [] and one.kept is None


def test_a_run_that_is_not_known_here_leaves_nothing(workspace: Workspace) -> None:
    with log_server() as server:
        one = Reading(workspace, server)
        one.run = replace(one.run, id=str(uuid.uuid4()))
        assert one.read() == LINES
    assert files(workspace) == []


def test_reading_again_leaves_no_line_twice_and_loses_none(workspace: Workspace) -> None:
    with log_server() as server:
        one = Reading(workspace, server)
        one.read_a_part()
        part = one.kept
        assert part is not None and part.end is LogEnd.PART and one.shown() == LINES[: part.lines] != LINES
        one.read()
        whole = one.kept
        assert one.shown() == LINES
        one.read_a_part()
        assert one.kept == whole and one.shown() == LINES, "the whole log stays"
        server.log = Log(Paging(size=10), [b"one", b"more"])
        server.log.complete()
        one.read()
        assert one.shown() == LINES, "so does the longer one"
    assert whole is not None and files(workspace) == [whole.file]


def test_what_the_reader_remarks_is_kept_with_the_lines(workspace: Workspace) -> None:
    with log_server() as server:
        one = Reading(workspace, server)
        paging = Paging(size=4, past_last=Missing.OWN_LINES, count=PageCount.GROWING)
        server.log = Log(paging, [line.encode() for line in LINES])
        server.log.complete()
        one.read()
    stored = workspace.run(one.run.id)
    assert stored is not None and stored.kept_log is not None and stored.log_notice is not None
    assert stored.kept_log.notice == stored.log_notice and stored.kept_log.end is LogEnd.PART


def test_a_log_that_is_too_long_is_kept_up_to_the_limit(workspace: Workspace) -> None:
    noise = random.Random(1)
    lines = [noise.randbytes(500).hex() for _ in range(50_000)]
    with log_server() as server:
        one = Reading(workspace, server, lines)
        server.log = Log(Paging(size=10_000, ignores_records=True), [line.encode() for line in lines])
        server.log.complete()
        assert len(one.read()) == len(lines)
    assert one.kept is not None and one.kept.end is LogEnd.FULL
    [file] = workspace.kept_logs.files()
    assert 19_000_000 < file.size <= LogLimits().file == 20_000_000
    assert one.shown() == lines[: one.kept.lines]


def test_a_full_disk_ends_keeping_and_nothing_else(small_disk: Path, expected_log: Expected) -> None:
    lines = [random.Random(n).randbytes(500).hex() for n in range(10_000)]
    with log_server() as server, Workspace.open(small_disk / "data") as workspace:
        one = Reading(workspace, server, lines)
        server.log = Log(Paging(size=1000, ignores_records=True), [line.encode() for line in lines])
        server.log.complete()
        (small_disk / "other").write_bytes(bytes(2 * 1024 * 1024))
        expected_log("dmm_desktop.operations.kept_logs", "is not kept")
        assert one.read() == lines
        (small_disk / "other").unlink()
        assert one.last is not None and one.last.not_kept is not None
        assert "is full" in str(one.last.not_kept.reason)
        assert one.kept is not None and one.kept.end is LogEnd.FAILED and 0 < one.kept.lines < len(lines)
        assert one.shown() == lines[: one.kept.lines]


@pytest.mark.parametrize(
    ("damage", "reason"),
    [
        (lambda path: path.unlink(), "does not exist"),
        (lambda path: path.write_bytes(path.read_bytes()[:-5]), "is damaged"),
        (lambda path: path.write_bytes(b"no gzip"), "is damaged"),
    ],
)
def test_a_file_that_cannot_be_read_is_told(
    workspace: Workspace, damage: Callable[[Path], object], reason: str
) -> None:
    with log_server() as server:
        one = Reading(workspace, server)
        one.read()
        assert one.kept is not None
        damage(workspace.kept_logs.folder / one.kept.file)
        with pytest.raises(LocalError, match=reason) as caught:
            one.shown()
        assert str(caught.value.title) == "The kept log could not be read."
        assert "from the server" in str(caught.value.advice)
        one.read()
        assert one.shown() == LINES


def test_secrets_are_hidden_in_the_file_and_later_ones_when_it_is_shown(workspace: Workspace) -> None:
    known, later = "key-4Qz81-secret", "word-of-later-73"
    with log_server() as server:
        one = Reading(workspace, server, [f"it was {known}", f"it is {later}"])
        one.context.secrets.add(Token(known))
        one.read()
        assert one.kept is not None
        [batch] = workspace.kept_logs.read(one.kept.file)
        assert batch == ["it was (hidden)", f"it is {later}"]
        one.context.secrets.add(Token(later))
        assert one.shown() == ["it was (hidden)", "it is (hidden)"]


def test_what_a_killed_process_has_left_becomes_the_log_of_its_run(workspace: Workspace) -> None:
    with log_server() as server:
        one = Reading(workspace, server)
        killed = Workspace.open(workspace.paths.root)
        writer = killed.log_writer(one.run.id)
        writer.append(LINES[:5])
        writer.flush()
        writer.append(LINES[5:])
        assert one.tidy() == [] and files(workspace) == [writer.name], "its process is alive"
        writer.close()
        killed.close()
        assert one.tidy() == [one.run.id] and one.shown() == LINES[:5]
        assert one.kept is not None and one.kept.end is LogEnd.NOT_RECORDED and not one.kept.is_exact
        assert one.tidy() == [] and files(workspace) == [writer.name]
        one.read()
        assert one.shown() == LINES and len(files(workspace)) == 1


@pytest.mark.parametrize("how", ["of no run", "not wanted", "worse"])
def test_what_a_killed_process_has_left_in_vain_is_removed(workspace: Workspace, how: str) -> None:
    with log_server() as server:
        one = Reading(workspace, server)
        if how == "worse":
            one.read()
        before = files(workspace)
        with Workspace.open(workspace.paths.root) as killed:
            writer = killed.log_writer("removed" if how == "of no run" else one.run.id)
            writer.append(LINES[:5])
            writer.flush()
            writer.close()
        if how == "not wanted":
            one.context.log_choice = LogChoice.NEVER
        assert one.tidy() == []
    assert files(workspace) == before


def test_logs_that_are_too_old_or_take_too_much_room_go_oldest_first(workspace: Workspace) -> None:
    now = datetime.now(UTC)
    with log_server() as server:
        one = Reading(workspace, server)
        runs = [replace(one.run, id=f"run {n}", tracker_id=f"id {n}") for n in range(5)]
        for days, run in zip((91, 89, 3, 2, 1), runs, strict=True):
            writer = workspace.log_writer(run.id)
            writer.append([random.Random(days).randbytes(500).hex()])
            writer.flush()
            writer.close()
            log = KeptLog(writer.name, 1, now - timedelta(days=days), LogEnd.WHOLE)
            with workspace.store() as store:
                store.runs.insert(run, None)
                assert store.runs.keep_log(run.id, run.tracker_id, log) is None
        assert one.tidy() == ["run 0"]
        size = workspace.kept_logs.files()[0].size
        workspace.kept_logs.limits = LogLimits(folder=3 * size + size // 2)
        assert one.tidy() == ["run 1"]
        workspace.kept_logs.limits = LogLimits(folder=2 * size + size // 2)
        one.read()
        assert one.kept is not None and one.kept.file in files(workspace), "the newest is not the one to go"
    kept = {run.id for run in workspace.runs() if run.kept_log is not None}
    assert {"run 2"} & kept == set() and sum(file.size for file in workspace.kept_logs.files()) <= 2.5 * size
    assert {run.kept_log.file for run in workspace.runs() if run.kept_log} == set(files(workspace))


def test_a_log_whose_file_is_gone_is_forgotten(workspace: Workspace) -> None:
    with log_server() as server:
        one = Reading(workspace, server)
        one.read()
    for name in files(workspace):
        workspace.kept_logs.remove(name)
    assert one.tidy() == [one.run.id] and one.kept is None


def test_logs_that_are_no_longer_wanted_go_whenever_the_folder_is_tidied(workspace: Workspace) -> None:
    with log_server() as server:
        one = Reading(workspace, server)
        one.read()
        assert one.tidy() == [] and one.kept is not None
        one.context.log_choice = LogChoice.NEVER
        assert one.tidy() == [one.run.id]
    assert one.kept is None and files(workspace) == []


def test_logs_that_are_no_longer_wanted_go_even_if_the_window_is_closed_at_once(workspace: Workspace) -> None:
    """They are removed before files of ended processes are read, which can take long."""
    with log_server() as server:
        one = Reading(workspace, server)
        one.context.log_choice = LogChoice.ALWAYS
        other = workspace.adopt(replace(one.run, id="other", tracker_id="other"))
        one.run = workspace.overwrite(replace(one.run, stage=Stage.PRODUCTION))
        one.read()
        with Workspace.open(workspace.paths.root) as killed:
            writer = killed.log_writer(other.id)
            writer.append(LINES)
            writer.flush()
            writer.close()
        one.context.log_choice, cancel = LogChoice.EXCEPT_PRODUCTION, CancelToken()
        cancel.cancel()
        with pytest.raises(Cancelled):
            tidy_kept_logs(one.context, cancel, ignore_progress)
    assert one.kept is None and files(workspace) == [writer.name]


def test_it_is_removed_with_the_run(workspace: Workspace) -> None:
    with log_server() as server:
        one = Reading(workspace, server)
        one.read()
        remove_run(one.context, one.run.id, CancelToken(), ignore_progress)
        assert files(workspace) == []
        assert one.read() == LINES, "a reading that goes on leaves nothing either"
    assert files(workspace) == []
    assert workspace.save(replace(one.run, kept_log=KeptLog("f", 1, datetime.now(UTC), LogEnd.PART))).kept_log is None


def test_another_tracker_id_has_another_log(workspace: Workspace) -> None:
    with log_server() as server:
        one = Reading(workspace, server)
        one.read()
        run = workspace.run(one.run.id)
        assert run is not None
        again = record_tracker_id(one.context, run, "43", CancelToken(), ignore_progress)
        assert again.kept_log is None and files(workspace) == []
        one.read()
    assert one.kept is None and files(workspace) == [], "it is the log of the former one"


def test_no_support_bundle_has_it(workspace: Workspace, tmp_path: Path) -> None:
    with log_server() as server:
        one = Reading(workspace, server, ["INFO line-of-the-customer"])
        one.read()
        run = workspace.run(one.run.id)
        bundle = support_bundle(
            one.context, workspace.paths.root, run, tmp_path / "b.zip", CancelToken(), ignore_progress
        )
    assert files(workspace) != []
    with zipfile.ZipFile(bundle.path) as archive:
        assert not any("kept" in name or name.endswith(".gz") for name in archive.namelist())
        assert not any(b"line-of-the-customer" in archive.read(name) for name in archive.namelist())


def test_two_processes_that_read_the_same_log_leave_one(workspace: Workspace) -> None:
    with log_server() as server, Workspace.open(workspace.paths.root) as other:
        one = Reading(workspace, server)
        server.log.visible = 10
        writer = other.log_writer(one.run.id)
        writer.append(LINES[:2])
        writer.flush()
        one.read()
        writer.append(LINES[2:])
        writer.flush()
        writer.close()
        log = KeptLog(writer.name, writer.lines, datetime.now(UTC), LogEnd.WHOLE)
        with other.store() as store:
            loser = store.runs.keep_log(one.run.id, one.run.tracker_id, log)
        assert loser is not None and loser.lines == 10
    assert one.shown() == LINES


def test_a_watched_run_tells_its_outcome_whatever_happens_to_its_log(
    workspace: Workspace, expected_log: Expected
) -> None:
    workspace.kept_logs.folder.write_text("a file in the way")
    expected_log("dmm_desktop.operations.kept_logs", "is not kept")
    page = {"Logs": "bGluZQo=", "LogNumPages": 1}
    with watched(workspace, answering(status("Complete", 10, 10, **page)), outputs(10)) as one:
        run = _watch(workspace, one.run, one.endpoint, one.seen)
    assert run.state is RunState.COMPLETED and run.kept_log is None
    assert one.seen.lines and one.seen.progress[-1].log_not_kept is not None
