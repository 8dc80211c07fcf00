"""The DMM API: one method per operation, in documented names; the contract decides how each looks on the wire."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import replace

from ..core.address import Address
from ..core.errors import DmmError, OutcomeUnknown, UnreadableAnswer, WrongInput, may_have_acted
from ..core.execution_type import ExecutionType
from ..core.job import Cancelled, CancelToken, OnProgress, ignore_progress
from ..core.models import ExecutionOutputs, ExecutionStatus
from ..core.network import SYSTEM_NETWORK, Network
from ..core.redaction import Redaction
from ..core.text import text
from ..core.token import Token
from ..core.tracker_ids import TRACKER_ID_NAMES, is_null_id, is_same_id
from .answer_body import AnswerBody
from .answer_object import AnswerObject, UnreadableValue, execution_report, final_report, status_word
from .answers import (
    MAX_ANSWER,
    MAX_FILES_ANSWER,
    Content,
    TakeFile,
    answers_anyway,
    check_status,
    read_content,
    refusal,
)
from .confirmation import is_new_id, require_confirmed
from .contract import BoundOperation, Contract, Operation
from .error_report import MAX_ERROR_REPORT, read_error_report
from .payload_sinks import AnswerFile, Base64Sink, Writer
from .request import Configuration, HttpRequest, ZipContent, connection_values, is_of, lay_out
from .start_answer import MAX_KEPT, Received, started_id
from .transport import DEFAULT_TIMEOUTS, HttpAnswer, Timeouts, Transport
from .upload import UploadBody, ZipUpload

_NO_SINKS: dict[str, Base64Sink] = {}
#: How many bytes of files an answer holds, at the least, for each of its own: base64 makes 4 characters of 3 bytes, and
#: servers that escape some of those make them more.
_LEAST_SHARE = 5 / 8
#: Error reports up to this size, in bytes, are decoded in memory, larger ones in a temporary file.
_SPOOL = 1024 * 1024


class DmmClient:
    """Speaks to one environment with one key. Belongs to one job; a context manager.

    Servers may repeat the tokens that they were sent. ``secrets`` learns those that this client sends and hides all
    that it knows, in every text of an answer; what is written to files comes byte for byte.

    Every method raises, besides what it names: the errors below Unreachable, TokenRefused, RefusedByServer, ServerBusy,
    ServerFailed, NotDmmAnswer, ContractIncomplete, and Cancelled.
    """

    def __init__(
        self,
        root: Address,
        contract: Contract,
        token: Token,
        cancel: CancelToken,
        timeouts: Timeouts = DEFAULT_TIMEOUTS,
        secrets: Redaction | None = None,
        network: Network = SYSTEM_NETWORK,
    ) -> None:
        self.root = root
        self.contract = contract
        self._tokens = {"X-DMM-Token": token}
        self._cancel = cancel
        self._timeouts = timeouts
        self._network = network
        self.shown = (secrets or Redaction()).within()
        self.shown.add(token)
        self._transport = Transport(root.origin, cancel, timeouts, self.shown, network)

    def __enter__(self) -> DmmClient:
        return self

    def __exit__(self, *_: object) -> None:
        self._transport.close()

    def check(self) -> None:
        """Raise Cancelled if the job is to end: to be asked in every loop over what a server sent."""
        self._cancel.check()

    def create_connection(self, fields: Mapping[str, object]) -> None:
        """Create a Data Destination or Data Source. Raises WrongInput for fields that the description rejects, and
        UnclearAnswer where the server did not say whether it created it."""
        operation = self.contract.bound(Operation.CREATE_CONNECTION)
        given = {str(value).strip().casefold() for value in fields.values()}
        request = lay_out(operation, connection_values(operation, fields))
        self._have_done(request, lambda words: words.casefold() in given or is_new_id(words))

    def start_execution(
        self, kind: ExecutionType, configuration: str, upload: ZipUpload, one_time_token: Token, *, key_accepted: bool
    ) -> str:
        """Start an execution with a zip, once, and return its ``MainExecutionTrackerId`` as an opaque string.

        The connection is a fresh one, so that no stale one can swallow the request. What an answer means is said in
        docs/dmm-api.md (What an answer to StartExecution means): raises OutcomeUnknown where the whole request was sent
        and no usable answer came; every other error means that nothing was started. Cancelling works until the last
        piece is on its way; after that the answer is waited for, unless the token is abandoned. What came instead of an
        id is ``received`` of the error.
        """
        operation = self.contract.bound(Operation.START_EXECUTION)
        values = {"Type": str(kind), "Configuration": Configuration(configuration), "ZipFile": ZipContent()}
        request = lay_out(operation, values)
        tokens = {**self._tokens, "X-DMM-Token-OTP": one_time_token}
        body = UploadBody(request, upload, self._cancel)
        host = self.root.host
        received: Received | None = None
        try:
            with (
                closing(body),
                Transport(self.root.origin, self._cancel, self._timeouts, self.shown, self._network) as transport,
                transport.send(self.root, request, tokens, body, answers_late=True, careful=MAX_KEPT) as answer,
            ):
                received = Received(answer, self.shown)
                check_status(received.answer, host, key_accepted=key_accepted)
                id_type = self.contract.type_of_tracker_ids()
                return started_id(received.answer, host, id_type, key_accepted=key_accepted)
        except Cancelled:
            if not body.committed:
                raise
            reason = text("The application ended before a response arrived.")
            raise OutcomeUnknown(host, None, reason, received=str(received or "")) from None
        except DmmError as error:
            is_not_http = received is None and isinstance(error, UnreadableAnswer)
            error.received = error.details if is_not_http else str(received or "")
            if not body.complete or not may_have_acted(error):
                raise
            raise OutcomeUnknown(host, error, error.reason or error.title, error.details, error.received) from error

    def _bound_for(self, tracker_id: str, operation: Operation) -> BoundOperation:
        """The operation, if the environment can have such an id. Raises WrongInput, ContractIncomplete."""
        bound = self.contract.bound(operation)
        kind = self.contract.type_of_tracker_ids()
        if not is_of(kind, tracker_id):
            raise WrongInput(
                text("{id} is not a tracker id of this environment.", id=tracker_id),
                text("According to its API description, tracker ids are of type {kind}.", kind=kind.value),
                text("Check the tracker id and the environment."),
            )
        return bound

    def stop_execution(self, tracker_id: str) -> None:
        """Ask the server to run no more chunks; what was imported stays [documented]. Raises UnclearAnswer where the
        server did not say whether it does."""
        operation = self._bound_for(tracker_id, Operation.STOP_EXECUTION)
        request = lay_out(operation, {"MainExecutionTrackerId": tracker_id})
        self._have_done(request, lambda words: is_same_id(words, tracker_id))

    def get_execution_status(
        self,
        tracker_id: str,
        *,
        log_page: int | None = None,
        log_records: int = 0,
        logs_to: Writer | None = None,
    ) -> ExecutionStatus:
        """Ask for the status of an execution; with ``logs_to``, write the lines of ``log_page`` there, decoded.

        An answer counts although it lacks Success, or denies it, if its status says that the execution failed, ended or
        is not known: an execution that failed must not look like a question that failed. One that names another
        execution is unreadable.
        """
        operation = self._bound_for(tracker_id, Operation.GET_EXECUTION_STATUS)
        values: dict[str, object] = {"MainExecutionTrackerId": tracker_id, "IncludeReports": True}
        values["IncludeLogs"] = logs_to is not None
        if logs_to is not None:
            values |= {"LogRecords": log_records, "LogPage": log_page}
        sink = Base64Sink(logs_to or _Nowhere())
        request = lay_out(operation, {name: value for name, value in values.items() if operation.takes(name)})
        with self._answer(request, {"Logs": sink}) as content:
            members = content.members
            _require_about(members, tracker_id)
            return ExecutionStatus(
                status=status_word(members),
                result=members.string("Result"),
                error_message=members.string("ErrorMessage"),
                report=execution_report(members),
                log_pages=members.count("LogNumPages") or 0,
                log_size=sink.size,
                log_problem=sink.problem,
            )

    def get_execution_outputs(
        self,
        tracker_id: str,
        *,
        include_reports: bool = True,
        logs_to: Writer | None = None,
        zip_file_to: Writer | None = None,
        expects: Callable[[int], None] = lambda size: None,
        report: OnProgress = ignore_progress,
    ) -> ExecutionOutputs:
        """Fetch what an execution left: reports, and the zips for which a file is handed in, decoded into it.

        ``expects`` is told, before the first of them comes, how many bytes they will need at the least, where the
        server says how long its answer is; what it raises ends the download. Reports BytesProgress over the answer.
        An answer that is a file is the one for which a file was handed in; where none was, it is left unread, so that a
        long one costs nothing. Nothing else is known then.
        Raises RefusedByServer while the execution is not final [documented], LocalError if there is no room for the
        error report, and what a file raises that cannot be written.
        """
        operation = self._bound_for(tracker_id, Operation.GET_EXECUTION_OUTPUTS)
        values: dict[str, object] = {
            "MainExecutionTrackerId": tracker_id,
            "IncludeReports": include_reports,
            "IncludeLogs": logs_to is not None,
            "IncludeFiles": zip_file_to is not None,
            "IncludeErrorReport": include_reports,
        }
        request = lay_out(operation, {name: value for name, value in values.items() if operation.takes(name)})
        logs, zip_file = Base64Sink(logs_to or _Nowhere()), Base64Sink(zip_file_to or _Nowhere())
        file = zip_file if zip_file_to is not None else logs if logs_to is not None else None
        has_file = False

        def take(body: AnswerBody) -> None:
            nonlocal has_file
            has_file = bool(body.look(1))
            if file is not None:
                for piece in body:
                    file.take(piece)

        with AnswerFile(_SPOOL) as spool:
            errors = Base64Sink(spool, MAX_ERROR_REPORT)
            sinks = {"Logs": logs, "ZipFile": zip_file, "ErrorReport": errors}
            with self._answer(request, sinks, answers_late=True, expects=expects, report=report, file=take) as content:
                members = content.members
                _require_about(members, tracker_id)
                outputs = ExecutionOutputs(
                    status=members.string("Status"),
                    result=members.string("Result"),
                    error_message=members.string("ErrorMessage"),
                    report=final_report(members),
                    logs_size=logs.size,
                    logs_problem=logs.problem,
                    zip_file_size=zip_file.size,
                    zip_file_problem=zip_file.problem,
                    is_file=has_file,
                )
            if content.is_file or not include_reports:
                return outputs
            return self._with_errors(outputs, errors, spool)

    @property
    def has_sent(self) -> bool:
        """Whether all of the last request may have reached the server, StartExecution excepted."""
        return self._transport.has_sent

    @property
    def may_have_sent(self) -> bool:
        """The same for a request that was cancelled, so that its end may still be on its way."""
        return self._transport.may_have_sent

    @property
    def tells_errors(self) -> bool:
        """Whether the environment's API can be asked which entities failed."""
        outputs = self.contract.operations[Operation.GET_EXECUTION_OUTPUTS]
        return isinstance(outputs, BoundOperation) and outputs.takes("IncludeErrorReport")

    @property
    def pages_logs(self) -> bool:
        """Whether the environment's API can be asked for a certain page of log lines."""
        status = self.contract.operations[Operation.GET_EXECUTION_STATUS]
        return isinstance(status, BoundOperation) and status.takes("LogPage")

    def _have_done(self, request: HttpRequest, confirms: Callable[[str], bool]) -> None:
        """Send a request that has no outputs; ``confirms`` as for :func:`require_confirmed`."""
        with self._answer(request, _NO_SINKS, confirms=confirms):
            pass

    @contextmanager
    def _answer(
        self,
        request: HttpRequest,
        sinks: Mapping[str, Base64Sink],
        *,
        confirms: Callable[[str], bool] | None = None,
        answers_late: bool = False,
        expects: Callable[[int], None] = lambda size: None,
        report: OnProgress = ignore_progress,
        file: TakeFile | None = None,
    ) -> Iterator[Content]:
        host = self.root.host
        with self._transport.send(self.root, request, self._tokens, answers_late=answers_late) as answer:
            check_status(answer, host)
            expects(int((answer.size or 0) * _LEAST_SHARE))
            largest = MAX_FILES_ANSWER if answers_late else MAX_ANSWER
            content = read_content(answer, host, sinks, report, largest, file)
        try:
            if confirms is not None:
                require_confirmed(content, answer, host, confirms)
            else:
                _require_answered(content, answer, host)
            yield content
        except UnreadableValue as error:
            raise UnreadableAnswer(host, str(error), f"status {answer.status}\n{content.beginning}") from error

    def _with_errors(self, outputs: ExecutionOutputs, sink: Base64Sink, content: AnswerFile) -> ExecutionOutputs:
        if sink.problem:
            return replace(outputs, error_report_problem=sink.problem)
        try:
            report = read_error_report(content.blocks(), self.shown, self.check)
        except UnreadableValue as error:
            return replace(outputs, error_report_problem=str(error))
        return replace(outputs, failing_entities=report.entities, more_failing=report.more)


def _require_answered(content: Content, answer: HttpAnswer, host: str) -> None:
    """Raise the refusal that the answer to a question is, unless it gives the status of the execution anyway."""
    refused = refusal(content.members, answer, host, status_decides=True)
    if refused is not None and not answers_anyway(content.members):
        raise refused
    if content.bare is not None:
        raise UnreadableValue("it is not a JSON object")


def _require_about(members: AnswerObject, tracker_id: str) -> None:
    """Raise Unreadable for an answer that names another execution than the one that was asked about, by the documented
    name. It need not name any [documented]."""
    named = members.exact(TRACKER_ID_NAMES[0]).strip()
    if not is_null_id(named) and not is_same_id(named, tracker_id):
        raise UnreadableValue(f"it is about another execution ({members.string(TRACKER_ID_NAMES[0])})")


class _Nowhere:
    def write(self, data: bytes, /) -> object:
        return None
