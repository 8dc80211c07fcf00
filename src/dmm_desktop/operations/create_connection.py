"""Create a connection in an environment."""

from __future__ import annotations

from collections.abc import Mapping

from ..core.errors import CreationUnknown, ServerBusy, ServerFailed, Unreachable, UnreadableAnswer
from ..core.job import CancelToken, Report
from ..core.token import Token
from .endpoint import Endpoint


def create_connection(
    endpoint: Endpoint, token: Token, fields: Mapping[str, object], cancel: CancelToken, report: Report
) -> None:
    """Create a Data Destination or Data Source. Raises WrongInput where the environment's description rejects a
    field, CreationUnknown where the whole request was sent and no usable answer came, and as the client does."""
    with endpoint.client(token, cancel) as client:
        try:
            client.create_connection(fields)
        except (Unreachable, ServerBusy, ServerFailed, UnreadableAnswer) as error:
            if not client.has_sent:
                raise
            raise CreationUnknown(endpoint.root.host, error) from error
