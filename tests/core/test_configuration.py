"""The configuration of an import: completed, overridden in place, and nothing in it lost."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dmm_desktop.core import exact_json
from dmm_desktop.core.configuration import import_configuration
from dmm_desktop.core.errors import WrongInput

CONNECTION, APPEND = "DestinationDBConnection", "DataAppendMode"
values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(codec="utf-8")),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(st.characters(codec="utf-8")), inner, max_size=3)
    ),
    max_leaves=4,
)
connections = st.text(st.characters(codec="utf-8"), min_size=1).filter(str.strip)
names = st.text(st.characters(codec="utf-8")).filter(
    lambda name: name.replace("_", "").lower() not in (CONNECTION.lower(), APPEND.lower())
)


def refused(given: str, **options: Any) -> str:
    with pytest.raises(WrongInput) as caught:
        import_configuration(given, **options)
    assert caught.value.advice
    return str(caught.value)


def test_without_a_file_there_are_the_two_fields() -> None:
    found = import_configuration(None, append=True)
    assert json.loads(found.json_text) == {APPEND: True, CONNECTION: "Runtime Connection"}
    assert (found.connection, found.append) == ("Runtime Connection", True)


@given(st.dictionaries(names, values), st.booleans(), connections)
def test_every_other_field_stays_as_it_is(fields: dict[str, Any], append: bool, connection: str) -> None:
    found = import_configuration(json.dumps(fields), connection=connection, append=append)
    assert json.loads(found.json_text) == {**fields, APPEND: append, CONNECTION: connection.strip()}
    assert list(json.loads(found.json_text))[: len(fields)] == list(fields)
    assert (found.connection, found.append) == (connection.strip(), append)


@given(connections, st.text(" \t\r\n\u00a0"), st.text(" \t\r\n\u00a0"))
def test_white_space_around_the_connection_means_nothing(name: str, before: str, after: str) -> None:
    padded = before + name + after
    of_file = import_configuration(json.dumps({CONNECTION: padded}), append=True)
    of_argument = import_configuration("{}", connection=padded, append=True)
    for found in (of_file, of_argument):
        assert found.connection == json.loads(found.json_text)[CONNECTION] == name.strip()


@pytest.mark.parametrize("blank", ["", " ", "\t\r\n", "\u00a0\u2003"])
def test_a_blank_connection_is_refused_wherever_it_is_named(blank: str) -> None:
    remedy = "Enter a name. To import into the environment itself, enter Runtime Connection."
    with pytest.raises(WrongInput) as caught:
        import_configuration(json.dumps({CONNECTION: "Archive"}), connection=blank, append=True)
    assert str(caught.value) == f"The name of the connection is blank. {remedy}"
    given = json.dumps({"destination_db_connection": blank})
    assert refused(given, append=True) == (
        f"The configuration cannot be used. Its destination_db_connection is blank. {remedy}"
    )
    assert import_configuration(given, connection="Archive", append=True).connection == "Archive"


@given(st.dictionaries(names, values), st.booleans())
def test_a_complete_file_stays_as_it_is(fields: dict[str, Any], append: bool) -> None:
    fields = {CONNECTION: "Archive", **fields, APPEND: append}
    found = import_configuration(json.dumps(fields))
    assert list(json.loads(found.json_text).items()) == list(fields.items())
    assert (found.connection, found.append) == ("Archive", append)


@pytest.mark.parametrize("name", ["DataAppendMode", "dataAppendMode", "data_append_mode", "DATAAPPENDMODE"])
def test_a_field_in_another_spelling_is_read_and_replaced_in_place(name: str) -> None:
    given = json.dumps({"A": 1, name: True, "B": 2})
    assert import_configuration(given).append is True
    found = import_configuration(given, append=False)
    assert list(json.loads(found.json_text).items())[:3] == [("A", 1), (name, False), ("B", 2)]


@pytest.mark.parametrize("name", ["DestinationDBConnection", "destinationDbConnection", "destination_db_connection"])
def test_the_connection_in_another_spelling(name: str) -> None:
    given = json.dumps({name: "Archive", APPEND: True})
    assert import_configuration(given).connection == "Archive"
    found = import_configuration(given, connection="Other")
    assert json.loads(found.json_text) == {name: "Other", APPEND: True}


@pytest.mark.parametrize("given", ["{}", json.dumps({CONNECTION: None})])
def test_no_connection_means_the_runtime_connection(given: str) -> None:
    found = import_configuration(given, append=True)
    assert found.connection == json.loads(found.json_text)[CONNECTION] == "Runtime Connection"


@pytest.mark.parametrize("connection", [0, 5, False, [], {}, ["a"]])
def test_a_connection_that_is_not_text_is_refused(connection: Any) -> None:
    given = json.dumps({CONNECTION: connection, APPEND: True})
    assert "Its DestinationDBConnection is not text." in refused(given)
    assert import_configuration(given, connection="Other").connection == "Other"


@pytest.mark.parametrize(
    ("value", "append"), [(True, True), (False, False), ("true", True), ("False", False), (" TRUE ", True)]
)
def test_how_append_may_be_written(value: Any, append: bool) -> None:
    found = import_configuration(json.dumps({APPEND: value}))
    assert found.append is append
    assert json.loads(found.json_text)[APPEND] == value


@pytest.mark.parametrize("value", [1, 0, "yes", "", [], {}])
def test_an_append_mode_that_is_neither_is_refused(value: Any) -> None:
    assert "Its DataAppendMode is neither true nor false." in refused(json.dumps({APPEND: value}))
    assert import_configuration(json.dumps({APPEND: value}), append=True).append


@pytest.mark.parametrize("given", [None, "{}", '{"DataAppendMode": null}'])
def test_nobody_decides_by_not_deciding(given: str | None) -> None:
    with pytest.raises(WrongInput, match="It is not specified whether records get new ids"):
        import_configuration(given)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ("", "It is not valid JSON"),
        ("{", "It is not valid JSON"),
        ("[]", "It is not a JSON object."),
        ("null", "It is not a JSON object."),
        ('{"A": NaN}', "“NaN” is not a value in JSON."),
        ('{"A": [-Infinity]}', "“-Infinity” is not a value in JSON."),
        ('{"A": 1e999}', "It contains a number that is too large: 1e999."),
        ('{"A": [-1.5E400]}', "It contains a number that is too large: -1.5E400."),
        ('{"A": 1, "A": 1}', "It contains A twice"),
        ('{"X": {"A": 1, "B": 2, "B": 3}}', "It contains B twice"),
        ('{"A": "\\ud800"}', "It contains an incomplete character."),
        ("[" * 100_000, "It is nested too deeply."),
    ],
)
def test_what_cannot_be_used_is_named(given: str, words: str) -> None:
    message = refused(given, append=True)
    assert message.startswith("The configuration cannot be used.") and words in message


@pytest.mark.parametrize("name", [APPEND, CONNECTION])
def test_the_same_field_in_two_spellings_is_refused(name: str) -> None:
    given = json.dumps({name: None, name.lower(): None})
    assert f"{name} and {name.lower()} are the same field." in refused(given, append=True, connection="a")


def test_a_byte_order_mark_is_not_sent() -> None:
    found = import_configuration('\ufeff{"D": "ü€😀"}', append=True)
    assert found.json_text == '{"D": "ü€😀", "DataAppendMode": true, "DestinationDBConnection": "Runtime Connection"}'


WRITTEN = (
    *("0", "-0", "0.0", "-0.0", "1.0", "1.10", "1E5", "1e+05", "-2E-3", "2e3", "1e-400", "0.12345678901234567890"),
    *("9007199254740993", "12345678901234567890", "123456789.123456789", "1" + "0" * 400, "9" * 5000),
)


@pytest.mark.parametrize("number", WRITTEN)
def test_numbers_are_sent_as_they_were_written(number: str) -> None:
    fields = f'{{"A": {number}, "B": {{"C": [true, {number}, null, "{number}"]}}'
    found = import_configuration(fields + "}", connection="Archive", append=False)
    assert found.json_text == fields + ', "DestinationDBConnection": "Archive", "DataAppendMode": false}' or (
        found.json_text == fields + ', "DataAppendMode": false, "DestinationDBConnection": "Archive"}'
    )


@given(st.dictionaries(names | st.sampled_from([CONNECTION, "data_append_mode"]), values), st.booleans(), connections)
def test_the_text_is_that_of_all_fields_written_together(fields: dict[str, Any], append: bool, connection: str) -> None:
    if CONNECTION in fields:
        fields[CONNECTION] = connection
    found = import_configuration(json.dumps(fields), connection=connection, append=append)
    mode = "data_append_mode" if "data_append_mode" in fields else APPEND
    expected = exact_json.read(json.dumps(fields)) | {mode: append} | {CONNECTION: connection.strip()}
    assert found.json_text == exact_json.write(expected, ensure_ascii=False)
