"""Scenarios for runs, chosen with `--scenario` or by the connection named in the configuration."""

from dataclasses import dataclass

from .api import IMPORT

RUNTIME_CONNECTION = "Runtime Connection"


@dataclass(frozen=True)
class Scenario:
    """The course of a run; durations in seconds at pace 1."""

    name: str
    connection: str
    about: str
    queued: float = 3.0
    importing: float = 22.0
    ends_at: float = 1.0
    """Share of the import after which it ends, 0 to 1."""
    ends_as: str = "Complete"
    stopped_as: str = "InError"
    """Status of a run that was stopped [assumed]."""
    message: str = "The import has completed."
    failing_entities: int = 0
    imports_records: bool = True
    loses_connection: bool = False
    refuses_one_time_token: bool = False

    def message_of(self, kind: str) -> str:
        """The message at the end of an execution of this type."""
        return self.message if kind == IMPORT else f"The {kind.lower()} has ended: {self.ends_as}."


_ALL = (
    Scenario("success", "Demo: success", "Everything is imported."),
    Scenario(
        "entity-errors",
        "Demo: entity errors",
        "Completes, but some chunks of a few entities are refused.",
        message="The import has completed with errors.",
        failing_entities=3,
    ),
    Scenario(
        "in-error",
        "Demo: in error",
        "Breaks off after more than half of the import.",
        ends_at=0.6,
        ends_as="InError",
        message="The import was aborted: the transaction log of the destination database is full.",
    ),
    Scenario("long-queue", "Demo: long queue", "Waits a long time before it begins.", queued=30.0),
    Scenario("slow", "Demo: slow", "Takes some minutes.", importing=240.0),
    Scenario(
        "lost-connection",
        "Demo: lost connection",
        "For a while, requests about the run get no response; the run continues.",
        importing=30.0,
        loses_connection=True,
    ),
    Scenario(
        "one-time-token-refused",
        "Demo: one-time token refused",
        "A correct one-time token is refused the first time and accepted the second time.",
        refuses_one_time_token=True,
    ),
    Scenario(
        "forgotten",
        "Demo: forgotten",
        "After half of the import the server no longer knows the run.",
        ends_at=0.5,
        ends_as="NotFound",
    ),
    Scenario(
        "nothing-imported",
        "Demo: nothing imported",
        "Completes without importing a record.",
        imports_records=False,
        message="The import has completed. All records were skipped.",
    ),
    Scenario(
        "new-status-word",
        "Demo: new status word",
        "Ends halfway with an undocumented status word; the outputs are available.",
        ends_at=0.5,
        ends_as="Suspended",
        message="The import was suspended by the platform.",
    ),
)
SCENARIOS = {scenario.name: scenario for scenario in _ALL}
BY_CONNECTION = {scenario.connection: scenario for scenario in _ALL}
