"""After a restart, a key is in the key store only. What is written for others is without it all the same."""

import json
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dmm_desktop.core.address import Address
from dmm_desktop.core.configuration import import_configuration
from dmm_desktop.core.environment import Environment, SavedEnvironment
from dmm_desktop.core.errors import DmmError
from dmm_desktop.core.job import CancelToken, ignore_progress
from dmm_desktop.core.key_store_errors import SecretStoreLocked
from dmm_desktop.core.network import Network, proxy_password
from dmm_desktop.core.origin import Origin
from dmm_desktop.core.presets import ImportPreset
from dmm_desktop.core.run_state import RunState
from dmm_desktop.core.runs import Run
from dmm_desktop.core.token import Token
from dmm_desktop.operations.context import SavedContext
from dmm_desktop.operations.environments import save_environment
from dmm_desktop.operations.reported_run import reported_run
from dmm_desktop.operations.request_commands import request_commands
from dmm_desktop.operations.run_report import run_report
from dmm_desktop.operations.runs import save_note
from dmm_desktop.operations.share_environments import export_environments
from dmm_desktop.operations.support_bundle import support_bundle
from dmm_desktop.operations.workspace import Workspace
from dmm_desktop.resources import resource
from dmm_desktop.storage.secrets import SecretStore
from dmm_desktop.storage.session_keys import SessionKeys
from lockable_keyring import Lockable, lockable_keys
from operation_contexts import saved_context

__all__ = ["lockable_keys"]

KEY, PASSWORD = "key-4Qz81-secret", "proxy-word-52"
ROOT = Address.parse("https://dmm.example.com/DMMAPI/rest/v1")
NOT_HIDDEN = "The key store of this computer is locked. Keys and passwords that could not be read are not hidden."
ENVIRONMENT = Environment(
    "e1",
    "PROD",
    ROOT,
    root=ROOT,
    description=resource("dmm-api.swagger.json").read_text("utf-8"),
    network=Network("", "http://proxy.example.com:8080", "me"),
)
CONFIGURATION = import_configuration(json.dumps({"Callback": KEY, "Via": PASSWORD}), append=True).json_text
RUN = Run(
    "r",
    ROOT,
    datetime.now(UTC),
    RunState.NOT_STARTED,
    environment_id="e1",
    environment_name="PROD",
    connection="Runtime Connection",
    contract=f"file ({KEY}.json)",
    zip_sha256="5a",
    origin=Origin(f"PROD {KEY}", "dmm.example.com", "7", "5a", connection=KEY),
    configuration=CONFIGURATION,
    reference=f"ticket {KEY}",
    note=f"with {PASSWORD}",
)
PRESET = ImportPreset.of(ENVIRONMENT, "Nightly", import_configuration(CONFIGURATION, append=True))


@pytest.fixture
def context(workspace: Workspace, lockable_keys: SessionKeys) -> SavedContext:
    before = saved_context(workspace, lockable_keys)
    network = replace(ENVIRONMENT.network, proxy_password=proxy_password(PASSWORD))
    saved = replace(ENVIRONMENT, network=network)
    save_environment(before, saved, Token(KEY), CancelToken(), ignore_progress)
    other = Environment("e2", "DEV", Address.parse("https://other.example.com"))
    save_environment(before, other, None, CancelToken(), ignore_progress)
    with workspace.store() as store:
        store.environments.update(replace(found_in(workspace), root=ROOT, description=ENVIRONMENT.description))
        store.runs.insert(RUN, None)
    Lockable.reads.clear()
    return saved_context(workspace, SessionKeys(SecretStore()))


def found_in(workspace: Workspace) -> Environment:
    with workspace.store() as store:
        found = store.environments.get(ENVIRONMENT.id)
    assert found is not None
    return found


def report(context: SavedContext, folder: Path) -> str:
    return json.dumps(run_report(reported_run(context, RUN, CancelToken(), ignore_progress).run))


def commands(context: SavedContext, folder: Path) -> str:
    return "\n".join(one.as_text(str) for one in request_commands(context, RUN, CancelToken(), ignore_progress))


def bundle(context: SavedContext, folder: Path) -> str:
    saved = support_bundle(context, context.workspace.paths.root, RUN, folder / "b.zip", CancelToken(), ignore_progress)
    with zipfile.ZipFile(saved.path) as archive:
        return "\n".join(archive.read(name).decode() for name in archive.namelist())


@pytest.mark.parametrize("write", [report, commands, bundle])
def test_a_key_that_was_not_read_yet_is_hidden(
    context: SavedContext, tmp_path: Path, write: Callable[[SavedContext, Path], str]
) -> None:
    written = write(context, tmp_path)
    assert "(hidden)" in written and KEY not in written and PASSWORD not in written


def test_a_preset_with_a_key_that_was_not_read_yet_is_not_exported(context: SavedContext, tmp_path: Path) -> None:
    with pytest.raises(DmmError, match="in the preset “Nightly” of PROD"):
        export_environments(
            context,
            [SavedEnvironment(found_in(context.workspace), (), (PRESET,))],
            tmp_path / "shared.json",
            CancelToken(),
            ignore_progress,
        )
    assert not (tmp_path / "shared.json").exists()


def test_only_the_keys_of_the_runs_environment_are_read(context: SavedContext, tmp_path: Path) -> None:
    report(context, tmp_path)
    assert sorted(Lockable.reads) == sorted(Lockable.stored), "each once"
    bundle(context, tmp_path)
    assert len(Lockable.reads) == len(Lockable.stored) + 1, "and that of the other environment, which has none"


@pytest.mark.parametrize("address", [ROOT, Address.parse("https://dmm.example.com/DMMAPI")], ids=["root", "above"])
def test_a_run_of_a_removed_environment_has_that_of_its_address(context: SavedContext, address: Address) -> None:
    run = replace(RUN, root=address, environment_id="removed")
    reported = reported_run(context, run, CancelToken(), ignore_progress)
    assert KEY not in json.dumps(run_report(reported.run))


def test_that_keys_could_not_be_read_is_told_where_the_file_is_needed(context: SavedContext, tmp_path: Path) -> None:
    Lockable.is_locked = True
    reported = reported_run(context, RUN, CancelToken(), ignore_progress)
    assert (reported.run, str(reported.notice)) == (RUN, NOT_HIDDEN)
    saved = support_bundle(
        context, context.workspace.paths.root, RUN, tmp_path / "b.zip", CancelToken(), ignore_progress
    )
    assert saved.path.exists() and str(saved.notice) == NOT_HIDDEN


def test_a_key_that_is_refused_hinders_no_other(context: SavedContext, tmp_path: Path) -> None:
    Lockable.refused.add("e2")
    saved = support_bundle(
        context, context.workspace.paths.root, RUN, tmp_path / "b.zip", CancelToken(), ignore_progress
    )
    assert saved.notice is not None
    with zipfile.ZipFile(saved.path) as archive:
        assert KEY not in "".join(archive.read(name).decode() for name in archive.namelist())


def test_a_locked_key_store_is_asked_once(context: SavedContext, tmp_path: Path) -> None:
    Lockable.is_locked = True
    bundle(context, tmp_path)
    assert len(Lockable.reads) == 1


def test_that_a_key_could_not_be_read_is_told_with_the_command(context: SavedContext, tmp_path: Path) -> None:
    without_proxy = replace(found_in(context.workspace), network=Network())
    with context.workspace.store() as store:
        store.environments.update(without_proxy)
    Lockable.is_locked = True
    found = request_commands(context, RUN, CancelToken(), ignore_progress)
    assert NOT_HIDDEN in [str(notice) for notice in found[0].notices] and f"# {NOT_HIDDEN}" in found[0].as_text(str)


def test_environments_are_not_exported_until_their_keys_can_be_read(context: SavedContext, tmp_path: Path) -> None:
    Lockable.is_locked = True
    with pytest.raises(SecretStoreLocked):
        export_environments(
            context,
            [SavedEnvironment(found_in(context.workspace), ())],
            tmp_path / "shared.json",
            CancelToken(),
            ignore_progress,
        )
    assert not (tmp_path / "shared.json").exists()


def test_a_note_does_not_wait_for_the_key_store(context: SavedContext) -> None:
    Lockable.is_locked = True
    assert save_note(context, RUN.id, f"with {KEY}", CancelToken(), ignore_progress) == f"with {KEY}"
    assert Lockable.reads == []
