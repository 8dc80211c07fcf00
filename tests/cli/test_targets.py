"""Results never replace what is needed: nothing that the command uses, and nothing of the application's own data."""

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import trustme

from cli.command_line import CommandLine, Done
from cli.conftest import TOKENS
from cli.scripted_api import api
from links import make_link
from not_on_windows import PERMISSIONS, USERS_FOLDER
from scripted_server import ScriptedServer

RESULTS = {"import": ("--logs", "--report"), "watch": ("--logs", "--report"), "logs": ("--logs",)}
COMMANDS = [(command, option) for command, options in RESULTS.items() for option in options]
FOR_ALL = pytest.mark.parametrize(("command", "option"), COMMANDS)


class Targets:
    """Commands that must not get as far as the server, with every file that they can use."""

    def __init__(self, cli: CommandLine, server: ScriptedServer, folder: Path, source: Path) -> None:
        self.cli = cli
        self._server = server
        self.folder = folder
        self.files = {"--zip": folder / "in.zip", "--config": folder / "config.json"}
        self.files |= {"--contract": folder / "swagger.json", "--ca": folder / "ca.pem"}
        for path in self.files.values():
            shutil.copy(source, path)
        self.files["--config"].write_text('{"DataAppendMode": true}')
        trustme.CA().cert_pem.write_to_path(str(self.files["--ca"]))

    def of(self, command: str) -> dict[str, Path]:
        """The files that the command uses, by their options."""
        return {
            name: path for name, path in self.files.items() if command == "import" or name in ("--contract", "--ca")
        }

    def __call__(self, command: str, *arguments: object) -> Done:
        """Run the command with its files and these arguments. Nothing may be sent, and nothing changed."""
        files = {path: path.read_bytes() for path in self.folder.rglob("*") if path.is_file()}
        words = [word for pair in self.of(command).items() for word in pair]
        done = self.cli(command, "--url", self._server.address, *words, *arguments, *self.tracker_id(command))
        assert (done.code, done.out, self._server.connections) == (1, "", 0), done
        assert {path: path.read_bytes() for path in files} == files
        return done

    @staticmethod
    def tracker_id(command: str) -> list[str]:
        return [] if command == "import" else ["77"]


@pytest.fixture
def targets(lone_cli: CommandLine, tmp_path: Path, small: Path) -> Iterator[Targets]:
    folder = tmp_path / "files"
    folder.mkdir()
    with ScriptedServer(api()) as server:
        yield Targets(lone_cli, server, folder, small)


def named_twice(done: Done, name: str) -> bool:
    """Whether the command was refused because it needs the file for something else."""
    return done.notes == [
        f"Error: {name} is named twice.",
        "  The command would replace a file that is needed for something else.",
        "  Choose another place.",
    ]


@FOR_ALL
def test_a_file_that_the_command_reads(targets: Targets, command: str, option: str) -> None:
    sub = targets.folder / "sub"
    sub.mkdir()
    make_link(targets.folder / "other", sub)
    first, *others = targets.of(command).values()
    link = targets.folder / f"link-to-{first.name}"
    make_link(link, first)
    around = (sub / ".." / first.name, targets.folder / "other" / ".." / first.name)
    ways: tuple[Path | str, ...] = (first, *around, link, os.path.relpath(first), *others)
    for way in ways:
        assert named_twice(targets(command, option, way), Path(way).name)


@pytest.mark.parametrize("command", ["import", "watch"])
def test_one_file_for_two_results(targets: Targets, command: str) -> None:
    """Names that differ in case only are one file on many systems, and before it exists nothing tells."""
    for logs, report in (("out", "out"), ("out.zip", "OUT.ZIP"), ("caf\u00e9", "cafe\u0301")):
        done = targets(command, "--logs", targets.folder / logs, "--report", targets.folder / report)
        assert named_twice(done, report)
    make_link(targets.folder / "other", targets.folder / "new")
    done = targets(command, "--logs", targets.folder / "new", "--report", targets.folder / "other")
    assert named_twice(done, "other")


@FOR_ALL
def test_the_file_that_the_output_goes_to(targets: Targets, command: str, option: str) -> None:
    out = targets.folder / "out"
    words = [word for pair in targets.of(command).items() for word in pair]
    url = ("--url", "https://127.0.0.1:9")
    with out.open("wb") as file:
        running = targets.cli.start(command, *url, *words, option, out, *targets.tracker_id(command), out=file)
        with running:
            done = running.end()
    assert done.code == 1 and named_twice(done, "out")


@FOR_ALL
def test_anything_in_the_data_folder(targets: Targets, command: str, option: str, tmp_path: Path) -> None:
    data = targets.cli.data
    assert targets.cli("runs").code == 0
    before = sorted(data.rglob("*"))
    make_link(tmp_path / "link", data / "spool")
    make_link(tmp_path / "database", data / "dmm-desktop.sqlite3")
    targets.folder.joinpath("sub").mkdir()
    ways = (
        data / "new.json",
        data / "dmm-desktop.sqlite3",
        data / "dmm-desktop.sqlite3-wal",
        data / "spool" / "new.json",
        tmp_path / "link" / "new.json",
        tmp_path / "database",
        targets.folder / "sub" / ".." / ".." / "data" / "new.json",
        os.path.relpath(data / "new.json"),
    )
    for path in ways if command == "import" else ways[:1]:
        assert targets(command, option, path).notes == [
            f"Error: {Path(path).name} cannot be written there.",
            f"  {data} holds the data of DMM Desktop itself.",
            "  Choose another place.",
        ]
    assert sorted(data.rglob("*")) == before
    assert targets.cli("runs").lines == ["No runs yet."]


@pytest.mark.skipif(sys.platform == "win32", reason=USERS_FOLDER)
@FOR_ALL
def test_the_users_own_data_are_safe_with_another_data_folder(
    targets: Targets, command: str, option: str, isolated_home: Path
) -> None:
    usual = isolated_home / ".local" / "share" / "dmm-desktop"
    usual.mkdir(parents=True)
    done = targets(command, option, usual / "dmm-desktop.sqlite3")
    assert done.notes[1] == f"  {usual} holds the data of DMM Desktop itself."


def test_a_data_folder_by_another_name(targets: Targets, tmp_path: Path) -> None:
    """The folder is given as a link, the target without it."""
    assert targets.cli("runs").code == 0
    real = targets.cli.data
    link = tmp_path / "by-another-name"
    make_link(link, real)
    other = CommandLine(link, TOKENS)
    for path in (real / "x.json", link / "x.json"):
        done = other("watch", "--url", "https://127.0.0.1:9", "77", "--report", path)
        assert (done.code, done.notes[1]) == (1, f"  {link} holds the data of DMM Desktop itself.")


@FOR_ALL
def test_a_link_of_another_user_in_a_shared_folder(targets: Targets, command: str, option: str, tmp_path: Path) -> None:
    """As in /tmp: the file would replace another one of this user."""
    if sys.platform == "win32":
        pytest.skip(PERMISSIONS)
    if os.geteuid():
        pytest.skip("it takes the rights of root to make a link of another user")
    shared = tmp_path / "shared"
    shared.mkdir()
    shared.chmod(0o1777)
    (tmp_path / "mine").write_bytes(b"mine")
    make_link(shared / "out", tmp_path / "mine")
    make_link(shared / "folder", tmp_path)
    for link in (shared / "out", shared / "folder"):
        os.lchown(link, 12345, 12345)
    for way, name in ((shared / "out", "out"), (shared / "folder" / "new", "folder")):
        assert targets(command, option, way).notes == [
            f"Error: {way.name} cannot be used.",
            f"  {shared / name} is a link placed by another user in a folder that all users may write to.",
            "  Choose another place.",
        ]
    assert (tmp_path / "mine").read_bytes() == b"mine"
    folder = shared / "folder" / "data"
    data = CommandLine(folder, TOKENS)("runs")
    assert (data.code, data.notes[0]) == (1, f"Error: The data folder {folder} cannot be used.")
    assert data.notes[2] == "  Choose another data folder with --data-dir."
