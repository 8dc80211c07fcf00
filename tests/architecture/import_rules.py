"""Which layer may import what, as tables, and the check of a module against them."""

import ast
import sys
from collections.abc import Iterator

PACKAGE = "dmm_desktop"

#: What a layer (a package or module directly below `dmm_desktop`) may import besides itself. Nothing imports `app` or
#: `cli`, which know everything, or `demo`, which knows nothing of the rest: a bug shared by both sides of a test would
#: go unnoticed.
LAYERS: dict[str, set[str]] = {
    "__init__": set(),
    "resources": set(),
    "programs": set(),
    "plain_import": set(),
    "core": set(),
    "api": {"core", "resources"},
    "archive": {"core", "programs"},
    "storage": {"core"},
    "operations": {"core", "api", "archive", "storage"},
    "desktop": {"core"},
    "workers": {"core"},
    "ui": {"core", "operations", "desktop", "workers", "resources"},
    "demo": set(),
    "cli": {"core", "api", "archive", "storage", "operations", "resources"},
    "app": {
        *("core", "api", "archive", "storage", "operations"),
        *("workers", "ui", "resources", "programs", "plain_import"),
    },
}

#: Where libraries may be used, and modules of the standard library that only one layer should need. Other libraries
#: must not be used; the rest of the standard library is unrestricted.
LIBRARIES: dict[str, set[str]] = {
    "requests": {"api"},
    "urllib3": {"api"},
    "truststore": {"api"},
    "pybase64": {"api"},
    "keyring": {"storage"},
    "platformdirs": {"storage"},
    "jeepney": {"desktop"},
    "sqlite3": {"storage"},
    "tqdm": {"cli"},
    "yaml": {"api"},
    "http": {"api", "demo"},
    "socket": {"api", "demo", "desktop"},
    "socketserver": {"demo"},
    "ssl": {"api"},
    "urllib.request": {"api"},
    "PySide6": {"workers", "ui", "app"},
    "shiboken6": {"workers", "ui"},
}


def violations(module: str, source: str, is_package: bool = False) -> list[str]:
    """The violations of a module's imports, one sentence each; `module` is its full name."""
    layer = _layer(module)
    if layer not in LAYERS:
        return [f"{module}: {layer} is no layer; give it a place in the table of layers"]
    package = module if is_package else module.rpartition(".")[0]
    found = []
    for line, name in _imports(ast.parse(source), package):
        if name is None:
            found.append(f"{module}:{line}: imports a name that is only known at run time")
        elif reason := _objection(layer, name):
            found.append(f"{module}:{line}: {reason}")
    return list(dict.fromkeys(found))  # several names from one place count as one violation


def _layer(module: str) -> str:
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else "__init__"


def _objection(layer: str, name: str) -> str | None:
    top, _, below = name.partition(".")
    if top == PACKAGE:
        other = below.partition(".")[0]
        if other in LAYERS and other != layer and other not in LAYERS[layer]:
            return f"{layer} must not import {other}"
        return None
    rules = [library for library in LIBRARIES if f"{name}.".startswith(f"{library}.")]
    if any(layer not in LIBRARIES[library] for library in rules):
        return f"{layer} must not import {name}"
    if not rules and top not in sys.stdlib_module_names:
        return f"{top} is no known library; give it a place in the table of libraries"
    return None


def _imports(tree: ast.Module, package: str) -> Iterator[tuple[int, str | None]]:
    """Line and full dotted name of all imports: at the top, in functions, and by calls."""
    for node in ast.walk(tree):
        match node:
            case ast.Import():
                yield from ((node.lineno, alias.name) for alias in node.names)
            case ast.ImportFrom():
                base = _absolute(node, package)
                yield from ((node.lineno, f"{base}.{alias.name}") for alias in node.names)
            case ast.Call(func=ast.Name(id="__import__" | "import_module") | ast.Attribute(attr="import_module")):
                yield node.lineno, _called(node.args, package)


def _absolute(node: ast.ImportFrom, package: str) -> str:
    if node.level == 0:
        return node.module or ""
    parts = package.split(".")
    parts = parts[: len(parts) - node.level + 1]
    return ".".join([*parts, node.module] if node.module else parts)


def _called(arguments: list[ast.expr], package: str) -> str | None:
    """The name imported by a call; None if it is not constant. For a relative name its beginning is enough."""
    match arguments:
        case [ast.Constant(value=str(name)), *_] if not name.startswith("."):
            return name
        case [ast.Constant(value=str(name)) | ast.JoinedStr(values=[ast.Constant(value=str(name)), *_]), *_]:
            below = name.removeprefix(".")
            return f"{package}.{below}" if name.startswith(".") and not below.startswith(".") else None
    return None
