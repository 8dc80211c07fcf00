"""Choices for an import that are kept under a name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .errors import WrongInput
from .text import text

if TYPE_CHECKING:
    from .address import Address
    from .configuration import ImportConfiguration
    from .environment import Environment

MAX_PRESETS = 100  # of one environment
MAX_PRESET = 1_000_000  # characters of its configuration


@dataclass(frozen=True, slots=True)
class ImportPreset:
    """A destination in an environment, the choice of ids, and the configuration as it is sent. Never a zip, a token or
    the name that is typed for Production. ``address`` is the one that the environment had when it was saved."""

    environment_id: str
    name: str
    connection: str
    append: bool
    configuration: str
    address: Address

    @staticmethod
    def of(environment: Environment, name: str, chosen: ImportConfiguration) -> ImportPreset:
        """The preset of a configuration. Raises WrongInput if that is too long."""
        if len(chosen.json_text) > MAX_PRESET:
            raise WrongInput(
                text("The configuration is too long for a preset."),
                text("It has more than {limit} characters.", limit=MAX_PRESET),
                text("Keep it as a file, and load that file."),
            )
        return ImportPreset(
            environment.id, name, chosen.connection, chosen.append, chosen.json_text, environment.address
        )


class PresetNameTaken(WrongInput):
    """Another preset of the environment has this name already."""

    def __init__(self, name: str) -> None:
        super().__init__(
            text("Another preset of this environment is called “{name}” already.", name=name),
            text("Capitals and spaces at the ends make no difference."),
            text("Choose another name."),
        )


class TooManyPresets(WrongInput):
    """The environment has as many presets as it may have."""

    def __init__(self) -> None:
        super().__init__(
            text("The preset was not saved."),
            text("The environment has {limit} presets already.", limit=MAX_PRESETS),
            text("Remove one of them, or save over it."),
        )


class SecretInPreset(WrongInput):
    """The configuration of a preset has a secret in it that this process knows."""

    def __init__(self, name: str) -> None:
        super().__init__(
            text("The preset “{name}” was not saved.", name=name),
            text("There is a key, token or password in its configuration, and presets are stored as text."),
            text("Remove it from the configuration."),
        )
