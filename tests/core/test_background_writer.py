"""Blocks are handed on in their order beside the thread that has them; none is lost, few wait, no thread stays."""

import threading
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dmm_desktop.core.background_writer import BackgroundWriter

PATIENCE = 20.0


def relays() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name.startswith("background writer")]


@given(st.lists(st.binary(max_size=5)))
def test_all_blocks_come_in_their_order_on_another_thread(blocks: list[bytes]) -> None:
    came: list[bytes] = []
    threads: set[str] = set()

    def take(block: bytes) -> None:
        came.append(block)
        threads.add(threading.current_thread().name)

    with BackgroundWriter(take) as relay:
        for block in blocks:
            relay.write(block)
        relay.finish()
        assert came == blocks and threading.current_thread().name not in threads
        relay.finish()
    assert not relays()


def test_few_blocks_wait_where_the_function_falls_behind() -> None:
    written, may_go_on, stuck = 0, threading.Event(), threading.Event()

    def slow(_: bytes) -> None:
        stuck.set()
        assert may_go_on.wait(PATIENCE)

    def write() -> None:
        nonlocal written
        for _ in range(100):
            relay.write(b"block")
            written += 1
        relay.finish()

    with BackgroundWriter(slow) as relay:
        writer = threading.Thread(target=write)
        writer.start()
        assert stuck.wait(PATIENCE)
        writer.join(0.2)  # it would write all of them in less, if nothing held it
        assert writer.is_alive() and written < 5
        may_go_on.set()
        writer.join(PATIENCE)
    assert written == 100


def fail(_: bytes) -> None:
    raise LookupError("full")


@pytest.mark.parametrize("ask", [lambda relay: relay.finish(), lambda relay: [relay.write(b"more") for _ in range(9)]])
def test_what_the_function_raises_is_raised_to_the_writer(ask: Callable[[BackgroundWriter], object]) -> None:
    with pytest.raises(LookupError, match="full"), BackgroundWriter(fail) as relay:
        relay.write(b"block")
        ask(relay)
    assert not relays()


def test_no_thread_stays_where_the_work_ends_early() -> None:
    with pytest.raises(KeyboardInterrupt), BackgroundWriter(len) as relay:
        relay.write(b"block")
        raise KeyboardInterrupt
    assert not relays()
