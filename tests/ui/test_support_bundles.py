"""The support bundle from the menu and from a run."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from dmm_desktop.core.run_state import RunState
from dmm_desktop.ui.error_banner import ErrorBanner
from dmm_desktop.ui.support_bundles import SupportBundles
from scripted_server import ScriptedServer, answering
from ui.environment_fixtures import SavedEnvironments, press
from ui.export_user import ended_export, outputs_script
from ui.file_answers import FileAnswers
from ui.sample_runs import SampleServices, sample_run


@pytest.fixture
def banner(shown: Callable[..., QWidget]) -> ErrorBanner:
    banner = ErrorBanner("window_notice")
    shown(banner, 600, 80)
    return banner


def bundles(
    services: SampleServices, banner: ErrorBanner, path: Path, dialogs: FileAnswers | None = None
) -> SupportBundles:
    folder = services.workspace().paths.root
    return SupportBundles(services, folder, banner, banner.window(), dialogs or FileAnswers(path))


def test_it_is_saved_without_a_run_and_with_one(
    services: SampleServices, banner: ErrorBanner, tmp_path: Path, qtbot: QtBot
) -> None:
    without, with_run = tmp_path / "a.zip", tmp_path / "b.zip"
    bundles(services, banner, without).save()
    qtbot.waitUntil(lambda: "Support bundle saved." in banner.accessibleName())
    assert "run.json" not in zipfile.ZipFile(without).namelist()
    services.put(sample_run("one", RunState.COMPLETED))
    bundles(services, banner, with_run).save("one")
    qtbot.waitUntil(lambda: str(with_run) in banner.accessibleName())
    with zipfile.ZipFile(with_run) as archive:
        assert "run.json" in archive.namelist()
        assert b"could not be had" in archive.read("server-logs.txt"), "no key is known for its environment"
    assert banner.accessibleName().startswith("Warning: Support bundle saved.")
    assert "The server's logs are not in it. " in banner.accessibleName()


@pytest.mark.qt_log_ignore("does not support QPlatformServices::openDocument")
def test_its_folder_is_shown_or_named(
    services: SampleServices, banner: ErrorBanner, tmp_path: Path, qtbot: QtBot
) -> None:
    dialogs = FileAnswers(path := tmp_path / "a.zip")
    bundles(services, banner, path, dialogs).save()
    qtbot.waitUntil(lambda: f"Success: Support bundle saved. {path}\n" in banner.accessibleName())
    press(banner.window(), "window_notice_action")
    assert dialogs.folders_shown == [path] and banner.isVisible()
    dialogs.has_file_manager = False
    press(banner.window(), "window_notice_action")
    assert f"Open it yourself: {tmp_path}" in banner.accessibleName()


def test_a_server_that_is_gone_is_told_with_a_countdown(
    services: SampleServices,
    saved_environments: SavedEnvironments,
    banner: ErrorBanner,
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    with ScriptedServer(outputs_script(answering(b"", 503, "Retry-After: 3600"))) as server:
        run = ended_export(services, saved_environments.put("DEMO-1", server.address, "key"), 4)
        bundles(services, banner, tmp_path / "a.zip").save(run.id)
        qtbot.waitUntil(lambda: "Trying again in" in banner.accessibleName())
        assert "Information: Collecting diagnostic information…" in banner.accessibleName()
        press(banner.window(), "window_notice_action")
        qtbot.waitUntil(lambda: not services.runner.busy)
        assert not banner.isVisible() and not (tmp_path / "a.zip").exists()


def test_a_place_that_cannot_be_written_is_told(
    services: SampleServices, banner: ErrorBanner, tmp_path: Path, qtbot: QtBot
) -> None:
    bundles(services, banner, tmp_path / "missing" / "x.zip").save()
    qtbot.waitUntil(lambda: "could not be written" in banner.accessibleName())
