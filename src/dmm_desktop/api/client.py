"""The DMM API: one method per operation, using the documented names; the contract defines the HTTP request of each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import replace

from ..core.address import Address
from ..core.errors import DmmError, UnreadableAnswer, may_have_acted
from ..core.execution_errors import unknown_start
from ..core.execution_type import ExecutionType
from ..core.job import Cancelled, CancelToken, OnProgress, ignore_progress
from ..core.models import ExecutionOutputs, ExecutionStatus
from ..core.network import SYSTEM_NETWORK, Network
from ..core.redaction import Redaction
from ..core.runs import ENDED_WITHOUT_ANSWER
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
from .calls import KEY_NAME, ONE_TIME_NAME, outputs_request, start_request, status_request, stop_request
from .confirmation import is_new_id, require_confirmed
from .contract import BoundOperation, Contract, Operation
from .error_report import MAX_ERROR_REPORT, read_error_report
from .payload_sinks import AnswerFile, Base64Sink, Writer
from .request import HttpRequest, connection_values, lay_out
from .start_answer import MAX_KEPT, Received, started_id
from .transport import DEFAULT_TIMEOUTS, HttpAnswer, Timeouts, Transport
from .upload import NothingToUpload, UploadBody, ZipUpload

_NO_SINKS: dict[str, Base64Sink] = {}
#: The smallest possible number of file bytes per byte of an answer: base64 turns 3 bytes into 4 characters, and servers
#: may escape some of those.
_LEAST_SHARE = 5 / 8
#: Error reports up to this size, in bytes, are decoded in memory; larger ones in a temporary file.
_SPOOL = 1024 * 1024


class DmmClient:
    """Calls one environment with one key. A context manager for use by one job.

    Servers may repeat the tokens sent to them. ``secrets`` learns the tokens that this client sends and hides all the
    secrets it knows in every text of an answer; files are written unchanged.

    In addition to the errors listed below, every method raises the subclasses of Unreachable, TokenRefused,
    RefusedByServer, ServerBusy, ServerFailed, NotDmmAnswer, ContractIncomplete, and Cancelled.
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
        self._tokens = {KEY_NAME: token}
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
        """Raise Cancelled if the job is to end. Call this in every loop over data from a server."""
        self._cancel.check()

    def create_connection(self, fields: Mapping[str, object]) -> None:
        """Create a Data Destination or Data Source. Raises WrongInput for fields that the description rejects, and
        UnclearAnswer if the server did not say whether the connection was created."""
        operation = self.contract.bound(Operation.CREATE_CONNECTION)
        given = {str(value).strip().casefold() for value in fields.values()}
        request = lay_out(operation, connection_values(operation, fields))
        self._have_done(request, lambda words: words.casefold() in given or is_new_id(words))

    def start_execution(
        self,
        kind: ExecutionType,
        configuration: str,
        upload: ZipUpload | NothingToUpload,
        one_time_token: Token,
        *,
        key_accepted: bool,
    ) -> str:
        """Start an execution, once, and return its ``MainExecutionTrackerId`` as an opaque string.

        Uses a new connection, so that the request cannot be lost on a stale one. docs/dmm-api.md (What an answer to
        StartExecution means) defines how answers are interpreted. Raises OutcomeUnknown if the whole request was sent
        and no usable answer came; any other error means that nothing was started. Cancelling works until the last piece
        is on its way; after that the method waits for the answer, unless the token is abandoned. The error's
        ``received`` holds what arrived instead of an id.
        """
        request = start_request(self.contract, kind, configuration, has_zip=isinstance(upload, ZipUpload))
        tokens = {**self._tokens, ONE_TIME_NAME: one_time_token}
        body = UploadBody(request, upload, self._cancel)
        host = self.root.host_and_port
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
            reason = ENDED_WITHOUT_ANSWER
            raise unknown_start(kind, host, None, reason, received=str(received or "")) from None
        except DmmError as error:
            is_not_http = received is None and isinstance(error, UnreadableAnswer)
            error.received = error.details if is_not_http else str(received or "")
            if not body.complete or not may_have_acted(error):
                raise
            reason = error.reason or error.title
            raise unknown_start(kind, host, error, reason, error.details, error.received) from error

    def stop_execution(self, tracker_id: str) -> None:
        """Ask the server to run no more chunks; records already imported stay [documented]. Raises UnclearAnswer if the
        server did not say whether it accepted the request."""
        request = stop_request(self.contract, tracker_id)
        self._have_done(request, lambda words: is_same_id(words, tracker_id))

    def get_execution_status(
        self,
        tracker_id: str,
        *,
        log_page: int | None = None,
        log_records: int = 0,
        logs_to: Writer | None = None,
    ) -> ExecutionStatus:
        """Ask for the status of an execution; with ``logs_to``, write the decoded lines of ``log_page`` there.

        An answer without Success, or with Success false, still counts if its status says that the execution failed,
        ended or is unknown: a failed execution must not look like a failed request. An answer about another execution
        counts as unreadable.
        """
        request = status_request(
            self.contract, tracker_id, with_logs=logs_to is not None, log_page=log_page, log_records=log_records
        )
        sink = Base64Sink(logs_to or _Nowhere())
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
        """Fetch the results of an execution: reports, and the zips for which a file is passed, decoded into that file.

        If the server states the length of its answer, ``expects`` is called before the first zip arrives with the
        minimum number of bytes that the zips need; any exception it raises ends the download. Reports BytesProgress
        over the answer.

        An answer that is a file is written to the file passed; if none is passed, it is left unread, so that a long
        answer costs nothing. In either case nothing else is known.

        Raises RefusedByServer while the execution is not final [documented], LocalError if there is no room for the
        error report, and any error of writing to the files.
        """
        request = outputs_request(
            self.contract,
            tracker_id,
            with_reports=include_reports,
            with_logs=logs_to is not None,
            with_files=zip_file_to is not None,
        )
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
        """Whether the server may have received the whole last request, except for StartExecution."""
        return self._transport.has_sent

    @property
    def may_have_sent(self) -> bool:
        """Like :attr:`has_sent`, for a cancelled request whose last bytes may still be on their way."""
        return self._transport.may_have_sent

    @property
    def tells_errors(self) -> bool:
        """Whether the environment's API can report which entities failed."""
        outputs = self.contract.operations[Operation.GET_EXECUTION_OUTPUTS]
        return isinstance(outputs, BoundOperation) and outputs.takes("IncludeErrorReport")

    @property
    def pages_logs(self) -> bool:
        """Whether the environment's API accepts the number of a log page."""
        status = self.contract.operations[Operation.GET_EXECUTION_STATUS]
        return isinstance(status, BoundOperation) and status.takes("LogPage")

    def _have_done(self, request: HttpRequest, confirms: Callable[[str], bool]) -> None:
        """Send a request without outputs; ``confirms`` as for :func:`require_confirmed`."""
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
        host = self.root.host_and_port
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
            raise UnreadableAnswer(host, error.problem, f"status {answer.status}\n{content.beginning}") from error

    def _with_errors(self, outputs: ExecutionOutputs, sink: Base64Sink, content: AnswerFile) -> ExecutionOutputs:
        if sink.problem:
            return replace(outputs, error_report_problem=sink.problem)
        try:
            report = read_error_report(content.blocks(), self.shown, self.check)
        except UnreadableValue as error:
            return replace(outputs, error_report_problem=error.problem)
        return replace(outputs, failing_entities=report.entities, more_failing=report.more)


def _require_answered(content: Content, answer: HttpAnswer, host: str) -> None:
    """Raise the refusal in the answer to a query, unless the answer still gives the execution's status."""
    refused = refusal(content.members, answer, host, status_decides=True)
    if refused is not None and not answers_anyway(content.members):
        raise refused
    if content.bare is not None:
        raise UnreadableValue(text("it is not a JSON object"))


def _require_about(members: AnswerObject, tracker_id: str) -> None:
    """Raise UnreadableValue if the answer names, under the documented name, an execution other than the requested one.
    It does not have to name one [documented]."""
    named = members.exact(TRACKER_ID_NAMES[0]).strip()
    if not is_null_id(named) and not is_same_id(named, tracker_id):
        raise UnreadableValue(text("it is about another execution ({id})", id=members.string(TRACKER_ID_NAMES[0])))


class _Nowhere:
    def write(self, data: bytes, /) -> object:
        return None
