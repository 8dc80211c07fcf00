"""Files of any size, in answers of any form, come out as they were put in, or are named as faulty.

Every example goes over real HTTP.
"""

import base64
import io
import json
import random
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from api.api_calls import Calls
from dmm_desktop.api.upload import PIECE, ZipUpload
from dmm_desktop.core.errors import DmmError, OutcomeUnknown, Unreachable, UnreadableAnswer
from scripted_server import Exchange, Script, ScriptedServer, answering, response

#: Around the pieces in which answers are read, and anything smaller.
file_sizes = st.integers(0, 5000) | st.sampled_from([65_536, 262_144]).flatmap(lambda n: st.integers(n - 70, n + 70))
travels = st.fixed_dictionaries(
    {},
    optional={
        "gzipped": st.booleans(),
        "bom": st.booleans(),
        "chunked": st.integers(1, 100_000),
        "length": st.sampled_from(["right", None]),
    },
)
escapes = st.dictionaries(
    st.sampled_from("+/=AQg8"), st.sampled_from(["\\u{:04x}", "\\u{:04X}", "\\/"]), max_size=4
).map(lambda chosen: {c: how.format(ord(c)) for c, how in chosen.items() if how != "\\/" or c == "/"})
orders = st.integers(0, 10_000).map(random.Random)


def answer(logs: bytes, zip_file: bytes, escaped: dict[str, str], order: random.Random) -> str:
    """An answer of GetExecutionOutputs, with its members in any order."""

    def text(data: bytes) -> str:
        return '"' + "".join(escaped.get(c, c) for c in base64.b64encode(data).decode()) + '"'

    members = [
        ("Status", '"Complete"'),
        ("Success", "true"),
        ("Report", json.dumps({"NRecords": 7, "Extra": ["{", '"Logs": "']})),
        ("Logs", text(logs)),
        ("ZipFile", text(zip_file)),
        ("ErrorReport", text(b'[{"FinalReportEntity": "Order", "Count": 2}]')),
        ("Unknown", '{"Logs": [1, "x\\\\", "\\""]}'),
    ]
    order.shuffle(members)
    return "{" + ",".join(f'"{name}":{value}' for name, value in members) + "}"


@settings(max_examples=40)
@given(file_sizes, st.integers(0, 2000), escapes, orders, travels)
@example(1_500_000, 0, {"/": "\\/", "+": "\\u002B"}, random.Random(1), {"chunked": 4096, "gzipped": True})
def test_files_come_out_as_they_were_put_in(
    size: int, other_size: int, escaped: dict[str, str], order: random.Random, how: dict[str, Any]
) -> None:
    logs, zip_file = order.randbytes(size), order.randbytes(other_size)
    got_logs, got_zip = io.BytesIO(), io.BytesIO()
    script = answering(answer(logs, zip_file, escaped, order), **how)
    with ScriptedServer(script) as server:
        outputs = Calls(server.address).outputs(got_logs, got_zip)
    assert (got_logs.getvalue(), got_zip.getvalue()) == (logs, zip_file)
    assert (outputs.logs_size, outputs.zip_file_size) == (size, other_size)
    assert not (outputs.logs_problem or outputs.zip_file_problem or outputs.error_report_problem)
    assert outputs.report is not None and outputs.report.records == 7
    assert [(one.entity, one.count) for one in outputs.failing_entities or ()] == [("Order", 2)]


@settings(max_examples=40)
@given(st.data(), orders, travels.filter(lambda how: how.get("length", "right") is not None))
def test_an_answer_that_is_cut_anywhere_is_an_error(
    data: st.DataObject, order: random.Random, how: dict[str, Any]
) -> None:
    whole = response(answer(order.randbytes(3000), b"PK", {}, order), **how)
    end = data.draw(st.integers(whole.index(b"\r\n\r\n") + 4, len(whole) - 8))  # the end of the chunks adds nothing

    def script(exchange: Exchange) -> None:
        exchange.send(whole[:end])
        exchange.close()

    with ScriptedServer(script) as server, pytest.raises((Unreachable, UnreadableAnswer)):
        Calls(server.address).outputs(io.BytesIO(), io.BytesIO())


@settings(max_examples=30)
@given(orders, st.lists(st.integers(1, 400), min_size=1, max_size=20), travels)
def test_an_answer_that_trickles_is_read_all_the_same(
    order: random.Random, steps: list[int], how: dict[str, Any]
) -> None:
    logs = order.randbytes(2000)
    whole = response(answer(logs, b"", {}, order), **how)

    def script(exchange: Exchange) -> None:
        position = 0
        while position < len(whole):
            step = steps[position % len(steps)]
            exchange.send(whole[position : position + step])
            position += step
        exchange.close()

    got = io.BytesIO()
    with ScriptedServer(script) as server:
        assert Calls(server.address).outputs(got).logs_problem is None
    assert got.getvalue() == logs


@settings(max_examples=30)
@given(st.data(), orders, st.sampled_from(["!", ".", "é", "\\u00a0", "\\u0022", "=", "\\\\", '\\"']))
def test_a_fault_in_the_middle_is_named_and_spoils_no_other_member(
    data: st.DataObject, order: random.Random, fault: str
) -> None:
    text = base64.b64encode(order.randbytes(3000)).decode()
    at = data.draw(st.integers(1, len(text) - 1))
    members = [f'"Logs":"{text[:at]}{fault}{text[at:]}"', '"ZipFile":"UEs="', '"Status":"Complete"']
    order.shuffle(members)
    zip_file = io.BytesIO()
    with ScriptedServer(answering("{" + ",".join(members) + "}")) as server:
        outputs = Calls(server.address).outputs(io.BytesIO(), zip_file)
    assert "base64" in str(outputs.logs_problem)
    assert (outputs.status, outputs.zip_file_problem, zip_file.getvalue()) == ("Complete", None, b"PK")


LYING_LENGTHS: dict[str, tuple[Script, type[DmmError]]] = {
    "longer than it is": (answering({"Status": "Complete"}, length=999), Unreachable),
    "shorter than it is": (answering({"Status": "Complete"}, length=5), UnreadableAnswer),
    "two of them": (answering({"Status": "Complete"}, 200, "Content-Length: 3"), DmmError),
}


@pytest.mark.parametrize(("script", "error"), LYING_LENGTHS.values(), ids=LYING_LENGTHS)
def test_a_length_that_is_not_true_is_an_error(script: Script, error: type[DmmError]) -> None:
    with ScriptedServer(script) as server, pytest.raises(error):
        Calls(server.address).outputs()


@settings(max_examples=15)
@given(st.integers(0, 300) | st.sampled_from([PIECE, 2 * PIECE]).flatmap(lambda n: st.integers(n - 3, n + 3)), orders)
def test_what_the_server_gets_is_the_file(
    tmp_path_factory: pytest.TempPathFactory, size: int, order: random.Random
) -> None:
    data = order.randbytes(size)
    path = tmp_path_factory.getbasetemp() / "round-trip.zip"
    path.write_bytes(data)
    told: list[str] = []
    upload = ZipUpload(path, size, path.stat().st_mtime_ns, told.append)
    with ScriptedServer(answering({"MainExecutionTrackerId": 42})) as server:
        assert Calls(server.address).start(upload) == "42"
        [request] = server.starts
    assert base64.b64decode(request.json()["ZipFile"], validate=True) == data
    assert request.is_complete and len(told) == 1


@settings(max_examples=15)
@given(st.integers(0, 1_500_000))
def test_a_server_that_leaves_anywhere_leaves_no_doubt_whether_it_could_begin(
    tmp_path_factory: pytest.TempPathFactory, read: int
) -> None:
    """All of it was read: nobody knows. Less: unknown only if the rest had left this computer."""
    path = tmp_path_factory.getbasetemp() / "left.zip"
    path.write_bytes(bytes(1_000_000))
    upload = ZipUpload(path, 1_000_000, path.stat().st_mtime_ns)

    def script(exchange: Exchange) -> None:
        exchange.read_body(read)
        exchange.reset()

    with ScriptedServer(script) as server:
        with pytest.raises((OutcomeUnknown, Unreachable)) as caught:
            Calls(server.address).start(upload)
        [request] = server.starts
    assert isinstance(caught.value, OutcomeUnknown) or not request.is_complete
