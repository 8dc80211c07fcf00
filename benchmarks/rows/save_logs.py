"""The zip of log files comes from a source on this computer, and is saved once it is verified."""

from __future__ import annotations

import base64
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from benchmarks.effort import begun
from benchmarks.frame import Bar, Figures, Measurement, Options, Row, Setting, require, require_memory
from benchmarks.payloads import ROOT, serving, write_around, write_zip

_HEAD, _TAIL = b'{"Status":"Complete","Success":true,"Logs":"', b'","Report":{}}'


@contextmanager
def prepare(options: Options) -> Iterator[Setting]:
    """The answer of GetExecutionOutputs and a server that gives it."""
    zip_file = write_zip(options.folder / "sent.zip", options.size)
    answer = write_around(options.folder / "answer.json", _HEAD, zip_file, _TAIL)
    with serving("source", answer) as port:
        url = f"http://127.0.0.1:{port}{ROOT}"
        yield {"size": options.size, "url": url, "folder": str(options.folder)}


@contextmanager
def target(setting: Setting) -> Iterator[Path]:
    """Where to save; gone afterwards, so that nobody has to replace what another one saved."""
    with tempfile.TemporaryDirectory(dir=setting["folder"]) as folder:
        yield Path(folder) / "logs.zip"


def ours(setting: Setting) -> Figures:
    """All that happens after *Save logs*, up to the file that is verified and safe on the disk."""
    from dmm_desktop.cli.given_context import GivenContext
    from dmm_desktop.core.address import Address
    from dmm_desktop.core.job import CancelToken, ignore_progress
    from dmm_desktop.core.network import SYSTEM_NETWORK
    from dmm_desktop.core.redaction import Redaction
    from dmm_desktop.core.token import Token
    from dmm_desktop.operations.adopt_run import run_started_elsewhere
    from dmm_desktop.operations.save_logs import save_logs
    from dmm_desktop.operations.workspace import Workspace
    from dmm_desktop.resources import resource

    address = Address.parse(setting["url"])
    description = resource("dmm-api.swagger.json")
    context = GivenContext(lambda: Workspace.open(None), Redaction(), address, SYSTEM_NETWORK, description)
    context.given_key = Token("key")
    run = run_started_elsewhere(context.locate(address, None, CancelToken()), "42")
    with target(setting) as saved:
        job = partial(save_logs, context, run, saved, most=None)  # more than a user is asked about
        ended = begun(memory=True)
        job(CancelToken(), ignore_progress)
        return ended()


def curl_to_nowhere(setting: Setting) -> Figures:
    """The least that anybody could do: the bytes come and are dropped."""
    require("curl")
    ended = begun()
    subprocess.run(["curl", "-sSf", "-o", "/dev/null", f"{setting['url']}/GetExecutionOutputs"], check=True)
    return ended()


def pipeline(setting: Setting) -> Figures:
    """What a shell script would do; it verifies nothing."""
    require("sh", "curl", "jq", "base64")
    require_memory(4 * setting["size"])
    script = 'curl -sSf "$1" | jq -j .Logs | base64 -d > "$2"'
    with target(setting) as saved:
        command = ["sh", "-c", script, "sh", f"{setting['url']}/GetExecutionOutputs", str(saved)]
        ended = begun()
        subprocess.run(command, check=True)
        return ended()


def obvious_script(setting: Setting) -> Figures:
    """What one writes first in Python; it verifies nothing."""
    import requests

    require_memory(4 * setting["size"])
    with target(setting) as saved:
        ended = begun(memory=True)
        answer = requests.get(f"{setting['url']}/GetExecutionOutputs").json()
        saved.write_bytes(base64.b64decode(answer["Logs"]))
        return ended()


ROW = Row(
    "Save logs, verified, from a loopback source",
    (
        Measurement("DMM Desktop", ours),
        Measurement("curl -o /dev/null", curl_to_nowhere),
        Measurement("curl, jq -j .Logs, base64 -d", pipeline, rounds=3),
        Measurement("obvious script: requests, json, base64", obvious_script, rounds=3),
    ),
    (
        Bar("seconds", 3, "curl -o /dev/null"),
        Bar("seconds", 0.25, "curl, jq -j .Logs, base64 -d"),
        Bar("MiB over idle", 32),
    ),
    prepare,
)
