"""Create a connection in an environment."""

from __future__ import annotations

from collections.abc import Mapping

from ..core.cancel import CancelToken
from ..core.job import Job, Report
from ..core.token import Token
from .endpoint import Endpoint


def create_connection(endpoint: Endpoint, token: Token, fields: Mapping[str, object]) -> Job[None]:
    """Create a Data Destination or Data Source. Fails with WrongInput where the environment's description rejects a
    field, and as :class:`DmmClient` says."""

    def job(cancel: CancelToken, report: Report) -> None:
        with endpoint.client(token, cancel) as client:
            client.create_connection(fields)

    return job
