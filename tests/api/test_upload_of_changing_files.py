"""A file that is not what it was when it was checked is never sent whole."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from dmm_desktop.api.request import HttpRequest
from dmm_desktop.api.upload import PIECE, UploadBody, ZipUpload
from dmm_desktop.core.errors import DmmError, FileChanged, LocalError
from dmm_desktop.core.job import CancelToken
from not_on_windows import OPEN_FILES

SIZE = 3 * PIECE + 5


def truncate(path: Path) -> None:
    os.truncate(path, PIECE + 1)


def empty(path: Path) -> None:
    os.truncate(path, 0)


def grow(path: Path) -> None:
    with path.open("ab") as file:
        file.write(b"more")


def touch(path: Path) -> None:
    stat = path.stat()
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns + 100))  # the unit of NTFS


def overwrite(path: Path) -> None:
    with path.open("r+b") as file:
        file.write(b"other")
    touch(path)


@pytest.fixture
def told() -> list[str]:
    return []


@pytest.fixture
def upload(tmp_path: Path, told: list[str]) -> ZipUpload:
    path = tmp_path / "import.zip"
    path.write_bytes(bytes(SIZE))
    return ZipUpload(path, SIZE, path.stat().st_mtime_ns, told.append)


def send(
    upload: ZipUpload, change: Callable[[Path], None], after: int, encoding: str = "base64"
) -> tuple[DmmError, int]:
    """Change the file after so many pieces; returns the error and how many pieces were sent."""
    head, tail = (b'{"a":"', b'"}') if encoding == "base64" else (b"", b"")
    request = HttpRequest("POST", "/StartExecution", (), (), "application/json", head, tail, encoding)
    body = UploadBody(request, upload, CancelToken())
    sent = 0
    if not after:
        change(upload.path)
    with pytest.raises(DmmError) as caught:
        for _ in body:
            sent += 1
            if sent == after:
                change(upload.path)
    assert not body.committed and not body.complete
    return caught.value, sent


@pytest.mark.parametrize(("encoding", "after"), [*(("base64", n) for n in (1, 2, 3, 4)), *(("raw", n) for n in (1, 3))])
@pytest.mark.parametrize("change", [truncate, empty, grow, touch, overwrite])
def test_a_file_that_changes_while_it_is_sent(
    upload: ZipUpload, told: list[str], change: Callable[[Path], None], after: int, encoding: str
) -> None:
    error, sent = send(upload, change, after, encoding)
    assert isinstance(error, FileChanged) and sent < 5 and not told
    assert str(error.title) == "import.zip changed while it was in use."
    assert "Nothing was started." in str(error.reason)


@pytest.mark.parametrize("change", [truncate, empty, grow, touch, overwrite])
def test_a_file_that_changed_before_is_not_sent_at_all(upload: ZipUpload, change: Callable[[Path], None]) -> None:
    error, sent = send(upload, change, 0)
    assert isinstance(error, FileChanged) and sent == 0


def test_a_file_that_is_gone_is_not_sent_at_all(upload: ZipUpload) -> None:
    error, sent = send(upload, Path.unlink, 0)
    assert isinstance(error, LocalError) and sent == 0
    assert str(error) == (
        "import.zip could not be read. No such file or directory. "
        "Check that the file is still there and can be opened. Nothing was started."
    )


def test_a_folder_is_no_file(upload: ZipUpload) -> None:
    def replace(path: Path) -> None:
        path.unlink()
        path.mkdir()

    error, sent = send(upload, replace, 0)
    assert isinstance(error, LocalError) and sent == 0


def test_a_file_that_vanishes_while_it_is_open_is_sent_as_it_was(upload: ZipUpload, told: list[str]) -> None:
    """Where the system allows it, the bytes are still there, and they are the ones that were checked."""
    if sys.platform == "win32":
        pytest.skip(OPEN_FILES)
    request = HttpRequest("POST", "/StartExecution", (), (), "application/zip", zip_encoding="raw")
    pieces = []
    for piece in UploadBody(request, upload, CancelToken()):
        upload.path.unlink(missing_ok=True)
        pieces.append(piece)
    assert b"".join(pieces) == bytes(SIZE) and len(told) == 1
