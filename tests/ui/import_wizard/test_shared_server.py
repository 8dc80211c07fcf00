"""Environments that share a server, and an earlier import whose environment has moved to another one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractItemView, QLabel, QLineEdit

from dmm_desktop.core.address import Address
from dmm_desktop.core.environment import Connection, Environment
from dmm_desktop.core.run_state import RunState
from dmm_desktop.core.stage import Stage
from dmm_desktop.ui.stage import StageBand
from dmm_desktop.ui.widgets.banner import Banner
from ui.lookup import find
from ui.sample_runs import sample_run
from ui.wizard_user import WizardUser

_HERE, _ROOT = "https://prd.acme.example", "https://prd.acme.example/DMMAPI/rest/v1"


def _hint(user: WizardUser) -> str:
    return user.find("Destinations", QAbstractItemView).accessibleDescription()


def test_an_import_whose_environment_moved_chooses_none(user: WizardUser, samples: Path) -> None:
    user.save(_HERE, "PRD", Stage.PRODUCTION)
    user.save("https://other.acme.example", "DEV-1")
    run = sample_run(
        "r", RunState.COMPLETED, environment_id="prd", environment_name="PRD", root="https://old.example/a"
    )
    user.open()
    user.wizard.repeat(replace(run, zip_path=str(samples / "small.zip")))
    assert user.wizard.draft.target is None
    expected = "The earlier import was sent to https://old.example/a, but PRD is now https://prd.acme.example."
    assert _hint(user).startswith(expected)
    user.press("Next")
    assert user.page == 1 and _hint(user).startswith(expected)


def test_the_only_environment_is_not_preselected_either(user: WizardUser) -> None:
    user.save(_HERE, "PRD", Stage.PRODUCTION)
    run = sample_run(
        "r", RunState.COMPLETED, environment_id="prd", environment_name="PRD", root="https://old.example/a"
    )
    user.open()
    user.wizard.repeat(run)
    assert user.wizard.draft.target is None


@pytest.mark.parametrize("root", [_ROOT, "https://prd.acme.example/gateway/DMMAPI/rest/v1"])
def test_an_import_at_the_same_address_chooses_it(user: WizardUser, root: str) -> None:
    user.save(_HERE, "PRD", Stage.PRODUCTION)
    user.save("https://other.acme.example", "DEV-1")
    user.open()
    user.wizard.repeat(sample_run("r", RunState.COMPLETED, environment_id="prd", environment_name="PRD", root=root))
    assert user.wizard.draft.connection == "Runtime Connection"
    assert user.wizard.draft.environment is not None


@pytest.mark.parametrize("address", [_HERE, _ROOT])
def test_the_strictest_stage_of_a_server_counts(user: WizardUser, samples: Path, address: str) -> None:
    user.save(_HERE, "QA", Stage.TEST)
    user.save(address, "PRD", Stage.PRODUCTION)
    user.open()
    user.wizard.set_target("qa")
    assert find(user.wizard, StageBand, "destination_band").accessibleName() == "Production, QA"
    expected = "The strictest stage applies: QA may be the same server as PRD (Production)."
    assert (user.text("stage_reason"), find(user.wizard, QLabel, "stage_reason").isVisible()) == (expected, True)
    user.go_to_review(samples / "small.zip")
    assert find(user.wizard, StageBand, "review_band").accessibleName() == "Production, QA"
    assert user.find("Confirm environment name", QLineEdit).isVisible()
    banner = find(user.wizard, Banner, "shared_server")
    assert "QA may be the same server as PRD (Production)." in banner.accessibleName()


def test_a_connection_has_the_strictest_stage_that_is_known(user: WizardUser) -> None:
    billing = Connection("qa", "Billing", "DataDestination", Stage.DEVELOPMENT)
    other = Connection("prd", "Billing", "DataDestination", Stage.TEST)
    user.save(_HERE, "QA", Stage.TEST, connections=(billing, replace(billing, name="Own")))
    user.save(_HERE, "PRD", Stage.PRODUCTION, connections=(other,))
    user.open()
    for name, stage in (("Billing", Stage.TEST), ("Own", Stage.DEVELOPMENT)):
        user.wizard.set_target("qa", name)
        assert user.wizard.draft.target is not None
        assert user.wizard.draft.target.stage is stage


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://a.example", "https://a.example", True),
        ("https://a.example", "https://A.example:443/DMM", True),
        ("https://a.example/dev", "https://a.example/prd", False),
        ("https://a.example/Dev", "https://a.example/dev/rest/v1", True),
        ("https://a.example", "https://a.example:8443", False),
        ("https://a.example", "https://b.example", False),
    ],
)
def test_which_addresses_may_be_one_server(one: str, other: str, same: bool) -> None:
    first, second = (Environment(name, name, Address.parse(name)) for name in (one, other))
    assert first.may_be(second) is same and second.may_be(first) is same


def test_the_note_names_the_connection_whose_stage_counts(user: WizardUser, samples: Path) -> None:
    billing = Connection("prd", "Billing", "DataDestination", Stage.PRODUCTION)
    user.save(_HERE, "QA", Stage.TEST, connections=(replace(billing, environment_id="qa", stage=None),))
    user.save(_HERE, "PRD", Stage.DEVELOPMENT, connections=(billing,))
    user.open()
    user.wizard.set_target("qa", "Billing")
    user.go_to_review(samples / "small.zip")
    assert find(user.wizard, StageBand, "review_band").accessibleName() == "Production, QA"
    banner = find(user.wizard, Banner, "shared_server")
    assert "QA may be the same server as PRD / Billing (Production)." in banner.accessibleName()
    name = user.find("Confirm connection name", QLineEdit)
    assert "Type QA / Billing to confirm" in name.accessibleDescription()
    user.wizard.set_target("qa")
    assert "QA may be the same server as PRD (Development)." in banner.accessibleName()


def test_the_first_page_says_why_a_connection_is_production(user: WizardUser) -> None:
    """Listed as Development, but Production under another name of its server."""
    archive = Connection("qa", "Archive", "DataDestination")
    user.save(_HERE, "QA", Stage.DEVELOPMENT, connections=(archive, replace(archive, name="Own")))
    live = Connection("prd", "Archive", "DataDestination", Stage.PRODUCTION)
    user.save(_HERE, "PRD", Stage.DEVELOPMENT, connections=(live,))
    user.open()
    reason = find(user.wizard, QLabel, "stage_reason")
    user.wizard.set_target("qa", "Archive")
    assert reason.isVisible()
    expected = "The strictest stage applies: QA may be the same server as PRD / Archive (Production)."
    assert reason.text() == expected
    for connection in ("Own", "Runtime Connection"):
        user.wizard.set_target("qa", connection)
        assert not reason.isVisible()


def test_another_spelling_of_a_connection_lends_it_the_stricter_stage(user: WizardUser, samples: Path) -> None:
    live = Connection("dev-1", "Demo: slow", "DataDestination", Stage.PRODUCTION)
    user.save(_HERE, "DEV-1", connections=(live, Connection("dev-1", "demo: slow", "DataDestination")))
    user.open()
    user.wizard.set_target("dev-1", "demo: slow")
    why = "The strictest stage applies: demo: slow may be the same connection as DEV-1 / Demo: slow (Production)."
    assert why in [label.text() for label in user.wizard.findChildren(QLabel) if label.isVisible()]
    user.go_to_review(samples / "small.zip")
    words = find(user.wizard, Banner, "shared_server").accessibleName()
    assert "demo: slow may be the same connection as DEV-1 / Demo: slow (Production)." in words
    assert user.find("Confirm connection name", QLineEdit).isVisible()
