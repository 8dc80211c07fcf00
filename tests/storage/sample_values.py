"""Values to store: an example of each, and strategies for any."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime
from typing import Any

from hypothesis import strategies as st

from dmm_desktop.core.address import Address
from dmm_desktop.core.environment import CheckProblem, Environment, FailedTest, KeyVerdict, ServerIdentity
from dmm_desktop.core.execution_type import ExecutionType
from dmm_desktop.core.kept_log import KeptLog, LogEnd
from dmm_desktop.core.known_figures import KnownFigures
from dmm_desktop.core.log_counts import LogCounts
from dmm_desktop.core.models import ExecutionReport, FailingEntity, FinalReport, ServerMessage
from dmm_desktop.core.network import DIRECT, SYSTEM, Network
from dmm_desktop.core.origin import Origin
from dmm_desktop.core.run_state import RunState
from dmm_desktop.core.runs import Run
from dmm_desktop.core.seen_execution import SeenExecution
from dmm_desktop.core.stage import Stage
from dmm_desktop.core.text import Text, counted
from dmm_desktop.core.zip_check import CheckState, ZipCheck

ROOT = Address.parse("https://prod.example.com/DMMAPI/rest/v1")
NOON = datetime(2025, 11, 23, 12, 0, tzinfo=UTC)
#: Fields of a run that follow from the environments that are saved.
NOT_STORED = {"has_moved"}


def a_run(**fields: Any) -> Run:
    """A run that is being uploaded, with these fields instead."""
    standard: dict[str, Any] = {
        "root": ROOT,
        "created_at": NOON,
        "state": RunState.UPLOADING,
        "environment_name": "PROD-2",
    }
    return Run(**({"id": uuid.uuid4().hex} | standard | fields))


def an_environment(name: str = "PROD-2", address: str = "https://prod.example.com", **fields: Any) -> Environment:
    standard: dict[str, Any] = {"id": uuid.uuid4().hex, "name": name, "address": Address.parse(address)}
    return Environment(**(standard | fields))


#: What a server's JSON can contain: every code point, including halves of surrogate pairs.
server_texts = st.text(st.characters())
times = st.datetimes(timezones=st.just(UTC))

_server_times = st.none() | st.datetimes()
_counts = st.integers()

execution_reports = st.builds(
    ExecutionReport,
    elapsed=st.timedeltas(),
    started_at=_server_times,
    ended_at=_server_times,
    total_duration_s=st.floats(allow_nan=False),
    completed_records=_counts,
    total_records=_counts,
    total_volume_kb=st.floats(allow_nan=False),
    message=st.builds(ServerMessage, text=server_texts, kind=server_texts),
)
final_reports = st.builds(
    FinalReport, configuration_type=server_texts, execution_duration=st.timedeltas(), records=_counts
)
failing_entities = st.lists(
    st.builds(
        FailingEntity,
        entity=server_texts,
        error=server_texts,
        tip=server_texts,
        stack_trace=server_texts,
        first_seen=_server_times,
        count=_counts,
    ),
    max_size=3,
).map(tuple)

_templates = st.text(st.characters(exclude_characters="{}"))
_sentences = st.recursive(
    st.builds(Text, _templates) | st.builds(counted, _templates, _templates, st.integers()),
    lambda inner: st.builds(
        lambda before, value: Text(before + "{value} {n}", (("value", value), ("n", 3))),
        _templates,
        inner | st.text() | st.integers() | st.floats(allow_nan=False, allow_infinity=False),
    ),
    max_leaves=4,
)
messages = st.text() | _sentences

log_counts = st.builds(
    LogCounts, lines=st.integers(0), errors=st.integers(0), is_whole=st.booleans(), is_exact=st.booleans()
)

kept_logs = st.builds(
    KeptLog,
    st.text(),
    st.integers(0),
    times,
    st.sampled_from(LogEnd),
    is_exact=st.booleans(),
    notice=st.none() | _sentences,
)

runs = st.builds(
    Run,
    id=st.uuids().map(str),
    root=st.sampled_from([ROOT, Address.parse("https://test.example.com/api"), None]),
    created_at=times,
    state=st.sampled_from(RunState),
    type=st.sampled_from(ExecutionType),
    environment_id=st.none() | st.text(),
    environment_name=st.text(),
    stage=st.none() | st.sampled_from(Stage),
    connection=st.text(),
    contract=st.text(),
    zip_path=st.text(),
    zip_size=st.integers(0, 2**63 - 1),
    zip_sha256=st.text(),
    append=st.none() | st.booleans(),
    configuration=st.text(),
    tracker_id=st.text(max_size=3),
    status_word=st.text(),
    message=messages,
    unusable_answer=st.booleans(),
    received=st.text(),
    sent_at=st.none() | times,
    ended_at=st.none() | times,
    going_on_at=st.none() | times,
    known_figures=st.none() | st.builds(KnownFigures, _server_times, st.integers(0), st.integers(0)),
    stop_requested_at=st.none() | times,
    stop_accepted_at=st.none() | times,
    may_be_another=st.booleans(),
    zip_check=st.none()
    | st.builds(
        ZipCheck,
        st.sampled_from(CheckState),
        st.integers(0),
        st.integers(0),
        started_anyway=st.booleans(),
        rows=st.none() | st.integers(0),
    ),
    fingerprint=st.text(),
    reference=st.text(),
    origin=st.none()
    | st.builds(Origin, st.text(), st.text(), st.text(), st.text(), st.none() | st.sampled_from(Stage)),
    saved_as=st.text(),
    note=st.text(),
    report=st.none() | execution_reports,
    final_report=st.none() | final_reports,
    failing_entities=st.none() | failing_entities,
    more_failing=st.integers(0, 2**63 - 1),
    answered_at=st.none() | times,
    log_notice=st.none() | messages,
    log_counts=st.none() | log_counts,
    kept_log=st.none() | kept_logs,
    seen_before=st.none()
    | st.builds(
        SeenExecution,
        st.sampled_from(RunState),
        tracker_id=st.text(max_size=3),
        message=messages,
        report=st.none() | execution_reports,
        failing_entities=st.none() | failing_entities,
        answered_at=st.none() | times,
        log_counts=st.none() | log_counts,
    ),
)

_addresses = st.sampled_from(
    ["https://a.example", "https://a.example:8443/DMMAPI/rest/v1", "http://127.0.0.1:8080", "https://[2001:db8::1]/x"]
).map(Address.parse)

#: Without the proxy's password, which belongs in the key store.
_networks = st.builds(
    Network,
    authorities=st.text(),
    proxy=st.sampled_from([SYSTEM, DIRECT, "http://proxy.example.com:8080"]),
    proxy_user=st.text(),
)
_identities = st.builds(ServerIdentity, host=st.text(), issuer=st.text(), api=st.text())

environments = st.builds(
    Environment,
    id=st.uuids().map(str),
    name=st.text(),
    address=_addresses,
    stage=st.sampled_from(Stage),
    root=st.none() | _addresses,
    description=st.none() | st.text(),
    description_is_loaded=st.booleans(),
    token_page=st.none() | st.text(),
    checked_at=st.none() | times,
    key_verdict=st.sampled_from(KeyVerdict),
    network=_networks,
    known_as=st.none() | _identities,
    answers_as=st.none() | _identities,
    strict_check=st.booleans(),
    key_id=st.text(),
    proxy_id=st.text(),
    failed_test=st.none() | st.builds(FailedTest, at=times, problem=st.sampled_from(CheckProblem)),
    accepted_at=st.none() | times,
)
