"""Watched runs, on the demo environment and on scripted servers."""

import io
import zipfile
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from demo_process import DemoProcess
from dmm_desktop.api.binding import built_in_contract
from dmm_desktop.api.contract import Contract
from dmm_desktop.core.address import Address
from dmm_desktop.core.configuration import import_configuration
from dmm_desktop.core.job import CancelToken, Progress, WakeUp, ignore_progress
from dmm_desktop.core.runs import Run
from dmm_desktop.core.token import Token
from dmm_desktop.operations.check_zip import read_zip
from dmm_desktop.operations.endpoint import Endpoint
from dmm_desktop.operations.start_import import ImportPlan, start_import
from dmm_desktop.operations.watch_run import PollPolicy, WatchProgress, watch_run
from dmm_desktop.operations.workspace import Workspace
from operation_contexts import Begun, EndpointContext, given, run_at
from scripted_server import Script, ScriptedServer, answering, by_operation

ROOT = "/DMMAPI/rest/v1"
KEY = Token("key-4Qz81-secret")
#: The default policy, only a hundred times as fast.
FAST = PollPolicy(first=0.005, longest=0.02, retry_first=0.01, retry_longest=0.05, briefly=0.3, unlisted=0.6)
#: Longest wait for something that must happen, in seconds; only a defect takes that long.
PATIENCE = 20.0


@dataclass
class Seen:
    """What a watcher receives: ``progress`` in order, the log's ``lines``."""

    progress: list[WatchProgress] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    #: Called with each progress, on the watching thread.
    then: Callable[[WatchProgress], None] = ignore_progress

    def report(self, value: Progress) -> None:
        assert isinstance(value, WatchProgress)
        self.progress.append(value)
        self.then(value)

    @property
    def troubles(self) -> list[WatchProgress]:
        return [one for one in self.progress if one.trouble is not None]

    @property
    def states(self) -> list[str]:
        """The states in order, each once."""
        return list(dict.fromkeys(str(one.run.state) for one in self.progress))


def watch(
    workspace: Workspace,
    run: Run,
    endpoint: Endpoint,
    token: Token = KEY,
    seen: Seen | None = None,
    *,
    policy: PollPolicy = FAST,
    with_log: bool = True,
    cancel: CancelToken | None = None,
    wake_up: WakeUp | None = None,
) -> Run:
    seen = seen or Seen()
    deliver = seen.lines.extend if with_log else None
    context = EndpointContext(endpoint, token, workspace)
    job = partial(watch_run, context, run, deliver=deliver, policy=policy, wake_up=wake_up)
    return job(cancel or CancelToken(), seen.report)


@contextmanager
def in_thread(function: Callable[..., Any], *arguments: Any, **named: Any) -> Iterator["Future[Any]"]:
    """Run the function on another thread, which has ended when the context is left."""
    with ThreadPoolExecutor(1) as executor:
        yield executor.submit(function, *arguments, **named)


def plan_of(
    server: DemoProcess | ScriptedServer, zip_file: Path, connection: str = "Runtime Connection", **fields: Any
) -> ImportPlan:
    checked = read_zip(zip_file, CancelToken(), ignore_progress).checked()
    configuration = import_configuration(None, connection=connection, append=True)
    return ImportPlan(Address.parse(server.address), checked, configuration, **fields)


def started(workspace: Workspace, demo: DemoProcess, plan: ImportPlan) -> Begun:
    context = given(plan.address, Token(demo.token), workspace)
    begun = start_import(context, plan, Token(demo.one_time_token), CancelToken(), ignore_progress)
    return Begun(begun.run, context.locate(plan.address, None, CancelToken()))


def server_log(demo: DemoProcess, tracker_id: str) -> list[str]:
    """The whole log of an ended run, from the server's zip."""
    with zipfile.ZipFile(io.BytesIO(demo.logs_zip(tracker_id))) as logs:
        return logs.read(f"Execution_{tracker_id}.log").decode().splitlines()


def endpoint_at(address: str, contract: Contract | None = None) -> Endpoint:
    return Endpoint(Address.parse(address + ROOT), contract or built_in_contract())


def adopted(workspace: Workspace, endpoint: Endpoint, tracker_id: str = "42") -> Run:
    return workspace.adopt(run_at(endpoint, tracker_id))


def status(word: str, done: int = 0, total: int = 0, **more: Any) -> dict[str, Any]:
    """A response of GetExecutionStatus without a log."""
    report = {"CompletedRecords": done, "TotalRecords": total}
    return {"Status": word, "Success": True, "Report": report, **more}


def outputs(records: int = 0, error_report: str = "W10=", **more: Any) -> dict[str, Any]:
    """A response of GetExecutionOutputs; the error report is an empty list, in base64."""
    return {"Status": "Complete", "Success": True, "Report": {"NRecords": records}, "ErrorReport": error_report, **more}


class Watched:
    """A run on a scripted server."""

    def __init__(self, workspace: Workspace, scripts: Mapping[str, Script], contract: Contract | None = None) -> None:
        self._workspace = workspace
        self._contract = contract
        self._server = ScriptedServer(by_operation(scripts))
        self.seen = Seen()

    def __enter__(self) -> "Watched":
        self.server = self._server.__enter__()
        self.endpoint = endpoint_at(self.server.address, self._contract)
        self.run = adopted(self._workspace, self.endpoint)
        return self

    def __exit__(self, *trace: Any) -> None:
        self._server.__exit__(*trace)

    def to_the_end(self, **how: Any) -> Run:
        return watch(self._workspace, self.run, self.endpoint, seen=self.seen, **how)

    def asked(self, operation: str) -> int:
        return len(self.server.of(operation))


def watched(
    workspace: Workspace, get_status: Script | dict[str, Any], get_outputs: Script | dict[str, Any] | None = None
) -> Watched:
    """A run whose status and outputs are answered by these scripts, or always the same."""

    def script(given: Script | dict[str, Any]) -> Script:
        return answering(given) if isinstance(given, dict) else given

    scripts = {"GetExecutionStatus": script(get_status)}
    if get_outputs is not None:
        scripts["GetExecutionOutputs"] = script(get_outputs)
    return Watched(workspace, scripts)
