"""A server may put a token into the zip of an export: nothing that is shown, stored or saved of the check has it."""

import json
from functools import partial
from pathlib import Path

import pytest

from archive.zip_makers import make_zip
from cli.leaks import traces_of
from dmm_desktop.archive.findings import ZipRejected
from dmm_desktop.core.job import CancelToken, ignore_progress
from dmm_desktop.core.redaction import Redaction
from dmm_desktop.core.token import Token
from dmm_desktop.operations.check_csv import save_entities, save_findings, save_references
from dmm_desktop.operations.check_page import CheckSheet, save_check_page
from dmm_desktop.operations.check_report import check_report, reference_report
from dmm_desktop.operations.check_zip import (
    CheckChoice,
    CheckedZip,
    Reference,
    check_zip,
    find_references,
    fingerprint_to_store,
    repack_zip,
    require_importable,
    row_context,
)

KEY = "key+4Qz8/1=secret%"
SECRETS = Redaction(Token(KEY))
HIDDEN = "(hidden)"


def _files(words: str) -> dict[str, bytes]:
    attributes = [{"Name": "Id", "Type": "Integer"}, {"Name": words, "Type": "Text"}, {"Name": "RegionId", "Type": ""}]
    rows = f"Id,{words},RegionId\r\n1,{words},{words}\r\n1,N'{words}',7\r\n2,N'',{words}\r\n"
    return {
        f"{words}_Struct.dmm": json.dumps({"Attributes": attributes}).encode(),
        f"{words}_Data.csv": rows.encode(),
        "Region_Struct.dmm": b"?",
        "Region_Data.csv": b"Id\r\n1\r\n",
        f"{words}.txt": b"",
        f"__MACOSX/{words}": b"",
    }


def _saved(secrets: Redaction, checked: CheckedZip, references: tuple[Reference, ...], folder: Path) -> str:
    """What the saved files say."""
    saves = (
        partial(save_findings, secrets, checked),
        partial(save_entities, secrets, checked),
        partial(save_references, secrets, references),
        partial(save_check_page, secrets, checked, references, CheckSheet()),
    )
    files = (
        save(target=folder / str(number), words=str, cancel=CancelToken(), report=ignore_progress)
        for number, save in enumerate(saves)
    )
    return "\n".join(file.read_text("utf-8") for file in files)


def _everything(path: Path, folder: Path) -> str:
    results = check_zip(SECRETS, path, lambda: CheckChoice(keep_ids=True), CancelToken(), ignore_progress)
    checked = results.checked(CheckChoice(keep_ids=True, strictly=True))
    references = find_references(results.zip, CancelToken(), ignore_progress)
    rows = [
        row_context(results.zip, finding.entries[0], finding.line, finding.column, CancelToken(), ignore_progress)
        for finding in checked.findings
        if finding.line is not None
    ]
    with pytest.raises(ZipRejected) as refused:
        require_importable(checked, start_anyway=False)
    said = [
        _saved(SECRETS, checked, references, folder),
        json.dumps([check_report(checked), *map(reference_report, references)], ensure_ascii=False),
        fingerprint_to_store(checked),
        repr((checked.entities, checked.findings, rows, refused.value.sentences, refused.value.details)),
    ]
    return "\n".join(said)


WORDS = [KEY, f"Region{KEY}", KEY * 3, f"{'x' * 70}{KEY}", f"{'x' * 110}{KEY}"]


@pytest.mark.parametrize("words", WORDS)
def test_no_token_is_left(tmp_path: Path, words: str) -> None:
    said = _everything(make_zip(tmp_path / "a.zip", _files(words)), tmp_path)
    assert HIDDEN in said
    assert not traces_of(KEY, said.encode())
    assert KEY[: len(KEY) // 2 + 1] not in said


@pytest.mark.parametrize("words", WORDS)
def test_no_token_that_was_read_after_the_check_is_saved(tmp_path: Path, words: str) -> None:
    path, secrets = make_zip(tmp_path / "a.zip", _files(words)), Redaction()
    results = check_zip(secrets, path, CheckChoice, CancelToken(), ignore_progress)
    checked, references = results.checked(CheckChoice()), find_references(results.zip, CancelToken(), ignore_progress)
    assert KEY[:8] in repr(checked) and KEY[:8] in repr(references)
    secrets.add(Token(KEY))
    said = _saved(secrets, checked, references, tmp_path)
    assert HIDDEN in said and not traces_of(KEY, said.encode()) and KEY[: len(KEY) // 2 + 1] not in said


def test_the_row_is_found_and_its_value_marked(tmp_path: Path) -> None:
    path = make_zip(tmp_path / "a.zip", _files(KEY))
    results = check_zip(SECRETS, path, CheckChoice, CancelToken(), ignore_progress)
    [finding] = (one for one in results.checked(CheckChoice()).findings if (one.line, one.column) == (2, HIDDEN))
    assert (finding.entries, finding.excerpt) == ((f"{HIDDEN}_Data.csv",), HIDDEN)
    context = row_context(results.zip, finding.entries[0], 2, finding.column, CancelToken(), ignore_progress)
    row = next(line for line in context.lines if line.number == 2)
    assert (row.text, row.marked) == (f"1,{HIDDEN},{HIDDEN}", (2, 2 + len(HIDDEN)))
    assert context.values == (("Id", "1"), (HIDDEN, HIDDEN), ("RegionId", HIDDEN))


def test_a_token_that_is_partly_marked_is_hidden(tmp_path: Path) -> None:
    secrets = Redaction(Token("first-half,second-half"))
    path = make_zip(
        tmp_path / "a.zip", {"A_Struct.dmm": b"?", "A_Data.csv": b"Id,a,b\n1,first-half,second-half\n2,N'',\n"}
    )
    read = check_zip(secrets, path, CheckChoice, CancelToken(), ignore_progress).zip
    context = row_context(read, "A_Data.csv", 2, "a", CancelToken(), ignore_progress)
    assert [(line.text, line.marked) for line in context.lines if line.number == 2] == [(f"1,{HIDDEN}", None)]


def test_a_folder_is_shown_as_text_and_its_copy_made_from_the_zip(tmp_path: Path) -> None:
    folder = f"\u202e{KEY}/"
    files = {folder + name: content for name, content in _files("Customer").items() if "MACOSX" not in name}
    path = make_zip(tmp_path / "a.zip", files)
    checked = check_zip(SECRETS, path, CheckChoice, CancelToken(), ignore_progress).checked(CheckChoice())
    assert checked.common_folder == f"\\u202e{HIDDEN}/"
    copy = repack_zip(SECRETS, checked, tmp_path / "copy.zip", CancelToken(), ignore_progress)
    again = check_zip(SECRETS, copy, CheckChoice, CancelToken(), ignore_progress).checked(CheckChoice())
    assert [entity.structure for entity in again.entities] == ["Customer_Struct.dmm", "Region_Struct.dmm"]
