"""The reports of a run, in the documented fields of the two operations that send them."""

import json
import secrets
import zipfile
from pathlib import Path

from .answers import NULL_DATE, Json
from .plan import Step
from .runs import Moment, Run

_ZIP_DATE = (2020, 1, 1, 0, 0, 0)


def status_report(run: Run, moment: Moment) -> Json:
    """`Report` of GetExecutionStatus. Nothing is counted before the run leaves the queue."""
    plan, done = run.plan, run.steps_done(moment)
    began, duration = moment.worked >= plan.begins, _duration(run, moment)
    text, kind = run.message(moment)
    processes = [entity for entity in plan.entities if entity.is_process] if began else []
    return {
        "ElapsedTime": _clock(duration),
        "StartedAt": run.time_at(plan.begins) if began else NULL_DATE,
        "EndedAt": run.time_at(moment.elapsed) if moment.is_final else NULL_DATE,
        "TotalDuration": int(duration) if moment.is_final else 0,
        "CompletedRecords": sum(step.records for step in done),
        "TotalRecords": sum(entity.records for entity in plan.entities) if began else 0,
        "CompletedInstructions": len(done),
        "TotalInstructions": len(plan.steps) if began else 0,
        "CompletedBPTRecords": _process_records(done),
        "TotalBPTRecords": sum(entity.records for entity in processes),
        "CompletedBPTVolume": _process_volume(done),
        "TotalBPTVolume": sum(_kilobytes(entity.size) for entity in processes),
        "TotalVolumeKBs": sum(_kilobytes(entity.size) for entity in plan.entities) if began else 0,
        "Message": {"MessageText": text, "MessageType": kind},
    }


def output_report(run: Run, moment: Moment) -> Json:
    """`Report` of GetExecutionOutputs."""
    done = run.steps_done(moment)
    return {
        "ConfigurationType": "Import",
        "ExecutionDate": run.time_at(0.0),
        "ExecutionDuration": _clock(_duration(run, moment)),
        "NRecords": sum(step.records for step in done),
        "NInstructions": len(done),
        "NBPTRecords": _process_records(done),
        "DataVolume": int(sum(_imported_bytes(step) for step in done) / 1024),
        "BPTDataVolume": _process_volume(done),
    }


def error_report(run: Run, moment: Moment) -> list[Json]:
    """`ErrorReport` before it is encoded: one object for each failing entity."""
    failed: dict[str, list[Step]] = {}
    for step in run.steps_done(moment):
        if step.error:
            failed.setdefault(step.entity.name, []).append(step)
    rows: list[Json] = []
    for name, steps in failed.items():
        error = steps[0].error
        assert error is not None
        rows.append(
            {
                "FinalReportEntity": name,
                "FinalReportError": error.error,
                "FinalReportStacktrace": error.stacktrace,
                "FinalReportTip": error.tip,
                "FinalReportMoment": run.time_at(steps[0].ends),
                # Documented as a string or a number: every second one is a string.
                "Count": len(steps) if len(rows) % 2 else str(len(steps)),
            }
        )
    return rows


def write_logs_zip(path: Path, run: Run, moment: Moment, at_least: int) -> None:
    """Write the zip of log files of a run that has ended; `at_least` bytes long, filled up with noise."""
    lines = run.log_lines(moment)
    errors = [line for line in lines if " ERROR " in line]
    summary = json.dumps({"status": status_report(run, moment), "outputs": output_report(run, moment)}, indent=2)
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in (
            (f"Execution_{run.tracker_id}.log", "\r\n".join(lines) + "\r\n"),
            (f"Errors_{run.tracker_id}.log", "".join(line + "\r\n" for line in errors)),
            (f"Summary_{run.tracker_id}.json", summary),
        ):
            archive.writestr(_member(name, zipfile.ZIP_DEFLATED), text)
        if at_least:
            with archive.open(_member("Trace.bin", zipfile.ZIP_STORED), "w", force_zip64=True) as stream:
                for start in range(0, at_least, 1 << 20):
                    stream.write(secrets.token_bytes(min(1 << 20, at_least - start)))


def write_small_zip(path: Path, run: Run) -> None:
    """Write the zip that an execution leaves as its file; the demo environment keeps it small."""
    with zipfile.ZipFile(path, "w") as archive:
        names = "\r\n".join(entity.name for entity in run.plan.entities)
        archive.writestr(_member("Entities.txt", zipfile.ZIP_DEFLATED), names)


def _member(name: str, compression: int) -> zipfile.ZipInfo:
    member = zipfile.ZipInfo(name, _ZIP_DATE)
    member.compress_type = compression
    return member


def _duration(run: Run, moment: Moment) -> float:
    """Seconds at pace 1 since the run left the queue."""
    return max(0.0, moment.elapsed - run.plan.begins)


def _clock(seconds: float) -> str:
    minutes, second = divmod(int(seconds), 60)
    return f"{minutes // 60:02}:{minutes % 60:02}:{second:02}"


def _imported_bytes(step: Step) -> float:
    return step.entity.size * step.records / step.entity.records if step.records else 0.0


def _process_records(steps: list[Step]) -> int:
    return sum(step.records for step in steps if step.entity.is_process)


def _process_volume(steps: list[Step]) -> int:
    return int(sum(_imported_bytes(step) for step in steps if step.entity.is_process) / 1024)


def _kilobytes(size: int) -> int:
    return -(-size // 1024)
