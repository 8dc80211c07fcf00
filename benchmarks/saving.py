"""Rows in which a zip comes from a source on this computer, and is saved once it is verified."""

from __future__ import annotations

import base64
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.effort import begun
from benchmarks.frame import Bar, Figures, Measurement, Options, Row, Setting, require, require_memory
from benchmarks.payloads import ROOT, serving, write_around, write_zip

if TYPE_CHECKING:
    from dmm_desktop.core.runs import Run
    from dmm_desktop.operations.context import OperationContext

#: Makes what saves the zip of a run as a path, from its context and the run.
Saving = Callable[["OperationContext", "Run", Path], Callable[..., object]]


def row(title: str, member: str, saving: Saving) -> Row:
    """The zip is the ``member`` of the answer, such as Logs."""
    return Row(
        title,
        (
            Measurement("DMM Desktop", partial(_ours, saving=saving)),
            Measurement("curl -o /dev/null", _curl_to_nowhere),
            Measurement(f"curl, jq -j .{member}, base64 -d", partial(_pipeline, member=member), rounds=3),
            Measurement("obvious script: requests, json, base64", partial(_obvious_script, member=member), rounds=3),
        ),
        (
            Bar("seconds", 3, "curl -o /dev/null"),
            Bar("seconds", 0.25, f"curl, jq -j .{member}, base64 -d"),
            Bar("MiB over idle", 32),
        ),
        partial(_prepare, member=member),
    )


@contextmanager
def _prepare(options: Options, member: str) -> Iterator[Setting]:
    """The answer of GetExecutionOutputs and a server that gives it."""
    head = f'{{"Status":"Complete","Success":true,"{member}":"'
    zip_file = write_zip(options.folder / "sent.zip", options.size)
    answer = write_around(options.folder / "answer.json", head.encode(), zip_file, b'","Report":{}}')
    with serving("source", answer) as port:
        url = f"http://127.0.0.1:{port}{ROOT}"
        yield {"size": options.size, "url": url, "folder": str(options.folder)}


@contextmanager
def _target(setting: Setting) -> Iterator[Path]:
    """Where to save; gone afterwards, so that nobody has to replace what another one saved."""
    with tempfile.TemporaryDirectory(dir=setting["folder"]) as folder:
        yield Path(folder) / "saved.zip"


def _ours(setting: Setting, saving: Saving) -> Figures:
    """All that happens up to the file that is verified and safe on the disk."""
    from dmm_desktop.cli.given_context import GivenContext
    from dmm_desktop.core.address import Address
    from dmm_desktop.core.job import CancelToken, ignore_progress
    from dmm_desktop.core.network import SYSTEM_NETWORK
    from dmm_desktop.core.redaction import Redaction
    from dmm_desktop.core.token import Token
    from dmm_desktop.operations.adopt_run import run_started_elsewhere
    from dmm_desktop.operations.workspace import Workspace
    from dmm_desktop.resources import resource

    address = Address.parse(setting["url"])
    description = resource("dmm-api.swagger.json")
    context = GivenContext(lambda: Workspace.open(None), Redaction(), address, SYSTEM_NETWORK, description)
    context.given_key = Token("key")
    run = run_started_elsewhere(context.locate(address, None, CancelToken()), "42")
    with _target(setting) as saved:
        job = saving(context, run, saved)
        ended = begun(memory=True)
        job(CancelToken(), ignore_progress)
        return ended()


def _curl_to_nowhere(setting: Setting) -> Figures:
    """The least that anybody could do: the bytes come and are dropped."""
    require("curl")
    ended = begun()
    subprocess.run(["curl", "-sSf", "-o", "/dev/null", f"{setting['url']}/GetExecutionOutputs"], check=True)
    return ended()


def _pipeline(setting: Setting, member: str) -> Figures:
    """What a shell script would do; it verifies nothing."""
    require("sh", "curl", "jq", "base64")
    require_memory(4 * setting["size"])
    script = 'curl -sSf "$1" | jq -j ".$2" | base64 -d > "$3"'
    with _target(setting) as saved:
        command = ["sh", "-c", script, "sh", f"{setting['url']}/GetExecutionOutputs", member, str(saved)]
        ended = begun()
        subprocess.run(command, check=True)
        return ended()


def _obvious_script(setting: Setting, member: str) -> Figures:
    """What one writes first in Python; it verifies nothing."""
    import requests

    require_memory(4 * setting["size"])
    with _target(setting) as saved:
        ended = begun(memory=True)
        answer = requests.get(f"{setting['url']}/GetExecutionOutputs").json()
        saved.write_bytes(base64.b64decode(answer[member]))
        return ended()
