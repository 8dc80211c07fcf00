"""dev.py: what it says to a Python that is too old, and what it accepts. That it sets up is a long test."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from architecture.project import ROOT

DEV = ROOT / "dev.py"


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, *arguments], cwd=ROOT, capture_output=True, text=True, timeout=60)


@pytest.mark.parametrize("version", [(3, 7, 3), (3, 10, 12)])
def test_an_older_python_gets_one_sentence(version: tuple[int, ...]) -> None:
    older = f"import runpy, sys; sys.version_info = {version}; runpy.run_path({str(DEV)!r}, run_name='__main__')"
    done = run("-c", older)
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    assert "needs Python 3.11 or newer" in done.stderr
    assert f"this is Python {version[0]}.{version[1]}" in done.stderr


def test_an_older_python_can_read_it_as_far_as_that_sentence() -> None:
    body = ast.parse(DEV.read_text(encoding="utf-8"), feature_version=(3, 7)).body
    assert [type(node) for node in body[:3]] == [ast.Expr, ast.Import, ast.If]
    assert ast.unparse(body[1]) == "import sys"


def test_it_needs_nothing_but_the_standard_library() -> None:
    names = imported(DEV) | imported(ROOT / "tools" / "system_packages.py")
    assert "subprocess" in names
    assert names - {"tools"} <= sys.stdlib_module_names


def imported(path: Path) -> set[str]:
    """The top-level names of what a file imports."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = [alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names]
    names += [str(node.module) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    return {name.partition(".")[0] for name in names}


def test_help_lists_every_command() -> None:
    done = run(str(DEV), "--help")
    assert done.returncode == 0
    for command in ("setup", "test", "demo", "lint", "format", "lock"):
        assert f"\n    {command} " in done.stdout


@pytest.mark.parametrize("arguments", [[], ["nonsense"], ["demo", "--nonsense"], ["setup", "nonsense"]])
def test_wrong_use_is_refused_before_anything_is_done(arguments: list[str]) -> None:
    done = run(str(DEV), *arguments)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.startswith("usage: dev.py")


def test_packaging_is_the_library_and_never_our_folder() -> None:
    """A package of that name in the root would hide the library. Our scripts there are run as files."""
    import packaging

    assert packaging.__file__ is not None and Path(packaging.__file__).parent != ROOT / "packaging"
    assert not (ROOT / "packaging" / "__init__.py").exists()
