"""Starts Python processes for the tests. On Linux most are forked from one that has imported the program's modules.

Importing takes a new process 0.2 to 0.6 s of CPU time, and the tests start about a thousand. A forked process is as
real: it has its own process id, environment, folder and standard streams, runs `python -m MODULE` or `python SCRIPT`
from `__main__` to the end of the interpreter, and ends with an exit code or a signal. What Python decides before the
first import cannot be repeated: where the command line or the variables change any of it, and on other systems, the
process is new.

Four things differ: the parent is another process; `/proc` shows its arguments, variables and peak memory; the modules
have been imported; and all forked processes have the same seed of hashes. Tests of these pass ``is_new=True``.
"""

import os
import pickle
import select
import socket
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

_HERE = Path(__file__).parent
#: Variables read before the first import. ``PYTHONPATH`` is set in the forked process.
_EARLY = ("PYTHON", "LC_", "LANG", "LOCPATH", "LD_", "MALLOC_", "GLIBC_", "OPENSSL_", "SSLKEYLOGFILE", "TZ")
#: The values with which a variable above may differ from the tests' own.
_USUAL: dict[str, tuple[str | None, ...]] = {"PYTHONWARNINGS": (None, "error")}
#: What may be forked: these modules and these scripts. Processes with windows are always new, as Qt may have threads.
_MODULES = ("dmm_desktop.cli", "dmm_desktop.demo", "dmm_server")
_SCRIPTS = (
    _HERE / "dev" / "own_description.py",
    _HERE / "faults" / "session.py",
    _HERE / "operations" / "second_process.py",
    _HERE / "storage" / "second_process.py",
)
#: What Wine, but not Windows, says if the new process ended before its program began: seen once in some 10,000 starts.
_INTERNAL_ERROR = 1359


def start(words: Sequence[str], *, is_new: bool = False, **how: Any) -> "subprocess.Popen[Any]":
    """Like `subprocess.Popen`, with a complete command line. ``is_new``: never in a forked process."""
    environment: dict[str, str] | None = how.get("env")
    early = _early(os.environ if environment is None else environment)
    if not is_new and _can_fork(words, early, how):
        return _Forked([*words], **how)
    try:
        return subprocess.Popen(words, **how)
    except OSError as error:
        if getattr(error, "winerror", None) != _INTERNAL_ERROR:
            raise
    return subprocess.Popen(words, **how)


def run(
    words: Sequence[str], *, timeout: float, capture_output: bool = False, **how: Any
) -> "subprocess.CompletedProcess[Any]":
    """Like `subprocess.run`, with a complete command line."""
    if capture_output:
        how |= {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with start(words, **how) as process:
        try:
            out, errors = process.communicate(timeout=timeout)
        except BaseException:
            process.kill()
            raise
    return subprocess.CompletedProcess(process.args, process.returncode, out, errors)


def _early(environment: Any) -> dict[str, str]:
    return {name: environment[name] for name in environment if name.startswith(_EARLY)}


def _can_fork(words: Sequence[str], early: dict[str, str], how: dict[str, Any]) -> bool:
    if sys.platform != "linux" or how.keys() - {"stdin", "stdout", "stderr", "env", "cwd", "text", "bufsize"}:
        return False
    match [*words]:
        case [sys.executable, "-m", module, *_]:
            known = module in _MODULES
        case [sys.executable, script, *_]:
            known = Path(script) in _SCRIPTS
        case _:
            known = False
    own = _early(os.environ)
    changed = {name for name in own.keys() | early.keys() if own.get(name) != early.get(name)} - {"PYTHONPATH"}
    return (
        known
        and early.get("PYTHONPATH", str(_HERE)) == str(_HERE)
        and all(early.get(name) in _USUAL.get(name, ()) for name in changed)
    )


class _Parent:
    """The process that forks, `fork_server.py`. It ends with the tests, when its socket is closed."""

    def __init__(self, early: dict[str, str]) -> None:
        self._socket, theirs = socket.socketpair()
        with theirs:
            words = [sys.executable, str(_HERE / "fork_server.py"), str(theirs.fileno())]
            others = {name: value for name, value in os.environ.items() if not name.startswith(_EARLY)}
            self._process = subprocess.Popen(
                words, stdin=subprocess.DEVNULL, env=others | early, cwd="/", pass_fds=[theirs.fileno()]
            )

    def end(self) -> None:
        """Let it end; what it has forked continues."""
        self._socket.close()
        self._process.wait()

    def fork(self, streams: Sequence[int], request: dict[str, Any]) -> tuple[int, socket.socket]:
        """The process id, and the socket that tells of the end."""
        if sys.platform != "linux":
            raise NotImplementedError
        ours, theirs = socket.socketpair()
        with theirs:
            socket.send_fds(self._socket, [b"."], [theirs.fileno(), *streams])
        with ours.makefile("wb") as pipe:
            pickle.dump(request, pipe)
        process = ours.recv(32)
        assert process, "the process that forks has ended; its standard error says why"
        return int(process), ours


#: By the variables that Python reads before the first import.
_parents: dict[tuple[tuple[str, str], ...], _Parent] = {}
_lock = threading.Lock()


def _parent(early: dict[str, str]) -> _Parent:
    key = tuple(sorted(early.items()))
    with _lock:
        if key not in _parents:
            _parents[key] = _Parent(early)
        return _parents[key]


def end() -> None:
    """End what `start` has left running: the processes that fork."""
    while _parents:
        _, parent = _parents.popitem()
        parent.end()


class _Forked(subprocess.Popen[Any]):
    """Changes what CPython 3.11 to 3.14 call to start a process and to wait for it; all else is that of `Popen`."""

    _end: socket.socket
    _waitpid_lock: threading.Lock

    def _execute_child(self, args: list[str], *more: Any) -> None:
        (
            _executable, _preexec, _close, _pass, cwd, env, _startupinfo, _flags, _shell,
            read_in, write_in, read_out, write_out, read_errors, write_errors, *_
        ) = more  # fmt: skip
        environment = dict(os.environ if env is None else env)
        streams = [own if given == -1 else given for own, given in enumerate((read_in, write_out, write_errors))]
        request = {"words": args, "environment": environment, "folder": os.fspath(cwd or os.getcwd())}
        early = {name: value for name, value in _early(environment).items() if name != "PYTHONPATH"}
        self.pid, self._end = _parent(early).fork(streams, request)
        self._child_created = True
        pipes = ((read_in, write_in), (write_out, read_out), (write_errors, read_errors))
        for theirs in {theirs for theirs, ours in pipes if theirs != -1 and ours != -1}:
            os.close(theirs)
        devnull = getattr(self, "_devnull", None)
        if devnull is not None:
            os.close(devnull)
        self._closed_child_pipe_fds = True

    def _try_wait(self, wait_flags: int) -> tuple[int, int]:
        if sys.platform != "linux":
            raise NotImplementedError
        if wait_flags & os.WNOHANG and not select.select([self._end], [], [], 0)[0]:
            return 0, 0
        status = self._end.recv(32)
        assert status, "the process that forks has ended"
        # The process remains until told so, like any that has ended before its parent waits for it.
        self._end.shutdown(socket.SHUT_WR)
        self._end.recv(1)
        self._end.close()
        return self.pid, int(status)

    def _internal_poll(self, *_: Any, **__: Any) -> int | None:
        if sys.platform != "linux":
            raise NotImplementedError
        if self.returncode is None and self._waitpid_lock.acquire(False):
            try:
                if self.returncode is None:
                    pid, status = self._try_wait(os.WNOHANG)
                    if pid == self.pid:
                        self.returncode = os.waitstatus_to_exitcode(status)
            finally:
                self._waitpid_lock.release()
        return self.returncode
