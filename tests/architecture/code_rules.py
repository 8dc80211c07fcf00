"""Rules for Python files: length, docstrings, names, and what tests must not do."""

import ast
from collections.abc import Mapping

LONGEST_FILE = 500


def too_long(source: str) -> list[str]:
    """A file that is too long."""
    lines = len(source.splitlines())
    return [f"has {lines} lines, more than {LONGEST_FILE}"] if lines > LONGEST_FILE else []


def without_docstring(source: str) -> list[str]:
    """The module and its public classes and functions that have no docstring."""
    tree = ast.parse(source)
    missing = [] if ast.get_docstring(tree) or not tree.body else ["the module has no docstring"]
    for node in tree.body:
        if (
            isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
            and not node.name.startswith("_")
            and not ast.get_docstring(node)
        ):
            missing.append(f"line {node.lineno}: {node.name} has no docstring")
    return missing


def unfit_for_a_test(source: str) -> list[str]:
    """Mocks of our own code, and sleeps: the first prove nothing, the second are slow or fail at random."""
    found = []
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Import(names=names) if any(_is_mock(alias.name) for alias in names):
                found.append((node.lineno, "uses a mock"))
            case ast.ImportFrom(module=str(module), names=names) if any(
                _is_mock(f"{module}.{alias.name}") for alias in names
            ):
                found.append((node.lineno, "uses a mock"))
            case ast.ImportFrom(module="time", names=names) if any(alias.name == "sleep" for alias in names):
                found.append((node.lineno, "sleeps"))
            case ast.Attribute(value=ast.Name(id="time"), attr="sleep"):
                found.append((node.lineno, "sleeps"))
            case ast.Attribute(value=ast.Name(id="monkeypatch" | "patch"), attr="setattr" | "setitem"):
                found.append((node.lineno, "replaces code"))
    return [f"line {line}: {what}" for line, what in found]


def changes_the_path(source: str) -> list[str]:
    """Uses of `sys.path`: each module is found where Python looks by itself."""
    return [
        f"line {node.lineno}: uses sys.path"
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Attribute) and ast.unparse(node) == "sys.path"
    ]


def _is_mock(name: str) -> bool:
    return f"{name}.".startswith(("unittest.mock.", "mock.", "pytest_mock."))


#: Names that fulfil a protocol: the entry point of a program, and of a command of the command line.
_PROTOCOLS = frozenset({"main", "command"})


def defined_twice(sources: Mapping[str, str]) -> list[str]:
    """Public classes and functions of a name that another module defines too."""
    modules: dict[str, list[str]] = {}
    for module, source in sources.items():
        for node in ast.parse(source).body:
            if isinstance(node, ast.ClassDef | ast.FunctionDef) and not node.name.startswith("_"):
                modules.setdefault(node.name, []).append(module)
    return [
        f"{name} is defined in {', '.join(found)}"
        for name, found in modules.items()
        if len(set(found)) > 1 and name not in _PROTOCOLS
    ]
