"""Preferences: kept from one start to the next, with defaults for all that cannot be read, and followed at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from dmm_desktop.cli.log_choice import stored_log_choice
from dmm_desktop.core.kept_log import LogChoice
from dmm_desktop.core.run_state import RunState
from dmm_desktop.storage.paths import DataPaths
from dmm_desktop.ui.services.poll_priority import FAR
from dmm_desktop.ui.services.preferences import INTERVALS, Preferences, Preferred
from dmm_desktop.ui.theme.theme import Appearance
from faults.windows import window
from ui.sample_runs import SampleServices, sample_run

_FILE = "preferences.ini"


def _all_others(folder: Path) -> Preferred:
    return Preferred(Appearance.DARK, "pt-PT", 5, folder, notifies=False, kept_logs=LogChoice.ALWAYS)


def test_they_are_kept(tmp_path: Path) -> None:
    before, other = Preferences(tmp_path), _all_others(tmp_path / "saved, here")
    assert before.current == Preferred()
    assert before.save(other) and before.current == other
    assert Preferences(tmp_path).current == other
    assert before.save(Preferred())
    assert Preferences(tmp_path).current == Preferred()


@pytest.mark.parametrize("choice", LogChoice)
def test_the_command_line_keeps_logs_as_the_window_does(tmp_path: Path, choice: LogChoice) -> None:
    assert stored_log_choice(tmp_path) is LogChoice.EXCEPT_PRODUCTION
    assert Preferences(tmp_path).save(replace(_all_others(tmp_path / "saved, 100 % [here]; = ü"), kept_logs=choice))
    assert stored_log_choice(tmp_path) is Preferences(tmp_path).current.kept_logs is choice


def test_what_is_only_used_is_not_stored(tmp_path: Path) -> None:
    preferences, changes = Preferences(tmp_path), []
    preferences.changed.connect(lambda: changes.append(preferences.current))
    for _ in range(2):
        preferences.use(_all_others(tmp_path))
    assert changes == [_all_others(tmp_path)]
    assert Preferences(tmp_path).current == Preferred()


def _garbage(file: Path) -> None:
    file.write_bytes(b"\x00\xff[[[\ninterval\n=\n@Variant(\\0\xfe")


def _other_types(file: Path) -> None:
    names = ("appearance", "language", "interval", "save_folder", "kept_logs")
    file.write_text("[General]\n" + "".join(f"{name}=@Variant(\\0\\0\\0\\x1)\n" for name in names))


def _unknown_values(file: Path) -> None:
    file.write_text("[General]\nappearance=system\nlanguage=xx\ninterval=0.001\nsave_folder=relative\nkept_logs=some\n")


@pytest.mark.parametrize("damage", [_garbage, _other_types, _unknown_values])
def test_a_damaged_file_has_the_defaults_and_can_be_replaced(tmp_path: Path, damage: Callable[[Path], None]) -> None:
    damage(tmp_path / _FILE)
    preferences = Preferences(tmp_path)
    assert preferences.current == Preferred()
    assert stored_log_choice(tmp_path) is Preferred().kept_logs
    assert preferences.save(_all_others(tmp_path))
    assert Preferences(tmp_path).current == _all_others(tmp_path)


def test_a_damaged_value_costs_no_more_than_itself(tmp_path: Path) -> None:
    (tmp_path / _FILE).write_text("[General]\nappearance=dark\nlanguage=xx\ninterval=-1\n")
    assert Preferences(tmp_path).current == Preferred(Appearance.DARK)


def test_what_cannot_be_stored_does_not_apply(tmp_path: Path) -> None:
    (tmp_path / _FILE).mkdir()
    for folder in (tmp_path, tmp_path / "missing"):
        preferences = Preferences(folder)
        assert not preferences.save(_all_others(tmp_path))
        assert preferences.current == Preferred()


def test_the_services_follow_them_at_once(services: SampleServices, tmp_path: Path) -> None:
    for name in ("one", "two"):
        services.put(sample_run(name, RunState.RUNNING), watched=True)
    services.poll_priority.look_at("one")
    one, two = services.view("one").policy, services.view("two").policy
    for seconds in INTERVALS:
        services.preferences.save(Preferred(interval=seconds, save_folder=tmp_path))
        assert (one.longest, two.longest) == (seconds, FAR)
        assert seconds <= FAR, "the visible run is asked about at least as often as the others"
    assert services.dialogs.save_folder == tmp_path


@pytest.mark.parametrize(
    ("kept", "told"),
    [
        (b"[General]\nappearance=dark\nlanguage=pt-PT\n", ["dark", "Sair"]),
        (b"[General]\nappearance=light\nlanguage=en-001\n", ["light", "Quit"]),
        (b"\x00\xff[[[\nlanguage\n=\nappearance=\xfe@Variant(\\0", ["light", "Quit"]),
    ],
)
def test_a_window_starts_with_them(tmp_path: Path, kept: bytes, told: list[str]) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / _FILE).write_bytes(kept)
    with window("show", folder) as one:
        said = one.said()
        assert [said["appearance"], said["quit"]] == told
        assert said["banners"] == []
        one.end()


def test_the_demo_looks_as_the_user_prefers_until_something_else_is_chosen_there(tmp_path: Path) -> None:
    usual, demo = DataPaths.at(None).root, tmp_path / "demo"
    usual.mkdir(parents=True)
    assert Preferences(usual).save(Preferred(Appearance.DARK, "pt-PT"))
    demo.mkdir()
    for told in (["dark", "Sair"], ["light", "Quit"]):
        with window("show", demo, "--demo") as one:
            said = one.said()
            assert [said["appearance"], said["quit"]] == told
            one.end()
        assert Preferences(demo).save(Preferred(Appearance.LIGHT, "en-001"))
    assert Preferences(usual).current == Preferred(Appearance.DARK, "pt-PT")
