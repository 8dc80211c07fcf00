"""What makes Python for Windows, as far as it needs neither Wine nor a network: the rest is a long test."""

import os
import time
import zipfile
from pathlib import Path

import pytest

from architecture.project import DEV_LOCK, WINDOWS_LOCK
from tools.windows.cache import VARIABLE, cache_folder, cached, digest
from tools.windows.compiler import forwarding
from tools.windows.requirements import for_windows, unpack


def test_the_cache_is_outside_the_project_and_can_be_elsewhere(tmp_path: Path) -> None:
    assert cache_folder({"HOME": "/h"}) == Path("/h/.cache/dmm-desktop-windows")
    assert cache_folder({"HOME": "/h", "XDG_CACHE_HOME": "/c"}) == Path("/c/dmm-desktop-windows")
    assert cache_folder({"HOME": "/h", VARIABLE: str(tmp_path)}) == tmp_path


def test_a_result_is_made_once(tmp_path: Path) -> None:
    made = []

    def make(into: Path) -> None:
        made.append(into)
        (into / "result").write_text("whole")

    first = cached(tmp_path, "kind", "key", make)
    assert first == tmp_path / "kind-key" and (first / "result").read_text() == "whole"
    assert cached(tmp_path, "kind", "key", make) == first and len(made) == 1
    assert cached(tmp_path, "kind", "other", make) != first and len(made) == 2


def test_an_interruption_leaves_nothing_that_is_used(tmp_path: Path) -> None:
    def broken(into: Path) -> None:
        (into / "result").write_text("half")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        cached(tmp_path, "kind", "key", broken)
    assert [path.name for path in tmp_path.iterdir() if path.is_dir()] == []
    killed = tmp_path / ".kind-left"
    killed.mkdir()
    cached(tmp_path, "kind", "key", lambda into: (into / "result").touch())
    assert not killed.exists() and (tmp_path / "kind-key" / "result").exists()


def test_what_was_not_used_for_weeks_is_removed(tmp_path: Path) -> None:
    old, recent = (cached(tmp_path, "kind", key, lambda _: None) for key in ("old", "recent"))
    other = cached(tmp_path, "another", "old", lambda _: None)
    for path in (old, other):
        os.utime(path, times=(time.time() - 15 * 24 * 3600,) * 2)
    new = cached(tmp_path, "kind", "new", lambda _: None)
    assert {path for path in tmp_path.iterdir() if path.is_dir()} == {recent, new, other}


def test_every_input_counts(tmp_path: Path) -> None:
    file = tmp_path / "folder" / "file"
    file.parent.mkdir()
    file.write_text("one")
    before = {digest(file.parent), digest(file.parent, "text"), digest("text"), digest("te", "xt")}
    assert len(before) == 4
    (file.parent / "__pycache__").mkdir()
    (file.parent / "__pycache__" / "file.pyc").touch()
    assert digest(file.parent) in before
    file.rename(file.with_name("renamed"))
    assert digest(file.parent) not in before


def test_the_packages_are_those_of_windows() -> None:
    chosen = for_windows(DEV_LOCK.read_text(encoding="utf-8"))
    names = [line.partition("==")[0] for line in chosen.splitlines()]
    assert {"colorama", "pefile", "pywin32-ctypes", "pyside6-essentials"} <= set(names)
    assert {"jeepney", "secretstorage", "macholib"}.isdisjoint(names)
    assert ";" not in chosen and all(" --hash=sha256:" in line for line in chosen.splitlines())
    assert for_windows(WINDOWS_LOCK.read_text(encoding="utf-8")).startswith("panda3d==")


def test_a_wheel_is_installed_where_pip_installs_it(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "one.whl", "w") as wheel:
        for name in (
            "one/__init__.py",
            "one-1.dist-info/RECORD",
            "one-1.data/data/share/x",
            "one-1.data/purelib/two.py",
            "one-1.data/scripts/s",
        ):
            wheel.writestr(name, "")
    unpack(tmp_path / "one.whl", tmp_path / "Lib" / "site-packages", tmp_path / "python")
    found = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()}
    assert found == {
        "one.whl",
        "Lib/site-packages/one/__init__.py",
        *(f"Lib/site-packages/one-1.dist-info/{name}" for name in ("INSTALLER", "RECORD", "REQUESTED")),
        "Lib/site-packages/two.py",
        "python/share/x",
        "python/Scripts/s",
    }


def test_every_name_of_a_library_is_forwarded() -> None:
    exports = ';\n; Definition file\nLIBRARY "python311.dll"\nEXPORTS\nPyErr_Occurred\nPyExc_OSError DATA\n'
    forwards = "PyErr_Occurred = python311.PyErr_Occurred\nPyExc_OSError = python311.PyExc_OSError DATA\n"
    assert forwarding(exports, "python311") == f"EXPORTS\n{forwards}"
