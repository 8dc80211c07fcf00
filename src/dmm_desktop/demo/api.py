"""The API: from a request below its root to an answer in the style of the platform."""

import tempfile
from dataclasses import replace
from pathlib import Path

from .answers import JSON, Answer, Json, Writer
from .arguments import Arguments, read_arguments
from .environment import ONE_TIME_TOKEN_HEADER, Environment
from .layout import Operation, Shape
from .platform_api import Platform
from .received import Start
from .refusals import BadRequest, Failed, WrongKey
from .request import Request


class Api:
    """The five operations in one shape. `directory` takes the files of a request while it is answered."""

    def __init__(
        self, environment: Environment, shape: Shape, writer: Writer, wrong_key_style: str, directory: Path
    ) -> None:
        self._environment = environment
        self._shape = shape
        self._writer = writer
        self._platform = Platform(writer)
        self._wrong_key_style = wrong_key_style
        self._directory = directory

    def answer(self, path: str, request: Request) -> Answer | None:
        """The answer of the operation at `path` below the root; None if there is none. Raises ConnectionLost."""
        found = [(item, values) for item in self._shape.operations if (values := item.match(path)) is not None]
        if not found:
            return None
        answer = self._checked(found, request)
        return replace(answer, follows_hints=True) if self._shape.is_platform else answer

    def _checked(self, found: list[tuple[Operation, dict[str, str]]], request: Request) -> Answer:
        try:
            for operation, path_values in found:
                if operation.method == request.method:
                    return self._success(operation, path_values, request)
            raise BadRequest(f"The method {request.method} is not allowed here.", 405)
        except WrongKey as refusal:
            if self._shape.is_platform:
                return _platform_error(BadRequest(refusal.message, 400 if refusal.is_missing else refusal.status))
            if self._wrong_key_style == "errors":
                return _platform_error(refusal)
            return self._json({"Success": False, "ErrorMessage": refusal.message})
        except BadRequest as refusal:
            return _platform_error(refusal)
        except Failed as refusal:
            if self._shape.is_platform and refusal.status is None:  # there is no record to say it in
                return _platform_error(BadRequest(refusal.message))
            state: Json = {"Status": refusal.status, "Result": "OK"} if refusal.status else {}
            return self._json(state | {"Success": False, "ErrorMessage": refusal.message})

    def _success(self, operation: Operation, path_values: dict[str, str], request: Request) -> Answer:
        """Read the request as a whole, note it, check the keys, and only then carry it out."""
        received = self._environment.received
        received.count(operation.documented)
        if ONE_TIME_TOKEN_HEADER in request.headers and not operation.needs_one_time_token:
            received.misplaced(f"{ONE_TIME_TOKEN_HEADER} to {operation.documented}")
        with tempfile.TemporaryDirectory(dir=self._directory) as directory:
            arguments, problem = Arguments({}), None
            try:
                arguments = read_arguments(operation, path_values, request, Path(directory))
            except BadRequest as refusal:
                problem = refusal
            for _ in request.blocks:  # what is cut off before its end is no request
                pass
            start = Start.of(arguments)
            if operation.documented == "StartExecution":
                received.add(start)
            self._environment.keys.check(request.headers, operation.needs_one_time_token)
            if problem:
                raise problem
            if self._shape.is_platform:
                self._platform.require_accepted(operation, request.headers)
                return self._platform.answer(operation, self._carry_out(operation.documented, arguments, start))
            return self._json(self._carry_out(operation.documented, arguments, start))

    def _carry_out(self, operation: str, arguments: Arguments, start: Start) -> Json:
        environment = self._environment
        match operation:
            case "CreateConnection":
                return environment.create_connection(arguments)
            case "StartExecution":
                return environment.start_execution(arguments, start)
            case "StopExecution":
                return environment.stop_execution(arguments)
            case "GetExecutionStatus":
                return environment.get_execution_status(arguments)
            case "GetExecutionOutputs":
                return environment.get_execution_outputs(arguments)
            case _:
                raise AssertionError(operation)

    def _json(self, answer: Json) -> Answer:
        return Answer(200, JSON, self._writer.write(answer))


def _platform_error(refusal: BadRequest) -> Answer:
    return Answer.plain_json({"Errors": [refusal.message], "StatusCode": refusal.status}, refusal.status)
