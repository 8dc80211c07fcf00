"""Servers, sample zips and command lines for the tests, and a check after each that nothing is left behind."""

import os
import random
import socket
import zipfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from cli.command_line import MODULE, CommandLine
from cli.leaks import files_with
from demo_process import DemoProcess

#: For servers that do not check them; with characters that URLs, JSON and base64 encode differently.
TOKENS = ("key+4Qz8/1=secret%", 'otp&93"172\\secret')
#: Durations so short that runs have ended at the first or second request.
AT_ONCE = ("--pace", "0.0002")


@pytest.fixture
def small(samples: Path) -> Path:
    return samples / "small.zip"


@pytest.fixture
def configuration(tmp_path: Path) -> Path:
    """The configuration of an export."""
    path = tmp_path / "export.json"
    path.write_text('{"ExportingEntities": [], "ChunkSize": 0}')
    return path


@pytest.fixture
def customers(samples: Path) -> Path:
    return samples / "customers.zip"


@pytest.fixture(scope="session")
def large(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An import zip of 12 MB, larger than any socket buffer, with one entity more than the small one."""
    path = tmp_path_factory.mktemp("large") / "large.zip"
    path.write_bytes((samples / "small.zip").read_bytes())
    noise = random.Random(12).randbytes(6_000_000).hex()
    rows = (f"{number},N'{noise[start : start + 10_000]}'" for number, start in enumerate(range(0, len(noise), 10_000)))
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("Noise_Struct.dmm", "{}")
        archive.writestr("Noise_Data.csv", "\r\n".join(["Id,Text", *rows]))
    return path


@pytest.fixture(scope="session")
def demo() -> Iterator[DemoProcess]:
    """A standard demo environment for all tests that need no other; its runs end at once."""
    with DemoProcess(*AT_ONCE) as process:
        yield process


@pytest.fixture(scope="session")
def slow_demo() -> Iterator[DemoProcess]:
    """A demo environment whose runs continue until stopped."""
    with DemoProcess("--scenario", "slow", "--pace", "0.5") as process:
        yield process


@pytest.fixture
def closed_port() -> int:
    """A port of this computer without a listener."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
    return port


CommandLineOf = Callable[..., CommandLine]


@pytest.fixture
def command_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[CommandLineOf]:
    """Return a function (tokens, program) -> CommandLine. All command lines share a data folder.

    After the test no token may be in any file, and no temporary file may be left.
    """
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    used: set[str] = set()

    def make(tokens: Sequence[str], program: Sequence[str] = MODULE) -> CommandLine:
        used.update(tokens)
        return CommandLine(tmp_path / "data", tokens, program)

    yield make
    assert not [found for token in used for found in files_with(token, tmp_path, Path(os.environ["HOME"]))]
    assert not [*temporary.iterdir(), *tmp_path.rglob("*.dmm-part"), *(tmp_path / "data" / "spool").glob("*")]


@pytest.fixture
def cli(command_line: CommandLineOf, demo: DemoProcess) -> CommandLine:
    """A command line with the tokens of the demo environment."""
    return command_line((demo.token, demo.one_time_token))


@pytest.fixture
def lone_cli(command_line: CommandLineOf) -> CommandLine:
    """A command line with tokens for a server that accepts any, or for no server."""
    return command_line(TOKENS)
