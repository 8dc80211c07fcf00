"""Requests as curl commands: bash makes of them exactly what is sent, and they hold no secret."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from api.descriptions import BYTE, START, STATUS, STOP, STRING, TRACKER, Json, at, body, contract, described
from dmm_desktop.api.binding import built_in_contract
from dmm_desktop.api.calls import outputs_request, start_request, status_request, stop_request
from dmm_desktop.api.contract import Contract
from dmm_desktop.api.curl_command import curl_command, with_hidden_constants
from dmm_desktop.api.request import HttpRequest
from dmm_desktop.api.sources.curl import curl_requests
from dmm_desktop.api.upload import UploadBody, ZipUpload
from dmm_desktop.core.address import Address
from dmm_desktop.core.errors import WrongInput
from dmm_desktop.core.execution_type import ExecutionType
from dmm_desktop.core.job import CancelToken
from dmm_desktop.core.redaction import Redaction
from dmm_desktop.core.token import Token
from not_on_windows import SHELLS

ROOT = Address.parse("https://prod-2.acme.example/DMMAPI/rest/v1")
#: In place of curl: writes the number of its arguments and each of them, ended by a NUL, and then what it would read.
_CURL = 'curl() { printf "%s\\0" "$#" "$@"; [ "${!#}" != "@-" ] || cat; }\n'
ODD = """{"a": "it's $(date) `id` !! \\\\ \\" %41 + é \u202e \U0001f600", "b": [1.50, "@x"],\r\n\t"c": "\\u0001"}"""

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason=SHELLS)


def form(media: str, zip_schema: Json) -> Contract:
    fields = [at("formData", "Type"), at("formData", "Configuration"), {**at("formData", "ZipFile"), **zip_schema}]
    return contract(described(START, *fields, consumes=[media]))


CONTRACTS = {
    "built in": built_in_contract(),
    "multipart": form("multipart/form-data", {"type": "file"}),
    "multipart, base64": form("multipart/form-data", BYTE),
    "url-encoded": form("application/x-www-form-urlencoded", BYTE),
    "raw": contract(
        described(START, at("query", "Type"), at("header", "JSON"), body(STRING), consumes=["application/zip"])
    ),
    "raw, in the address": contract(
        described(START, at("query", "Type"), at("query", "JSON"), body(STRING), consumes=["application/zip"])
    ),
}


def run(command: str, *, interactive: bool = False, **variables: str) -> subprocess.CompletedProcess[bytes]:
    """What bash does with a command that is pasted into it."""
    shell = ["bash", "--norc", *(["-i"] if interactive else [])]
    environment = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", **variables}
    return subprocess.run(shell, input=(_CURL + command + "\n").encode(), env=environment, capture_output=True)


def arguments(done: subprocess.CompletedProcess[bytes]) -> tuple[list[str], bytes]:
    """The arguments of curl, and what it would read."""
    count, _, written = done.stdout.partition(b"\0")
    *words, rest = written.split(b"\0", int(count))
    return [word.decode() for word in words], rest


def values(words: list[str], option: str) -> list[str]:
    return [words[place + 1] for place, word in enumerate(words) if word == option]


@pytest.mark.parametrize("name", CONTRACTS)
@pytest.mark.parametrize("configuration", ['{"DataAppendMode": true}', ODD])
def test_a_start_sends_what_the_application_sends(tmp_path: Path, name: str, configuration: str) -> None:
    path = tmp_path / "it's a zip.zip"
    path.write_bytes(bytes(range(256)) * 40 + b"+/=")
    request = start_request(CONTRACTS[name], ExecutionType.IMPORT, configuration, has_zip=True)
    known = path.stat()
    sent = b"".join(UploadBody(request, ZipUpload(path, known.st_size, known.st_mtime_ns), CancelToken()))
    command = curl_command(request, ROOT, str, is_start=True)
    words, read = arguments(run(command, DMM_TOKEN="k'1", DMM_TOKEN_OTP="o 2", DMM_ZIP=str(path)))
    assert read == sent
    assert request.address(ROOT) in words and values(words, "-X") == [request.method]
    headers = dict(header.split(": ", 1) for header in values(words, "-H"))
    assert headers == {**request.all_headers, "X-DMM-Token": "k'1", "X-DMM-Token-OTP": "o 2"}


@pytest.mark.parametrize("interactive", [False, True])
@pytest.mark.parametrize("missing", ["DMM_TOKEN", "DMM_TOKEN_OTP", "DMM_ZIP", "the file"])
def test_a_start_without_token_or_zip_sends_nothing(tmp_path: Path, missing: str, interactive: bool) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(b"PK")
    filled = {"DMM_TOKEN": "k", "DMM_TOKEN_OTP": "o", "DMM_ZIP": str(path)}
    if missing == "the file":
        path.unlink()
    filled.pop(missing, None)
    request = start_request(built_in_contract(), ExecutionType.IMPORT, "{}", has_zip=True)
    done = run(curl_command(request, ROOT, str, is_start=True), interactive=interactive, **filled)
    assert done.stdout == b""
    if missing != "the file":
        assert f"{missing}: parameter null or not set".encode() in done.stderr


@pytest.mark.parametrize("interactive", [False, True])
def test_the_questions_about_a_run(interactive: bool) -> None:
    built_in = built_in_contract()
    for request in (
        status_request(built_in, "it's 77 !x"),
        stop_request(built_in, "it's 77 !x"),
        outputs_request(built_in, "it's 77 !x"),
    ):
        words, _ = arguments(run(curl_command(request, ROOT, str), interactive=interactive, DMM_TOKEN="k"))
        assert values(words, "--data-raw") == ([request.head.decode()] if request.method == "POST" else [])
        assert (
            request.address(ROOT) in words
            and "X-DMM-Token: k" in values(words, "-H")
            and not any("OTP" in word for word in words)
        )


def test_a_request_without_a_body_says_so() -> None:
    described_stop = contract(described(STOP, at("query", TRACKER)))
    words, _ = arguments(run(curl_command(stop_request(described_stop, "7[1]"), ROOT, str), DMM_TOKEN="k"))
    assert values(words, "--data-raw") == [""] and "Content-Type:" in values(words, "-H")
    request = status_request(contract(described(STATUS, at("query", TRACKER), method="get")), "7")
    words, _ = arguments(run(curl_command(request, ROOT, str), DMM_TOKEN="k"))
    assert "--data-raw" not in words and f"{ROOT}/GetExecutionStatus?{TRACKER}=7" in words


def test_a_body_that_is_too_long_for_an_argument_is_piped() -> None:
    configuration = '{"Note": "' + "it's long " * 20_000 + '"}'
    request = start_request(built_in_contract(), ExecutionType.EXPORT, configuration, has_zip=False)
    command = curl_command(request, ROOT, str, is_start=True)
    _, read = arguments(run(command, DMM_TOKEN="k", DMM_TOKEN_OTP="o"))
    assert read == request.head and len(read) > 128 * 1024 and "DMM_ZIP" not in command


@given(st.dictionaries(st.sampled_from("abc"), st.text(st.characters(exclude_categories=["Cs"]), max_size=8)))
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_arrives_as_it_is(texts: Mapping[str, str]) -> None:
    request = HttpRequest("POST", "/x", tuple(texts.items()), (), "text/plain", "".join(texts.values()).encode())
    if b"\0" in request.head:
        with pytest.raises(WrongInput, match="null character"):
            curl_command(request, ROOT, str)
        return
    words, _ = arguments(run(curl_command(request, ROOT, str), DMM_TOKEN="k"))
    assert values(words, "--data-raw") == [request.head.decode()] and request.address(ROOT) in words


def test_no_secret_is_in_it() -> None:
    secret, password = "s3cret-k'ey-1234", 'pass"word\\99'
    shown = Redaction(Token(secret))
    shown.add_text(password)
    texts: dict[str, Any] = {"Q": secret, "P": password}
    request = HttpRequest("POST", f"/{secret}", tuple(texts.items()), (("H", secret),), "text/plain", secret.encode())
    command = curl_command(request, ROOT, shown)
    assert command.count("(hidden)") == 5
    for part in (secret, password, "s3cret", "word", "1234", "99"):
        assert part not in command.replace("X-DMM-Token", "")


def test_constants_that_are_named_like_secrets_are_hidden() -> None:
    constant = {"type": "string", "enum": ["abc123"]}
    parameters = [at("query", name, required=True, **constant) for name in ("api_key", "Priority")]
    found = with_hidden_constants(contract(described(STOP, at("query", TRACKER), *parameters)))
    command = curl_command(stop_request(found, "7"), ROOT, str)
    assert "api_key=%28hidden%29" in command and "Priority=abc123" in command


def test_our_own_reader_of_commands_reads_it() -> None:
    request = stop_request(built_in_contract(), "77")
    (read,) = curl_requests(curl_command(request, ROOT, str), CancelToken())
    assert read.request.method == "POST" and read.request.segments[-1] == "StopExecution" and read.ignored == ()
