"""Paths that lead nowhere, into a circle, or to what is no file: each is named, and nothing is sent."""

import contextlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from cli.command_line import PATIENCE, CommandLine, Done
from links import make_link
from not_on_windows import FILES, OPEN_FILES, SHELLS

URL = ("--url", "https://127.0.0.1:9")
SOURCES = {"--zip": "import", "--config": "import", "--ca": "status", "--contract": "status", "--json": "create"}
TARGETS = {"--logs": ("import", "watch", "logs"), "--report": ("import", "watch")}
CIRCLE = ["It is a link that points back to itself.", "Correct the link, or choose another file."]


def with_option(cli: CommandLine, command: str, small: Path, option: str, path: object, **how: object) -> Done:
    command = "create-connection" if command == "create" else command
    more: dict[str, list[object]] = {"import": ["--append", "--zip", small], "create-connection": []}
    done = cli(command, *URL, *more.get(command, ["77"]), option, path, **how)
    assert (done.code, done.out) == (1, ""), done
    return done


def all_options() -> list[tuple[str, str, str]]:
    reading = [(option, command, "read") for option, command in SOURCES.items()]
    return reading + [(option, command, "written") for option, commands in TARGETS.items() for command in commands]


FOR_ALL = pytest.mark.parametrize(("option", "command", "verb"), all_options())


@FOR_ALL
def test_links_in_a_circle(
    lone_cli: CommandLine, small: Path, tmp_path: Path, option: str, command: str, verb: str
) -> None:
    make_link(tmp_path / "a", "b")
    make_link(tmp_path / "b", "a")
    done = with_option(lone_cli, command, small, option, tmp_path / "a")
    assert done.notes == [f"Error: a could not be {verb}.", *(f"  {line}" for line in CIRCLE)]


@FOR_ALL
def test_names_that_are_too_long(
    lone_cli: CommandLine, small: Path, tmp_path: Path, option: str, command: str, verb: str
) -> None:
    name = 300 * "x"
    done = with_option(lone_cli, command, small, option, tmp_path / name)
    assert done.notes[:2] == [f"Error: {name} could not be {verb}.", "  The name is too long."]


@FOR_ALL
def test_folders(lone_cli: CommandLine, small: Path, tmp_path: Path, option: str, command: str, verb: str) -> None:
    done = with_option(lone_cli, command, small, option, tmp_path)
    assert done.notes[:2] == [f"Error: {tmp_path.name} cannot be used.", "  It is a folder."]


@FOR_ALL
def test_no_path_at_all(lone_cli: CommandLine, small: Path, option: str, command: str, verb: str) -> None:
    for nothing in ("", " "):
        done = with_option(lone_cli, command, small, option, nothing)
        assert done.notes[-2] == f"Error: argument {option}: it is empty"


def test_an_empty_data_folder_is_not_the_working_directory(lone_cli: CommandLine, tmp_path: Path) -> None:
    with contextlib.chdir(tmp_path):
        before = sorted(tmp_path.iterdir())
        done = lone_cli.plain("runs", "--data-dir", "")
        assert sorted(tmp_path.iterdir()) == before
    assert (done.code, done.out, done.notes[-2]) == (1, "", "Error: argument --data-dir: it is empty")


@pytest.mark.skipif(sys.platform == "win32", reason=FILES)
@pytest.mark.parametrize("device", ["/dev/null", "/dev/full", "/dev/stdout"])
@pytest.mark.parametrize("option", ["--logs", "--report"])
def test_results_are_files(lone_cli: CommandLine, small: Path, option: str, device: str) -> None:
    done = with_option(lone_cli, "watch", small, option, device)
    assert done.notes[:2] == [
        f"Error: {Path(device).name} cannot be used.", "  It is a device or pipe, not a regular file.",
    ]  # fmt: skip


@pytest.mark.skipif(sys.platform == "win32", reason=FILES)
def test_devices_that_never_end(lone_cli: CommandLine, small: Path) -> None:
    for option, command in SOURCES.items():
        done = with_option(lone_cli, command, small, option, "/dev/zero")
        assert done.notes[0] in ("Error: zero is too large.", "Error: zero cannot be used."), option


def test_a_home_directory_that_the_shell_left(
    lone_cli: CommandLine, small: Path, tmp_path: Path, isolated_home: Path
) -> None:
    """Shells do not resolve it after an equals sign; a folder of that name would be a trap."""
    with contextlib.chdir(tmp_path):
        assert lone_cli.plain("runs", "--data-dir=~/mine").lines == ["No runs yet."]
        done = with_option(lone_cli, "watch", small, "--report", "~/none/report.json")
    assert done.notes[1] == f"  The folder {isolated_home / 'none'} does not exist."
    assert (isolated_home / "mine" / "dmm-desktop.sqlite3").exists()
    assert not (tmp_path / "~").exists()


def in_a_removed_folder(cli: CommandLine, tmp_path: Path, words: list[str]) -> Done:
    if sys.platform == "win32":
        pytest.skip(OPEN_FILES)
    gone = tmp_path / "gone"
    gone.mkdir(exist_ok=True)
    script = 'cd "$0" && rmdir "$0" && exec "$@"'
    command = ["sh", "-c", script, str(gone), *words]
    ran = subprocess.run(command, capture_output=True, text=True, env=cli.environment(), timeout=PATIENCE)
    done = Done(ran.returncode, ran.stdout, ran.stderr)
    cli.look_through(done)
    return done


def test_a_working_directory_that_is_gone(lone_cli: CommandLine, small: Path, tmp_path: Path) -> None:
    def run(*words: object) -> Done:
        return in_a_removed_folder(lone_cli, tmp_path, [*lone_cli.program, *map(str, words)])

    done = run("runs", "--data-dir", "x")
    assert (done.code, done.notes) == (
        1,
        [
            "Error: The data folder x cannot be used.",
            "  The current folder no longer exists.",
            "  Change to another folder, or give the full path.",
        ],
    )
    assert run("runs", "--data-dir", lone_cli.data).lines == ["No runs yet."]
    folder = ("--data-dir", lone_cli.data)
    for option, command in SOURCES.items():
        more = {"import": ["--append", "--zip", small], "create": []}.get(command, ["77"])
        name = "create-connection" if command == "create" else command
        done = run(name, *URL, *folder, *more, option, "relative")
        assert (done.code, done.notes[0]) == (1, "Error: relative could not be read.")
    for option in TARGETS:
        done = run("watch", *URL, *folder, "77", option, "relative")
        assert (done.code, done.notes[0]) == (1, "Error: relative could not be written.")


@pytest.mark.parametrize("kind", ["a circle", "dangling", "inside"])
def test_a_data_folder_that_is_a_link_to_nowhere(lone_cli: CommandLine, tmp_path: Path, kind: str) -> None:
    link = tmp_path / "link"
    make_link(link, "link" if kind == "a circle" else "nowhere")
    done = lone_cli.plain("runs", "--data-dir", str(link / "x" if kind == "inside" else link))
    assert (done.code, done.out) == (1, "")
    assert done.notes[0].startswith("Error: The data folder ")
    assert done.notes[1] == f"  {link} is a broken link."


@pytest.mark.skipif(sys.platform == "win32", reason=SHELLS)
@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&-", ">&- 2>&-", "<&- >&- 2>&-"])
def test_closed_streams(lone_cli: CommandLine, tmp_path: Path, closed: str) -> None:
    """What is opened afterwards must not become one of them."""
    shell = f'exec "$@" {closed}'
    for command, code in ((["runs"], 0), (["create-connection", *URL, "--json", "-"], 1)):
        words = ["sh", "-c", shell, "sh", *lone_cli.words(*command)]
        done = subprocess.run(
            words, capture_output=True, env=lone_cli.environment(), timeout=PATIENCE, stdin=subprocess.DEVNULL
        )
        assert done.returncode == code
        lone_cli.look_through(Done(done.returncode, done.stdout.decode(), done.stderr.decode()))
    assert os.fspath(lone_cli("runs").out) == "No runs yet.\n"
