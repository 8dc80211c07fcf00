"""Copies from one server to another by the command line, with the tokens of both ends."""

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cli.command_line import CommandLine, Done, Running
from cli.scripted_api import NOT_FOUND, STARTED, api, outputs, status
from cli.shell_lines import words_of
from scripted_server import Exchange, Script, ScriptedServer, answering

#: What stands above the commands that go on with the zip of an export: one that imports it, or two, of which the first
#: saves it.
KEPT, LATER = "To import it:", "To save the zip of the export later, and import it:"
#: REST API key and one-time token of the source, then of the destination; with characters that are encoded differently.
TOKENS = ("key+of/the=source%", 'otp&of"the\\source', "key+of/the=target%", 'otp&of"the\\target')
_NAMES = ("DMM_TOKEN_FROM", "DMM_TOKEN_OTP_FROM", "DMM_TOKEN_TO", "DMM_TOKEN_OTP_TO")


@dataclass
class Copies:
    """Copies between two addresses with the same data folder. The tokens of other commands are not set."""

    cli: CommandLine
    source: str
    destination: str
    config: Path
    tokens: Sequence[str] = TOKENS

    def __call__(self, *arguments: object, **variables: str) -> Done:
        """Run a copy to its end."""
        with self.start(*arguments, **variables) as running:
            return running.end()

    def start(self, *arguments: object, **how: Any) -> Running:
        """Start a copy."""
        how |= self.variables()
        return self.cli.start("copy", *self.words(*arguments), **how)

    def words(self, *arguments: object) -> tuple[object, ...]:
        """The arguments of a copy."""
        ends = ("--from", self.source, "--to", self.destination, "--config", self.config)
        mode = () if "--keep-ids" in arguments else ("--append",)
        return (*ends, *mode, *arguments)

    def variables(self) -> dict[str, str]:
        """The environment variables with the tokens; those that are empty count as not set."""
        return {"DMM_TOKEN": "", "DMM_TOKEN_OTP": ""} | dict(zip(_NAMES, self.tokens, strict=True))

    @property
    def kept(self) -> list[Path]:
        """The zips in the data folder."""
        return [*self.cli.data.glob("exports/*/*")]


def ended(word: str = "Complete", rows: int = 7) -> Script:
    """A status for every execution; the one that cannot exist is not found, so the key is accepted."""

    def script(exchange: Exchange) -> None:
        is_key_check = exchange.request.query["MainExecutionTrackerId"] == "0"
        (NOT_FOUND if is_key_check else answering(status(word, rows, rows)))(exchange)

    return script


def exporting(
    zip_file: Path, *failing: dict[str, Any], rows: int = 7, word: str = "Complete", start: Script = STARTED
) -> Script:
    """A source that leaves this zip."""
    left = {"ZipFile": base64.b64encode(zip_file.read_bytes()).decode()}
    return api(start, ended(word, rows), answering(outputs(word, *failing, records=rows) | left))


def importing(start: Script = STARTED, *, rows: int = 7) -> Script:
    """A destination that imports everything."""
    return api(start, ended(rows=rows), answering(outputs("Complete", records=rows)))


def zip_received(server: ScriptedServer) -> bytes:
    """The zip in the only StartExecution that the server has received."""
    [start] = server.starts
    return base64.b64decode(start.json()["ZipFile"])


def line_after(done: Done, words: str) -> list[str]:
    """The words of the command that follows this line on standard error, as a shell reads them."""
    return words_of(done.notes[done.notes.index(words) + 1])


def assert_goes_on(copies: Copies, done: Done, zip_file: Path, saved: Path | None = None) -> None:
    """Check that the two commands that a copy names save this zip of the export, and import it. ``saved``: the path in
    them; None for a name without a folder."""
    at, here = done.notes.index(LATER), copies.config.with_name("export.zip")
    for line, script, tokens in zip(
        done.notes[at + 1 : at + 3],
        (exporting(zip_file), importing()),
        (copies.tokens[:2], copies.tokens[2:]),
        strict=True,
    ):
        _, command, *words = (str(here) if word == here.name else word for word in words_of(line))
        variables = dict(zip(("DMM_TOKEN", "DMM_TOKEN_OTP"), tokens, strict=True))
        with ScriptedServer(script) as server:
            words[words.index("--url") + 1] = server.address
            assert copies.cli(command, *words, **variables).code == 0
    assert (saved or here).read_bytes() == zip_file.read_bytes()
