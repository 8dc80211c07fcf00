"""Nothing is kept or told that nobody asked for: tokens, cookies, passwords of the system."""

import base64
import json
import socket
import ssl
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from api.api_calls import CONFIGURATION, KEY, ONE_TIME, ROOT, Calls, question_fails, shown
from dmm_desktop.api.answer_body import BEGINNING
from dmm_desktop.api.answers import MAX_ERROR_TEXT
from dmm_desktop.api.binding import bind, built_in_contract, built_in_description
from dmm_desktop.api.client import DmmClient
from dmm_desktop.api.contract import Contract, Source
from dmm_desktop.core.address import Address
from dmm_desktop.core.errors import DmmError, Unreachable
from dmm_desktop.core.execution_type import ExecutionType
from dmm_desktop.core.job import CancelToken
from dmm_desktop.core.network import Network
from dmm_desktop.core.redaction import Redaction
from dmm_desktop.core.token import Token
from scripted_server import Script, ScriptedServer, answering, by_operation, sending


def test_cookies_are_never_sent_back() -> None:
    set_cookie = "Set-Cookie: session=1; Path=/"
    with ScriptedServer(answering({"Status": "Queued"}, 200, set_cookie)) as server:
        with Calls(server.address).client() as client:
            client.get_execution_status("1")
            client.get_execution_status("1")
        assert server.connections == 1
        assert [request.headers.get("cookie") for request in server.requests] == [None, None]


def test_the_netrc_file_is_not_read(isolated_home: Path) -> None:
    (isolated_home / ".netrc").write_text("machine 127.0.0.1 login somebody password secret\n")
    with ScriptedServer(answering({"Status": "Queued"})) as server:
        Calls(server.address).status()
        assert "authorization" not in server.requests[0].headers


@pytest.mark.parametrize("status", [200, 400, 401, 500, 302])
def test_tokens_that_a_server_repeats_are_not_shown(upload_of: Callable[..., Any], status: int) -> None:
    words = f"Wrong token {KEY}, wrong one-time token '{ONE_TIME}'."
    location = f"Location: /login?token={KEY}"
    script = answering({"Success": False, "ErrorMessage": words, "Errors": [words]}, status, location)
    with ScriptedServer(script) as server:
        with pytest.raises(DmmError) as caught:
            Calls(server.address).start(upload_of(1000))
        assert KEY not in shown(caught.value)
        assert ONE_TIME not in shown(caught.value)
        assert "(hidden)" in caught.value.details
        with pytest.raises(DmmError) as asked:
            Calls(server.address).status()
        assert KEY not in shown(asked.value)


def test_tokens_in_what_cannot_be_read_are_not_shown() -> None:
    error = question_fails(Calls.status, answering(f"Key {KEY} is wrong"))
    assert "Key (hidden) is wrong" in error.details


def with_code(code: str) -> Contract:
    """The built-in contract, with a constant in the query of each question for the status."""
    description = json.loads(built_in_description())
    constant = {"name": "code", "in": "query", "required": True, "type": "string", "enum": [code]}
    description["paths"]["/GetExecutionStatus"]["get"]["parameters"].append(constant)
    return bind(json.dumps(description), Source.FILE, "file.json")


@pytest.mark.parametrize("code", ["function-code-7", "function code/7%2F+'(~)[é]?&code=#7"])
@pytest.mark.parametrize("way", ["refused", "tls", "proxy"])
def test_the_query_of_an_address_is_not_in_the_details(tls: Callable[..., ssl.SSLContext], way: str, code: str) -> None:
    """A constant in it can be a key of a gateway, and details are copied and part of a support bundle."""
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    with ScriptedServer(answering({"Status": "Queued"}), tls()) as server:
        address = {"refused": f"http://127.0.0.1:{port}", "tls": server.address, "proxy": "https://dmm.invalid"}[way]
        network = Network(proxy=f"http://127.0.0.1:{port}") if way == "proxy" else Network()
        with pytest.raises(Unreachable) as caught:
            Calls(address, with_code(code), network=network).status()
    assert f"url: {ROOT}/GetExecutionStatus (Caused by" in caught.value.details
    assert not [word for word in ("code=", "function", "MainExecutionTrackerId") if word in caught.value.details]


@pytest.mark.parametrize("shift", [1, 8, 9, 15])
@pytest.mark.parametrize(("status", "kept"), [(200, BEGINNING), (400, MAX_ERROR_TEXT)])
def test_nor_is_most_of_a_token_that_is_cut_off_where_no_more_is_kept(status: int, kept: int, shift: int) -> None:
    words = ("é!" * kept).encode()[: kept - shift] + f"{KEY} is wrong. ".encode() + b"More. " * 9999
    error = question_fails(Calls.status, answering(words, status))
    assert KEY[: len(KEY) // 2] not in shown(error)


def packed(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


REPEATED = f"token {KEY}, {packed(KEY)}, {quote(KEY, safe='')} and {ONE_TIME}, {packed(ONE_TIME)}."


def test_tokens_that_an_execution_repeats_are_hidden_in_every_text_of_its_answers(
    upload_of: Callable[..., Any],
) -> None:
    entity = {"FinalReportEntity": KEY, "FinalReportError": REPEATED, "FinalReportTip": REPEATED, "Count": "2"}
    entity["FinalReportStacktrace"] = REPEATED
    message = {"MessageText": REPEATED, "MessageType": KEY}
    status = {"Status": "InError", "Success": True, "ErrorMessage": REPEATED, "Result": REPEATED}
    report = {"ConfigurationType": REPEATED, "ExecutionDate": REPEATED, "DataVolume": KEY, "BPTDataVolume": KEY}
    scripts = by_operation(
        StartExecution=answering({"MainExecutionTrackerId": 42}),
        GetExecutionStatus=answering({**status, "Report": {"CompletedRecords": 7, "Message": message}}),
        GetExecutionOutputs=answering({**status, "Report": report, "ErrorReport": packed(json.dumps([entity]))}),
    )
    with ScriptedServer(scripts) as server, Calls(server.address).client() as client:
        client.start_execution(ExecutionType.IMPORT, CONFIGURATION, upload_of(1000), Token(ONE_TIME), key_accepted=True)
        found, outputs = client.get_execution_status("42"), client.get_execution_outputs("42")
    told = repr((found, outputs))
    assert not [secret for secret in (KEY, ONE_TIME) for form in (secret, packed(secret)) if form in told]
    assert outputs.failing_entities is not None
    assert (
        outputs.failing_entities[0].error
        == found.error_message
        == ("token (hidden), (hidden), (hidden) and (hidden), (hidden).")
    )
    assert (found.status, found.report and found.report.completed_records) == ("InError", 7)


def test_one_time_tokens_of_other_jobs_are_hidden_too() -> None:
    with ScriptedServer(answering({"Status": "InError", "ErrorMessage": REPEATED})) as server:
        root = Address.parse(server.address + ROOT)
        with DmmClient(
            root, built_in_contract(), Token(KEY), CancelToken(), secrets=Redaction(Token(ONE_TIME))
        ) as client:
            assert ONE_TIME not in client.get_execution_status("42").error_message


def test_tokens_in_an_answer_that_is_no_http_are_not_shown() -> None:
    error = question_fails_showing(Calls.status, sending(f"SSH {KEY}\r\n\r\n".encode()))
    assert KEY not in error.details and "(hidden)" in error.details


def question_fails_showing(ask: Callable[[Calls], object], script: Script) -> DmmError:
    with ScriptedServer(script) as server, pytest.raises(DmmError) as caught:
        ask(Calls(server.address))
    return caught.value
