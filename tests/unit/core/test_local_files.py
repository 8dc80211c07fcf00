"""Text that the user brings, in the encodings that editors and PowerShell write."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dmm_desktop.core.errors import LocalError
from dmm_desktop.core.local_files import decoded, read_text

TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\0\ufeff"))
#: Windows PowerShell writes UTF-16 with a mark, and UTF-8 with one; PowerShell 7 and everything else UTF-8 without.
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16-le", "utf-16-be")


def encoded(content: str, encoding: str) -> bytes:
    return (("\ufeff" if encoding.startswith("utf-16") else "") + content).encode(encoding)


@given(TEXTS, st.sampled_from(ENCODINGS))
def test_every_usual_encoding_gives_the_text_without_a_mark(content: str, encoding: str) -> None:
    assert decoded(encoded(content, encoding), "x") == content


@given(st.binary())
def test_other_bytes_are_refused_or_text_without_nul(content: bytes) -> None:
    try:
        assert "\0" not in decoded(content, "x")
    except LocalError as error:
        assert str(error.title) == "x could not be read."


@pytest.mark.parametrize(
    "content",
    [
        "ä".encode("latin-1"),
        "{}".encode("utf-16-le"),
        "{}".encode("utf-16-be"),
        "{}".encode("utf-32"),
        "{}".encode("utf-16")[:-1],
        b"\xff\xfe\x00\xd8",
        b"{\0}",
    ],
)
def test_other_encodings_are_named_as_the_problem(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.json").write_bytes(content)
    with pytest.raises(LocalError) as caught:
        read_text(tmp_path / "a.json")
    assert str(caught.value) == (
        "a.json could not be read. It is not text in UTF-8, or in UTF-16 with a byte order mark. "
        "Save it as UTF-8 and try again."
    )
