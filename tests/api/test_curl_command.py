"""Requests as curl commands: run by bash, they send exactly what the application sends. They contain no secrets."""

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any, NamedTuple

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
from dmm_desktop.api.sources.recorded import JsonBody
from dmm_desktop.api.upload import UploadBody, ZipUpload
from dmm_desktop.core.address import Address
from dmm_desktop.core.errors import ContractIncomplete, WrongInput
from dmm_desktop.core.execution_type import ExecutionType
from dmm_desktop.core.job import CancelToken
from dmm_desktop.core.redaction import Redaction
from dmm_desktop.core.token import Token
from not_on_windows import SHELLS

ROOT = Address.parse("https://prod-2.acme.example/DMMAPI/rest/v1")
#: In place of curl: writes the number of its arguments and each of them, ended by a NUL, with the content of a file of
#: headers, and then what it would read.
_CURL = """curl() {
  local word body=
  printf "%s\\0" "$#"
  for word in "$@"; do
    case $word in @-) body=yes;; @/*) word=$(cat "${word#@}");; esac
    printf "%s\\0" "$word"
  done
  [ -z "$body" ] || cat
}
"""
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


def headers(words: list[str]) -> list[str]:
    return [line for value in values(words, "-H") for line in value.split("\n")]


@pytest.mark.parametrize("name", CONTRACTS)
@pytest.mark.parametrize("configuration", ['{"DataAppendMode": true}', ODD])
@pytest.mark.parametrize("windows", [False, True])
def test_a_start_sends_what_the_application_sends(tmp_path: Path, name: str, configuration: str, windows: bool) -> None:
    path = tmp_path / "it's a zip.zip"
    path.write_bytes(bytes(range(256)) * 40 + b"+/=")
    request = start_request(CONTRACTS[name], ExecutionType.IMPORT, configuration, has_zip=True)
    known = path.stat()
    sent = b"".join(UploadBody(request, ZipUpload(path, known.st_size, known.st_mtime_ns), CancelToken()))
    command = curl_command(request, ROOT, str, is_start=True, windows=windows)
    words, read = arguments(run(command, DMM_TOKEN="k'1", DMM_TOKEN_OTP="o 2", DMM_ZIP=str(path)))
    assert read == sent
    assert request.address(ROOT) in words and values(words, "-X") == [request.method]
    sent_headers = dict(header.split(": ", 1) for header in headers(words))
    assert sent_headers == {**request.all_headers, "X-DMM-Token": "k'1", "X-DMM-Token-OTP": "o 2"}


@pytest.mark.parametrize("interactive", [False, True])
@pytest.mark.parametrize("missing", ["DMM_TOKEN", "DMM_TOKEN_OTP", "DMM_ZIP"])
@pytest.mark.parametrize("windows", [False, True])
def test_a_start_without_token_or_zip_sends_nothing(
    tmp_path: Path, missing: str, interactive: bool, windows: bool
) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(b"PK")
    filled = {"DMM_TOKEN": "k", "DMM_TOKEN_OTP": "o", "DMM_ZIP": str(path)}
    filled.pop(missing)
    request = start_request(built_in_contract(), ExecutionType.IMPORT, "{}", has_zip=True)
    command = curl_command(request, ROOT, str, is_start=True, windows=windows)
    done = run(command, interactive=interactive, **filled)
    assert done.stdout == b"" and f"{missing}: parameter null or not set".encode() in done.stderr


@pytest.mark.parametrize("interactive", [False, True])
@pytest.mark.parametrize("windows", [False, True])
@pytest.mark.parametrize("name", ["it's no zip.zip", ".", "unreadable.zip"])
def test_a_start_whose_zip_cannot_be_read_says_so_and_sends_nothing(
    tmp_path: Path, name: str, interactive: bool, windows: bool
) -> None:
    path = tmp_path / name
    if name == "unreadable.zip":
        path.write_bytes(b"PK")
        path.chmod(0)
        if os.access(path, os.R_OK):
            pytest.skip("this user can read every file")
    request = start_request(built_in_contract(), ExecutionType.IMPORT, "{}", has_zip=True)
    command = curl_command(request, ROOT, str, is_start=True, windows=windows)
    done = run(command, interactive=interactive, DMM_TOKEN="k", DMM_TOKEN_OTP="o", DMM_ZIP=str(path))
    assert (done.stdout, done.returncode) == (b"", 1)
    assert f"\nDMM_ZIP is not a file that can be read: {path}\n".encode() in b"\n" + done.stderr


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
            and "X-DMM-Token: k" in headers(words)
            and not any("OTP" in word for word in words)
        )


def test_a_request_without_a_body_says_so() -> None:
    described_stop = contract(described(STOP, at("query", TRACKER)))
    words, _ = arguments(run(curl_command(stop_request(described_stop, "7[1]"), ROOT, str), DMM_TOKEN="k"))
    assert values(words, "--data-raw") == [""] and "Content-Type:" in headers(words)
    request = status_request(contract(described(STATUS, at("query", TRACKER), method="get")), "7")
    words, _ = arguments(run(curl_command(request, ROOT, str), DMM_TOKEN="k"))
    assert "--data-raw" not in words and f"{ROOT}/GetExecutionStatus?{TRACKER}=7" in words


def test_a_body_that_is_too_long_for_an_argument_is_piped() -> None:
    configuration = '{"Note": "' + "it's long " * 20_000 + '"}'
    request = start_request(built_in_contract(), ExecutionType.EXPORT, configuration, has_zip=False)
    command = curl_command(request, ROOT, str, is_start=True)
    _, read = arguments(run(command, DMM_TOKEN="k", DMM_TOKEN_OTP="o"))
    assert read == request.head and len(read) > 128 * 1024 and "DMM_ZIP" not in command


def test_quotes_end_where_they_end_for_a_bash_that_knows_no_escapes_in_them() -> None:
    """Bash 3.2, which macOS has, looks for references to the history in this way [assumed]."""
    request = HttpRequest("POST", "/x", (), (), "text/plain", b"it's \x01", b"'!x", "raw")
    piped = curl_command(request, ROOT, str).partition("|\n")[0]
    outside = "".join(piped.replace("'\\''", "").split("'")[::2])
    assert "!" in piped and "!" not in outside


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
    assert read.request.method == "POST" and read.request.segments[-1] == "StopExecution"
    assert read.request.body == JsonBody({TRACKER: "77"}, "application/json")


class Served(NamedTuple):
    """What arrived at a server, and the arguments of the programs that were running then."""

    path: str
    token: str
    arguments: str


def carried_out(command: Callable[[Address], str], **variables: str) -> list[Served]:
    """What curl itself sends to a server on this computer, as bash runs the command."""
    served: list[Served] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            lists = subprocess.run(["ps", "-A", "-ww", "-o", "args"], capture_output=True, text=True).stdout
            served.append(Served(self.path, self.headers.get("X-DMM-Token", ""), lists))
            self.send_response(200)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        words = command(Address.parse(f"http://127.0.0.1:{server.server_port}/DMMAPI/rest/v1"))
        environment = {"PATH": os.environ["PATH"], **variables}
        subprocess.run(["bash", "--norc", "-c", words], env=environment, capture_output=True)
        server.shutdown()
        thread.join()
    return served


NEEDS_CURL = pytest.mark.skipif(shutil.which("curl") is None, reason="needs curl")


@NEEDS_CURL
@pytest.mark.skipif(shutil.which("ps") is None, reason="needs ps")
def test_no_list_of_processes_has_the_key() -> None:
    request = status_request(built_in_contract(), "77")
    (one,) = carried_out(lambda root: curl_command(request, root, str), DMM_TOKEN="key-9241-of-mine")
    assert one.token == "key-9241-of-mine" and "curl -X GET" in one.arguments
    assert "key-9241" not in one.arguments


@NEEDS_CURL
def test_nothing_for_this_computer_goes_through_a_proxy() -> None:
    request = status_request(built_in_contract(), "77")
    local = Address.parse("http://localhost:1/DMMAPI/rest/v1")

    def through(proxy: str) -> list[Served]:
        command = curl_command(request, local, str)
        return carried_out(lambda root: f"export {proxy}={root.origin}\n{command}", DMM_TOKEN="k")

    assert through("http_proxy") == [] and through("ALL_PROXY") == []


@pytest.mark.parametrize(
    ("host", "places"),
    [
        ("http://localhost:8080", ["localhost:8080:127.0.0.1,[::1]"]),
        ("http://localhost", ["localhost:80:127.0.0.1,[::1]"]),
        ("https://LOCALHOST.", ["localhost:443:127.0.0.1,[::1]"]),
        ("http://127.0.0.1:8080", []),
        ("http://[::1]:8080", []),
        ("https://prod-2.acme.example", []),
    ],
)
def test_localhost_is_where_the_application_finds_it(host: str, places: list[str]) -> None:
    """curl would look the name up, or try ::1 first, where another user may listen."""
    request = status_request(built_in_contract(), "77")
    words, _ = arguments(run(curl_command(request, Address.parse(host), str), DMM_TOKEN="k"))
    assert values(words, "--resolve") == places


@NEEDS_CURL
def test_curl_finds_localhost_there() -> None:
    request = status_request(built_in_contract(), "77")

    def by_name(root: Address) -> str:
        return curl_command(request, Address.parse(f"http://localhost:{root.port}{root.path}"), str)

    assert [one.token for one in carried_out(by_name, DMM_TOKEN="k")] == ["k"]


@pytest.mark.parametrize("path", ["/{}/GetExecutionStatus", "/.{}/GetExecutionStatus"])
@pytest.mark.parametrize("tracker_id", ["..\\..\\Other\\rest", "%2e%2e", ".", "a;b/../.."])
def test_no_tracker_id_leads_out_of_the_api(path: str, tracker_id: str) -> None:
    template = path.format(f"{{{TRACKER}}}")
    found = contract(described(STATUS, at("path", TRACKER, required=True), method="get", path=template))
    assert path.format("77") in curl_command(status_request(found, "77"), ROOT, str)
    with pytest.raises((WrongInput, ContractIncomplete)):
        curl_command(status_request(found, tracker_id), ROOT, str)
