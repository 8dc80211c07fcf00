"""Writes a request as a curl command for bash, without secrets: variables of the shell stand for tokens and zip.

Bash expands nothing inside single quotes, not even the history. A text with unprintable characters is in ``$'…'``, as
the bytes of UTF-8, which do not depend on the locale.

On Linux and macOS all users can read the arguments of a running program, so curl reads the tokens from a pipe there. On
Windows they cannot, and curl could not read from the pipes of bash [platform].
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace

from ..core.address import Address, require_below
from ..core.errors import WrongInput
from ..core.host import LOCALHOST, is_loopback
from ..core.text import text
from .calls import KEY_NAME, ONE_TIME_NAME
from .contract import BoundOperation, Contract, Parameter, UnboundOperation, ValueKind
from .request import HttpRequest
from .sources.sent_values import names_secret

#: The variables for the values that the user fills in.
KEY_VARIABLE, ONE_TIME_VARIABLE, ZIP_VARIABLE = "DMM_TOKEN", "DMM_TOKEN_OTP", "DMM_ZIP"
#: What replaces the value of a constant whose name says that it is a secret.
_HIDDEN = "(hidden)"
#: Longest body that is an argument of curl, in bytes: Linux allows 128 KiB for an argument [platform]. ``printf`` is
#: part of bash, for which this limit does not hold.
_LONGEST_ARGUMENT = 64 * 1024
#: How the zip is read, by ``HttpRequest.zip_encoding``. ``base64`` of macOS has no option for one line.
_READ_ZIP = {
    "raw": 'cat < "$DMM_ZIP"',
    "base64": "base64 < \"$DMM_ZIP\" | tr -d '\\n'",
    "form": "base64 < \"$DMM_ZIP\" | tr -d '\\n' | sed 's/+/%2B/g; s,/,%2F,g; s/=/%3D/g'",
}
#: Ends the command, and says why, if the zip cannot be read: the pipe would not, and the request go out without a zip.
_HAS_ZIP = (
    'test -f "${DMM_ZIP:?}" && test -r "$DMM_ZIP" || '
    '{ echo "DMM_ZIP is not a file that can be read: $DMM_ZIP" >&2; false; }'
)
_GLOBS = re.compile(r"[][{}]")


def with_hidden_constants(contract: Contract) -> Contract:
    """The contract with constants hidden whose names say that they are secrets."""
    return replace(contract, operations={name: _hidden_in(found) for name, found in contract.operations.items()})


def curl_command(
    request: HttpRequest,
    root: Address,
    shown: Callable[[str], str],
    *,
    is_start: bool = False,
    windows: bool = sys.platform == "win32",
) -> str:
    """The command. ``shown`` hides secrets in everything that is part of it; ``is_start``: it needs a one-time token.

    A missing token or zip ends it before anything is sent, and is named. Raises WrongInput for an address that may
    lead out of the API, and for a body that no argument can hold.
    """
    require_below(str(root), request.address(root), root.host_and_port)
    address = shown(request.address(root))
    has_zip = request.zip_encoding is not None
    head, tail = (shown(part.decode()) for part in (request.head, request.tail))
    is_piped = has_zip or len(head.encode()) > _LONGEST_ARGUMENT
    tokens = {KEY_NAME: KEY_VARIABLE, **({ONE_TIME_NAME: ONE_TIME_VARIABLE} if is_start else {})}
    words = [f"curl -X {request.method} {'-g ' if _GLOBS.search(address) else ''}{_quoted(address)}"]
    if is_loopback(root.host):  # nothing is sent through a proxy, as by the application
        words.append("--noproxy '*'")
    if root.host == "localhost":  # by the application's rule, not by name resolution
        ipv4, ipv6 = LOCALHOST
        words.append(f"--resolve {_quoted(f'localhost:{root.actual_port}:{ipv4},[{ipv6}]')}")
    words += [f"-H {_quoted(f'{name}: {shown(value)}')}" for name, value in request.all_headers.items()]
    if is_piped:
        words.append("--data-binary @-")
    elif head:
        words.append(f"--data-raw {_quoted(head)}")
    elif request.method not in ("GET", "HEAD"):  # servers refuse others without a length
        words += [*([] if request.content_type else ["-H 'Content-Type:'"]), "--data-raw ''"]
    words += _token_arguments(tokens) if windows else [_piped_tokens(tokens)]
    command = " \\\n  ".join(words)
    if is_piped:
        parts = [_printed(head), *([_READ_ZIP[request.zip_encoding]] if request.zip_encoding else []), _printed(tail)]
        command = f"{{ {'; '.join(part for part in parts if part)}; }} |\n{command}"
    return "".join(f"{step} &&\n" for step in _conditions(tokens, has_zip, windows)) + command


def _hidden_in(found: BoundOperation | UnboundOperation) -> BoundOperation | UnboundOperation:
    if isinstance(found, UnboundOperation):
        return found
    return replace(found, constants=tuple(map(_hidden_constant, found.constants)))


def _hidden_constant(field: Parameter) -> Parameter:
    if not field.is_secret and not any(map(names_secret, (field.name, *field.path))):
        return field
    return replace(field, enum=(_HIDDEN,), kind=ValueKind.STRING)


def _conditions(tokens: Mapping[str, str], has_zip: bool, windows: bool) -> list[str]:
    """What must be there before anything is sent. In an argument of curl itself, a missing token ends the command."""
    given = [] if windows else [": " + " ".join(f'"${{{variable}:?}}"' for variable in tokens.values())]
    return [*given, *([_HAS_ZIP] if has_zip else [])]


def _token_arguments(tokens: Mapping[str, str]) -> list[str]:
    return [f'-H "{header}: ${{{variable}:?}}"' for header, variable in tokens.items()]


def _piped_tokens(tokens: Mapping[str, str]) -> str:
    """The option by which curl reads the tokens from a pipe; printf is part of bash."""
    lines = " ".join(f'"{header}: ${variable}"' for header, variable in tokens.items())
    return f"-H @<(printf '%s\\n' {lines})"


def _printed(part: str) -> str:
    return f"printf %s {_quoted(part)}" if part else ""


def _quoted(word: str) -> str:
    """The word as one argument in bash. Raises WrongInput for a NUL, which none can contain."""
    if "\0" in word:
        raise WrongInput(
            text("The request cannot be written as a command."),
            text("It contains a null character, which no argument of a program can hold."),
            text("Have the API description corrected."),
        )
    if word.isprintable():
        return "'" + word.replace("'", "'\\''") + "'"
    return "$'" + "".join(map(_escaped, word)) + "'"


def _escaped(character: str) -> str:
    if character == "\\":
        return "\\\\"
    if character in "!'":  # bash may take ! for a reference to the history, an old one \' for the end [assumed]
        return f"\\{ord(character):03o}"
    if character.isprintable():
        return character
    return {"\n": "\\n", "\r": "\\r", "\t": "\\t"}.get(character) or "".join(
        f"\\{byte:03o}" for byte in character.encode("utf-8", "surrogatepass")
    )
