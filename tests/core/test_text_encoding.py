"""The encoding of a text file is recognized, and its text does not depend on the blocks in which it comes."""

from collections.abc import Iterator

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dmm_desktop.core.text_encoding import MAX_FOREIGN, SAMPLE, decoded_blocks
from dmm_desktop.core.text_encoding import decoded as decoded_at_once

LOG = "2024-02-03 10:00 Started\r\n10:01 Größe ok, não há erros, 7 €\r\n"


def decoded(data: bytes, size: int | None = None) -> str:
    """The text of a file that comes in blocks of this size, by default in one."""
    size = size or max(1, len(data))
    return "".join(decoded_blocks(data[at : at + size] for at in range(0, len(data), size)))


@pytest.mark.parametrize("size", [None, 1, 2, 7])
@pytest.mark.parametrize("repeated", [1, 200])
@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "windows-1252"],
)
def test_a_log_is_read_in_each_encoding(encoding: str, repeated: int, size: int | None) -> None:
    text = LOG * repeated
    assert decoded(text.encode(encoding), size) == text


@pytest.mark.parametrize("mark", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_a_byte_order_mark_is_no_part_of_the_text(mark: str) -> None:
    assert decoded(("\ufeff" + LOG).encode(mark)) == LOG


def test_latin_1_is_read() -> None:
    text = LOG.replace("€", "Euro")
    assert decoded(text.encode("latin-1")) == text


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_a_log_in_chinese_without_a_mark_is_recognized(encoding: str) -> None:
    text = "10:00 导入已开始 请稍候 正在检查\n10:01 没有错误 导入完成 请查看报告\n"
    assert decoded(text.encode(encoding)) == text


@pytest.mark.parametrize("data", [b"10:00 a\0b\r\n10:01 ok\r\n", b"10:00 " + bytes(300) + b" ok\r\n", b"\0\0", b"a\0b"])
def test_nul_bytes_alone_do_not_make_utf_16(data: bytes) -> None:
    assert decoded(data) == data.decode()


def test_a_line_in_another_encoding_spoils_only_itself() -> None:
    mixed = "Größe\n".encode() + "Größe\n".encode("latin-1") + "Größe\n".encode()
    assert decoded(mixed) == "Größe\n" * 3


def test_a_file_that_turns_out_not_to_be_utf_8_late_is_read_all_the_same() -> None:
    assert decoded(b"a" * SAMPLE * 3 + b"\xe9", 1000) == "a" * SAMPLE * 3 + "\ufffd", "the end may be cut off"
    assert decoded(b"a" * SAMPLE * 3 + b"\xe9 ", 1000) == "a" * SAMPLE * 3 + "é "


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"", ""),
        (b"\xef\xbb\xbf", ""),
        (b"\xff\xfe", ""),
        (b"a\x81b", "a\ufffdb"),
        (b"two \xe2\x82", "two \ufffd"),
        ("ab".encode("utf-16-le") + b"c", "ab\ufffd"),
        ("\ufeffa\ud800b".encode("utf-16-le", "surrogatepass"), "a\ufffdb"),
    ],
)
def test_what_is_no_character_is_replaced(data: bytes, text: str) -> None:
    assert decoded(data) == text


@given(st.text())
@example("\ufeffa")
def test_utf_8_without_nul_stays_what_it_is(text: str) -> None:
    text = text.replace("\0", "").removeprefix("\ufeff")
    assert decoded(text.encode()) == text


@given(st.binary(max_size=3 * SAMPLE) | st.text().map(lambda text: text.encode("utf-16-le")), st.integers(1, SAMPLE))
def test_the_text_does_not_depend_on_the_blocks(data: bytes, size: int) -> None:
    assert decoded(data, size) == decoded(data)


@pytest.mark.parametrize("size", [10, 2 * SAMPLE])
def test_what_came_before_a_failure_is_read(size: int) -> None:
    def blocks() -> Iterator[bytes]:
        yield b"a" * size
        raise OSError

    came: list[str] = []
    with pytest.raises(OSError):
        came.extend(decoded_blocks(blocks()))
    assert "".join(came) == "a" * size


@pytest.mark.parametrize("cut", [1, 3, MAX_FOREIGN, 4 * MAX_FOREIGN])
def test_a_text_of_foreign_bytes_costs_no_call_for_each(cut: int) -> None:
    """A small compressed answer can become millions of them."""
    data = b"\xe9\xff" * MAX_FOREIGN
    assert decoded_at_once(data) == "éÿ" * MAX_FOREIGN
    blocks = [data[begin : begin + cut] for begin in range(0, len(data), cut)] if cut > 3 else [data[:cut], data[cut:]]
    assert "".join(decoded_blocks(blocks)) == "éÿ" * MAX_FOREIGN
