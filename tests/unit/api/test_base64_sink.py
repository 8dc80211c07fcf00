"""Base64 in pieces of any size: strict, and the first fault is named."""

import base64
import errno
import io
import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dmm_desktop.api.base64_sink import Base64Sink
from unit.api.answers_in_pieces import cut, sizes

STRICT = re.compile(rb"(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?")


def decoded(text: bytes, piece_sizes: list[int]) -> tuple[bytes, Base64Sink]:
    out = io.BytesIO()
    sink = Base64Sink(out)
    for piece in cut(text, piece_sizes):
        sink.write(piece)
    sink.finish()
    return out.getvalue(), sink


@given(st.binary(), sizes)
def test_any_bytes_come_back(data: bytes, piece_sizes: list[int]) -> None:
    found, sink = decoded(base64.b64encode(data), piece_sizes)
    assert (found, sink.size, sink.problem) == (data, len(data), "")


@given(st.text("AQg+/=-_ \n", max_size=14).map(str.encode), sizes)
@example(b"QQ==QUJD", [4])
@example(b"QUI=", [1])
def test_only_strict_base64_is_accepted(text: bytes, piece_sizes: list[int]) -> None:
    found, sink = decoded(text, piece_sizes)
    assert bool(sink.problem) == (STRICT.fullmatch(text) is None)
    if not sink.problem:
        assert found == base64.b64decode(text)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (b"QUJD QUJD", "the base64 text contains characters that do not belong there"),
        (b"QUJDQU", "the base64 text ends in the middle of a group"),
        (b"QQ==QUJD", "the base64 text goes on after its padding"),
    ],
)
def test_the_first_fault_is_named_and_kept(text: bytes, problem: str) -> None:
    _, sink = decoded(text, [4])
    assert sink.problem == problem
    sink.write(b"=")
    sink.fail("something later")
    sink.finish()
    assert sink.problem == problem


def test_nothing_is_written_after_a_fault() -> None:
    found, sink = decoded(b"QUJDQU!DQUJD", [4])
    assert (found, sink.size) == (b"ABC", 3)


def test_a_full_disk_is_the_callers_to_handle() -> None:
    class Full:
        """A file on a disk that is full."""

        def write(self, data: bytes, /) -> None:
            raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(OSError, match="No space left"):
        Base64Sink(Full()).write(b"QUJD")
