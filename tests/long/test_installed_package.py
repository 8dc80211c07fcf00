"""The .deb on a Debian 12 that has no Python: installed with what it depends on, used from the menu, removed again."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

if sys.platform != "linux":
    pytest.skip("a package of Linux", allow_module_level=True)

from long.debian_root import DebianRoot
from product import APPLICATION_ID, COMMAND_LINE, NAME, VERSION, WINDOW
from tools.desktop.desktop import Desktop, missing_programs
from tools.desktop.desktop_user import DesktopUser
from tools.desktop.user_steps import add_environment, fill_in_import, save_as
from tools.desktop.waiting import wait_for
from tools.smoke.command_line import check_output
from tools.smoke.demo import fetched
from tools.smoke.window import OF_THE_DESKTOP

pytestmark = pytest.mark.long

ENTRY = f"/usr/share/applications/{APPLICATION_ID}.desktop"
OLD_LIBRARY = f"opt/{NAME}/_internal/libold.so.1"
#: Where X servers and buses have their sockets.
SOCKETS = Path("/tmp")


class FromTheMenu(DesktopUser):
    """Starts the installed application, or gives it a file, as the menu and the file manager do: by its entry."""

    def __init__(self, desktop: Desktop, debian: DebianRoot, *files: Path) -> None:
        shares = (SOCKETS, desktop.folder)
        launch = debian.command("gio", "launch", ENTRY, *files, shares=shares, keeps=True)
        super().__init__(desktop, program=tuple(launch))

    @property
    def pid(self) -> int:
        """Of the window: what was started is the launcher."""
        found = (pid for pid, command in self._desktop.processes().items() if command.split(" ")[0] == WINDOW)
        return next(found, 0)


@pytest.fixture
def debian(tmp_path: Path, machine_environment: Mapping[str, str]) -> DebianRoot:
    """What a desktop has to read entries, and nothing else. The X server, the session bus with the key store and the
    accessibility bus are those of this computer."""
    if missing := missing_programs():
        pytest.skip(f"{' '.join(missing)} is not installed")
    return DebianRoot(tmp_path / "debian", machine_environment, "libglib2.0-bin", "desktop-file-utils")


def test_a_life_on_a_workstation(dist: Path, debian: DebianRoot, tmp_path: Path) -> None:
    install(debian, dist)
    with Desktop() as desktop:
        home = desktop.folder / "home"
        with demo_environment(debian, desktop) as demo:
            work(desktop, debian, demo)
            check_output(desktop.folder / "logs.zip", desktop.folder / "report.json")
            open_a_zip(desktop, debian)
            left = files_in(home)
            expected = (f"home/.local/share/{NAME}/", *OF_THE_DESKTOP)
            assert [path for path in left if not f"home/{path}".startswith(expected)] == []
            remove(debian)
            assert files_in(home) == left, "removing the package has touched what belongs to the user"
            assert desktop.stored_keys() == [demo["token"]]


def install(debian: DebianRoot, dist: Path) -> None:
    """By apt over an older version, with what the package depends on and without what it recommends; anybody can run
    what was installed."""
    [package] = dist.glob("*.deb")
    shutil.copy(package, debian.path / "srv")
    make_older(debian, package.name)
    said(debian, "root", "apt-get update")
    for name in ("older.deb", package.name):
        said(debian, "root", f"apt-get install --yes --no-install-recommends /srv/{name}")
    assert said(debian, "root", f"dpkg-query --show --showformat '${{Version}}' {NAME}") == VERSION
    assert not (debian.path / OLD_LIBRARY).exists()
    assert said(debian, "root", "dpkg-query --show --showformat '${Package}\\n' | grep -i python || true") == ""
    assert not list((debian.path / "usr" / "bin").glob("python*"))
    assert said(debian, "root", "dpkg --verify") == ""
    said(debian, "nobody", f"desktop-file-validate {ENTRY}")
    assert f"{APPLICATION_ID}.desktop" in said(debian, "nobody", "gio mime application/zip"), "Open with"
    for program in (WINDOW, COMMAND_LINE):
        assert said(debian, "nobody", f"{program} --version") == f"{program} {VERSION}\n"


def make_older(debian: DebianRoot, package: str) -> None:
    """The package as it might have been before: with a library that it has no more."""
    said(debian, "root", f"dpkg-deb --raw-extract /srv/{package} /srv/older")
    (debian.path / "srv" / "older" / OLD_LIBRARY).touch()
    said(debian, "root", "sed --in-place 's/^Version: .*/Version: 0.0.1/' /srv/older/DEBIAN/control")
    said(debian, "root", "dpkg-deb --root-owner-group -Znone --build /srv/older /srv/older.deb")


def remove(debian: DebianRoot) -> None:
    """With everything that the package has brought."""
    said(debian, "root", f"apt-get purge --yes {NAME}")
    places = f"find / -xdev -path /proc -prune -o \\( -name '*{NAME}*' -o -name '*{APPLICATION_ID}*' \\) -print"
    found = said(debian, "root", places).splitlines()
    assert [path for path in found if not path.startswith(("/srv/", "/var/", "/tmp/"))] == []


@contextmanager
def demo_environment(debian: DebianRoot, desktop: Desktop) -> Iterator[dict[str, Any]]:
    """The demo environment of the installed command line, and its samples in the folder of the desktop."""
    demo = (COMMAND_LINE, "demo-environment")
    shares = (desktop.folder,)
    samples = debian.command(*demo, "--write-samples", desktop.folder / "samples", shares=shares)
    subprocess.run(samples, env=debian.environment, check=True, timeout=120)
    command = debian.command(*demo, "--pace", "0.1", "--exit-with-stdin", user="nobody")
    with subprocess.Popen(command, env=debian.environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as server:
        assert server.stdout is not None
        yield json.loads(server.stdout.readline())
    assert server.returncode == 0


def work(desktop: Desktop, debian: DebianRoot, demo: dict[str, Any]) -> None:
    """A first environment with its key, an import, its logs and its report."""
    with FromTheMenu(desktop, debian) as user:
        add_environment(user, "DEV-1", demo["address"], demo["token"])
        assert desktop.stored_keys() == [demo["token"]]
        assert Path(f"/proc/{user.pid}/root").samefile(debian.path), "this is not the one that was installed"
        wm_class = subprocess.run(
            ["xdotool", "search", "--onlyvisible", "--class", f"^{entry(debian, 'StartupWMClass')}$"],
            env=desktop.environment,
            capture_output=True,
        )
        assert wm_class.stdout.split(), "the window does not belong to its entry"
        fill_in_import(user, desktop.folder / "samples" / "customers.zip", demo["one_time_token"])
        user.read("status", until=lambda text: text.startswith("Import completed"))
        save_as(user, "Save logs", desktop.folder / "logs.zip")
        tracker_id = user.read("tracker_id")
        sent = fetched(f"{demo['address']}/_demo/logs/{tracker_id}.zip")
        assert (desktop.folder / "logs.zip").read_bytes() == sent
        desktop.press_keys("ctrl+r")
        user.window("report_dialog")
        user.press("Save as JSON")
        user.window("save_file")
        user.fill("File name:", str(desktop.folder / "report.json"))
        user.press("Save")
        user.window("report_dialog")
        user.press("Close")
        wait_for((desktop.folder / "report.json").exists, "the report")
        user.close()


def open_a_zip(desktop: Desktop, debian: DebianRoot) -> None:
    """The application is given a zip, and still knows the import of its last life."""
    zip_path = desktop.folder / "samples" / "customers.zip"
    with FromTheMenu(desktop, debian, zip_path) as user:
        user.window("import_wizard")
        user.press("Next")
        assert user.find("Zip file", "text").text == str(zip_path)
        desktop.press_keys("Escape")
        user.window()
        assert len(user.runs()) == 1
        user.close()


def said(debian: DebianRoot, user: str, line: str) -> str:
    """What a line of shell prints in this Debian; it has to succeed."""
    done = debian.shell(user, line)
    assert done.returncode == 0, done.stdout
    return done.stdout


def entry(debian: DebianRoot, key: str) -> str:
    """A value of the desktop entry."""
    lines = (debian.path / ENTRY.lstrip("/")).read_text(encoding="utf-8").splitlines()
    return next(line.partition("=")[2] for line in lines if line.startswith(f"{key}="))


def files_in(folder: Path) -> dict[str, str]:
    """The files below a folder, with what is in them."""
    found = [path for path in folder.rglob("*") if path.is_file()]
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in found}
