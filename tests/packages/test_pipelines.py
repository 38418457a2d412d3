"""The action for GitHub and the template for Azure Pipelines: valid, and their commands run."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from tests.cli.conftest import write
from tests.cli.test_lint import ERROR

ROOT = Path(__file__).parents[2]
ACTION = ROOT / "action.yml"
README = ROOT / "README.md"
TEMPLATE = ROOT / ".azure-pipelines" / "fxpack.yml"


class Ran(NamedTuple):
    """What the steps came to: the names of those that ran, their text, and what they set."""

    names: list[str]
    out: str
    failed: str
    outputs: dict[str, str]


class Runner:
    """Runs the bash steps of a job one after the other, as the CI system does, until one fails."""

    def __init__(self, folder: Path, temp: Path, variables: Mapping[str, str]) -> None:
        self.folder = folder
        temp.mkdir()
        self.set = {name: temp / name for name in ("GITHUB_OUTPUT", "GITHUB_ENV")}
        self.environment = {
            **os.environ,
            **variables,
            **{name: str(path) for name, path in self.set.items()},
            "FXPACK_CACHE_DIR": str(temp / "cache"),
        }

    def run(self, steps: Iterator[dict[str, Any]]) -> Ran:
        """Run steps, each with `run`, `name` and `env`."""
        names, out = [], ""
        for step in steps:
            done = subprocess.run(
                ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
                cwd=self.folder,
                env={**self.environment, **step["env"]},
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                encoding="utf-8",
                check=False,
                timeout=600,
            )
            names.append(step["name"])
            out += done.stdout
            self.environment |= self._told("GITHUB_ENV")
            if done.returncode:
                return Ran(names, out, step["name"], self._told("GITHUB_OUTPUT"))
        return Ran(names, out, "", self._told("GITHUB_OUTPUT"))

    def _told(self, name: str) -> dict[str, str]:
        path = self.set[name]
        lines = path.read_text().splitlines() if path.exists() else []
        return dict(line.split("=", 1) for line in lines)


def github_steps(inputs: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """The steps of the action that run commands, with their expressions worked out."""
    action = yaml.safe_load(ACTION.read_text())
    known = {name: str(each.get("default", "")) for name, each in action["inputs"].items()}
    known |= inputs
    values = {f"inputs.{name}": value for name, value in known.items()}
    values["steps.python.outputs.python-path"] = sys.executable
    for step in action["runs"]["steps"]:
        condition = str(step.get("if", ""))
        if "run" not in step or ("inputs.build" in condition and known["build"] != "true"):
            continue
        env = {
            name: re.sub(r"\$\{\{ (.+?) \}\}", lambda found: values[found[1]], text)
            for name, text in step.get("env", {}).items()
        }
        yield {"name": step["name"], "run": step["run"], "env": env}


def azure_steps(given: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """The bash steps of the template, as Azure Pipelines would put its parameters in."""
    template = yaml.safe_load(TEMPLATE.read_text())
    known = {each["name"]: each.get("default") for each in template["parameters"]} | dict(given)
    for step in _flat(template["steps"], known):
        if "bash" in step:
            env = {
                name: re.sub(r"\$\{\{ parameters\.(\w+) \}\}", lambda m: str(known[m[1]]), text)
                for name, text in step.get("env", {}).items()
            }
            yield {"name": step["displayName"], "run": step["bash"], "env": env}


def _flat(steps: list[dict[str, Any]], known: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for step in steps:
        condition = next(iter(step))
        if not condition.startswith("${{ if"):
            yield step
        elif known["build"] == "true":
            yield from step[condition]


@pytest.mark.parametrize(
    ("file", "schema"),
    [
        (ACTION, "vendor.github-actions"),
        (TEMPLATE, "vendor.azure-pipelines"),
        *((path, "vendor.github-workflows") for path in ROOT.glob(".github/workflows/*.yml")),
    ],
    ids=lambda value: getattr(value, "name", value),
)
def test_valid(file: Path, schema: str) -> None:
    options = ["--data-transform", "azure-pipelines"] if "azure" in schema else []
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, *options]
    done = subprocess.run([*command, str(file)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


# -- the README -----------------------------------------------------------------------------------


def recipes() -> dict[str, list[str]]:
    """The YAML of the README by the file that it is for."""
    blocks = re.findall(
        r"^```yaml\n# (\S+)\n(.*?)^```", README.read_text(), re.DOTALL | re.MULTILINE
    )
    found: dict[str, list[str]] = {}
    for file, text in blocks:
        found.setdefault(file, []).append(text)
    return found


def test_recipes_are_valid(tmp_path: Path) -> None:
    found = recipes()
    assert {name: len(texts) for name, texts in found.items()} == {
        ".pre-commit-config.yaml": 1,
        ".github/workflows/fxpack.yml": 1,
        ".github/workflows/apps.yml": 1,
        "azure-pipelines.yml": 2,
    }
    for name, texts in found.items():
        for text in texts:
            file = tmp_path / Path(name).name
            file.write_text(text)
            if name == ".pre-commit-config.yaml":
                command = [sys.executable, "-m", "pre_commit", "validate-config", str(file)]
                done = subprocess.run(command, capture_output=True, text=True, check=False)
                assert done.returncode == 0, done.stdout + done.stderr
            else:
                github = name.startswith(".github")
                test_valid(file, f"vendor.{'github-workflows' if github else 'azure-pipelines'}")


def test_recipes_use_what_there_is() -> None:
    found = recipes()
    action = yaml.safe_load(ACTION.read_text())
    for name in (*action["inputs"], *action["outputs"]):
        assert f"`{name}`" in README.read_text(), name
    for text in found[".github/workflows/fxpack.yml"] + found[".github/workflows/apps.yml"]:
        jobs = yaml.safe_load(text)["jobs"].values()
        used = [step for job in jobs for step in job["steps"] if "fxpack@" in step.get("uses", "")]
        assert used
        assert all(set(step["with"]) <= set(action["inputs"]) for step in used)
    template = yaml.safe_load(TEMPLATE.read_text())
    known = {each["name"] for each in template["parameters"]}
    for text in found["azure-pipelines.yml"]:
        pipeline = yaml.safe_load(text)
        steps = [step for job in pipeline.get("jobs", [pipeline]) for step in job["steps"]]
        (used,) = (step for step in steps if "template" in step)
        assert used["template"] == ".azure-pipelines/fxpack.yml@fxpack"
        assert set(used["parameters"]) <= known
        # whoever has the name on PyPI must not be installed for want of a word
        assert "package" in used["parameters"]
    assert [each["name"] for each in template["parameters"] if "default" not in each] == ["package"]
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())
    (repo,) = yaml.safe_load(found[".pre-commit-config.yaml"][0])["repos"]
    assert {hook["id"] for hook in repo["hooks"]} <= {hook["id"] for hook in hooks}


# -- their commands -------------------------------------------------------------------------------


def github(folder: Path, tmp_path: Path, inputs: Mapping[str, str]) -> Ran:
    variables = {
        "GITHUB_ACTIONS": "true",
        "GITHUB_ACTION_PATH": str(ROOT),
        "GITHUB_WORKSPACE": str(folder),
        "RUNNER_TEMP": str(tmp_path / "temp"),
    }
    return Runner(folder, tmp_path / "temp", variables).run(github_steps(inputs))


def azure(folder: Path, tmp_path: Path, given: Mapping[str, str]) -> Ran:
    variables = {
        "TF_BUILD": "True",
        "BUILD_SOURCESDIRECTORY": str(folder),
        "AGENT_TEMPDIRECTORY": str(tmp_path / "temp"),
    }
    runner = Runner(folder, tmp_path / "temp", variables)
    return runner.run(azure_steps({"package": str(ROOT), **given}))


def test_github(tmp_path: Path) -> None:
    folder = write(tmp_path / "work" / "my apps" / "shop").parents[1]
    ran = github(folder, tmp_path, {"app": "my apps/shop", "mode": "remote"})
    assert ran.failed == "", ran.out
    assert ran.names == ["Install fxpack", "Lint", "Build", "Check"]
    assert json.loads(Path(ran.outputs["sarif"]).read_text())["runs"][0]["results"] == []
    with zipfile.ZipFile(ran.outputs["zip"]) as zipped:
        assert "f/function.json" in zipped.namelist()


def test_github_stops_at_what_lint_finds(tmp_path: Path) -> None:
    folder = write(tmp_path / "work", ERROR)
    ran = github(folder, tmp_path, {})
    assert ran.failed == "Lint"
    assert "::error file=f/__init__.py,line=4," in ran.out
    results = json.loads(Path(ran.outputs["sarif"]).read_text())["runs"][0]["results"]
    assert [each["ruleId"] for each in results] == ["FX211"]


def test_github_without_an_app(tmp_path: Path) -> None:
    """There is nothing to upload then, which would fail once more."""
    folder = write(tmp_path / "work")
    ran = github(folder, tmp_path, {"app": "nowhere"})
    assert (ran.failed, "nowhere does not exist" in ran.out) == ("Lint", True)
    assert "sarif" not in ran.outputs


def test_github_twice_in_a_job(tmp_path: Path) -> None:
    """What the first use of the action has made is not replaced by the second."""
    folder = tmp_path / "work"
    runner = tmp_path / "runner"
    runner.mkdir()
    outputs = []
    for app in ("one", "two"):
        write(folder / app, {f"{app}.txt": ""})
        variables = {
            "GITHUB_ACTION_PATH": str(ROOT),
            "GITHUB_WORKSPACE": str(folder),
            "RUNNER_TEMP": str(runner),
        }
        steps = github_steps({"app": app, "mode": "remote"})
        ran = Runner(folder, tmp_path / app, variables).run(steps)
        assert ran.failed == "", ran.out
        outputs.append(ran.outputs)
    assert outputs[0]["sarif"] != outputs[1]["sarif"]
    for app, made in zip(("one", "two"), outputs, strict=True):
        with zipfile.ZipFile(made["zip"]) as zipped:
            assert f"{app}.txt" in zipped.namelist()


def test_azure(tmp_path: Path) -> None:
    folder = write(tmp_path / "work")
    ran = azure(folder, tmp_path, {"mode": "remote", "python": "3.12"})
    assert ran.failed == "", ran.out
    assert ran.names == ["Install fxpack", "Lint", "Build", "Check"]
    assert (tmp_path / "temp/fxpack.xml").exists()
    assert zipfile.is_zipfile(tmp_path / "temp/app.zip")


def test_azure_stops_at_what_lint_finds(tmp_path: Path) -> None:
    ran = azure(write(tmp_path / "work", ERROR), tmp_path, {})
    assert ran.failed == "Lint"
    assert "##vso[task.logissue type=error;sourcepath=f/__init__.py;linenumber=4;" in ran.out
