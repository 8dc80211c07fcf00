"""Where the command line gets its secrets: the environment or a prompt, never its arguments."""

from __future__ import annotations

import getpass
import os
import sys

from ..core.errors import WrongInput
from ..core.text import text
from ..core.token import Token

TOKEN = "DMM_TOKEN"
ONE_TIME_TOKEN = "DMM_TOKEN_OTP"


def api_key() -> Token:
    """The REST API key. Raises WrongInput if it is not set and nobody can be asked."""
    return _given(TOKEN) or _asked(TOKEN, "REST API key (X-DMM-Token): ")


def api_key_if_any() -> Token | None:
    """The REST API key, or None if it is not set and nobody can be asked."""
    return _given(TOKEN) or (_asked(TOKEN, "REST API key (X-DMM-Token): ") if sys.stdin.isatty() else None)


def one_time_token_if_set() -> Token | None:
    return _given(ONE_TIME_TOKEN)


def asked_one_time_token() -> Token:
    """Ask for the one-time token. Raises WrongInput if nobody can be asked."""
    return _asked(ONE_TIME_TOKEN, "One-time token (X-DMM-Token-OTP): ")


def _given(variable: str) -> Token | None:
    value = os.environ.get(variable, "")
    return Token(value) if value.strip() else None


def _asked(variable: str, prompt: str) -> Token:
    if not sys.stdin.isatty():
        raise WrongInput(
            text("{variable} is not set.", variable=variable),
            text("There is no terminal to ask for it."),
            text("Set the environment variable {variable}.", variable=variable),
        )
    return Token(getpass.getpass(prompt, sys.stderr))
