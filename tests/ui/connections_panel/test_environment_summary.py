"""What the row of an environment says, by what its last test found."""

from datetime import UTC, datetime, timedelta

import pytest

from dmm_desktop.core.address import Address
from dmm_desktop.core.environment import CheckProblem, Environment, FailedTest, KeyVerdict
from dmm_desktop.core.errors import DmmError, NotDmmAnswer, TimedOut
from dmm_desktop.core.key_store_errors import SecretStoreLocked, SecretStoreMissing
from dmm_desktop.core.text import text
from dmm_desktop.ui.connections_panel.environment_summary import environment_summary
from dmm_desktop.ui.formats import moment
from dmm_desktop.ui.services.environment_controller import FailedCheck
from dmm_desktop.ui.theme.tokens import Tone

NOW = datetime.now(UTC)
TIME = NOW.astimezone().strftime("%H:%M")


@pytest.mark.parametrize(
    ("error", "icon", "words"),
    [
        (TimedOut("dev-1", 10), "lost", "No response"),
        (SecretStoreLocked(), "lock", "Key store could not be read"),
        (SecretStoreMissing(), "lock", "Key store could not be read"),
        (NotDmmAnswer("dev-1", text("A page.")), "warn", "Test failed"),
    ],
)
def test_a_failed_test_never_blames_the_key(error: DmmError, icon: str, words: str) -> None:
    refused = Environment("1", "DEV-1", Address.parse("https://dev-1"), checked_at=NOW, key_verdict=KeyVerdict.REFUSED)
    found = environment_summary(refused, failure=FailedCheck(NOW, error))
    assert (found.icon, found.sentence, found.tone) == (icon, f"{words} today at {TIME}", Tone.WARN)
    assert environment_summary(refused, is_checking=True, failure=FailedCheck(NOW, error)).sentence == "Testing…"


@pytest.mark.parametrize("checked_at", [None, NOW - timedelta(days=1)])
@pytest.mark.parametrize(
    ("problem", "icon", "words"),
    [
        (CheckProblem.NO_RESPONSE, "lost", "No response"),
        (CheckProblem.KEY_STORE, "lock", "Key store could not be read"),
        (CheckProblem.OTHER, "warn", "Test failed"),
    ],
)
def test_a_failed_test_is_told_after_a_restart_until_the_key_is_accepted(
    problem: CheckProblem, icon: str, words: str, checked_at: datetime | None
) -> None:
    address, failed = Address.parse("https://dev-1"), FailedTest(NOW, problem)
    environment = Environment("1", "DEV-1", address, checked_at=checked_at, failed_test=failed)
    found = environment_summary(environment)
    assert (found.icon, found.sentence, found.tone) == (icon, f"{words} today at {TIME}", Tone.WARN)
    assert environment_summary(environment, accepted_at=NOW - timedelta(minutes=1)) == found
    later = environment_summary(environment, accepted_at=NOW + timedelta(minutes=1))
    assert later.sentence.startswith("Key accepted ")


@pytest.mark.parametrize(
    ("verdict", "words", "tone"),
    [
        (KeyVerdict.ACCEPTED, f"Checked today at {TIME}", Tone.MUTED),
        (KeyVerdict.REFUSED, f"Key refused today at {TIME}", Tone.ERR),
        (KeyVerdict.UNCLEAR, f"Key could not be verified (today, {TIME})", Tone.WARN),
        (KeyVerdict.NOT_CHECKED, f"Key not tested (today, {TIME})", Tone.WARN),
    ],
)
def test_a_test_that_was_made_says_what_is_known_about_the_key(verdict: KeyVerdict, words: str, tone: Tone) -> None:
    environment = Environment("1", "DEV-1", Address.parse("https://dev-1"), checked_at=NOW, key_verdict=verdict)
    assert (environment_summary(environment).sentence, environment_summary(environment).tone) == (words, tone)


@pytest.mark.parametrize("verdict", KeyVerdict)
@pytest.mark.parametrize("minutes", [-1, 0, 1])
def test_a_key_that_works_is_not_called_refused(verdict: KeyVerdict, minutes: int) -> None:
    at = NOW + timedelta(minutes=minutes)
    environment = Environment("1", "DEV-1", Address.parse("https://dev-1"), checked_at=NOW, key_verdict=verdict)
    found = environment_summary(environment, accepted_at=at)
    if minutes > 0 and verdict is not KeyVerdict.ACCEPTED:
        assert found.sentence.startswith("Key accepted ")
        assert (found.icon, found.tone) == ("ok", Tone.MUTED)
    else:
        assert found == environment_summary(environment)
    failure = FailedCheck(NOW, TimedOut("dev-1", 10))
    assert environment_summary(environment, failure=failure, accepted_at=at).icon == "lost"


@pytest.mark.parametrize("days", [1, 2, 300])
def test_an_old_refusal_is_called_the_last_one(days: int) -> None:
    at = NOW - timedelta(days=days)
    refused = Environment("1", "DEV-1", Address.parse("https://dev-1"), checked_at=at, key_verdict=KeyVerdict.REFUSED)
    assert environment_summary(refused).sentence == f"Key last refused {moment(at)}"
