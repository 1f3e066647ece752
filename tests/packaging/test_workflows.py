from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

import build
from bundle.identity import ROOT

FOLDER = ROOT / ".github" / "workflows"
WORKFLOWS = sorted(path.name for path in FOLDER.iterdir())


def workflow(name: str) -> dict[str, Any]:
    found: dict[str, Any] = YAML(typ="safe").load(FOLDER / name)
    return found


def steps(name: str) -> list[dict[str, Any]]:
    return [step for job in workflow(name)["jobs"].values() for step in job["steps"]]


@pytest.mark.parametrize("name", WORKFLOWS)
def test_workflows_are_as_githubs_schema_says(name: str) -> None:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema"]
    command += ["vendor.github-workflows", str(FOLDER / name)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("name", WORKFLOWS)
def test_jobs_may_only_read_unless_they_publish(name: str) -> None:
    found = workflow(name)
    assert found["permissions"] == {"contents": "read"}
    for job, body in found["jobs"].items():
        assert body.get("permissions", {}) == ({"contents": "write"} if job == "publish" else {})
        assert body["timeout-minutes"]


@pytest.mark.parametrize("name", WORKFLOWS)
def test_actions_are_githubs_own_and_have_a_version(name: str) -> None:
    for step in steps(name):
        if "uses" in step:
            assert re.fullmatch(r"actions/[\w-]+@v\d+", step["uses"])
        if step.get("uses", "").startswith("actions/checkout"):
            assert step["with"]["persist-credentials"] is False


@pytest.mark.parametrize("name", WORKFLOWS)
def test_files_that_steps_name_are_there(name: str) -> None:
    named = {
        path
        for step in steps(name)
        for path in re.findall(r"(?<![\w/])(?:packaging|tests|\.ci)/[\w./-]+", step.get("run", ""))
    }
    assert named
    for path in named:
        assert (ROOT / path).exists(), path


@pytest.mark.parametrize("name", WORKFLOWS)
def test_the_shell_understands_the_steps(name: str, tmp_path: Path) -> None:
    for step in steps(name):
        if "run" in step:
            script = tmp_path / "step.sh"
            script.write_text(re.sub(r"\$\{\{.*?\}\}", "x", step["run"]), encoding="utf-8")
            subprocess.run(["sh", "-n", str(script)], check=True)
            # What a person types into the release's page must not become a command.
            assert "${{" not in step["run"]


def test_all_three_systems_are_built_and_used() -> None:
    jobs = workflow("release.yml")["jobs"]
    systems = [entry["system"] for entry in jobs["desktops"]["strategy"]["matrix"]["include"]]
    assert systems == ["windows", "macos"]
    for job in ("linux", "desktops"):
        commands = " ".join(step.get("run", "") for step in jobs[job]["steps"])
        assert "packaging/smoke/frozen.py" in commands
    assert jobs["publish"]["needs"] == ["linux", "desktops"]
    assert set(build.STEPS) == {"linux", "win32", "darwin"}


def test_secrets_reach_the_signing_on_macos_alone() -> None:
    text = (FOLDER / "release.yml").read_text(encoding="utf-8")
    script = (ROOT / "packaging" / "macos" / "sign_and_notarise.sh").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if "secrets." in line]
    assert lines
    for line in lines:
        name = line.split(":")[0].strip()
        assert f"matrix.system == 'macos' && secrets.{name} ||" in line
        assert name in script


def test_uv_is_the_one_that_make_installs() -> None:
    script = (ROOT / "packaging" / "linux" / "prepare.sh").read_text(encoding="utf-8")
    match = re.search(r"^UV_VERSION=(.+)$", script, re.MULTILINE)
    assert match is not None
    assert workflow("release.yml")["env"]["UV_VERSION"] == match[1]
    page = (ROOT / "docs" / "PACKAGING.md").read_text(encoding="utf-8")
    assert set(re.findall(r"uv==(\S+)", page)) == {match[1]}
