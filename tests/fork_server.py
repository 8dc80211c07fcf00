"""Imports the program's modules, and then forks for each request of `python_processes.py`: `fork_server.py SOCKET`."""

import gc
import importlib
import io
import os
import pickle
import pkgutil
import runpy
import select
import signal
import socket
import sys
import warnings
from typing import Any

assert sys.platform == "linux"
_PACKAGES = ("api", "archive", "cli", "core", "demo", "operations", "storage")
#: What the program imports only when it needs it. Not keyring, which chooses a store when imported.
_LATE = ("requests", "truststore", "dmm_server.app", "dmm_server.platform_api", "operation_contexts")


def _import(names: list[str]) -> None:
    for name in names:
        module = importlib.import_module(name)
        for one in pkgutil.walk_packages(getattr(module, "__path__", []), f"{name}."):
            if name.startswith("dmm_desktop.") and not one.name.endswith("__main__"):
                importlib.import_module(one.name)


def _serve(control: socket.socket) -> dict[str, Any] | None:
    """Fork for each request; returns the request in the forked process, and None in the end."""
    wake, woken = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)
    signal.set_wakeup_fd(woken)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    # Ctrl-C in the terminal of the tests is for the tests. Blocked and not ignored: a forked process must not miss one.
    signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    running: dict[int, socket.socket] = {}
    ended: dict[socket.socket, int] = {}
    while True:
        waiting: list[Any] = [control, wake, *ended]
        ready, _, _ = select.select(waiting, [], [])
        if wake in ready:
            os.read(wake, 1 << 16)
            for process, end in [*running.items()]:
                over = os.waitid(os.P_PID, process, os.WEXITED | os.WNOHANG | os.WNOWAIT)
                if over is not None:
                    _tell(end, over.si_status << 8 if over.si_code == os.CLD_EXITED else over.si_status)
                    del running[process]
                    ended[end] = process
        for end in ended.keys() & set(ready):
            os.waitpid(ended.pop(end), 0)
            end.close()
        if control in ready:
            _, descriptors, _, _ = socket.recv_fds(control, 1, 4)
            if not descriptors:
                return None
            end = socket.socket(fileno=descriptors[0])
            with end.makefile("rb") as pipe:
                request: dict[str, Any] = pickle.load(pipe)
            process = os.fork()
            if not process:
                signal.set_wakeup_fd(-1)
                for other in (control, end, *running.values(), *ended):
                    other.close()
                os.close(wake)
                os.close(woken)
                _take(descriptors[1:])
                return request
            for one in descriptors[1:]:
                os.close(one)
            running[process] = end
            _tell(end, process)


def _tell(end: socket.socket, number: int) -> None:
    try:
        end.sendall(b"%d" % number)
    except BrokenPipeError:  # the tests have ended
        return


def _take(streams: list[int]) -> None:
    """Make these descriptors the standard streams, with what Python puts around them at its start."""
    for number, one in enumerate(streams):
        os.dup2(one, number)
    for one in set(streams) - {0, 1, 2}:
        os.close(one)
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        old = getattr(sys, name)
        is_direct = old.write_through and number > 0  # with PYTHONUNBUFFERED; see CPython's create_stdio()
        is_by_line = not old.write_through and (number == 2 or os.isatty(number))
        buffer: Any = open(number, "wb" if number else "rb", 0 if is_direct else -1, closefd=False)  # noqa: SIM115
        (buffer if is_direct else buffer.raw).name = f"<{name}>"
        new: Any = io.TextIOWrapper(buffer, old.encoding, old.errors, "\n", is_by_line, old.write_through)
        new.mode = "w" if number else "r"
        setattr(sys, name, new)
        setattr(sys, f"__{name}__", new)


def _become(request: dict[str, Any], path: list[str]) -> None:
    """Run the command line as Python would."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.environ.clear()
    os.environ.update(request["environment"])
    os.chdir(request["folder"])
    words: list[str] = request["words"]
    sys.orig_argv = words
    signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGINT])
    paths = [one for one in os.environ.get("PYTHONPATH", "").split(os.pathsep) if one]
    if words[1] == "-m":
        sys.argv = words[2:]
        sys.path[:] = [os.getcwd(), *paths, *path]
        runpy.run_module(words[2], run_name="__main__", alter_sys=True)
    else:
        sys.argv = words[1:]
        sys.path[:] = [os.path.dirname(os.path.realpath(words[1])), *paths, *path]
        runpy.run_path(words[1], run_name="__main__")


def _main() -> None:
    path = sys.path[1:]
    with warnings.catch_warnings():  # urllib3 adds to the filters
        _import([*(f"dmm_desktop.{name}" for name in _PACKAGES), *_LATE])
    gc.collect()
    gc.freeze()
    with socket.socket(fileno=int(sys.argv[1])) as control:
        request = _serve(control)
    if request is not None:
        _become(request, path)


if __name__ == "__main__":
    _main()
