"""Environments handed from one workstation to another."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from dmm_desktop.core.address import Address
from dmm_desktop.core.cancel import CancelToken
from dmm_desktop.core.environment import Connection, Environment, SavedEnvironment, Stage
from dmm_desktop.core.errors import LocalError, WrongInput
from dmm_desktop.core.job import nobody
from dmm_desktop.operations.share_environments import export_environments, import_environments
from dmm_desktop.operations.workspace import Workspace

PROD = SavedEnvironment(
    Environment(
        "e1",
        "PROD-2 ü",
        Address.parse("https://prod.example.com"),
        Stage.PRODUCTION,
        root=Address.parse("https://prod.example.com/DMMAPI/rest/v1"),
        description='{"swagger": "2.0"}',
        token_page="https://prod.example.com/token",
    ),
    (Connection("e1", "Warehouse", "DataDestination"), Connection("e1", "Other", "")),
)
TEST = SavedEnvironment(
    Environment("e2", "TEST", Address.parse("https://test.example.com"), description="{}", description_is_loaded=True),
    (),
)


def exported(folder: Path, *environments: SavedEnvironment) -> Path:
    return export_environments(environments, folder / "shared.json")(CancelToken(), nobody)


def imported(workspace: Workspace, source: Path) -> tuple[Environment, ...]:
    return import_environments(workspace, source)(CancelToken(), nobody)


def saved(workspace: Workspace) -> dict[str, SavedEnvironment]:
    with workspace.store() as store:
        return {one.name: SavedEnvironment(one, store.connections.list(one.id)) for one in store.environments.list()}


def test_what_a_person_entered_arrives_and_what_a_check_found_does_not(workspace: Workspace, tmp_path: Path) -> None:
    added = imported(workspace, exported(tmp_path, PROD, TEST))
    found = saved(workspace)
    assert set(added) == {one.environment for one in found.values()}
    prod, test = found["PROD-2 ü"], found["TEST"]
    assert (prod.environment.address, prod.environment.stage) == (PROD.environment.address, Stage.PRODUCTION)
    assert prod.environment.token_page == PROD.environment.token_page
    assert (prod.environment.root, prod.environment.description) == (None, None)
    assert [(one.name, one.kind) for one in prod.connections] == [("Other", ""), ("Warehouse", "DataDestination")]
    assert (test.environment.description, test.environment.description_is_loaded) == ("{}", True)
    assert {prod.environment.id, test.environment.id}.isdisjoint({"e1", "e2"}), "a key here is not a key there"


def test_an_environment_that_is_known_is_left_as_it_is(workspace: Workspace, tmp_path: Path) -> None:
    with workspace.store() as store:
        store.environments.add(Environment("mine", "My PROD", PROD.environment.address))
    assert [one.name for one in imported(workspace, exported(tmp_path, PROD, TEST, TEST))] == ["TEST"]
    assert sorted(saved(workspace)) == ["My PROD", "TEST"]
    assert imported(workspace, tmp_path / "shared.json") == ()


@pytest.mark.parametrize("host", ["prod.example.com.", "PROD.example.com:443", "prod.example.com.:0443"])
def test_another_spelling_of_its_address_is_known_too(workspace: Workspace, tmp_path: Path, host: str) -> None:
    source = exported(tmp_path, PROD)
    source.write_text(source.read_text().replace("https://prod.example.com", f"https://{host}"))
    with workspace.store() as store:
        store.environments.add(Environment("mine", "My PROD", PROD.environment.address))
    assert imported(workspace, source) == ()


def test_letters_that_look_like_others_are_shown_in_punycode(workspace: Workspace, tmp_path: Path) -> None:
    source = exported(tmp_path, PROD)
    source.write_text(source.read_text().replace("https://prod.", "https://pr\u043ed."))  # Cyrillic
    (added,) = imported(workspace, source)
    assert str(added.address) == "https://xn--prd-ted.example.com"
    assert added.token_page == "https://xn--prd-ted.example.com/token"


def content(**changes: Any) -> dict[str, Any]:
    one = {"name": "A", "address": "https://a.example.com", "stage": "test", "connections": []}
    return {"format": "dmm-desktop-environments", "version": 1, "environments": [one], **changes}


def with_one(**changes: Any) -> dict[str, Any]:
    whole = content()
    return content(environments=[*whole["environments"], {**whole["environments"][0], **changes}])


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_file_that_powershell_wrote_anew(workspace: Workspace, tmp_path: Path, encoding: str) -> None:
    path = exported(tmp_path, PROD)
    path.write_text(path.read_text("utf-8").replace("PROD-2 ü", "  PROD-2 ü "), encoding)
    (added,) = imported(workspace, path)
    assert added.name == "PROD-2 ü"


def test_a_file_in_another_encoding_adds_nothing(workspace: Workspace, tmp_path: Path) -> None:
    exported(tmp_path, PROD).write_bytes("ü".encode("latin-1"))
    with pytest.raises(LocalError, match="It is not text in UTF-8"):
        imported(workspace, tmp_path / "shared.json")
    assert not saved(workspace)


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ("", "It is not JSON."),
        ("[" * 100_000, "It is not JSON."),
        (b"\xff\xfe", "It is not JSON."),
        ([], "It was not exported by DMM Desktop."),
        (content(format="other"), "It was not exported by DMM Desktop."),
        (content(version=2), "Another version of DMM Desktop exported it."),
        (content(environments={}), "It holds no environments."),
        (content(environments=[5]), "One of its environments is incomplete."),
        (with_one(name=None), "One of its environments is incomplete."),
        (with_one(stage="galaxy"), "One of its environments is incomplete."),
        (with_one(connections=[{"name": "x"}]), "One of its environments is incomplete."),
        (with_one(description='{"swagger": "\ud800"}'), "One of its environments is incomplete."),
        (with_one(name=" "), "One of its environments is incomplete."),
        (with_one(connections=[{"name": "", "kind": ""}]), "One of its environments is incomplete."),
        *((with_one(token_page=page), "cannot be used") for page in ("file:///bin/sh", "javascript:alert(1)", "//x/y")),
        (with_one(address="http://a.example.com"), "Tokens are sent over https only."),
        (with_one(address="https://user:password@a.example.com"), "contains a user name or password"),
    ],
)
def test_a_file_that_cannot_be_used_adds_nothing(
    workspace: Workspace, tmp_path: Path, given: object, reason: str
) -> None:
    data = given if isinstance(given, bytes) else (given if isinstance(given, str) else json.dumps(given)).encode()
    (tmp_path / "shared.json").write_bytes(data)
    with pytest.raises(WrongInput) as caught:
        imported(workspace, tmp_path / "shared.json")
    assert reason in str(caught.value)
    assert "password@" not in str(caught.value)
    assert saved(workspace) == {}


def test_a_file_that_is_not_there(workspace: Workspace, tmp_path: Path) -> None:
    for path in (tmp_path / "missing.json", tmp_path):
        with pytest.raises(LocalError, match="could not be read"):
            imported(workspace, path)


def test_a_byte_order_mark_is_overlooked(workspace: Workspace, tmp_path: Path) -> None:
    (tmp_path / "shared.json").write_text(json.dumps(content()), "utf-8-sig")
    assert [one.name for one in imported(workspace, tmp_path / "shared.json")] == ["A"]


def test_what_cannot_be_stored_whole_is_not_stored_at_all(workspace: Workspace, tmp_path: Path) -> None:
    """The second environment meets a database that refuses it: the first one must not stay."""
    with closing(sqlite3.connect(workspace.paths.database)) as refusing:
        refusing.execute(
            "CREATE TRIGGER full BEFORE INSERT ON connections WHEN NEW.name = 'last' "
            "BEGIN SELECT RAISE(ABORT, 'full'); END"
        )
    (tmp_path / "shared.json").write_text(
        json.dumps(
            with_one(
                address="https://b.example.com",
                connections=[{"name": "first", "kind": ""}, {"name": "last", "kind": ""}],
            )
        )
    )
    with pytest.raises(sqlite3.IntegrityError):
        imported(workspace, tmp_path / "shared.json")
    assert saved(workspace) == {}
