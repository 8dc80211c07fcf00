"""An import that is repeated, and whose zip has been replaced since: the wizard says that it is another one."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import pytest

from dmm_desktop.core.run_state import RunState
from dmm_desktop.core.zip_check import CheckState, ZipCheck
from dmm_desktop.ui.widgets.banner import Banner
from ui.lookup import find
from ui.sample_runs import sample_run
from ui.wizard_user import WizardUser

_ROOT = "https://dev-1.acme.example/DMMAPI/rest/v1"


def _said(user: WizardUser, name: str) -> str:
    banner = find(user.wizard, Banner, name)
    return banner.accessibleName() if banner.isVisible() else ""


def _repeat(user: WizardUser, zip_path: Path, size: int, sha256: str, rows: int | None) -> None:
    check = ZipCheck(CheckState.FINISHED, rows=rows)
    place = {"environment_id": "dev-1", "environment_name": "DEV-1", "root": _ROOT}
    file = {"zip_path": str(zip_path), "zip_size": size, "zip_sha256": sha256, "zip_check": check}
    user.save()
    user.open()
    user.wizard.repeat(sample_run("r", RunState.COMPLETED, **place, **file))
    user.press("Next")
    user.at_page(2)
    user.idle()


@pytest.mark.parametrize(
    ("more_bytes", "sha256", "rows", "compared"),
    [
        (60_000, "ab" * 32, 5_022, "That one: {then}, 5,022 rows. This one: {now}, 7 rows."),
        (60_000, "", None, "That one: {then}. This one: {now}, 7 rows."),
        (0, "ab" * 32, 7, "They have the same size, but different contents."),
    ],
)
def test_another_zip_at_the_same_path_is_named_on_both_pages(
    user: WizardUser, samples: Path, more_bytes: int, sha256: str, rows: int | None, compared: str
) -> None:
    size = (samples / "small.zip").stat().st_size
    _repeat(user, samples / "small.zip", size + more_bytes, sha256, rows)
    said = _said(user, "other_zip")
    assert said.startswith("Warning: This zip is not the one of the import into DEV-1 today at ")
    assert said.endswith(compared.format(then=f"{(size + more_bytes) / 1000:.1f} KB", now=f"{size / 1000:.1f} KB"))
    user.press("Next")
    user.at_page(3)
    user.press("Next")
    user.at_page(4)
    assert _said(user, "other_zip_review") == said


@pytest.mark.parametrize("is_known", [True, False])
def test_nothing_is_said_of_the_same_zip_or_of_one_that_is_not_known(
    user: WizardUser, samples: Path, is_known: bool
) -> None:
    content = (samples / "small.zip").read_bytes()
    sha256 = hashlib.sha256(content).hexdigest() if is_known else ""
    _repeat(user, samples / "small.zip", len(content), sha256, 7)
    assert _said(user, "other_zip") == ""


def test_a_zip_that_the_user_chooses_instead_is_not_compared(user: WizardUser, samples: Path, tmp_path: Path) -> None:
    chosen = shutil.copy(samples / "small.zip", tmp_path / "chosen.zip")
    _repeat(user, samples / "small.zip", 60_000, "ab" * 32, 5_022)
    assert _said(user, "other_zip")
    user.edit("Zip file").setText(str(chosen))
    user.edit("Zip file").editingFinished.emit()
    user.idle()
    assert _said(user, "other_zip") == ""
    user.wizard.set_file(samples / "small.zip")
    user.idle()
    assert _said(user, "other_zip") == ""
