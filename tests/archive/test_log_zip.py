"""Logs are called saved only when they are a zip that can be read, and nothing that came is lost."""

import base64
import io
import os
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.zip_makers import data_at, edit, header_at, make_zip
from dmm_desktop.archive.findings import LogsNotSaved
from dmm_desktop.archive.log_zip import LogEntry, list_entries, save_verified, texts_of, verify_zip
from dmm_desktop.archive.part_file import PartFile
from dmm_desktop.core.errors import ArchiveError, LocalError
from dmm_desktop.core.job import Cancelled, CancelToken

LOGS = {"run.log": "10:00 Started\r\n10:01 Größe ok\r\n".encode(), "errors/2.log": b"", "folder/": b""}


def save(payload: bytes, target: Path) -> Path:
    with PartFile(target) as part:
        part.write(payload)
        return save_verified(part, CancelToken())


def test_a_valid_zip_is_saved_byte_for_byte(tmp_path: Path) -> None:
    payload = make_zip(tmp_path / "sent.zip", LOGS).read_bytes()
    target = tmp_path / "logs.zip"
    target.write_bytes(b"older logs")
    assert save(payload, target) == target
    assert target.read_bytes() == payload
    assert sorted(os.listdir(tmp_path)) == ["logs.zip", "sent.zip"]


def test_an_empty_zip_is_saved_like_any_other(tmp_path: Path) -> None:
    """Its end is all that it has; zipfile looks for more before the start."""
    payload = base64.b64decode("UEsFBgAAAAAAAAAAAAAAAAAAAAAAAA==")
    target = save(payload, tmp_path / "logs.zip")
    assert target.read_bytes() == payload
    assert list_entries(target) == ()


def test_what_is_no_zip_is_kept_under_another_name(tmp_path: Path) -> None:
    target = tmp_path / "logs.zip"
    target.write_bytes(b"older logs")
    for number, name in enumerate(("logs.not-a-zip.bin", "logs-2.not-a-zip.bin")):
        payload = b"10:00 not zipped %d" % number
        with pytest.raises(LogsNotSaved, match=r"logs\.zip\. The file is not a zip") as raised:
            save(payload, target)
        assert raised.value.kept == tmp_path / name
        assert raised.value.kept.read_bytes() == payload
        assert str(tmp_path / name) in str(raised.value)
    assert target.read_bytes() == b"older logs"
    assert len(os.listdir(tmp_path)) == 3


def test_a_damaged_zip_is_kept_under_another_name(tmp_path: Path) -> None:
    sent = make_zip(tmp_path / "sent.zip", LOGS, zipfile.ZIP_STORED)
    edit(sent, data_at(sent, "run.log"), b"X")
    with pytest.raises(LogsNotSaved, match=r"run\.log is damaged: its contents do not match their checksum") as raised:
        save(sent.read_bytes(), tmp_path / "logs.zip")
    assert raised.value.kept is not None and raised.value.kept.read_bytes() == sent.read_bytes()
    assert not (tmp_path / "logs.zip").exists()


def test_no_payload_makes_no_file(tmp_path: Path) -> None:
    with pytest.raises(LogsNotSaved, match="The server sent no logs") as raised:
        save(b"", tmp_path / "logs.zip")
    assert raised.value.kept is None
    assert os.listdir(tmp_path) == []


def test_cancelling_the_verification_leaves_nothing(tmp_path: Path) -> None:
    payload = make_zip(tmp_path / "sent.zip", LOGS).read_bytes()
    token = CancelToken()
    token.cancel()
    with pytest.raises(Cancelled), PartFile(tmp_path / "logs.zip") as part:
        part.write(payload)
        save_verified(part, token)
    assert os.listdir(tmp_path) == ["sent.zip"]


def test_verifying_a_path_or_an_open_file(tmp_path: Path) -> None:
    path = make_zip(tmp_path / "logs.zip", LOGS)
    assert verify_zip(path, CancelToken()) is None
    assert verify_zip(io.BytesIO(path.read_bytes()), CancelToken()) is None
    assert "incomplete" in str(verify_zip(io.BytesIO(path.read_bytes()[:-30]), CancelToken()))
    with pytest.raises(LocalError, match="does not exist"):
        verify_zip(tmp_path / "missing.zip", CancelToken())


@given(st.binary(max_size=200), st.integers(0, 400))
def test_verifying_anything_gives_an_answer(garbage: bytes, at: int) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("run.log", b"10:00 Started")
    data = buffer.getvalue()
    changed = data[:at] + garbage + data[at + len(garbage) :]
    problem = verify_zip(io.BytesIO(changed), CancelToken())
    assert problem is None or str(problem)
    if problem is None:
        with zipfile.ZipFile(io.BytesIO(changed)) as archive:
            assert archive.testzip() is None


def entry_of(path: Path, name: str) -> LogEntry:
    return next(entry for entry in list_entries(path) if entry.name == name)


def whole(path: Path, name: str) -> str:
    return "".join(texts_of(path, entry_of(path, name)))


def test_listing_and_reading(tmp_path: Path) -> None:
    path = make_zip(tmp_path / "logs.zip", LOGS)
    assert list_entries(path) == (LogEntry(0, "run.log", len(LOGS["run.log"])), LogEntry(1, "errors/2.log", 0))
    assert whole(path, "run.log") == "10:00 Started\r\n10:01 Größe ok\r\n"
    assert whole(path, "errors/2.log") == ""


def test_files_of_the_same_name_are_read_each_by_itself(tmp_path: Path) -> None:
    path = make_zip(tmp_path / "logs.zip", {"run.log": b"first", "RUN.log": b"second"}, zipfile.ZIP_STORED)
    path.write_bytes(path.read_bytes().replace(b"RUN.log", b"run.log"))
    entries = list_entries(path)
    assert [entry.name for entry in entries] == ["run.log", "run.log"]
    assert ["".join(texts_of(path, entry)) for entry in entries] == ["first", "second"]


def test_names_that_lead_elsewhere_are_only_shown(tmp_path: Path) -> None:
    names = ["../../up.log", "/etc/cron.d/x", "C:\\x.log", "a\0b", "\0", ""]
    path = make_zip(tmp_path / "logs.zip", {name: name.encode() for name in names})
    assert [entry.name for entry in list_entries(path)] == names
    assert [whole(path, name) for name in names] == names
    assert os.listdir(tmp_path) == ["logs.zip"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "windows-1252"])
def test_a_log_in_another_encoding_is_read(tmp_path: Path, encoding: str) -> None:
    path = make_zip(tmp_path / "logs.zip", {"run.log": "Größe €\r\n".encode(encoding)})
    assert whole(path, "run.log") == "Größe €\r\n"


def test_bytes_that_are_no_characters_are_replaced(tmp_path: Path) -> None:
    path = make_zip(tmp_path / "logs.zip", {"run.log": b"a\x81b\xc3"})
    assert whole(path, "run.log") == "a\ufffdb\ufffd"


def test_what_comes_before_the_damage_is_read(tmp_path: Path) -> None:
    path = make_zip(tmp_path / "logs.zip", {"run.log": b"10:00 Started"})
    edit(path, header_at(path, "run.log") + 24, b"\x20")
    texts: list[str] = []
    with pytest.raises(ArchiveError, match="its size differs"):
        texts.extend(texts_of(path, entry_of(path, "run.log")))
    assert "".join(texts) == "10:00 Started"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_characters_that_two_blocks_share_stay_whole(tmp_path: Path, encoding: str) -> None:
    text = "x" + "€😀" * 300_000
    path = make_zip(tmp_path / "logs.zip", {"run.log": text.encode(encoding)})
    assert whole(path, "run.log") == text


def test_what_cannot_be_opened_is_an_error_that_says_why(tmp_path: Path) -> None:
    path = make_zip(tmp_path / "logs.zip", LOGS, zipfile.ZIP_STORED)
    with pytest.raises(ArchiveError, match=r"no\.log could not be opened\. It is not in logs\.zip"):
        list(texts_of(path, LogEntry(0, "no.log", 0)))
    with pytest.raises(ArchiveError, match=r"run\.log could not be opened\. It is not in logs\.zip"):
        list(texts_of(path, LogEntry(7, "run.log", 0)))
    edit(path, header_at(path, "run.log") + 16, b"\0\0\0\0")
    with pytest.raises(ArchiveError, match=r"run\.log could not be opened\. run\.log is damaged"):
        whole(path, "run.log")
    path.write_bytes(b"no zip")
    with pytest.raises(ArchiveError, match=r"logs\.zip could not be opened\. The file is not a zip"):
        list_entries(path)
    with pytest.raises(LocalError, match="folder"):
        list_entries(tmp_path)


def test_what_is_much_larger_than_in_the_zip_is_not_unpacked_whole(tmp_path: Path) -> None:
    path = make_zip(tmp_path / "logs.zip", {"bomb.log": b"10:00 ERROR\n" * (10 << 20)})
    read = 0
    with pytest.raises(
        ArchiveError, match=r"bomb\.log could not be opened\. It unpacks to more than 200 times its size"
    ):
        for piece in texts_of(path, entry_of(path, "bomb.log")):
            read += len(piece)
    assert 63 << 20 <= read <= 64 << 20


def test_what_is_as_much_larger_as_logs_are_is_unpacked_whole(tmp_path: Path) -> None:
    content = b"".join(os.urandom(20_000) + bytes(1_000_000) for _ in range(70))
    path = make_zip(tmp_path / "logs.zip", {"run.log": content})
    assert 20 < len(content) / path.stat().st_size < 100
    assert sum(map(len, texts_of(path, entry_of(path, "run.log")))) > 64 << 20
