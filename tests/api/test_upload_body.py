"""The body that is sent: the zip's exact bytes between head and tail, its length, and when it can still be ended."""

import base64
import contextlib
import hashlib
import os
import sys
import tempfile
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path
from urllib.parse import quote_plus

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dmm_desktop.api.request import HttpRequest
from dmm_desktop.api.upload import PIECE, UploadBody, ZipUpload
from dmm_desktop.core.job import BytesProgress, Cancelled, CancelToken, Progress
from not_on_windows import PROC

HEAD, TAIL = b'{"Type":"Import","ZipFile":"', b'"}'


def request(encoding: str | None = "base64", head: bytes = HEAD, tail: bytes = TAIL) -> HttpRequest:
    return HttpRequest("POST", "/StartExecution", (), (), "application/json", head, tail, encoding)


def upload_of(path: Path, data: bytes, before_last: Callable[[str], None] = lambda _: None) -> ZipUpload:
    path.write_bytes(data)
    stat = path.stat()
    return ZipUpload(path, stat.st_size, stat.st_mtime_ns, before_last)


def in_pieces(data: bytes, encoding: str) -> list[bytes]:
    with tempfile.TemporaryDirectory() as folder:
        upload = upload_of(Path(folder) / "a.zip", data)
        head, tail = (HEAD, TAIL) if encoding == "base64" else (b"", b"")
        body = UploadBody(request(encoding, head, tail), upload, CancelToken())
        pieces = list(body)
        assert len(body) == sum(map(len, pieces)) and body.committed and body.complete
        return pieces


near_a_piece = st.sampled_from([0, 1, 2, 3, 4]) | st.sampled_from([PIECE, 2 * PIECE]).flatmap(
    lambda size: st.integers(size - 3, size + 3)
)


@settings(max_examples=30)
@given(near_a_piece)
@example(PIECE - 1)
@example(PIECE)
@example(PIECE + 1)
def test_the_zip_is_sent_byte_for_byte(size: int) -> None:
    data = os.urandom(size)
    assert b"".join(in_pieces(data, "base64")) == HEAD + base64.b64encode(data) + TAIL
    assert b"".join(in_pieces(data, "raw")) == data
    assert b"".join(in_pieces(data, "form")) == quote_plus(base64.b64encode(data)).encode()


def test_no_piece_is_larger_than_a_piece_of_the_file_makes() -> None:
    assert max(map(len, in_pieces(bytes(3 * PIECE + 5), "base64"))) <= PIECE // 3 * 4 + len(TAIL)


def test_a_request_without_a_zip_is_its_head() -> None:
    body = UploadBody(request(None, b'{"Id":"7"}', b""), None, CancelToken())
    assert (len(body), list(body), body.committed, body.complete) == (10, [b'{"Id":"7"}'], True, True)


@pytest.mark.parametrize("size", [0, 5, PIECE, 3 * PIECE + 1])
def test_the_hash_is_told_once_when_only_the_last_piece_is_left(tmp_path: Path, size: int) -> None:
    data = os.urandom(size)
    told: list[tuple[str, int]] = []
    sent = 0
    body = UploadBody(
        request(), upload_of(tmp_path / "a.zip", data, lambda sha256: told.append((sha256, sent))), CancelToken()
    )
    for piece in body:
        last = piece
        sent += len(piece)
        assert body.committed == (sent == len(body))
    assert told == [(hashlib.sha256(data).hexdigest(), len(body) - len(last))]


def test_what_the_hash_leads_to_can_end_the_upload_with_the_last_piece_unsent(tmp_path: Path) -> None:
    def refuse(sha256: str) -> None:
        raise LookupError(sha256)

    body = UploadBody(request(), upload_of(tmp_path / "a.zip", bytes(2 * PIECE), refuse), CancelToken())
    sent: list[bytes] = []
    with pytest.raises(LookupError):
        sent.extend(body)
    assert not body.committed and not body.complete


@pytest.mark.parametrize("pieces", [1, 2, 3])
def test_cancelling_works_until_the_last_piece(tmp_path: Path, pieces: int) -> None:
    cancel = CancelToken()
    told: list[str] = []
    body = UploadBody(request(), upload_of(tmp_path / "a.zip", bytes(3 * PIECE), told.append), cancel)
    sent = iter(body)
    for _ in range(pieces):
        next(sent)
    cancel.cancel()
    with pytest.raises(Cancelled):
        next(sent)
    assert not body.committed and len(told) == (pieces == 3)


def test_cancelling_while_the_hash_is_told_still_works(tmp_path: Path) -> None:
    cancel = CancelToken()
    body = UploadBody(request(), upload_of(tmp_path / "a.zip", b"PK", lambda _: cancel.cancel()), cancel)
    sent = iter(body)
    assert next(sent) == HEAD
    with pytest.raises(Cancelled):
        next(sent)
    assert not body.committed


def test_cancelling_after_the_last_piece_changes_nothing(tmp_path: Path) -> None:
    cancel = CancelToken()
    body = UploadBody(request(), upload_of(tmp_path / "a.zip", b"PK"), cancel)
    sent = iter(body)
    assert [next(sent), next(sent)] == [HEAD, b"UEs=" + TAIL]
    assert body.committed and not body.complete
    cancel.abandon()
    assert next(sent, "end") == "end" and body.complete


def test_a_connection_is_cut_before_the_last_piece_only(tmp_path: Path) -> None:
    body = UploadBody(request(), upload_of(tmp_path / "a.zip", b"PK"), CancelToken())
    cuts: list[str] = []
    sent = iter(body)
    next(sent)
    body.cut_unless_committed(lambda: cuts.append("before"))
    next(sent)
    body.cut_unless_committed(lambda: cuts.append("after"))
    assert cuts == ["before"]


def test_of_a_cut_and_the_last_piece_at_the_same_time_one_comes_first(tmp_path: Path) -> None:
    """Never both, and never neither: the cut is too late, or the last piece is not sent."""
    upload = upload_of(tmp_path / "a.zip", b"PK")
    for _ in range(200):
        cancel, cuts = CancelToken(), Cuts()
        body = UploadBody(request(), upload, cancel)
        sent = iter(body)
        next(sent)
        thread = threading.Thread(target=cancel.cancel)
        with cancel.on_cancel(partial(body.cut_unless_committed, cuts.count)):
            thread.start()
            with contextlib.suppress(Cancelled):
                next(sent)
            thread.join()
        assert cuts.number == (0 if body.committed else 1)


class Cuts:
    """Counts how often a connection was cut."""

    number = 0

    def count(self) -> None:
        self.number += 1


def test_it_is_sent_once_only(tmp_path: Path) -> None:
    body = UploadBody(request(), upload_of(tmp_path / "a.zip", b"PK"), CancelToken())
    assert list(body)
    with pytest.raises(RuntimeError, match="once only"):
        list(body)


def test_closing_early_leaves_neither_a_thread_nor_an_open_file(tmp_path: Path) -> None:
    threads, files = threading.enumerate(), open_files()
    body = UploadBody(request(), upload_of(tmp_path / "a.zip", bytes(3 * PIECE)), CancelToken())
    body.close()
    sent = iter(body)
    assert next(sent) == HEAD and len(next(sent)) == PIECE // 3 * 4
    assert threading.enumerate() != threads and open_files() != files
    body.close()
    assert threading.enumerate() == threads and open_files() == files
    assert next(sent, "end") == "end" and not body.committed and not body.complete


def open_files() -> set[str]:
    if sys.platform != "linux":
        pytest.skip(PROC)
    return {os.readlink(link) for link in Path("/proc/self/fd").iterdir() if link.exists()}


def test_progress_counts_the_files_bytes_up_to_the_end(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    upload = upload_of(path, bytes(2 * PIECE + 7))
    seen: list[Progress] = []
    upload = ZipUpload(path, upload.size, upload.mtime_ns, report=seen.append)
    list(UploadBody(request(), upload, CancelToken()))
    assert seen == [BytesProgress(done, upload.size) for done in (0, PIECE, 2 * PIECE, 2 * PIECE + 7)]


def test_a_callback_that_fails_is_not_taken_for_the_socket(tmp_path: Path) -> None:
    def fail(value: object) -> None:
        raise BrokenPipeError

    path = tmp_path / "import.zip"
    path.write_bytes(b"zip")
    stat = path.stat()
    upload = ZipUpload(path, stat.st_size, stat.st_mtime_ns, before_last=fail)
    body = UploadBody(HttpRequest("POST", "/", (), (), "", b"{", b"}", "base64"), upload, CancelToken())
    with pytest.raises(RuntimeError, match="callback"):
        list(body)
    assert not body.committed
