"""The workflows that test and publish on three systems. They cannot be run here; what they name has to be there."""

import re
import tomllib
from importlib.metadata import metadata
from pathlib import Path

import pytest
from packaging.specifiers import SpecifierSet

from architecture.project import ROOT
from dev import COMMANDS

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))


@pytest.fixture(params=WORKFLOWS, ids=lambda path: path.stem)
def workflow(request: pytest.FixtureRequest) -> str:
    path: Path = request.param
    return path.read_text(encoding="utf-8")


def jobs(workflow: str) -> dict[str, str]:
    """The text of each job: there is no reader of YAML among our packages, and its indentation says enough."""
    parts = re.split(r"^  (\w+):\n", workflow.partition("\njobs:\n")[2], flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def steps(job: str) -> list[str]:
    return re.split(r"^      - ", job.partition("    steps:\n")[2], flags=re.MULTILINE)[1:]


def test_there_are_the_jobs_that_we_think() -> None:
    found = {path.stem: list(jobs(path.read_text(encoding="utf-8"))) for path in WORKFLOWS}
    assert found == {"ci": ["test"], "release": ["test", "build", "publish"]}


def test_a_job_may_read_and_only_the_last_one_publish(workflow: str) -> None:
    assert "\npermissions: {}\n" in workflow, "what a job does not ask for it must not have"
    assert "pull_request_target" not in workflow
    for name, job in jobs(workflow).items():
        allowed = re.findall(r"^    permissions:\n((?:      .*\n)+)", job, re.MULTILINE)
        said = [re.findall(r"^      ([\w-]+: \w+)", one, re.MULTILINE) for one in allowed]
        publishing = ["contents: write", "id-token: write", "attestations: write"]
        assert said == [publishing if name == "publish" else ["contents: read"]], name
        for step in steps(job):
            assert "actions/checkout@" not in step or "persist-credentials: false" in step, step


def test_what_others_wrote_is_the_same_every_time(workflow: str) -> None:
    used = re.findall(r"uses: (.*)", workflow)
    assert used
    pinned = re.compile(r"actions/[a-z-]+@[0-9a-f]{40}  # v\d+\.\d+\.\d+|\./\.github/workflows/ci\.yml")
    assert [one for one in used if not pinned.fullmatch(one)] == []
    images = re.findall(r"image: (.*?),", workflow)
    assert images and [one for one in images if not re.fullmatch(r'"debian:12@sha256:[0-9a-f]{64}"', one)] == []


def test_what_is_published_is_attested_first() -> None:
    publish = steps(jobs((ROOT / ".github" / "workflows" / "release.yml").read_text(encoding="utf-8"))["publish"])
    assert "download-artifact" in publish[0] and "gh release create" in publish[2]
    assert "attest-build-provenance" in publish[1] and "subject-path: packages/*" in publish[1]


def test_commands_and_files_exist(workflow: str) -> None:
    for command in re.findall(r"dev\.py (\w+)", workflow):
        assert command in COMMANDS
    for path in re.findall(r"(?<![\w/.])(?:packaging|src|\./\.github)/[\w./]+", workflow):
        assert (ROOT / path).is_file(), path


def test_secrets_are_used_only_where_they_exist() -> None:
    build = jobs((ROOT / ".github" / "workflows" / "release.yml").read_text(encoding="utf-8"))["build"]
    guarded = [step for step in steps(build) if "secrets." in step]
    assert len(guarded) == 5
    for step in guarded:
        assert re.search(r"^        if: env\.(SIGNS_\w+|NOTARIZES) == 'true'$", step, re.MULTILINE) or (
            "env.SIGNS_MACOS == 'true' && secrets.MACOS_SIGN_AS || ''" in step
        ), step
    everywhere = [path.read_text(encoding="utf-8") for path in WORKFLOWS]
    assert sum(text.count("secrets.") for text in everywhere) == build.count("secrets.")


def systems(name: str) -> list[str]:
    """The systems of a workflow's matrix, in its order, with the text that belongs to each."""
    text = (ROOT / ".github" / "workflows" / name).read_text(encoding="utf-8").partition("        include:\n")[2]
    return re.split(r"^ {10}- ", text.partition("\n    env:\n")[0], flags=re.MULTILINE)[1:]


def test_every_system_is_built() -> None:
    named = [re.findall(r"system: ([\w .]+?)(?:,|\n)", one) for one in systems("release.yml")]
    assert named == [["Debian 12"], ["Windows"], ["macOS"]]
    built = [one for one in systems("ci.yml") if "builds: true" in one]
    assert [re.findall(r"system: ([\w .]+?)(?:,|\n)", one) for one in built] == named


def test_the_oldest_and_the_newest_python_are_tested_on_every_system() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    ours = SpecifierSet(project["requires-python"]) & SpecifierSet(metadata("PySide6-Essentials")["Requires-Python"])
    supported = [f"3.{minor}" for minor in range(100) if f"3.{minor}" in ours]
    tested = [re.findall(r"runner: (\w+)-.*version: \"([\d.]+)\"", one, re.DOTALL) for one in systems("ci.yml")]
    runners = ("ubuntu", "windows", "macos")
    assert sorted(pair for (pair,) in tested) == sorted(
        (runner, version) for runner in runners for version in (supported[0], supported[-1])
    )


def test_what_tests_a_change_here_tests_it_there() -> None:
    assert "dev.py test" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert len(re.findall(r"run: .*bash \.ci/run$", (WORKFLOWS[0]).read_text(encoding="utf-8"), re.MULTILINE)) == 1
