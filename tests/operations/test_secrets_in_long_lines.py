"""A secret is hidden in a log line of any length, wherever the line is cut into pieces."""

import base64

import pytest

from dmm_desktop.core.redaction import Redaction
from dmm_desktop.core.token import Token
from dmm_desktop.operations.log_lines import MAX_LINE, batches_of_lines

KEY = "key-4Qz81/secret"
PACKED = base64.b64encode(f"xx{KEY}yy".encode()).decode()


@pytest.mark.parametrize("form", [KEY, KEY.replace("/", "%2F"), PACKED])
@pytest.mark.parametrize(("end", "block"), [("\r\n", 10 * MAX_LINE), ("", 64 * 1024)])
@pytest.mark.parametrize("back", [1, 8])
def test_a_secret_at_the_end_of_a_piece_is_hidden(form: str, end: str, block: int, back: int) -> None:
    line = ("é" * (MAX_LINE - back) + form) * 3 + "é" * MAX_LINE
    written = f"before\n{line}{end}after {form}"
    texts = [written[start : start + block] for start in range(0, len(written), block)]
    pieces = [piece for batch in batches_of_lines(texts, Redaction(Token(KEY))) for piece in batch]
    shown = "".join(pieces)
    assert shown.count("(hidden)") == 4
    assert KEY[:6] not in shown and KEY[-6:] not in shown and PACKED[4:12] not in shown and PACKED[12:20] not in shown
    assert all(len(piece) <= MAX_LINE for piece in pieces)
    assert shown.count("é") == 4 * MAX_LINE - 3 * back


def test_a_line_full_of_secrets_is_one_that_shrinks() -> None:
    written = f"{KEY} " * (4 * MAX_LINE // len(KEY))
    texts = [written[start : start + 64 * 1024] for start in range(0, len(written), 64 * 1024)]
    shown = "".join(piece for batch in batches_of_lines(texts, Redaction(Token(KEY))) for piece in batch)
    assert shown == "(hidden) " * (4 * MAX_LINE // len(KEY))
