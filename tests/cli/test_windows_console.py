"""A command in a console of Windows: Ctrl-C, Ctrl-Break, and the encoding of what it writes."""

import sys

import pytest

if sys.platform != "win32":
    pytest.skip("consoles of Windows", allow_module_level=True)

import ctypes
import os
import signal
import subprocess
import time
from pathlib import Path

from cli.command_line import PATIENCE, CommandLine, Running
from cli.scripted_api import TRACKER_ID
from not_on_windows import CTRL_BREAK
from process_ends import check
from scripted_server import Exchange, ScriptedServer

#: Seconds in which a command ends that waits for a server. The server may take 30.
AT_ONCE = 15.0
#: Joins the console of a process and presses the keys there, for all programs but itself.
PRESS = """
import ctypes, sys
kernel = ctypes.WinDLL("kernel32")
kernel.FreeConsole()
assert kernel.AttachConsole(int(sys.argv[1])), "the process has no console"
kernel.SetConsoleCtrlHandler(None, True)
sys.exit(0 if kernel.GenerateConsoleCtrlEvent(int(sys.argv[2]), 0) else 3)
"""
REFUSED = 3
#: Presses Ctrl-Break as the C library reports it.
BREAK = """
import signal
from dmm_desktop.cli.runner import Interrupts
from dmm_desktop.core.job import Cancelled
interrupts = Interrupts()
signal.raise_signal(signal.SIGBREAK)
try:
    interrupts.cancel.sleep(30)
except Cancelled:
    print("cancelled")
"""
KEYS = pytest.mark.parametrize("keys", [signal.CTRL_C_EVENT, signal.CTRL_BREAK_EVENT], ids=["Ctrl-C", "Ctrl-Break"])


def press(keys: int, running: Running) -> None:
    words = [sys.executable, "-c", PRESS, str(running.process.pid), str(keys)]
    done = subprocess.run(words, capture_output=True, timeout=PATIENCE)
    if keys == signal.CTRL_BREAK_EVENT and done.returncode == REFUSED:
        pytest.skip(CTRL_BREAK)
    check(done)


def silent(exchange: Exchange) -> None:
    exchange.read_body()
    exchange.hold()


@KEYS
def test_keys_end_a_command_that_waits_for_a_server_at_once(lone_cli: CommandLine, keys: int) -> None:
    words = ("status", "--url")
    with ScriptedServer(silent) as server:
        console = subprocess.CREATE_NEW_CONSOLE
        with lone_cli.start(*words, server.address, TRACKER_ID, flags=console) as running:
            server.wait()
            press(keys, running)
            pressed = time.monotonic()
            done = running.end()
    assert (done.code, done.notes) == (130, ["Interrupted."])
    assert time.monotonic() - pressed < AT_ONCE


def test_ctrl_break_is_ctrl_c() -> None:
    done = subprocess.run([sys.executable, "-c", BREAK], capture_output=True, text=True, timeout=PATIENCE)
    check(done)
    assert done.stdout == "cancelled\n"


@pytest.mark.parametrize("flags", [subprocess.CREATE_NEW_CONSOLE, subprocess.DETACHED_PROCESS], ids=["console", "none"])
def test_output_in_a_pipe_has_the_encoding_of_the_console(lone_cli: CommandLine, flags: int) -> None:
    """cmd and PowerShell read it so. Without a console it is UTF-8."""
    environment = lone_cli.environment()
    del environment["PYTHONIOENCODING"]
    words = lone_cli.words("status", "--url", "http://fran\u00e7a", TRACKER_ID)
    done = subprocess.run(words, capture_output=True, env=environment, timeout=PATIENCE, creationflags=flags)
    encoding = "utf-8"
    if flags == subprocess.CREATE_NEW_CONSOLE:
        encoding = f"cp{ctypes.windll.kernel32.GetOEMCP()}"
    assert done.returncode == 1
    written = done.stderr.decode(encoding).replace("\u201c", '"').replace("\u201d", '"')
    assert written.startswith('Error: "http://fran\u00e7a" cannot be used as an address.')


def test_nothing_is_asked_for_if_the_input_is_nul(lone_cli: CommandLine) -> None:
    """A scheduled task has this input, and a prompt would wait for ever."""
    environment = {name: value for name, value in lone_cli.environment().items() if not name.startswith("DMM_TOKEN")}
    words = lone_cli.words("status", "--url", "https://127.0.0.1:9", TRACKER_ID)
    with Path(os.devnull).open("rb") as nul:
        done = subprocess.run(words, stdin=nul, capture_output=True, env=environment, text=True, timeout=PATIENCE)
    assert (done.returncode, done.stderr.splitlines()[0]) == (1, "Error: DMM_TOKEN is not set.")
