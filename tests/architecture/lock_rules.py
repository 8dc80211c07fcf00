"""Rules for lock files: every package pinned and hashed, no index named, and in step with pyproject.toml."""

import re
import tomllib
from dataclasses import dataclass

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

_PIN = re.compile(r"(?P<name>[a-z0-9-]+)==(?P<version>[^\s;]+)(?: ; (?P<marker>.+?))? \\")
_HASH = re.compile(r"    --hash=sha256:[0-9a-f]{64}( \\)?")
_WANTED_BY_US = re.compile(r"    #(?: via)? +dmm-desktop \(pyproject\.toml(?::dev|:windows)?\)")


@dataclass
class Pin:
    """One locked package."""

    name: str
    version: str
    hashes: int = 0
    wanted_by_us: bool = False


def read(lock: str) -> tuple[list[Pin], list[str]]:
    """The packages in a lock file, and every line that does not belong there."""
    pins: list[Pin] = []
    stray = []
    for line in lock.splitlines():
        if match := _PIN.fullmatch(line):
            pins.append(Pin(match["name"], match["version"]))
        elif _HASH.fullmatch(line) and pins:
            pins[-1].hashes += 1
        elif _WANTED_BY_US.fullmatch(line) and pins:
            pins[-1].wanted_by_us = True
        elif not line.lstrip().startswith("#") or "://" in line:
            stray.append(line)
    return pins, stray


def violations(lock: str, project: str, group: str | None = None, of_product: bool = True) -> list[str]:
    """The violations of a lock file for the dependencies of a pyproject.toml: the product's, a group's, or both."""
    pins, stray = read(lock)
    found = [f"{line!r} is neither a package nor a hash" for line in stray]
    found += [f"{pin.name} has no hash" for pin in pins if not pin.hashes]
    declared = tomllib.loads(project)
    texts = declared["project"]["dependencies"] if of_product else []
    texts = texts + (declared["dependency-groups"][group] if group else [])
    wanted = {canonicalize_name(item.name): item for item in map(Requirement, texts)}
    locked = {pin.name: pin for pin in pins}
    for name, requirement in wanted.items():
        if name not in locked:
            found.append(f"{name} is not locked")
        elif not requirement.specifier.contains(locked[name].version):
            found.append(f"{name} is locked as {locked[name].version}, but {requirement} is declared")
    found += [f"{pin.name} is no longer declared" for pin in pins if pin.wanted_by_us and pin.name not in wanted]
    return found
