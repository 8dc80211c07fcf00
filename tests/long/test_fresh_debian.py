"""The two commands of the README, as they stand there, on a Debian 12 with python3, python3-venv and git only."""

import os
import re
import shutil
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from architecture.project import ROOT

pytestmark = pytest.mark.long

CLONE = Path("srv/dmm-desktop")
CERTIFICATES = Path("etc/ssl/certs/ca-certificates.crt")

Shell = Callable[[str, str], subprocess.CompletedProcess[str]]


def run(*command: object, env: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(part) for part in command],
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=3600,
    )


@pytest.fixture
def debian(tmp_path: Path, machine_environment: Mapping[str, str]) -> Path:
    """The root of a new Debian with a clone of the project's last commit."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        pytest.skip("only root can make a new Debian")
    if shutil.which("debootstrap") is None or shutil.which("unshare") is None:
        pytest.skip("debootstrap or unshare is not installed")
    if run("git", "-C", ROOT, "rev-parse", "--verify", "HEAD").returncode != 0:
        pytest.skip("nothing is committed yet")
    root = tmp_path / "debian"
    made = run(
        *("debootstrap", "--variant=minbase", "--include=python3,python3-venv,git", "bookworm", root, *_mirror()),
        env=machine_environment,
    )
    assert made.returncode == 0, made.stdout
    cloned = run("git", "-c", "safe.directory=*", "clone", "--quiet", "--no-hardlinks", ROOT, root / CLONE)
    assert cloned.returncode == 0, cloned.stdout
    return root


def _mirror() -> list[str]:
    """Where this machine gets its own Debian packages from; empty leaves it to debootstrap."""
    if shutil.which("apt-get") is None:
        return []
    listed = run("apt-get", "indextargets", "--format", "$(REPO_URI)", "Created-By: Packages", "Codename: bookworm")
    return listed.stdout.split()[:1]


@pytest.fixture
def shell(debian: Path, machine_environment: Mapping[str, str]) -> Shell:
    """Runs a line of shell in the clone as a user of the new Debian; nothing of it stays mounted or running."""
    env = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "HOME": "/tmp", "LANG": "C.UTF-8", "CI": "true"}
    # Only what it takes to reach the package index from here.
    for name, value in machine_environment.items():
        if name.lower() in ("http_proxy", "https_proxy", "no_proxy") or name == "PIP_INDEX_URL":
            env[name] = value
    if certificates := machine_environment.get("PIP_CERT") or machine_environment.get("SSL_CERT_FILE"):
        (debian / CERTIFICATES).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(certificates, debian / CERTIFICATES)
        env["PIP_CERT"] = f"/{CERTIFICATES}"
    shutil.copy("/etc/resolv.conf", debian / "etc/resolv.conf")
    (debian / "etc/hosts").write_text(
        "127.0.0.1 localhost\n"
    )  # the installer of Debian writes it, debootstrap does not
    mounts = f"mount -t proc proc {debian}/proc && mount --rbind /dev {debian}/dev"

    def in_debian(user: str, line: str) -> subprocess.CompletedProcess[str]:
        enter = f'exec chroot --userspec={user} {debian} sh -c "cd /{CLONE} && $LINE"'
        return run(
            *("unshare", "--mount", "--pid", "--fork", "--kill-child", "sh", "-c", f"{mounts} && {enter}"),
            env=env | {"LINE": line},
        )

    return in_debian


def test_both_commands_of_the_readme_pass(debian: Path, shell: Shell) -> None:
    readme = (debian / CLONE / "README.md").read_text(encoding="utf-8")
    commands = re.findall(r"^python3 dev\.py \w+$", readme, re.MULTILINE)
    assert commands == ["python3 dev.py demo", "python3 dev.py test"]

    refused = shell("nobody", "python3 dev.py test")
    assert refused.returncode == 1
    assert "sudo apt-get install --yes --no-install-recommends libgl1 " in refused.stdout
    assert " dbus-daemon gnome-keyring" in refused.stdout

    demo = shell("root", commands[0])
    assert demo.returncode == 0, demo.stdout
    output = debian / CLONE / "demo-output"
    left = {path.name for path in output.iterdir()}
    assert {name for name in left if not name.endswith(".png")} == {"logs.zip", "report.json"}
    assert "01-first-start.png" in left
    assert (debian / CLONE / ".venv/bin/dmm-desktop-cli").exists()

    test = shell("root", commands[1])
    assert test.returncode == 0, test.stdout
    assert re.search(r"\d+ passed", test.stdout.splitlines()[-1]), test.stdout
    again = shell("root", "git status --porcelain")
    assert (again.returncode, again.stdout) == (0, ""), "the commands leave files behind that git does not ignore"
