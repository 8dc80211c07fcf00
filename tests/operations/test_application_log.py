"""The application's own log file."""

import logging
import stat
import sys
from collections.abc import Callable
from pathlib import Path

from dmm_desktop.core.application_log import logging_to
from dmm_desktop.core.redaction import Redaction
from dmm_desktop.core.token import Token

ExpectedLog = Callable[[str, str], None]
LOG = logging.getLogger("dmm_desktop.test")


def test_it_holds_records_from_the_level_on_and_only_inside_the_block(tmp_path: Path) -> None:
    before = logging.getLogger().level
    path = tmp_path / "app.log"
    LOG.info("before")
    with logging_to(path, Redaction()):
        LOG.debug("too fine")
        LOG.info("inside %s", "ü")
        logging.getLogger("urllib3").info("of a library")
    LOG.info("after")
    lines = path.read_text("utf-8").splitlines()
    assert [line.split(" ", 2)[2] for line in lines] == [
        "INFO dmm_desktop.test: inside ü",
        "INFO urllib3: of a library",
    ]
    assert logging.getLogger().level == before


def test_a_second_block_goes_on_in_the_same_file(tmp_path: Path) -> None:
    for number in (1, 2):
        with logging_to(tmp_path / "app.log", Redaction()):
            LOG.info("record %d", number)
    assert [line[-1] for line in (tmp_path / "app.log").read_text().splitlines()] == ["1", "2"]


def test_no_token_gets_into_it(tmp_path: Path, expected_log: ExpectedLog) -> None:
    expected_log("dmm_desktop.test", "failed")
    with logging_to(tmp_path / "app.log", Redaction()):
        LOG.info("sent %s", {"X-DMM-Token": "key-secret", "X-DMM-Token-OTP": "otp-secret"})
        try:
            raise ValueError("X-DMM-Token: key-secret\r\nX-DMM-Token-OTP: otp-secret")
        except ValueError:
            LOG.exception("failed")
    content = (tmp_path / "app.log").read_text()
    assert "ValueError" in content and "(hidden)" in content
    assert "secret" not in content


def test_only_this_user_can_read_it_and_it_never_grows_beyond_a_limit(tmp_path: Path) -> None:
    with logging_to(tmp_path / "app.log", Redaction()):
        for number in range(600):
            LOG.info("%d %s", number, "x" * 10_000)
    files = sorted(tmp_path.iterdir())
    assert [file.name for file in files] == ["app.log", "app.log.1", "app.log.2", "app.log.3"]
    for file in files:
        assert file.stat().st_size <= 1_000_000
        if sys.platform != "win32":
            assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert "599 xxx" in files[0].read_text()


def test_halves_of_characters_do_not_lose_a_record(tmp_path: Path) -> None:
    with logging_to(tmp_path / "app.log", Redaction()):
        LOG.info("half \ud83d of it")
    assert "half \\ud83d of it" in (tmp_path / "app.log").read_text("utf-8")


def test_a_file_that_cannot_be_written_hinders_nobody(tmp_path: Path) -> None:
    for path in (tmp_path, Path("/dev/full"), Path("/dev/null/app.log")):
        with logging_to(path, Redaction()):
            LOG.info("said to nobody")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_nobody_made_yet_is_made_for_this_user_only(tmp_path: Path) -> None:
    path = tmp_path / "data" / "app.log"
    with logging_to(path, Redaction()):
        assert not path.parent.exists()
        LOG.info("said")
    assert path.read_text("utf-8").endswith("said\n")
    if sys.platform != "win32":
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_tokens_that_are_known_are_hidden_whatever_stands_around_them(tmp_path: Path) -> None:
    known = Redaction()
    with logging_to(tmp_path / "app.log", known):
        known.add(Token("key-of-prod-1"))
        try:
            raise ValueError("bad value key-of-prod-1")
        except ValueError:
            LOG.info("in %s", ["key-of-prod-1"], exc_info=True)
    written = (tmp_path / "app.log").read_text("utf-8")
    assert "key-of-prod-1" not in written and written.count("(hidden)") == 3


def test_two_processes_that_write_to_it_lose_no_record(tmp_path: Path) -> None:
    """Two handlers, as two processes have them; on Windows no file that is open can be renamed."""
    path = tmp_path / "app.log"
    with logging_to(path, Redaction()), logging_to(path, Redaction()):
        for number in range(150):
            LOG.info("record %03d %s", number, "x" * 10_000)
    written = "".join(file.read_text() for file in tmp_path.iterdir())
    assert [written.count(f"record {number:03d}") for number in range(150)] == [2] * 150
    assert all(file.stat().st_size <= 1_000_000 for file in tmp_path.iterdir())


def test_a_file_that_another_program_holds_open_is_written_on(tmp_path: Path) -> None:
    """The rename fails, as it does on Windows then; a folder in the way of an older file has the same effect here."""
    (tmp_path / "app.log.2").touch()
    (tmp_path / "app.log.3").mkdir()
    with logging_to(tmp_path / "app.log", Redaction()):
        for number in range(120):
            LOG.info("record %03d %s", number, "x" * 10_000)
    assert "record 119" in (tmp_path / "app.log").read_text()
