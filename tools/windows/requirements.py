"""The locked packages for Windows: chosen by their markers, downloaded with checked hashes, and unpacked."""

from __future__ import annotations

import platform
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from pathlib import Path

from packaging.requirements import Requirement

#: The values of markers on 64-bit Windows [documented, PEP 508]; those of Python are of the running one.
_WINDOWS = {
    "implementation_name": "cpython",
    "os_name": "nt",
    "platform_machine": "AMD64",
    "platform_python_implementation": "CPython",
    "platform_system": "Windows",
    "python_full_version": platform.python_version(),
    "python_version": ".".join(platform.python_version_tuple()[:2]),
    "sys_platform": "win32",
}
_ENTRY = re.compile(
    r"^(?P<requirement>[A-Za-z0-9][^\\\n]*?) \\\n(?P<hashes>(?:    --hash=\S+(?: \\)?\n)+)", re.MULTILINE
)


class DownloadFailed(Exception):
    """pip could not download the packages; the text is what it printed."""


def for_windows(lock: str) -> str:
    """The entries of a lock file that Windows needs, without markers: pip evaluates them for the system it runs on."""
    lines = []
    for entry in _ENTRY.finditer(lock):
        requirement = Requirement(entry["requirement"])
        if requirement.marker is None or requirement.marker.evaluate(_WINDOWS):
            lines.append(" ".join([f"{requirement.name}{requirement.specifier}", *_hashes(entry["hashes"])]))
    return "".join(f"{line}\n" for line in lines)


def _hashes(text: str) -> list[str]:
    return re.findall(r"--hash=\S+", text)


def download(requirements: str, into: Path, variables: Mapping[str, str]) -> None:
    """Download the wheels for Windows and for the running version of Python. ``variables`` tell pip about indexes,
    proxies and certificates. Raises DownloadFailed."""
    listed = into / "requirements.txt"
    listed.write_text(requirements, encoding="utf-8")
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "download", "--quiet", "--dest", str(into)]
    command += ["--require-hashes", "--no-deps", "--only-binary=:all:", "--requirement", str(listed)]
    command += ["--platform", "win_amd64", "--implementation", "cp", "--python-version", _WINDOWS["python_version"]]
    done = subprocess.run(command, env=dict(variables), capture_output=True, text=True)
    if done.returncode != 0:
        raise DownloadFailed(done.stdout + done.stderr)


def unpack(wheel: Path, site_packages: Path, prefix: Path) -> None:
    """Install a wheel as pip does on Windows, without the programs that pip makes from entry points."""
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site_packages)
    for information in site_packages.glob("*.dist-info"):
        (information / "INSTALLER").write_text("pip\n")
        (information / "REQUESTED").touch()
    places = {"purelib": site_packages, "platlib": site_packages, "data": prefix, "scripts": prefix / "Scripts"}
    for data in site_packages.glob("*.data"):
        for kind, place in places.items():
            if (data / kind).exists():
                shutil.copytree(data / kind, place, dirs_exist_ok=True)
        shutil.rmtree(data)
