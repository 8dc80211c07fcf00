"""The choices made so far for an import."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar

from ...core.configuration import ImportConfiguration, ParsedConfiguration, parsed_configuration
from ...core.earlier_imports import is_another_zip
from ...core.errors import WrongInput
from ...core.execution_type import ExecutionType
from ...core.origin import Origin
from ...core.presets import ImportPreset
from ...core.runs import Run
from ...operations.check_zip import CheckChoice, CheckedZip, CheckResults
from ...operations.read_configuration import GivenConfiguration, given_configuration
from ..start_wizard.start_draft import StartDraft


@dataclass(slots=True)
class Draft(StartDraft):
    """The choices made so far.

    ``results`` is None until the check of ``zip_path`` has some; ``is_checking``: the check is running.
    ``check_number`` changes whenever a file is chosen or checked again. ``origin`` and ``repeated``, the run that is
    imported again, are given with the file ``given_path``: see :attr:`file_origin` and :attr:`repeated_otherwise`.
    ``known_origin`` finds the origin of a file by its hash, ``known_origins`` all that can be found. ``preset`` is the
    one that was chosen or saved last; other choices may have been made since.
    """

    type: ClassVar[ExecutionType] = ExecutionType.IMPORT

    configuration: GivenConfiguration[ParsedConfiguration] = field(
        default_factory=lambda: given_configuration("{}", parsed_configuration)
    )
    zip_path: Path | None = None
    results: CheckResults | None = None
    check_number: int = 0
    append: bool = True
    origin: Origin | None = None
    repeated: Run | None = None
    given_path: Path | None = None
    is_checking: bool = False
    known_origin: Callable[[str], Origin | None] = lambda sha256: None
    known_origins: Callable[[], Collection[Origin]] = tuple
    preset: ImportPreset | None = None

    @property
    def checked(self) -> CheckedZip | None:
        """What the check has found, as the choices of ids and environment want it judged; None if there is nothing
        yet."""
        return None if self.results is None else self.results.checked(self.check_choice())

    def check_choice(self) -> CheckChoice:
        """What the rules of the check depend on."""
        is_strict = self.environment is not None and self.environment.strict_check
        return CheckChoice(keep_ids=not self.append, strictly=is_strict)

    @property
    def is_checked(self) -> bool:
        """Whether the check has ended."""
        return self.results is not None and self.results.is_finished

    @property
    def file_origin(self) -> Origin | None:
        """The export that the file was saved from, however it was chosen; None if that is not known. Whether the file
        has changed, or is one that was saved, is not known before the check has ended."""
        sha256 = self.results.zip.sha256 if self.results is not None else ""
        if self.origin is not None and sha256 in ("", self.origin.sha256):
            return self.origin
        return self.known_origin(sha256) if sha256 else None

    @property
    def possible_origins(self) -> Collection[Origin]:
        """The exports that the file may have been saved from, as long as its hash is not known; none afterwards, or if
        its origin is known."""
        return () if self.is_checked or self.file_origin is not None else self.known_origins()

    @property
    def lost_origin(self) -> Origin | None:
        """The export that the file was saved from before it was changed; None if it was not."""
        is_same_file = self.is_checked and self.zip_path == self.given_path
        return self.origin if is_same_file and self.file_origin is None else None

    @property
    def repeated_otherwise(self) -> Run | None:
        """The run that is imported again, if its file is now another zip; None as long as that is not known."""
        run, checked = self.repeated, self.checked
        if run is None or checked is None or self.zip_path != self.given_path:
            return None
        return run if is_another_zip(run, checked.size, checked.sha256) else None

    @property
    def approved_choices(self) -> tuple[Hashable, ...]:
        """The zip, ids and configuration; checking the file again counts as a change."""
        return (self.zip_path, self.check_number, self.append, self.configuration.text)

    @property
    def parser(self) -> Callable[[str], ParsedConfiguration]:
        """Parses the text of a configuration; raises WrongInput."""
        return parsed_configuration

    def take_configuration(self, configuration: GivenConfiguration[ParsedConfiguration]) -> None:
        """Replace the configuration. If it sets the append mode, that choice applies to the page as well."""
        self.configuration = configuration
        try:
            self.append = configuration.parsed.complete(connection=self.connection).append
        except WrongInput:
            return  # does not set the mode, or is invalid

    def complete(self) -> ImportConfiguration:
        """The configuration as it will be sent. Raises WrongInput if the text is invalid."""
        return self.configuration.parsed.complete(connection=self.connection, append=self.append)

    def field_count(self) -> int:
        """The number of fields that will be sent, including those set by the pages. Raises WrongInput."""
        return len(self.other_fields()) + 2
