"""Files are short, public names are explained, tests are honest; and the rules notice when they are not."""

from collections.abc import Callable
from pathlib import Path

import pytest

from architecture.code_rules import (
    LONGEST_FILE,
    changes_the_path,
    defined_twice,
    too_long,
    unfit_for_a_test,
    without_docstring,
)
from architecture.project import ROOT, SOURCE, modules, project_files


@pytest.mark.parametrize("rule", [too_long, without_docstring, unfit_for_a_test, changes_the_path])
def test_the_rule_holds(rule: Callable[[str], list[str]]) -> None:
    python = [path for path in project_files() if path.suffix == ".py"]
    tests = [path for path in python if path.is_relative_to(ROOT / "tests")]
    assert SOURCE / "dmm_desktop" / "__init__.py" in python and ROOT / "tests" / "conftest.py" in tests
    files: dict[Callable[[str], list[str]], list[Path]] = {
        too_long: python,
        without_docstring: [*modules(), ROOT / "dev.py"],
        unfit_for_a_test: tests,
        changes_the_path: [path for path in python if path not in tests],
    }
    found = [
        f"{path.relative_to(ROOT)}: {what}" for path in files[rule] for what in rule(path.read_text(encoding="utf-8"))
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    ("rule", "source"),
    [
        (too_long, "\n" * (LONGEST_FILE + 1)),
        (without_docstring, "x = 1"),
        (without_docstring, '"""Doc."""\ndef public(): ...'),
        (without_docstring, '"""Doc."""\nclass Public:\n    x: int'),
        (unfit_for_a_test, "from unittest import mock"),
        (unfit_for_a_test, "from unittest.mock import patch"),
        (unfit_for_a_test, "import unittest.mock"),
        (unfit_for_a_test, "import time\ndef test():\n    time.sleep(1)"),
        (unfit_for_a_test, "from time import monotonic, sleep"),
        (unfit_for_a_test, "def test(monkeypatch):\n    monkeypatch.setattr(module, 'name', 1)"),
        (changes_the_path, "import sys\nsys.path.insert(0, 'tests')"),
    ],
)
def test_a_breach_is_noticed(rule: Callable[[str], list[str]], source: str) -> None:
    assert len(rule(source)) == 1


@pytest.mark.parametrize(
    ("rule", "source"),
    [
        (too_long, "\n" * LONGEST_FILE),
        (without_docstring, '"""Doc."""\ndef _private(): ...\ndef public():\n    """Doc."""\n    def inner(): ...'),
        (without_docstring, ""),
        (unfit_for_a_test, "import time\ntime.monotonic()\ndef test(monkeypatch):\n    monkeypatch.setenv('A', 'b')"),
    ],
)
def test_what_is_fine_is_left_alone(rule: Callable[[str], list[str]], source: str) -> None:
    assert rule(source) == []


def test_each_public_name_of_the_package_means_one_thing() -> None:
    sources = {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in modules()}
    assert defined_twice(sources) == []


def test_a_name_in_two_modules_is_noticed() -> None:
    sources = {
        "a": "class Run: ...\ndef main(): ...\ndef _own(): ...",
        "b": "def Run(): ...\ndef main(): ...\ndef _own(): ...",
    }
    assert defined_twice(sources) == ["Run is defined in a, b"]
    assert defined_twice({"a": "def one(): ...\ndef one(): ..."}) == [], "overloads and branches are one definition"
