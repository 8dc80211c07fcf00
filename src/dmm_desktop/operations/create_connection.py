"""Creates a connection in an environment."""

from __future__ import annotations

from collections.abc import Mapping

from ..core.address import Address
from ..core.environment import Connection, Environment
from ..core.errors import CreationUnknown, DmmError, may_have_acted
from ..core.job import Cancelled, CancelToken, OnProgress
from ..core.names import normal
from ..core.stage import Stage
from .connection_form import secrets_in
from .context import OperationContext, SavedContext


class CreationCancelled(Cancelled):
    """Cancelled after the whole request had been sent, so the connection may exist."""


def create_connection(
    context: OperationContext,
    address: Address,
    fields: Mapping[str, object],
    cancel: CancelToken,
    report: OnProgress,
    *,
    environment: Environment | None = None,
) -> None:
    """Create a Data Destination or Data Source. Raises TokenMissing, WrongInput if the environment's description
    rejects a field, CreationUnknown if the whole request was sent and no usable answer came, CreationCancelled if it
    was cancelled at that point, and the errors of the client."""
    key = context.required_key(environment, environment.name if environment else address.host_and_port)
    endpoint, _ = context.discover(address, environment, cancel)
    with context.client_at(endpoint, key, cancel) as client:
        for secret in secrets_in(endpoint.contract, fields):
            client.shown.add_text(secret)
        cancel.commit()
        try:
            client.create_connection(fields)
        except Cancelled:
            if not client.may_have_sent:
                raise
            raise CreationCancelled from None
        except DmmError as error:
            if not client.has_sent or not may_have_acted(error):
                raise
            raise CreationUnknown(endpoint.root.host_and_port, error) from error


def create_and_save(
    context: SavedContext,
    environment: Environment,
    fields: Mapping[str, object],
    stage: Stage | None,
    cancel: CancelToken,
    report: OnProgress,
) -> Connection:
    """Create a connection in a saved environment and save it, with its own stage if one is given. Raises the errors of
    :func:`create_connection`, and DatabaseError."""
    create_connection(context, environment.address, fields, cancel, report, environment=environment)
    connection = Connection(environment.id, *_name_and_kind(fields), stage)
    with context.workspace.store() as store:
        store.connections.add(connection)
    return connection


def _name_and_kind(fields: Mapping[str, object]) -> tuple[str, str]:
    """The name and kind of a connection, read from the documented names of its fields [assumed]."""
    values = {normal(name): str(value).strip() for name, value in fields.items()}
    return values.get("connectionname") or values.get("name", ""), values.get("connectiontype", "")
