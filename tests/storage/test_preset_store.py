"""Presets of imports in the database."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dmm_desktop.core.errors import DatabaseError
from dmm_desktop.core.presets import MAX_PRESETS, ImportPreset, PresetNameTaken, TooManyPresets
from dmm_desktop.storage.database import Store
from dmm_desktop.storage.presets import PRESETS
from storage.sample_values import an_environment

_ENVIRONMENT = an_environment()
_NIGHTLY = ImportPreset(_ENVIRONMENT.id, "Nightly", "Archive", False, '{"ChunkRecords": 5}', _ENVIRONMENT.address)


@pytest.fixture
def store(store: Store) -> Store:
    """A database with an environment."""
    store.environments.add(_ENVIRONMENT)
    return store


def test_every_field_has_a_column() -> None:
    assert [*PRESETS.written(_NIGHTLY)] == [*ImportPreset.__dataclass_fields__]


def test_presets_come_back_sorted_by_name_with_their_environment(store: Store) -> None:
    weekly = replace(_NIGHTLY, name="before release", append=True)
    store.presets.save(_NIGHTLY)
    store.presets.save(weekly)
    [saved] = store.saved_environments()
    assert saved.presets == (weekly, _NIGHTLY)


def test_a_name_is_taken_whatever_its_case_unless_its_preset_is_replaced(store: Store) -> None:
    other = replace(_NIGHTLY, name=" NIGHTLY", append=True)
    store.presets.save(_NIGHTLY)
    with pytest.raises(PresetNameTaken, match="“Nightly”"):
        store.presets.save(other)
    store.presets.save(replace(_NIGHTLY, name="Weekly"), replaced="nobody")
    with pytest.raises(PresetNameTaken):
        store.presets.save(replace(_NIGHTLY, name="Weekly"), replaced="Nightly")
    assert [one.name for one in store.presets.list(_ENVIRONMENT.id)] == ["Nightly", "Weekly"], "nothing is lost"
    store.presets.save(other, replaced="Nightly")
    assert [one.name for one in store.presets.list(_ENVIRONMENT.id)] == [" NIGHTLY", "Weekly"]


def test_there_is_a_limit(store: Store) -> None:
    for number in range(MAX_PRESETS):
        store.presets.save(replace(_NIGHTLY, name=f"{number}"))
    with pytest.raises(TooManyPresets):
        store.presets.save(_NIGHTLY)
    store.presets.save(_NIGHTLY, replaced="7")
    assert len(store.presets.list(_ENVIRONMENT.id)) == MAX_PRESETS


def test_they_go_with_their_environment(store: Store) -> None:
    store.presets.save(_NIGHTLY)
    store.presets.save(replace(_NIGHTLY, name="Weekly"))
    store.presets.remove(_ENVIRONMENT.id, "Weekly")
    assert store.presets.list(_ENVIRONMENT.id) == (_NIGHTLY,)
    store.environments.remove(_ENVIRONMENT.id)
    assert store.presets.list(_ENVIRONMENT.id) == ()
    with pytest.raises(DatabaseError, match=r"^“.*” could not be saved\. Its environment was removed"):
        store.presets.save(_NIGHTLY)
