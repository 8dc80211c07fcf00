"""The watchdogs in tests/conftest.py bite: a run of pytest over bad tests, each of which has to fail for its reason."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from architecture.project import ROOT

BAD_AND_GOOD = """
import logging, os, threading, warnings
import pytest

release = threading.Event()

def test_leaks_a_thread():
    threading.Thread(target=release.wait, name="stray", daemon=True).start()

def test_ends_its_thread_late():
    threading.Timer(0.1, lambda: None).start()

def test_logs_a_warning():
    logging.getLogger("some.logger").warning("careful: %s", "hot")

def test_expects_its_warning(expected_log):
    expected_log("some.logger", "careful")
    logging.getLogger("some.logger").warning("careful: %s", "hot")

def test_expects_another_warning(expected_log):
    expected_log("some.logger", "cold")
    logging.getLogger("some.logger").warning("careful: %s", "hot")

def test_expects_in_vain(expected_log):
    expected_log("some.logger", "never")

def test_logs_information():
    logging.getLogger("some.logger").info("fine")

def test_warns():
    warnings.warn("old", DeprecationWarning)

def test_has_a_home_of_its_own(isolated_home):
    assert os.path.expanduser("~") == str(isolated_home)
    assert not any(isolated_home.iterdir())
    assert os.environ["XDG_DATA_HOME"].startswith(str(isolated_home))

def test_sees_nothing_of_the_person(machine_environment):
    names = ["DMM_TOKEN", "HTTPS_PROXY", "https_proxy", "DBUS_SESSION_BUS_ADDRESS", "SSL_CERT_FILE"]
    assert [name for name in names if name in os.environ] == []
    assert machine_environment["DMM_TOKEN"] == "secret"

@pytest.mark.long
def test_takes_long():
    pass
"""

OUTCOMES = {
    "test_leaks_a_thread": ("ERROR", "left threads running: stray"),
    "test_ends_its_thread_late": ("PASSED", ""),
    "test_logs_a_warning": ("ERROR", "unexpected log record of some.logger: careful: hot"),
    "test_expects_its_warning": ("PASSED", ""),
    "test_expects_another_warning": ("ERROR", "unexpected log record of some.logger: careful: hot"),
    "test_expects_in_vain": ("ERROR", "expected a log record of some.logger with the text: never"),
    "test_logs_information": ("PASSED", ""),
    "test_warns": ("FAILED", "DeprecationWarning: old"),
    "test_has_a_home_of_its_own": ("PASSED", ""),
    "test_sees_nothing_of_the_person": ("PASSED", ""),
}


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What pytest, configured as here, prints about the tests above."""
    project = tmp_path_factory.mktemp("project")
    (project / "tests").mkdir()
    shutil.copy(ROOT / "pyproject.toml", project)
    for name in ("conftest.py", "python_processes.py", "fork_server.py"):
        shutil.copy(ROOT / "tests" / name, project / "tests")
    (project / "tools").mkdir()
    for name in ("__init__.py", "offscreen.py"):  # imported by that file
        shutil.copy(ROOT / "tools" / name, project / "tools")
    (project / "tests" / "test_examples.py").write_text(BAD_AND_GOOD)
    return _pytest(project)


def _pytest(project: Path) -> str:
    command = [sys.executable, "-m", "pytest", "-v", "--color=no", "-p", "no:cacheprovider"]
    secrets = {"DMM_TOKEN": "secret", "https_proxy": "http://proxy.example.com", "DBUS_SESSION_BUS_ADDRESS": "unix:x"}
    done = subprocess.run(command, cwd=project, env=os.environ | secrets, capture_output=True, text=True, timeout=60)
    return done.stdout + done.stderr


@pytest.mark.parametrize("name", OUTCOMES)
def test_the_watchdog_bites(outcome: str, name: str) -> None:
    word, reason = OUTCOMES[name]
    seen = re.findall(rf"test_examples\.py::{name} (\w+)", outcome)
    assert seen[-1:] == [word], outcome
    if reason:
        assert re.search(rf"_ (ERROR at teardown of )?{name} _(.|\n)*?{re.escape(reason)}", outcome), outcome


def test_long_tests_are_left_out(outcome: str) -> None:
    assert "test_takes_long" not in outcome
    assert "1 deselected" in outcome
