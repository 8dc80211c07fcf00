"""What cannot run on Windows says why with one of the reasons in tests/not_on_windows.py."""

import ast
from collections.abc import Iterator

import not_on_windows
from architecture.project import ROOT

REASONS = {name for name in vars(not_on_windows) if name.isupper()}
#: Conditions that are true on Windows.
ON_WINDOWS = ("sys.platform == 'win32'", "sys.platform != 'linux'", "os.name == 'nt'")
#: What is not run on Windows at all; see tests/long/test_windows_suite.py.
ELSEWHERE = {"dev", "e2e", "long"}


def skips(tree: ast.Module) -> Iterator[ast.expr]:
    """The reason of each skip on Windows: in a mark with such a condition, or below an ``if`` with it."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Attribute(attr="skipif"), args=[condition], keywords=[ast.keyword(value=reason)]):
                if is_true_on_windows(condition):
                    yield reason
            case ast.If(test=condition, body=body) if is_true_on_windows(condition):
                for call in (one for line in body for one in ast.walk(line) if isinstance(one, ast.Call)):
                    if ast.unparse(call.func) == "pytest.skip":
                        yield call.args[0]


def is_true_on_windows(condition: ast.expr) -> bool:
    """Whether a condition that asks for the system is true on Windows."""
    return any(one in ast.unparse(condition) for one in ON_WINDOWS)


def test_every_skip_on_windows_gives_a_reason_of_the_list() -> None:
    tests = ROOT / "tests"
    trees = {path.relative_to(tests): ast.parse(path.read_text(encoding="utf-8")) for path in tests.rglob("*.py")}
    run = {path: tree for path, tree in trees.items() if path.parts[0] not in ELSEWHERE}
    given = [(path, reason) for path, tree in run.items() for reason in skips(tree)]
    others = sorted(f"{path}:{reason.lineno}" for path, reason in given if ast.unparse(reason) not in REASONS)
    assert given and others == []
    imported = {
        alias.name
        for tree in trees.values()
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "not_on_windows"
        for alias in node.names
    }
    assert imported == REASONS
