"""What the user has chosen in *Preferences*, kept in an INI file in the data folder."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from ...core.kept_log import LOG_CHOICE, PREFERENCES_FILE, LogChoice
from ..languages import LANGUAGES
from ..settings_file import SettingsFile
from ..theme.theme import Appearance

_APPEARANCE, _LANGUAGE, _INTERVAL, _SAVE_FOLDER = "appearance", "language", "interval", "save_folder"
_NOTIFIES, _ASKS = "notifies", "asks_before_closing"
_OFF = "false"

#: The appearances and the intervals that can be chosen. Above 10 seconds the rate of a run could not be told.
APPEARANCES = (Appearance.LIGHT, Appearance.DARK)
INTERVALS = (1, 2, 5, 10)


@dataclass(frozen=True, slots=True)
class Preferred:
    """Values to choose. ``appearance``: None follows the system; ``language``: a key of LANGUAGES, or "" for the
    system's; ``interval``: the seconds between two requests for the status of the visible run; ``save_folder``: where
    dialogs open to save a file, or None for the folder that was last used; ``notifies``: whether to notify the user of
    what took long and has ended; ``asks_before_closing``: whether to ask while runs are watched that continue without
    the window; ``kept_logs``: the runs whose logs are kept on this computer."""

    appearance: Appearance | None = None
    language: str = ""
    interval: int = 2
    save_folder: Path | None = None
    notifies: bool = True
    asks_before_closing: bool = True
    kept_logs: LogChoice = LogChoice.EXCEPT_PRODUCTION


class Preferences(QObject):
    """The current values. ``folder`` is the application's data folder; without it they are kept until the program ends.
    Values that cannot be read are the defaults."""

    #: The current values have changed.
    changed = Signal()

    def __init__(self, folder: Path | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = SettingsFile(folder / PREFERENCES_FILE) if folder is not None else None
        self._current = _read(self._settings) if self._settings is not None else Preferred()

    @property
    def current(self) -> Preferred:
        """The values that apply now."""
        return self._current

    def use(self, values: Preferred) -> None:
        """Apply these values without storing them."""
        if values != self._current:
            self._current = values
            self.changed.emit()

    def save(self, values: Preferred) -> bool:
        """Store these values and apply them. Returns False, and changes nothing, if they cannot be stored."""
        stored = {
            _APPEARANCE: values.appearance.value if values.appearance is not None else "",
            _LANGUAGE: values.language,
            _INTERVAL: str(values.interval),
            _SAVE_FOLDER: str(values.save_folder or ""),
            _NOTIFIES: "" if values.notifies else _OFF,
            _ASKS: "" if values.asks_before_closing else _OFF,
            LOG_CHOICE: values.kept_logs.value,
        }
        if self._settings is not None and not self._settings.store(stored):
            return False
        self.use(values)
        return True


def _read(settings: SettingsFile) -> Preferred:
    """What is stored; another version, or the user, may have written anything."""
    names = (_APPEARANCE, _LANGUAGE, _INTERVAL, _SAVE_FOLDER, _NOTIFIES, _ASKS, LOG_CHOICE)
    words = {name: str(settings.value(name)) for name in names}
    return Preferred(
        next((one for one in APPEARANCES if one.value == words[_APPEARANCE]), None),
        words[_LANGUAGE] if words[_LANGUAGE] in LANGUAGES else "",
        next((one for one in INTERVALS if str(one) == words[_INTERVAL]), Preferred().interval),
        folder if (folder := Path(words[_SAVE_FOLDER])).is_absolute() else None,
        words[_NOTIFIES] != _OFF,
        words[_ASKS] != _OFF,
        next((one for one in LogChoice if one.value == words[LOG_CHOICE]), Preferred().kept_logs),
    )
