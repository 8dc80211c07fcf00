"""What is in a frozen application: the modules in its programs, and whose they are."""

from __future__ import annotations

import importlib.metadata
import re
from collections.abc import Iterable
from pathlib import Path

from packaging.requirements import Requirement
from PyInstaller.archive.readers import CArchiveReader

from architecture.project import RUNTIME_LOCK


def modules(folder: Path) -> set[str]:
    """The packages and modules at the top of both programs, and of the folder with their libraries."""
    programs = [path for path in folder.iterdir() if path.stem in ("dmm-desktop", "dmm-desktop-cli") and path.is_file()]
    assert len(programs) == 2, programs
    archives = [CArchiveReader(str(program)).open_embedded_archive("PYZ.pyz") for program in programs]
    return {name.partition(".")[0] for archive in archives for name in archive.toc}


def only_for_development(folder: Path, packages: Iterable[Path], markers: dict[str, str]) -> set[str]:
    """The top names of modules and files in a frozen application that belong to packages which are not locked for the
    product. ``packages`` are the folders that it was frozen from, ``markers`` are those of its system."""
    owners: dict[str, set[str]] = {}
    for one in importlib.metadata.distributions(path=[str(path) for path in packages]):
        for file in one.files or []:
            top = file.parts[0].partition(".")[0]
            owners.setdefault(top, set()).add(re.sub(r"[-_.]+", "-", one.name).lower())
    listed = map(Requirement, re.findall(r"^[a-z0-9][^\\\n]*", RUNTIME_LOCK.read_text(encoding="utf-8"), re.MULTILINE))
    shipped = {one.name for one in listed if one.marker is None or one.marker.evaluate(markers)} | {"dmm-desktop"}
    inside = {path.name.partition(".")[0] for path in (folder / "_internal").iterdir()} | modules(folder)
    assert {"PySide6", "keyring", "requests"} <= inside
    return {name for name in inside if name in owners and shipped.isdisjoint(owners[name])}
