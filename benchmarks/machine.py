"""Says on what a benchmark ran."""

import os
import platform
from pathlib import Path


def described() -> str:
    """Processor, cores, memory, system, Python and how busy the machine is, in one line."""
    cores = os.cpu_count()
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    system = f"{platform.system()} {platform.release()}, Python {platform.python_version()}"
    return f"{_field('/proc/cpuinfo', 'model name')}, {cores} cores, {_memory()}; {system}{load}"


def _memory() -> str:
    kilobytes = _field("/proc/meminfo", "MemTotal").partition(" ")[0]
    return f"{int(kilobytes) / 1024**2:.0f} GiB" if kilobytes.isdigit() else "memory unknown"


def _field(file: str, name: str) -> str:
    """The first line of a file of Linux with that name."""
    path = Path(file)
    lines = path.read_text().splitlines() if path.exists() else []
    return next((line.partition(":")[2].strip() for line in lines if line.startswith(name)), platform.machine())
