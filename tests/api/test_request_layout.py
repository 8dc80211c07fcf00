"""How each value is written: configurations, the zip, ids, flags, and what is refused because it would be changed."""

import base64
import json
from typing import Any
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.descriptions import (
    BYTE,
    START,
    STATUS,
    STOP,
    STRING,
    TRACKER,
    Json,
    asked,
    at,
    body,
    bound,
    described,
    obj,
    sent_body,
    started,
)
from dmm_desktop.api.request import Configuration, ZipContent, lay_out
from dmm_desktop.core.errors import ContractIncomplete

TEXT = '{ "DestinationDBConnection": "Größe 1 €",\n "Unknown": [1.5, null] }'
GUID = "0f8fad5b-d9cb-469f-a165-70867728950e"
START_BODY = {"Type": STRING, "Configuration": STRING, "ZipFile": BYTE}


def start(**changes: Json) -> Json:
    return described(START, body(obj(**{**START_BODY, **changes})))


def raw(configuration: Json, media: str = "application/zip", **more: Any) -> Json:
    return described(START, at("query", "Type"), configuration, body(STRING, **more), consumes=[media])


def test_a_configuration_as_text_is_sent_as_it_is() -> None:
    assert sent_body(started(start(), TEXT), "UEs=")["Configuration"] == TEXT


def test_a_configuration_as_an_object() -> None:
    sent = sent_body(started(start(Configuration={"type": "object"}), TEXT), "UEs=")
    assert sent == {"Type": "Import", "Configuration": json.loads(TEXT), "ZipFile": "UEs="}


def test_a_configuration_as_a_described_object_is_sent_with_every_field_that_it_has() -> None:
    known = obj("Type", Type=STRING, ZipFile=STRING, DestinationDBConnection=STRING)
    sent = sent_body(started(start(Configuration=known), TEXT), "UEs=")
    assert sent == {"Type": "Import", "Configuration": json.loads(TEXT), "ZipFile": "UEs="}


def test_a_configuration_as_base64() -> None:
    sent = sent_body(started(start(Configuration=BYTE), TEXT))["Configuration"]
    assert base64.b64decode(sent).decode() == TEXT


@pytest.mark.parametrize("place", ["query", "header"])
@pytest.mark.parametrize("schema", [STRING, BYTE])
def test_a_configuration_outside_the_body_is_one_line_of_ascii(place: str, schema: Json) -> None:
    request = started(raw(at(place, "JSON", **schema)), TEXT)
    sent = dict(request.query if place == "query" else request.headers)["JSON"]
    if schema is BYTE:
        sent = base64.b64decode(sent, validate=True).decode()
    assert sent.isascii() and "\n" not in sent
    assert json.loads(sent) == json.loads(TEXT)


@pytest.mark.parametrize("media", ["application/zip", "application/octet-stream", "Application/ZIP; charset=binary"])
def test_the_zip_as_the_raw_body(media: str) -> None:
    request = started(raw(at("query", "Configuration"), media), "{}")
    assert (request.zip_encoding, request.head, request.tail) == ("raw", b"", b"")
    assert request.content_type == media.lower().split(";")[0]
    assert request.query == (("Type", "Import"), ("Configuration", "{}"))


def test_json_is_chosen_where_an_operation_takes_both_and_describes_an_object() -> None:
    paths = described(START, body(obj(**START_BODY)), consumes=["application/zip", "application/json"])
    request = started(paths)
    assert (request.zip_encoding, request.content_type) == ("base64", "application/json")


def test_the_raw_body_is_chosen_where_it_takes_both_and_describes_a_string() -> None:
    paths = described(
        START,
        at("query", "Type"),
        at("query", "JSON"),
        body({"type": "string", "format": "binary"}),
        consumes=["application/json", "application/octet-stream"],
    )
    request = started(paths)
    assert (request.zip_encoding, request.content_type) == ("raw", "application/octet-stream")


def test_the_zip_may_be_the_whole_json_body() -> None:
    paths = described(START, at("query", "Type"), at("query", "JSON"), body(BYTE, name="File"))
    request = started(paths)
    assert (request.head, request.tail, request.zip_encoding) == (b'"', b'"', "base64")


def test_the_zip_stands_where_it_does_among_the_members_of_a_wrapper() -> None:
    request = started(described(START, body(obj(Request=obj(**START_BODY)))), TEXT)
    wanted = {"Request": {"Type": "Import", "Configuration": TEXT, "ZipFile": "UEsDBA=="}}
    assert sent_body(request, "UEsDBA==") == wanted


@pytest.mark.parametrize(
    ("consumes", "media"),
    [
        (None, "application/json"),
        ([], "application/json"),
        (["Application/JSON ; charset=utf-8"], "application/json"),
        (["text/json", "application/json"], "application/json"),
        (["application/vnd.dmm+json"], "application/vnd.dmm+json"),
        (["application/vnd.dmm+json", "application/json"], "application/json"),
    ],
)
def test_the_type_of_a_json_body(consumes: list[str] | None, media: str) -> None:
    more: Json = {} if consumes is None else {"consumes": consumes}
    request = asked(STOP, {TRACKER: "7"}, described(STOP, body(obj(**{TRACKER: STRING})), **more))
    assert request.content_type == media


def test_the_documents_types_count_unless_the_operation_has_its_own() -> None:
    paths = described(STOP, body(obj(**{TRACKER: STRING})))
    assert asked(STOP, {TRACKER: "7"}, paths, consumes=["application/a+json"]).content_type == "application/a+json"
    paths[f"/{STOP}"]["post"]["consumes"] = ["application/b+json"]
    assert asked(STOP, {TRACKER: "7"}, paths, consumes=["application/a+json"]).content_type == "application/b+json"


def test_the_numbers_of_a_configuration_keep_their_digits() -> None:
    configuration = '{"A":0.12345678901234567890,"B":[1E5,-0,1.10],"C":%s}' % ("9" * 5000)
    as_text = started(start(), configuration)
    assert sent_body(as_text)["Configuration"] == configuration
    as_object = started(start(Configuration={"type": "object"}), configuration)
    assert b'"Configuration":%s,' % configuration.encode() in as_object.head


@pytest.mark.parametrize("place", ["header", "query"])
def test_so_do_those_of_a_configuration_outside_the_body(place: str) -> None:
    zip_body = body({"type": "string", "format": "binary"}, name="File")
    paths = described(START, at(place, "Configuration"), at("query", "Type"), zip_body, consumes=["application/zip"])
    request = started(paths, '{"A": 0.12345678901234567890, "B": 1E5}')
    assert ("Configuration", '{"A":0.12345678901234567890,"B":1E5}') in request.headers + request.query


def test_without_a_body_there_is_no_type_of_one() -> None:
    request = asked(
        STATUS, {TRACKER: "7", "LogPage": None}, described(STATUS, at("query", "Id"), at("query", "LogPage"))
    )
    assert (request.head, request.content_type, request.query) == (b"", "", (("Id", "7"),))


def test_what_has_no_documented_value_is_left_out() -> None:
    paths = described(STATUS, at("query", "Id"), at("query", "Verbose"), body(obj(Extra=STRING), required=False))
    request = asked(STATUS, {TRACKER: "7"}, paths)
    assert (request.query, request.headers, request.head) == ((("Id", "7"),), (), b"")


@pytest.mark.parametrize("kind", ["integer", "number"])
@pytest.mark.parametrize("tracker_id", ["7", "0", "-5", "9007199254740993", "9" * 5000])
def test_an_integer_id_is_sent_as_a_number_and_does_not_change(kind: str, tracker_id: str) -> None:
    request = asked(STOP, {TRACKER: tracker_id}, described(STOP, body(obj(Id={"type": kind}))))
    assert request.head == b'{"Id":%s}' % tracker_id.encode()
    request = asked(STOP, {TRACKER: tracker_id}, described(STOP, at("query", "Id", type=kind)))
    assert request.query == (("Id", tracker_id),)


@pytest.mark.parametrize("tracker_id", ["1e5", "7.50"])
def test_an_id_with_a_fraction_or_an_exponent_keeps_it_where_numbers_have_them(tracker_id: str) -> None:
    number = described(STOP, body(obj(Id={"type": "number"})))
    assert asked(STOP, {TRACKER: tracker_id}, number).head == b'{"Id":%s}' % tracker_id.encode()
    with pytest.raises(ContractIncomplete, match="of type integer"):
        asked(STOP, {TRACKER: tracker_id}, described(STOP, body(obj(Id={"type": "integer"}))))


@pytest.mark.parametrize("place", ["query", "header", "path", "body"])
@pytest.mark.parametrize("kind", ["integer", "number"])
@pytest.mark.parametrize("tracker_id", [GUID, "007", "+7", "1_000", "٣", "nan", "Infinity", "1.", ""])
def test_an_id_that_is_not_a_number_is_refused_where_one_is_wanted(place: str, kind: str, tracker_id: str) -> None:
    if place == "body":
        paths = described(STOP, body(obj(Id={"type": kind})))
    else:
        parameter = at(place, "Id", type=kind)
        paths = described(STOP, parameter, path="/StopExecution/{Id}" if place == "path" else "")
    with pytest.raises(ContractIncomplete, match="StopExecution") as caught:
        asked(STOP, {TRACKER: tracker_id}, paths)
    assert "Id" in str(caught.value.reason) and GUID not in str(caught.value)


@given(st.text(min_size=1).filter(lambda value: value not in (".", "..")))
def test_an_id_in_the_path_arrives_as_it_is_and_changes_no_other_part(tracker_id: str) -> None:
    paths = described(STOP, path="/a/{Id}/StopExecution")
    sent = asked(STOP, {TRACKER: tracker_id}, paths).path
    assert sent.count("/") == 3 and sent.startswith("/a/") and sent.endswith("/StopExecution")
    assert unquote(sent.split("/")[2]) == tracker_id


@pytest.mark.parametrize("tracker_id", ["", ".", ".."])
def test_an_id_that_an_address_would_lose_is_refused(tracker_id: str) -> None:
    with pytest.raises(ContractIncomplete, match="it would be lost"):
        asked(STOP, {TRACKER: tracker_id}, described(STOP, path="/a/{Id}/StopExecution"))


@pytest.mark.parametrize("tracker_id", ["ü", "a\r\nX-Other: 1", "\x00"])
def test_an_id_that_no_header_can_hold_is_refused(tracker_id: str) -> None:
    with pytest.raises(ContractIncomplete, match="printable ASCII"):
        asked(STOP, {TRACKER: tracker_id}, described(STOP, at("header", "Id")))


@pytest.mark.parametrize(
    ("kind", "yes", "no"), [("boolean", True, False), ("string", "true", "false"), ("integer", 1, 0)]
)
def test_flags_in_a_body_have_the_described_kind(kind: str, yes: object, no: object) -> None:
    paths = described(STATUS, body(obj(Id=STRING, IncludeLogs={"type": kind}, IncludeReports={"type": kind})))
    request = asked(STATUS, {TRACKER: "7", "IncludeLogs": True, "IncludeReports": False}, paths)
    assert sent_body(request) == {"Id": "7", "IncludeLogs": yes, "IncludeReports": no}


@pytest.mark.parametrize(("kind", "words"), [("boolean", "true"), ("string", "true"), ("integer", "1")])
def test_flags_in_an_address_are_lower_case_words_or_digits(kind: str, words: str) -> None:
    paths = described(STATUS, at("query", "Id"), at("query", "IncludeLogs", type=kind))
    assert asked(STATUS, {TRACKER: "7", "IncludeLogs": True}, paths).query[1] == ("IncludeLogs", words)


def test_a_flag_takes_the_spelling_of_the_description() -> None:
    paths = described(STATUS, at("query", "Id"), at("query", "IncludeLogs", enum=["True", "False"]))
    assert asked(STATUS, {TRACKER: "7", "IncludeLogs": False}, paths).query[1] == ("IncludeLogs", "False")


def test_the_type_takes_the_spelling_of_the_description() -> None:
    assert sent_body(started(start(Type={**STRING, "enum": ["EXPORT", "IMPORT"]})))["Type"] == "IMPORT"


@given(st.text(alphabet=st.characters(codec="utf-8")), st.booleans())
def test_any_text_survives_a_body(value: str, as_object: bool) -> None:
    operation = bound(START, start(Configuration={"type": "object"} if as_object else STRING))
    text = json.dumps({"a": value}, ensure_ascii=False)
    request = lay_out(operation, {"Type": "Import", "Configuration": Configuration(text), "ZipFile": ZipContent()})
    sent = sent_body(request)["Configuration"]
    assert (sent if as_object else json.loads(sent)) == {"a": value}
