"""Words that are quoted for a shell are read as that shell reads them."""

import shlex
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dmm_desktop.api.sources.curl import curl_requests
from dmm_desktop.api.sources.curl_words import Shell, commands, shell_of
from dmm_desktop.api.sources.recorded import FileName, FormBody

WORDS = st.lists(st.text(st.characters(exclude_characters="\0\r", exclude_categories=["Cs"])), min_size=1)


def read_as(text: str, shell: Shell) -> list[list[str]]:
    return [*commands(text, shell)]


@given(WORDS)
def test_posix_quotes(words: list[str]) -> None:
    assert read_as(shlex.join(words), Shell.POSIX) == [words]


@given(WORDS)
def test_posix_double_quotes(words: list[str]) -> None:
    def quoted(word: str) -> str:
        return '"' + "".join(f"\\{one}" if one in '"\\$`' else one for one in word) + '"'

    assert read_as(" ".join(map(quoted, words)), Shell.POSIX) == [words]


@given(WORDS)
def test_ansi_quotes(words: list[str]) -> None:
    def quoted(word: str) -> str:
        return "$'" + "".join(f"\\U{ord(one):08x}" if one in "'\\\n" or ord(one) > 126 else one for one in word) + "'"

    assert read_as(" ".join(map(quoted, words)), Shell.POSIX) == [words]


@given(st.lists(st.text(st.characters(exclude_characters="\0\r\n", exclude_categories=["Cs"])), min_size=1))
def test_cmd_with_carets(words: list[str]) -> None:
    def quoted(word: str) -> str:
        escaped, slashes = "", 0
        for one in word:
            slashes, before = (slashes + 1, 0) if one == "\\" else (0, slashes)
            escaped += "\\" * (before + 1) + one if one == '"' else one
        escaped += "\\" * slashes
        return "".join(f"^{one}" for one in f'"{escaped}"')

    assert read_as(" ^\r\n ".join(map(quoted, words)), Shell.CMD) == [words]


@given(WORDS)
def test_powershell_quotes(words: list[str]) -> None:
    words = [word.replace("\\", "/") for word in words]  # a backslash before a quote is read as versions before 7.3 do
    line = " `\r\n".join("'" + word.replace("'", "''") + "'" for word in words)
    assert read_as(line, Shell.POWERSHELL) == [words]


@given(st.text(), st.sampled_from(Shell))
def test_any_text_is_read(text: str, shell: Shell) -> None:
    assert all(all(isinstance(word, str) for word in words) for words in commands(text, shell))
    assert shell_of(text) in Shell


@pytest.mark.parametrize(
    "option", ["-d @{}", "-K {}", "-F name=@{}", "-T {}", "--data-binary @{}", "-H @{}", "-F n=<{}", "--cacert {}"]
)
def test_no_file_is_opened(option: str, tmp_path: Path) -> None:
    file, created = tmp_path / "body.json", tmp_path / "created"
    file.write_text("content that must not be read")
    command = f"curl https://x.example/StopExecution {option.format(file)}"
    [found] = curl_requests(command)
    assert "content" not in repr(found)
    assert [*curl_requests(f"{command} $(touch {created}) `touch {created}`")]
    assert not created.exists()


def test_parts_of_a_form() -> None:
    [found] = curl_requests("curl x.example/a -F 'zip=@\"C:/a b.zip\";type=application/zip' --form-string 'a=@b;c'")
    body = found.request.body
    assert isinstance(body, FormBody)
    assert [(part.name, part.value) for part in body.parts] == [
        ("zip", FileName("C:/a b.zip", "application/zip")),
        ("a", "@b;c"),
    ]
