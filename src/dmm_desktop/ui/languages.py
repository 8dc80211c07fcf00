"""The language of the window: the first of those that the person's system prefers and we have, else English."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from ..resources import resource

_ENGLISH, _PORTUGUESE = QLocale.Language.English, QLocale.Language.Portuguese

#: The files of each language in `resources/translations`; the sources are in English.
_OURS = {_ENGLISH: (), _PORTUGUESE: ("dmm-desktop_pt", "qt_pt")}
#: What Qt brings itself. Its Portuguese is that of Brazil, so it serves only where ours has nothing.
_OF_QT = {_ENGLISH: (), _PORTUGUESE: ("qtbase_pt_BR",)}


def speak(application: QCoreApplication, preferred: Sequence[str] = ()) -> list[QTranslator]:
    """Let everything that is made from now on speak a language, and write numbers and dates as it does.

    ``preferred`` are names of languages such as ``pt-PT``, best first; without any the system's are taken. Returns the
    translators, which the application owns. Raises FileNotFoundError where the installation lacks our files.
    """
    locale = _chosen(preferred or QLocale.system().uiLanguages())
    QLocale.setDefault(locale)
    ours = [resource(f"translations/{name}.qm") for name in _OURS[locale.language()]]
    of_qt = [_folder_of_qt() / f"{name}.qm" for name in _OF_QT[locale.language()]]
    translators = []
    for path in (*of_qt, *ours):  # the last one is asked first
        translator = QTranslator(application)
        if translator.load(str(path)):
            application.installTranslator(translator)
            translators.append(translator)
    return translators


def _chosen(preferred: Sequence[str]) -> QLocale:
    """The locale of the first language that we have: as the person has set it up if it is the system's own."""
    system = QLocale.system()
    for locale in map(QLocale, preferred):
        if locale.language() in _OURS:
            return system if system.language() == locale.language() else locale
    return QLocale(_ENGLISH, QLocale.Country.World)


def _folder_of_qt() -> Path:
    return Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
