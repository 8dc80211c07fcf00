"""Ending jobs from other threads: at once, once, and in steps."""

import threading
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from functools import partial
from typing import TypeAlias

import pytest

from dmm_desktop.core.job import Cancelled, CancelToken, WakeUp

LONG = 60.0  # seconds that nobody waits
Setter: TypeAlias = Callable[[CancelToken], None]
Block: TypeAlias = Callable[[Callable[[], None]], AbstractContextManager[None]]


class Calls:
    """Counts, across threads, how often it was called."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.number = 0
        self.came = threading.Event()

    def __call__(self) -> None:
        with self._lock:
            self.number += 1
        self.came.set()


def together(*functions: Callable[[], object]) -> None:
    """Run the functions at the same time, each on a thread of its own, and wait for them."""
    start = threading.Barrier(len(functions))

    def run(function: Callable[[], object]) -> None:
        start.wait()
        function()

    threads = [threading.Thread(target=run, args=(function,)) for function in functions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_a_fresh_token_ends_nothing() -> None:
    token = CancelToken()
    token.check()
    token.sleep(0)
    assert not token.cancelled and not token.abandoned


def test_cancelling_ends_the_next_check_and_every_sleep() -> None:
    token = CancelToken()
    token.cancel()
    assert token.cancelled and not token.abandoned
    for call in (token.check, lambda: token.sleep(LONG), token.check):
        with pytest.raises(Cancelled):
            call()


def test_abandoning_cancels_too() -> None:
    token = CancelToken()
    order: list[str] = []
    with token.on_abandon(lambda: order.append("abandon")), token.on_cancel(lambda: order.append("cancel")):
        token.abandon()
    assert token.cancelled and token.abandoned and order == ["cancel", "abandon"]


def test_cancelling_abandons_nothing() -> None:
    token, calls = CancelToken(), Calls()
    with token.on_abandon(calls):
        token.cancel()
        assert calls.number == 0
        token.abandon()
        assert calls.number == 1


def test_a_sleep_is_left_at_once() -> None:
    token = CancelToken()
    started = threading.Event()
    ended: list[bool] = []

    def sleeper() -> None:
        started.set()
        try:
            token.sleep(LONG)
        except Cancelled:
            ended.append(True)

    thread = threading.Thread(target=sleeper)
    thread.start()
    started.wait()
    before = time.monotonic()
    token.cancel()
    thread.join()
    assert ended and time.monotonic() - before < LONG / 10


@pytest.mark.parametrize("wish", ["cancel", "abandon"])
class TestCallbacks:
    """What on_cancel promises, and on_abandon alike."""

    @staticmethod
    def both(wish: str) -> tuple[CancelToken, Calls, Setter, Block]:
        token = CancelToken()
        return token, Calls(), getattr(CancelToken, wish), getattr(token, f"on_{wish}")

    def test_called_inside_the_block(self, wish: str) -> None:
        token, calls, end, on = self.both(wish)
        with on(calls):
            assert calls.number == 0
            end(token)
            assert calls.number == 1
            end(token)
        assert calls.number == 1

    def test_called_at_once_where_it_is_too_late(self, wish: str) -> None:
        token, calls, end, on = self.both(wish)
        end(token)
        with on(calls):
            assert calls.number == 1
        end(token)
        assert calls.number == 1

    def test_not_called_after_the_block(self, wish: str) -> None:
        token, calls, end, on = self.both(wish)
        with on(calls):
            pass
        with pytest.raises(LookupError), on(calls):
            raise LookupError
        end(token)
        assert calls.number == 0

    def test_blocks_inside_each_other_are_called_each(self, wish: str) -> None:
        token, calls, end, on = self.both(wish)
        with on(calls):
            with on(calls), on(calls):
                pass
            with on(calls):
                end(token)
        assert calls.number == 2

    def test_many_threads_end_it_and_it_is_called_once(self, wish: str) -> None:
        for _ in range(50):
            token, calls, end, on = self.both(wish)
            with on(calls):
                together(*[partial(end, token)] * 4)
            assert calls.number == 1

    def test_entering_the_block_at_the_same_time_is_called_once(self, wish: str) -> None:
        for _ in range(200):
            token, calls, end, on = self.both(wish)

            def job(on: Block = on, calls: Calls = calls) -> None:
                with on(calls):
                    assert calls.came.wait(LONG)

            together(job, partial(end, token))
            assert calls.number == 1

    def test_leaving_the_block_at_the_same_time_is_called_once_at_most(self, wish: str) -> None:
        for _ in range(200):
            token, calls, end, on = self.both(wish)

            def job(on: Block = on, calls: Calls = calls) -> None:
                with on(calls):
                    pass

            together(job, partial(end, token))
            assert calls.number <= 1
            end(token)
            assert calls.number <= 1

    def test_a_callback_may_use_the_token(self, wish: str) -> None:
        token, calls, end, on = self.both(wish)

        def again() -> None:
            end(token)
            with on(calls):
                pass

        with on(again):
            end(token)
        assert calls.number == 1


def test_a_wake_up_ends_one_wait() -> None:
    wake_up, token = WakeUp(), CancelToken()
    wake_up.give()
    before = time.monotonic()
    wake_up.wait(token, LONG)
    wake_up.wait(token, 0)
    together(lambda: wake_up.wait(token, LONG), wake_up.give)
    assert time.monotonic() - before < LONG / 10


def test_a_wait_for_a_wake_up_ends_when_it_is_cancelled() -> None:
    wake_up, token = WakeUp(), CancelToken()
    ended: list[bool] = []

    def waiter() -> None:
        try:
            wake_up.wait(token, LONG)
        except Cancelled:
            ended.append(True)

    before = time.monotonic()
    together(waiter, token.cancel)
    assert ended and time.monotonic() - before < LONG / 10


def test_a_job_that_has_committed_itself_cannot_be_withdrawn() -> None:
    token = CancelToken()
    token.commit()
    token.commit()
    assert not token.withdraw() and not token.cancelled
    token.cancel()  # it hears this as before
    with pytest.raises(Cancelled):
        token.commit()


def test_a_withdrawn_job_cannot_commit_itself() -> None:
    token = CancelToken()
    assert token.withdraw() and token.withdraw() and token.cancelled
    with pytest.raises(Cancelled):
        token.commit()


def test_a_job_either_commits_itself_or_is_withdrawn() -> None:
    for _ in range(200):
        token = CancelToken()
        ends: list[str] = []

        def commit(token: CancelToken = token, ends: list[str] = ends) -> None:
            with suppress(Cancelled):
                token.commit()
                ends.append("committed")

        def withdraw(token: CancelToken = token, ends: list[str] = ends) -> None:
            if token.withdraw():
                ends.append("withdrawn")

        together(commit, withdraw)
        assert len(ends) == 1
