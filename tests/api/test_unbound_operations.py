"""What the description requires and nobody can fill, and what it expects in a form that fits not, is said by name."""

import pytest

from api.descriptions import (
    BYTE,
    CREATE,
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
    reason,
    sent_body,
    strings,
)

ID = at("query", TRACKER)
SCHEMA = {"Type": STRING, "Configuration": STRING, "ZipFile": BYTE}


def start(*required: str, **changes: Json) -> Json:
    return described(START, body(obj(*required, **{**SCHEMA, **changes})))


@pytest.mark.parametrize("place", ["query", "header"])
def test_a_required_parameter_without_a_value(place: str) -> None:
    paths = described(STOP, ID, at(place, "Tenant", required=True), at(place, "Reason", required=True))
    words = "POST /StopExecution: it requires Tenant, Reason, for which there is no value."
    assert reason(STOP, paths) == words
    assert bound(STOP, described(STOP, ID, at(place, "Tenant")))


def test_an_unknown_part_of_the_path() -> None:
    words = "POST /{Tenant}/StopExecution: it requires Tenant, for which there is no value."
    assert reason(STOP, described(STOP, ID, path="/{Tenant}/StopExecution")) == words


def test_a_required_member_of_the_body_whether_or_not_the_body_is_required() -> None:
    schema = obj("Reason", **strings(TRACKER, "Reason"))
    for required in (True, False):
        assert "it requires Reason," in reason(STOP, described(STOP, body(schema, required=required)))


def test_a_body_that_is_left_out_requires_nothing() -> None:
    schema = obj("Reason", Reason=STRING)
    assert asked(STOP, {TRACKER: "7"}, described(STOP, ID, body(schema, required=False))).head == b""
    assert "it requires Request, Reason," in reason(STOP, described(STOP, ID, body(schema)))


@pytest.mark.parametrize("wrapper", ["Options", "Request"])
def test_a_required_member_of_a_wrapper_counts_where_the_wrapper_does(wrapper: str) -> None:
    inside = obj("Level", Level=STRING)
    left_out = described(STOP, body(obj(TRACKER, **{TRACKER: STRING, wrapper: inside})))
    assert sent_body(asked(STOP, {TRACKER: "7"}, left_out)) == {TRACKER: "7"}
    required = described(STOP, body(obj(wrapper, **{TRACKER: STRING, wrapper: inside})))
    assert f"it requires {wrapper}, Level," in reason(STOP, required)
    used = described(STOP, body(obj(**{wrapper: obj("Level", Level=STRING, Id=STRING)}), required=False))
    assert "it requires Level," in reason(STOP, used)


def test_what_every_request_carries_may_be_required() -> None:
    names = ("X-DMM-Token", "x-dmm-token-otp", "Content-Type", "Accept", "Host", "Content-Length")
    headers = [at("header", name, required=True) for name in names]
    assert bound(STOP, described(STOP, ID, *headers))
    assert bound(CREATE, described(CREATE, *headers, at("query", "Name"))).places.keys() == {"Name"}
    assert "it requires the header Authorization, which a description cannot set" in reason(
        STOP, described(STOP, ID, at("header", "Authorization", required=True))
    )


@pytest.mark.parametrize("enum", [["Export", "Delete"], ["1", "2"]])
def test_a_type_that_does_not_allow_import(enum: list[str]) -> None:
    assert "its Type does not allow Import" in reason(START, start(Type={**STRING, "enum": enum}))


@pytest.mark.parametrize(
    ("name", "schema", "words"),
    [
        ("Type", {"type": "integer"}, "it expects Type as integer"),
        ("Configuration", {"type": "array"}, "it expects Configuration as array"),
        ("ZipFile", {"type": "integer"}, "it expects ZipFile as integer"),
        ("ZipFile", {"type": "object"}, "it expects ZipFile as object"),
    ],
)
def test_a_place_of_a_kind_that_cannot_hold_the_value(name: str, schema: Json, words: str) -> None:
    assert words in reason(START, start(**{name: schema}))


@pytest.mark.parametrize("kind", ["object", "array", "boolean"])
def test_an_id_of_a_kind_that_no_id_has(kind: str) -> None:
    assert f"it expects {TRACKER} as {kind}" in reason(STOP, described(STOP, at("query", TRACKER, type=kind)))


def test_a_flag_of_a_kind_that_no_flag_has() -> None:
    assert "it expects IncludeLogs as array" in reason(
        STATUS, described(STATUS, ID, at("query", "IncludeLogs", type="array"))
    )


def test_a_place_inside_an_object_that_is_sent_whole_is_none() -> None:
    inside = obj(**strings("DataAppendMode", "ZipFile"))
    paths = described(START, body(obj(Type=STRING, Configuration=inside)))
    assert "it has no place for ZipFile" in reason(START, paths)


def test_a_zip_outside_the_body() -> None:
    paths = described(START, at("query", "Type"), at("query", "JSON"), at("header", "Zip"))
    assert "it expects Zip outside the body" in reason(START, paths)


def test_an_object_outside_the_body() -> None:
    schema = obj(Type=STRING, Zip=BYTE)
    paths = described(START, at("query", "JSON", type="object"), body(schema))
    assert "it expects JSON as object" in reason(START, paths)


@pytest.mark.parametrize("media", ["application/xml", "multipart/form-data", "text/plain"])
def test_a_body_that_is_neither_json_nor_a_zip(media: str) -> None:
    paths = described(STOP, body(obj(**strings(TRACKER))), consumes=[media])
    assert f"it expects a body of type {media}" in reason(STOP, paths)


@pytest.mark.parametrize("name", [TRACKER, "Request"])
def test_a_raw_body_holds_nothing_but_the_zip(name: str) -> None:
    paths = described(STOP, body(STRING, name=name), consumes=["application/zip"])
    assert f"it has no place for {TRACKER}" in reason(STOP, paths)
    paths = described(STOP, ID, body(STRING, name=name), consumes=["application/zip"])
    assert f"it requires {name}," in reason(STOP, paths)


@pytest.mark.parametrize("name", ["Configuration", "JSON", "Type"])
def test_a_raw_body_named_like_another_value_is_still_the_zip(name: str) -> None:
    paths = described(
        START, at("query", "Type"), at("query", "Configuration"), body(STRING, name=name), consumes=["application/zip"]
    )
    places = bound(START, paths).places
    assert {key: field.place.value for key, field in places.items()} == {
        "Type": "query",
        "Configuration": "query",
        "ZipFile": "raw body",
    }


@pytest.mark.parametrize(
    "parameters", [[body(STRING)], [body({"type": "array"})], [body(STRING, required=False), at("query", "A")]]
)
def test_a_connection_has_to_have_fields(parameters: list[Json]) -> None:
    assert "its body has no fields" in reason(CREATE, described(CREATE, *parameters))
    paths = described(CREATE, *parameters, consumes=["application/octet-stream"])
    assert "its body has no fields" in reason(CREATE, paths)
    assert "it takes no fields" in reason(CREATE, described(CREATE))


def test_a_connection_with_two_places_of_one_name() -> None:
    schema = obj(Source=obj(Url=STRING), Target=obj(url=STRING))
    assert "it has more than one place for Url" in reason(CREATE, described(CREATE, body(schema)))
