"""Pages of log lines while a run goes on and after it."""

import pytest

from demo.demo_client import RUNNING, Client, demo_client


def finished(client: Client, content: bytes) -> tuple[str, list[str]]:
    """A run that has ended, and all its log lines in one page."""
    tracker_id: str = client.start(content)
    client.finish(tracker_id)
    lines, pages = client.log(tracker_id, LogRecords=100_000)
    assert pages == 1
    return tracker_id, lines


def test_pages_from_one(customers: bytes) -> None:
    with demo_client("--pace", "0.002") as client:
        tracker_id, lines = finished(client, customers)
        assert len(lines) > 100
        first, pages = client.log(tracker_id)
        assert first == lines[:10], "by default the first ten lines come"
        assert pages == -(-len(lines) // 10)
        assert client.log(tracker_id, LogPage=1)[0] == first
        read = [line for page in range(1, pages + 1) for line in client.log(tracker_id, LogPage=page)[0]]
        assert read == lines
        assert client.log(tracker_id, LogPage=0) == ([], pages)
        assert client.log(tracker_id, LogPage=pages + 1) == ([], pages)
        assert client.log(tracker_id, LogPage=-1) == ([], pages)


def test_pages_from_zero(customers: bytes) -> None:
    with demo_client("--pace", "0.002", "--log-page-base", "0") as client:
        tracker_id, lines = finished(client, customers)
        first, pages = client.log(tracker_id, LogRecords=25)
        assert first == lines[:25]
        assert client.log(tracker_id, LogRecords=25, LogPage=0)[0] == first
        assert client.log(tracker_id, LogRecords=25, LogPage=pages) == ([], pages)
        read = [line for page in range(pages) for line in client.log(tracker_id, LogRecords=25, LogPage=page)[0]]
        assert read == lines


def test_the_server_may_cap_the_page(customers: bytes) -> None:
    with demo_client("--pace", "0.002", "--log-page-cap", "7") as client:
        tracker_id: str = client.start(customers)
        client.finish(tracker_id)
        lines, pages = client.log(tracker_id, LogRecords=500, LogPage=2)
        assert len(lines) == 7 and pages > 15
        assert len(client.log(tracker_id, LogRecords=3)[0]) == 3


def test_odd_page_numbers_can_answer_like_their_neighbours(customers: bytes) -> None:
    with demo_client("--pace", "0.002", "--page-zero-like-one", "--past-last-like-last") as client:
        tracker_id, lines = finished(client, customers)
        first, pages = client.log(tracker_id, LogPage=1)
        assert client.log(tracker_id, LogPage=0)[0] == first == lines[:10]
        last, _ = client.log(tracker_id, LogPage=pages)
        assert lines[-1] in last and client.log(tracker_id, LogPage=pages + 5)[0] == last


@pytest.mark.parametrize("scenario", ["entity-errors", "in-error", "new-status-word", "nothing-imported"])
def test_a_log_only_grows(scenario: str, customers: bytes) -> None:
    with demo_client("--scenario", scenario, "--pace", "0.1") as client:
        tracker_id, before, sizes = client.start(customers), list[str](), set()
        while True:
            status = client.status(tracker_id)["status"]
            lines, _ = client.log(tracker_id, LogRecords=100_000)
            assert lines[: len(before)] == before
            before = lines
            sizes.add(len(lines))
            if status not in RUNNING:
                break
        assert len(sizes) > 5
        times = [line[:19] for line in lines]
        assert times == sorted(times)
        text = "\n".join(lines)
        assert all(f" {entity}: " in text for entity in ("Region", "Customer", "Order")), "lines name real entities"
