"""Base64 in pieces of any size and in every form that loses nothing; the first fault is named."""

import base64
import errno
import io
import re
from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from api.answers_in_pieces import cut, sizes
from dmm_desktop.api.payload_sinks import Base64Sink
from dmm_desktop.core.text import Text

#: What is left once blanks are taken out and the URL-safe characters are replaced.
RIGHT = re.compile(rb"(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}={0,2}|[A-Za-z0-9+/]{3}=?)?")


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
    assert (found, sink.size, sink.problem) == (data, len(data), None)


@given(
    st.binary(),
    sizes,
    st.integers(1, 80),
    st.sampled_from([b"\n", b"\r\n", b" ", b"\t \n"]),
    st.sampled_from([base64.b64encode, base64.urlsafe_b64encode]),
    st.integers(0, 2),
    st.booleans(),
)
@example(b"", [1], 1, b"\n", base64.b64encode, 0, True)
def test_any_bytes_come_back_however_they_are_written(
    data: bytes,
    piece_sizes: list[int],
    width: int,
    line_end: bytes,
    encode: Callable[[bytes], bytes],
    padding: int,
    ends_line: bool,
) -> None:
    text = encode(data)
    text = text.rstrip(b"=") + b"=" * min(padding, text.count(b"="))
    lines = [text[start : start + width] for start in range(0, len(text), width)]
    found, sink = decoded(line_end.join(lines) + (line_end if ends_line else b""), piece_sizes)
    assert (found, sink.size, sink.problem) == (data, len(data), None)


@given(st.text("AQg+/=-_ \n.", max_size=14).map(str.encode), sizes)
@example(b"QQ==QUJD", [4])
@example(b"QUI=", [1])
@example(b"QUI= \n \n", [4])
@example(b"QUI=    Q", [4])
@example(b"QUJD=", [])
@example(b"=", [])
@example(b"A", [])
def test_nothing_else_is_accepted(text: bytes, piece_sizes: list[int]) -> None:
    found, sink = decoded(text, piece_sizes)
    characters = text.translate(bytes.maketrans(b"-_", b"+/"), b" \n")
    assert bool(sink.problem) == (RIGHT.fullmatch(characters) is None)
    if not sink.problem:
        characters = characters.rstrip(b"=")
        assert found == base64.b64decode(characters + b"=" * (-len(characters) % 4))


@given(st.text("AQg+/=-_ \n.", max_size=14).map(str.encode), sizes)
def test_the_pieces_make_no_difference(text: bytes, piece_sizes: list[int]) -> None:
    whole, sink = decoded(text, [])
    pieces, other = decoded(text, piece_sizes)
    assert bool(sink.problem) == bool(other.problem)
    assert sink.problem or whole == pieces


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (b"QUJD.UJD", "the base64 text contains characters that do not belong there"),
        (b"QUJD\xc2\xa0JD", "the base64 text contains characters that do not belong there"),
        (b"QUJDQ", "the base64 text ends in the middle of a group"),
        (b"QUJDA===", "the base64 text ends in the middle of a group"),
        (b"QQ==QUJD", "the base64 text goes on after its padding"),
        (b"QQ==\nQQ==", "the base64 text goes on after its padding"),
        (b"QUI=Q", "the base64 text goes on after its padding"),
    ],
)
def test_the_first_fault_is_named_and_kept(text: bytes, problem: str) -> None:
    _, sink = decoded(text, [4])
    assert str(sink.problem) == problem
    sink.write(b"=")
    sink.fail(Text("something later"))
    sink.finish()
    assert str(sink.problem) == problem


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
