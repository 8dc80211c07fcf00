"""A new Debian 12 in a folder, and commands in it; nothing stays mounted or running."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

_CERTIFICATES = Path("etc/ssl/certs/ca-certificates.crt")


def run(
    *command: object, env: Mapping[str, str] | None = None, patience: int = 3600
) -> subprocess.CompletedProcess[str]:
    """Run a command to its end, with all output combined."""
    return subprocess.run(
        [str(part) for part in command],
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=patience,
    )


class DebianRoot:
    """Installs a minimal Debian with some packages; skips the test if that is impossible.

    ``machine`` is this computer's environment, which knows how to reach its package index and proxies.
    """

    def __init__(self, path: Path, machine: Mapping[str, str], *packages: str) -> None:
        if not hasattr(os, "geteuid") or os.geteuid() != 0:
            pytest.skip("only root can make a new Debian")
        if shutil.which("debootstrap") is None or shutil.which("unshare") is None:
            pytest.skip("debootstrap or unshare is not installed")
        self.path = path
        include = [f"--include={','.join(packages)}"] if packages else []
        made = run("debootstrap", "--variant=minbase", *include, "bookworm", path, *_mirror(), env=machine)
        assert made.returncode == 0, made.stdout
        self.environment = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "HOME": "/tmp", "LANG": "C.UTF-8", "CI": "true"}
        for name, value in machine.items():
            if name.lower() in ("http_proxy", "https_proxy", "no_proxy") or name == "PIP_INDEX_URL":
                self.environment[name] = value
        if certificates := machine.get("PIP_CERT") or machine.get("SSL_CERT_FILE"):
            (path / _CERTIFICATES).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(certificates, path / _CERTIFICATES)
            self.environment["PIP_CERT"] = f"/{_CERTIFICATES}"
        shutil.copy("/etc/resolv.conf", path / "etc/resolv.conf")
        # Written by Debian's installer, but not by debootstrap.
        (path / "etc/hosts").write_text("127.0.0.1 localhost\n")

    def shell(self, user: str, line: str, folder: str = "/") -> subprocess.CompletedProcess[str]:
        """Run a shell command in a folder, as a user of this Debian."""
        words = ("sh", "-c", f'cd "$0" && {line}', folder)
        return run(*self.command(*words, user=user), env=self.environment)

    def command(
        self, *words: object, user: str = "root", shares: Sequence[Path] = (), keeps: bool = False
    ) -> list[str]:
        """The command line that runs a command in this Debian as one of its users; ending it ends everything the
        command has started.

        The command sees the ``shares``, folders of this computer. Processes it leaves running end with it or, with
        ``keeps``, are waited for.
        """
        mounts = [f"mount -t proc proc {self.path}/proc", f"mount --rbind /dev {self.path}/dev"]
        for folder in shares:
            mounts += [f"mkdir -p {self.path}{folder}", f"mount --bind {folder} {self.path}{folder}"]
        script = " && ".join([*mounts, 'exec "$@"'])
        first = [sys.executable, str(Path(__file__).with_name("first_process.py"))] if keeps else []
        enter = [*first, "chroot", f"--userspec={user}", str(self.path), *map(str, words)]
        return ["unshare", "--mount", "--pid", "--fork", "--kill-child", "sh", "-c", script, "sh", *enter]


def _mirror() -> list[str]:
    """Where this machine gets its Debian packages; empty leaves that to debootstrap."""
    if shutil.which("apt-get") is None:
        return []
    listed = run("apt-get", "indextargets", "--format", "$(REPO_URI)", "Created-By: Packages", "Codename: bookworm")
    return listed.stdout.split()[:1]
