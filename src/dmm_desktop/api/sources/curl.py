"""Reads curl commands, as Postman, Chrome and Firefox write them or as users type them.

Nothing is carried out: no file is opened, no setting is changed, and no variable is expanded. Options that concern the
connection or the output are listed as ignored, by name only: their values may be secrets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlencode

from ...core.job import CancelToken
from .curl_words import commands
from .recorded import (
    Body,
    FileName,
    FormBody,
    FormPart,
    RawBody,
    RecordedRequest,
    basic,
    body_of,
    has_variable,
    sent_headers,
    sign_in,
    split_url,
)
from .schemas import JSON, MULTIPART, RAW_TYPES, URL_ENCODED, media_type

__all__ = ["CurlRequest", "curl_requests", "is_curl"]

#: How many commands are read.
MAX_REQUESTS = 5_000
#: How many ignored options are listed.
MOST_IGNORED = 300
_OPTION = re.compile(r"--?[A-Za-z0-9#:*][A-Za-z0-9.-]{0,39}(?: @)?")
_CURL = re.compile(r"(?:.*[/\\])?curl(?:\.exe)?", re.IGNORECASE)
_BEGINNING = re.compile(
    r"(?m)^[ \t]*(?:(?:\$|>|#|PS [^>\n]*>|[A-Za-z]:\\[^>\n]*>)[ \t]*)?(?:\w+=\S*[ \t]+)*"
    r"[\w./\\:]*?curl(?:\.exe)?[ \t^`\\]"
)
#: Short options and their long forms; those with a value are in _WITH_VALUE.
_SHORT = {
    **{"X": "request", "H": "header", "d": "data", "F": "form", "T": "upload-file", "G": "get", "I": "head"},
    **{"u": "user", "x": "proxy", "k": "insecure", "K": "config", "A": "user-agent", "e": "referer", "b": "cookie"},
    **{"c": "cookie-jar", "o": "output", "O": "remote-name", "L": "location", "s": "silent", "S": "show-error"},
    **{"v": "verbose", "i": "include", "E": "cert", "m": "max-time", "w": "write-out", "r": "range", "U": "proxy-user"},
    **{"C": "continue-at", "D": "dump-header", "Q": "quote", "Y": "speed-limit", "y": "speed-time", "z": "time-cond"},
    **{"P": "ftp-port", "t": "telnet-option", "h": "help", "f": "fail", "g": "globoff", "n": "netrc", "N": "no-buffer"},
}
#: The long options that take a value [documented]; all others are flags.
_WITH_VALUE = frozenset(
    [
        "abstract-unix-socket",
        "alt-svc",
        "aws-sigv4",
        "cacert",
        "capath",
        "cert",
        "cert-type",
        "ciphers",
        "config",
        "connect-timeout",
        "connect-to",
        "continue-at",
        "cookie",
        "cookie-jar",
        "create-file-mode",
        "crlfile",
        "curves",
        "data",
        "data-ascii",
        "data-binary",
        "data-raw",
        "data-urlencode",
        "delegation",
        "dns-interface",
        "dns-ipv4-addr",
        "dns-ipv6-addr",
        "dns-servers",
        "doh-url",
        "dump-header",
        "ech",
        "egd-file",
        "engine",
        "etag-compare",
        "etag-save",
        "expect100-timeout",
        "form",
        "form-string",
        "ftp-account",
        "ftp-alternative-to-user",
        "ftp-method",
        "ftp-port",
        "ftp-ssl-ccc-mode",
        "happy-eyeballs-timeout-ms",
        "haproxy-clientip",
        "header",
        "help",
        "hostpubmd5",
        "hostpubsha256",
        "hsts",
        "interface",
        "ip-tos",
        "ipfs-gateway",
        "json",
        "keepalive-cnt",
        "keepalive-time",
        "key",
        "key-type",
        "krb",
        "libcurl",
        "limit-rate",
        "local-port",
        "login-options",
        "mail-auth",
        "mail-from",
        "mail-rcpt",
        "max-filesize",
        "max-redirs",
        "max-time",
        "netrc-file",
        "noproxy",
        "oauth2-bearer",
        "output",
        "output-dir",
        "parallel-max",
        "parallel-max-host",
        "pass",
        "pinnedpubkey",
        "postquote",
        "preproxy",
        "prequote",
        "proto",
        "proto-default",
        "proto-redir",
        "proxy",
        "proxy-cacert",
        "proxy-capath",
        "proxy-cert",
        "proxy-cert-type",
        "proxy-ciphers",
        "proxy-crlfile",
        "proxy-header",
        "proxy-key",
        "proxy-key-type",
        "proxy-pass",
        "proxy-pinnedpubkey",
        "proxy-service-name",
        "proxy-tls13-ciphers",
        "proxy-tlsauthtype",
        "proxy-tlspassword",
        "proxy-tlsuser",
        "proxy-user",
        "proxy1.0",
        "pubkey",
        "quote",
        "random-file",
        "range",
        "rate",
        "referer",
        "request",
        "request-target",
        "resolve",
        "retry",
        "retry-delay",
        "retry-max-time",
        "sasl-authzid",
        "service-name",
        "sigalgs",
        "socks4",
        "socks4a",
        "socks5",
        "socks5-gssapi-service",
        "socks5-hostname",
        "speed-limit",
        "speed-time",
        "stderr",
        "telnet-option",
        "tftp-blksize",
        "time-cond",
        "tls-max",
        "tls13-ciphers",
        "tlsauthtype",
        "tlspassword",
        "tlsuser",
        "trace",
        "trace-ascii",
        "trace-config",
        "unix-socket",
        "upload-file",
        "url",
        "url-query",
        "user",
        "user-agent",
        "variable",
        "vlan-priority",
        "write-out",
    ]
)
#: Options without meaning for a description, which clients add to every command; they are not listed.
_OF_NO_INTEREST = frozenset(
    [
        "location",
        "compressed",
        "silent",
        "show-error",
        "verbose",
        "include",
        "globoff",
        "http1.1",
        "http2",
        "http2-prior-knowledge",
        "fail",
        "user-agent",
        "referer",
        "no-buffer",
        "progress-bar",
        "no-progress-meter",
        "output",
        "remote-name",
        "write-out",
        "fail-with-body",
    ]
)


@dataclass(frozen=True, slots=True)
class CurlRequest:
    """A request, and the options of its command that are ignored."""

    request: RecordedRequest
    ignored: tuple[str, ...]


@dataclass
class _Given:
    """What the words of one request state."""

    urls: list[str] = field(default_factory=list)
    method: str = ""
    headers: list[tuple[str, str]] = field(default_factory=list)
    data: list[str] = field(default_factory=list)
    file: str | None = None
    form: list[FormPart] = field(default_factory=list)
    query: list[str] = field(default_factory=list)
    upload: bool = False
    as_json: bool = False
    flags: set[str] = field(default_factory=set)
    ignored: dict[str, None] = field(default_factory=dict)

    def ignore(self, option: str) -> None:
        """List an option, once; no more than a command could have, and none whose name is not one."""
        if len(self.ignored) < MOST_IGNORED and _OPTION.fullmatch(option):
            self.ignored[option] = None


def is_curl(text: str) -> bool:
    """Whether a line of the text begins with a curl command."""
    return _BEGINNING.search(text) is not None


def curl_requests(text: str, cancel: CancelToken | None = None) -> Iterator[CurlRequest]:
    """The requests of all curl commands in the text, in their order; other commands are passed over. Raises
    TooManyValues and Cancelled."""
    count = 0
    for words in commands(text, cancel=cancel):
        start = next((at for at, word in enumerate(words) if _CURL.fullmatch(word)), None)
        if start is None or any(
            "=" not in word and word not in ("$", ">", "#", "PS") and ">" not in word for word in words[:start]
        ):
            continue
        for given in _requests(words[start + 1 :]):
            for request in _recorded(given):
                count += 1
                if count > MAX_REQUESTS:
                    return
                yield CurlRequest(request, tuple(given.ignored))


def _requests(words: list[str]) -> Iterator[_Given]:
    given = _Given()
    left = iter(words)
    for word in left:
        if word in ("--next", "-:"):
            yield given
            given = _Given()
        elif word.startswith("--") and len(word) > 2:
            name = word[2:]
            _take(given, name, next(left, "") if name in _WITH_VALUE else "")
        elif word.startswith("-") and len(word) > 1:
            _take_short(given, word[1:], left)
        else:
            given.urls.append(word)
    yield given


def _take_short(given: _Given, letters: str, left: Iterator[str]) -> None:
    """Short options may be joined; the rest of the word is the value of the first that takes one."""
    for at, letter in enumerate(letters):
        name = _SHORT.get(letter, letter)
        if name in _WITH_VALUE:
            _take(given, name, letters[at + 1 :] or next(left, ""))
            return
        _take(given, name, "")


def _take(given: _Given, name: str, value: str) -> None:
    match name:
        case "url":
            given.urls.append(value)
        case "request":
            given.method = value
        case "header":
            if value.startswith("@"):
                given.ignore("--header @")
            else:
                header, separator, content = value.partition(":")
                if separator:
                    given.headers.append((header, content))
        case "data" | "data-ascii" | "data-binary" | "json" if value.startswith("@"):
            given.file = value[1:]
            given.as_json = given.as_json or name == "json"
        case "data" | "data-ascii" | "data-raw" | "data-binary" | "json":
            given.data.append(value)
            given.as_json = given.as_json or name == "json"
        case "data-urlencode":
            given.data.append(_encoded(value))
        case "form" | "form-string":
            given.form.append(_form_part(value, is_plain=name == "form-string"))
        case "url-query":
            given.query.append(value.removeprefix("+"))
        case "user" | "proxy-user":  # not sent, but its password is a secret elsewhere too
            user, _, password = value.partition(":")
            header = "authorization" if name == "user" else "proxy-authorization"
            given.headers.append((header, basic(user, password)[1]))
            given.ignore(f"--{name}")
        case "upload-file":
            given.upload = True
        case "get" | "head":
            given.flags.add(name)
        case _ if name not in _OF_NO_INTEREST:
            given.ignore(f"--{name}" if len(name) > 1 else f"-{name}")


def _encoded(value: str) -> str:
    name, separator, content = value.partition("=")
    if not separator:
        name, _, _ = value.partition("@")
        return f"{name}=" if name else ""
    return urlencode({name: content}) if name else urlencode({"": content})[1:]


def _form_part(value: str, *, is_plain: bool) -> FormPart:
    """A part of a form: name=text, name=@file or name=<file, with ;type= and ;filename= after it."""
    name, _, content = value.partition("=")
    if is_plain:
        return FormPart(name, content)
    is_file = content.startswith("@")
    if content[:1] in ("@", "<"):
        content = content[1:]
        own, *options = re.split(r";(?=(?:type|filename|headers|encoder)=)", content)
        media = next((media_type(one[5:]) for one in options if one.startswith("type=")), "")
        named = next((one[9:] for one in options if one.startswith("filename=")), own)
        return FormPart(
            name, FileName(named.strip('"'), media) if is_file else FileName("", media or "text/plain"), media
        )
    own, *options = re.split(r";(?=(?:type|headers|encoder)=)", content)
    media = next((media_type(one[5:]) for one in options if one.startswith("type=")), "")
    if len(own) > 1 and own[0] == own[-1] == '"':
        own = re.sub(r"\\([\\\"])", r"\1", own[1:-1])
    return FormPart(name, own, media)


def _recorded(given: _Given) -> Iterator[RecordedRequest]:
    """A request for each address; all share what they send."""
    headers = sent_headers(given.headers)
    content_type = next((value for name, value in headers if name == "content-type"), "")
    has_body = bool(given.data or given.form or given.upload or given.file is not None)
    extra = [tuple(one.partition("=")[::2]) for one in given.query]
    if "get" in given.flags:
        extra += [tuple(one.partition("=")[::2]) for data in given.data for one in data.split("&")]
        has_body = False
    body = _body(given, content_type) if has_body else None
    method = given.method or (
        "HEAD" if "head" in given.flags else "PUT" if given.upload else "POST" if has_body else "GET"
    )
    pairs = tuple((str(name), str(value)) for name, value in extra)
    for url in given.urls:
        url = url if "://" in url or has_variable(url.partition("/")[0]) else f"https://{url}"
        origin, segments, query = split_url(url)
        yield RecordedRequest("", method.upper(), origin, segments, (*query, *pairs), (*sign_in(url), *headers), body)


def _body(given: _Given, content_type: str) -> Body:
    if given.form:
        return FormBody(tuple(given.form), MULTIPART)
    if given.file is not None or given.upload:
        media = media_type(content_type) or (JSON if given.as_json else "")
        is_zip = given.upload or media in RAW_TYPES or (given.file or "").lower().endswith(".zip")
        return RawBody(media if is_zip or media else URL_ENCODED, is_unknown=not is_zip)
    return body_of("&".join(given.data), content_type or (JSON if given.as_json else ""))
