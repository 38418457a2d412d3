"""`--format`: several at once, each to its place, and the one that a CI system reads."""

from __future__ import annotations

import json
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from tests.cli.conftest import Fxpack, write
from tests.cli.test_lint import CONCISE, ERROR

ANNOTATION = "::error file=f/__init__.py,line=4,endLine=4,col=33,endColumn=38,title=FX211"
ISSUE = "##vso[task.logissue type=error;sourcepath=f/__init__.py;linenumber=4;columnnumber=33;"


def test_several_at_once(root: Path, fxpack: Fxpack) -> None:
    write(root, ERROR)
    ran = fxpack("lint", "--format", "concise", "--format", "sarif=a.sarif", "--format=junit=b.xml")
    assert (ran.code, ran.err) == (1, "")
    assert ran.out.startswith(CONCISE)
    sarif = json.loads((root / "a.sarif").read_text())
    assert [each["ruleId"] for each in sarif["runs"][0]["results"]] == ["FX211"]
    assert ET.parse(root / "b.xml").getroot().get("failures") == "1"


@pytest.mark.parametrize(
    ("variable", "start"), [("GITHUB_ACTIONS", ANNOTATION), ("TF_BUILD", ISSUE)]
)
def test_the_system_has_its_own(
    variable: str, start: str, root: Path, fxpack: Fxpack, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(root, ERROR)
    monkeypatch.setenv(variable, "True" if variable == "TF_BUILD" else "true")
    ran = fxpack("lint")
    form = "azure" if variable == "TF_BUILD" else "github"
    assert ran.err == f"fxpack: note: --format {form}, because {variable} is set\n"
    assert ran.out.startswith(start)
    assert fxpack("lint", "--format", "concise").out.startswith(CONCISE)


def test_paths_are_the_repositorys(root: Path, fxpack: Fxpack) -> None:
    write(root / "apps" / "shop", ERROR)

    def said(form: str, **variables: str) -> str:
        return fxpack("lint", "--format", form, folder="apps/shop", **variables).out

    assert "file=apps/shop/f/__init__.py," in said("github")
    assert "sourcepath=apps/shop/f/" in said("azure")
    told = str(root / "apps")
    assert "file=shop/f/__init__.py," in said("github", GITHUB_WORKSPACE=told)
    sarif = json.loads(said("sarif", GITHUB_WORKSPACE=told))
    place = sarif["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "shop/f/__init__.py"
    elsewhere = str(root / "elsewhere")
    assert "file=apps/shop/f/__init__.py," in said("github", GITHUB_WORKSPACE=elsewhere)


def test_the_summary_of_the_job(
    root: Path, fxpack: Fxpack, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(root, ERROR)
    (root / "summary.md").write_text("before\n")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(root / "summary.md"))
    fxpack("lint", "--format", "github")
    fxpack("lint", "--format", "text")
    said = (root / "summary.md").read_text()
    assert said.startswith("before\n### fxpack\n\nFound 1 error in 1 function.\n")
    assert said.count("FX211") == 1


def test_a_summary_that_cannot_be_written(
    root: Path, fxpack: Fxpack, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(root, ERROR)
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(root))
    ran = fxpack("lint", "--format", "github")
    assert ran.code == 5
    assert "cannot be written" in ran.err


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--format", "sarf"], '--format: "sarf" is none of text, concise, json, sarif, github'),
        (["--format", "sarf"], 'did you mean "sarif"?'),
        (["--format", "json="], "--format: json= needs the name of a file"),
        (["--format", "json", "--format", "text"], "two formats go to the terminal"),
        (["--format", "json=a", "--format", "text=a"], "two formats go to a"),
        (["--format", "json=a", "--format", "text=f/../a"], "two formats go to f/../a"),
        (["--format", "json=-", "--format", "text"], "two formats go to the terminal"),
        (["--format", "json=a", "--output", "b"], "--output: json=a names a file already"),
        (["--format", "json", "--format", "text=a", "--output", "b"], "with several formats"),
        (["--format", "sarif", "--statistics"], "--statistics: not in the format sarif"),
    ],
)
def test_what_makes_no_sense(options: list[str], said: str, root: Path, fxpack: Fxpack) -> None:
    write(root, ERROR)
    ran = fxpack("lint", *options)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert not {"a", "b"} & {path.name for path in root.iterdir()}


@pytest.mark.parametrize("options", [["--format", "json=-"], ["--format", "json", "--output=-"]])
def test_a_dash_is_the_terminal(options: list[str], root: Path, fxpack: Fxpack) -> None:
    write(root, ERROR)
    assert json.loads(fxpack("lint", *options).out)["summary"]["errors"] == 1
    assert not (root / "-").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="no /dev")
@pytest.mark.parametrize("options", [["--format=json=/dev/stdout"], ["--format=json=/dev/stderr"]])
def test_a_pipe_by_its_name(options: list[str], root: Path, fxpack: Fxpack) -> None:
    write(root, ERROR)
    ran = fxpack("lint", *options)
    assert (ran.code, json.loads(ran.out + ran.err)["version"]) == (1, 1)


def test_check_has_them_too(root: Path, fxpack: Fxpack) -> None:
    (root / "a.zip").write_bytes(b"no zip")
    assert fxpack("check", "a.zip", "--format", "github").out.startswith("::error file=a.zip,")
    ran = fxpack("check", "a.zip", "--format", "sarif=a.zip")
    assert (ran.code, "is the zip itself" in ran.err) == (2, True)
