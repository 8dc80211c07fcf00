"""The script of a run: what it will do and when, written once from the entities of the zip and the scenario.

Everything reported about a run follows from its script, the elapsed time and the time of a stop, so no thread works
while a run is "running".
"""

from dataclasses import dataclass
from itertools import accumulate

from .api import EXPORT, IMPORT
from .import_zip import Entity
from .scenarios import Scenario

_CHUNKS_PER_RUN = 60
_MOST_CHUNK_RECORDS = 20_000  # documented default of ChunkRecords
_STEP_OVERHEAD = 0.35  # the work that every step takes, in chunks, so that empty entities take time too


@dataclass(frozen=True)
class EntityError:
    """Why chunks of an entity fail, in the fields of the documented error report."""

    error: str
    stacktrace: str
    tip: str


@dataclass(frozen=True)
class RunStep:
    """One instruction of a run: preparing an entity, one chunk of its records, or finishing it."""

    entity: Entity
    begins: float
    ends: float
    begin_line: str
    end_line: str
    records: int = 0
    error: EntityError | None = None


@dataclass(frozen=True)
class RunScript:
    """All steps of a run in order; times in seconds since its creation, at pace 1."""

    kind: str
    scenario: Scenario
    entities: tuple[Entity, ...]
    begins: float
    ends: float
    steps: tuple[RunStep, ...]


def write_script(kind: str, entities: tuple[Entity, ...], scenario: Scenario) -> RunScript:
    """Distribute the work on `entities` over the duration that `scenario` gives an execution; `kind` is its type."""
    total = sum(entity.records for entity in entities)
    chunk = min(_MOST_CHUNK_RECORDS, max(1, -(-total // _CHUNKS_PER_RUN)))
    failing = _failing(entities, scenario.failing_entities)
    drafts = [draft for entity in entities for draft in _drafts(kind, entity, chunk, scenario, failing)]
    done = list(accumulate((draft.records / chunk + _STEP_OVERHEAD for draft in drafts), initial=0.0))

    def at(work: float) -> float:
        return scenario.queued + scenario.importing * work / (done[-1] or 1.0)

    steps = tuple(
        RunStep(
            draft.entity,
            at(begin),
            at(end),
            draft.begin_line,
            draft.end_line,
            draft.records if scenario.imports_records and draft.error is None else 0,
            draft.error,
        )
        for draft, begin, end in zip(drafts, done, done[1:], strict=False)
    )
    ends = scenario.queued + scenario.importing * scenario.ends_at
    return RunScript(kind, scenario, entities, scenario.queued, ends, steps)


@dataclass(frozen=True)
class _Words:
    """What the log says about the steps of an entity."""

    first: str
    first_done: str
    done: str
    last: str


_WORDS = {
    IMPORT: _Words("comparing structure", "structure is the same", "imported", "updating references"),
    EXPORT: _Words("reading structure", "structure exported", "exported", "compressing"),
}


@dataclass(frozen=True)
class _Draft:
    entity: Entity
    begin_line: str
    end_line: str
    records: int = 0
    error: EntityError | None = None


def _drafts(kind: str, entity: Entity, chunk: int, scenario: Scenario, failing: dict[str, int]) -> list[_Draft]:
    name, words = entity.name, _WORDS[kind]
    drafts = [_Draft(entity, f"INFO  {name}: {words.first}", f"INFO  {name}: {words.first_done}")]
    chunks = -(-entity.records // chunk)
    for number in range(1, chunks + 1):
        records = min(chunk, entity.records - chunk * (number - 1))
        begin = f"INFO  {name}: chunk {number} of {chunks} started, {records} records"
        fails = name in failing and number <= failing[name] + 1
        error = _error_number(kind, failing[name], name) if fails else None
        if error:
            end = f"ERROR {name}: chunk {number} of {chunks} failed: {error.error}"
        elif scenario.imports_records:
            end = f"INFO  {name}: chunk {number} of {chunks} done, {records} records {words.done}"
        else:
            end = f"WARN  {name}: chunk {number} of {chunks} skipped, {records} records exist already"
        drafts.append(_Draft(entity, begin, end, records, error))
    drafts.append(_Draft(entity, f"INFO  {name}: {words.last}", f"INFO  {name}: finished"))
    return drafts


def _failing(entities: tuple[Entity, ...], count: int) -> dict[str, int]:
    """Names of the failing entities, numbered; entity number n fails in its first n + 1 chunks."""
    candidates = [entity.name for entity in entities if entity.records and not entity.is_system]
    chosen = candidates[1:] or candidates
    return {name: number for number, name in enumerate(chosen[:count])}


def _error_number(kind: str, number: int, entity: str) -> EntityError:
    """The error of failing entity `number`, always the same, in the words of a database and a .NET server."""
    errors = _ERRORS if kind == IMPORT else _READING_ERRORS
    error, method, tip = errors[number % len(errors)]
    trace = (
        f"System.Data.SqlClient.SqlException (0x80131904): {error.format(entity=entity)}\r\n"
        f"   at DMM.{kind}.{method}(ChunkContext context)\r\n"
        f"   at DMM.{kind}.ChunkRunner.Run(Int32 chunk) in ChunkRunner.cs:line {118 + number}\r\n"
        "The statement has been terminated."
    )
    return EntityError(error.format(entity=entity), trace, tip)


_ERRORS = (
    (
        "The INSERT statement conflicted with a FOREIGN KEY constraint of {entity}: the referenced record is missing.",
        "ReferenceUpdater.Apply",
        "Import the entity that is referenced first, or add it to the same export.",
    ),
    (
        "String or binary data would be truncated in entity {entity}. "
        "Truncated value: 'Café \"Zur Brücke\", 2nd floor'.",
        "BulkWriter.Write",
        "Make the attribute in the destination at least as long as in the source.",
    ),
    (
        "Cannot insert the value NULL into a mandatory attribute of {entity}.",
        "BulkWriter.Write",
        "Give the attribute a value in the source, or make it optional in the destination.",
    ),
)
_READING_ERRORS = (
    (
        "Execution Timeout Expired while entity {entity} was read.",
        "ChunkReader.Read",
        "Read fewer records at once: lower ChunkRecords in the configuration.",
    ),
)
