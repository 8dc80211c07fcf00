"""A header that is none hides neither those that follow nor the answer [platform]."""

from collections.abc import Callable

import pytest

from api.api_calls import QUESTIONS, Calls, every_question
from dmm_desktop.api.discovery import ProbeResult, discover
from dmm_desktop.api.transport import Timeouts
from dmm_desktop.api.upload import ZipUpload
from dmm_desktop.core.address import Address
from dmm_desktop.core.job import CancelToken
from dmm_desktop.resources import resource
from scripted_server import Exchange, ScriptedServer, response, sending

FAULTY = {
    "no colon": b"preload\r\n",
    "a blank before the colon": b"X-Frame-Options : SAMEORIGIN\r\n",
    "a blank in the name": b"My Param: None\r\n",
    "no name": b": value\r\n",
    "a name that is not ASCII": b"X-M\xfcnchen: yes\r\n",
    "a carriage return in the value": b"X-More: yes\rContent-Length: 1\r\n",
    "NUL": b"X-More: \x00\r\n",
    "an empty carriage return": b"\rX-More: yes\r\n",
    "the beginning of a mail": b"From me to you\r\n",
    "a continuation of nothing": b" and more\r\n",
    "a faulty one that goes on": b"preload\r\n\tand more\r\n",
    "line ends of one character": b"preload\nX-More : yes\n",
}
every_fault = pytest.mark.parametrize("fault", FAULTY.values(), ids=FAULTY)
IN_TIME = Timeouts(read=10.0, long_read=10.0)
DESCRIPTION = resource("dmm-api.swagger.json").read_bytes()

UploadOf = Callable[..., ZipUpload]


def faulty(fault: bytes, answer: bytes) -> bytes:
    """The answer with the fault before its first header."""
    return answer.replace(b"\r\n", b"\r\n" + fault, 1)


@every_question
@every_fault
def test_before_the_length(ask: Callable[[Calls], object], fault: bytes) -> None:
    answer = faulty(fault, response(QUESTIONS[ask]))
    with ScriptedServer(sending(answer, then=Exchange.hold)) as server:
        ask(Calls(server.address, timeouts=IN_TIME))
        assert len(server.requests) == 1


@every_fault
def test_before_the_tracker_id(fault: bytes, upload_of: UploadOf) -> None:
    answer = faulty(fault, response({"MainExecutionTrackerId": 42}))
    with ScriptedServer(sending(answer, then=Exchange.hold)) as server:
        assert Calls(server.address, timeouts=IN_TIME).start(upload_of(100)) == "42"


def test_before_chunks() -> None:
    answer = faulty(FAULTY["a blank before the colon"], response({"Status": "Queued"}, chunked=5))
    with ScriptedServer(sending(answer, then=Exchange.hold)) as server:
        assert Calls(server.address, timeouts=IN_TIME).status().status == "Queued"


def test_a_length_with_a_blank_before_its_colon_counts() -> None:
    answer = response({"Status": "Queued"}).replace(b"Content-Length:", b"Content-Length :")
    with ScriptedServer(sending(answer, then=Exchange.hold)) as server:
        assert Calls(server.address, timeouts=IN_TIME).status().status == "Queued"


def test_in_an_interim_answer_and_the_one_after_it() -> None:
    answer = b"HTTP/1.1 103 Early Hints\r\npreload\r\n\r\n" + faulty(b"preload\r\n", response({"Status": "Queued"}))
    with ScriptedServer(sending(answer, then=Exchange.hold)) as server:
        assert Calls(server.address, timeouts=IN_TIME).status().status == "Queued"


def test_lines_of_the_body_stay_as_they_are() -> None:
    answer = faulty(b"preload\r\n", response('{"Success":true,"Status":"Queued","Result":"a b :\r\nc : d"}', chunked=7))
    with ScriptedServer(sending(answer, then=Exchange.hold)) as server:
        assert Calls(server.address, timeouts=IN_TIME).status().result == "a b :\r\nc : d"


def test_an_end_of_the_head_with_one_carriage_return_more() -> None:
    answer = response({"Status": "Queued"}).replace(b"\r\n\r\n", b"\r\n\r\r\n")
    with ScriptedServer(sending(answer, then=Exchange.hold)) as server:
        assert Calls(server.address, timeouts=IN_TIME).status().status == "Queued"


def test_in_the_answer_with_the_description() -> None:
    answer = faulty(b"preload\r\n", response(DESCRIPTION))
    with ScriptedServer(sending(answer, then=Exchange.hold)) as server:
        found = discover(Address.parse(server.address + "/api"), CancelToken(), IN_TIME)
    assert [probe.finding for probe in found.probes] == [ProbeResult.DESCRIPTION]
