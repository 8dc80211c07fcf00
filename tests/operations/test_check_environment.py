"""Testing an environment: what is found where, and what is known about the key."""

from dataclasses import replace
from pathlib import Path

import pytest

from demo_process import DemoProcess
from dmm_desktop.api.binding import built_in_description
from dmm_desktop.api.contract import Operation, Source
from dmm_desktop.core.address import Address
from dmm_desktop.core.environment import CheckProblem, Environment, KeyVerdict
from dmm_desktop.core.errors import LocalError, Unreachable, WrongInput
from dmm_desktop.core.job import Cancelled, CancelToken, ignore_progress
from dmm_desktop.core.token import Token
from dmm_desktop.operations.check_environment import EnvironmentCheck, check_environment, check_saved
from dmm_desktop.operations.endpoint import find_endpoint, stored_endpoint
from dmm_desktop.operations.environments import save_environment
from dmm_desktop.operations.workspace import Workspace
from dmm_desktop.storage.session_keys import SessionKeys
from operation_contexts import given, located, saved_context
from operations.contracts import description_without
from operations.watching import KEY, ROOT, in_thread
from scripted_server import Exchange, Script, ScriptedServer, answering, by_operation


def check(
    address: str, token: Token | None, contract: Path | None = None, cancel: CancelToken | None = None
) -> EnvironmentCheck:
    parsed = Address.parse(address)
    context = given(parsed, token, description=contract)
    return check_environment(context, parsed, cancel or CancelToken(), ignore_progress)


def test_an_environment_with_its_own_description(demo: DemoProcess) -> None:
    """Its bare address and its API root lead to the same place; no token is sent while looking."""
    for address in (demo.address, demo.root):
        found = check(address, Token(demo.token))
        assert str(found.endpoint.root) == demo.root
        assert found.endpoint.contract.source is Source.ENVIRONMENT
        assert found.endpoint.contract.missing == ()
        assert (found.key.verdict, found.key.reason) == (KeyVerdict.ACCEPTED, None)
    assert demo.received()["misplaced_tokens"] == []


def test_a_wrong_key_is_refused(demo: DemoProcess) -> None:
    found = check(demo.address, Token("wrong"))
    assert found.key.verdict is KeyVerdict.REFUSED
    assert "may be wrong" in str(found.key.reason)


def test_without_a_key_none_is_tried(demo: DemoProcess) -> None:
    assert check(demo.address, None).key.verdict is KeyVerdict.NOT_CHECKED


@pytest.mark.parametrize(
    ("script", "verdict", "reason"),
    [
        (answering({"Status": "NotFound", "Success": True}), KeyVerdict.ACCEPTED, None),
        (answering({"Status": "NotFound", "Success": False, "ErrorMessage": "Unknown."}), KeyVerdict.ACCEPTED, None),
        (answering({"Status": "Complete"}), KeyVerdict.ACCEPTED, None),
        (answering(b"", 401), KeyVerdict.REFUSED, "The key (X-DMM-Token) may be wrong"),
        (answering(b"", 403), KeyVerdict.REFUSED, "The key (X-DMM-Token) may be wrong"),
        (
            answering({"Errors": ["X-DMM-Token is missing or wrong"]}, 400),
            KeyVerdict.REFUSED,
            "The key (X-DMM-Token) may be",
        ),
        (
            answering({"Success": False, "ErrorMessage": "Invalid token"}),
            KeyVerdict.REFUSED,
            "The key (X-DMM-Token) may be",
        ),
        (answering({"Errors": ["No licence."]}, 403), KeyVerdict.UNCLEAR, "The server says: No licence."),
        (
            answering({"Errors": ["Invalid token '}' in JSON"]}, 400),
            KeyVerdict.UNCLEAR,
            "The server says: Invalid token",
        ),
        (answering({"Success": False, "ErrorMessage": "Odd id."}), KeyVerdict.UNCLEAR, "The server says: Odd id."),
        (answering({"Errors": ["Odd id."]}, 400), KeyVerdict.UNCLEAR, "The server says: Odd id."),
        (answering(b"", 500), KeyVerdict.UNCLEAR, "The server responded with HTTP status 500."),
        (answering("<html>Sign in</html>"), KeyVerdict.UNCLEAR, "It returned a web page"),
        (answering({"Success": True}), KeyVerdict.UNCLEAR, "Its response cannot be read"),
        (Exchange.reset, KeyVerdict.UNCLEAR, "The connection was refused or cut."),
    ],
)
def test_what_an_answer_says_about_the_key(script: Script, verdict: KeyVerdict, reason: str | None) -> None:
    with ScriptedServer(by_operation(GetExecutionStatus=script)) as server:
        found = check(server.address + ROOT, KEY)
        [asked] = server.of("GetExecutionStatus")
    assert asked.headers["x-dmm-token"] == KEY.reveal()
    assert found.key.verdict is verdict
    assert str(found.key.reason).startswith(str(reason))
    assert found.endpoint.contract.source is Source.BUILT_IN


def test_what_the_api_lacks_is_named() -> None:
    description = answering(description_without("StopExecution"))
    accepted = answering({"Status": "NotFound", "Success": True})
    with ScriptedServer(by_operation({"swagger.json": description, "GetExecutionStatus": accepted})) as server:
        found = check(server.address + ROOT, KEY)
    [missing] = found.endpoint.contract.missing
    assert missing.operation is Operation.STOP_EXECUTION
    assert str(missing.reason) == "The API description does not name it."
    assert found.key.verdict is KeyVerdict.ACCEPTED


def test_without_get_execution_status_the_key_cannot_be_tried() -> None:
    description = answering(description_without("GetExecutionStatus"))
    with ScriptedServer(by_operation({"swagger.json": description})) as server:
        found = check(server.address + ROOT, KEY)
    assert (found.key.verdict, str(found.key.reason)) == (KeyVerdict.UNCLEAR, "The API description does not name it.")


def test_a_description_from_a_file_is_used_instead(tmp_path: Path) -> None:
    (tmp_path / "own.json").write_text(description_without("StopExecution"), "utf-16")
    with ScriptedServer(by_operation(GetExecutionStatus=answering({"Status": "NotFound"}))) as server:
        found = check(server.address + ROOT, KEY, tmp_path / "own.json")
        assert [request.operation for request in server.requests] == ["GetExecutionStatus"]
    assert found.endpoint.contract.source is Source.FILE
    assert not found.endpoint.contract.has(Operation.STOP_EXECUTION)
    with pytest.raises(LocalError):
        check("https://x.example.com", None, tmp_path / "missing.json")
    (tmp_path / "own.json").write_text("{}")
    with pytest.raises(WrongInput):
        check("https://x.example.com", None, tmp_path / "own.json")


def test_an_environment_that_is_not_there() -> None:
    with ScriptedServer(answering()) as server:
        address = server.address
    with pytest.raises(Unreachable):
        check(address, KEY)


def test_a_failed_test_is_stored_until_one_is_successful(workspace: Workspace, demo: DemoProcess) -> None:
    environment = Environment("e", "DEV-1", Address.parse(demo.address))
    context = saved_context(workspace, SessionKeys(None))

    def stored(found: Environment) -> Environment:
        with workspace.store() as store:
            kept = store.environments.get(found.id)
        assert kept is not None
        return kept

    save_environment(context, environment, None, CancelToken(), ignore_progress)
    tested = check_saved(context, environment, CancelToken(), ignore_progress).environment
    with ScriptedServer(answering()) as server:
        gone = server.address
    with workspace.store() as store:
        store.environments.update(replace(tested, address=Address.parse(gone), root=None))
    with pytest.raises(Unreachable):
        check_saved(context, tested, CancelToken(), ignore_progress)
    failed = stored(tested)
    assert failed.failed_test is not None and failed.failed_test.problem is CheckProblem.NO_RESPONSE
    assert (failed.checked_at, failed.key_verdict) == (tested.checked_at, tested.key_verdict)
    assert failed.tested_at == failed.failed_test.at
    with workspace.store() as store:
        store.environments.update(replace(failed, address=tested.address))
    check_saved(context, tested, CancelToken(), ignore_progress)
    assert stored(tested).failed_test is None
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(Cancelled):
        check_saved(context, tested, cancel, ignore_progress)
    assert stored(tested).failed_test is None
    assert replace(failed, address=tested.address).duplicate("copy").failed_test is None


def test_a_description_that_is_removed_during_a_test_stays_removed(workspace: Workspace) -> None:
    context = saved_context(workspace)

    def without_description(exchange: Exchange) -> None:
        removed = replace(environment, description=None, description_is_loaded=False)
        save_environment(context, removed, None, CancelToken(), ignore_progress)
        exchange.answer({"Status": "Complete"})

    with ScriptedServer(by_operation(GetExecutionStatus=without_description)) as server:
        environment = Environment(
            "e",
            "DEV-1",
            Address.parse(server.address + ROOT),
            description=built_in_description(),
            description_is_loaded=True,
        )
        save_environment(context, environment, KEY, CancelToken(), ignore_progress)
        checked = check_saved(context, environment, CancelToken(), ignore_progress).environment
    assert checked.description_is_loaded and checked.key_verdict is KeyVerdict.ACCEPTED
    with workspace.store() as store:
        assert store.environments.get("e") == replace(environment, description=None, description_is_loaded=False)


def test_it_can_be_cancelled_while_the_key_is_tried() -> None:
    cancel = CancelToken()
    with (
        ScriptedServer(by_operation(GetExecutionStatus=Exchange.hold)) as server,
        in_thread(check, server.address + ROOT, KEY, None, cancel) as result,
    ):
        assert server.holding.wait(20)
        cancel.cancel()
        with pytest.raises(Cancelled):
            result.result(20)


def test_an_endpoint_is_located_without_a_key(demo: DemoProcess) -> None:
    found = located(demo.address)
    assert str(found.root) == demo.root


def test_a_loaded_description_stays_with_the_environment(demo: DemoProcess) -> None:
    loaded = description_without("StopExecution")
    address = Address.parse(demo.root)
    environment = Environment("e1", "Demo", address, description=loaded, description_is_loaded=True)
    endpoint, _ = find_endpoint(address, None, CancelToken(), environment)
    assert endpoint.contract.source is Source.FILE
    assert not endpoint.contract.has(Operation.STOP_EXECUTION)


def test_the_last_check_is_enough_to_call_an_environment_without_asking_it(demo: DemoProcess) -> None:
    address = Address.parse(demo.address)
    unchecked = Environment("e1", "Demo", address)
    assert stored_endpoint(unchecked) is None
    found = check(demo.address, None).discovery
    endpoint = stored_endpoint(Environment("e1", "Demo", address, root=found.root, description=found.description))
    assert endpoint is not None
    assert (endpoint.root, endpoint.contract) == (found.root, found.contract)
