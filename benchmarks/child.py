"""One measurement in a fresh process: `child.py ROW NUMBER SETTING`. Prints what it found as the last line, as JSON."""

import importlib
import json
import sys

from frame import Missing, Row


def main(row: str, number: str, setting: str) -> None:
    """Do the measurement with that number, counted from 0."""
    found: Row = importlib.import_module(f"rows.{row}").ROW
    try:
        result: object = found.measurements[int(number)].do(json.loads(setting))
    except Missing as missing:
        result = {"missing": str(missing)}
    print(json.dumps(result), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
