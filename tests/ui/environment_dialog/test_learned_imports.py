"""Imports from the window that know the API only from requests, from their start to their saved logs."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from cli.leaks import files_with
from demo_process import DemoProcess
from dmm_desktop.core.errors import DmmError
from dmm_desktop.core.job import CancelToken, ignore_progress
from dmm_desktop.core.run_state import RunState
from dmm_desktop.operations.support_bundle import support_bundle
from dmm_desktop.ui.environment_dialog.dialog import EnvironmentDialog
from dmm_desktop.ui.progress_view.progress_view import ProgressView
from dmm_server.layouts import LAYOUTS
from source_files import SECRETS
from source_files import source as written
from ui.environment_dialog.description_user import DescriptionUser
from ui.environment_fixtures import SavedEnvironments, fill, press, results
from ui.file_answers import FileAnswers
from ui.lookup import find
from ui.sample_runs import SampleServices
from ui.wizard_user import WizardUser


@pytest.mark.parametrize(
    ("source", "shape"), [("har", "multipart"), ("curl-cmd", "raw-octet"), ("postman", "path-ids")]
)
def test_an_import_from_start_to_saved_logs(
    opened: Callable[..., EnvironmentDialog],
    shown: Callable[..., QWidget],
    services: SampleServices,
    saved_environments: SavedEnvironments,
    files: FileAnswers,
    answers: FileAnswers,
    samples: Path,
    tmp_path: Path,
    qapp: QApplication,
    qtbot: QtBot,
    source: str,
    shape: str,
) -> None:
    with (
        DemoProcess("--shape", shape, "--no-description") as server,
        closing(WizardUser(services, qtbot)) as wizard,
    ):
        dialog = opened()
        fill(dialog, environment_name="DEV", environment_address=server.address, rest_api_key=server.token)
        press(dialog, "test_connection")
        qtbot.waitUntil(lambda: bool(results(dialog)))
        assert "If you have a request that works, DMM Desktop can learn the API description from it." in results(dialog)
        assert find(dialog, QLabel, "api_description").isVisible()
        files.path.write_text(written(source, LAYOUTS[shape]), "utf-8", newline="")
        user = DescriptionUser(dialog, qapp, qtbot)
        user.choose_file()
        user.use()
        press(dialog, "save_environment")
        saved_environments.settle()
        (stored,) = saved_environments.in_database()
        assert stored.description_is_loaded and not [one for one in SECRETS if one in (stored.description or "")]

        wizard.open()
        wizard.go_to_review(samples / "small.zip")
        wizard.edit("One-time token").setText(server.one_time_token)
        wizard.press("Start import")
        qtbot.waitUntil(lambda: bool(wizard.uploads))
        run_id = wizard.uploads[-1]
        qtbot.waitUntil(lambda: services.view(run_id).run.state.is_final)
        run = services.view(run_id).run
        assert run.state is RunState.COMPLETED
        view = ProgressView(services, answers)
        shown(view)
        view.show_run(run_id)
        save = find(view, QAbstractButton, "save_logs")
        qtbot.waitUntil(save.isEnabled)
        save.click()
        qtbot.waitUntil(lambda: any(answers.folder.iterdir()) and save.isEnabled())
        saved_environments.settle()
        (saved,) = answers.folder.iterdir()
        assert saved.read_bytes() == server.logs_zip(run.tracker_id or "")
        (start,) = server.received()["starts"]
        assert start["zip_size"] == (samples / "small.zip").stat().st_size

    files.path.unlink()
    shared, bundle = tmp_path / "out" / "shared.json", tmp_path / "out" / "bundle.zip"
    shared.parent.mkdir()
    environments = services.environments
    environments.export(
        shared,
        with_constants=True,
        owner=services,
        on_success=lambda path: None,
        on_failure=_fail,
    )
    saved_environments.settle()
    context, root = services.context, services.workspace().paths.root
    support_bundle(context, root, None, bundle, CancelToken(), ignore_progress)
    assert '"operationId"' in shared.read_text("utf-8").replace("\\", "")
    assert bundle.exists() and not [one for secret in SECRETS for one in files_with(secret, root, shared.parent)]


def _fail(error: DmmError) -> None:
    raise error
