"""Translation files of Qt: reads and writes .ts, and makes .qm of them with Qt's lrelease."""

from __future__ import annotations

import subprocess
import sys
import xml.etree.ElementTree as ET
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

from translatable import Message


@dataclass(slots=True)
class TranslationFile:
    """The translations into one language; each has one form, or several if its message is plural.

    ``language`` decides how many forms there are and which number takes which. ``unfinished`` ones wait for a person.
    """

    language: str
    translations: dict[Message, list[str]] = field(default_factory=dict)
    unfinished: set[Message] = field(default_factory=set)

    def merged(self, messages: list[Message]) -> TranslationFile:
        """The file for these messages: known translations stay, new messages are unfinished, old ones go.

        One thing has one name: what is said in a new place is translated as it is elsewhere.
        """
        merged = TranslationFile(self.language)
        finished = {one.source: forms for one, forms in self.translations.items() if one not in self.unfinished}
        for message in messages:
            forms = self.translations.get(message) or finished.get(message.source)
            merged.translations[message] = forms or ([""] * 2 if message.plural else [""])
            if forms is None or message in self.unfinished:
                merged.unfinished.add(message)
        return merged


def read(path: Path) -> TranslationFile:
    """Read a .ts file."""
    root = ET.parse(path).getroot()
    file = TranslationFile(root.get("language", ""))
    for context in root.iter("context"):
        for element in context.iter("message"):
            translation = element.find("translation")
            assert translation is not None
            message = Message(
                context.findtext("name", ""),
                element.findtext("source", ""),
                element.findtext("comment", ""),
                element.get("numerus") == "yes",
            )
            forms = [one.text or "" for one in translation.iter("numerusform")] or [translation.text or ""]
            file.translations[message] = forms
            if translation.get("type") == "unfinished":
                file.unfinished.add(message)
    return file


def written(file: TranslationFile) -> str:
    """The text of a .ts file, the same for the same translations."""
    root = ET.Element("TS", version="2.1", language=file.language, sourcelanguage="en")
    for name, messages in groupby(file.translations, key=lambda message: message.context):
        context = ET.SubElement(root, "context")
        ET.SubElement(context, "name").text = name
        for message in messages:
            element = ET.SubElement(context, "message", {"numerus": "yes"} if message.plural else {})
            ET.SubElement(element, "source").text = message.source
            if message.comment:
                ET.SubElement(element, "comment").text = message.comment
            attributes = {"type": "unfinished"} if message in file.unfinished else {}
            translation = ET.SubElement(element, "translation", attributes)
            forms = file.translations[message]
            if message.plural:
                for form in forms:
                    ET.SubElement(translation, "numerusform").text = form
            else:
                translation.text = forms[0]
    ET.indent(root, "  ")
    body = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{body}\n'


def compile_to(target: Path, source: Path) -> None:
    """Make the .qm of a .ts file. Raises CalledProcessError.

    It is replaced and never rewritten: an application that runs has it mapped into its memory, and would die of it.
    """
    lrelease = "from PySide6.scripts.pyside_tool import lrelease; lrelease()"
    part = target.with_suffix(".part")
    command = [sys.executable, "-c", lrelease, "-silent", str(source), "-qm", str(part)]
    subprocess.run(command, check=True, stdin=subprocess.DEVNULL)
    part.replace(target)
