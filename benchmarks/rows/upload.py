"""An import is sent, its SHA-256 made on the way, to a sink on this computer."""

from __future__ import annotations

import base64
import hashlib
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from benchmarks.effort import begun
from benchmarks.frame import Bar, Figures, Measurement, Options, Row, Setting, require, require_memory
from benchmarks.payloads import ROOT, serving, write_around, write_zip

_HEAD, _TAIL = b'{"Type":"Import","Configuration":"{}","ZipFile":"', b'"}'


@contextmanager
def prepare(options: Options) -> Iterator[Setting]:
    """The zip, the same as a request's body, and the sink."""
    zip_file = write_zip(options.folder / "import.zip", options.size)
    body = write_around(options.folder / "body.json", _HEAD, zip_file, _TAIL)
    with serving("sink") as port:
        yield {
            "size": options.size,
            "folder": str(options.folder),
            "zip": str(zip_file),
            "body": str(body),
            "port": port,
        }


def ours(setting: Setting) -> Figures:
    """All that happens after *Start*: reading the description, trying the key, storing the run, sending."""
    return _send(setting, "application/json")


def as_multipart(setting: Setting) -> Figures:
    """The same with a description that takes the zip as a file in a form."""
    return _send(setting, "multipart/form-data")


def as_form(setting: Setting) -> Figures:
    """The same with a description that takes the zip as base64 in a URL-encoded form; the zip is read twice."""
    return _send(setting, "application/x-www-form-urlencoded")


def _send(setting: Setting, body: str) -> Figures:
    from dmm_desktop.api.binding import built_in_description
    from dmm_desktop.api.contract import Operation
    from dmm_desktop.api.learned import LearningChoices, Way, learned_from, read_given
    from dmm_desktop.archive.findings import CheckedZip
    from dmm_desktop.cli.given_context import GivenContext
    from dmm_desktop.core.address import Address
    from dmm_desktop.core.configuration import import_configuration
    from dmm_desktop.core.job import CancelToken, ignore_progress
    from dmm_desktop.core.network import SYSTEM_NETWORK
    from dmm_desktop.core.redaction import Redaction
    from dmm_desktop.core.token import Token
    from dmm_desktop.operations.start_import import ImportPlan, start_import
    from dmm_desktop.operations.workspace import Workspace

    path = Path(setting["zip"])
    stat = path.stat()
    plan = ImportPlan(
        Address.parse(f"http://127.0.0.1:{setting['port']}{ROOT}"),
        CheckedZip(path, stat.st_size, stat.st_mtime_ns, (), (), (), "", is_hopeless=False),
        import_configuration(None, append=True),
    )
    with tempfile.TemporaryDirectory(dir=setting["folder"]) as folder, Workspace.open(Path(folder)) as workspace:
        choices = LearningChoices(ways={Operation.START_EXECUTION: Way("POST", "/StartExecution", body)})
        description = Path(folder) / "description.json"
        given = read_given(built_in_description(), "built in")
        description.write_text(learned_from([given], "built in", choices).description, "utf-8")
        context = GivenContext(lambda: workspace, Redaction(), plan.address, SYSTEM_NETWORK, description)
        context.given_key = Token("key")
        job = partial(start_import, context, plan, Token("one-time"))
        ended = begun(memory=True)
        job(CancelToken(), ignore_progress)
        return ended()


def bare_socket(setting: Setting) -> Figures:
    """The least that anybody could do: the body is there already, and nobody looks at it."""
    view = memoryview(bytearray(1024 * 1024))
    path = Path(setting["body"])
    ended = begun()
    with socket.create_connection(("127.0.0.1", setting["port"])) as connection, path.open("rb") as body:
        connection.sendall(b"POST /StartExecution HTTP/1.1\r\nContent-Length: %d\r\n\r\n" % path.stat().st_size)
        while size := body.readinto(view):
            connection.sendall(view[:size])
        assert connection.recv(4096).startswith(b"HTTP/1.1 200")
    return ended()


def base64_into_curl(setting: Setting) -> Figures:
    """What a shell script would do, without a hash."""
    require("sh", "base64", "curl")
    script = '{ printf %s "$1"; base64 -w0 "$2"; printf %s "$3"; } | curl -sSf -X POST -T - -o /dev/null "$4"'
    url = f"http://127.0.0.1:{setting['port']}{ROOT}/StartExecution"
    ended = begun()
    subprocess.run(["sh", "-c", script, "sh", _HEAD.decode(), setting["zip"], _TAIL.decode(), url], check=True)
    return ended()


def obvious_script(setting: Setting) -> Figures:
    """What one writes first in Python."""
    import requests

    require_memory(5 * setting["size"])
    ended = begun(memory=True)
    content = Path(setting["zip"]).read_bytes()
    hashlib.sha256(content).hexdigest()
    body = {"Type": "Import", "Configuration": "{}", "ZipFile": base64.b64encode(content).decode()}
    requests.post(f"http://127.0.0.1:{setting['port']}{ROOT}/StartExecution", json=body).raise_for_status()
    return ended()


ROW = Row(
    "Upload with SHA-256 to a loopback sink",
    (
        Measurement("DMM Desktop", ours),
        Measurement("DMM Desktop, multipart form", as_multipart),
        Measurement("DMM Desktop, URL-encoded form", as_form),
        Measurement("bare socket loop, body encoded beforehand", bare_socket),
        Measurement("base64 -w0 into curl, no hash", base64_into_curl),
        Measurement("obvious script: requests, json, base64", obvious_script, rounds=3),
    ),
    (
        Bar("seconds", 2, "bare socket loop, body encoded beforehand"),
        Bar("seconds", 1, "base64 -w0 into curl, no hash"),
        Bar("MiB over idle", 32),
    ),
    prepare,
)
