"""What the review says about imports that were started before."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from dmm_desktop.core.errors import ConnectionFailed
from dmm_desktop.core.run_state import RunState
from dmm_desktop.core.runs import Run
from dmm_desktop.operations.start_import import Uploading
from dmm_desktop.operations.watch_run import WatchProgress
from dmm_desktop.ui.run_words import is_last_seen
from dmm_desktop.ui.widgets.banner import Banner
from ui.lookup import find
from ui.sample_runs import report, sample_run
from ui.wizard_user import WizardUser

_ROOT = "https://dev-1.acme.example/DMMAPI/rest/v1"


def _run(zip_path: Path, run_id: str, state: RunState, /, **changes: object) -> Run:
    values: dict[str, object] = {
        "environment_id": "dev-1",
        "environment_name": "DEV-1",
        "root": _ROOT,
        "zip_path": str(zip_path),
        "zip_size": zip_path.stat().st_size,
    }
    return sample_run(run_id, state, **(values | changes))


def _said(user: WizardUser) -> str:
    banner = find(user.wizard, Banner, "earlier_import")
    return banner.accessibleName() if banner.isVisible() else ""


@pytest.mark.parametrize(
    ("state", "changes", "said"),
    [
        (RunState.COMPLETED, {}, "Append mode would duplicate"),
        (
            RunState.COMPLETED,
            {"may_be_another": True},
            ", with a tracker id that may now belong to another execution. Check its outcome first.",
        ),
        (RunState.OUTCOME_UNKNOWN, {}, "its outcome is unknown. It may be running."),
        (RunState.NO_LONGER_KNOWN, {}, "its outcome is unknown. It may be running."),
        (RunState.FOUND_STARTED, {}, "a user found that the import had started. It may be running."),
        (
            RunState.FOUND_NOT_STARTED,
            {},
            "Outcome: not started, as a user recorded. This was not checked with the server.",
        ),
        (RunState.RUNNING, {}, "An import into DEV-1 has not ended (small.zip)."),
        (RunState.SENT, {}, "An import into DEV-1 has not ended (small.zip)."),
        (
            RunState.RUNNING,
            {"may_be_another": True},
            "has not ended (small.zip). The tracker id may now belong to another execution.",
        ),
        (RunState.RUNNING, {"zip_path": "/data/customers.zip", "report": report(400, 1000)}, "(customers.zip, "),
        (RunState.RUNNING, {"connection": "Archive"}, "An import into Archive (DEV-1) has not ended"),
        (
            RunState.RUNNING,
            {"status_word": "Complete"},
            "has ended, but its results have not been read yet (small.zip). Check its outcome first.",
        ),
        (RunState.COMPLETED, {"zip_path": "/data/customers.zip"}, ""),
        (RunState.COMPLETED, {"root": "https://elsewhere.example/DMMAPI/rest/v1"}, ""),
        (RunState.RUNNING, {"environment_id": "other"}, "has not ended"),  # the same server under another name
        (
            RunState.COMPLETED,
            {"environment_id": "other", "environment_name": "Beta"},
            "A file with this name and size was sent to Beta today at ",
        ),
        (RunState.COMPLETED, {"environment_id": "other", "connection": "Archive"}, ""),
        (RunState.NOT_STARTED, {}, ""),
    ],
)
def test_what_matters_is_said(
    user: WizardUser, samples: Path, state: RunState, changes: dict[str, object], said: str
) -> None:
    user.save()
    user.services.put(_run(samples / "small.zip", "r", state, **changes))
    user.open()
    user.go_to_review(samples / "small.zip")
    assert said in _said(user) and bool(said) == bool(_said(user))


def test_the_share_of_an_upload_is_not_that_of_the_records(user: WizardUser, samples: Path) -> None:
    user.save()
    run = _run(samples / "small.zip", "r", RunState.UPLOADING, zip_path="/data/large.zip", tracker_id="")
    user.services.put(run, Uploading(run, 49, 100))
    user.open()
    user.go_to_review(samples / "small.zip")
    assert "An import into DEV-1 has not ended (large.zip, 49 % uploaded)." in _said(user)
    user.services.put(replace(run, state=RunState.RUNNING, report=report(400, 1000)))
    assert "An import into DEV-1 has not ended (large.zip, 40 %)." in _said(user)


def test_an_import_that_was_only_seen_running_is_not_called_unfinished(user: WizardUser, samples: Path) -> None:
    user.save()
    run = _run(samples / "small.zip", "r", RunState.RUNNING)
    user.services.put(run)
    user.services.view("r").end_watching()
    user.open()
    user.go_to_review(samples / "small.zip")
    assert "An import into DEV-1 may still be running (last seen: small.zip)." in _said(user)
    ended = replace(run, status_word="Complete")
    trouble = ConnectionFailed("dev-1.acme.example")
    user.services.put(ended, WatchProgress(ended, None, trouble=trouble, next_try=8.0), watched=True)
    assert is_last_seen(user.services.view("r"))
    assert "An import into DEV-1 has ended, but its results have not been read yet (small.zip)." in _said(user)
    assert "stop it" not in _said(user)


@pytest.mark.parametrize(
    ("is_same", "name", "said"),
    [(True, "renamed.zip", "Warning: This file was sent to DEV-1"), (False, "small.zip", "")],
)
def test_a_file_is_recognized_by_its_hash_once_it_is_known(
    user: WizardUser, samples: Path, is_same: bool, name: str, said: str
) -> None:
    zip_path = samples / "small.zip"
    sha256 = hashlib.sha256(zip_path.read_bytes()).hexdigest() if is_same else "ab" * 32
    user.save()
    run = _run(zip_path, "r", RunState.COMPLETED, zip_path=f"/data/{name}", zip_sha256=sha256)
    user.services.put(run)
    user.open()
    user.go_to_review(zip_path)
    user.idle()
    assert _said(user).startswith(said) and bool(said) == bool(_said(user))


def test_the_most_important_comes_first_and_goes_with_its_end(user: WizardUser, samples: Path) -> None:
    user.save()
    zip_path, now = samples / "small.zip", datetime.now(UTC)
    user.services.put(_run(zip_path, "new", RunState.COMPLETED, created_at=now))
    user.services.put(_run(zip_path, "old", RunState.RUNNING, created_at=now - timedelta(hours=2)))
    user.open()
    user.go_to_review(zip_path)
    assert "has not ended" in _said(user) and "1 more import may matter." in _said(user)
    user.services.put(_run(zip_path, "old", RunState.UPLOAD_STOPPED, created_at=now - timedelta(hours=2)))
    assert "Append mode would duplicate" in _said(user) and "more import" not in _said(user)
