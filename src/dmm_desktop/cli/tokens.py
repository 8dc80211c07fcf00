"""Reads the command line's secrets from environment variables or a prompt, never from its arguments."""

from __future__ import annotations

import contextlib
import getpass
import os
import sys
from collections.abc import Iterator
from typing import Any

from ..core.errors import WrongInput
from ..core.job import Cancelled
from ..core.text import text
from ..core.token import Token
from .runner import Runner
from .standard_streams import is_terminal

TOKEN = "DMM_TOKEN"
ONE_TIME_TOKEN = "DMM_TOKEN_OTP"


def api_key(runner: Runner) -> Token:
    """The REST API key. Raises WrongInput if it is not set and there is no terminal for a prompt, and Cancelled."""
    token = token_if_set(TOKEN, runner)
    if token is None:
        require_terminal(TOKEN)
        token = _asked("REST API key (X-DMM-Token): ", runner)
    return token


def api_key_if_any(runner: Runner) -> Token | None:
    """The REST API key, or None if it is not set and there is no terminal for a prompt."""
    return api_key(runner) if token_if_set(TOKEN, runner) or is_terminal(sys.stdin) else None


def asked_one_time_token(runner: Runner) -> Token:
    """Ask for the one-time token."""
    return _asked("One-time token (X-DMM-Token-OTP): ", runner)


def token_if_set(variable: str, runner: Runner) -> Token | None:
    """The token in the environment variable. Raises WrongInput if the value cannot be a token."""
    value = os.environ.get(variable, "")
    return _noted(value, runner) if value.strip() else None


def hide_variables(runner: Runner) -> None:
    """Hide the tokens in the environment variables, even if the command sends none: an earlier one may have."""
    for variable in (TOKEN, ONE_TIME_TOKEN):
        with contextlib.suppress(WrongInput):  # raised again where the token is needed
            token_if_set(variable, runner)


def require_terminal(variable: str) -> None:
    """Raise WrongInput if this variable is not set and there is no terminal for a prompt."""
    if not is_terminal(sys.stdin):
        raise WrongInput(
            text("{variable} is not set.", variable=variable),
            text("There is no terminal to ask for it."),
            text("Set the environment variable {variable}.", variable=variable),
        )


def _asked(prompt: str, runner: Runner) -> Token:
    value = ""
    with _terminal_as_it_was():
        try:
            value = runner.ask(lambda: getpass.getpass(prompt))
        except KeyboardInterrupt:  # how Windows reports Ctrl-C here
            raise Cancelled from None
        except EOFError:
            pass  # treated as empty input
    return _noted(value, runner)


@contextlib.contextmanager
def _terminal_as_it_was() -> Iterator[None]:
    """Turn echo back on after a prompt was abandoned, because getpass cannot. On Windows nothing has to be restored."""
    with contextlib.ExitStack() as stack:
        if sys.platform != "win32":
            import termios

            with contextlib.suppress(OSError, termios.error):  # no terminal, or a closed one
                terminal = os.open("/dev/tty", os.O_RDWR | os.O_NOCTTY)
                stack.callback(os.close, terminal)
                stack.callback(_set, terminal, termios.tcgetattr(terminal))
        yield


if sys.platform != "win32":

    def _set(terminal: int, attributes: list[Any]) -> None:
        import termios

        with contextlib.suppress(termios.error):  # the terminal was closed
            termios.tcsetattr(terminal, termios.TCSANOW, attributes)


def _noted(value: str, runner: Runner) -> Token:
    token = Token(value)
    runner.secrets.add(token)
    return token
