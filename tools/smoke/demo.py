"""What is visible of a demo environment that a window has started: its entry in the database, and its pages."""

import sqlite3
import urllib.request
from pathlib import Path

from tools.desktop.waiting import wait_for


def wait_for_demo(data: Path) -> tuple[str, str]:
    """Address and token page of the demo environment, as soon as the window has saved it."""
    database = data / "dmm-desktop.sqlite3"
    query = "SELECT address, token_page FROM environments WHERE name = 'DEMO'"
    [(address, page)] = wait_for(lambda: rows(data, query) if database.exists() else [], "the demo environment")
    return address, page


def rows(data: Path, query: str) -> list[tuple[str, ...]]:
    """The rows of a query on the database of a data folder; none while the database is being created."""
    database = sqlite3.connect(data / "dmm-desktop.sqlite3")
    try:
        return database.execute(query).fetchall()
    except sqlite3.OperationalError:
        return []
    finally:
        database.close()


def one_time_token(page: str) -> str:
    """The token that the page shows."""
    return fetched(page).decode().partition('<code id="token">')[2].partition("<")[0]


def fetched(address: str) -> bytes:
    """The body of the demo environment's answer, requested without the application and without proxies."""
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with direct.open(address, timeout=60) as answer:
        content: bytes = answer.read()
        return content
