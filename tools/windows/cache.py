"""A folder of results that take long to make. Each is keyed by a digest of its inputs, and is whole or absent."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from filelock import FileLock

#: The environment variable that names another folder.
VARIABLE = "DMM_DESKTOP_CACHE"
#: Seconds after which a result that nothing has used is removed, when another one of its kind is made.
_KEPT = 14 * 24 * 3600


def cache_folder(variables: Mapping[str, str] = os.environ) -> Path:
    """The folder named by :data:`VARIABLE`; by default one in the cache folder of the user with these variables."""
    if given := variables.get(VARIABLE):
        return Path(given).absolute()
    cache = variables.get("XDG_CACHE_HOME") or Path(variables.get("HOME") or Path.home()) / ".cache"
    return Path(cache) / "dmm-desktop-windows"


def digest(*inputs: object) -> str:
    """A fingerprint of texts and of the contents of files, with their names; of folders every file counts."""
    sha256 = hashlib.sha256()
    for one in inputs:
        if not isinstance(one, Path):
            sha256.update(f"{one}\0".encode())
            continue
        for path in sorted(one.rglob("*")) if one.is_dir() else [one]:
            if path.is_file() and "__pycache__" not in path.parts:
                sha256.update(f"{path.relative_to(one.parent)}\0{path.stat().st_size}\0".encode())
                sha256.update(path.read_bytes())
    return sha256.hexdigest()[:16]


def cached(cache: Path, kind: str, key: str, make: Callable[[Path], None]) -> Path:
    """The folder ``kind-key`` in the cache; if it is not there, ``make`` fills a new one, which then gets that name.

    A folder of that name is always whole: an interruption leaves a temporary one, which the next call removes. Waits
    while another process makes a result of this kind.
    """
    result = cache / f"{kind}-{key}"
    cache.mkdir(parents=True, exist_ok=True)
    with FileLock(cache / f"{kind}.lock"):
        if not result.is_dir():
            _remove_unused(cache, kind)
            part = Path(tempfile.mkdtemp(prefix=f".{kind}-", dir=cache))
            try:
                make(part)
                part.chmod(0o755)
                part.rename(result)
            finally:
                shutil.rmtree(part, ignore_errors=True)
        os.utime(result)
    return result


def _remove_unused(cache: Path, kind: str) -> None:
    """Remove what an interruption has left, and results that were not used for a long time."""
    for path in cache.glob(f".{kind}-*"):
        shutil.rmtree(path)
    for path in cache.glob(f"{kind}-*"):
        if time.time() - path.stat().st_mtime > _KEPT:
            shutil.rmtree(path)
