"""Runs the measurements of a row in rounds, each in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass, field

from benchmarks.frame import PROJECT, Figures, Measurement, Options, Row, Setting


@dataclass
class Taken:
    """What the rounds of one measurement gave; None for the rounds that it sat out."""

    measurement: Measurement
    rounds: list[Figures | None] = field(default_factory=list)
    problem: str = ""


def take(name: str, row: Row, options: Options, rounds: int) -> list[Taken]:
    """All measurements once in every round, so that what else the machine does falls on all of them alike; each round
    begins with another one. A measurement that fails once is not tried again, and its reason is kept."""
    taken = [Taken(measurement) for measurement in row.measurements]
    with row.prepare(options) as setting:
        for number in range(rounds):
            turn = number % len(taken)
            for one in [*taken[turn:], *taken[:turn]]:
                limit = one.measurement.rounds
                sits_out = one.problem or (limit is not None and number >= limit)
                one.rounds.append(None if sits_out else _once(name, taken.index(one), one, setting))
            print(f"  {name}: round {number + 1} of {rounds}", file=sys.stderr, flush=True)
    return taken


def _once(row: str, number: int, taken: Taken, setting: Setting) -> Figures | None:
    command = [sys.executable, "-m", "benchmarks.child", row, str(number), json.dumps(setting)]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, cwd=PROJECT)
    if done.returncode != 0:
        taken.problem = (done.stderr.strip().splitlines() or [f"exit code {done.returncode}"])[-1]
        return None
    found: dict[str, object] = json.loads(done.stdout.splitlines()[-1])
    if "missing" in found:
        taken.problem = str(found["missing"])
        return None
    return {figure: float(str(value)) for figure, value in found.items()}
