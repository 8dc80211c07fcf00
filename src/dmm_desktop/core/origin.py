"""The origin of an import's zip, if it was saved from an export."""

from __future__ import annotations

from dataclasses import dataclass

from .environment import Destination
from .stage import Stage
from .text import Text, text


@dataclass(frozen=True, slots=True)
class Origin:
    """The export that a zip was saved from: the name of its environment, the host with its port, the tracker id, and
    the stage; None if the environment was not saved. ``sha256`` is the hash of the saved zip: a file with another hash
    is not from there. ``connection`` is the one that was exported from; "" if it is not known. ``may_be_another``: the
    tracker id may belong to another execution than the run that the zip was saved from."""

    environment: str
    host: str
    tracker_id: str
    sha256: str
    stage: Stage | None = None
    connection: str = ""
    may_be_another: bool = False

    def is_from(self, target: Destination) -> bool:
        """Whether the zip was exported from this connection."""
        is_same_host = self.host == target.environment.address.host_and_port
        return is_same_host and self.connection == target.connection.name

    @property
    def place(self) -> Text:
        """The environment with its host, unless it has no other name."""
        if self.host in ("", self.environment):
            return text("{place}", place=self.environment)
        return text("{environment} on {host}", environment=self.environment, host=self.host)


def origin_sentence(origin: Origin) -> Text:
    """Which export the zip was saved from, as far as that is certain."""
    if origin.may_be_another:
        return text(
            "The zip was saved from {place}, tracker id {id}, which may belong to another execution.",
            place=origin.place,
            id=origin.tracker_id,
        )
    return text("The zip was exported from {place}, tracker id {id}.", place=origin.place, id=origin.tracker_id)


def lost_origin_sentence(origin: Origin) -> Text:
    """The file is no longer the zip that was saved from this export."""
    return text(
        "Not known: the file has changed since it was exported from {place}, tracker id {id}.",
        place=origin.place,
        id=origin.tracker_id,
    )


def joins_productions(origin: Origin | None, stage: Stage | None) -> bool:
    """Whether an import into an environment of this stage takes data from one Production environment to another, or
    back to the same."""
    return origin is not None and origin.stage is Stage.PRODUCTION and stage is Stage.PRODUCTION
