"""Compares DMM Desktop with what else does the same work, side by side: `python3 dev.py benchmark [ROW ...]`."""

import argparse
import re
import tempfile
from importlib import import_module
from pathlib import Path

from benchmarks.frame import Options, Row
from benchmarks.machine import described
from benchmarks.rounds import take
from benchmarks.table import lines

_UNITS = {"": 1, "KiB": 2**10, "MiB": 2**20, "GiB": 2**30}


def size(text: str) -> int:
    """Bytes, from a number with or without a unit: 256MiB."""
    match = re.fullmatch(r"(\d+)(|KiB|MiB|GiB)", text)
    if match is None or not int(match[1]):
        raise argparse.ArgumentTypeError(f"{text} is not a size; write 256MiB or 4GiB")
    return int(match[1]) * _UNITS[match[2]]


def rounds(text: str) -> int:
    """A number of at least 1."""
    if not text.isdigit() or not int(text):
        raise argparse.ArgumentTypeError(f"{text} is not a number of rounds")
    return int(text)


def main() -> None:
    """Read the command line, run the rows, print their tables."""
    names = sorted(path.stem for path in (Path(__file__).parent / "rows").glob("[!_]*.py"))
    parser = argparse.ArgumentParser(prog="dev.py benchmark", description=__doc__, allow_abbrev=False)
    # Not `choices`: argparse would refuse the empty list of rows as well.
    parser.add_argument("rows", nargs="*", metavar="ROW", help=f"all if none is named: {', '.join(names)}")
    parser.add_argument("--size", type=size, default="1GiB", help="of a payload (%(default)s)")
    parser.add_argument("--rounds", type=rounds, default=7, help="how often each measurement is taken (%(default)s)")
    options = parser.parse_args()
    unknown = [name for name in options.rows if name not in names]
    if unknown:
        parser.error(f"{unknown[0]} is not a row; there are {', '.join(names)}")
    print(f"Machine: {described()}\n", flush=True)
    for name in options.rows or names:
        row: Row = import_module(f"benchmarks.rows.{name}").ROW
        with tempfile.TemporaryDirectory(prefix="dmm-desktop-") as folder:
            taken = take(name, row, Options(options.size, Path(folder)), options.rounds)
        print(*lines(row, taken), sep="\n", end="\n\n", flush=True)
    print(f"Machine: {described()}")


if __name__ == "__main__":
    main()
