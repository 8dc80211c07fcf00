"""A file that the system does not give its name is tried again, and what was written is never lost."""

import contextlib
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from dmm_desktop.archive.part_file import PART_SUFFIX, PartFile
from dmm_desktop.core.errors import LocalError
from dmm_desktop.core.job import Cancelled, CancelToken
from dmm_desktop.core.text import text
from mounts import held
from not_on_windows import PERMISSIONS

#: What is said of a file that is held.
HELD = (
    "You do not have permission, or another program has the file open."
    if sys.platform == "win32"
    else "The operating system reports: Device or resource busy."
)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_target_that_became_a_folder_meanwhile(tmp_path: Path) -> None:
    target = tmp_path / "logs.zip"
    with pytest.raises(LocalError, match=r"could not be written.* was kept as ") as caught, PartFile(target) as part:
        part.write(b"x")
        target.mkdir()
        part.commit(CancelToken())
    assert names(tmp_path) == ["logs-2.zip", "logs.zip"] and names(target) == []
    assert str(tmp_path / "logs-2.zip") in str(caught.value.advice)
    assert (tmp_path / "logs-2.zip").read_bytes() == b"x"


class _Until(CancelToken):
    """Lets something happen instead of the second wait."""

    def __init__(self, happens: Callable[[], object]) -> None:
        super().__init__()
        self._happens = happens
        self.waits = 0

    def sleep(self, seconds: float) -> None:
        self.waits += 1
        if self.waits == 2:
            self._happens()
        super().sleep(0)


def test_a_refusal_that_passes_is_waited_out(tmp_path: Path) -> None:
    target = tmp_path / "logs.zip"
    target.write_bytes(b"old")
    with contextlib.ExitStack() as stack:
        stack.enter_context(held(target))
        cancel = _Until(stack.close)
        with PartFile(target) as part:
            part.write(b"new")
            assert part.commit(cancel) == target
    assert cancel.waits == 2
    assert target.read_bytes() == b"new" and names(tmp_path) == ["logs.zip"]


def test_a_refusal_that_lasts_loses_nothing(tmp_path: Path) -> None:
    target = tmp_path / "logs.zip"
    target.write_bytes(b"old")
    with held(target):
        for number in (2, 3):
            with pytest.raises(LocalError) as caught, PartFile(target) as part:
                part.write(b"new %d" % number)
                part.commit(CancelToken())
            kept = tmp_path / f"logs-{number}.zip"
            assert str(caught.value) == (
                f"logs.zip could not be written. {HELD} The file was kept as {kept}. Rename it, or save it "
                "again elsewhere."
            )
            assert kept.read_bytes() == b"new %d" % number
    assert target.read_bytes() == b"old" and len(names(tmp_path)) == 3


def test_cancelling_ends_the_waiting(tmp_path: Path) -> None:
    target = tmp_path / "logs.zip"
    target.write_bytes(b"old")
    cancel = CancelToken()
    with held(target), pytest.raises(Cancelled), PartFile(target) as part:
        part.write(b"new")
        cancel.cancel()
        part.commit(cancel)
    assert target.read_bytes() == b"old" and names(tmp_path) == ["logs.zip"]


@pytest.mark.parametrize("suffix", ["", ".not-a-zip.bin"])
def test_a_folder_that_became_read_only_keeps_the_part_under_its_own_name(tmp_path: Path, suffix: str) -> None:
    with _folder_of_a_user() as folder:
        target = folder / "logs.zip"
        target.write_bytes(b"old")
        with pytest.raises(LocalError) as caught, PartFile(target) as part:
            part.write(b"new")
            kept = next(path for path in folder.iterdir() if path != target)
            folder.chmod(0o500)
            part.keep(suffix, CancelToken()) if suffix else part.commit(CancelToken())
        assert str(kept) in str(caught.value)
        assert kept.name.endswith(PART_SUFFIX) and kept.read_bytes() == b"new" and target.read_bytes() == b"old"


def test_an_unfinished_part_that_cannot_be_removed_is_named(tmp_path: Path) -> None:
    with _folder_of_a_user() as folder:
        with pytest.raises(LocalError) as caught, PartFile(folder / "logs.zip") as part:
            part.write(b"new")
            (left,) = folder.iterdir()
            folder.chmod(0o500)
            raise LocalError(text("The connection failed."))
        assert str(left) in caught.value.details


@contextlib.contextmanager
def _folder_of_a_user() -> Iterator[Path]:
    """A new folder of a user other than root, as whom the test goes on: root may write to every folder."""
    if sys.platform == "win32":
        pytest.skip(PERMISSIONS)
    root = os.geteuid() == 0
    with tempfile.TemporaryDirectory() as name:
        os.chmod(name, 0o755)
        folder = Path(name, "folder")
        folder.mkdir()
        if root:
            os.chown(folder, 65534, 65534)
            os.seteuid(65534)
        try:
            yield folder
        finally:
            folder.chmod(0o700)
            if root:
                os.seteuid(0)
