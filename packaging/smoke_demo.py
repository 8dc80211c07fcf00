"""What can be seen of a demo environment that a frozen window has started: its database, and its pages."""

import sqlite3
import sys
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from e2e.waiting import wait_for  # noqa: E402


def wait_for_demo(data: Path) -> tuple[str, str]:
    """Address and token page of the demo environment, as soon as the window has started and saved it."""
    database = data / "dmm-desktop.sqlite3"
    query = "SELECT address, token_page FROM environments WHERE name = 'DEMO'"
    [(address, page)] = wait_for(lambda: rows(data, query) if database.exists() else [], "the demo environment")
    return address, page


def rows(data: Path, query: str) -> list[tuple[str, ...]]:
    """What a query finds in the database of a data folder; nothing while it is being made."""
    database = sqlite3.connect(data / "dmm-desktop.sqlite3")
    try:
        return database.execute(query).fetchall()
    except sqlite3.OperationalError:
        return []
    finally:
        database.close()


def one_time_token(page: str) -> str:
    """The token that a person reads on the page."""
    return fetched(page).decode().partition('<code id="token">')[2].partition("<")[0]


def fetched(address: str) -> bytes:
    """What the demo environment answers, got without the program and around every proxy."""
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with direct.open(address, timeout=60) as answer:
        content: bytes = answer.read()
        return content
