"""Where the command line gets its secrets: the environment or a prompt, never its arguments."""

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

TOKEN = "DMM_TOKEN"
ONE_TIME_TOKEN = "DMM_TOKEN_OTP"


def api_key(runner: Runner) -> Token:
    """The REST API key. Raises WrongInput if it is not set and there is no terminal to ask on, Cancelled."""
    token = token_if_set(TOKEN, runner)
    if token is None:
        require_terminal(TOKEN)
        token = _asked("REST API key (X-DMM-Token): ", runner)
    return token


def api_key_if_any(runner: Runner) -> Token | None:
    """The REST API key, or None if it is not set and there is no terminal to ask on."""
    return api_key(runner) if token_if_set(TOKEN, runner) or _has_terminal() else None


def asked_one_time_token(runner: Runner) -> Token:
    """Ask for the one-time token."""
    return _asked("One-time token (X-DMM-Token-OTP): ", runner)


def token_if_set(variable: str, runner: Runner) -> Token | None:
    """The token in the environment variable. Raises WrongInput if it cannot be one."""
    value = os.environ.get(variable, "")
    return _noted(value, runner) if value.strip() else None


def require_terminal(variable: str) -> None:
    """Raise WrongInput if this variable is not set and there is no terminal to ask on."""
    if not _has_terminal():
        raise WrongInput(
            text("{variable} is not set.", variable=variable),
            text("There is no terminal to ask for it."),
            text("Set the environment variable {variable}.", variable=variable),
        )


def _has_terminal() -> bool:
    return sys.stdin is not None and sys.stdin.isatty()


def _asked(prompt: str, runner: Runner) -> Token:
    value = ""
    with _terminal_as_it_was():
        try:
            value = runner.ask(lambda: getpass.getpass(prompt))
        except KeyboardInterrupt:  # what Windows makes of Ctrl-C here
            raise Cancelled from None
        except EOFError:
            pass  # as if nothing had been entered
    return _noted(value, runner)


@contextlib.contextmanager
def _terminal_as_it_was() -> Iterator[None]:
    """Show again what is typed, once a prompt was left: getpass has no chance to."""
    with contextlib.ExitStack() as stack:
        with contextlib.suppress(ImportError, OSError):  # Windows, where nothing is changed, or no terminal
            import termios

            terminal = os.open("/dev/tty", os.O_RDWR | os.O_NOCTTY)
            stack.callback(os.close, terminal)
            with contextlib.suppress(termios.error):
                stack.callback(_set, terminal, termios.tcgetattr(terminal))
        yield


def _set(terminal: int, attributes: list[Any]) -> None:
    import termios

    with contextlib.suppress(termios.error):  # it was closed
        termios.tcsetattr(terminal, termios.TCSANOW, attributes)


def _noted(value: str, runner: Runner) -> Token:
    token = Token(value)
    runner.secrets.add(token)
    return token
