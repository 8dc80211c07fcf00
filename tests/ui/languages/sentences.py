"""Finds the sentences for Qt's lupdate, and those it cannot collect or would collect wrongly."""

import ast
from collections.abc import Iterator
from string import Formatter

_TEXT_NAMES = ("text", "counted")


def faults(source: str) -> list[str]:
    """The faulty sentences of a module, each with its line."""
    return [f"{line}: {wrong}" for line, wrong, _ in _read(ast.parse(source)) if wrong]


def sentences(source: str) -> list[str]:
    """The sentences of a module, including the plural forms."""
    return [sentence for _, _, sentence in _read(ast.parse(source)) if sentence]


def _read(tree: ast.Module) -> Iterator[tuple[int, str, str]]:
    f_strings = [node for node in ast.walk(tree) if isinstance(node, ast.JoinedStr)]
    inside_f_strings = {part for f_string in f_strings for part in ast.walk(f_string)}
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        match node.func:
            case ast.Name(id="text") | ast.Name(id="tr") | ast.Attribute(attr="tr", value=ast.Name(id="self")):
                found = node.args[:1]
                wrong = "tr() takes no comment and no number; use counted()" if node.args[1:] else ""
            case ast.Name(id="counted"):
                found, wrong = node.args[:2], ""
            case ast.Attribute(attr="translate", value=ast.Name(id="QCoreApplication")):
                found = node.args[1:]
                wrong = "" if _is_literal(node.args[0]) and len(found) == 1 else "translate() takes two literals"
            case ast.Attribute(attr="tr"):
                found, wrong = [], "tr() of another object: lupdate does not know its class"
            case ast.Attribute(attr="text" | "counted") if node.args and _is_literal(node.args[0]):
                found, wrong = [], "lupdate takes this for a sentence; give the method another name"
            case ast.Name(id="Text"):
                found, wrong = [], "use text() or counted(), which lupdate reads"
            case _:
                continue
        if node in inside_f_strings:
            wrong = "lupdate does not look into f-strings"
        for sentence in found:
            wrong = wrong or _fault(sentence)
        yield node.lineno, wrong, ""
        if not wrong:
            yield from ((node.lineno, "", ast.literal_eval(sentence)) for sentence in found)


def _is_literal(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _fault(sentence: ast.expr) -> str:
    if not _is_literal(sentence):
        return "the sentence is not a literal"
    source = ast.literal_eval(sentence)
    if not source:
        return "an empty sentence"
    if any(form or how for _, _, form, how in Formatter().parse(source)):
        return "a sentence does not say how a value is written; numbers follow the reader"
    return ""
