"""The reports on a run: the documented fields of both reports and of the error report, and the files."""

import json
import zipfile
from pathlib import Path

from .http_messages import Json
from .run_script import RunStep
from .runs import DemoRun, Moment

_ZIP_DATE = (2020, 1, 1, 0, 0, 0)


def status_report(run: DemoRun, moment: Moment) -> Json:
    """`Report` of GetExecutionStatus. All counts are 0 until the run leaves the queue."""
    script, done = run.script, run.steps_done(moment)
    began, duration = moment.worked >= script.begins, _duration(run, moment)
    text, kind = run.message(moment)
    processes = [entity for entity in script.entities if entity.is_process] if began else []
    return {
        "ElapsedTime": _clock(duration),
        "StartedAt": run.time_at(script.begins) if began else "",
        "EndedAt": run.time_at(moment.elapsed) if moment.is_final else "",
        "TotalDuration": int(duration) if moment.is_final else 0,
        "CompletedRecords": sum(step.records for step in done),
        "TotalRecords": sum(entity.records for entity in script.entities) if began else 0,
        "CompletedInstructions": len(done),
        "TotalInstructions": len(script.steps) if began else 0,
        "CompletedBPTRecords": _process_records(done),
        "TotalBPTRecords": sum(entity.records for entity in processes),
        "CompletedBPTVolume": _process_volume(done),
        "TotalBPTVolume": sum(_kilobytes(entity.size) for entity in processes),
        "TotalVolumeKBs": sum(_kilobytes(entity.size) for entity in script.entities) if began else 0,
        "Message": {"MessageText": text, "MessageType": kind},
    }


def output_report(run: DemoRun, moment: Moment) -> Json:
    """`Report` of GetExecutionOutputs."""
    done = run.steps_done(moment)
    return {
        "ConfigurationType": run.script.kind,
        "ExecutionDate": run.time_at(0.0),
        "ExecutionDuration": _clock(_duration(run, moment)),
        "NRecords": sum(step.records for step in done),
        "NInstructions": len(done),
        "NBPTRecords": _process_records(done),
        "DataVolume": int(sum(_imported_bytes(step) for step in done) / 1024),
        "BPTDataVolume": _process_volume(done),
    }


def error_report(run: DemoRun, moment: Moment) -> list[Json]:
    """`ErrorReport` before encoding: one object per failing entity."""
    failed: dict[str, list[RunStep]] = {}
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
                # Documented as a string or a number, so every second one is a string.
                "Count": len(steps) if len(rows) % 2 else str(len(steps)),
            }
        )
    return rows


def write_logs_zip(path: Path, run: DemoRun, moment: Moment) -> None:
    """Write the zip of log files of an ended run."""
    lines = run.log_lines(moment)
    errors = [line for line in lines if " ERROR " in line]
    summary = json.dumps({"status": status_report(run, moment), "outputs": output_report(run, moment)}, indent=2)
    files = {
        f"Execution_{run.tracker_id}.log": "\r\n".join(lines) + "\r\n",
        f"Errors_{run.tracker_id}.log": "".join(line + "\r\n" for line in errors),
        f"Summary_{run.tracker_id}.json": summary,
    }
    _write_zip(path, files)


def write_small_zip(path: Path, run: DemoRun) -> None:
    """Write the zip that an execution outputs; it is always small here."""
    _write_zip(path, {"Entities.txt": "\r\n".join(entity.name for entity in run.script.entities)})


def _write_zip(path: Path, files: dict[str, str]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(zipfile.ZipInfo(name, _ZIP_DATE), text, zipfile.ZIP_DEFLATED)


def _duration(run: DemoRun, moment: Moment) -> float:
    """Seconds at pace 1 since the run left the queue."""
    return max(0.0, moment.elapsed - run.script.begins)


def _clock(seconds: float) -> str:
    minutes, second = divmod(int(seconds), 60)
    return f"{minutes // 60:02}:{minutes % 60:02}:{second:02}"


def _imported_bytes(step: RunStep) -> float:
    return step.entity.size * step.records / step.entity.records if step.records else 0.0


def _process_records(steps: list[RunStep]) -> int:
    return sum(step.records for step in steps if step.entity.is_process)


def _process_volume(steps: list[RunStep]) -> int:
    return int(sum(_imported_bytes(step) for step in steps if step.entity.is_process) / 1024)


def _kilobytes(size: int) -> int:
    return -(-size // 1024)
