"""Builds the packages that users install, for the system that runs this: `package.py [FOLDER]`, by default `dist`.

Linux: a .deb and a .tar.zst. Windows: an installer. macOS: a disk image. With `--frozen` they are made of the frozen
application that is in the folder already, as it was tried or signed.
"""

import argparse
import platform
import subprocess
import sys
from pathlib import Path

from freeze import commit_time, freeze
from product import NAME, ROOT, VERSION


def main(into: Path, is_frozen: bool) -> None:
    """Freeze the application and build all packages that this system can build. Raises CalledProcessError."""
    into.mkdir(parents=True, exist_ok=True)
    frozen = into / NAME
    if not is_frozen:
        print("Freezing the application", flush=True)
        frozen = freeze(into)
    for package in packages(frozen, into):
        print(f"{package}  {package.stat().st_size / 1e6:.0f} MB", flush=True)


def packages(frozen: Path, into: Path) -> list[Path]:
    """Build the packages from the frozen application."""
    if sys.platform == "linux":
        from deb import make_deb

        return [make_deb(frozen, into), make_tarball(frozen, into)]
    if sys.platform == "win32":
        from windows_installer import make_installer

        return [make_installer(frozen, into)]
    if sys.platform == "darwin":
        from macos import BUNDLE, make_image

        return [make_image(frozen.with_name(BUNDLE), into)]
    raise SystemExit(f"There is no package for {sys.platform}; the application is in {frozen}.")


def make_tarball(frozen: Path, into: Path) -> Path:
    """Write the folder as an archive for Linux systems without a package of ours. Two of one commit are the same."""
    result = into / f"{NAME}-{VERSION}-linux-{platform.machine()}.tar.zst"
    tar = ["tar", "--sort=name", "--owner=0", "--group=0", "--numeric-owner", f"--mtime=@{commit_time()}"]
    tar += ["--mode=u=rwX,go=rX", "--use-compress-program=zstd -12 -T0 --quiet", "--create", "--file", str(result)]
    subprocess.run([*tar, "--directory", str(frozen.parent), frozen.name], check=True)
    return result


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition(":")[0])
    parser.add_argument("folder", type=Path, nargs="?", default=ROOT / "dist")
    parser.add_argument("--frozen", action="store_true", help="package the frozen application that is there")
    options = parser.parse_args()
    main(options.folder.absolute(), options.frozen)
