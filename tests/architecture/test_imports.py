"""The layers import only what they may; and the rules notice when they do not."""

from pathlib import Path

import pytest

from architecture.import_rules import LAYERS, violations
from architecture.project import SOURCE, modules


def test_every_layer_keeps_to_its_imports() -> None:
    found = [
        violation
        for path in modules()
        for violation in violations(_name(path), path.read_text(encoding="utf-8"), path.name == "__init__.py")
    ]
    assert not found, "\n".join(found)


def test_modules_are_found_in_every_layer_of_the_engine() -> None:
    found = {path.relative_to(SOURCE).parts[1] for path in modules() if path.parent != SOURCE / "dmm_desktop"}
    assert found >= {"core", "api", "archive", "storage", "operations", "cli", "demo"}
    assert found <= LAYERS.keys()


def _name(path: Path) -> str:
    parts = path.relative_to(SOURCE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


BAD = [
    ("dmm_desktop.core.models", "import requests", "core must not import requests"),
    ("dmm_desktop.core.models", "import attrs", "attrs is no known library"),
    ("dmm_desktop.core.models", "from ..api import client", "core must not import api"),
    ("dmm_desktop.core.models", "from dmm_desktop import storage", "core must not import storage"),
    ("dmm_desktop.core.models", "from .. import storage", "core must not import storage"),
    ("dmm_desktop.archive.log_zip", "def f():\n    import dmm_desktop.storage.runs", "archive must not import storage"),
    ("dmm_desktop.archive.log_zip", "from dmm_desktop.operations import watch", "archive must not import operations"),
    ("dmm_desktop.operations.watch", "import requests.adapters", "operations must not import requests.adapters"),
    ("dmm_desktop.operations.watch", "from urllib3 import Retry", "operations must not import urllib3.Retry"),
    ("dmm_desktop.operations.watch", "import sqlite3", "operations must not import sqlite3"),
    ("dmm_desktop.operations.watch", "from urllib import request", "operations must not import urllib.request"),
    ("dmm_desktop.operations.watch", "from ..cli import main", "operations must not import cli"),
    ("dmm_desktop.operations.watch", "from ..demo import server", "operations must not import demo"),
    ("dmm_desktop.api.client", "import keyring", "api must not import keyring"),
    ("dmm_desktop.storage.runs", "from PySide6.QtCore import QObject", "storage must not import PySide6.QtCore"),
    ("dmm_desktop.cli.main", "from ..app import run", "cli must not import app"),
    ("dmm_desktop.cli.main", "if TYPE_CHECKING:\n    import PySide6", "cli must not import PySide6"),
    ("dmm_desktop.demo.server", "from ..core import errors", "demo must not import core"),
    ("dmm_desktop.demo.server", "import requests", "demo must not import requests"),
    ("dmm_desktop.demo", "from .. import resources", "demo must not import resources"),
    ("dmm_desktop.ui.window", "from ..storage import runs", "ui must not import storage"),
    ("dmm_desktop.workers.job_thread", "from ..operations import watch", "workers must not import operations"),
    ("dmm_desktop.core.job", "importlib.import_module('keyring')", "core must not import keyring"),
    ("dmm_desktop.core.job", "import_module(f'..{name}', 'dmm_desktop.core')", "only known at run time"),
    ("dmm_desktop.core.job", "import_module(f'{name}.x')", "only known at run time"),
    ("dmm_desktop.core.job", "__import__(name)", "only known at run time"),
    ("dmm_desktop.helpers.misc", "import json", "helpers is no layer"),
]


@pytest.mark.parametrize(("module", "source", "reason"), BAD, ids=[f"{module}: {source}" for module, source, _ in BAD])
def test_a_forbidden_import_is_noticed(module: str, source: str, reason: str) -> None:
    found = violations(module, source, is_package=module.count(".") == 1)
    assert len(found) == 1
    assert reason in found[0]


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("dmm_desktop.core.models", "from .errors import DmmError\nfrom ..core import job\nimport json, urllib.parse"),
        ("dmm_desktop.api.client", "import requests, urllib3.exceptions\nfrom ..core.errors import DmmError"),
        ("dmm_desktop.operations.watch", "from ..api import client\nfrom .. import storage, __version__"),
        ("dmm_desktop.storage.secrets", "def f():\n    import keyring.errors\n    import sqlite3"),
        ("dmm_desktop.cli.main", "importlib.import_module(f'.commands.{name}', __name__)"),
        ("dmm_desktop.demo.server", "from http.server import HTTPServer\nfrom . import runs"),
    ],
)
def test_an_allowed_import_is_left_alone(module: str, source: str) -> None:
    assert violations(module, source) == []
