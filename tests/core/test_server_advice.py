"""The advice on messages of the server that are recognized, and where it is given."""

from datetime import UTC, datetime

import pytest

from dmm_desktop.core.address import Address
from dmm_desktop.core.errors import RefusedByServer
from dmm_desktop.core.models import FailingEntity
from dmm_desktop.core.remarks import own_remarks
from dmm_desktop.core.run_state import RunState
from dmm_desktop.core.runs import Run
from dmm_desktop.core.server_advice import advice_on
from dmm_desktop.operations.run_report import run_report

NOON = datetime(2026, 6, 30, 12, tzinfo=UTC)
DENIED = "The INSERT permission was denied on the object 'OSUSR_ABC_CUSTOMER', database 'OUTSYSTEMS', schema 'dbo'."


@pytest.mark.parametrize(
    ("message", "beginning"),
    [
        (DENIED, "This looks like a missing permission in the destination's database."),
        ("ORA-01031: insufficient privileges", "This looks like a missing permission in the destination's database."),
        (
            "permission denied for table osusr_abc",
            "This looks like a missing permission in the destination's database.",
        ),
        (
            "The UPDATE permission was denied on the object 'ossys_User'.",
            "This looks like a missing permission on the table of",
        ),
        (
            "You exceeded the maximum number of records of your plan.",
            "This looks like the record limit of the DMM plan.",
        ),
        ("Maximum request length exceeded.", "This looks like the environment's limit on the size of a request."),
        ("413 Request Entity Too Large", "This looks like the environment's limit on the size of a request."),
    ],
)
def test_a_known_message(message: str, beginning: str) -> None:
    assert str(advice_on(message)).startswith(beginning)


@pytest.mark.parametrize(
    "message",
    [
        "",
        "Cannot insert duplicate key row in object 'dbo.OSUSR_ABC'.",
        "5,000 records imported",
        "The record limit must be a number",
        "Value too large for column NAME",
        "Access to the path is denied.",
        "permission " * 400 + DENIED,
    ],
)
def test_another_message(message: str) -> None:
    assert advice_on(message) is None


def test_a_run_that_failed_gives_the_advice_once_and_a_completed_one_none() -> None:
    failed = Run("r", Address.parse("https://x"), NOON, RunState.FAILED, message=DENIED)
    assert [str(remark) for remark in own_remarks(failed)] == [str(advice_on(DENIED))]
    assert own_remarks(Run("r", Address.parse("https://x"), NOON, RunState.COMPLETED, message=DENIED)) == ()


def test_a_failing_entity_has_it_in_the_report() -> None:
    entities = (FailingEntity("Customer", "Failed", tip=DENIED), FailingEntity("Order", "Null"))
    run = Run("r", Address.parse("https://x"), NOON, RunState.COMPLETED_WITH_ERRORS, failing_entities=entities)
    assert [one["advice"] for one in run_report(run)["error_report"]] == [str(advice_on(DENIED)), None]


def test_a_refusal_has_it_instead_of_the_general_advice() -> None:
    assert RefusedByServer("host", "Maximum request length exceeded.").advice == advice_on(
        "Maximum request length exceeded."
    )
