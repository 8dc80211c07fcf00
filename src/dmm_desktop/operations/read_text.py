"""Read a text file that a person chose."""

from __future__ import annotations

from pathlib import Path

from ..core.cancel import CancelToken
from ..core.errors import LocalError
from ..core.job import Job, Report
from ..core.text import text


def read_text(path: Path, largest: int) -> Job[str]:
    """The content of a file in UTF-8, at most ``largest`` bytes. Fails with LocalError."""

    def job(cancel: CancelToken, report: Report) -> str:
        try:
            with path.open("rb") as file:
                content = file.read(largest + 1)
            if len(content) > largest:
                raise LocalError(
                    text("{name} is too large.", name=path.name),
                    text("More than {limit:,} bytes are not read.", limit=largest),
                    text("Choose another file."),
                )
            return content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise LocalError(
                text("{name} could not be read.", name=path.name),
                text("It is not text in UTF-8."),
                text("Save it as UTF-8 and try again."),
            ) from error
        except OSError as error:
            raise LocalError(
                text("{name} could not be read.", name=path.name),
                text("{cause}.", cause=error.strerror or str(error)),
                text("Check the name of the file and that you may open it."),
            ) from error

    return job
