"""A check sheet is saved without a key that nothing has read since the start, and without the one-time token; if a key
cannot be read, that is told. What is saved later has no key that was read for the sheet."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from archive.zip_makers import make_zip
from dmm_desktop.core.address import Address
from dmm_desktop.core.environment import Environment
from dmm_desktop.core.job import CancelToken, ignore_progress
from dmm_desktop.core.token import Token
from dmm_desktop.operations.context import SavedContext
from dmm_desktop.operations.environments import save_environment
from dmm_desktop.storage.secrets import SecretStore
from dmm_desktop.storage.session_keys import SessionKeys
from dmm_desktop.ui.widgets.banner import Banner
from dmm_desktop.workers.runner import TaskRunner
from lockable_keyring import Lockable, lockable_keys
from ui.environment_fixtures import press
from ui.lookup import find
from ui.sample_runs import SampleServices
from ui.wizard_user import WizardUser

__all__ = ["lockable_keys"]

KEY, ONE_TIME = "key-4Qz81-secret", "otp-77Xy3-secret"
NOT_HIDDEN = "Keys and passwords that could not be read are not hidden."


@pytest.fixture
def services(tmp_path: Path, runner: TaskRunner, lockable_keys: SessionKeys) -> Iterator[SampleServices]:
    """Services after a restart: the key of the environment is in the key store, and has not been read."""
    services = SampleServices(tmp_path / "data", runner, lockable_keys)
    before = SavedContext(services.workspace, SessionKeys(SecretStore()))
    environment = Environment("prod", f"PROD {KEY}", Address.parse(f"https://dmm.example.com/{KEY}"))
    save_environment(before, environment, Token(KEY), CancelToken(), ignore_progress)
    yield services
    runner.shut_down(within=10)
    services.close()


@pytest.mark.parametrize("is_locked", [False, True])
def test_a_check_sheet_has_no_secret(
    user: WizardUser, samples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_locked: bool
) -> None:
    monkeypatch.chdir(tmp_path)
    Lockable.is_locked = is_locked
    user.load()
    user.open()
    user.go_to_review(Path(shutil.copy(samples / "small.zip", tmp_path / f"data {KEY}.zip")))
    user.idle()
    user.edit("Reference").setText(f"CHG-4711 {KEY} {ONE_TIME}")
    user.edit("One-time token").setText(ONE_TIME)
    user.press("Save check sheet")
    banner = find(user.wizard, Banner, "review_banner")
    user.qtbot.waitUntil(banner.isVisible)
    [saved] = tmp_path.glob("*-check.html")
    page = saved.read_text("utf-8")
    said = banner.accessibleName()
    assert "CHG-4711" in page and ONE_TIME not in page
    assert (NOT_HIDDEN in said) is (KEY in page) is is_locked
    assert said.startswith("Warning" if is_locked else "Success")
    assert f" {saved.relative_to(tmp_path)}\n" in said
    press(user.wizard, "enter_key")  # the button of the banner
    assert user.dialogs.folders_shown == [saved.relative_to(tmp_path)] and banner.isVisible()
    if not is_locked:
        for hidden in ("Check of data (hidden).zip", "<td>PROD (hidden) ", "<td>https://dmm.example.com/(hidden)"):
            assert hidden in page, hidden


def test_no_file_of_the_results_has_a_key_that_was_read_after_the_check(
    user: WizardUser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    files = {
        "Order_Struct.dmm": b"?",
        "Order_Data.csv": f"Id,{KEY},RegionId\r\n1,{KEY},N'{KEY}'\r\n2,N'a',N'b'\r\n".encode(),
        "Region_Struct.dmm": b"?",
        "Region_Data.csv": b"Id\r\n1\r\n",
    }
    user.load()
    user.open()
    user.press("Next")
    user.edit("Zip file").setText(str(make_zip(tmp_path / "a.zip", files)))
    user.edit("Zip file").editingFinished.emit()
    user.idle()
    user.press("All results")
    user.press("References")
    user.press("Find references")
    user.idle()
    user.press("Save check sheet")
    user.idle()
    for view in ("References", "Entities", "Findings"):
        user.press(view)
        user.press("Save as CSV")
        user.idle()
    saved = sorted(tmp_path.glob("a-*"))
    assert [one.name for one in saved] == ["a-check.html", "a-entities.csv", "a-findings.csv", "a-references.csv"]
    for one in saved:
        content = one.read_text("utf-8")
        assert "(hidden)" in content and KEY not in content, one.name
