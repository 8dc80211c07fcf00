"""Removes everything that the application has stored for the user: the uninstaller for Windows runs it on request."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from ..core.errors import DmmError
from ..core.local_files import cannot_write
from ..storage.paths import DataPaths
from ..storage.secrets import SecretStore
from ..storage.session_keys import SessionKeys
from .workspace import Workspace


def remove_data(folder: Path | None, store: SecretStore) -> None:
    """Remove the secrets of all environments from the key store, then the data folder.

    Raises DatabaseError, SecretStoreError and LocalError. The data folder is left alone unless all secrets were
    removed.
    """
    paths = DataPaths.at(folder)
    if not paths.root.exists():
        return
    keys = SessionKeys(store)
    with Workspace.open(folder) as workspace, workspace.store() as stored:
        for secret_id in stored.environments.secret_ids():
            keys.remove(secret_id)
    try:
        shutil.rmtree(paths.root)
    except OSError as error:
        raise cannot_write(paths.root, error) from error


def main() -> None:
    """Remove the data of the user in its default folder, or exit with a sentence and code 1."""
    try:
        remove_data(None, SecretStore())
    except DmmError as error:
        sys.exit(str(error))
