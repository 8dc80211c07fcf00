"""The command line of the demo environment: `python -m dmm_desktop.demo`."""

import argparse
import sys
from pathlib import Path

from .app import DemoApp
from .environment import EnvironmentState
from .samples import write_samples
from .scenarios import SCENARIOS
from .server import serve


def make_parser(program: str) -> argparse.ArgumentParser:
    """The options; `program` is the command's name in the help text."""
    parser = argparse.ArgumentParser(
        prog=program,
        description="A DMM API on loopback. Prints its address and keys as one line of JSON.",
        epilog="scenarios, by the connection that a configuration names:\n"
        + "".join(f"  {item.connection:34} {item.about}\n" for item in SCENARIOS.values()),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = parser.add_argument
    add("--port", type=_port, default=0, help="0: any free port")
    add("--scenario", choices=SCENARIOS, default="success", help="of runs whose connection names none")
    add("--pace", type=_pace, default=1.0, metavar="FACTOR", help="multiplies every duration of a run")
    add("--exit-with-stdin", action="store_true", help="end when standard input ends")
    add("--write-samples", type=Path, metavar="DIR", help="write the sample import zips to DIR and exit")
    return parser


def main() -> None:
    """Write the samples, or serve until asked to stop."""
    options = make_parser("python -m dmm_desktop.demo").parse_args()
    if options.write_samples:
        try:
            write_samples(options.write_samples)
        except OSError as error:
            sys.exit(f"The samples cannot be written: {error}")
        return

    def make_app(directory: Path) -> DemoApp:
        return DemoApp(EnvironmentState(directory, SCENARIOS[options.scenario], options.pace))

    serve(make_app, options.port, ends_with_stdin=options.exit_with_stdin)


def _port(text: str) -> int:
    port = int(text)
    if not 0 <= port < 65_536:
        raise argparse.ArgumentTypeError("must be from 0 to 65535")
    return port


def _pace(text: str) -> float:
    pace = float(text)
    if not 0.0 < pace < 1000.0:
        raise argparse.ArgumentTypeError("must be greater than 0 and less than 1000")
    return pace


if __name__ == "__main__":
    main()
