"""What a new connection needs, as the environment describes it."""

import json
from collections.abc import Callable

import pytest

from demo_process import DemoProcess
from dmm_desktop.api.binding import bind
from dmm_desktop.api.contract import Source
from dmm_desktop.core.address import Address
from dmm_desktop.core.environment import Environment
from dmm_desktop.core.errors import ContractIncomplete, Unreachable
from dmm_desktop.core.exact_json import Number
from dmm_desktop.core.form import FormField, FormFields, FormValues
from dmm_desktop.core.job import CancelToken, ignore_progress
from dmm_desktop.operations.connection_form import MAX_ENTRIES, connection_form, fields_of
from dmm_desktop.operations.workspace import Workspace
from dmm_desktop.resources import resource
from operation_contexts import saved_context
from operations.contracts import description_without


@pytest.fixture
def read_form(workspace: Workspace) -> Callable[[Environment], FormFields]:
    """A function that reads the form for an environment."""
    context = saved_context(workspace)
    return lambda environment: connection_form(context, environment, CancelToken(), ignore_progress)


FormOf = Callable[[Environment], FormFields]


def test_the_environment_itself_is_asked_if_it_was_never_tested(read_form: FormOf, demo: DemoProcess) -> None:
    form = read_form(Environment("1", "DEMO-1", Address.parse(demo.address)))
    fields = {field.name: field for field in form.fields}
    assert not form.takes_any and fields["ConnectionName"].required
    assert fields["ConnectionType"].choices == ("DataSource", "DataDestination")
    assert [name for name, field in fields.items() if field.is_secret] == ["ConnectionString", "RestAPIKey"]


def test_what_the_last_test_found_needs_no_server(read_form: FormOf) -> None:
    root = Address.parse("https://127.0.0.1:1/DMMAPI/rest/v1")
    description = resource("dmm-api.swagger.json").read_text(encoding="utf-8")
    form = read_form(Environment("1", "OFF-1", root, root=root, description=description))
    assert "Name of the connection in the environment." in [field.description for field in form.fields]
    with pytest.raises(Unreachable):
        read_form(Environment("1", "OFF-1", root))


@pytest.mark.parametrize("choices", [0, 1, 99])
def test_a_form_has_no_more_fields_and_choices_than_can_be_shown(read_form: FormOf, choices: int) -> None:
    root = Address.parse("https://127.0.0.1:1/DMMAPI/rest/v1")
    field = {"type": "string", "enum": [str(number) for number in range(choices)]}

    def read(entries: int) -> FormFields:
        members = {f"Field{number}": field for number in range(entries // (1 + choices))}
        body = {"name": "Request", "in": "body", "schema": {"type": "object", "properties": members}}
        paths = {"/CreateConnection": {"post": {"parameters": [body]}}}
        description = json.dumps({"swagger": "2.0", "paths": paths})
        return read_form(Environment("1", "OFF-1", root, root=root, description=description))

    assert sum(1 + len(one.choices) for one in read(MAX_ENTRIES).fields) == MAX_ENTRIES
    with pytest.raises(ContractIncomplete) as caught:
        read(MAX_ENTRIES + 1 + choices)
    assert str(caught.value.reason) == "It has more than 500 fields and values to choose from."


def field_of(schema: dict[str, object], *, required: bool = False) -> FormField:
    """The field of a description in which CreateConnection takes it alone."""
    whole = {"type": "object", "properties": {"Value": schema}, "required": ["VALUE"] if required else []}
    body = {"name": "Request", "in": "body", "required": True, "schema": whole}
    paths = {"/CreateConnection/": {"post": {"operationId": "CreateConnection", "parameters": [body]}}}
    (field,) = fields_of(bind(json.dumps({"swagger": "2.0", "paths": paths}), Source.ENVIRONMENT, "x")).fields
    return field


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("The &quot;name&quot; in DMM&#39;s list", 'The "name" in DMM\'s list'),
        ("a &lt;b&gt;bold&lt;/b&gt; &amp; brave", "a <b>bold</b> & brave"),
        ("once only: &amp;quot;", "once only: &quot;"),
        ("**Markdown**, `code`\r\n\r\n* item", "**Markdown**, `code` * item"),
        ("?a=1&copy=2&region=3 &unknown; &#0; AT&T", "?a=1&copy=2&region=3 &unknown; \ufffd AT&T"),
        ("a&#x202e;b\u202ec", r"a\u202eb\u202ec"),
        ("  ", ""),
    ],
)
def test_descriptions_are_shown_as_plain_text(written: str, shown: str) -> None:
    assert field_of({"type": "string", "description": written}).description == shown


@pytest.mark.parametrize(
    ("schema", "default"),
    [
        ({"type": "string", "default": ""}, None),
        ({"type": "string", "default": " "}, None),
        ({"type": "string", "default": "dbo"}, "dbo"),
        ({"type": "string", "default": 5}, "5"),
        ({"type": "integer", "default": ""}, None),
        ({"type": "integer", "default": 1433}, Number("1433")),
        ({"type": "integer", "default": "1433"}, Number("1433")),
        ({"type": "integer", "default": "many"}, None),
        ({"type": "integer", "default": 1.5}, None),
        ({"type": "number", "default": "1.50"}, Number("1.50")),
        ({"type": "boolean", "default": "true"}, True),
        ({"type": "boolean", "default": False}, False),
        ({"type": "boolean", "default": 0}, None),
        ({"type": "array", "default": []}, None),
        ({"type": "object", "default": "{}"}, {}),
    ],
)
def test_a_default_is_of_the_kind_of_its_field_or_none(schema: dict[str, object], default: object) -> None:
    found = field_of(schema).default
    assert found == default and type(found) is type(default)


def test_a_blank_default_does_not_fill_what_is_required() -> None:
    field = field_of({"type": "string", "default": ""}, required=True)
    assert field.required
    assert list(FormValues(FormFields((field,))).problems()) == ["Value"]


def test_a_description_without_it_is_told(read_form: FormOf) -> None:
    root = Address.parse("https://127.0.0.1:1/DMMAPI/rest/v1")
    description = description_without("CreateConnection")
    with pytest.raises(ContractIncomplete):
        read_form(Environment("1", "OFF-1", root, root=root, description=description))
