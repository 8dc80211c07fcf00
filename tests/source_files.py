"""Writes each kind of source that users have, for any layout of the tests' server: descriptions, collections, recorded
sessions and commands, as the programs that make them write them."""

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import quote, urlencode

import yaml

from demo.demo_client import BOUNDARY, Described, Prepared
from dmm_server import layouts

#: Secrets that a source contains and nothing may keep.
KEY, ONE_TIME, PASSWORD, COOKIE = "s3cr3t-api-key-77", "0ne-t1me-secret-88", "pr0xy-passw0rd-99", "s3ss10n-cookie-66"
SECRETS = (KEY, ONE_TIME, PASSWORD, COOKIE)
ORIGIN = "https://dev.example.com"
ROOT = "/DMMAPI/rest/v1"
_ZIP = b"PK\x03\x04\x14\x00\x00\x00"
_VALUES: dict[str, dict[str, Any]] = {
    "CreateConnection": {
        "ConnectionName": "Sales",
        "ConnectionType": "DataDestination",
        "DatabaseType": "SQLServer",
        "ConnectionString": "Server=db;Password=" + PASSWORD,
        "EnvironmentURL": "https://dev.example.com",
        "RestAPIKey": KEY,
    },
    "StartExecution": {
        "Type": "Import",
        "configuration": {
            "DestinationDBConnection": "Runtime Connection",
            "DataAppendMode": True,
            "Café": "l'été $HOME",
        },
        "zip": _ZIP,
    },
    "GetExecutionStatus": {
        "id": 9007199254740995,
        "IncludeReports": True,
        "IncludeLogs": True,
        "LogRecords": 100,
        "LogPage": 1,
    },
    "GetExecutionOutputs": {
        "id": 9007199254740995,
        "IncludeReports": True,
        "IncludeLogs": True,
        "IncludeFiles": False,
        "IncludeErrorReport": True,
    },
    "StopExecution": {"id": 9007199254740995},
}


@dataclass(frozen=True)
class Call:
    """A request that worked. ``fields`` are those of a form: texts, zips and configurations."""

    name: str
    request: Prepared

    @property
    def headers(self) -> dict[str, str]:
        """All headers, with the tokens that the operation takes."""
        one_time = {"X-DMM-Token-OTP": ONE_TIME} if self.name == "StartExecution" else {}
        return {"X-DMM-Token": KEY, **one_time, "Accept": "application/json", **self.request.headers}

    @property
    def url(self) -> str:
        query = "?" + urlencode(self.request.query, quote_via=quote) if self.request.query else ""
        return ORIGIN + ROOT + self.request.path + query

    @property
    def media(self) -> str:
        return self.request.headers.get("Content-Type", "").split(";")[0]

    @property
    def text(self) -> str:
        """The body as text, as clients record it."""
        return (self.request.body or b"").decode("utf-8", "replace")


def calls(layout: layouts.ApiLayout) -> list[Call]:
    """A call of every operation."""
    described = Described(layouts.describe(layout, str))
    found = []
    for operation in layout.operations:
        if operation.name not in _VALUES:
            continue
        found.append(Call(operation.name, described.prepare(operation.name, _VALUES[operation.name])))
    return found


def parts_of(call: Call) -> list[tuple[str, str, str]]:
    """The parts of a multipart body: name, content and file name ("" if it is none)."""
    found = []
    for piece in call.text.split(f"--{BOUNDARY}")[1:-1]:
        head, _, content = piece.partition("\r\n\r\n")
        name = head.split('name="')[1].split('"')[0]
        file_name = head.split('filename="')[1].split('"')[0] if "filename" in head else ""
        found.append((name, content.removesuffix("\r\n"), file_name))
    return found


# --- descriptions


def swagger(layout: layouts.ApiLayout) -> str:
    return json.dumps(layouts.describe(layout, str))


def openapi(layout: layouts.ApiLayout, version: str = "3.0.3") -> dict[str, Any]:
    """The layout as documentation sites and frameworks describe it, with secrets as examples."""
    old: Any = layouts.describe(layout, str)
    paths: dict[str, Any] = {}
    for path, methods in old["paths"].items():
        for method, operation in methods.items():
            new = {name: operation[name] for name in ("operationId", "summary") if name in operation}
            consumes = operation.get("consumes", ["application/json"])[0]
            parameters, form, body = [], [], None
            for item in operation["parameters"]:
                kind = {name: item[name] for name in ("type", "format", "enum") if name in item}
                if item["in"] == "body":
                    body = {consumes: {"schema": item["schema"]}}
                elif item["in"] == "formData":
                    kind = {"type": "string", "format": "binary"} if item["type"] == "file" else kind
                    form.append((item["name"], kind, item["required"]))
                else:
                    head = {name: item[name] for name in ("name", "in", "required") if name in item}
                    parameters.append({**head, "schema": kind or {"type": "string"}, "example": KEY})
            if form:
                schema = {
                    "type": "object",
                    "properties": {name: kind for name, kind, _ in form},
                    "required": [name for name, _, required in form if required],
                }
                body = {consumes: {"schema": schema, "example": {"ZipFile": ONE_TIME}}}
            if parameters:
                new["parameters"] = parameters
            if body:
                new["requestBody"] = {"content": body, "required": True}
            answer = operation["responses"]["200"]["schema"]
            content = {"application/json": {"schema": answer, "example": {"Token": COOKIE}}}
            new["responses"] = {"200": {"description": "OK", "content": content}}
            paths.setdefault(path, {})[method] = new
    document = {
        "openapi": version,
        "info": {"title": "DMM", "version": "1"},
        "servers": [{"url": f"https://user:{PASSWORD}@elsewhere.example{ROOT}"}],
        "paths": paths,
        "components": {"schemas": old.get("definitions", {})},
    }
    moved = json.dumps(document).replace("#/definitions/", "#/components/schemas/")
    return dict(json.loads(moved))


def openapi_30(layout: layouts.ApiLayout) -> str:
    return json.dumps(openapi(layout), indent=2)


def openapi_31(layout: layouts.ApiLayout) -> str:
    """In YAML, with nullable types and an alias."""
    document = openapi(layout, "3.1.0")
    for methods in document["paths"].values():
        for operation in methods.values():
            for parameter in operation.get("parameters", ()):
                if parameter["schema"].get("type") == "boolean":
                    parameter["schema"]["type"] = ["boolean", "null"]
    return yaml.safe_dump(document, sort_keys=False)


# --- recorded requests


def postman(these: list[Call]) -> str:
    """A collection with a folder, variables, an inherited key and a saved answer."""
    items = [_postman_item(call) for call in these]
    collection = {
        "info": {"name": "DMM", "schema": "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"},
        "item": [{"name": "Executions", "item": items[1:]}, items[0]],
        "auth": {"type": "apikey", "apikey": [{"key": "key", "value": "X-DMM-Token"}, {"key": "value", "value": KEY}]},
        "variable": [{"key": "host", "value": ORIGIN}, {"key": "api", "value": "{{host}}" + ROOT}],
        "event": [{"listen": "prerequest", "script": {"exec": [f"pm.sendRequest('{PASSWORD}')"]}}],
    }
    return json.dumps(collection, indent="\t", ensure_ascii=False)


def _postman_item(call: Call) -> dict[str, Any]:
    path = call.request.path.replace("9007199254740995", ":ExecutionId")
    headers = [
        {"key": name, "value": value, "type": "text"}
        for name, value in call.headers.items()
        if name not in ("X-DMM-Token", "Content-Type") or (name == "Content-Type" and "form" not in call.media)
    ]
    query = [{"key": name, "value": value} for name, value in call.request.query.items()]
    disabled = [{"key": "Debug", "value": PASSWORD, "disabled": True}]
    url: dict[str, Any] = {
        "raw": "{{api}}" + path,
        "host": ["{{api}}"],
        "path": path.lstrip("/").split("/"),
        "query": query + disabled,
    }
    if ":ExecutionId" in path:
        url["variable"] = [{"key": "ExecutionId", "value": "4711"}]
    body: dict[str, Any] | None = None
    if call.media == "multipart/form-data":
        form = [
            {"key": name, "type": "file", "src": f"/C:/data/{file}"}
            if file
            else {"key": name, "type": "text", "value": content}
            for name, content, file in parts_of(call)
        ]
        body = {"mode": "formdata", "formdata": form}
    elif call.media == "application/x-www-form-urlencoded":
        from urllib.parse import parse_qsl

        body = {"mode": "urlencoded", "urlencoded": [{"key": n, "value": v} for n, v in parse_qsl(call.text)]}
    elif call.media in ("application/zip", "application/octet-stream"):
        body = {"mode": "file", "file": {"src": "/C:/data/x.zip"}}
    elif call.text:
        body = {"mode": "raw", "raw": call.text, "options": {"raw": {"language": "json"}}}
    request = {"method": call.request.method, "header": headers, "url": url} | ({"body": body} if body else {})
    name = call.name if call.name != "StopExecution" else "3. Stop Execution"
    return {"name": name, "request": request, "response": [{"name": "ok", "body": COOKIE}]}


def har(these: list[Call]) -> str:
    """A session in a browser: also a preflight, a picture, and answers with cookies."""
    entries = [_har_entry(call) for call in these]
    other = {"method": "GET", "url": f"{ORIGIN}/logo.png", "headers": [], "queryString": []}
    preflight = {**other, "method": "OPTIONS", "url": entries[0]["request"]["url"]}
    answer = {"status": 200, "content": {"text": COOKIE}, "headers": [], "cookies": [{"name": "s", "value": COOKIE}]}
    all_entries = [{"request": other}, {"request": preflight}, *entries]
    log = {
        "version": "1.2",
        "creator": {"name": "WebInspector", "version": "537.36"},
        "entries": [{**one, "response": answer, "time": 12} for one in all_entries],
    }
    return json.dumps({"log": log}, indent=2)


def _har_entry(call: Call) -> dict[str, Any]:
    headers = {":authority": "dev.example.com", **call.headers, "Cookie": f"session={COOKIE}", "Origin": ORIGIN}
    request: dict[str, Any] = {
        "method": call.request.method,
        "url": call.url,
        "httpVersion": "h2",
        "headers": [{"name": name.lower(), "value": value} for name, value in headers.items()],
        "queryString": [{"name": name, "value": value} for name, value in call.request.query.items()],
        "cookies": [{"name": "session", "value": COOKIE}],
    }
    if call.request.body is not None:
        request["postData"] = {"mimeType": call.request.headers["Content-Type"], "text": call.text}
    return {"request": request}


def _arguments(call: Call) -> list[str]:
    """The words of a command, without quotes."""
    words = [call.url, "-X", call.request.method]
    for name, value in {**call.headers, "Cookie": f"session={COOKIE}"}.items():
        if name != "Content-Type" or call.media != "multipart/form-data":
            words += ["-H", f"{name}: {value}"]
    if call.media == "multipart/form-data":
        for name, content, file in parts_of(call):
            words += ["-F", f"{name}=@C:/data/{file}" if file else f"{name}={content}"]
    elif call.media in ("application/zip", "application/octet-stream"):
        words += ["--data-binary", "@/etc/passwd.zip"]
    elif call.text:
        words += ["--data-raw", call.text]
    return [*words, "-k", "-x", f"http://proxy:{PASSWORD}@p:8080", "--resolve", "dev.example.com:443:10.0.0.1"]


def curl_posix(these: list[Call]) -> str:
    """As Chrome and Postman write them."""

    def quoted(word: str) -> str:
        return word if word.startswith("-") else "'" + word.replace("'", "'\\''") + "'"

    return "\n\n".join("curl " + " \\\n  ".join(map(quoted, _arguments(call))) for call in these)


def curl_firefox(these: list[Call]) -> str:
    """With $'…' where a value is not plain ASCII or contains a quote."""

    def quoted(word: str) -> str:
        if word.isascii() and "'" not in word:
            return word if word.startswith("-") else f"'{word}'"
        escaped = word.replace("\\", "\\\\").replace("'", "\\'")
        return "$'" + "".join(one if one.isascii() else f"\\u{ord(one):04x}" for one in escaped) + "'"

    return "\n".join("curl " + " ".join(map(quoted, _arguments(call))) + " ;" for call in these)


def curl_cmd(these: list[Call]) -> str:
    """As Chrome writes them for cmd."""

    def quoted(word: str) -> str:
        if word.startswith("-"):
            return word
        escaped = word.replace("\\", "\\\\").replace('"', '\\"')
        return '^"' + "".join(one if one.isalnum() or one in " _-:/." else f"^{one}" for one in escaped) + '^"'

    return " &\r\n".join("curl " + " ^\r\n  ".join(map(quoted, _arguments(call))) for call in these)


def curl_powershell(these: list[Call]) -> str:
    """For PowerShell, in which a quote inside a value is written twice."""

    def quoted(word: str) -> str:
        return word if word.startswith("-") else "'" + word.replace("'", "''") + "'"

    return "\r\n".join("curl.exe " + " `\r\n  ".join(map(quoted, _arguments(call))) for call in these)


#: Writers of descriptions, and of recorded requests.
DESCRIPTIONS: dict[str, Callable[[layouts.ApiLayout], str]] = {
    "swagger": swagger,
    "openapi-3.0": openapi_30,
    "openapi-3.1-yaml": openapi_31,
}
RECORDED: dict[str, Callable[[list[Call]], str]] = {
    "postman": postman,
    "har": har,
    "curl-posix": curl_posix,
    "curl-firefox": curl_firefox,
    "curl-cmd": curl_cmd,
    "curl-powershell": curl_powershell,
}
SOURCES = (*DESCRIPTIONS, *RECORDED)


def source(name: str, layout: layouts.ApiLayout) -> str:
    """The content of a source of this kind."""
    return DESCRIPTIONS[name](layout) if name in DESCRIPTIONS else RECORDED[name](calls(layout))


def exported(layout: layouts.ApiLayout) -> list[Call]:
    """The calls, with the start of an export: it has no zip."""
    described = Described(layouts.describe(layout, str))
    values = {"Type": "Export", "configuration": {"DBConnection": "Runtime Connection"}}
    start = Call("StartExecution", described.prepare("StartExecution", values))
    return [start if call.name == start.name else replace(call) for call in calls(layout)]
