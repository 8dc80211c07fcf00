"""The presets of imports, which belong to environments."""

from __future__ import annotations

from dataclasses import replace

from ..core.environment_names import name_key, name_order
from ..core.presets import MAX_PRESETS, ImportPreset, PresetNameTaken, TooManyPresets
from . import columns as column
from .columns import SqlTable
from .environments import environment_removed
from .sql import Sql

#: A preset is unusable if any field but its name cannot be read: a default could keep ids that must not be kept.
PRESETS = SqlTable(
    "presets",
    ImportPreset,
    {
        "environment_id": column.string(column.REQUIRED),
        "name": column.string(),
        "connection": column.string(column.REQUIRED),
        "append": replace(column.flag(), default=column.REQUIRED),
        "configuration": column.string(column.REQUIRED),
        "address": column.address(column.REQUIRED),
    },
)


class Presets:
    """Stores presets. Every method that changes data is one committed transaction."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    def save(self, preset: ImportPreset, replaced: str = "") -> None:
        """Add a preset, in place of the one called ``replaced``. Raises PresetNameTaken if a third one has its name,
        TooManyPresets, and DatabaseError if the environment has been removed."""
        with self._sql.transaction():
            if self._sql.row("SELECT 1 FROM environments WHERE id = ?", [preset.environment_id]) is None:
                raise environment_removed(preset.name)
            self._sql.change(*_deletion(preset.environment_id, replaced))
            others = self._sql.rows("SELECT name FROM presets WHERE environment_id = ?", [preset.environment_id])
            names = [str(row["name"]) for row in others]
            taken = next((name for name in names if name_key(name) == name_key(preset.name)), None)
            if taken is not None:
                raise PresetNameTaken(taken)
            if len(names) >= MAX_PRESETS:
                raise TooManyPresets
            values = PRESETS.written(preset)
            self._sql.change(PRESETS.insert(values), [*values.values()])

    def list(self, environment_id: str) -> tuple[ImportPreset, ...]:
        """The presets of an environment by name."""
        rows = self._sql.rows("SELECT * FROM presets WHERE environment_id = ?", [environment_id])
        return tuple(sorted(PRESETS.values(rows), key=lambda one: name_order(one.name)))

    def remove(self, environment_id: str, name: str) -> None:
        self._sql.change(*_deletion(environment_id, name))


def _deletion(environment_id: str, name: str) -> tuple[str, list[str]]:
    return "DELETE FROM presets WHERE environment_id = ? AND name = ?", [environment_id, name]
