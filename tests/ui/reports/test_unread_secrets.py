"""A report is saved and copied without a key that nothing has read since the start; if it cannot be read, that is
told."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QTextBrowser, QWidget
from pytestqt.qtbot import QtBot

from dmm_desktop.core.address import Address
from dmm_desktop.core.environment import Environment
from dmm_desktop.core.job import CancelToken, ignore_progress
from dmm_desktop.core.token import Token
from dmm_desktop.operations.context import SavedContext
from dmm_desktop.operations.environments import save_environment
from dmm_desktop.storage.secrets import SecretStore
from dmm_desktop.storage.session_keys import SessionKeys
from dmm_desktop.ui.error_banner import ErrorBanner
from dmm_desktop.ui.progress_view.progress_view import ProgressView
from dmm_desktop.ui.reports.report_dialog import ReportDialog
from dmm_desktop.ui.support_bundles import SupportBundles
from dmm_desktop.ui.widgets.banner import Banner
from dmm_desktop.workers.runner import TaskRunner
from lockable_keyring import Lockable, lockable_keys
from ui.file_answers import FileAnswers
from ui.lookup import find
from ui.sample_runs import SampleServices, sample_runs

__all__ = ["lockable_keys"]

KEY = "key-4Qz81-secret"
NOT_HIDDEN = "Keys and passwords that could not be read are not hidden."


@pytest.fixture
def services(tmp_path: Path, runner: TaskRunner, lockable_keys: SessionKeys) -> Iterator[SampleServices]:
    """Services after a restart: the key of the environment is in the key store, and has not been read."""
    services = SampleServices(tmp_path / "data", runner, lockable_keys)
    before = SavedContext(services.workspace, SessionKeys(SecretStore()))
    environment = Environment("prod", "PROD", Address.parse("https://dmm.example.com"))
    save_environment(before, environment, Token(KEY), CancelToken(), ignore_progress)
    yield services
    runner.shut_down(within=10)
    services.close()


def view_of(services: SampleServices, shown: Callable[..., QWidget], answers: FileAnswers) -> ProgressView:
    run = replace(
        sample_runs()["completed"][0],
        environment_id="prod",
        configuration=json.dumps({"Callback": KEY}),
        note=f"with {KEY}",
    )
    services.put(run)
    view = ProgressView(services, answers)
    shown(view)
    view.show_run(run.id)
    return view


@pytest.mark.parametrize("is_locked", [False, True])
@pytest.mark.parametrize("kind", ["html", "json"])
def test_a_saved_report(
    services: SampleServices,
    shown: Callable[..., QWidget],
    answers: FileAnswers,
    qtbot: QtBot,
    kind: str,
    is_locked: bool,
) -> None:
    Lockable.is_locked = is_locked
    view = view_of(services, shown, answers)
    notice = find(view, Banner, "notice")
    view.save_report_as_html() if kind == "html" else view.save_report_as_json()
    qtbot.waitUntil(lambda: "Report saved." in notice.accessibleName())
    [saved] = answers.folder.iterdir()
    written = saved.read_text("utf-8").replace("<wbr>", "")
    assert (NOT_HIDDEN in notice.accessibleName()) is (KEY in written) is is_locked
    assert ("(hidden)" in written) is not is_locked
    assert notice.accessibleName().startswith("Warning" if is_locked else "Success")


def test_a_report_is_copied_once_its_secrets_are_hidden(
    services: SampleServices, shown: Callable[..., QWidget], answers: FileAnswers, qtbot: QtBot
) -> None:
    view = view_of(services, shown, answers)
    view.show_report()
    dialog = find(view, ReportDialog, "report_dialog")
    copy = find(dialog, QAbstractButton, "copy_report")
    page = find(dialog, QTextBrowser, "report_page")
    assert not copy.isEnabled() and page.textInteractionFlags() == Qt.TextInteractionFlag.NoTextInteraction
    qtbot.waitUntil(copy.isEnabled)
    assert page.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse
    copy.click()
    copied = QApplication.clipboard().mimeData()
    for words in (
        copied.html().replace("<wbr>", ""),
        copied.text(),
        find(dialog, QTextBrowser, "report_page").toHtml(),
    ):
        assert "(hidden)" in words and KEY not in words
    assert not find(dialog, ErrorBanner, "report_banner").isVisible()


def test_a_shown_report_says_that_a_key_could_not_be_read(
    services: SampleServices, shown: Callable[..., QWidget], answers: FileAnswers, qtbot: QtBot
) -> None:
    Lockable.is_locked = True
    view = view_of(services, shown, answers)
    view.show_report()
    dialog = find(view, ReportDialog, "report_dialog")
    banner = find(dialog, ErrorBanner, "report_banner")
    qtbot.waitUntil(banner.isVisible)
    assert NOT_HIDDEN in banner.accessibleName() and find(dialog, QAbstractButton, "copy_report").isEnabled()


def test_a_support_bundle_says_that_a_key_could_not_be_read(
    services: SampleServices, shown: Callable[..., QWidget], tmp_path: Path, qtbot: QtBot
) -> None:
    Lockable.is_locked = True
    banner = ErrorBanner("window_notice")
    shown(banner, 600, 80)
    folder = services.workspace().paths.root
    SupportBundles(services, folder, banner, banner.window(), FileAnswers(tmp_path / "a.zip")).save()
    qtbot.waitUntil(lambda: "Support bundle saved." in banner.accessibleName())
    said = banner.accessibleName()
    assert said.startswith("Warning") and NOT_HIDDEN in said and "are hidden." not in said and "a.zip" in said
