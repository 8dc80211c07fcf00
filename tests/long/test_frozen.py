"""The application can be frozen by PyInstaller, and what comes out works without the sources."""

import importlib.metadata
import os
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from pathlib import Path

import pytest

from architecture.project import ROOT
from dmm_server.layouts import LAYOUTS
from left_out import SYSTEM
from long.frozen_contents import modules, only_for_development
from scripted_server import ScriptedServer, answering
from source_files import openapi_31

pytestmark = pytest.mark.long

#: The largest that the folder may be, in bytes.
LARGEST = 130_000_000


#: Libraries that Python brings itself, unless a distribution of Linux has built it.
OF_SOME_PYTHONS = {"libexpat.so.1"}

#: Where people get a newer version.
PAGE = "https://example.com/dmm-desktop"


@pytest.fixture(scope="module")
def releases() -> Iterator[ScriptedServer]:
    """Tells of a newer version."""
    with ScriptedServer(answering({"version": "999.1", "page": PAGE})) as server:
        yield server


@pytest.fixture(scope="module")
def frozen(tmp_path_factory: pytest.TempPathFactory, releases: ScriptedServer) -> Path:
    """The folder with both programs; it is not built if the filter names anything that is not there."""
    into = tmp_path_factory.mktemp("frozen")
    address = {"DMM_UPDATE_ADDRESS": f"http://127.0.0.1:{releases.port}/latest.json"}
    done = run(sys.executable, ROOT / "packaging" / "freeze.py", into, cwd=into, **address)
    assert done.returncode == 0, done.stdout + done.stderr
    return Path(done.stdout.splitlines()[-1])


def run(*command: object, cwd: Path, **more: str) -> subprocess.CompletedProcess[str]:
    words = [str(part) for part in command]
    return subprocess.run(words, cwd=cwd, env=os.environ | more, capture_output=True, text=True, timeout=900)


def test_the_command_line_offers_what_the_sources_offer(frozen: Path, tmp_path: Path) -> None:
    done = run(frozen / "dmm-desktop-cli", "--help", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == run(sys.executable, "-m", "dmm_desktop.cli", "--help", cwd=tmp_path).stdout
    assert "import" in done.stdout


def test_descriptions_in_yaml_are_read(frozen: Path, tmp_path: Path) -> None:
    given = tmp_path / "api.yaml"
    given.write_text(openapi_31(LAYOUTS["multipart"]), "utf-8")
    done = run(frozen / "dmm-desktop-cli", "learn", given, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[0] == "api.yaml: OpenAPI 3, 5 operations"
    library = next((frozen / "_internal" / "yaml").glob("_yaml.*"), None)
    assert library is not None, "the reader in C, which is many times faster"


def test_window_and_command_line_do_their_work(frozen: Path, tmp_path: Path) -> None:
    """Imports by both, saved logs and reports, certificates, the key store, nothing printed, nothing left behind."""
    done = run(sys.executable, "-m", "tools.smoke", frozen, cwd=tmp_path, PYTHONPATH=str(ROOT))
    assert done.returncode == 0, done.stdout + done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux lets us have a desktop for ourselves")
def test_a_build_with_an_address_tells_of_newer_versions(frozen: Path, releases: ScriptedServer) -> None:
    """To a user who asks; all imports of the test before have not asked."""
    from tools.desktop.desktop import Desktop
    from tools.desktop.desktop_user import DesktopUser
    from tools.desktop.waiting import wait_for

    assert releases.requests == []
    with Desktop() as desktop:
        program = (str(frozen / "dmm-desktop"),)
        with DesktopUser(desktop, "--data-dir", desktop.folder / "data", program=program) as user:
            user.window()
            desktop.press_keys("alt+h")
            user.press("Check for updates")
            user.press("Open page")
            assert wait_for(desktop.opened_pages, "the browser") == [PAGE]
            user.close()
    assert len(releases.requests) == 1


def test_it_has_the_guide_in_every_language(frozen: Path) -> None:
    guides = {path.name: path.read_bytes() for path in frozen.glob("**/resources/guide*.md")}
    assert guides == {path.name: path.read_bytes() for path in (ROOT / "docs").glob("guide*.md")}


def test_it_is_as_small_as_it_may_be(frozen: Path) -> None:
    assert sum(path.stat().st_size for path in frozen.rglob("*") if not path.is_symlink()) <= LARGEST


def test_it_holds_nothing_that_only_development_needs(frozen: Path) -> None:
    """Libraries import what they can do without, if it is installed."""
    packages = [Path(sysconfig.get_path("purelib")), Path(sysconfig.get_path("platlib"))]
    assert only_for_development(frozen, packages, {}) == set()


@pytest.mark.skipif(sys.platform != "linux", reason="the system's libraries are left out on Linux only")
def test_the_system_has_to_have_what_we_say_and_no_more(frozen: Path) -> None:
    files = [path for path in frozen.rglob("*") if path.is_file()]
    shipped = {path.name for path in files}
    needed = {name for path in files if ".so" in path.name or path.parent == frozen for name in _needed(path)}
    assert (needed - shipped) | OF_SOME_PYTHONS == {name for names in SYSTEM.values() for name in names}


def test_the_licence_of_all_that_is_in_it_is_shown(frozen: Path) -> None:
    """Of each file by where it lies, and of each module in the programs by what has brought it."""
    [text] = frozen.glob("**/resources/licences.txt")
    listed = text.read_text(encoding="utf-8").partition("====")[0]
    inside = text.parents[1]
    names = [
        path.relative_to(inside).parts[0] for path in inside.rglob("*") if path.is_file() and not path.is_symlink()
    ]
    missing = {name for name in [*names, *modules(frozen)] if not (owner := _owner(name)) or f"  {owner}" not in listed}
    assert missing == set()


def _owner(name: str) -> str:
    """What a file, folder or module belongs to, as the list of licences calls it; empty if nobody knows."""
    if name in sys.stdlib_module_names or name.startswith(("libpython", "python3", "base_library")):
        return "Python"
    if name in ("resources", "dmm_desktop"):
        return "DMM Desktop"
    if name in ("PySide6", "shiboken6"):
        return "Qt and Qt for Python"
    if name.startswith("_pyi_"):
        return "The start program, by PyInstaller"
    if name.startswith("lib") and ".so." in name:
        return f"{name}, from the package"
    module = name.partition(".cpython-")[0]
    brought = importlib.metadata.packages_distributions().get(module, [name.partition("-")[0]])
    return next(iter({f"{one.name} {one.version}" for one in map(_distribution, brought) if one}), "")


def _distribution(name: str) -> importlib.metadata.Distribution | None:
    try:
        return importlib.metadata.distribution(name)
    except importlib.metadata.PackageNotFoundError:
        return None


def _needed(file: Path) -> set[str]:
    """The libraries that a program or library asks for by name."""
    lines = run("objdump", "--private-headers", file, cwd=file.parent).stdout.splitlines()
    return {words[1] for line in lines if len(words := line.split()) == 2 and words[0] == "NEEDED"}
