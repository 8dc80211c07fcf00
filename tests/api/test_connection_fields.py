"""The fields of a connection, as a person wrote them: matched by name, never completed, never repeated in errors."""

import json
import traceback
from typing import Any

import pytest

from api.descriptions import CREATE, STRING, Json, at, body, bound, described, obj, sent_body
from dmm_desktop.api.binding import built_in_contract
from dmm_desktop.api.request import connection_values, lay_out
from dmm_desktop.core.errors import WrongInput
from dmm_desktop.core.json_object import json_object

GIVEN = {"ConnectionName": "Archive", "ConnectionType": "DataDestination", "DatabaseType": "SQLServer"}
SECRET = "Server=db;Password=pa55wörd"


def sent(paths: Json, given: dict[str, Any]) -> Any:
    operation = bound(CREATE, paths)
    return sent_body(lay_out(operation, connection_values(operation, given)))


def built_in(given: dict[str, Any]) -> Any:
    operation = built_in_contract().bound(CREATE)
    return sent_body(lay_out(operation, connection_values(operation, given)))


def refused(given: dict[str, Any], paths: Json | None = None) -> str:
    operation = bound(CREATE, paths) if paths else built_in_contract().bound(CREATE)
    with pytest.raises(WrongInput) as caught:
        connection_values(operation, given)
    assert SECRET not in "".join(traceback.format_exception(caught.value))
    return str(caught.value)


def test_fields_are_sent_under_the_described_names() -> None:
    given = {"connection_name": "Archive", "CONNECTIONTYPE": "datadestination", "databaseType": "sqlserver"}
    assert built_in(given | {"ConnectionString": SECRET}) == GIVEN | {"ConnectionString": SECRET}


def test_all_missing_fields_are_named() -> None:
    assert "The connection lacks ConnectionName, DatabaseType." in refused({"ConnectionType": "DataSource"})


@pytest.mark.parametrize("nothing", ["", " \t", None])
@pytest.mark.parametrize("name", ["ConnectionName", "DatabaseType"])
def test_a_blank_field_is_a_missing_one(name: str, nothing: str | None) -> None:
    assert f"The connection lacks {name}." in refused(GIVEN | {name: nothing})


def test_white_space_around_the_name_means_nothing_and_stays_around_all_else() -> None:
    given = {**GIVEN, "ConnectionName": " Archive\t", "ConnectionString": f" {SECRET} "}
    assert built_in(given) == GIVEN | {"ConnectionString": f" {SECRET} "}
    free = described(CREATE, body({"type": "object"}))
    assert sent(free, {"name": " Archive ", "Note": " a "}) == {"name": "Archive", "Note": " a "}
    assert "The connection lacks Name." in refused({"Name": " "}, free)


def test_numbers_keep_their_digits() -> None:
    paths = described(CREATE, body(obj(A={"type": "number"}, B={"type": "integer"}, C={"type": "object"}, D=STRING)))
    operation = bound(CREATE, paths)
    given = json_object('{"A": 1.10, "B": 9007199254740993, "C": {"x": 1E5}, "D": 0.10}')
    request = lay_out(operation, connection_values(operation, given))
    assert request.head == b'{"A":1.10,"B":9007199254740993,"C":{"x":1E5},"D":"0.10"}'


def test_a_null_is_left_out() -> None:
    assert built_in(GIVEN | {"EnvironmentURL": None}) == GIVEN


def test_unknown_fields_are_named_with_the_known_ones() -> None:
    message = refused(GIVEN | {"Paswort": SECRET, "Prot": 1})
    assert "does not know: Paswort, Prot." in message
    assert (
        "It knows: ConnectionName, ConnectionType, DatabaseType, ConnectionString, EnvironmentURL, RestAPIKey."
        in message
    )


def test_the_same_field_in_two_spellings_is_refused() -> None:
    assert "The connection has ConnectionName twice." in refused(GIVEN | {"connection_name": "Other"})


def test_a_value_outside_an_enumeration_is_refused_with_those_inside() -> None:
    message = refused(GIVEN | {"DatabaseType": SECRET})
    assert "DatabaseType must be one of SQLServer, Oracle, MySQL, DMMREST." in message


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        ("integer", [5, "5", -1], ["five", 5.5, "05", " 5", [5], SECRET]),
        ("number", [5, 1.5, "1.50", 1e300], ["x", float("nan"), "1.", {}, SECRET]),
        ("boolean", [True, "false", "TRUE"], [1, "yes", [], SECRET]),
        ("array", [[], ["a"]], ["a", {}, 1, SECRET]),
        ("object", [{}, {"a": 1}], ["a", [], 1, SECRET]),
    ],
)
def test_values_have_to_be_of_the_described_kind(kind: str, good: list[Any], bad: list[Any]) -> None:
    paths = described(CREATE, body(obj(Value={"type": kind})))
    for value in good:
        wanted = json.loads(value.lower()) if isinstance(value, str) else value
        assert sent(paths, {"value": value}) == {"Value": wanted}
    for value in bad:
        assert f"Value must be of type {kind}." in refused({"value": value}, paths)


def test_any_value_may_be_a_text() -> None:
    paths = described(CREATE, body(obj(A=STRING, B=STRING, C=STRING)))
    assert sent(paths, {"A": 5, "B": True, "C": {"x": [None]}}) == {"A": "5", "B": "true", "C": '{"x": [null]}'}


def test_a_value_that_no_header_can_hold_is_refused() -> None:
    paths = described(CREATE, at("header", "Name"))
    assert "printable ASCII" in refused({"Name": SECRET}, paths)


def test_a_free_form_body_takes_everything() -> None:
    given = {"Name": "a", "name": None, "Nested": {"x": [1, SECRET]}}
    assert sent(described(CREATE, body({"type": "object"})), given) == given


def test_a_free_form_body_beside_other_values_is_given_by_its_name() -> None:
    paths = described(CREATE, at("query", "Kind"), body({"type": "object"}, name="Settings"))
    operation = bound(CREATE, paths)
    request = lay_out(operation, connection_values(operation, {"Kind": "x", "settings": {"Name": "a"}}))
    assert (request.query, sent_body(request)) == ((("Kind", "x"),), {"Name": "a"})


def test_members_of_wrappers_are_given_flat() -> None:
    schema = obj("Name", "Target", Name=STRING, Target=obj("Url", Url=STRING, Port={"type": "integer"}))
    paths = described(CREATE, body(schema))
    assert sent(paths, {"name": "a", "url": "b", "port": "80"}) == {"Name": "a", "Target": {"Url": "b", "Port": 80}}
    assert "The connection lacks Url." in refused({"Name": "a"}, paths)


def test_what_an_optional_wrapper_requires_is_missing_only_where_the_wrapper_is_used() -> None:
    paths = described(CREATE, body(obj("Name", Name=STRING, Proxy=obj("Host", Host=STRING, Port=STRING))))
    assert sent(paths, {"Name": "a"}) == {"Name": "a"}
    assert "The connection lacks Host." in refused({"Name": "a", "Port": "80"}, paths)


def test_what_an_optional_body_requires_is_missing_where_the_body_is_used() -> None:
    paths = described(CREATE, at("query", "Kind"), body(obj("Name", Name=STRING, Url=STRING), required=False))
    assert "The connection lacks Name." in refused({"Url": "b"}, paths)
    operation = bound(CREATE, paths)
    assert lay_out(operation, connection_values(operation, {"Kind": "x"})).head == b""
