"""Presets of imports: saved without secrets, and handed from one workstation to another."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from dmm_desktop.core.address import Address
from dmm_desktop.core.configuration import import_configuration
from dmm_desktop.core.environment import Connection, Environment, SavedEnvironment
from dmm_desktop.core.errors import WrongInput
from dmm_desktop.core.job import CancelToken, ignore_progress
from dmm_desktop.core.presets import MAX_PRESET, MAX_PRESETS, ImportPreset, SecretInPreset
from dmm_desktop.core.redaction import Redaction
from dmm_desktop.core.token import Token
from dmm_desktop.operations.presets import remove_preset, save_preset
from dmm_desktop.operations.share_environments import (
    SharedEnvironment,
    add_environments,
    export_environments,
    read_environments,
)
from dmm_desktop.operations.workspace import Workspace
from dmm_desktop.storage.session_keys import SessionKeys
from operation_contexts import saved_context

_TOKEN = "Q7-4402-LK31-0095"
_TEXT = import_configuration('{"ChunkRecords": 5.00}', connection="Archive", append=False)
_ENVIRONMENT = Environment("e1", "PROD-2", Address.parse("https://prod.example.com"))
_PRESET = ImportPreset.of(_ENVIRONMENT, "Nightly", _TEXT)
_SAVED = SavedEnvironment(_ENVIRONMENT, (Connection("e1", "Archive"),), (_PRESET,))


def _export(folder: Path, saved: SavedEnvironment = _SAVED, secrets: Redaction | None = None) -> Path:
    context = saved_context(None, SessionKeys(None, secrets))
    return export_environments(context, [saved], folder / "shared.json", CancelToken(), ignore_progress)


def _read(workspace: Workspace, file: Path) -> SharedEnvironment:
    [shared] = read_environments(saved_context(workspace), file, CancelToken(), ignore_progress)
    return shared


def _with_presets(folder: Path, presets: Any) -> Path:
    """A file of the environment with these presets."""
    file = _export(folder)
    content = json.loads(file.read_text())
    content["environments"][0]["presets"] = presets
    file.write_text(json.dumps(content))
    return file


def _given(name: Any = "Nightly", configuration: Any = _PRESET.configuration) -> dict[str, Any]:
    return {"name": name, "configuration": configuration}


def test_one_that_holds_a_secret_is_not_saved(workspace: Workspace) -> None:
    context = saved_context(workspace)
    with workspace.store() as store:
        store.environments.add(_ENVIRONMENT)
    context.secrets.add(Token(_TOKEN))
    bad = replace(_PRESET, configuration='{"Note": "' + _TOKEN + '"}')
    with pytest.raises(SecretInPreset, match="Nightly"):
        save_preset(context, bad, "", CancelToken(), ignore_progress)
    save_preset(context, replace(_PRESET, name=f"N {_TOKEN}"), "", CancelToken(), ignore_progress)
    with workspace.store() as store:
        [kept] = store.presets.list("e1")
    assert kept == replace(_PRESET, name="N (hidden)")
    remove_preset(context, kept, CancelToken(), ignore_progress)
    with workspace.store() as store:
        assert store.presets.list("e1") == ()


def test_a_configuration_that_is_too_long_is_refused() -> None:
    chosen = import_configuration(json.dumps({"Note": "x" * MAX_PRESET}), append=True)
    with pytest.raises(WrongInput, match="too long for a preset"):
        ImportPreset.of(_ENVIRONMENT, "Nightly", chosen)


def test_they_go_along_with_an_exported_environment(workspace: Workspace, tmp_path: Path) -> None:
    shared = _read(workspace, _export(tmp_path))
    [environment] = add_environments(saved_context(workspace), [shared.saved], CancelToken(), ignore_progress)
    with workspace.store() as store:
        assert store.presets.list(environment.id) == (replace(_PRESET, environment_id=environment.id),)
    assert '"ChunkRecords": 5.00' in _PRESET.configuration, "numbers stay as they are written"


def test_one_that_was_saved_for_another_address_says_so_to_a_colleague_too(
    workspace: Workspace, tmp_path: Path
) -> None:
    moved = replace(_PRESET, name="Moved", address=Address.parse("https://before.example.com"))
    file = _export(tmp_path, replace(_SAVED, presets=(_PRESET, moved)))
    expected = [("Nightly", _ENVIRONMENT.address), ("Moved", moved.address)]
    assert [(one.name, one.address) for one in _read(workspace, file).saved.presets] == expected
    file = _with_presets(tmp_path, [_given()])
    [old] = _read(workspace, file).saved.presets
    assert old.address == _ENVIRONMENT.address, "a file of an earlier version does not say"


def test_none_is_exported_with_a_secret_that_became_known_later(tmp_path: Path) -> None:
    preset = replace(_PRESET, configuration='{"Note": "' + _TOKEN + '"}')
    with pytest.raises(WrongInput, match="the preset “Nightly” of PROD-2") as raised:
        _export(tmp_path, replace(_SAVED, presets=(preset,)), Redaction(Token(_TOKEN)))
    assert _TOKEN not in str(raised.value) and not (tmp_path / "shared.json").exists()


def test_a_file_of_an_earlier_version_has_none(workspace: Workspace, tmp_path: Path) -> None:
    file = _export(tmp_path)
    content = json.loads(file.read_text())
    del content["environments"][0]["presets"]
    file.write_text(json.dumps(content))
    assert _read(workspace, file).saved.presets == ()


def test_names_are_cleaned_and_made_unique(workspace: Workspace, tmp_path: Path) -> None:
    names = ["Ni\u202eghtly\n", "nightly", "x" * 200]
    presets = _read(workspace, _with_presets(tmp_path, [_given(name) for name in names])).saved.presets
    assert [one.name for one in presets] == ["Nightly", "nightly (2)", "x" * 100]


@pytest.mark.parametrize(
    ("presets", "reason"),
    [
        ({}, "a value is not of the expected kind"),
        ([1], "a value is not of the expected kind"),
        ([_given(name=None)], "a value is not of the expected kind"),
        ([_given(name=" \u200b ")], "Its preset 1 has no name."),
        ([{"name": "Nightly"}], "It is incomplete"),
        ([_given(configuration={"DataAppendMode": True})], "a value is not of the expected kind"),
        ([_given() | {"address": 1}], "a value is not of the expected kind"),
        ([_given() | {"address": "http://prod.example.com"}], "Its preset “Nightly” cannot be used."),
        ([_given(configuration="{")], "Its preset “Nightly” cannot be used."),
        ([_given(configuration="[]")], "Its preset “Nightly” cannot be used."),
        ([_given(configuration="{}")], "It is not specified whether records get new ids."),
        ([_given(configuration='{"DataAppendMode": "maybe"}')], "Its preset “Nightly” cannot be used."),
        ([_given(configuration='{"DataAppendMode": true, "DestinationDBConnection": "%s"}' % ("y" * 101))], "100"),
        ([_given(configuration=json.dumps({"DataAppendMode": True, "x": "x" * MAX_PRESET}))], "1,000,000 characters"),
        ([_given()] * (MAX_PRESETS + 1), "It has more than 100 presets."),
    ],
)
def test_what_cannot_be_used_is_refused_with_its_environment(
    presets: Any, reason: str, workspace: Workspace, tmp_path: Path
) -> None:
    with pytest.raises(WrongInput) as raised:
        _read(workspace, _with_presets(tmp_path, presets))
    assert "PROD-2" in str(raised.value) and reason in str(raised.value)
    assert "Choose a file that was made with Export environments." in str(raised.value)


def test_those_that_differ_from_the_environment_here_are_named(workspace: Workspace, tmp_path: Path) -> None:
    file = _with_presets(tmp_path, [_given(), _given("Weekly"), _given("Yearly")])
    with workspace.store() as store:
        store.environments.add(replace(_ENVIRONMENT, id="mine"))
        store.presets.save(replace(_PRESET, environment_id="mine"))
        store.presets.save(replace(_PRESET, environment_id="mine", name="Weekly", configuration="{}"))
    others = _read(workspace, file).other_presets
    assert [one.name for one in others] == ["Weekly", "Yearly"]
    assert add_environments(saved_context(workspace), [], CancelToken(), ignore_progress, presets=others) == ()
    with workspace.store() as store:
        kept = store.presets.list("mine")
    assert [one.name for one in kept] == ["Nightly", "Weekly", "Weekly (2)", "Yearly"]
    assert kept[1].configuration == "{}", "what was here stays as it is"
