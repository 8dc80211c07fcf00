"""The support bundle: everything that support needs to see, in one zip, with every token hidden."""

from __future__ import annotations

import platform
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from importlib import metadata
from pathlib import Path
from typing import Any, BinaryIO, cast

from .. import __version__
from ..archive.layout import DATA, STRUCTURE, display_name
from ..archive.log_zip import list_entries, texts_of
from ..archive.part_file import PartFile
from ..core.environment import Environment
from ..core.errors import DmmError, LocalError
from ..core.exact_json import write
from ..core.job import CancelToken, OnProgress
from ..core.outcomes import id_doubt
from ..core.redaction import redact
from ..core.runs import Run
from ..core.text import Text, text
from ..storage.paths import DataPaths
from .context import OperationContext, unread_secrets
from .run_report import run_report
from .save_logs import save_logs

#: How much of each of the server's log files is included, in characters, and how many files; more would not help.
MAX_LOG, MAX_LOGS = 8_000_000, 50
#: How long the request for the server's logs is repeated after its first failure, in seconds: the rest of the bundle is
#: useful without them.
_BRIEFLY = 10.0

_CONTRACTS, _LOGS = "contracts/", "server-logs.txt"
_LIBRARIES = (
    "PySide6-Essentials",
    "requests",
    "urllib3",
    "truststore",
    "keyring",
    "pybase64",
    "platformdirs",
    "PyYAML",
)


@dataclass(frozen=True, slots=True)
class SavedBundle:
    """The file. ``notice``: what to tell the user if some keys could not be read, and so are not hidden in it.
    ``missing_logs``: why it lacks the server's logs, if it should have them."""

    path: Path
    notice: Text | None
    missing_logs: Text | None = None


def support_bundle(
    context: OperationContext,
    folder: Path,
    run: Run | None,
    target: Path,
    cancel: CancelToken,
    report: OnProgress,
    *,
    with_constants: bool = False,
    briefly: float = _BRIEFLY,
) -> SavedBundle:
    """Write the zip, replacing an existing file: versions, the application's log, what is known about the environments
    and their API descriptions, and, for a run, its report and the server's logs. It contains no key, one-time token,
    password or certificate, nothing of an export, and only the name of the import zip. Values without a
    documented meaning in learned descriptions, which may be confidential, are left out unless ``with_constants``.

    Parts that cannot be read are named in the bundle and do not affect the rest; even the data folder, ``folder``, may
    be unusable. While the server is busy, or the network fails, the request for its logs is repeated for up to
    ``briefly`` seconds. Raises LocalError, in which case the old file remains. Reports the progress of
    :func:`.save_logs`.
    """
    paths = DataPaths.at(folder)
    notice = unread_secrets(context, None)
    with PartFile(target) as part, zipfile.ZipFile(cast(BinaryIO, part), "w", zipfile.ZIP_DEFLATED) as bundle:

        def add(name: str, content: str) -> None:
            cancel.check()
            is_contract = name.startswith(_CONTRACTS)  # it names the token headers, but contains no values
            hidden = context.secrets(content if is_contract else redact(content))
            bundle.writestr(name, hidden.encode("utf-8", "backslashreplace"))

        add("versions.json", _as_json(_versions()))
        for log in _application_logs(paths):
            add(f"application-log/{log.name}", _read(log))
        for name, content in _environments(context, with_constants):
            add(name, content)
        if run is not None:
            add("run.json", _as_json(run_report(run)))
        missing_logs = None
        if run is not None and run.tracker_id and run.state.is_final:
            logs = _ServerLogs(context, run, briefly, cancel, report)
            for name, content in logs.parts():
                add(name, content)
            missing_logs = logs.missing
        bundle.close()  # writes the directory
        return SavedBundle(part.commit(cancel), notice, missing_logs)


def _versions() -> dict[str, str]:
    installed = {name: _version(name) for name in _LIBRARIES}
    system = {"system": platform.platform(), "python": platform.python_version(), "machine": platform.machine()}
    return {"dmm-desktop": __version__, "written": datetime.now(UTC).isoformat(), **system, **installed}


def _version(library: str) -> str:
    try:
        return metadata.version(library)
    except metadata.PackageNotFoundError:  # a frozen application carries no metadata
        return "unknown"


def _application_logs(paths: DataPaths) -> Sequence[Path]:
    own = re.compile(re.escape(paths.log.name) + r"(\.[0-9]+)?")  # not other files in the folder
    return sorted(file for file in paths.log.parent.glob(f"{paths.log.name}*") if own.fullmatch(file.name))


def _read(log: Path) -> str:
    try:
        return log.read_text("utf-8", "backslashreplace")
    except OSError as error:
        return f"This file could not be read: {error}"


def _environments(context: OperationContext, with_constants: bool) -> Iterator[tuple[str, str]]:
    try:
        with context.workspace.store() as store:
            listed = store.environments.list()
    except DmmError as error:
        yield "environments.txt", f"The environments could not be read: {error}\n{error.details}"
        return
    yield "environments.json", _as_json([_described(one) for one in listed])
    for number, one in enumerate(listed, start=1):
        if one.description is not None:
            yield f"{_CONTRACTS}{number}.json", _contract(one, with_constants)


def _contract(one: Environment, with_constants: bool) -> str:
    """The environment's own description unchanged; a learned one as we write it."""
    from ..api.learned import plain_description

    assert one.description is not None
    if not one.description_is_loaded:
        return one.description
    return plain_description(one.description, with_constants=with_constants)


def _described(one: Environment) -> dict[str, Any]:
    return {
        "name": one.name,
        "address": str(one.address),
        "stage": one.stage,
        "api": str(one.root) if one.root else None,
        "description_is_loaded": one.description_is_loaded,
        "checked_at": one.checked_at.isoformat() if one.checked_at else None,
        "key": one.key_verdict,
        "has_own_authorities": bool(one.network.authorities),
        "proxy": one.network.proxy or "system",
        "proxy_sign_in": bool(one.network.proxy_user),
        "changes": [str(difference) for difference in one.differences],
    }


class _ServerLogs:
    """The server's logs of a run. ``missing``: why there are none, known once all parts have been taken."""

    def __init__(
        self, context: OperationContext, run: Run, briefly: float, cancel: CancelToken, report: OnProgress
    ) -> None:
        self._context = context
        self._fetch = partial(save_logs, context, run, cancel=cancel, report=report, briefly=briefly)
        self.missing: Text | None = None

    def parts(self) -> Iterator[tuple[str, str]]:
        """The name and the content of each part; the first one lists the others, or says why there are none."""
        try:
            with self._context.workspace.temporary_folder() as folder:
                yield from self._fetched(folder / "logs.zip")
        except LocalError as error:
            self.missing = error.title
            yield _LOGS, f"There is no place for the server's logs: {error}\n{error.details}"

    def _fetched(self, saved: Path) -> Iterator[tuple[str, str]]:
        try:
            doubt = id_doubt(self._fetch(saved).run)
            entries = list_entries(saved)
        except DmmError as error:
            self.missing = error.title
            yield _LOGS, f"The server's logs could not be had: {error}\n{error.details}"
            return
        if any(entry.name.endswith((DATA, STRUCTURE)) for entry in entries):
            self.missing = text("The server sent an export instead.")
            yield _LOGS, "The server sent an export instead of logs; it is left out."
            return
        names = [f"{n}: {display_name(one.name)}" for n, one in enumerate(entries, start=1)]
        yield _LOGS, "\n".join([*([] if doubt is None else [str(doubt)]), *names])
        for number, entry in enumerate(entries[:MAX_LOGS], start=1):
            try:
                beginning = _beginning(texts_of(saved, entry))
                yield f"server-logs/{number}.txt", self._context.secrets.of_beginning(beginning)
            except DmmError as error:
                yield f"server-logs/{number}.txt", f"This file could not be read: {error}"


def _beginning(texts: Iterator[str]) -> str:
    taken = ""
    for piece in texts:
        taken += piece
        if len(taken) >= MAX_LOG:
            break
    return taken[:MAX_LOG]


def _as_json(value: object) -> str:
    return write(value, indent=2, ensure_ascii=False)
