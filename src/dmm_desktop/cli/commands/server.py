"""What the commands that speak to a server have in common. Apart from the rest: importing it takes time."""

from __future__ import annotations

import argparse
from functools import partial

from ...api.tls import read_authorities
from ...core.address import Address
from ...core.network import SYSTEM_NETWORK, Network
from ...core.runs import Run
from ...operations.adopt_run import run_started_elsewhere
from ...operations.endpoint import Endpoint, locate
from ...operations.workspace import Workspace
from ..runner import Runner


def endpoint(arguments: argparse.Namespace, runner: Runner, reached: Network | None = None) -> Endpoint:
    """The environment's API, as its own description or the given one says. ``reached`` is what :func:`network` gave, if
    it was asked before."""
    address = Address.parse(arguments.url)
    return runner.run(
        partial(locate, address, contract_file=arguments.contract, network=reached or network(arguments, runner))
    )


def network(arguments: argparse.Namespace, runner: Runner) -> Network:
    """How the server is reached. Raises WrongInput or LocalError for the certificate of an authority."""
    return Network(runner.read(lambda: read_authorities(arguments.ca))) if arguments.ca else SYSTEM_NETWORK


def known_run(data: Workspace, found: Endpoint, address: Address, tracker_id: str) -> Run:
    """The run with this tracker id, as the database knows it or as one that was started elsewhere.
    ``address`` is the one that the user gave: a saved environment may have it."""
    known = data.find_run(found.root, tracker_id)
    return known or run_started_elsewhere(found, tracker_id, data.environment_at(address))
