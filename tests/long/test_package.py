"""`dev.py package` on Linux: what it builds, and what Debian's own tools say of it."""

import subprocess
import sys
import tarfile
from pathlib import Path

import pytest
from product import APPLICATION_ID, NAME, VERSION

from architecture.project import ROOT

pytestmark = [pytest.mark.long, pytest.mark.skipif(sys.platform != "linux", reason="packages of Linux")]


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the packages, and with the tree of the .deb unpacked in `tree`."""
    dist = tmp_path_factory.mktemp("dist")
    said(sys.executable, ROOT / "packaging" / "package.py", dist)
    said("dpkg-deb", "--extract", next(dist.glob("*.deb")), dist / "tree")
    return dist


def said(*command: object) -> str:
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, timeout=1800)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_both_packages_hold_the_frozen_application(dist: Path) -> None:
    frozen = {str(path.relative_to(dist)) for path in (dist / NAME).rglob("*")}
    assert f"{NAME}/{NAME}" in frozen
    installed = dist / "tree" / "opt"
    assert {str(path.relative_to(installed)) for path in (installed / NAME).rglob("*")} == frozen
    [archive] = dist.glob(f"{NAME}-{VERSION}-linux-*.tar.zst")
    said("zstd", "--decompress", "--quiet", archive, "-o", dist / "archive.tar")
    with tarfile.open(dist / "archive.tar") as tar:
        assert set(tar.getnames()) - {NAME} == frozen


def test_the_tools_of_desktops_are_content(dist: Path) -> None:
    share = dist / "tree" / "usr" / "share"
    assert said("desktop-file-validate", share / "applications" / f"{APPLICATION_ID}.desktop") == ""
    said("appstreamcli", "validate", "--no-net", share / "metainfo" / f"{APPLICATION_ID}.metainfo.xml")
    sizes = {path.parents[1].name for path in (share / "icons" / "hicolor").rglob(f"{APPLICATION_ID}.*")}
    assert {"16x16", "32x32", "48x48", "256x256", "512x512", "scalable"} <= sizes


def test_lintian_finds_nothing_that_is_not_explained(dist: Path) -> None:
    [package] = dist.glob("*.deb")
    assert said("lintian", "--allow-root", "--fail-on", "error,warning", package) == ""


def test_two_builds_of_one_commit_are_the_same(dist: Path, tmp_path: Path) -> None:
    said(sys.executable, ROOT / "packaging" / "package.py", tmp_path)
    for first in [*dist.glob("*.deb"), *dist.glob("*.tar.zst")]:
        assert (tmp_path / first.name).read_bytes() == first.read_bytes(), first.name
