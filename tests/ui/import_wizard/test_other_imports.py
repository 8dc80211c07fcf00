"""The review page knows the imports that another process has stored since the window read the list."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from pytestqt.qtbot import QtBot

from dmm_desktop.core.run_state import RunState
from dmm_desktop.operations.workspace import Workspace
from dmm_desktop.ui.widgets.banner import Banner
from ui.sample_runs import SampleServices, sample_run
from ui.wizard_user import WizardUser


def test_the_review_warns_about_an_import_of_another_process(
    user: WizardUser, services: SampleServices, samples: Path, qtbot: QtBot
) -> None:
    user.save()
    with qtbot.waitSignal(services.runs.list_changed):
        services.runs.load(lambda error: None)
    wizard = user.open()
    zip_path = samples / "small.zip"
    root = "https://dev-1.acme.example/DMMAPI/rest/v1"
    run = sample_run("other", RunState.COMPLETED, environment_id="dev-1", environment_name="DEV-1", root=root)
    run = replace(run, zip_path=str(zip_path), zip_size=zip_path.stat().st_size)
    with Workspace.open(services.workspace().paths.root) as other:
        other.adopt(run)
    user.go_to_review(zip_path)
    user.idle()

    def said() -> list[str]:
        return [banner.accessibleName() for banner in wizard.findChildren(Banner) if banner.isVisible()]

    # What shows runs may be imported for the first time in this process, in turns of the event loop.
    qtbot.waitUntil(lambda: any("A file with this name and size was sent to DEV-1" in text for text in said()))
