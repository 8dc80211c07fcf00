"""A short secret hides where it is one, and hides nothing else."""

import base64
import json
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dmm_desktop.core.network import add_variables
from dmm_desktop.core.redaction import Redaction, redact
from dmm_desktop.core.token import Token

SHORT = "4711"
ANYTHING = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)


def packed(text: str, encoding: str = "utf-8") -> str:
    return base64.b64encode(text.encode(encoding)).decode()


@pytest.mark.parametrize("line", ["4711 records", "Imported 4711 of 9000", '{"Count": 4711}', "key 4711", "a:4711", ""])
def test_elsewhere_it_is_an_ordinary_word(line: str) -> None:
    known = Redaction(Token(SHORT))
    assert known(line) == line
    known.within().add(Token("1234"))
    assert known("1234 of 4711") == known.within()("1234 of 4711") == "1234 of 4711"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("http://me:", "@proxy:8080"),
        ("me:", "@proxy"),
        ("http%3A%2F%2Fme:", "%40proxy"),
        ("password=", "&a=1"),
        ('{"Password": "', '"}'),
        ('{\\"proxyPassword\\":\\"', '\\"}'),
        ("{'X-DMM-Token': '", "'}"),
        ("[(b'X-DMM-Token-OTP', b'", "')]"),
        ("<RestApiKey>", "</RestApiKey>"),
        ("PWD:  ", "."),
        ("Proxy-Authorization: Basic ", "\r\n"),
        ("Bearer ", ""),
    ],
)
def test_where_a_credential_stands_it_is_hidden(before: str, after: str) -> None:
    known = Redaction(Token(SHORT))
    assert known(before + SHORT + after) == f"{before}(hidden){after}"
    assert known(f"{before}{SHORT}5{after}") == f"{before}{SHORT}5{after}"


def test_over_its_own_connection_it_is_hidden_as_a_word() -> None:
    process = Redaction()
    connection, other = process.within(), process.within()
    connection.add(Token(SHORT))
    assert connection("You sent 4711.") == "You sent (hidden)."
    assert connection.of_beginning("You sent 471") == "You sent (hidden)"
    assert connection("14711 47110") == "14711 47110"
    for elsewhere in (process, other):
        assert elsewhere("You sent 4711.") == "You sent 4711."
        assert elsewhere("password=4711") == "password=(hidden)"


def test_a_long_one_is_hidden_everywhere_whoever_learnt_it() -> None:
    process = Redaction()
    process.within().add(Token("eight-ch"))
    assert process("You sent eight-ch.") == process.within()("You sent eight-ch.") == "You sent (hidden)."


def test_packed_it_is_no_ordinary_word() -> None:
    known = Redaction(Token(SHORT))
    assert known(f"You sent {packed(SHORT)} or {packed(SHORT).rstrip('=')}.") == "You sent (hidden) or (hidden)."


@given(ANYTHING, ANYTHING)
def test_a_sign_in_is_hidden_in_every_form_in_which_it_goes_over_the_wire(user: str, password: str) -> None:
    url = f"http://{quote(user, safe='')}:{quote(password, safe='')}@proxy:8080"
    process = Redaction()
    process.within().add_sign_in(url)
    sign_in = packed(f"{user}:{password}")
    assert sign_in.rstrip("=") not in process(f"Proxy-Authorization: Basic {sign_in}")
    assert sign_in.rstrip("=") not in process(json.dumps({"Authorization": f"Basic {sign_in}"}))
    connection = process.within()
    connection.add_sign_in(url)
    assert sign_in not in connection(f"You sent {sign_in}.")
    assert connection(url) != url


def test_letters_beyond_ascii_are_hidden_as_addresses_write_them() -> None:
    known = Redaction()
    known.add_text("pässwörd 1")
    for form in (
        "pässwörd 1",
        "p%C3%A4ssw%C3%B6rd%201",
        "p%c3%a4ssw%c3%b6rd+1",
        "p\\u00e4ssw\\u00f6rd 1",
        packed("pässwörd 1"),
        packed("pässwörd 1", "latin-1"),
    ):
        assert known(f"sent {form}.") == "sent (hidden)."


def test_a_user_name_without_a_password_is_the_secret() -> None:
    known = Redaction()
    known.add_sign_in("http://a-long-token@proxy:8080")
    assert known(f"a-long-token {packed('a-long-token:')}") == "(hidden) (hidden)"


@pytest.mark.parametrize("url", ["", "http://proxy:8080", "http://@proxy:8080", "http://:@proxy"])
def test_an_address_without_a_sign_in_hides_nothing(url: str) -> None:
    known = Redaction()
    known.add_sign_in(url)
    assert known("http://proxy:8080 : @") == "http://proxy:8080 : @"


@pytest.mark.parametrize("variable", ["HTTPS_PROXY", "https_proxy", "ALL_PROXY"])
@pytest.mark.parametrize("scheme", ["http://", ""])
def test_variables_are_read_when_the_process_begins(
    monkeypatch: pytest.MonkeyPatch, variable: str, scheme: str
) -> None:
    monkeypatch.setenv(variable, f"{scheme}me:47%2B11-x@proxy:8080")
    known = Redaction()
    add_variables(known)
    assert known(f"me:47%2B11-x@ 47+11-x {packed('me:47+11-x')}") == "(hidden)@ 47+11-x (hidden)"
    assert known("me:47+11-x@proxy") == "(hidden)@proxy"


@pytest.mark.parametrize("scheme", ["Basic", "Bearer", "NTLM"])
def test_the_header_that_signs_in_is_hidden_by_its_name(scheme: str) -> None:
    line = f"Proxy-Authorization: {scheme} YWI6Yw==\r\nHost: a"
    assert redact(line) == f"Proxy-Authorization: {scheme} (hidden)\r\nHost: a"
    assert redact(repr(line)) == repr(line).replace("YWI6Yw==", "(hidden)")
    assert redact("Authorization: failed") == "Authorization: failed"
