"""Chooses the window's language: the user's preferred language among those available, otherwise English."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from ..resources import resource

#: The languages to choose from, by the name of their locale; each in its own words.
LANGUAGES = {"en-001": "English", "pt-PT": "Português"}

_ENGLISH, _PORTUGUESE = QLocale.Language.English, QLocale.Language.Portuguese

#: The files of each language in `resources/translations`; the sources are in English.
_OURS = {_ENGLISH: (), _PORTUGUESE: ("dmm-desktop_pt", "qt_pt")}
#: The user guide in each language.
_GUIDES = {_ENGLISH: "guide.md", _PORTUGUESE: "guide.pt.md"}
#: Qt's own translations. Its Portuguese is Brazilian, so it is only a fallback for ours.
_OF_QT = {_ENGLISH: (), _PORTUGUESE: ("qtbase_pt_BR",)}


def speak(application: QCoreApplication, preferred: Sequence[str] = ()) -> list[QTranslator]:
    """Set the language for everything created from now on, including how numbers and dates are written.

    ``preferred`` are language names such as ``pt-PT``, best first; without any, the system's preferences apply. Returns
    the translators, which the application owns. Raises FileNotFoundError if the installation lacks our files.
    """
    locale = _chosen(preferred or QLocale.system().uiLanguages())
    QLocale.setDefault(locale)
    ours = [resource(f"translations/{name}.qm") for name in _OURS[locale.language()]]
    of_qt = [_folder_of_qt() / f"{name}.qm" for name in _OF_QT[locale.language()]]
    translators = []
    for path in (*of_qt, *ours):  # the last one is looked up first
        translator = QTranslator(application)
        if translator.load(str(path)):
            application.installTranslator(translator)
            translators.append(translator)
    return translators


def guide_file() -> Path:
    """The user guide in the window's language. Raises FileNotFoundError if the installation lacks it."""
    return resource(_GUIDES.get(QLocale().language(), _GUIDES[_ENGLISH]))


def _chosen(preferred: Sequence[str]) -> QLocale:
    """The locale of the first available language, with the user's own settings if it is the system language."""
    system = QLocale.system()
    for locale in map(QLocale, preferred):
        if locale.language() in _OURS:
            return system if system.language() == locale.language() else locale
    return QLocale(_ENGLISH, QLocale.Country.World)


def _folder_of_qt() -> Path:
    return Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
