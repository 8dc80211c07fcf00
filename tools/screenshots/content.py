"""The content of the pictures, all invented: three environments, a week of imports, and the zip that is imported."""

import hashlib
import json
import math
import random
import zipfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from dmm_desktop.core.address import Address
from dmm_desktop.core.environment import Connection, Environment, KeyVerdict
from dmm_desktop.core.fingerprint import ColumnFingerprint, FileFingerprint, fingerprint_of, fingerprint_text
from dmm_desktop.core.models import ExecutionReport, FailingEntity, FinalReport
from dmm_desktop.core.network import Network
from dmm_desktop.core.run_state import RunState
from dmm_desktop.core.runs import Run
from dmm_desktop.core.stage import Stage
from dmm_desktop.core.zip_check import CheckState, ZipCheck
from dmm_desktop.resources import resource

#: Where the API is below each host, and the execution that is shown.
API_PATH, TRACKER_ID = "/DMMAPI/rest/v1", "48213"
_TOTAL = 50_000
_DATE = (2026, 6, 29, 16, 0, 0)
#: Entities with their records and text columns.
_ENTITIES = {
    "Customer": (4_100, 13),
    "CustomerNote": (3_870, 5),
    "Address": (9_412, 10),
    "Order": (12_000, 17),
    "OrderLine": (20_400, 8),
    "OrderStatus": (6, 2),
    "ossys_User": (212, 5),
}
_LOG = """10:39:41 INFO  Order: chunk 3 of 12 imported, 5,000 records
10:39:48 INFO  Order: chunk 4 of 12 started
10:39:57 INFO  OrderLine: 11 of 31 instructions done
10:40:02 INFO  Order: chunk 4 of 12 imported, 5,000 records
10:40:08 INFO  Order: chunk 5 of 12 started
10:40:14 INFO  Order: chunk 5 of 12 imported, 5,000 records
10:40:20 INFO  Order: chunk 6 of 12 started
10:40:27 INFO  Customer: chunk 2 of 9 imported, 500 records
10:40:31 INFO  Order: chunk 6 of 12 imported, 5,000 records
10:40:38 INFO  Order: chunk 7 of 12 started
10:40:44 INFO  OrderLine: 12 of 31 instructions done
10:40:52 WARN  Address: 2 values were longer than 50 and were cut
10:40:57 INFO  Order: chunk 7 of 12 imported, 5,000 records
10:41:00 INFO  Customer: foreign keys to Region resolved
10:41:03 ERROR CustomerNote: value of Author has no match in User
10:41:04 INFO  Customer: chunk 3 of 9 started
10:41:06 INFO  Customer: 1,200 of 4,100 records checked
10:41:08 INFO  Order: chunk 8 of 12 started
10:41:09 INFO  OrderLine: 13 of 31 instructions done
10:41:10 INFO  Order: 21,040 of 50,000 records done"""
_MORE_LOG = """10:41:31 INFO  Order: chunk 9 of 12 imported, 5,000 records
10:41:36 INFO  OrderLine: 17 of 31 instructions done
10:41:40 INFO  Customer: chunk 5 of 9 imported, 500 records
10:41:44 WARN  Address: 2 values were longer than 50 and were cut
10:41:49 INFO  Order: chunk 10 of 12 started
10:41:58 INFO  Order: 29,120 of 50,000 records done"""
_LAST_LOG = """10:41:52 ERROR CustomerNote: value of Author has no match in User, chunk 2
10:42:19 ERROR Address: PostalCode is longer than 12, record 4,812
10:42:44 ERROR Address: PostalCode is longer than 12, record 5,390
10:43:40 ERROR OrderStatus: attribute Label was not found
10:44:02 ERROR CustomerNote: value of Author has no match in User, chunk 5
10:44:09 ERROR CustomerNote: value of Author has no match in User, chunk 6
10:44:15 ERROR CustomerNote: value of Author has no match in User, chunk 7
10:44:16 ERROR Address: PostalCode is longer than 12, record 9,101
10:44:17 ERROR CustomerNote: value of Author has no match in User, chunk 8
10:44:18 ERROR CustomerNote: value of Author has no match in User, chunk 9"""
#: Requests as a browser copies them. One of them sends a value without a known meaning, and one operation is missing.
REQUESTS = """curl 'https://prod-2.acme.example/Transfer/rest/v2/imports' \\
  -H 'X-DMM-Token: 5b1c-9d77' -H 'X-DMM-Token-OTP: Q7-4402' -H 'Cookie: session=9c1d' --insecure \\
  -F Type=Import -F 'Settings={"DestinationDBConnection": "Runtime Connection"}' -F data=@customers.zip -F Priority=2
curl 'https://prod-2.acme.example/Transfer/rest/v2/imports/48213/status?LogPage=1&LogRecords=100' -H 'X-DMM-Token: 5b1c'
curl 'https://prod-2.acme.example/Transfer/rest/v2/imports/48213/outputs?IncludeErrorReport=true' -H 'X-DMM-Token: 5b1c'
curl -X POST 'https://prod-2.acme.example/Transfer/rest/v2/imports/48213/StopExecution' -H 'X-DMM-Token: 5b1c'"""

FAILING = (
    FailingEntity(
        "CustomerNote",
        "The value of Author has no match in User.",
        "Import the users first, or turn on SynchronizeUsers.",
        "at Importer.Chunk(Int32 number)\nat Importer.Run()",
        datetime(2026, 6, 30, 10, 41, 3),
        7,
    ),
    FailingEntity(
        "Address",
        "PostalCode is longer than 12 characters.",
        "Make the attribute longer in PROD-2 or shorten the values.",
        first_seen=datetime(2026, 6, 30, 10, 42, 19),
        count=3,
    ),
    FailingEntity(
        "OrderStatus",
        "Attribute Label was not found in PROD-2.",
        "Publish the same version of the module in PROD-2.",
        first_seen=datetime(2026, 6, 30, 10, 43, 40),
        count=1,
    ),
)


def at(hour: int, minute: int, days_ago: int = 0) -> datetime:
    """A time of today or of an earlier day, in this computer's time zone."""
    day = datetime.now().astimezone().replace(hour=hour, minute=minute, second=0, microsecond=0)
    return (day - timedelta(days=days_ago)).astimezone(UTC)


def environments(
    network: Network, *, with_token_page: bool, are_many: bool = False
) -> list[tuple[Environment, tuple[Connection, ...]]]:
    """One for each stage, as after its last test; ``are_many``: 17 others too."""

    def saved(name: str, stage: Stage, checked_at: datetime, verdict: KeyVerdict) -> Environment:
        address = Address.parse(f"https://{name.lower()}.acme.example")
        return Environment(
            name,
            name,
            address,
            stage,
            root=address.with_path(API_PATH),
            description=resource("dmm-api.swagger.json").read_text(encoding="utf-8"),
            token_page=f"{address}/DMMAPI/AuthenticationToken" if with_token_page else None,
            checked_at=checked_at,
            key_verdict=verdict,
            network=network,
        )

    others = [
        saved(f"{team}-{stage.name[:4]}", stage, at(9, 30), KeyVerdict.ACCEPTED)
        for team in ("BILLING", "CLAIMS", "HR", "LOGISTICS", "SALES")
        for stage in Stage
    ]
    others += [saved(name, Stage.TEST, at(9, 40), KeyVerdict.UNCLEAR) for name in ("SANDBOX", "TRAINING")]
    return [
        *((one, ()) for one in others if are_many),
        (
            saved("DEV-1", Stage.DEVELOPMENT, at(9, 58), KeyVerdict.ACCEPTED),
            (Connection("DEV-1", "Legacy CRM", "DataSource"),),
        ),
        (
            saved("TEST-1", Stage.TEST, at(9, 57), KeyVerdict.REFUSED),
            (Connection("TEST-1", "Archive", "DataDestination"),),
        ),
        (saved("PROD-2", Stage.PRODUCTION, at(10, 31), KeyVerdict.ACCEPTED), ()),
    ]


def report(done: int, seconds: float) -> ExecutionReport:
    """The server's counts after some seconds."""
    return ExecutionReport(
        elapsed=timedelta(seconds=round(seconds)),
        completed_records=done,
        total_records=_TOTAL,
        completed_instructions=740 * done // _TOTAL,
        total_instructions=740,
    )


def past_runs(zip_path: Path) -> list[Run]:
    """Imports of earlier hours and days."""

    def past(number: int, place: str, stage: Stage, state: RunState, ended_at: datetime, **changes: object) -> Run:
        run = _run(f"past-{number}", place, stage, state, zip_path, ended_at)
        return replace(run, tracker_id=str(48_000 + number), ended_at=ended_at, **changes)  # type: ignore[arg-type]

    test, development, production = Stage.TEST, Stage.DEVELOPMENT, Stage.PRODUCTION
    draft = str(zip_path.with_name("customers-2024-q2-draft.zip"))
    two = (FailingEntity("Address", "PostalCode is too long."), FailingEntity("Order", "No match in Customer."))
    full = report(_TOTAL, 364)
    sha256 = hashlib.sha256(zip_path.read_bytes()).hexdigest()
    return [
        past(6, "TEST-1", test, RunState.COMPLETED, at(9, 12), report=full, failing_entities=(), zip_sha256=sha256),
        past(5, "TEST-1", test, RunState.COMPLETED_WITH_ERRORS, at(17, 5, 1), report=full, failing_entities=two),
        past(4, "DEV-1", development, RunState.STOPPED, at(16, 40, 1), report=report(12_340, 95)),
        past(
            3,
            "DEV-1",
            development,
            RunState.FAILED,
            at(16, 21, 1),
            message="Entity Region was not found",
            zip_path=draft,
        ),
        past(2, "PROD-2", production, RunState.STOPPED, at(11, 2, 27), report=report(8_112, 60)),
        past(
            7, "PROD-2", production, RunState.COMPLETED, at(10, 2, 28), report=report(46_030, 402), failing_entities=()
        ),
        past(
            1,
            "TEST-1",
            test,
            RunState.OUTCOME_UNKNOWN,
            at(15, 20, 30),
            zip_path=str(zip_path.with_name("products-full.zip")),
        ),
    ]


def running(zip_path: Path) -> Run:
    """The import in progress."""
    return _run("now", "PROD-2", Stage.PRODUCTION, RunState.RUNNING, zip_path, at(10, 38))


FINISHED = replace(report(49_612, 364), completed_instructions=740)


def finished_with_errors(zip_path: Path) -> Run:
    """The same import after its end."""
    return replace(
        running(zip_path),
        state=RunState.COMPLETED_WITH_ERRORS,
        ended_at=at(10, 44),
        report=FINISHED,
        final_report=FinalReport(records=49_612, execution_duration=timedelta(seconds=364)),
        failing_entities=FAILING,
        zip_check=ZipCheck(CheckState.FINISHED, warnings=2, rows=_TOTAL),
        fingerprint=_fingerprint(),
        reference="CHG-4711",
    )


def _fingerprint() -> str:
    """The fingerprint of the zip, with invented hashes and columns."""
    return fingerprint_text(
        fingerprint_of(
            FileFingerprint(
                f"{name}_Data.csv",
                name,
                records,
                hashlib.sha256(name.encode()).hexdigest(),
                (ColumnFingerprint("Id", 0), ColumnFingerprint("Label", records // 40)),
            )
            for name, (records, _) in _ENTITIES.items()
        )
    )


def answers(done: int, seconds: int) -> list[ExecutionReport]:
    """The server's counts every four seconds, at a slightly varying pace, up to ``done`` records."""
    steps = seconds // 4
    pace = [
        min(1.0, 0.25 + step / 5)
        * (1 + 0.05 * math.sin(step / 2.3) - 0.35 * math.exp(-((step - steps * 0.6) ** 2) / 3))
        for step in range(1, steps + 1)
    ]
    counted, found = 0.0, []
    for step, part in enumerate(pace, 1):
        counted += part
        found.append(report(round(done * counted / sum(pace)), seconds - 4 * (steps - step)))
    return found


def log(*, lost: bool = False, ended: bool = False) -> list[str]:
    """The server's log lines: of the running import, and more if the connection was ``lost`` or it has ``ended``."""
    parts = [_LOG, _MORE_LOG if lost or ended else "", _LAST_LOG if ended else ""]
    before = [f"10:38:{number * 60 // 1300:02} INFO  Order: {number} rows read" for number in range(1264)]
    between = [f"10:43:{number * 60 // 3800:02} INFO  Order: {number} rows read" for number in range(3602)]
    lines = "\n".join(part for part in parts if part).splitlines()
    return [f"2026-06-30 {line}" for line in [*before, *lines, *(between if ended else [])]]


def write_zip(path: Path) -> None:
    """Write an import zip in which the check finds something; its bytes are the same every time."""
    dice = random.Random(5)
    with zipfile.ZipFile(path, "w") as archive:

        def add(name: str, text: str) -> None:
            member = zipfile.ZipInfo(name, _DATE)
            member.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(member, text)

        for entity, (records, columns) in _ENTITIES.items():
            names = ["Id", *(f"Text{number}" for number in range(1, columns)), "ChangedOn"]
            types = {"Id": "Integer", "ChangedOn": "Date Time"}
            attributes = [{"Name": name, "Type": types.get(name, "Text")} for name in names]
            add(f"{entity}_Struct.dmm", json.dumps({"Entity": entity, "Attributes": attributes}))
            add(f"{entity}_Data.csv", "\r\n".join([",".join(names), *_rows(entity, records, columns, dice), ""]))
        attributes = [{"Name": "Id", "Type": "Integer"}, {"Name": "Content", "Type": "Text"}]
        add("Document_Struct.dmm", json.dumps({"Entity": "Document", "Attributes": attributes}))
        contents = (f"{number},N'{dice.randbytes(50_000).hex()}'\r\n" for number in range(1, 201))
        archive.writestr(zipfile.ZipInfo("Document_Data.csv", _DATE), "".join(["Id,Content\r\n", *contents]))
        for name in ("Customer_Data.csv", "Order_Data.csv", "Address_Data.csv"):
            add(f"__MACOSX/._{name}", "left by another system")


def _rows(entity: str, records: int, columns: int, dice: random.Random) -> list[str]:
    rows = []
    for number in range(1, records + 1):
        texts = [f"N'{dice.getrandbits(64):x}'" for _ in range(1, columns)]
        if entity == "CustomerNote" and number == 96:
            texts[2] = "N'not closed"
        date = f"{number % 28 + 1:02}.06.2026" if entity == "Address" and 4_811 <= number < 4_828 else None
        rows.append(",".join([str(number), *texts, date or f"2026-06-{number % 28 + 1:02}T08:00:00"]))
    return rows


def write_configuration(path: Path) -> None:
    """Write a configuration with fields that the form does not have."""
    fields = {"ChunkRecords": 20_000, "SynchronizeUsers": False, "MigrateEmailTables": False}
    both = {"DestinationDBConnection": "Runtime Connection", "DataAppendMode": True}
    path.write_text(json.dumps(both | fields, indent=2), encoding="utf-8")


def write_export_configuration(path: Path) -> None:
    """Write the configuration of an export, with a field that the form does not have. What DMM writes into an entry is
    invented."""
    entities = [{"EntityName": name} for name in _ENTITIES]
    fields = {"DBConnection": "Runtime Connection", "ExportingEntities": entities, "SmartOSSYSDataExport": True}
    names = {"UseNewFileName": True, "NewFileName": "customers-{date}.zip", "FilterTenants": False}
    path.write_text(json.dumps(fields | names, indent=2), encoding="utf-8")


def _run(run_id: str, place: str, stage: Stage, state: RunState, zip_path: Path, created_at: datetime) -> Run:
    return Run(
        id=run_id,
        root=Address.parse(f"https://{place.lower()}.acme.example{API_PATH}"),
        created_at=created_at,
        state=state,
        environment_id=place,
        environment_name=place,
        stage=stage,
        contract="built-in",
        zip_path=str(zip_path),
        zip_size=zip_path.stat().st_size,
        append=True,
        configuration='{"DestinationDBConnection": "Runtime Connection", "DataAppendMode": true}',
        tracker_id=TRACKER_ID,
    )
