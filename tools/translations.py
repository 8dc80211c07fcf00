"""Updates the translations with Qt's tools: `python -m tools.translations [FILE]`; lupdate collects, lrelease compiles.

FILE is JSON with new translations, `{"English": "translation"}`. More in `resources/translations/README.md`.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SOURCES = ROOT / "src" / "dmm_desktop"
TRANSLATIONS = ROOT / "resources" / "translations"
PORTUGUESE = TRANSLATIONS / "dmm-desktop_pt.ts"
#: Qt's own words in Portuguese; kept by hand, because Qt ships those of Brazil alone.
QT_PORTUGUESE = TRANSLATIONS / "qt_pt.ts"

#: The file that defines `text()` and `counted()`, and what is in English only.
_LEFT_OUT = ("core/text.py", "cli/", "demo/")
#: Marks the sentences of former versions in a .ts file, which may still be stored with a run.
_VANISHED = ' type="vanished"'
#: lupdate copies comments that begin with `#:` before a message; ours document constants.
_NOTE = re.compile(r"\s*<extracomment>.*?</extracomment>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Message:
    """A source text and its translation: one form, or several if ``many``, the English plural, is set."""

    context: str
    source: str
    many: str
    forms: tuple[str, ...]
    is_finished: bool
    is_vanished: bool


def source_files() -> Iterator[Path]:
    """The files whose sentences are translated."""
    for path in sorted(SOURCES.rglob("*.py")):
        if not path.relative_to(SOURCES).as_posix().startswith(_LEFT_OUT):
            yield path


def collect(file: Path) -> None:
    """Update a .ts file from the sources: translations stay, new messages are unfinished.

    lupdate keeps the translations of messages that are gone, as vanished. Raises CalledProcessError.
    """
    names = [path.relative_to(SOURCES).as_posix() for path in source_files()]
    _run("lupdate", "-source-language", "en", "-locations", "none", "-sort-messages",
         "-tr-function-alias", "tr+=text,tr+=counted", "-disable-heuristic", "similartext",
         *names, "-ts", str(file))  # fmt: skip
    file.write_text(_NOTE.sub("", file.read_text(encoding="utf-8")), encoding="utf-8")


def read(file: Path) -> list[Message]:
    """The messages of a .ts file."""
    return [_message(context, element) for context, element in _elements(ET.parse(file).getroot())]


def fill(file: Path, given: Mapping[str, str | list[str]]) -> None:
    """Translate messages as ``given``, and unfinished ones as the same text is translated elsewhere.

    Both forms of a plural may be given separately, as translations of the two English ones, if the language has two.
    Vanished messages of a widget are removed: only messages without a class are ever stored.
    """
    tree = ET.parse(file)
    former_first = sorted(read(file), key=lambda one: not one.is_vanished)
    known = {one.source: list(one.forms) for one in former_first if one.is_finished}
    known |= {source: [form] if isinstance(form, str) else form for source, form in given.items()}
    for context, element in list(_elements(tree.getroot())):
        message, translation = _message(context, element), element.find("translation")
        assert translation is not None
        if message.is_vanished and message.context:
            context.remove(element)
        elif not message.is_finished or (message.source in given and not message.is_vanished):
            _translate(translation, message, known)
    tree.write(file, encoding="utf-8", xml_declaration=True)
    collect(file)  # lupdate writes its own format


def compile_to(target: Path, file: Path) -> None:
    """Compile a .ts file to a .qm, with the sentences of former versions. Raises CalledProcessError.

    The file is replaced, never rewritten: a running application has it mapped into memory and would crash.
    """
    part, whole = target.with_suffix(".part"), target.with_suffix(".part.ts")
    try:
        whole.write_text(file.read_text(encoding="utf-8").replace(_VANISHED, ""), encoding="utf-8")
        _run("lrelease", "-nounfinished", str(whole), "-qm", str(part))
        part.replace(target)
    finally:
        whole.unlink(missing_ok=True)


def _elements(root: ET.Element) -> Iterator[tuple[ET.Element, ET.Element]]:
    for context in root.iter("context"):
        for element in context.iter("message"):
            yield context, element


def _message(context: ET.Element, element: ET.Element) -> Message:
    translation = element.find("translation")
    assert translation is not None
    forms = [one.text or "" for one in translation.iter("numerusform")] or [translation.text or ""]
    state = translation.get("type")
    name, source, many = context.findtext("name", ""), element.findtext("source", ""), element.findtext("comment", "")
    return Message(name, source, many, tuple(forms), state in (None, "vanished"), state in ("vanished", "obsolete"))


def _translate(translation: ET.Element, message: Message, known: Mapping[str, list[str]]) -> None:
    whole = known.get(message.source, [])
    for forms in (whole, [*whole, *known.get(message.many, [])]):
        if len(forms) == len(message.forms):
            for element, form in zip(list(translation) or [translation], forms, strict=True):
                element.text = form
            translation.attrib.pop("type", None)
            return


def _run(tool: str, *arguments: str) -> None:
    script = f"from PySide6.scripts.pyside_tool import {tool}; {tool}()"
    command = [sys.executable, "-c", script, "-silent", *arguments]
    subprocess.run(command, check=True, cwd=SOURCES, stdin=subprocess.DEVNULL)


def main() -> None:
    """Write the files, and list what is not translated. Ends the process with an error if anything is not."""
    given = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")) if len(sys.argv) > 1 else {}
    collect(PORTUGUESE)
    fill(PORTUGUESE, given)
    for file in (PORTUGUESE, QT_PORTUGUESE):
        compile_to(file.with_suffix(".qm"), file)
    messages = [one for one in read(PORTUGUESE) if not one.is_vanished]
    if unknown := given.keys() - {words for one in messages for words in (one.source, one.many)}:
        print("Not in the sources:", *sorted(unknown), sep="\n")
    if unfinished := [f"{one.context}: {one.source}" for one in messages if not one.is_finished]:
        sys.exit("\n".join(["To be translated:", *unfinished]))
    print(f"{len(messages)} messages, all of them translated.")


if __name__ == "__main__":
    main()
