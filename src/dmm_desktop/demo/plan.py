"""What a run will do and when: made once, from the entities of the zip and the scenario.

Everything that is later asked about a run follows from this plan, the time that has passed and the moment of a stop,
so no thread works while a run is "running".
"""

from dataclasses import dataclass
from itertools import accumulate

from .entity_errors import EntityError, error_number
from .import_zip import Entity
from .scenarios import Scenario

_CHUNKS_PER_RUN = 60
_MOST_CHUNK_RECORDS = 20_000  # documented default of ChunkRecords
_STEP_OVERHEAD = 0.35  # work of a step itself, in chunks: keeps empty entities from taking no time


@dataclass(frozen=True)
class Step:
    """One instruction of a run: preparing an entity, one chunk of its records, or finishing it."""

    entity: Entity
    begins: float
    ends: float
    begin_line: str
    end_line: str
    records: int = 0
    error: EntityError | None = None


@dataclass(frozen=True)
class Plan:
    """All steps of a run in order; times in seconds since it was created, at pace 1."""

    entities: tuple[Entity, ...]
    begins: float
    ends: float
    steps: tuple[Step, ...]

    @property
    def total_records(self) -> int:
        return sum(entity.records for entity in self.entities)


def make_plan(entities: tuple[Entity, ...], scenario: Scenario) -> Plan:
    """Spread the work on `entities` over the duration that `scenario` gives to an import."""
    total = sum(entity.records for entity in entities)
    chunk = min(_MOST_CHUNK_RECORDS, max(1, -(-total // _CHUNKS_PER_RUN)))
    failing = _failing(entities, scenario.failing_entities)
    drafts = [draft for entity in entities for draft in _drafts(entity, chunk, scenario, failing)]
    done = list(accumulate((draft.records / chunk + _STEP_OVERHEAD for draft in drafts), initial=0.0))

    def at(work: float) -> float:
        return scenario.queued + scenario.importing * work / (done[-1] or 1.0)

    steps = tuple(
        Step(
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
    return Plan(entities, scenario.queued, ends, steps)


@dataclass(frozen=True)
class _Draft:
    entity: Entity
    begin_line: str
    end_line: str
    records: int = 0
    error: EntityError | None = None


def _drafts(entity: Entity, chunk: int, scenario: Scenario, failing: dict[str, int]) -> list[_Draft]:
    name = entity.name
    drafts = [_Draft(entity, f"INFO  {name}: comparing structure", f"INFO  {name}: structure is the same")]
    chunks = -(-entity.records // chunk)
    for number in range(1, chunks + 1):
        records = min(chunk, entity.records - chunk * (number - 1))
        begin = f"INFO  {name}: chunk {number} of {chunks} started, {records} records"
        fails = name in failing and number <= failing[name] + 1
        error = error_number(failing[name], name) if fails else None
        if error:
            end = f"ERROR {name}: chunk {number} of {chunks} failed: {error.error}"
        elif scenario.imports_records:
            end = f"INFO  {name}: chunk {number} of {chunks} done, {records} records imported"
        else:
            end = f"WARN  {name}: chunk {number} of {chunks} skipped, {records} records exist already"
        drafts.append(_Draft(entity, begin, end, records, error))
    drafts.append(_Draft(entity, f"INFO  {name}: updating references", f"INFO  {name}: finished"))
    return drafts


def _failing(entities: tuple[Entity, ...], count: int) -> dict[str, int]:
    """Names of the entities that fail, numbered; entity number n fails in its first n + 1 chunks."""
    candidates = [entity.name for entity in entities if entity.records and not entity.is_system]
    chosen = candidates[1:] or candidates
    return {name: number for number, name in enumerate(chosen[:count])}
