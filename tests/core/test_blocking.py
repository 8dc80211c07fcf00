"""Calls that nothing can free are left as soon as the token is cancelled."""

import threading

import pytest

from dmm_desktop.core.blocking import unless_cancelled
from dmm_desktop.core.job import Cancelled, CancelToken

PATIENCE = 30.0


@pytest.fixture
def cancel() -> CancelToken:
    return CancelToken()


def test_it_returns_and_raises_what_the_work_does(cancel: CancelToken) -> None:
    assert unless_cancelled(cancel, lambda: threading.current_thread().name) == "blocking"
    with pytest.raises(ZeroDivisionError):
        unless_cancelled(cancel, lambda: 1 // 0)


def test_nothing_is_begun_after_a_cancel(cancel: CancelToken) -> None:
    done: list[int] = []
    cancel.cancel()
    with pytest.raises(Cancelled):
        unless_cancelled(cancel, lambda: done.append(1))
    assert done == []


@pytest.mark.parametrize("end", ["cancel", "abandon"])
def test_what_is_left_gives_up_what_it_opened(cancel: CancelToken, end: str) -> None:
    begun, go_on, given_up = threading.Event(), threading.Event(), threading.Event()

    def blocked() -> None:
        begun.set()
        assert go_on.wait(PATIENCE)

    def other_thread() -> None:
        assert begun.wait(PATIENCE)
        getattr(cancel, end)()

    other = threading.Thread(target=other_thread)
    other.start()
    with pytest.raises(Cancelled):
        unless_cancelled(cancel, blocked, given_up.set)
    other.join()
    assert not given_up.is_set()
    go_on.set()
    assert given_up.wait(PATIENCE)


def test_a_result_is_returned_or_given_up() -> None:
    """Also where the token is cancelled just when the work ends: what it opened must not be lost."""
    for _ in range(200):
        cancel, given_up = CancelToken(), threading.Event()

        def work(cancel: CancelToken = cancel) -> str:
            cancel.cancel()
            return "result"

        try:
            assert unless_cancelled(cancel, work, given_up.set) == "result"
            assert not given_up.is_set()
        except Cancelled:
            assert given_up.wait(PATIENCE)
