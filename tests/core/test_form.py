"""The values of a form: both ways of entering them lead to the same."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dmm_desktop.core.errors import WrongInput
from dmm_desktop.core.exact_json import Number
from dmm_desktop.core.form import HIDDEN, FieldKind, FormField, FormFields, FormValues

NAME = FormField("ConnectionName", required=True)
PORT = FormField("Port", FieldKind.INTEGER)
RATE = FormField("Rate", FieldKind.NUMBER)
ENCRYPT = FormField("Encrypt", FieldKind.BOOLEAN)
KIND = FormField("Kind", required=True, choices=("Data_Source", "DataDestination"))
KEY = FormField("Key", is_secret=True)
EXTRA = FormField("Extra", FieldKind.JSON)
FORM = FormFields((NAME, PORT, RATE, ENCRYPT, KIND, KEY, EXTRA))


@pytest.mark.parametrize(
    ("field", "entered", "value"),
    [
        (NAME, "12", "12"),
        (PORT, "12", Number("12")),
        (PORT, "9007199254740993", Number("9007199254740993")),
        (RATE, "1.50", Number("1.50")),
        (RATE, "0.12345678901234567890", Number("0.12345678901234567890")),
        (RATE, "3", Number("3")),
        (ENCRYPT, True, True),
        (KIND, "datadestination", "datadestination"),
        (EXTRA, '{"a": [1E5]}', {"a": [Number("1E5")]}),
    ],
)
def test_what_is_typed_becomes_its_kind(field: FormField, entered: str | bool, value: object) -> None:
    values = FormValues(FORM)
    values.enter(field, entered)
    assert values.all() == {field.name: value} and values.problem(field) is None


@pytest.mark.parametrize(
    ("field", "entered", "problem"),
    [
        (NAME, "", "Enter a value."),
        (KIND, "", "Choose one."),
        (KIND, "Other", "Enter one of Data_Source, DataDestination."),
        (PORT, "1.5", "Enter a whole number."),
        (PORT, "007", "Enter a whole number."),
        (PORT, "true", "Enter a whole number."),
        (PORT, "1e3", "Enter a whole number."),
        (RATE, "NaN", "Enter a number."),
        (RATE, "1e400", "Enter a number."),
        (RATE, "fast", "Enter a number."),
        (EXTRA, "12", "Enter a JSON object or array."),
        (EXTRA, "[" * 100_000, "Enter a JSON object or array."),
    ],
)
def test_what_does_not_fit_is_kept_and_told(field: FormField, entered: str, problem: str) -> None:
    values = FormValues(FORM)
    values.enter(field, entered)
    assert str(values.problem(field)) == problem and values.entered(field) == entered


@pytest.mark.parametrize("blank", [" ", "\t", "\u00a0"])
def test_a_blank_text_fills_nothing(blank: str) -> None:
    values = FormValues(FORM)
    values.enter(NAME, "Warehouse")
    values.enter(NAME, blank)
    assert str(values.problem(NAME)) == "Enter a value."
    values.take_json(json.dumps({"ConnectionName": blank, "Key": blank}))
    assert values.all() == {} and str(values.problem(NAME)) == "Enter a value."


def test_numbers_keep_their_digits_in_both_views() -> None:
    values = FormValues(FORM)
    values.take_json('{"Port": 9007199254740993, "Rate": 1.10, "Extra": {"a": 1E5}}')
    assert [values.entered(field) for field in (PORT, RATE, EXTRA)] == ["9007199254740993", "1.10", '{"a": 1E5}']
    for number in ("9007199254740993", "1.10", "1E5"):
        assert f": {number}" in values.json_text()


def test_problems_come_in_the_order_of_the_form() -> None:
    assert list(FormValues(FORM).problems()) == ["ConnectionName", "Kind"]


def test_defaults_and_required_switches_are_filled_in() -> None:
    port = FormField("Port", FieldKind.INTEGER, default=Number("1433"))
    form = FormFields((port, FormField("On", FieldKind.BOOLEAN, True), FormField("Name", required=True, default="")))
    values = FormValues(form)
    assert values.all() == {"Port": Number("1433"), "On": False}
    assert {name: str(problem) for name, problem in values.problems().items()} == {"Name": "Enter a value."}


def test_a_secret_is_never_in_the_json_and_survives_it() -> None:
    values = FormValues(FORM)
    values.enter(KEY, "hunter2")
    assert "hunter2" not in values.json_text() and HIDDEN in values.json_text()
    values.take_json(values.json_text())
    assert values.all() == {"Key": "hunter2"}
    values.take_json('{"Key": "new"}')
    assert values.all() == {"Key": "new"}
    values.take_json("{}")
    assert values.all() == {}
    values.take_json(json.dumps({"Key": HIDDEN}))
    assert values.all() == {}


@pytest.mark.parametrize(
    "content",
    ["", "{", "[]", "null", '{"Colour": 1}', '{"Port": 1, "port": 2}', '{"Port": 1, "Port": 2}', '{"Rate": NaN}'],
)
def test_json_that_cannot_be_used_changes_nothing(content: str) -> None:
    values = FormValues(FORM)
    values.enter(NAME, "Warehouse")
    with pytest.raises(WrongInput):
        values.take_json(content)
    assert values.all() == {"ConnectionName": "Warehouse"}


def test_names_match_as_the_api_matches_them() -> None:
    values = FormValues(FORM)
    values.take_json('\ufeff{"connection_name": "Warehouse"}')
    assert values.all() == {"ConnectionName": "Warehouse"}


def test_any_object_will_do_where_nothing_is_described() -> None:
    values = FormValues(FormFields((), takes_any=True))
    values.take_json('{"Colour": {"a": ""}}')
    assert values.all() == {"Colour": {"a": ""}} and json.loads(values.json_text()) == values.all()


_ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=6,
)


@given(st.dictionaries(st.sampled_from([field.name for field in FORM.fields]), _ANY))
def test_json_says_what_the_values_are(given_values: dict[str, object]) -> None:
    values = FormValues(FORM)
    values.take_json(json.dumps(given_values))
    before = values.all()
    values.take_json(values.json_text())
    assert values.all() == before
    for field in FORM.fields:
        assert isinstance(values.entered(field), str)
    assert set(values.problems()) <= {field.name for field in FORM.fields}
