"""One measurement in a fresh process: `python -m benchmarks.child ROW NUMBER SETTING`.

The last line that it prints is the result as JSON."""

import importlib
import json
import sys

from benchmarks.frame import Missing, Row


def main(row: str, number: str, setting: str) -> None:
    """Take the measurement with that number, counted from 0."""
    found: Row = importlib.import_module(f"benchmarks.rows.{row}").ROW
    try:
        result: object = found.measurements[int(number)].do(json.loads(setting))
    except Missing as missing:
        result = {"missing": str(missing)}
    print(json.dumps(result), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
