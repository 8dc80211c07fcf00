"""Pipes and devices in place of the user's files: the window refuses them, and opens none."""

import os
import socket
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from dmm_desktop.archive.source_file import SourceFile
from dmm_desktop.core.configuration import parsed_configuration
from dmm_desktop.core.errors import LocalError
from dmm_desktop.core.job import CancelToken, Job, ignore_progress
from dmm_desktop.core.local_files import open_file, read_text, without_waiting
from dmm_desktop.operations.learn_description import read_source_file
from dmm_desktop.operations.read_configuration import read_configuration
from dmm_desktop.operations.read_files import read_authority_file, read_text_file
from not_on_windows import FILES

if sys.platform == "win32":
    pytest.skip(FILES, allow_module_level=True)

READERS: list[Callable[[Path], Job[object]]] = [
    lambda path: partial(read_configuration, path, parsed_configuration),
    lambda path: partial(read_text_file, path, 100),
    lambda path: partial(read_authority_file, path),
    lambda path: partial(read_source_file, path),
    lambda path: lambda cancel, report: SourceFile(path),
]


def pipe(folder: Path) -> Path:
    os.mkfifo(folder / "given")
    return folder / "given"


def pipe_behind_a_link(folder: Path) -> Path:
    (folder / "link").symlink_to(pipe(folder))
    return folder / "link"


def bound_socket(folder: Path) -> Path:
    with socket.socket(socket.AF_UNIX) as own:
        own.bind(str(folder / "given"))
    return folder / "given"


def device(folder: Path) -> Path:
    return Path("/dev/zero")


@pytest.mark.parametrize("made", [pipe, pipe_behind_a_link, bound_socket, device])
@pytest.mark.parametrize("reader", READERS)
def test_a_job_of_the_window_refuses_it_at_once(
    tmp_path: Path, reader: Callable[[Path], Job[object]], made: Callable[[Path], Path]
) -> None:
    with pytest.raises(LocalError) as caught:
        reader(made(tmp_path))(CancelToken(), ignore_progress)
    assert str(caught.value.reason) == "It is a device or pipe, not a regular file."


def test_a_pipe_that_takes_the_place_of_a_file_does_not_block(tmp_path: Path) -> None:
    """What follows the check of a path may be another file."""
    path = pipe(tmp_path)
    with open(path, "rb", opener=without_waiting) as file:
        assert file.read() == b""


def test_a_regular_file_and_a_link_to_it_are_read(tmp_path: Path) -> None:
    (tmp_path / "given").write_text("{}")
    (tmp_path / "link").symlink_to("given")
    with open_file(tmp_path / "link") as file:
        assert file.read() == b"{}"
    assert read_text(tmp_path / "link") == "{}"
