"""No file of environments for others has a secret in it that is known when it is written, wherever it is."""

import json
from base64 import b64encode
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from dmm_desktop.api.learned import plain_description
from dmm_desktop.core.address import Address
from dmm_desktop.core.environment import Connection, Environment, SavedEnvironment
from dmm_desktop.core.errors import WrongInput
from dmm_desktop.core.job import CancelToken, ignore_progress
from dmm_desktop.core.presets import ImportPreset
from dmm_desktop.core.redaction import Redaction
from dmm_desktop.core.stage import Stage
from dmm_desktop.core.token import Token
from dmm_desktop.operations.share_environments import export_environments
from dmm_desktop.resources import resource
from dmm_desktop.storage.session_keys import SessionKeys
from operation_contexts import saved_context

KEY = 'sK9/this+is the"key-42'
ADDRESS = Address.parse("https://test.example.com")
TEST = SavedEnvironment(Environment("e2", "TEST", ADDRESS, Stage.TEST), ())
DEV = SavedEnvironment(
    Environment("e1", "DEV", Address.parse("https://dev.example.com/DMM"), token_page="https://dev.example.com/token"),
    (Connection("e1", "Warehouse", "DataDestination", Stage.PRODUCTION), Connection("e1", "Archive")),
    (ImportPreset("e1", "Nightly", "Warehouse", True, '{"DataAppendMode": true}', ADDRESS),),
)


def described(**parameter: Any) -> str:
    """A description of StopExecution with this parameter besides the tracker id."""
    fields = [{"name": "MainExecutionTrackerId", "in": "query", "required": True, "schema": {"type": "string"}}]
    stop = {"operationId": "StopExecution", "parameters": [*fields, parameter], "responses": {}}
    given = {"openapi": "3.0.3", "info": {"title": "x", "version": "1"}, "paths": {"/StopExecution": {"post": stop}}}
    return plain_description(json.dumps(given), with_constants=True)


CONSTANT = described(**{"name": "code", "in": "query", "required": True, "schema": {"type": "string", "enum": [KEY]}})
TEXT = described(**{"name": "code", "in": "query", "description": f"call with {KEY}", "schema": {"type": "string"}})


def export(folder: Path, saved: SavedEnvironment, secret: str = KEY, *, with_constants: bool = False) -> Path:
    target = folder / "shared.json"
    secrets, both = Redaction(), [TEST, saved]
    secrets.add_text(secret)
    context = saved_context(None, SessionKeys(None, secrets))
    return export_environments(context, both, target, CancelToken(), ignore_progress, with_constants=with_constants)


def changed(**changes: Any) -> SavedEnvironment:
    return replace(DEV, environment=replace(DEV.environment, **changes))


def with_description(description: str) -> SavedEnvironment:
    return changed(description=description, description_is_loaded=True)


WAYS: list[Callable[[str], str]] = [
    str,
    lambda key: f"X {key} Y",
    lambda key: quote(key, safe=""),
    lambda key: b64encode(key.encode()).decode(),
    lambda key: b64encode(f"user:{key}".encode()).decode(),
    lambda key: json.dumps(key),
]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    ("given", "where", "remedy"),
    [
        (lambda key: changed(name=key), "in the name of ", "Edit environment"),
        (
            lambda key: changed(address=Address("https", "dev.example.com", None, f"/{key}/rest")),
            "in the address of DEV.",
            "Edit environment",
        ),
        (
            lambda key: changed(token_page=f"https://dev.example.com/token?key={key}"),
            "in the token page of DEV.",
            "Edit environment",
        ),
        (
            lambda key: replace(DEV, connections=(*DEV.connections, Connection("e1", f"C {key}"))),
            "of DEV.",
            "Remove that connection.",
        ),
        (
            lambda key: replace(DEV, connections=(*DEV.connections, Connection("e1", "Target", key))),
            "in the connection “Target” of DEV.",
            "Remove that connection.",
        ),
        (
            lambda key: replace(DEV, presets=(replace(DEV.presets[0], name=f"P {key}"),)),
            "of DEV.",
            "Remove that preset",
        ),
        (
            lambda key: replace(DEV, presets=(*DEV.presets, replace(DEV.presets[0], name="Weekly", configuration=key))),
            "in the preset “Weekly” of DEV.",
            "Remove that preset",
        ),
    ],
    ids=["name", "address", "token page", "connection", "kind", "preset", "configuration"],
)
def test_nothing_is_exported_with_a_known_secret(
    given: Callable[[str], SavedEnvironment], where: str, remedy: str, way: Callable[[str], str], tmp_path: Path
) -> None:
    target = tmp_path / "shared.json"
    target.write_text("the old file")
    with pytest.raises(WrongInput) as caught:
        export(tmp_path, given(way(KEY)))
    assert str(caught.value.title) == "The environments were not exported."
    assert str(caught.value.reason).startswith("There is a key, token or password in the ")
    assert where in str(caught.value.reason) and remedy in str(caught.value.advice)
    assert way(KEY) not in str(caught.value) and KEY not in str(caught.value)
    assert [target.read_text(), *tmp_path.iterdir()] == ["the old file", target]


@pytest.mark.parametrize(("description", "with_constants"), [(TEXT, False), (TEXT, True), (CONSTANT, True)])
def test_nor_in_a_description(description: str, with_constants: bool, tmp_path: Path) -> None:
    with pytest.raises(WrongInput, match=r"in the API description of DEV\.") as caught:
        export(tmp_path, with_description(description), with_constants=with_constants)
    assert "without such values" in str(caught.value.advice) and KEY not in str(caught.value)
    assert list(tmp_path.iterdir()) == []


def test_a_value_that_is_left_out_does_not_count(tmp_path: Path) -> None:
    assert "sK9" not in export(tmp_path, with_description(CONSTANT)).read_text("utf-8")


@pytest.mark.parametrize("secret", ["StartExecution", "description", "production", "dmm-desktop-environments"])
def test_words_of_every_file_are_no_secret(secret: str, tmp_path: Path) -> None:
    """The password of a proxy can be one of them."""
    own = with_description(resource("dmm-api.swagger.json").read_text("utf-8"))
    assert secret in export(tmp_path, own, secret).read_text("utf-8")


def test_a_key_of_another_environment_counts_as_well(tmp_path: Path) -> None:
    context = saved_context(None, SessionKeys(None, Redaction(Token("key-of-another-1"))))
    with pytest.raises(WrongInput, match="in the name of DEV \\(hidden\\)"):
        export_environments(
            context,
            [TEST, changed(name="DEV key-of-another-1")],
            tmp_path / "shared.json",
            CancelToken(),
            ignore_progress,
        )
