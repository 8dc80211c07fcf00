"""The origin of an import's zip, if it was saved from an export."""

from __future__ import annotations

from dataclasses import dataclass

from .environment import Destination
from .stage import Stage


@dataclass(frozen=True, slots=True)
class Origin:
    """The export that a zip was saved from: the name of its environment, the host with its port, the tracker id, and
    the stage; None if the environment was not saved. ``sha256`` is the hash of the saved zip: a file with another hash
    is not from there. ``connection`` is the one that was exported from; "" if it is not known. ``may_be_another``: the
    tracker id may belong to another execution than the run that the zip was saved from. ``failing_entities``: how many
    entities of the export have errors; ``difference``: records that the server reported minus rows in the zip. Each is
    0 also if it is not known."""

    environment: str
    host: str
    tracker_id: str
    sha256: str
    stage: Stage | None = None
    connection: str = ""
    may_be_another: bool = False
    failing_entities: int = 0
    difference: int = 0

    @property
    def is_doubtful(self) -> bool:
        """Whether something suggests that the zip is not the whole data of the export."""
        return self.may_be_another or self.failing_entities > 0 or self.difference != 0

    def is_from(self, target: Destination) -> bool:
        """Whether the zip was exported from this connection."""
        is_same_host = self.host == target.environment.address.host_and_port
        return is_same_host and self.connection == target.connection.name


def joins_productions(origin: Origin | None, stage: Stage | None) -> bool:
    """Whether an import into an environment of this stage takes data from one Production environment to another, or
    back to the same."""
    return origin is not None and origin.stage is Stage.PRODUCTION and stage is Stage.PRODUCTION
