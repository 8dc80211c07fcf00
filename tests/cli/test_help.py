"""Help, version, and what starting costs."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

import python_processes
from cli.command_line import PATIENCE, CommandLine, console_script
from dmm_desktop import __version__

_README = Path(__file__).parents[2] / "README.md"
COMMANDS = (
    *("check-environment", "create-connection", "import", "export", "copy"),
    *("watch", "status", "stop", "logs", "runs"),
)


def written(cli: CommandLine, *words: str) -> str:
    """What a call writes that needs no data folder."""
    command = [sys.executable, "-m", "dmm_desktop.cli", *words]
    done = python_processes.run(command, capture_output=True, text=True, env=cli.environment(), timeout=PATIENCE)
    assert (done.returncode, done.stderr) == (0, "")
    text: str = done.stdout
    return text


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_fits_a_terminal(lone_cli: CommandLine, command: str) -> None:
    shown = written(lone_cli, *filter(None, [command, "--help"]))
    assert shown.startswith(f"usage: {' '.join(filter(None, ['dmm-desktop-cli', command]))} [-h]")
    assert max(map(len, shown.splitlines())) <= 80
    assert "Exit codes: 0 " in shown
    for name in COMMANDS if not command else ():
        assert f"\n    {name}" in shown
    if command and command != "runs":
        assert ("--from URL" if command == "copy" else "--url URL") in shown and "DMM_TOKEN" in shown
    assert ("DMM_TOKEN_OTP" in shown) == (command in ("", "import", "export", "copy"))
    assert not lone_cli.data.exists()


@pytest.mark.parametrize("command", [*COMMANDS, "check", "learn"])
def test_the_readme_says_what_the_help_says(lone_cli: CommandLine, command: str) -> None:
    shown, page = written(lone_cli, command, "--help"), _README.read_text(encoding="utf-8")
    [row] = re.findall(rf"^\| `{command}\b(?!-)[^|\n]*(?:\\\|[^|\n]*)*\| (.*) \|$", page, re.MULTILINE)
    summary = shown.split("\n\n")[1].lower()
    for word in ("import", "export"):
        assert (word in summary) == (word in row), f"{summary!r} is not {row!r}"
    [with_json] = re.findall(r"zip\. ((?:`[a-z-]+`[, and\n]+)+)have this option", page)
    has_json = "  --json " in shown and "--json FILE" not in shown
    assert has_json == (f"`{command}`" in with_json)


def test_the_version_is_told(lone_cli: CommandLine) -> None:
    assert written(lone_cli, "--version") == f"dmm-desktop-cli {__version__}\n"


def test_the_console_script_tells_the_version() -> None:
    done = subprocess.run([console_script(), "--version"], capture_output=True, text=True, timeout=PATIENCE)
    assert (done.returncode, done.stdout, done.stderr) == (0, f"dmm-desktop-cli {__version__}\n", "")


#: Libraries that take long to import, and who needs them.
SLOW = ("requests", "urllib3", "truststore", "keyring", "PySide6", "tqdm")
LISTS_MODULES = """
import sys
from dmm_desktop.cli import main
try:
    code = main(sys.argv[1:])
except SystemExit as end:
    code = end.code
print(*sorted(name for name in sys.modules if "." not in name), file=sys.stderr)
sys.exit(code)
"""


@pytest.mark.parametrize(
    ("words", "needed"),
    [
        (("--version",), ()),
        (("--help",), ()),
        (("import", "--help"), ()),
        (("runs",), ()),
        (("runs", "--json"), ()),
        (("status", "--url", "https://127.0.0.1:9", "77", "--patience", "0"), ("requests", "urllib3", "truststore")),
    ],
    ids=["version", "help", "help of a command", "runs", "runs as JSON", "status"],
)
def test_slow_libraries_are_imported_by_those_who_need_them(
    lone_cli: CommandLine, words: tuple[str, ...], needed: tuple[str, ...]
) -> None:
    folder = ["--data-dir", str(lone_cli.data)] if words[0] in COMMANDS else []
    command = [sys.executable, "-c", LISTS_MODULES, words[0], *folder, *words[1:]]
    done = subprocess.run(command, capture_output=True, text=True, env=lone_cli.environment(), timeout=PATIENCE)
    imported = done.stderr.splitlines()[-1].split()
    assert "dmm_desktop" in imported
    assert [name for name in SLOW if name in imported] == list(needed)
