"""A run: one execution that was started, attempted or watched from this workstation."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from datetime import datetime, timedelta

from .address import Address
from .environment import RUNTIME_CONNECTION, Environment, environment_at
from .execution_type import ExecutionType, by_type
from .kept_log import KeptLog
from .known_figures import KnownFigures
from .log_counts import LogCounts
from .models import ExecutionReport, ExecutionStatus, FailingEntity, FinalReport, StatusWord
from .origin import Origin
from .run_state import Knowledge, RunState
from .seen_execution import SeenExecution
from .stage import Stage
from .text import Text, text
from .zip_check import ZipCheck

#: The message of a run whose process ended before the response: see :meth:`Run.was_abandoned`.
ENDED_WITHOUT_ANSWER = text("The application ended before a response arrived.")
_STOP_WORDS = ("stop", "cancel", "abort")
#: The end of a run is known if it lies within this time: a run in the background is asked about this often.
_KNOWN_WITHIN = timedelta(seconds=10)


@dataclass(frozen=True, slots=True)
class Run:
    """A run with everything stored about it. Times are UTC; ``report`` has the server's own.

    ``root`` is the address of the API that the run was sent to; None if the stored text is not an address.

    ``failing_entities`` is None while the error report is unknown; an empty tuple means the server reported none.
    ``more_failing`` is the number of failing entities that the server reported but that are not stored. ``message`` is
    a str if the server wrote it, and a Text, translated when shown, if the application did.

    ``unusable_answer``: the import was sent, and the response did not say what became of it. ``received`` is the
    beginning of a response without a usable tracker id (status line, headers, body), safe to display; "" if there was
    no such response or an earlier version did not store it. ``answered_at``: when the server last reported a status
    other than NotFound. ``going_on_at``: when the server was last asked and said that the run had not ended;
    ``ended_at``: when it said that it had, or when the application learned of the end in another way.

    ``log_notice``: a remark about the log, made once it was read to the end; ``log_counts`` is None if no lines were
    read. ``kept_log``: the log as it is kept on this computer. ``stop_requested_at``: the first stop request that the
    server may have accepted; ``stop_accepted_at``: the first that it accepted.

    ``may_be_another``: the tracker id may belong to another execution, because another run has it, or because later
    answers do not fit earlier ones or the type that was started: ids repeat after an environment has been restored. It
    may, too, if a user entered it; ``seen_before`` is then what was known before that. It is None unless a user did.
    ``known_figures``: what later answers are compared with; None if an earlier version stored the run, or if there was
    no answer.

    ``zip_check`` is None if the zip's check is not known. ``fingerprint`` is what :mod:`.fingerprint` stores; "" if the
    check had not ended. ``reference`` is what the user entered at the start, such as a ticket number; ``note`` is what
    the user wrote about the run since. ``origin`` is the export that the file was saved from; the file may have been
    changed since: see :attr:`proven_origin`. For an export, it is the origin of the zip that was last saved from it,
    and ``saved_as`` is the path of that zip; "" if it is not known.

    ``type`` is only a default if :attr:`known_type` is None. ``append`` is None for a run started elsewhere. The names
    of the environment and the connection, and the stage of the destination, are copies, because the run outlives them.
    An export that writes into a database has the stricter one of the stages of its source and of the database.
    ``stage`` is None if the environment is not saved.

    ``has_moved`` is not stored, but :func:`.moved_runs.located` finds it: the name of the environment now leads to a
    server other than ``root``. Sentences name the environment by :attr:`told_environment`.
    """

    id: str
    root: Address | None
    created_at: datetime
    state: RunState
    type: ExecutionType = ExecutionType.IMPORT
    environment_id: str | None = None
    environment_name: str = ""
    stage: Stage | None = None
    connection: str = RUNTIME_CONNECTION
    contract: str = ""
    zip_path: str = ""
    zip_size: int = 0
    zip_sha256: str = ""
    append: bool | None = None
    configuration: str = ""
    tracker_id: str = ""
    status_word: str = ""
    message: Text | str = ""
    unusable_answer: bool = False
    received: str = ""
    sent_at: datetime | None = None
    ended_at: datetime | None = None
    stop_requested_at: datetime | None = None
    report: ExecutionReport | None = None
    final_report: FinalReport | None = None
    failing_entities: tuple[FailingEntity, ...] | None = None
    answered_at: datetime | None = None
    log_notice: Text | str | None = None
    more_failing: int = 0
    log_counts: LogCounts | None = None
    stop_accepted_at: datetime | None = None
    may_be_another: bool = False
    zip_check: ZipCheck | None = None
    fingerprint: str = ""
    reference: str = ""
    origin: Origin | None = None
    note: str = ""
    kept_log: KeptLog | None = None
    seen_before: SeenExecution | None = None
    saved_as: str = ""
    going_on_at: datetime | None = None
    known_figures: KnownFigures | None = None
    has_moved: bool = False

    @property
    def told_environment(self) -> Text:
        """What leads to the server of the run: the name of its environment or, if that now leads to another, the
        address that the run was sent to."""
        if self.root is None or not self.has_moved:
            return text("{place}", place=self.environment_name)
        return text("{address} (the address of {name} then)", address=self.root.origin, name=self.environment_name)

    @property
    def counts_seen_at(self) -> datetime | None:
        """When the server reported the counts, if the run may have continued since; None if they are final."""
        return self.answered_at if self.state.knowledge is Knowledge.NOTHING and self.report is not None else None

    @property
    def was_seen(self) -> bool:
        """Whether the server has described the execution, so that it was certainly started."""
        return bool(self.answered_at or self.report or (self.log_counts and self.log_counts.lines))

    @property
    def id_withdrawn_because(self) -> Text | None:
        """Why its tracker id was withdrawn: see :meth:`without_id_of_another`. None unless it was."""
        proof = id_of_another(self.type, "")
        return self.message if isinstance(self.message, Text) and self.message.template == proof.template else None

    def without_id_of_another(self) -> Run:
        """The run; if its tracker id has proved to be that of another execution, without the id and the log, and with
        the proof as its message. Answers about the id then no longer concern it."""
        if self.state is not RunState.ANOTHER_EXECUTION:
            return self
        proof = id_of_another(self.type, self.tracker_id)
        run = replace(self, tracker_id="", may_be_another=False, status_word="", message=proof)
        return replace(run, log_counts=None, log_notice=None, kept_log=None)

    @property
    def has_entered_id(self) -> bool:
        """Whether a user entered the tracker id: its execution may be another than the one that was started."""
        return self.seen_before is not None

    @property
    def before_entry(self) -> Run:
        """The run as it was before a user entered its tracker id; the run itself unless a user did."""
        return self if self.seen_before is None else replace(self.of(self.seen_before), seen_before=None)

    @property
    def seen(self) -> SeenExecution:
        """What is known of its execution."""
        return SeenExecution(**{field.name: getattr(self, field.name) for field in fields(SeenExecution)})

    def of(self, seen: SeenExecution) -> Run:
        """The run with this execution in place of its own. The log, which is that of its own, goes."""
        values = {field.name: getattr(seen, field.name) for field in fields(SeenExecution)}
        return replace(self, **values, log_notice=None, kept_log=None)

    def fits(self, status: ExecutionStatus) -> bool:
        """Whether an answer about the tracker id may be about this execution. One that has ended does not continue
        [documented], one that has completed records does not wait in the queue [assumed]; :meth:`.KnownFigures.fit`
        says what else does not fit."""
        if is_forgotten(status.status):
            return True  # its figures mean nothing
        is_resumed = has_ended(self.status_word) and goes_on(status.status)
        is_queued_again = _documented(status.status) is StatusWord.QUEUED and self._figures.completed_records > 0
        return not (is_resumed or is_queued_again) and self._figures.fit(status.report)

    def compared(self, status: ExecutionStatus) -> Run:
        """The run, marked if the answer does not :meth:`fit <fits>`, with the figures that the next one is compared
        with. What is reported before an execution has begun says nothing of it."""
        fits = self.fits(status)
        figures = self._figures if fits else KnownFigures()
        if _documented(status.status) not in (StatusWord.QUEUED, StatusWord.NOT_FOUND):
            figures = figures.after(status.report)
        return replace(self, may_be_another=self.may_be_another or not fits, known_figures=figures)

    def is_of_other_type(self, final: FinalReport | None) -> bool:
        """Whether a final report proves that the tracker id is that of another execution: it names a type that this
        application starts, and the run was started here with the other. Other words prove nothing: which ones DMM uses
        is not documented."""
        named = _type_named(final)
        return self.was_started_here and named is not None and named is not self.type

    @property
    def _figures(self) -> KnownFigures:
        return self.known_figures or KnownFigures().after(self.report)

    @property
    def can_be_asked_again(self) -> bool:
        """Whether the server did not know the execution when it was last asked, so that it can be asked again."""
        is_its_own = self.state is not RunState.ANOTHER_EXECUTION
        return bool(self.tracker_id) and self.state.is_recordable and is_its_own

    @property
    def imports_nothing(self) -> bool:
        """Whether certainly no record was imported."""
        return self.state.imports_nothing and not self.may_be_another

    @property
    def known_end(self) -> datetime | None:
        """When the application saw that the run had ended; None if it never did."""
        return self.ended_at if self.state.knowledge is not Knowledge.NOTHING else None

    @property
    def ended_unwatched(self) -> bool:
        """Whether the run may have ended well before :attr:`known_end`, and in an earlier minute: its process ended
        while sending it, or the server was not heard for a while."""
        if self.message == ended_while_sending(self.type):
            return True
        if self.known_end is None or not self.state.leaves_outputs:
            return False
        earliest = self._running_until
        if earliest is None:
            return True
        return self.known_end - earliest > _KNOWN_WITHIN and _minute(earliest) != _minute(self.known_end)

    @property
    def ended_after(self) -> datetime | None:
        """A time after which the run has ended for certain: :attr:`known_end`, if its end was watched. None if no such
        time is known, or if it has not ended."""
        return self._running_until if self.ended_unwatched else self.known_end

    @property
    def _running_until(self) -> datetime | None:
        """Until :attr:`going_on_at` it had not ended, nor before the duration that the server reports had passed since
        it was sent. None if neither is known."""
        shortest = self.sent_at + self.elapsed if self.sent_at is not None else None
        return max((at for at in (shortest, self.going_on_at) if at is not None), default=None)

    @property
    def is_over(self) -> bool:
        """Whether nothing of it can be stopped any more: its outcome is known, or the server has reported the end."""
        return self.state.is_final or has_ended(self.status_word)

    @property
    def lacks_results(self) -> bool:
        """Whether the server has reported the end, but the outputs have not been read."""
        return not self.state.is_final and has_ended(self.status_word)

    @property
    def lacks_error_report(self) -> bool:
        """Whether the run has ended with outputs, but it is not known whether any entities failed: they can be
        requested again."""
        has_outputs = bool(self.tracker_id) and self.state.leaves_outputs
        return has_outputs and not self.state.is_clean and self.failing_entities is None

    @property
    def failing_count(self) -> int | None:
        """The number of failing entities; None if unknown."""
        return None if self.failing_entities is None else len(self.failing_entities) + self.more_failing

    @property
    def records_done(self) -> int | None:
        """The number of records processed, as last reported; None if the server has reported no count that can be
        read."""
        return _records_done(self.report, self.final_report)

    @property
    def was_abandoned(self) -> bool:
        """Whether the application ended between the last byte of the import and the response: the server may have
        responded."""
        return self.sent_at is not None and self.message == ENDED_WITHOUT_ANSWER

    @property
    def was_started_here(self) -> bool:
        """Whether DMM Desktop on this computer started the run: it then knows what it sent."""
        return bool(self.zip_path or self.configuration)

    @property
    def proven_origin(self) -> Origin | None:
        """The export that the zip was saved from; None if that is not known, or if nothing or a changed file was
        sent."""
        return self.origin if self.origin is not None and self.origin.sha256 == self.zip_sha256 else None

    def origin_of(self, sha256: str) -> Origin | None:
        """The export that a zip with this hash was saved from; None unless this run is that export, or sent the zip."""
        origin = self.origin if self.type is ExecutionType.EXPORT else self.proven_origin
        return origin if origin is not None and origin.sha256 == sha256 else None

    @property
    def known_type(self) -> ExecutionType | None:
        """The type, as far as it is known: that of an execution started elsewhere is known once its final report names
        it. None if it is not known, or :attr:`other_type`."""
        return self.type if self.was_started_here else _type_named(self.final_report)

    @property
    def other_type(self) -> str:
        """The type of an execution that was started elsewhere, as its final report names it, if this application cannot
        start executions of that type; "" otherwise."""
        return "" if self.known_type is not None else _type_word(self.final_report)

    @property
    def noun(self) -> str:
        """What the run is called within an English sentence: import, export, or execution if the type is not known."""
        return self.known_type.noun if self.known_type is not None else "execution"

    @property
    def two_counts(self) -> tuple[int, int] | None:
        """The records counted while it ran and those in the final report, if they differ; None if they agree or one is
        unknown. A report without records in total has counted none while it ran."""
        report, final = self.report, self.final_report
        if report is None or final is None or report.completed_records is None or final.records is None:
            return None
        while_running = report.completed_records
        if while_running == final.records or not (while_running or report.total_records):
            return None
        return while_running, final.records

    @property
    def figures_disagree(self) -> bool:
        """Whether the server's figures contradict each other or Complete, for a run that has completed."""
        if self.state is RunState.COMPLETED_WITH_ERRORS:  # fewer than all is then expected
            return self.two_counts is not None
        total = self.report.total_records if self.report else None
        is_another = bool(total and self.records_done) and self.records_done != total
        has_records = self.state.is_complete and not self.state.imports_nothing
        return has_records and (is_another or self.two_counts is not None)

    @property
    def elapsed(self) -> timedelta:
        """The duration by the server's clock; zero if unknown."""
        spans = (
            self.report.elapsed if self.report else None,
            self.final_report.execution_duration if self.final_report else None,
        )
        return next(filter(None, spans), timedelta())


def _type_word(final: FinalReport | None) -> str:
    return final.configuration_type.strip() if final is not None else ""


def _type_named(final: FinalReport | None) -> ExecutionType | None:
    named = _type_word(final).lower()
    return next((kind for kind in ExecutionType if kind.lower() == named), None)


def _minute(at: datetime) -> datetime:
    return at.replace(second=0, microsecond=0)


def ended_while_sending(kind: ExecutionType) -> Text:
    """The message of a run whose process ended before it had sent everything. Nobody saw when that was."""
    return by_type(
        kind,
        for_import=text("The application ended during the upload."),
        for_export=text("The application ended before it requested the export."),
    )


def id_of_another(kind: ExecutionType, tracker_id: str) -> Text:
    """That the tracker id of a run of this type has proved to be that of another execution."""
    return by_type(
        kind,
        for_import=text(
            "According to the server, the execution with the tracker id {id} is not an import.", id=tracker_id
        ),
        for_export=text(
            "According to the server, the execution with the tracker id {id} is not an export.", id=tracker_id
        ),
    )


def follower_of(run: Run, environments: Iterable[Environment]) -> Environment | None:
    """The one of these environments whose key is used to follow and stop the run, as
    :meth:`dmm_desktop.operations.context.SavedContext.endpoint` determines it; None if there is none."""
    if run.root is None:
        return None
    environments = tuple(environments)
    own = next((one for one in environments if one.id == run.environment_id), None)
    if own is not None and own.address.origin == run.root.origin:
        return own
    return environment_at(run.root, environments)


def live_state(status: str) -> RunState:
    """The state for a status word while the server has no outputs yet."""
    word = _documented(status)
    if word is StatusWord.QUEUED:
        return RunState.QUEUED
    if word is StatusWord.IN_PROGRESS:
        return RunState.RUNNING
    return RunState.OTHER


def has_ended(status: str) -> bool:
    """Whether the status is documented as final, so that GetExecutionOutputs has data [documented]."""
    return _documented(status) in (StatusWord.COMPLETE, StatusWord.IN_ERROR)


def goes_on(status: str) -> bool:
    """Whether the documentation says that an execution with this status has not ended [documented]."""
    return _documented(status) in (StatusWord.QUEUED, StatusWord.IN_PROGRESS)


def has_failed(status: str) -> bool:
    """Whether the status says that the execution failed, whatever else the response says."""
    return _documented(status) is StatusWord.IN_ERROR


def is_forgotten(status: str) -> bool:
    """Whether the server does not know the execution, or no longer does."""
    return _documented(status) is StatusWord.NOT_FOUND


def is_undocumented(status: str) -> bool:
    """Whether the status is undocumented."""
    return _documented(status) is None


def final_state(
    status: str,
    report: ExecutionReport | None,
    final_report: FinalReport | None,
    failing_entities: tuple[FailingEntity, ...] | None,
    *,
    stop_requested: bool,
    stop_accepted: bool,
    results: Iterable[str] = (),
) -> RunState:
    """The state for a final response. Success requires that the server said Complete, counted the records, and named
    the failing entities; a report without a count has counted none [platform]. An unreadable count counts as none. An
    ERROR among the ``results`` (``Result``) belongs to InError [documented] and contradicts Complete.

    A run that ended as Complete before all records were counted is *stopped* if a stop was requested. One that ended
    otherwise is *stopped* only if the server accepted the stop, and neither failing entities nor a complete count say
    that something else ended it.
    """
    word = _documented(status)
    done, total = _records_done(report, final_report), report.total_records if report else 0
    is_whole = bool(done and total and done >= total)
    if word is StatusWord.COMPLETE:
        if stop_requested and not is_whole:
            return RunState.STOPPED
        if failing_entities:
            return RunState.COMPLETED_WITH_ERRORS
        is_contradicted = any(result.strip().upper() == "ERROR" for result in results)
        is_incomplete = failing_entities is None or done is None
        if is_incomplete or is_contradicted:
            return RunState.COMPLETED_UNVERIFIED
        return RunState.COMPLETED if done else RunState.NOTHING_IMPORTED
    was_stopped = stop_accepted and not failing_entities and not is_whole
    if was_stopped or (word is None and status.lower().startswith(_STOP_WORDS)):
        return RunState.STOPPED
    return RunState.FAILED if word is StatusWord.IN_ERROR else RunState.ENDED


def _records_done(report: ExecutionReport | None, final_report: FinalReport | None) -> int | None:
    counts = [report.completed_records] if report else []
    counts += [final_report.records] if final_report else []
    known = max((count for count in counts if count is not None), default=0)
    return known if known or (counts and None not in counts) else None


def _documented(status: str) -> StatusWord | None:
    wanted = status.strip().replace("_", "").replace(" ", "").lower()
    return next((word for word in StatusWord if word.value.lower() == wanted), None)
