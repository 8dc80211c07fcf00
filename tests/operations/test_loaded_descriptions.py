"""Requests loaded for an environment: nothing secret in them reaches a file, and constants stay here unless shared."""

import json
import zipfile
from pathlib import Path

import pytest

from dmm_desktop.api.binding import bind
from dmm_desktop.api.contract import Operation, Source
from dmm_desktop.api.learned import learned_from, plain_description, read_given
from dmm_desktop.core.address import Address
from dmm_desktop.core.environment import Environment, SavedEnvironment
from dmm_desktop.core.job import CancelToken, ignore_progress
from dmm_desktop.operations.environments import save_environment
from dmm_desktop.operations.learn_description import LearningChoices, learn_description, read_source_file
from dmm_desktop.operations.share_environments import export_environments
from dmm_desktop.operations.stored_contract import constants_in, values_left_out
from dmm_desktop.operations.support_bundle import support_bundle
from dmm_desktop.operations.workspace import Workspace
from dmm_server.layouts import LAYOUTS
from operation_contexts import saved_context
from source_files import SECRETS, SOURCES
from source_files import source as written

ADDRESS = Address.parse("https://dev.example.com")
STOP = """curl https://dev.example.com/DMMAPI/rest/v1/StopExecution -H 'X-DMM-Token: abcdef' \\
  -d '{"Id": "12", "Reason": "tidy-up", "ApiKey": "hidden-1", "Note": "key abcdef", "Deep": {"Session": "hidden-2"}}'"""


@pytest.mark.parametrize("source", SOURCES)
def test_no_secret_is_kept(source: str, workspace: Workspace, tmp_path: Path) -> None:
    given = tmp_path / "given"
    given.write_text(written(source, LAYOUTS["documented"]), "utf-8", newline="")
    read = read_source_file(given, CancelToken(), ignore_progress)
    description = learn_description([read], "given", LearningChoices(), CancelToken(), ignore_progress).description
    environment = Environment("e1", "DEV", ADDRESS, description=description, description_is_loaded=True)
    context = saved_context(workspace)
    save_environment(context, environment, None, CancelToken(), ignore_progress)
    shared = export_environments(
        context, [SavedEnvironment(environment, ())], tmp_path / "shared.json", CancelToken(), ignore_progress
    )
    bundle = support_bundle(context, workspace.paths.root, None, tmp_path / "b.zip", CancelToken(), ignore_progress)
    with zipfile.ZipFile(bundle.path) as archive:
        packed = b"".join(map(archive.read, archive.namelist()))
    files = b"".join(path.read_bytes() for path in workspace.paths.root.rglob("*") if path.is_file())
    for secret in SECRETS:
        assert secret.encode() not in files + packed + shared.read_bytes()


def test_constants_are_offered_kept_and_shared_only_if_wanted(workspace: Workspace, tmp_path: Path) -> None:
    given = [read_given(STOP, "stop.sh")]
    offered = learned_from(given, "stop.sh")
    assert [(one.label, one.value) for one in offered.constants] == [("body:Reason", "tidy-up")]
    assert "tidy-up" not in offered.description
    choices = LearningChoices(constants=frozenset({(Operation.STOP_EXECUTION, "body:Reason")}))
    kept = learned_from(given, "stop.sh", choices).description
    assert "tidy-up" in kept and not [one for one in ("abcdef", "hidden-1", "hidden-2") if one in kept]
    [constant] = bind(kept, Source.FILE, "kept").bound(Operation.STOP_EXECUTION).constants
    assert (constant.name, constant.enum) == ("Reason", ("tidy-up",))
    environment = Environment("e1", "DEV", ADDRESS, description=kept, description_is_loaded=True)
    saved = SavedEnvironment(environment, ())
    context = saved_context(workspace)
    for wanted in (False, True):
        file = export_environments(
            context, [saved], tmp_path / "shared.json", CancelToken(), ignore_progress, with_constants=wanted
        )
        assert ("tidy-up" in json.loads(file.read_text())["environments"][0]["description"]) is wanted
    save_environment(context, environment, None, CancelToken(), ignore_progress)
    bundle = support_bundle(context, workspace.paths.root, None, tmp_path / "b.zip", CancelToken(), ignore_progress)
    with zipfile.ZipFile(bundle.path) as archive:
        assert b"StopExecution" in archive.read("contracts/1.json")
        assert b"tidy-up" not in archive.read("contracts/1.json")


UNUSABLE = """curl 'https://dev.example.com/dmm/StopExecution?code=function-code-7' -d ''
curl 'https://dev.example.com/dmm/GetExecutionStatus?MainExecutionTrackerId=42&code=function-code-8'"""


def test_nor_is_a_constant_of_an_operation_that_cannot_be_used(workspace: Workspace, tmp_path: Path) -> None:
    """StopExecution has no place for the id."""
    given = [read_given(UNUSABLE, "requests.sh")]
    offered = learned_from(given, "requests.sh").constants
    kept = learned_from(
        given, "requests.sh", LearningChoices(constants=frozenset((one.operation, one.label) for one in offered))
    )
    assert not kept.contract.has(Operation.STOP_EXECUTION) and "function-code-7" in kept.description
    environment = Environment("e1", "DEV", ADDRESS, description=kept.description, description_is_loaded=True)
    assert constants_in(environment) == ("GetExecutionStatus, code = function-code-8",)
    assert values_left_out(environment) == (
        "StopExecution, code = function-code-7",
        "GetExecutionStatus, code = function-code-8",
    )
    context = saved_context(workspace)
    save_environment(context, environment, None, CancelToken(), ignore_progress)
    for wanted in (False, True):
        shared, packed = _files_for_others(workspace, tmp_path, environment, with_constants=wanted)
        assert [b"function-code-7" in one for one in (shared, packed)] == [wanted, wanted]
        assert [b"function-code-8" in one for one in (shared, packed)] == [wanted, wanted]


def _files_for_others(
    workspace: Workspace, folder: Path, environment: Environment, *, with_constants: bool
) -> tuple[bytes, bytes]:
    """An environments file, and what is in a support bundle."""
    context, saved = saved_context(workspace), [SavedEnvironment(environment, ())]
    shared, zipped = folder / "shared.json", folder / "bundle.zip"
    export_environments(context, saved, shared, CancelToken(), ignore_progress, with_constants=with_constants)
    support_bundle(
        context, workspace.paths.root, None, zipped, CancelToken(), ignore_progress, with_constants=with_constants
    )
    with zipfile.ZipFile(zipped) as archive:
        return shared.read_bytes(), b"".join(map(archive.read, archive.namelist()))


@pytest.mark.parametrize(
    ("parameter", "is_left_out"),
    [
        ({"name": "code", "in": "query", "required": True}, True),
        ({"name": "code", "in": "query"}, True),
        ({"name": "x-functions-key", "in": "header"}, True),
        ({"name": "IncludeLogs", "in": "query"}, False),
        ({"name": "Include_Logs", "in": "query"}, False),
    ],
)
def test_every_single_value_without_a_documented_meaning_is_left_out(
    parameter: dict[str, object], is_left_out: bool
) -> None:
    name = {"name": "MainExecutionTrackerId", "in": "query", "schema": {"type": "string"}}
    constant = {**parameter, "schema": {"type": "string", "enum": ["function-code-7"]}}
    paths = {"/GetExecutionStatus": {"get": {"parameters": [name, constant]}}}
    content = json.dumps({"openapi": "3.0.3", "paths": paths})
    environment = Environment("e1", "DEV", ADDRESS, description=content, description_is_loaded=True)
    assert bool(values_left_out(environment)) is is_left_out
    assert ("function-code-7" in plain_description(content, with_constants=False)) is not is_left_out


@pytest.mark.parametrize("place", ["query", "header", "body"])
@pytest.mark.parametrize("operation", Operation)
def test_only_fields_of_a_new_connection_have_defaults(
    workspace: Workspace, tmp_path: Path, operation: Operation, place: str
) -> None:
    """The others are not used, and the address of a function can have its key as a default."""
    schema = {"type": "string", "default": "function-code-7"}
    members = {"type": "object", "properties": {"code": schema}}
    described: dict[str, object] = {"parameters": [{"name": "code", "in": place, "required": True, "schema": schema}]}
    if place == "body":
        described = {"requestBody": {"content": {"application/json": {"schema": members}}}}
    content = json.dumps({"openapi": "3.0.3", "paths": {f"/{operation}": {"post": described}}})
    learned = learned_from([read_given(content, "file")], "file").description
    is_needed = operation is Operation.CREATE_CONNECTION
    assert ("function-code-7" in learned) is is_needed
    environment = Environment("e1", "DEV", ADDRESS, description=content, description_is_loaded=True)
    with workspace.store() as store:
        store.environments.add(environment)
    for file in _files_for_others(workspace, tmp_path, environment, with_constants=False):
        assert b"code" in file and (b"function-code-7" in file) is is_needed


def test_an_object_without_its_only_value_is_left_out_as_well() -> None:
    """Otherwise the operation would require it of a colleague, who has no value for it."""
    line = 'curl \'https://dev.example.com/dmm/StopExecution?Id=12\' -d \'{"Options": {"Reason": "tidy-up"}}\''
    choices = LearningChoices(constants=frozenset({(Operation.STOP_EXECUTION, "body:Options.Reason")}))
    learned = learned_from([read_given(line, "line")], "line", choices)
    assert learned.contract.has(Operation.STOP_EXECUTION) and "tidy-up" in learned.description
    without = bind(plain_description(learned.description, with_constants=False), Source.FILE, "file")
    assert without.bound(Operation.STOP_EXECUTION).constants == ()


def test_two_operations_never_share_method_and_address() -> None:
    same = 'curl https://x.example/a/b -d \'{"Id": "12"}\'\ncurl https://x.example/a/b -d \'{"Id": "12"}\''
    choices = LearningChoices({0: Operation.STOP_EXECUTION, 1: Operation.GET_EXECUTION_STATUS})
    contract = learned_from([read_given(same, "same")], "same", choices).contract
    missing = {one.operation: str(one.reason) for one in contract.missing}
    assert missing[Operation.STOP_EXECUTION] == "It has the same method and address as GetExecutionStatus: POST /b."
    assert missing[Operation.GET_EXECUTION_STATUS] == "It has the same method and address as StopExecution: POST /b."
