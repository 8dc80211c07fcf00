"""Environments handed from one workstation to another."""

import json
import sqlite3
import unicodedata
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dmm_desktop.api.learned import plain_description
from dmm_desktop.core.address import Address, page_address
from dmm_desktop.core.environment import Connection, Environment, SavedEnvironment
from dmm_desktop.core.errors import LocalError, WrongInput
from dmm_desktop.core.job import Cancelled, CancelToken, ignore_progress
from dmm_desktop.core.stage import Stage
from dmm_desktop.core.text import visible
from dmm_desktop.operations.share_environments import (
    SharedEnvironment,
    add_environments,
    export_environments,
    read_environments,
)
from dmm_desktop.operations.workspace import Workspace
from dmm_desktop.resources import resource
from little_memory import MIB, memory_below
from operation_contexts import saved_context

DESCRIPTION = resource("dmm-api.swagger.json").read_text("utf-8")
PROD = SavedEnvironment(
    Environment(
        "e1",
        "PROD-2 ü",
        Address.parse("https://prod.example.com"),
        Stage.PRODUCTION,
        root=Address.parse("https://prod.example.com/DMMAPI/rest/v1"),
        description='{"swagger": "2.0"}',
        token_page="https://prod.example.com/token",
        strict_check=True,
    ),
    (Connection("e1", "Warehouse", "DataDestination"), Connection("e1", "Other", "")),
)
TEST = SavedEnvironment(
    Environment(
        "e2", "TEST", Address.parse("https://test.example.com"), description=DESCRIPTION, description_is_loaded=True
    ),
    (),
)


def exported(folder: Path, *environments: SavedEnvironment) -> Path:
    return export_environments(
        saved_context(None), environments, folder / "shared.json", CancelToken(), ignore_progress
    )


def read(workspace: Workspace, source: Path) -> tuple[SharedEnvironment, ...]:
    return read_environments(saved_context(workspace), source, CancelToken(), ignore_progress)


def imported(workspace: Workspace, source: Path) -> tuple[Environment, ...]:
    """Read a file and add all that it brings."""
    shared = [one.saved for one in read(workspace, source)]
    return add_environments(saved_context(workspace), shared, CancelToken(), ignore_progress)


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
    assert prod.environment.strict_check and not test.environment.strict_check
    assert (prod.environment.root, prod.environment.description) == (None, None)
    assert [(one.name, one.kind) for one in prod.connections] == [("Other", ""), ("Warehouse", "DataDestination")]
    assert test.environment.description_is_loaded
    assert test.environment.description == plain_description(DESCRIPTION, with_constants=True)
    assert {prod.environment.id, test.environment.id}.isdisjoint({"e1", "e2"}), "a key here is not a key there"


def test_a_file_has_no_ids_of_secrets_and_gives_none(workspace: Workspace, tmp_path: Path) -> None:
    own = replace(PROD, environment=replace(PROD.environment, key_id="id-of-key", proxy_id="id-of-password"))
    file = exported(tmp_path, own)
    assert "id-of" not in file.read_text("utf-8")
    content = json.loads(file.read_text("utf-8"))
    content["environments"][0] |= {"id": "e1", "key_id": "id-of-key", "proxy_id": "id-of-password"}
    file.write_text(json.dumps(content), "utf-8")
    [added] = imported(workspace, file)
    assert added.secret_ids == (added.id, f"{added.id}-proxy") and added.id != "e1"


def test_reading_a_file_adds_nothing(workspace: Workspace, tmp_path: Path) -> None:
    prod, test = read(workspace, exported(tmp_path, PROD, TEST))
    assert saved(workspace) == {}
    assert (prod.other_page, prod.known, test.other_page, test.known) == (None, None, None, None)
    assert prod.saved.environment.stage is Stage.PRODUCTION


def test_what_is_known_already_is_named(workspace: Workspace, tmp_path: Path) -> None:
    with workspace.store() as store:
        store.environments.add(Environment("mine", "My PROD", PROD.environment.address))
    twin = SavedEnvironment(Environment("e3", "TWIN", TEST.environment.address), ())
    found = read(workspace, exported(tmp_path, PROD, TEST, twin))
    assert [one.known and one.known.environment.name for one in found] == ["My PROD", None, "TEST"]


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
    cyrillic = source.read_text("utf-8").replace("https://prod.", "https://pr\u043ed.")
    source.write_text(cyrillic, encoding="utf-8")
    (added,) = imported(workspace, source)
    assert str(added.address) == "https://xn--prd-ted.example.com"
    assert added.token_page == "https://xn--prd-ted.example.com/token"


def content(**changes: Any) -> dict[str, Any]:
    one = {"name": "A", "address": "https://a.example.com", "stage": "test", "connections": []}
    return {"format": "dmm-desktop-environments", "version": 1, "environments": [one], **changes}


def with_one(**changes: Any) -> dict[str, Any]:
    whole = content()
    return content(environments=[*whole["environments"], {**whole["environments"][0], **changes}])


@pytest.mark.parametrize(
    ("page", "is_kept"),
    [
        ("https://B.example.com.:8443/DMM/Token?Tenant=2", True),
        ("b.example.com", True),
        ("https://example.com/token", False),
        ("https://b.example.com.evil.example/token", False),
        ("https://\u0432.example.com/token", False),  # Cyrillic
        ("http://localhost/token", False),
    ],
)
def test_a_token_page_on_another_host_is_set_apart(
    workspace: Workspace, tmp_path: Path, page: str, is_kept: bool
) -> None:
    (tmp_path / "shared.json").write_text(json.dumps(with_one(address="https://b.example.com", token_page=page)))
    _, shared = read(workspace, tmp_path / "shared.json")
    kept, other = shared.saved.environment.token_page, shared.other_page
    assert (kept is not None, other is not None) == (is_kept, not is_kept)
    assert (kept or other) == page_address(page)


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("\u202eDORP\u202c", "DORP"),
        ("PROD\u200b\u2060\ufeff-\u00ad1", "PROD-1"),
        (" PROD\t\n\u2028 \x00\x1b\x7f1\u00a0", "PROD 1"),
        ("\u3164QA\u115f \u2800", "QA"),
        ("Cafe\u0301", "Caf\u00e9"),
        ("\u30c6\u30b9\u30c8", "\u30c6\u30b9\u30c8"),
        ("x" * 5000, "x" * 100),
        ("x" * 99 + " y", "x" * 99),
    ],
)
def test_names_are_without_what_cannot_be_seen(workspace: Workspace, tmp_path: Path, given: str, name: str) -> None:
    one = {"name": f"A\u202e {given}"[:90], "kind": "Data\u200bSource"}
    (tmp_path / "shared.json").write_text(json.dumps(with_one(name=given, connections=[one])))
    _, shared = read(workspace, tmp_path / "shared.json")
    assert shared.saved.environment.name == name
    [connection] = shared.saved.connections
    assert connection.name.isprintable() and connection.kind == "DataSource"


@given(st.text())
def test_any_text_becomes_one_line_that_can_be_seen(text: str) -> None:
    seen = visible(text)
    assert seen.isprintable() and visible(seen) == seen
    assert not any(unicodedata.category(c) in ("Cc", "Cf", "Zl", "Zp") for c in seen)


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
        (content(environments={}), "It contains no environments."),
        (content(environments=[]), "It contains no environments."),
        (content(environments=[5] * 201), "It contains more than 200 environments."),
        (content(environments=[5]), "Environment 1 in it has no name."),
        (with_one(name=None), "Environment 2 in it has no name."),
        (with_one(name=" \u200b\u3164\x07"), "Environment 2 in it has no name."),
        (with_one(name="B\u202e", stage="galaxy"), "The environment B in it is refused. It is incomplete"),
        (with_one(name="B", connections=[{"name": "x"}]), "The environment B in it is refused. It is incomplete"),
        (with_one(name="B", description='{"swagger": "\ud800"}'), "The environment B in it is refused."),
        *(
            (with_one(connections=[{"name": name, "kind": ""}]), "One of its connections has no name")
            for name in ("", "\u2060", "x" * 101)
        ),
        (with_one(connections=[{"name": "x", "kind": ""}] * 1001), "It has more than 1,000 connections."),
        (with_one(name="B", description="{}"), "The environment B in it is refused."),
        (with_one(description="nothing"), "It is not JSON."),
        (with_one(description=DESCRIPTION + " " * 1_000_000), "It has more than 1,000,000 characters."),
        (with_one(description="[" * 100_000), "It is not JSON."),
        (with_one(description='{"openapi": "3.2.0"}'), "It is OpenAPI 3.2.0."),
        (with_one(description='{"swagger": "2.0", "paths": {}}'), "It contains no usable operation of the DMM API"),
        *((with_one(token_page=page), "cannot be used") for page in ("file:///bin/sh", "javascript:alert(1)", "//x/y")),
        (with_one(address="http://a.example.com"), "Tokens are sent only over HTTPS."),
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


@pytest.mark.parametrize(("number", "is_read"), [(90, True), (110, False)])
def test_no_more_constants_are_read_than_can_be_shown(
    workspace: Workspace, tmp_path: Path, number: int, is_read: bool
) -> None:
    """All environments of the file count together."""
    description = json.loads(DESCRIPTION)
    description["paths"]["/StopExecution"]["post"]["parameters"] += [
        {"name": f"N{place}", "in": "query", "required": True, "type": "string", "enum": ["x" * 500]}
        for place in range(number)
    ]
    environments = [
        with_one(name=name, address=f"https://{name}.example.com", description=json.dumps(description))["environments"][
            1
        ]
        for name in ("a", "b")
    ]
    (tmp_path / "shared.json").write_text(json.dumps(content(environments=environments)))
    if is_read:
        assert [len(one.constants) for one in read(workspace, tmp_path / "shared.json")] == [number, number]
        return
    with pytest.raises(WrongInput, match="always send have more than 100,000 characters"):
        read(workspace, tmp_path / "shared.json")


def repeated(wrappers: int) -> str:
    """A description of 30,000 characters, of which each wrapper repeats 28,000 by reference."""
    inner = {"type": "object", "properties": {f"{place:02}" + "x" * 900: {} for place in range(30)}}
    outer = {f"w{place}": {"$ref": "#/definitions/Inner"} for place in range(wrappers)}
    schema = {"type": "object", "properties": {"MainExecutionTrackerId": {}, **outer}}
    stop = {"post": {"parameters": [{"in": "body", "name": "Request", "schema": schema}]}}
    return json.dumps({"swagger": "2.0", "definitions": {"Inner": inner}, "paths": {"/StopExecution": stop}})


@pytest.mark.parametrize(
    ("environments", "wrappers", "refused"),
    [
        (1, 30, ""),
        (1, 40, "With all references resolved, it has more than 1,000,000 characters."),
        (12, 30, "With all references resolved, its API descriptions have more than 10,000,000 characters."),
    ],
)
def test_a_description_cannot_grow_without_bounds(
    workspace: Workspace, tmp_path: Path, environments: int, wrappers: int, refused: str
) -> None:
    """A small file could otherwise fill the disk."""
    description = repeated(wrappers)
    given = [
        with_one(name=f"E{place}", address=f"https://e{place}.example.com", description=description)["environments"][1]
        for place in range(environments)
    ]
    (tmp_path / "shared.json").write_text(json.dumps(content(environments=given)))
    if not refused:
        [one] = read(workspace, tmp_path / "shared.json")
        assert len(one.saved.environment.description or "") > 25 * len(description)
        return
    with pytest.raises(WrongInput) as caught:
        read(workspace, tmp_path / "shared.json")
    assert refused in str(caught.value)


def test_a_small_file_takes_little_memory_while_it_is_refused(workspace: Workspace, tmp_path: Path) -> None:
    """With the description of each member, the description would have 150 MB."""
    members = {f"m{place}": {"$ref": "#/definitions/Inner"} for place in range(1_000)}
    schema = {"type": "object", "properties": {"MainExecutionTrackerId": {}, **members}}
    stop = {"post": {"parameters": [{"in": "body", "name": "Request", "schema": schema}]}}
    inner = {"description": "x" * 150_000}
    description = {"swagger": "2.0", "definitions": {"Inner": inner}, "paths": {"/StopExecution": stop}}
    (tmp_path / "shared.json").write_text(json.dumps(with_one(description=json.dumps(description))))
    with memory_below(30 * MIB), pytest.raises(WrongInput, match="With all references resolved, it has more than"):
        read(workspace, tmp_path / "shared.json")


def test_a_file_that_is_not_there(workspace: Workspace, tmp_path: Path) -> None:
    for path, problem in ((tmp_path / "missing.json", "could not be read"), (tmp_path, "It is a folder")):
        with pytest.raises(LocalError, match=problem):
            imported(workspace, path)


def test_a_byte_order_mark_is_overlooked(workspace: Workspace, tmp_path: Path) -> None:
    (tmp_path / "shared.json").write_text(json.dumps(content()), "utf-8-sig")
    assert [one.name for one in imported(workspace, tmp_path / "shared.json")] == ["A"]


def test_a_file_is_read_no_further_than_it_may_be_large(workspace: Workspace, tmp_path: Path) -> None:
    (tmp_path / "shared.json").write_text(json.dumps(with_one(description=" " * 10_000_000)))
    with pytest.raises(LocalError, match="too large"):
        read(workspace, tmp_path / "shared.json")


def test_a_cancelled_import_reads_no_further(workspace: Workspace, tmp_path: Path) -> None:
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(Cancelled):
        read_environments(saved_context(workspace), exported(tmp_path, TEST), cancel, ignore_progress)


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


def test_a_name_of_any_length_is_read_in_a_moment(workspace: Workspace, tmp_path: Path) -> None:
    """Normalizing a million combining characters would take hours, and nothing would hear a cancel."""
    name = "A" + "\u0301\u0323" * 500_000
    saved = replace(TEST, environment=replace(TEST.environment, name=name))
    [shared] = read(workspace, exported(tmp_path, saved))
    assert 0 < len(shared.saved.environment.name) <= 100
