"""The command line of the demo environment."""

import argparse
from dataclasses import dataclass
from pathlib import Path

from .answers import STYLES
from .scenarios import SCENARIOS
from .shapes import SHAPES


@dataclass(frozen=True)
class Options:
    """How this demo environment behaves; each member is an option of the command line."""

    port: int
    root: str
    scenario: str
    pace: float
    stop_status: str
    shape: str
    answers: frozenset[str]
    description: bool
    login_page: bool
    wrong_key_style: str
    log_page_base: int
    log_page_cap: int
    page_zero_like_one: bool
    past_last_like_last: bool
    logs_size: int
    exit_with_stdin: bool
    write_samples: Path | None


def read_options(arguments: list[str] | None = None) -> Options:
    """The options given on the command line; leaves the process when they are wrong or help is wanted."""
    parser = argparse.ArgumentParser(
        prog="python -m dmm_desktop.demo",
        description="A DMM API on loopback. Prints its address and keys as one line of JSON.",
        epilog="scenarios, by the connection that a configuration names:\n"
        + "".join(f"  {item.connection:34} {item.about}\n" for item in SCENARIOS.values()),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = parser.add_argument
    add("--port", type=_port, default=0, help="0: any free port")
    add("--root", type=_root, default="/DMMAPI/rest/v1", metavar="PATH", help="of the API")
    add("--scenario", choices=SCENARIOS, default="success", help="of runs whose connection names none")
    add("--pace", type=_pace, default=1.0, metavar="FACTOR", help="multiplies every duration of a run")
    add("--stop-status", choices=("Complete", "InError", "Stopped"), default="InError", help="of a stopped run")
    add("--shape", choices=SHAPES, default="documented", help="how requests are laid out")
    add("--answers", type=_styles, default=frozenset(), metavar="A,B", help=f"any of {', '.join(STYLES)}")
    add("--no-description", dest="description", action="store_false", help="publish no swagger.json")
    add("--login-page", action="store_true", help="answer everything with a login page")
    add("--wrong-key-style", choices=("errors", "success-false"), default="errors")
    add("--log-page-base", type=int, choices=(0, 1), default=1, help="number of the first log page")
    add("--log-page-cap", type=int, default=0, metavar="LINES", help="most lines of a log page; 0: no limit")
    add("--page-zero-like-one", action="store_true", help="log page 0 answers like page 1")
    add("--past-last-like-last", action="store_true", help="log pages after the last answer like the last")
    add("--logs-size", type=int, default=0, metavar="BYTES", help="fill the zip of logs up with so much noise")
    add("--exit-with-stdin", action="store_true", help="end when standard input ends")
    add("--write-samples", type=Path, metavar="DIR", help="write the sample import zips to DIR and exit")
    options = Options(**vars(parser.parse_args(arguments)))
    if SHAPES[options.shape].has_integer_ids and "guid-ids" in options.answers:
        parser.error(f"a GUID is no integer: choose either --shape {options.shape} or --answers guid-ids")
    return options


def _port(text: str) -> int:
    port = int(text)
    if not 0 <= port < 65_536:
        raise argparse.ArgumentTypeError("must be from 0 to 65535")
    return port


def _root(text: str) -> str:
    if not text.startswith("/") or (text.endswith("/") and text != "/"):
        raise argparse.ArgumentTypeError("must begin with / and not end with it")
    return text.rstrip("/")


def _pace(text: str) -> float:
    pace = float(text)
    if not 0.0 < pace < 1000.0:
        raise argparse.ArgumentTypeError("must be greater than 0 and less than 1000")
    return pace


def _styles(text: str) -> frozenset[str]:
    styles = frozenset(filter(None, text.split(",")))
    if unknown := styles.difference(STYLES):
        raise argparse.ArgumentTypeError(f"unknown: {', '.join(sorted(unknown))}")
    return styles
