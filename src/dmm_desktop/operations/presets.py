"""Saves, renames and removes presets of imports."""

from __future__ import annotations

from dataclasses import replace

from ..core.job import CancelToken, OnProgress
from ..core.presets import ImportPreset, SecretInPreset
from .context import OperationContext


def save_preset(
    context: OperationContext, preset: ImportPreset, replaced: str, cancel: CancelToken, report: OnProgress
) -> None:
    """Save a preset, in place of the one called ``replaced`` if that is not "": the same with other choices, or under
    another name. Raises SecretInPreset for a secret known by now, PresetNameTaken, TooManyPresets and DatabaseError."""
    name = context.secrets(preset.name)
    if context.secrets(preset.configuration) != preset.configuration:
        raise SecretInPreset(name)
    cancel.commit()
    with context.workspace.store() as store:
        store.presets.save(replace(preset, name=name), replaced)


def remove_preset(context: OperationContext, preset: ImportPreset, cancel: CancelToken, report: OnProgress) -> None:
    """Remove a preset. Raises DatabaseError."""
    with context.workspace.store() as store:
        store.presets.remove(preset.environment_id, preset.name)
