"""The lock files are whole, name no index and are in step with pyproject.toml; the rule notices if they are not."""

from pathlib import Path

import pytest

from architecture.lock_rules import read, violations
from architecture.project import DEV_LOCK, ROOT, RUNTIME_LOCK, WINDOWS_LOCK

PROJECT = '[project]\ndependencies = ["requests>=2.32"]\n[dependency-groups]\ndev = ["pytest>=8"]\n'
HASH = f"    --hash=sha256:{'0' * 64}"
REQUESTS = f"requests==2.32.1 \\\n{HASH} \\\n{HASH}\n    # via dmm-desktop (pyproject.toml)\n"
PYTEST = f"pytest==8.1 \\\n{HASH}\n    # via\n    #   dmm-desktop (pyproject.toml:dev)\n    #   pytest-qt\n"


@pytest.mark.parametrize(
    ("lock", "group", "of_product"),
    [(RUNTIME_LOCK, None, True), (DEV_LOCK, "dev", True), (WINDOWS_LOCK, "windows", False)],
    ids=["runtime", "dev", "windows"],
)
def test_the_lock_file_is_whole_and_in_step(lock: Path, group: str | None, of_product: bool) -> None:
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    text = lock.read_text(encoding="utf-8")
    assert violations(text, project, group, of_product) == []
    assert any(pin.wanted_by_us for pin in read(text)[0])


def test_tests_run_with_the_packages_that_the_product_ships() -> None:
    runtime, dev = ({pin.name: pin.version for pin in read(lock.read_text())[0]} for lock in (RUNTIME_LOCK, DEV_LOCK))
    assert runtime.items() <= dev.items()


def test_a_good_lock_file_passes() -> None:
    assert violations(REQUESTS, PROJECT) == []
    assert violations(PYTEST + REQUESTS, PROJECT, "dev") == []


@pytest.mark.parametrize(
    ("lock", "reason"),
    [
        ("", "requests is not locked"),
        (REQUESTS.replace("2.32.1", "2.31"), "requests is locked as 2.31"),
        (REQUESTS.replace(HASH, "    # no hash"), "has no hash"),
        (PYTEST + REQUESTS, "pytest is no longer declared"),
        ("--index-url https://mirror.example.com/simple\n" + REQUESTS, "is neither"),
        ("--find-links wheels\n" + REQUESTS, "is neither"),
        (REQUESTS + "    # from https://mirror.example.com/simple\n", "is neither"),
        (REQUESTS + "six @ file:///six.whl\n", "is neither"),
    ],
)
def test_a_bad_lock_file_is_noticed(lock: str, reason: str) -> None:
    assert any(reason in violation for violation in violations(lock, PROJECT))
