"""Tokens stay out of log lines, in whatever form a library writes headers."""

import base64
import html
import io
import json
import logging
import re
from urllib.parse import quote

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from dmm_desktop.core.redaction import RedactingFormatter, Redaction, redact
from dmm_desktop.core.token import Token

FIRST, SECOND = "X-DMM-Token", "X-DMM-Token-OTP"
tokens = st.text(st.characters(min_codepoint=0x21, max_codepoint=0x7E), min_size=12, max_size=40)
names = st.sampled_from([FIRST, SECOND, FIRST.lower(), SECOND.upper(), f"HTTP_{SECOND.upper()}".replace("-", "_")])


def forms(tokens: dict[str, str]) -> list[str]:
    """The headers as requests, urllib3, http.client, h2, curl and JSON write them."""
    headers = {"Accept": "*/*", **tokens, "Host": "a"}
    lines = [f"{name}: {value}" for name, value in headers.items()]
    sent = "POST /x HTTP/1.1\r\n" + "\r\n".join(lines) + "\r\n\r\n"
    return [
        repr(headers),
        repr({key: value.encode() for key, value in headers.items()}),
        repr(list(headers.items())),
        repr([(key.encode(), value.encode()) for key, value in headers.items()]),
        f"send: {sent.encode()!r}",
        f"send: {sent!r}",
        sent,
        "\n".join(lines),
        repr("\n".join(lines)),
        " ".join(f"{name}:{value}" for name, value in headers.items()),
        " ".join(f"{name} = {value}" for name, value in headers.items()),
        json.dumps(headers),
        json.dumps(headers, separators=(",", ":")),
        json.dumps(json.dumps(headers)),
        "curl " + " ".join(f"-H '{line}'" for line in lines),
    ]


def parts(token: str) -> set[str]:
    """What must not be seen of a token: no six characters of it."""
    return {token[start : start + 6] for start in range(len(token) - 5)}


@given(names, tokens)
def test_a_header_is_hidden_in_every_form(name: str, token: str) -> None:
    assume(not re.search("x[-_]dmm[-_]token([-_]otp)?\\W", token, re.IGNORECASE))  # would be the next header
    for line, like in zip(forms({name: token}), forms({name: "another"}), strict=True):
        hidden = redact(line)
        seen = [part for part in parts(token) | parts(repr(token)[1:-1]) if part in hidden and part not in redact(like)]
        assert not seen, line
        assert "(hidden)" in hidden and name in hidden


def test_a_token_that_begins_as_its_header_is_hidden_too() -> None:
    for line in forms({FIRST: "X-DMM-TOKEN0-abc"}):
        assert "TOKEN0" not in redact(line)


usual = st.from_regex(r"[A-Za-z0-9+/=_.-]{12,40}", fullmatch=True)


@given(usual, usual)
def test_both_headers_are_hidden_side_by_side(first: str, second: str) -> None:
    for line in forms({FIRST: first, SECOND: second}):
        hidden = redact(line + " done")
        assert first not in hidden and second not in hidden and hidden.count("(hidden)") == 2
        assert hidden.endswith(" done")


def test_other_headers_stay() -> None:
    lines = f"GET / HTTP/1.1\r\nA: b\r\n{FIRST}: abc\r\n{SECOND}: def\r\nHost: a"
    wanted = f"GET / HTTP/1.1\r\nA: b\r\n{FIRST}: (hidden)\r\n{SECOND}: (hidden)\r\nHost: a"
    assert redact(lines) == wanted
    assert redact(repr(lines)) == repr(wanted)


@pytest.mark.parametrize("line", ["", "The key (X-DMM-Token) is wrong.", "X-DMM-Tokens", "Token: abc"])
def test_lines_without_a_token_stay_as_they_are(line: str) -> None:
    assert redact(line) == line


def test_a_token_that_a_server_repeats_is_hidden() -> None:
    hide = Redaction(Token("abc.def+1"))
    assert hide("wrong key 'abc.def+1', abcxdef+1, xabc.def+12") == "wrong key '(hidden)', abcxdef+1, x(hidden)2"
    assert Redaction(Token("first-one"), Token("second-one"))("first-one second-one") == "(hidden) (hidden)"
    assert Redaction()("a b") == "a b"


@given(usual, usual)
def test_known_tokens_are_hidden_in_base64_and_in_addresses_too(first: str, second: str) -> None:
    hide = Redaction(Token(first))
    hide.add(Token(second))
    for token in (first, second):
        packed = base64.b64encode(token.encode()).decode()
        for form in (token, packed, packed.rstrip("="), quote(token, safe=""), quote(token)):
            assert token not in hide(f"<{form}>") and packed.rstrip("=") not in hide(f"<{form}>")
            assert "(hidden)" in hide(f'{{"Message": "{form}"}}')
    assert first not in repr(hide)


@given((usual | tokens).filter(lambda token: not token.endswith("\\")))  # it would begin the escape that follows
def test_known_tokens_are_hidden_as_servers_quote_them(token: str) -> None:
    hide = Redaction(Token(token))
    escaped = [
        "".join(one if one.isalnum() else form.format(ord(one)) for one in token)
        for form in ("\\u{:04X}", "\\u{:04x}", "%{:02X}", "%{:02x}", "&#{};", "&#x{:X};")
    ]
    quoted = [json.dumps(token)[1:-1], token.replace("/", "\\/"), html.escape(token), *escaped]
    for form in (token, *quoted):
        for before, after in (("", ""), ("\\n", "\\r\\n"), ("\\t", "\\t"), ("%3D", "%26"), ("\\u0022", "\\u0022")):
            assert hide(before + form + after) == f"{before}(hidden){after}"


def logged(message: str, *arguments: object, error: Exception | None = None) -> str:
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    handler.setFormatter(RedactingFormatter("%(name)s: %(message)s", Redaction()))
    record = logging.LogRecord("urllib3", logging.DEBUG, "", 0, message, arguments, None)
    if error is not None:
        record.exc_info = (type(error), error, error.__traceback__)
    handler.handle(record)
    return out.getvalue()


def test_message_arguments_and_traceback_are_hidden_alike() -> None:
    secret = "abcdefgh12345678"
    found = logged("%s %s", {FIRST: secret}, f"{SECOND}: {secret}", error=ValueError(f"bad header {FIRST}: {secret}"))
    assert secret not in found
    assert found.count("(hidden)") == 3 and found.startswith("urllib3: ") and "ValueError: bad header" in found


@given(usual, st.sampled_from(["", "You sent ", '{"Key": "', "key=", "\\n"]), st.data())
def test_a_token_that_is_cut_off_is_hidden_too(token: str, before: str, data: st.DataObject) -> None:
    known = Redaction(Token(token))
    for form in {token, quote(token, safe=""), json.dumps(token)[1:-1], base64.b64encode(token.encode()).decode()}:
        length = data.draw(st.integers(len(form) // 2 + 6, len(form)))
        hidden = known.of_beginning(before + form[:length])
        assert hidden.removesuffix("=") == before + "(hidden)", (form, length)  # of base64 without its padding


@given(usual)
def test_little_of_a_token_at_the_end_is_none_and_neither_is_it_elsewhere(token: str) -> None:
    known = Redaction(Token(token))
    for text in (f"Sent {token[:4]}", f"Sent {token[:10]} and more", ""):
        assert known.of_beginning(text) == text
