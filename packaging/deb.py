"""Makes the package for Debian and Ubuntu from the frozen application."""

import gzip
import hashlib
import os
import shutil
import subprocess
import tempfile
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path
from string import Template

from freeze import commit_time
from icons import LINUX_SIZES, SOURCE, png
from product import (
    APPLICATION_ID,
    AUTHORS,
    COMMAND_LINE,
    CONTACT,
    DESCRIPTION,
    DISPLAY_NAME,
    LICENCE,
    NAME,
    ROOT,
    VERSION,
    WINDOW,
)

_TEMPLATES = ROOT / "packaging" / "linux"

_CONTROL = """\
Package: {name}
Version: {version}
Architecture: {architecture}
Maintainer: {contact}
Installed-Size: {size}
Depends: {depends}
Recommends: gnome-keyring | kwalletmanager | keepassxc, libgtk-3-0, xdg-utils
Section: database
Priority: optional
Description: {description}
 DMM Desktop checks an import zip, sends it to an OutSystems environment through
 the API of DMM, Infosistema's Data Migration Manager, follows the import with
 its log, stops it if needed, and leaves with the log files and a report.
 .
 {window} opens a window, {command_line} works in a terminal.
"""


def make_deb(frozen: Path, into: Path) -> Path:
    """Write the package and return it. Two packages of one commit are the same. Raises CalledProcessError."""
    architecture = _output("dpkg", "--print-architecture")
    result = into / f"{NAME}_{VERSION}_{architecture}.deb"
    with tempfile.TemporaryDirectory(prefix="dmm-deb-") as folder:
        tree = Path(folder) / "tree"
        shutil.copytree(frozen, tree / "opt" / NAME, symlinks=True)
        _add_what_desktops_read(tree)
        _add_documents(tree)
        _set_modes(tree)
        size = sum(path.lstat().st_size for path in tree.rglob("*")) // 1024
        control = tree / "DEBIAN" / "control"
        control.parent.mkdir()
        control.write_text(
            _CONTROL.format(
                name=NAME,
                version=VERSION,
                architecture=architecture,
                contact=CONTACT,
                size=size,
                depends=_dependencies(tree / "opt" / NAME),
                description=DESCRIPTION.rstrip("."),
                window=WINDOW,
                command_line=COMMAND_LINE,
            )
        )
        control.parent.chmod(0o755)
        (control.parent / "md5sums").write_text(_checksums(tree))
        command = ["dpkg-deb", "--root-owner-group", "-Zxz", "--build", str(tree), str(result)]
        environment = os.environ | {"SOURCE_DATE_EPOCH": commit_time()}
        subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)
    return result


def _add_what_desktops_read(tree: Path) -> None:
    """Programs by name, the entry of the menu, the description for software centres, and the icons."""
    programs = tree / "usr/bin"
    programs.mkdir(parents=True)
    for name in (WINDOW, COMMAND_LINE):
        (programs / name).symlink_to(f"/opt/{NAME}/{name}")
    share = tree / "usr/share"
    _write(share / "applications" / f"{APPLICATION_ID}.desktop", "desktop.in")
    _write(share / "metainfo" / f"{APPLICATION_ID}.metainfo.xml", "metainfo.xml.in")
    icons = share / "icons/hicolor"
    for size in LINUX_SIZES:
        path = icons / f"{size}x{size}" / "apps" / f"{APPLICATION_ID}.png"
        path.parent.mkdir(parents=True)
        path.write_bytes(png(size))
    (icons / "scalable/apps").mkdir(parents=True)
    shutil.copyfile(SOURCE, icons / "scalable/apps" / f"{APPLICATION_ID}.svg")


def _add_documents(tree: Path) -> None:
    documents = tree / "usr/share/doc" / NAME
    _write(documents / "copyright", "copyright.in")
    (documents / "licences.txt").symlink_to(f"/opt/{NAME}/licences.txt")
    date = format_datetime(datetime.fromtimestamp(int(commit_time()), UTC))
    entry = f"{NAME} ({VERSION}) unstable; urgency=medium\n\n  * See NEWS.gz.\n\n -- {CONTACT}  {date}\n"
    _compress(documents / "changelog.gz", entry.encode())
    _compress(documents / "NEWS.gz", (ROOT / "CHANGELOG.md").read_bytes())
    _write(tree / "usr/share/lintian/overrides" / NAME, "lintian-overrides.in")


def _checksums(tree: Path) -> str:
    """What dpkg can verify an installation by."""
    files = sorted(path for path in tree.rglob("*") if path.is_file() and not path.is_symlink())
    inside = [path for path in files if path.parent.name != "DEBIAN"]
    return "".join(f"{hashlib.md5(path.read_bytes()).hexdigest()}  {path.relative_to(tree)}\n" for path in inside)


def _compress(path: Path, content: bytes) -> None:
    path.write_bytes(gzip.compress(content, 9, mtime=0))


def _write(path: Path, template: str) -> None:
    licence = (ROOT / "LICENSE").read_text(encoding="utf-8").split("\n\n", 2)[2]
    facts = {
        "application_id": APPLICATION_ID,
        "authors": AUTHORS,
        "command_line": COMMAND_LINE,
        "date": f"{datetime.fromtimestamp(int(commit_time()), UTC):%Y-%m-%d}",
        "description": DESCRIPTION.rstrip("."),
        "display_name": DISPLAY_NAME,
        "licence": LICENCE,
        "licence_text": "\n".join(f" {line or '.'}" for line in licence.strip().splitlines()),
        "name": NAME,
        "version": VERSION,
        "window": WINDOW,
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    text = (_TEMPLATES / template).read_text(encoding="utf-8")
    path.write_text(Template(text).substitute(facts), encoding="utf-8")


def _set_modes(tree: Path) -> None:
    """What can be executed and what cannot, whatever the person's umask and the files' origin."""
    for path in [tree, *tree.rglob("*")]:
        if path.is_symlink():
            continue
        is_program = path.parent == tree / "opt" / NAME and path.is_file() and path.suffix == ""
        path.chmod(0o755 if path.is_dir() or is_program else 0o644)


def _dependencies(frozen: Path) -> str:
    """The packages of the libraries that the application needs and does not bring, found by Debian's own tool."""
    files = [path for path in frozen.rglob("*") if path.is_file() and not path.is_symlink()]
    libraries = [path for path in files if ".so" in path.name]
    # The plugin for desktops that are made with GTK: where that is missing, Qt goes on without it.
    programs = [path for path in libraries if path.name != "libqgtk3.so"] + [frozen / WINDOW, frozen / COMMAND_LINE]
    brought = [path for path in libraries if path.parent.name == "_internal"]
    with tempfile.TemporaryDirectory(prefix="dmm-shlibs-") as folder:
        (Path(folder) / "debian").mkdir()
        (Path(folder) / "debian/control").write_text(f"Source: {NAME}\n\nPackage: {NAME}\nArchitecture: any\n")
        command = ["dpkg-shlibdeps", "-O", "--warnings=0"]
        command += [f"-l{path}" for path in sorted({path.parent for path in libraries})]
        command += [f"-x{package}" for path in brought if (package := package_of(path))]
        command += [f"-e{path}" for path in sorted(programs)]
        found = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True).stdout
    return found.strip().removeprefix("shlibs:Depends=")


def package_of(library: Path) -> str:
    """The package that a shared library belongs to; empty if there is none, and on other systems."""
    if shutil.which("dpkg") is None:
        return ""
    found = subprocess.run(["dpkg", "-S", f"*/{library.name}"], capture_output=True, text=True).stdout
    return found.partition(":")[0]


def _output(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
