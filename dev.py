#!/usr/bin/env python3
"""What a developer does with DMM Desktop: `python3 dev.py COMMAND`; every command sets up what it needs by itself."""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - older ones must be able to read this file up to here and say so
    sys.exit(
        "DMM Desktop needs Python 3.11 or newer; this is Python %d.%d (%s). Run dev.py with a newer one."  # noqa: UP031
        % (sys.version_info[0], sys.version_info[1], sys.executable)
    )

import argparse
import hashlib
import importlib
import os
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tools.system_packages import has_program, missing_packages

ROOT = Path(__file__).resolve().parent

VENV = ROOT / ".venv"
PROGRAMS = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = PROGRAMS / ("python.exe" if os.name == "nt" else "python")
STAMP = VENV / "dev-setup"
PROJECT = ROOT / "pyproject.toml"
RUNTIME_LOCK = ROOT / "packaging" / "requirements" / "runtime.txt"
DEV_LOCK = ROOT / "packaging" / "requirements" / "dev.txt"
WINDOWS_LOCK = ROOT / "packaging" / "requirements" / "windows.txt"


class Failed(Exception):
    """A command cannot go on; the text is what a person reads."""


def say(text: str) -> None:
    """Tell what happens, at once even where the output is not a terminal."""
    print(text, flush=True)


def environment(**changes: str) -> dict[str, str]:
    """The environment for child processes: the user's, without what changes where packages and modules come from, or
    makes every process compile all that it imports."""
    unwanted = ("PYTHONPATH", "PYTHONHOME", "PYTHONSAFEPATH", "PYTHONDONTWRITEBYTECODE", "UV_")
    return {name: value for name, value in os.environ.items() if not name.startswith(unwanted)} | changes


def run(*command: object) -> bool:
    """Run a command in the root of the project; whether it succeeded."""
    return subprocess.run([str(part) for part in command], cwd=ROOT, env=environment()).returncode == 0


def run_silently(what: str, *command: object, **changes: str) -> None:
    """Run a command and show its output only if it fails. Raises Failed."""
    done = subprocess.run(
        [str(part) for part in command],
        cwd=ROOT,
        env=environment(**changes),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    if done.returncode != 0:
        say(done.stdout.decode(errors="replace"))
        raise Failed(f"{what} failed; what it printed stands above.")


def install_system_packages(*needs: str) -> None:
    """Install what is missing on Debian and Ubuntu, or say how. Raises Failed. Other systems need nothing."""
    if sys.platform == "win32" or not Path("/etc/debian_version").exists() or not has_program("apt-get"):
        return
    missing = missing_packages(*needs)
    if not missing:
        return
    install = ["apt-get", "install", "--yes", "--no-install-recommends", *missing]
    if os.geteuid() != 0:
        raise Failed(f"System packages are missing. Install them and try again:\n  sudo {' '.join(install)}")
    say(f"Installing system packages: {' '.join(missing)}")
    run_silently("apt-get update", "apt-get", "update", DEBIAN_FRONTEND="noninteractive")
    run_silently("apt-get install", *install, DEBIAN_FRONTEND="noninteractive")
    importlib.invalidate_caches()


def digest(*parts: object) -> str:
    """A fingerprint of some texts and the contents of some files."""
    sha256 = hashlib.sha256()
    for part in parts:
        sha256.update(part.read_bytes() if isinstance(part, Path) else str(part).encode())
    return sha256.hexdigest()


def is_usable() -> bool:
    """Whether the Python in .venv runs and finds the project."""
    probe = "import importlib.util, sys; sys.exit(importlib.util.find_spec('dmm_desktop') is None)"
    try:
        return subprocess.run([PYTHON, "-I", "-c", probe], capture_output=True).returncode == 0
    except OSError:
        return False


def set_up() -> None:
    """Make .venv what the lock file and this Python ask for; takes no time if it is. Raises Failed."""
    wanted = [digest(sys.version, str(ROOT), DEV_LOCK), digest(PROJECT)]
    found = STAMP.read_text().split() if STAMP.exists() and is_usable() else []
    if found == wanted:
        return
    if found[:1] != wanted[:1]:
        create_environment()
    # What is installed is what the lock says or nothing: pip must not reach out for a build backend of its own.
    say("Installing the project into .venv")
    pip("--no-deps", "--no-build-isolation", "--no-index", "--editable", ROOT)
    STAMP.write_text("\n".join(wanted))


def create_environment() -> None:
    """Make a new .venv with everything that is locked. Raises Failed."""
    if VENV.exists():
        say("Removing .venv: it is damaged, or made for another place, Python or lock file")
        try:
            shutil.rmtree(VENV)
        except OSError as error:
            raise Failed(f".venv cannot be removed: {error}. Close what uses it and try again.") from error
    say(f"Creating .venv with Python {sys.version.split()[0]}")
    # Run from inside another virtual environment, or from .venv itself, the Python below it is the one that lasts.
    base = getattr(sys, "_base_executable", sys.executable)
    run_silently("Creating .venv", base, "-m", "venv", VENV)
    say("Installing the locked packages into .venv")
    pip("--require-hashes", "--no-deps", "--only-binary=:all:", "--requirement", DEV_LOCK)


def pip(*arguments: object) -> None:
    """Install into .venv with the machine's proxies and certificates, but nowhere else. Raises Failed."""
    command = [PYTHON, "-m", "pip", "--disable-pip-version-check", "install", *arguments]
    run_silently("pip", *command, PIP_USER="0", PIP_REQUIRE_VIRTUALENV="0")


#: The systems whose branches mypy follows, as sys.platform names them.
PLATFORMS = ("linux", "win32", "darwin")


def failing_checks(*platforms: str) -> list[str]:
    """Run the checks that need no test, the types as on these platforms; returns the names of those that failed."""
    say("Checking style and types")
    checks = {"ruff check": ("ruff", "check"), "ruff format": ("ruff", "format", "--check")}
    for platform in platforms:  # one cache for each: another platform's would be discarded
        checks[f"mypy for {platform}"] = ("mypy", "--platform", platform, "--cache-dir", f".mypy_cache/{platform}")
    return [name for name, command in checks.items() if not run(PYTHON, "-m", *command)]


def lint(_: argparse.Namespace) -> None:
    """Check style and types, as on every platform. Raises Failed."""
    failed = failing_checks(*PLATFORMS)
    if failed:
        raise Failed(f"Failed: {', '.join(failed)}.")


def test(options: argparse.Namespace) -> None:
    """All checks, then the tests, so that pytest has the last word if all is well. Raises Failed."""
    failed = failing_checks(*(PLATFORMS if options.long else (sys.platform,)))
    # Two more than there are cores, as tests wait for other processes. Files stay whole: what a file shares, such as a
    # server, is started once. They keep their order, which ends with short ones; else those with few tests come last,
    # and the longest tests are among them.
    workers = str((os.cpu_count() or 1) + 2)
    spread = [] if options.rest else ["--numprocesses", workers, "--dist", "loadfile", "--no-loadscope-reorder"]
    if not run(PYTHON, "-m", "pytest", *spread, *(["-m", ""] if options.long else []), *options.rest):
        failed.append("pytest")
    if failed:
        raise Failed(f"Failed: {', '.join(failed)}.")


def format_code(_: argparse.Namespace) -> None:
    """Bring the code into its form. Raises Failed."""
    if not all([run(PYTHON, "-m", "ruff", "check", "--fix"), run(PYTHON, "-m", "ruff", "format")]):
        raise Failed("What ruff could not put right stands above.")


def lock(options: argparse.Namespace) -> None:
    """Write the lock files anew from pyproject.toml, for all systems in one file each. Raises Failed.

    Only what had to change changes; `lock --upgrade` takes the newest of everything. Nothing but the public index is
    asked, whatever this machine is configured to, because the hashes must be those that everybody else gets.
    """
    wanted: dict[Path, list[object]] = {
        RUNTIME_LOCK: [PROJECT.name],
        DEV_LOCK: [PROJECT.name, "--group", "dev", "--constraints", RUNTIME_LOCK.relative_to(ROOT)],
        WINDOWS_LOCK: ["--group", f"{PROJECT.name}:windows"],
    }
    for lock_file, sources in wanted.items():
        say(f"Writing {lock_file.relative_to(ROOT)}")
        command: list[object] = [PYTHON, "-m", "uv", "--no-config", "--system-certs", "pip", "compile", "--universal"]
        command += ["--python-version", "3.11", "--generate-hashes", "--custom-compile-command", "python3 dev.py lock"]
        command += [*sources, *options.rest, "--output-file", lock_file.relative_to(ROOT)]
        run_silently("uv", *command)


def program(*call: str) -> Callable[[argparse.Namespace], None]:
    """A command that runs ``python CALL`` in the root of the project, with the command's own arguments."""

    def command(options: argparse.Namespace) -> None:
        if not run(PYTHON, *call, *options.rest):
            raise Failed(f"{call[-1]} failed; the reason is above.")

    return command


def start(*arguments: str) -> None:
    """Start the application. Raises Failed if it ends with an error."""
    if not run(PYTHON, "-m", "dmm_desktop.app", *arguments):
        raise Failed("The application ended with an error.")


def demo(options: argparse.Namespace) -> None:
    """Open the demo environment; without a display play an import and an export in it. Raises Failed."""
    if sys.platform != "linux" or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
        start("--demo", *options.rest)
    else:
        options.rest = ["demo-output"]
        program("-m", "tools.play")(options)


@dataclass(frozen=True)
class Command:
    """One command: what the help says, what it does, the system packages it needs, whether it takes arguments."""

    help: str
    do: Callable[[argparse.Namespace], None]
    needs: tuple[str, ...] = ()
    takes_arguments: bool = False


COMMANDS = {
    "setup": Command("make .venv, with locked packages and the project itself", lambda _: None),
    "test": Command("run all checks and tests; takes pytest's arguments too", test, ("run", "test"), True),
    "run": Command("start the application, with its own arguments", lambda o: start(*o.rest), ("run",), True),
    "demo": Command(
        "open the demo; without a display play an import and an export, output in demo-output/", demo, ("run",)
    ),
    "screenshots": Command(
        "make a picture of every screen, in screenshots/; takes another folder, --only PART of a name, --language",
        program("-m", "tools.screenshots"),
        ("run", "screenshots"),
        True,
    ),
    "benchmark": Command(
        "compare with what else does the same work; takes rows, --size, --rounds",
        program("-m", "benchmarks"),
        ("run", "benchmark"),
        True,
    ),
    "translations": Command(
        "bring the translations up to date with the sources; takes a JSON file of translations",
        program("-m", "tools.translations"),
        takes_arguments=True,
    ),
    "freeze": Command(
        "build the application that needs no Python, in dist/; takes another folder",
        program("packaging/freeze.py"),
        ("run", "package"),
        True,
    ),
    "smoke": Command(
        "try what `freeze` has built; takes another folder",
        program("-m", "tools.smoke"),
        ("run", "test"),
        True,
    ),
    "package": Command(
        "freeze it and build the packages of this system, in dist/; takes another folder, --frozen",
        program("packaging/package.py"),
        ("run", "package"),
        True,
    ),
    "lint": Command("check style, and types as on every system", lint),
    "format": Command("bring the code into its form", format_code),
    "lock": Command("write the lock files anew; --upgrade takes the newest of everything", lock, (), True),
}


def main() -> None:
    """Read the command line and do what it says."""
    parser = argparse.ArgumentParser(prog="dev.py", description=__doc__, allow_abbrev=False)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, command in COMMANDS.items():
        one = commands.add_parser(name, help=command.help, allow_abbrev=False)
        if name == "test":
            one.add_argument("--long", action="store_true", help="add the tests that take minutes")
    options, rest = parser.parse_known_args()
    options.rest = rest
    command = COMMANDS[options.command]
    if options.rest and not command.takes_arguments:
        parser.error(f"unknown argument: {options.rest[0]}")
    try:
        install_system_packages("setup", *command.needs, *(["long"] if getattr(options, "long", False) else []))
        set_up()
        command.do(options)
    except Failed as failure:
        sys.exit(f"dev.py: {failure}")
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
