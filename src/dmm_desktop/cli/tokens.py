"""Reads the command line's secrets from environment variables or a prompt, never from its arguments."""

from __future__ import annotations

import contextlib
import getpass
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ..core.errors import WrongInput
from ..core.job import Cancelled
from ..core.network import add_variables
from ..core.redaction import Redaction
from ..core.text import text
from ..core.token import Token
from .runner import Runner
from .standard_streams import is_terminal


@dataclass(frozen=True, slots=True)
class TokenNames:
    """The environment variables with the tokens of one environment, and its name in prompts, which may be empty."""

    key: str
    one_time: str
    environment: str = ""

    @property
    def _of(self) -> str:
        return f" of the {self.environment}" if self.environment else ""

    @property
    def key_prompt(self) -> str:
        """The prompt for the REST API key."""
        return f"REST API key{self._of} (X-DMM-Token): "

    @property
    def one_time_prompt(self) -> str:
        """The prompt for the one-time token."""
        return f"One-time token{self._of} (X-DMM-Token-OTP): "


#: The tokens of a command that uses one environment, and those of the two environments of ``copy``.
TOKENS = TokenNames("DMM_TOKEN", "DMM_TOKEN_OTP")
SOURCE_TOKENS = TokenNames("DMM_TOKEN_FROM", "DMM_TOKEN_OTP_FROM", "source")
DESTINATION_TOKENS = TokenNames("DMM_TOKEN_TO", "DMM_TOKEN_OTP_TO", "destination")


def api_key(names: TokenNames, runner: Runner, otherwise: Token | None = None) -> Token:
    """The REST API key, ``otherwise`` if it is not set; a prompt asks for it if there is neither. Raises WrongInput if
    there is no terminal for a prompt, and Cancelled."""
    token = _token_if_set(names.key, runner.secrets) or otherwise
    if token is None:
        _require_terminal(names.key)
        token = _asked(names.key_prompt, runner)
    return token


def api_key_if_any(names: TokenNames, runner: Runner) -> Token | None:
    """The REST API key, or None if it is not set and there is no terminal for a prompt."""
    return api_key(names, runner) if _token_if_set(names.key, runner.secrets) or _has_terminal() else None


def one_time_token_if_set(names: TokenNames, runner: Runner) -> Token | None:
    """The one-time token in the environment variable. Raises WrongInput if it is not set and there is no terminal to
    ask for it later."""
    token = _token_if_set(names.one_time, runner.secrets)
    if token is None:
        _require_terminal(names.one_time)
    return token


def asked_one_time_token(names: TokenNames, runner: Runner) -> Token:
    """Ask for the one-time token."""
    return _asked(names.one_time_prompt, runner)


def _token_if_set(variable: str, secrets: Redaction) -> Token | None:
    """The token in the environment variable. Raises WrongInput if the value cannot be a token."""
    value = os.environ.get(variable, "")
    return _noted(value, secrets) if value.strip() else None


def secrets_in_variables() -> Redaction:
    """Hides the tokens in the environment variables, even if the command sends none: an earlier one may have. Hides the
    sign-ins of proxies, too."""
    secrets = Redaction()
    add_variables(secrets)
    for names in (TOKENS, SOURCE_TOKENS, DESTINATION_TOKENS):
        for variable in (names.key, names.one_time):
            with contextlib.suppress(WrongInput):  # raised again where the token is needed
                _token_if_set(variable, secrets)
    return secrets


def _has_terminal() -> bool:
    """Whether there is a terminal for a prompt."""
    return is_terminal(sys.stdin)


def _require_terminal(variable: str) -> None:
    """Raise WrongInput if this variable is not set and there is no terminal for a prompt."""
    if not _has_terminal():
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
    return _noted(value, runner.secrets)


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


def _noted(value: str, secrets: Redaction) -> Token:
    token = Token(value)
    secrets.add(token)
    return token
