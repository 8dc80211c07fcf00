"""The configuration of an export: every field is sent, and only what options override is changed."""

import json
from typing import Any

import pytest
from hypothesis import given as for_any
from hypothesis import strategies as st

from dmm_desktop.core.errors import WrongInput
from dmm_desktop.core.export_configuration import ELSEWHERE, PLAIN_FIELD, export_configuration, traits_as_sent

RUNTIME = "Runtime Connection"


def sent(given: str, **options: Any) -> Any:
    return json.loads(export_configuration(given, **options).json_text)


def test_every_field_is_sent_as_it_was_given() -> None:
    given = {"ExportingEntities": [{"x": 1, "Ö": None}], "ChunkSize": 0, "NewFileName": "{date}", "Unknown": [True]}
    assert sent(json.dumps(given)) == {**given, "DBConnection": RUNTIME}
    assert '"ChunkSize": 1E5' in export_configuration('{"ChunkSize": 1E5}').json_text


@pytest.mark.parametrize(
    ("given", "options", "expected"),
    [
        ('{"DBConnection": " Legacy "}', {}, {"DBConnection": "Legacy"}),
        ('{"DBConnection": "Legacy"}', {"connection": "Other"}, {"DBConnection": "Other"}),
        ('{"dbconnection": "Legacy"}', {"connection": "Other"}, {"dbconnection": "Other"}),
        ("{}", {"only_structure": True}, {"DBConnection": RUNTIME, "OnlyExportStructure": True}),
        (
            '{"OnlyExportStructure": false}',
            {"only_structure": True},
            {"OnlyExportStructure": True, "DBConnection": RUNTIME},
        ),
        ('{"OnlyExportStructure": true}', {}, {"OnlyExportStructure": True, "DBConnection": RUNTIME}),
    ],
)
def test_options_override_fields(given: str, options: dict[str, Any], expected: dict[str, Any]) -> None:
    assert sent(given, **options) == expected


@pytest.mark.parametrize("name", ["ExportToDatabase", "ExportToSFTP", "exporttofilesystempath"])
def test_an_export_to_elsewhere_leaves_no_zip(name: str) -> None:
    assert export_configuration("{}").leaves_zip
    assert export_configuration(json.dumps({name: False})).leaves_zip
    assert not export_configuration(json.dumps({name: True})).leaves_zip


def test_a_plain_export_is_known() -> None:
    assert not export_configuration("{}").is_plain
    assert export_configuration('{"ExportPlain": "True"}').is_plain
    assert export_configuration('{"ExportPlain": true, "ExportToSFTP": true}').is_plain
    assert not export_configuration('{"ExportPlain": true, "ExportToDatabase": true}').is_plain, "it makes no zip"


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ("[]", "The configuration cannot be used."),
        ('{"DBConnection": 5}', "Its DBConnection is not text."),
        ('{"DBConnection": " "}', "Its DBConnection is blank."),
        ('{"DBConnection": "a", "DB_Connection": "b"}', "are the same field"),
        ('{"ExportToSFTP": "perhaps"}', "Its ExportToSFTP is neither true nor false."),
    ],
)
def test_what_cannot_be_sent_is_refused(given: str, words: str) -> None:
    with pytest.raises(WrongInput) as caught:
        export_configuration(given)
    assert words in str(caught.value.sentences)
    assert "import" not in str(caught.value.sentences)


def test_a_blank_connection_is_refused() -> None:
    with pytest.raises(WrongInput) as caught:
        export_configuration("{}", connection=" ")
    assert "To export from the environment itself, enter Runtime Connection." in str(caught.value.advice)


@for_any(
    st.dictionaries(
        st.sampled_from([PLAIN_FIELD, *ELSEWHERE, "Unknown"]), st.sampled_from([None, True, False, " TRUE", "false"])
    ),
    st.booleans(),
)
def test_what_was_sent_has_the_traits_that_it_had_before(fields: dict[str, object], is_lower: bool) -> None:
    written = {name.lower() if is_lower else name: value for name, value in fields.items()}
    digits = "9" * 5000  # more than Python reads as a number
    place = {"DestinationDBConnection": " DWH "}
    complete = export_configuration(json.dumps(written | place | {"ChunkSize": 0}).replace('": 0}', f'": {digits}}}'))
    traits = traits_as_sent(complete.json_text)
    assert (traits.is_plain, traits.places) == (complete.is_plain, complete.places)
