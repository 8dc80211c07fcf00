"""What is secret about a new connection is hidden in what the server says about it."""

import pytest

from dmm_desktop.core.errors import DmmError
from dmm_desktop.core.job import CancelToken, ignore_progress
from dmm_desktop.operations.create_connection import create_connection
from operation_contexts import EndpointContext
from operations.watching import KEY, endpoint_at
from scripted_server import ScriptedServer, answering, by_operation

FIELDS = {
    "ConnectionName": "Warehouse",
    "ConnectionType": "DataDestination",
    "DatabaseType": "DMMREST",
    "EnvironmentURL": "https://other.example.com",
    "RestAPIKey": "sécret of the other",
}


@pytest.mark.parametrize("status", [200, 400, 500])
def test_a_key_that_the_server_repeats_is_not_shown(status: int) -> None:
    said = {"Success": False, "ErrorMessage": f"Wrong key '{FIELDS['RestAPIKey']}' for Warehouse"}
    with ScriptedServer(by_operation(CreateConnection=answering(said, status))) as server:
        endpoint = endpoint_at(server.address)
        context = EndpointContext(endpoint, KEY)
        with pytest.raises(DmmError) as caught:
            create_connection(context, endpoint.root, FIELDS, CancelToken(), ignore_progress)
    told = f"{caught.value.sentences} {caught.value.details}"
    assert "of the other" not in told and "Wrong key '(hidden)' for Warehouse" in told
    assert context.secrets(f"sent {FIELDS['RestAPIKey']}") == "sent (hidden)"
