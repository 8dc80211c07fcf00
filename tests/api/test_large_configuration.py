"""A configuration of several megabytes is written value by value, so that other threads run meanwhile."""

from __future__ import annotations

import json
import sys
from types import FrameType

from api.descriptions import BYTE, START, STRING, body, described, obj, sent_body, started

FIELDS = 20_000
LARGE = json.dumps({f"Field{number}": "x" * 100 for number in range(FIELDS)})


def test_it_is_written_in_steps() -> None:
    steps = 0

    def count(frame: FrameType, event: str, argument: object) -> None:
        nonlocal steps
        steps += event == "call" and frame.f_code.co_filename == json.encoder.__file__

    described_as_object = obj(Type=STRING, Configuration={"type": "object"}, ZipFile=BYTE)
    before = sys.getprofile()
    sys.setprofile(count)
    try:
        request = started(described(START, body(described_as_object)), LARGE)
    finally:
        sys.setprofile(before)
    assert steps > FIELDS
    assert sent_body(request, "UEs=")["Configuration"] == json.loads(LARGE)
