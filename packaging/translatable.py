"""Finds the sentences of the application that can be translated, in its sources.

Qt's lupdate sees neither `text()` and `counted()` of the layers without Qt nor a context that has a name. What cannot
be collected is complained about instead of being left out.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from string import Formatter

#: The context of what the layers without Qt say; `ui/desk/messages.py` looks it up there.
SENTENCES = "Sentences"

#: The files that define `text()` and `counted()`, or have no reader in the window.
_LEFT_OUT = ("core/text.py", "cli/", "demo/")


@dataclass(frozen=True, slots=True)
class Message:
    """One thing to translate. A plural one has a form for each number that the language tells apart."""

    context: str
    source: str
    comment: str = ""
    plural: bool = False


def collect(package: Path) -> tuple[list[Message], list[str]]:
    """What the modules of a package say, each once and in a steady order; and what cannot be collected."""
    messages: dict[Message, None] = {}
    complaints = []
    for path in sorted(package.rglob("*.py")):
        name = path.relative_to(package).as_posix()
        if not name.startswith(_LEFT_OUT):
            found, wrong = collect_from(path.read_text(encoding="utf-8"))
            messages.update(dict.fromkeys(found))
            complaints += [f"{name}:{complaint}" for complaint in wrong]
    return sorted(messages, key=lambda message: message.context), complaints


def collect_from(source: str) -> tuple[list[Message], list[str]]:
    """What one module says, in the order of its lines; and what cannot be collected, each with its line."""
    module = _Module(ast.parse(source))
    module.read(module.tree, "")
    return module.messages, module.complaints


class _Module:
    """Reads one module: its own names first, then every call in it."""

    def __init__(self, tree: ast.Module) -> None:
        self.tree = tree
        self.messages: list[Message] = []
        self.complaints: list[str] = []
        self._constants = dict(_constants(tree))
        self._helpers = {name: context for name, context in _helpers(tree)}
        self._says_text = {
            alias.asname or alias.name
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom) and (node.module or "").rpartition(".")[2] == "text"
            for alias in node.names
        }

    def read(self, node: ast.AST, class_name: str) -> None:
        """Read the calls below a node; ``class_name`` is the context of ``self.tr()`` there."""
        if isinstance(node, ast.ClassDef):
            class_name = node.name
        if isinstance(node, ast.FunctionDef) and node.name in self._helpers:
            return
        if isinstance(node, ast.Call):
            self._call(node, class_name)
        for child in ast.iter_child_nodes(node):
            self.read(child, class_name)

    def _call(self, call: ast.Call, class_name: str) -> None:
        match call.func:
            case ast.Attribute(attr="tr", value=ast.Name(id="self")) if class_name:
                self._qt(call, class_name, call.args)
            case ast.Attribute(attr="tr") | ast.Name(id="tr"):
                self._complain(call, "tr() of another object: nobody knows its context here; use translate()")
            case ast.Attribute(attr="translate", value=ast.Name(id="QCoreApplication")) | ast.Name(id="translate"):
                self._translate(call)
            case ast.Name(id=name) if name in self._helpers:
                self._qt(call, self._helpers[name], call.args)
            case ast.Name(id="text" | "counted" | "Text" as name) if name in self._says_text:
                for template in call.args[: 2 if name == "counted" else 1]:
                    self._template(template)
            case _:
                pass

    def _translate(self, call: ast.Call) -> None:
        match call.args:
            case [_, ast.Attribute(attr="template"), *_]:
                return  # a Text is shown, whose template was collected where it was made
            case [ast.Constant(value=str(context)), *rest]:
                self._qt(call, context, rest)
            case [ast.Name(id=name), *rest] if name in self._constants:
                self._qt(call, self._constants[name], rest)
            case _:
                self._complain(call, "the context of translate() is no literal")

    def _qt(self, call: ast.Call, context: str, arguments: list[ast.expr]) -> None:
        match arguments:
            case [ast.Constant(value=str(source))]:
                comment, plural = "", False
            case [ast.Constant(value=str(source)), ast.Constant(value=str(comment)), *number]:
                plural = bool(number)
            case _:
                return self._complain(call, "what is to be translated is no literal")
        if call.keywords:
            self._complain(call, "keywords are not understood here; give text, comment and number in this order")
        elif plural != ("%n" in source):
            self._complain(call, "a number and %n belong together")
        else:
            self.messages.append(Message(context, source, comment, plural))

    def _template(self, template: ast.expr) -> None:
        match template:
            case ast.Attribute(attr="template"):
                pass
            case ast.Constant(value=str(source)):
                if any(form or how for _, _, form, how in Formatter().parse(source)):
                    self._complain(template, "a template says how a value is written; numbers follow the reader")
                elif source:
                    self.messages.append(Message(SENTENCES, source))
            case _:
                self._complain(template, "the template of a sentence is no literal")

    def _complain(self, node: ast.expr, what: str) -> None:
        self.complaints.append(f"{node.lineno}: {what}")


def _constants(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """The texts that the module gives a name to."""
    for node in tree.body:
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Constant(value=str(value))):
                yield name, value
            case _:
                pass


def _helpers(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """The functions that do nothing but call translate() with their argument, and the context that they give."""
    for node in tree.body:
        match node:
            case ast.FunctionDef(
                name=name,
                args=ast.arguments(args=[ast.arg(arg=argument)]),
                body=[
                    ast.Return(
                        value=ast.Call(
                            func=ast.Attribute(attr="translate"),
                            args=[ast.Constant(value=str(context)), ast.Name(id=passed)],
                        )
                    )
                ],
            ) if argument == passed:
                yield name, context
            case _:
                pass
