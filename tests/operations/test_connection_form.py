"""What a new connection needs, as the environment describes it."""

from collections.abc import Callable

import pytest

from demo_process import DemoProcess
from dmm_desktop.core.address import Address
from dmm_desktop.core.cancel import CancelToken
from dmm_desktop.core.environment import Environment
from dmm_desktop.core.errors import ContractIncomplete, Unreachable
from dmm_desktop.core.form import FormFields
from dmm_desktop.core.job import nobody
from dmm_desktop.operations.environments import SavedEnvironments
from dmm_desktop.operations.workspace import Workspace
from dmm_desktop.resources import resource
from dmm_desktop.storage.vault import TokenVault
from operations.contracts import description_without


@pytest.fixture
def form_of(workspace: Workspace) -> Callable[[Environment], FormFields]:
    """A function that reads the form for an environment."""
    saved = SavedEnvironments(lambda: workspace, TokenVault(None))
    return lambda environment: saved.connection_form(environment)(CancelToken(), nobody)


FormOf = Callable[[Environment], FormFields]


def test_the_environment_itself_is_asked_if_it_was_never_tested(form_of: FormOf, demo: DemoProcess) -> None:
    form = form_of(Environment("1", "DEMO-1", Address.parse(demo.address)))
    fields = {field.name: field for field in form.fields}
    assert not form.takes_any and fields["ConnectionName"].required
    assert fields["ConnectionType"].choices == ("DataSource", "DataDestination")
    assert [name for name, field in fields.items() if field.is_secret] == ["ConnectionString", "RestAPIKey"]


def test_what_the_last_test_found_needs_no_server(form_of: FormOf) -> None:
    root = Address.parse("https://127.0.0.1:1/DMMAPI/rest/v1")
    description = resource("dmm-api.swagger.json").read_text(encoding="utf-8")
    form = form_of(Environment("1", "OFF-1", root, root=root, description=description))
    assert "Name of the connection in the environment." in [field.description for field in form.fields]
    with pytest.raises(Unreachable):
        form_of(Environment("1", "OFF-1", root))


def test_a_description_without_it_is_told(form_of: FormOf) -> None:
    root = Address.parse("https://127.0.0.1:1/DMMAPI/rest/v1")
    description = description_without("CreateConnection").decode()
    with pytest.raises(ContractIncomplete):
        form_of(Environment("1", "OFF-1", root, root=root, description=description))
