"""Whatever the description looks like, each value arrives exactly where it says, and nothing else does."""

import base64
import json
from dataclasses import dataclass
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from api.descriptions import CREATE, OUTPUTS, START, STATUS, STOP, TRACKER, Json, document
from api.request_reader import Spot, read_request
from dmm_desktop.api.binding import bind
from dmm_desktop.api.contract import Operation, Source
from dmm_desktop.api.request import Configuration, ZipContent, connection_values, lay_out

ALIASES = {
    TRACKER: ("ExecutionTrackerId", "ExecutionId", "Id"),
    "Configuration": ("ConfigurationJson", "JSONConfiguration", "JSON"),
    "ZipFile": ("File", "FileContent", "Zip"),
}
FLAGS = ("IncludeReports", "IncludeLogs", "IncludeFiles", "IncludeErrorReport")
NUMBERS = ("LogRecords", "LogPage")
INPUTS = {
    START: ("Type", "Configuration", "ZipFile"),
    STOP: (TRACKER,),
    STATUS: (TRACKER, *FLAGS[:2], *NUMBERS),
    OUTPUTS: (TRACKER, *FLAGS),
}
ZIP_TEXT = "UEsFBgAA+/8="
CONFIGURATION = json.dumps({"DataAppendMode": True, "Größe": ["€", 1.5, None]}, ensure_ascii=False)
ANYTHING = st.text(alphabet=st.characters(codec="utf-8"), min_size=1).filter(lambda word: word not in (".", ".."))
ASCII = st.text(alphabet=st.characters(min_codepoint=33, max_codepoint=126), min_size=1).filter(lambda w: w.strip("."))


@dataclass(frozen=True)
class Slot:
    """One value's place in a description, and what the server has to see there."""

    name: str
    spot: Spot
    schema: Json
    value: Any
    seen: Any


def styled(name: str, style: str) -> str:
    """The same name as other platforms write it."""
    snake = "".join("_" + c.lower() if c.isupper() else c for c in name).lstrip("_")
    camel = name[0].lower() + name[1:]
    return {"documented": name, "camel": camel, "snake": snake, "upper": name.upper(), "lower": name.lower()}[style]


styles = st.sampled_from(("documented", "camel", "snake", "upper", "lower"))


@st.composite
def slots(draw: st.DrawFn, operation: Operation) -> list[Slot]:
    """Places for all that the operation takes; the body is a plain object, has a wrapper, or is the zip itself."""
    style, wrapper = draw(styles), draw(st.sampled_from(((), ("Request",), ("Data",))))
    is_raw = operation is START and draw(st.booleans())
    chosen = []
    for documented in INPUTS[operation]:
        if documented in (*FLAGS, *NUMBERS) and not draw(st.booleans()):
            continue
        name = styled(draw(st.sampled_from((documented, *ALIASES.get(documented, ())))), style)
        places = ["query", "header"] if is_raw else ["query", "header", "body", "wrapper"]
        if documented in (TRACKER, "Type"):
            places.append("path")
        if documented == "ZipFile":
            places = ["raw body"] if is_raw else ["body", "wrapper"]
        place = draw(st.sampled_from(places))
        spot = ("body", *wrapper, name) if place == "wrapper" else (place, name)
        schema, value, seen = draw(values(documented, place))
        chosen.append(Slot(documented, spot, schema, value, seen))
    return chosen


@st.composite
def values(draw: st.DrawFn, documented: str, place: str) -> tuple[Json, object, object]:
    """A schema for the input, a value that the client hands over, and what it is in that schema."""
    in_body = place in ("body", "wrapper")
    if documented == TRACKER:
        number = draw(st.integers(min_value=0))
        word = draw(ASCII if place == "header" else ANYTHING)
        is_number = draw(st.booleans())
        return ({"type": "integer"}, str(number), number) if is_number else ({"type": "string"}, word, word)
    if documented in FLAGS:
        flag = draw(st.booleans())
        kinds = {"boolean": flag, "string": "true" if flag else "false", "integer": int(flag)}
        kind = draw(st.sampled_from(sorted(kinds)))
        return {"type": kind}, flag, kinds[kind]
    if documented in NUMBERS:
        count = draw(st.integers(min_value=0))
        kind = draw(st.sampled_from(("integer", "number", "string")))
        return {"type": kind}, count, str(count) if kind == "string" else count
    if documented == "Configuration":
        schema = draw(st.sampled_from([{"type": "string"}, {"type": "string", "format": "byte"}]))
        if in_body and draw(st.booleans()):
            schema = {"type": "object"}
        return schema, Configuration(CONFIGURATION), json.loads(CONFIGURATION)
    if documented == "Type":
        enum = draw(st.sampled_from([{}, {"enum": ["Export", "Import"]}, {"enum": ["EXPORT", "IMPORT"]}]))
        return {"type": "string", **enum}, "Import", enum.get("enum", ["Import"])[-1]
    return {"type": "string", **draw(st.sampled_from([{}, {"format": "byte"}]))}, ZipContent(), ZIP_TEXT


@st.composite
def descriptions(draw: st.DrawFn, operation: Operation, chosen: list[Slot]) -> str:
    """A document with these places, by reference or not, with things beside them that nobody has to fill."""
    parameters: list[Json] = []
    members: Json = {}
    definitions: Json = {}
    for slot in chosen:
        place, *inside, name = slot.spot
        if place in ("path", "query", "header"):
            parameters.append(
                {"name": name, "in": place, "required": draw(st.booleans()) or place == "path", **slot.schema}
            )
        elif place == "body":
            target = members
            for step in inside:
                target = target.setdefault(step, {"type": "object", "properties": {}})["properties"]
            target[name] = slot.schema
    if draw(st.booleans()):
        parameters.append({"name": "X-Culture", "in": draw(st.sampled_from(("query", "header"))), "type": "string"})
    consumes = ["application/json"]
    raw = [slot.spot[1] for slot in chosen if slot.spot[0] == "raw body"]
    if raw:
        parameters.append({"name": raw[0], "in": "body", "required": True, "schema": {"type": "string"}})
        consumes = [draw(st.sampled_from(("application/zip", "application/octet-stream")))]
    elif members:
        required = draw(st.sampled_from([[], sorted(members)]))
        definitions["Body"] = {
            "type": "object",
            "properties": {**members, "Note": {"type": "string"}},
            "required": required,
        }
        is_reference = draw(st.booleans())
        schema = {"$ref": "#/definitions/Body"} if is_reference else definitions["Body"]
        parameters.append({"name": "Body", "in": "body", "required": draw(st.booleans()), "schema": schema})
    in_path = "".join(f"/{{{slot.spot[1]}}}" for slot in chosen if slot.spot[0] == "path")
    is_named_by_id = draw(st.booleans())
    name = styled(operation, draw(styles))
    path = f"/v1{in_path}/{'call' if is_named_by_id else name}"
    of_path = [p for p in parameters if draw(st.booleans())]
    described: Json = {"parameters": [p for p in parameters if p not in of_path], "consumes": consumes}
    if is_named_by_id:
        described["operationId"] = name
    only_asks = is_named_by_id and operation.startswith("Get")
    method = draw(st.sampled_from(("get", "post") if only_asks else ("get", "post", "put", "patch", "delete")))
    paths = {path: {"parameters": of_path, method: described}}
    return document(paths, definitions=definitions, host="elsewhere.example", basePath="/nowhere")


def as_json(value: Any) -> Any:
    """A configuration in any of its forms."""
    if isinstance(value, dict):
        return value
    text = value if value.lstrip().startswith("{") else base64.b64decode(value, validate=True).decode()
    return json.loads(text)


@given(st.data(), st.sampled_from(sorted(INPUTS)))
def test_each_value_arrives_where_the_description_says(data: st.DataObject, operation: Operation) -> None:
    chosen = data.draw(slots(operation))
    content = data.draw(descriptions(operation, chosen))
    request = lay_out(bind(content, Source.FILE, "x").bound(operation), {slot.name: slot.value for slot in chosen})
    seen = read_request(content, request, ZIP_TEXT)
    for slot in chosen:
        if slot.name == "Configuration":
            seen[slot.spot] = as_json(seen[slot.spot])
    assert seen == {slot.spot: slot.seen for slot in chosen}


FIELD_VALUES = {
    "string": (st.text(alphabet=st.characters(codec="utf-8")).filter(str.strip), ASCII),
    "integer": (st.integers(), st.integers()),
    "boolean": (st.booleans(), st.booleans()),
}


@given(st.data(), st.lists(st.from_regex(r"[A-Z][a-z]{1,5}([A-Z][a-z]{1,5})?", fullmatch=True), min_size=1, max_size=8))
def test_each_field_of_a_connection_arrives_where_the_description_says(data: st.DataObject, names: list[str]) -> None:
    unique = {name.lower(): name for name in names if name not in ("Note", "Body")}
    given_style = data.draw(styles)
    chosen = []
    for name in unique.values():
        place = data.draw(st.sampled_from(("query", "header", "body", "wrapper")))
        spot = ("body", "W_rapper", name) if place == "wrapper" else (place, name)
        kind = data.draw(st.sampled_from(sorted(FIELD_VALUES)))
        value = data.draw(FIELD_VALUES[kind][place == "header"])
        chosen.append(Slot(name, spot, {"type": kind}, value, value))
    if not chosen:
        return
    content = data.draw(descriptions(CREATE, chosen))
    operation = bind(content, Source.FILE, "x").bound(CREATE)
    fields = {styled(slot.name, given_style): slot.value for slot in chosen}
    request = lay_out(operation, connection_values(operation, fields))
    assert read_request(content, request, ZIP_TEXT) == {slot.spot: slot.seen for slot in chosen}
