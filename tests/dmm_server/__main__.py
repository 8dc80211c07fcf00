"""The command line of the test server: `python -m dmm_server`."""

import argparse
from pathlib import Path

from dmm_desktop.demo.__main__ import make_parser
from dmm_desktop.demo.server import serve

from .answer_styles import STYLES
from .app import LayoutApp, LoggedApp
from .handler import StyledHandler
from .layouts import LAYOUTS
from .platform_api import PlatformApp


def read_options() -> argparse.Namespace:
    """The options of the demo environment and of this server."""
    parser = make_parser("python -m dmm_server")
    add = parser.add_argument
    add("--root", type=_root, default="/DMMAPI/rest/v1", metavar="PATH", help="of the API")
    add("--stop-status", choices=("Complete", "InError", "Stopped"), default="InError", help="of a stopped run")
    add("--shape", choices=(*LAYOUTS, "platform"), default="documented", help="how requests are laid out")
    add("--answers", type=_styles, default=frozenset(), metavar="A,B", help=f"any of {', '.join(STYLES)}")
    add("--no-description", dest="description", action="store_false", help="publish no swagger.json")
    add("--login-page", action="store_true", help="answer everything with a login page")
    add("--wrong-key-style", choices=("errors", "success-false"), default="errors")
    add("--log-page-base", type=int, choices=(0, 1), default=1, help="number of the first log page")
    add("--log-page-cap", type=int, default=0, metavar="LINES", help="most lines of a log page; 0: no limit")
    add("--page-zero-like-one", action="store_true", help="log page 0 answers like page 1")
    add("--past-last-like-last", action="store_true", help="log pages after the last answer like the last")
    add("--logs-size", type=int, default=0, metavar="BYTES", help="add so much noise to the zip of logs")
    options = parser.parse_args()
    if options.shape in ("integer-ids", "platform") and "guid-ids" in options.answers:
        parser.error(f"a GUID is not an integer: choose either --shape {options.shape} or --answers guid-ids")
    return options


def main() -> None:
    """Serve until told to stop."""
    options = read_options()

    def make_app(directory: Path) -> LoggedApp:
        if options.shape == "documented":
            return LoggedApp(directory, options)
        if options.shape == "platform":
            return PlatformApp(directory, options)
        return LayoutApp(directory, options, LAYOUTS[options.shape])

    serve(make_app, options.port, ends_with_stdin=options.exit_with_stdin, handler=StyledHandler)


def _root(text: str) -> str:
    if not text.startswith("/") or (text.endswith("/") and text != "/"):
        raise argparse.ArgumentTypeError("must begin with / and not end with it")
    return text.rstrip("/")


def _styles(text: str) -> frozenset[str]:
    styles = frozenset(filter(None, text.split(",")))
    if unknown := styles.difference(STYLES):
        raise argparse.ArgumentTypeError(f"unknown: {', '.join(sorted(unknown))}")
    return styles


if __name__ == "__main__":
    main()
