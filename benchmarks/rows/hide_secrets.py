"""Hide twenty secrets in texts: the first text, for which patterns are made, and a log."""

from __future__ import annotations

import base64
import json
import random
import re
import time
from collections.abc import Callable, Sequence
from urllib.parse import quote

from benchmarks.frame import Bar, Figures, Measurement, Row, Setting

_LINES = 100_000
#: Every so many lines there is a secret.
_STEP = 100


def _secrets() -> list[str]:
    """Long ones with the characters that JSON, HTML and addresses escape."""
    dice = random.Random(1)
    return ["".join(dice.choices("abcdefghXYZ0123456789&%\\\"'</+", k=40)) for _ in range(20)]


def _lines(secrets: Sequence[str]) -> list[str]:
    lines = [f"2026-11-29 12:00:00 INFO Imported record {number} of C:\\data & more" for number in range(_LINES)]
    for number in range(0, _LINES, _STEP):
        lines[number] = json.dumps({"Key": secrets[number // _STEP % len(secrets)]})
    return lines


def _timed(hide: Callable[[str], str], secrets: Sequence[str]) -> Figures:
    lines = _lines(secrets)
    began = time.perf_counter()
    first = hide(" ".join(map(json.dumps, secrets)))
    made = time.perf_counter()
    hidden = sum("(hidden)" in hide(line) for line in lines)
    ended = time.perf_counter()
    assert first.count("(hidden)") == len(secrets) and hidden == _LINES // _STEP
    return {"first text, ms": (made - began) * 1000, "seconds": ended - made}


def ours(setting: Setting) -> Figures:
    """Also inside larger base64 texts, and with any character escaped in any way."""
    from dmm_desktop.core.redaction import Redaction

    secrets, hide = _secrets(), Redaction()
    for secret in secrets:
        hide.add_text(secret)
    return _timed(hide, secrets)


def known_forms(setting: Setting) -> Figures:
    """What one writes first: a pattern of the secrets as they are and in four encodings."""
    secrets = _secrets()
    forms = {
        form
        for secret in secrets
        for form in (
            *(secret, json.dumps(secret)[1:-1], quote(secret, safe="")),
            *(encode(secret.encode()).decode() for encode in (base64.b64encode, base64.urlsafe_b64encode)),
        )
    }

    def hide(text: str, made: list[re.Pattern[str]] = []) -> str:  # noqa: B006 - made when the first text comes
        if not made:
            made.append(re.compile("|".join(map(re.escape, sorted(forms, reverse=True)))))
        return made[0].sub("(hidden)", text)

    return _timed(hide, secrets)


ROW = Row(
    f"Hide 20 secrets in a first text, and in {_LINES:,} log lines",
    (Measurement("DMM Desktop", ours), Measurement("re, five known forms", known_forms)),
    (Bar("first text, ms", 20, "re, five known forms"), Bar("seconds", 3, "re, five known forms")),
)
