"""Whether the same file seems to have gone to the same destination before."""

from __future__ import annotations

from pathlib import PurePath

from dmm_desktop.core.runs import Run, RunState

from ..desk.run_view import RunView
from ..desk.run_words import file_name
from .draft import Draft

_NOTHING_CAME = {RunState.NOT_STARTED, RunState.UPLOAD_STOPPED, RunState.NOTHING_IMPORTED}


def earlier_import(runs: list[RunView], draft: Draft) -> Run | None:
    """The newest of ``runs`` (newest first) that sent a file of this name and size there; None if there is none.

    Name and size have to do: the file's hash is known only once it is read for sending.
    """
    if draft.environment is None or draft.checked is None:
        return None
    wanted = (draft.environment.id, draft.connection, PurePath(draft.checked.path).name, draft.checked.size)
    return next(
        (
            run
            for run in (view.run for view in runs)
            if (run.environment_id, run.connection, file_name(run), run.zip_size) == wanted
            and run.state not in _NOTHING_CAME
        ),
        None,
    )
