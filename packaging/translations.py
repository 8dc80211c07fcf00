"""Brings the translations up to date: collects what the sources say into the .ts files, and makes the .qm files.

New messages are marked as unfinished: translate them in the .ts file, take the mark away, and run this again.
"""

from __future__ import annotations

import sys
from pathlib import Path

from translatable import Message, collect
from translation_files import TranslationFile, compile_to, read, written

ROOT = Path(__file__).resolve().parents[1]
TRANSLATIONS = ROOT / "resources" / "translations"
ENGLISH, PORTUGUESE = TRANSLATIONS / "dmm-desktop_en.ts", TRANSLATIONS / "dmm-desktop_pt.ts"
#: Qt's own words in Portuguese; kept by hand, because Qt ships those of Brazil alone.
QT_PORTUGUESE = TRANSLATIONS / "qt_pt.ts"


def updated(messages: list[Message]) -> dict[Path, TranslationFile]:
    """The two files as they should be. The sources are in English already, but for the plurals."""
    return {
        ENGLISH: _file(ENGLISH, "en").merged([message for message in messages if message.plural]),
        PORTUGUESE: _file(PORTUGUESE, "pt_PT").merged(messages),
    }


def _file(path: Path, language: str) -> TranslationFile:
    return read(path) if path.exists() else TranslationFile(language)


def main() -> None:
    """Write the files, and say what is left to do. Leaves the process with a sentence if something is."""
    messages, complaints = collect(ROOT / "src" / "dmm_desktop")
    if complaints:
        sys.exit("Nothing was written, because some messages cannot be collected:\n" + "\n".join(complaints))
    unfinished = []
    for path, file in updated(messages).items():
        path.write_text(written(file), encoding="utf-8", newline="\n")
        unfinished += [
            f"{path.name}: {one.context}: {one.source}" for one in file.translations if one in file.unfinished
        ]
    for path in (ENGLISH, PORTUGUESE, QT_PORTUGUESE):
        compile_to(path.with_suffix(".qm"), path)
    if unfinished:
        sys.exit("To be translated:\n" + "\n".join(unfinished))
    print(f"{len(messages)} messages, all of them translated.")


if __name__ == "__main__":
    main()
