"""`dev.py package` on Linux: what it builds, and what Debian's own tools say of it."""

import shutil
import subprocess
import sys
import tarfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from architecture.project import ROOT, project_files
from freeze import commit_time
from product import APPLICATION_ID, NAME, VERSION

pytestmark = [pytest.mark.long, pytest.mark.skipif(sys.platform != "linux", reason="packages of Linux")]


@pytest.fixture(scope="module")
def tree(dist: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the .deb puts into the file system."""
    tree = tmp_path_factory.mktemp("tree")
    said("dpkg-deb", "--extract", next(dist.glob("*.deb")), tree)
    return tree


def said(*command: object, env: Mapping[str, str] | None = None, umask: int = -1) -> str:
    words = [str(part) for part in command]
    done = subprocess.run(words, capture_output=True, text=True, timeout=1800, env=env, umask=umask)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_both_packages_hold_the_frozen_application(dist: Path, tree: Path, tmp_path: Path) -> None:
    frozen = {str(path.relative_to(dist)) for path in (dist / NAME).rglob("*")}
    assert f"{NAME}/{NAME}" in frozen
    installed = tree / "opt"
    assert {str(path.relative_to(installed)) for path in (installed / NAME).rglob("*")} == frozen
    assert not [name for name in frozen if name.endswith("update-address.txt")], "nobody has asked for update checks"
    [archive] = dist.glob(f"{NAME}-{VERSION}-linux-*.tar.zst")
    said("zstd", "--decompress", "--quiet", archive, "-o", tmp_path / "archive.tar")
    with tarfile.open(tmp_path / "archive.tar") as tar:
        assert set(tar.getnames()) - {NAME} == frozen


def test_the_tools_of_desktops_are_content(tree: Path) -> None:
    share = tree / "usr" / "share"
    assert said("desktop-file-validate", share / "applications" / f"{APPLICATION_ID}.desktop") == ""
    said("appstreamcli", "validate", "--no-net", share / "metainfo" / f"{APPLICATION_ID}.metainfo.xml")
    sizes = {path.parents[1].name for path in (share / "icons" / "hicolor").rglob(f"{APPLICATION_ID}.*")}
    assert {"16x16", "32x32", "48x48", "256x256", "512x512", "scalable"} <= sizes


def test_lintian_finds_nothing_that_is_not_explained(dist: Path) -> None:
    [package] = dist.glob("*.deb")
    assert said("lintian", "--allow-root", "--fail-on", "error,warning", package) == ""


def test_two_builds_of_one_commit_are_the_same(
    dist: Path, tmp_path: Path, machine_environment: Mapping[str, str]
) -> None:
    """The second is made from other copies of all files, elsewhere, later, by somebody with other habits."""
    copy = tmp_path / "another place" / "copy"
    for path in project_files():
        target = copy / path.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    habits = {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "7", "SOURCE_DATE_EPOCH": commit_time()}
    said(
        sys.executable,
        copy / "dev.py",
        "package",
        tmp_path / "dist",
        env={**machine_environment, **habits},
        umask=0o077,
    )
    for first in [*dist.glob("*.deb"), *dist.glob("*.tar.zst")]:
        assert (tmp_path / "dist" / first.name).read_bytes() == first.read_bytes(), first.name
