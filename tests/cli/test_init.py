"""`fxpack init`: what an app lacks is written, what it has is kept to the byte."""

from __future__ import annotations

import json
import shlex
import tomllib
from pathlib import Path

import pytest
import yaml

from fxpack import __version__
from tests.cli.conftest import Fxpack, write


def rows(out: str) -> list[tuple[str, str]]:
    return [(line[:8].strip(), line[10:].partition("  (")[0]) for line in out.splitlines()]


def test_everything_is_made(root: Path, fxpack: Fxpack) -> None:
    write(root / "apps/my shop")
    ran = fxpack("init", "apps/my shop")
    assert (ran.code, ran.err) == (0, "")
    assert rows(ran.out) == [
        ("made", "apps/my shop/.funcignore"),
        ("made", "apps/my shop/pyproject.toml"),
        ("made", ".pre-commit-config.yaml"),
        ("made", ".github/workflows/fxpack.yml"),
    ]
    table = tomllib.loads((root / "apps/my shop/pyproject.toml").read_text())
    assert table == {"tool": {"fxpack": {"python": "3.12", "mode": "remote"}}}
    workflow = (root / ".github/workflows/fxpack.yml").read_text()
    assert "      - run: fxpack lint 'apps/my shop'\n" in workflow
    assert f"fxpack=={__version__}" in workflow
    assert f"fxpack=={__version__}" in (root / ".pre-commit-config.yaml").read_text()


def test_what_is_made_is_right(root: Path, fxpack: Fxpack) -> None:
    write(root, {"local.settings.json": "{}", ".vscode/settings.json": "{}"})
    assert fxpack("init").code == 0
    ran = fxpack("lint", "--select", "ALL")
    assert (ran.code, ran.err) == (0, "")
    listed = json.loads(fxpack("files", "--format", "json").out)
    published = {each["path"] for each in listed["included"]}
    assert "f/function.json" in published
    assert not {"local.settings.json", ".vscode/settings.json", ".funcignore"} & published


def test_what_is_made_hides_no_mistake(root: Path, fxpack: Fxpack) -> None:
    write(root, {"requirements.txt": "azure-functions\n", "f/__init__.py": "import requests\n"})
    before = fxpack("lint", "--format", "concise").out
    assert " FX308 " in before
    fxpack("init")
    assert fxpack("lint", "--format", "concise").out == before


def test_nothing_is_written_over(root: Path, fxpack: Fxpack) -> None:
    write(root)
    fxpack("init")
    for name in (".funcignore", ".pre-commit-config.yaml", ".github/workflows/fxpack.yml"):
        (root / name).write_bytes(b"mine")
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    ran = fxpack("init")
    assert {done for done, _ in rows(ran.out)} == {"kept"}
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize(
    ("before", "gap"),
    [
        (b"", b""),
        (b'[project]\nname = "a"\n', b"\n"),
        (b'[project]\r\nname = "a"\r\n', b"\r\n"),
        (b'[project]\nname = "a"', b"\n\n"),
    ],
)
def test_settings_go_to_the_end_of_the_nearest(
    before: bytes, gap: bytes, root: Path, fxpack: Fxpack
) -> None:
    write(root / "app")
    (root / "pyproject.toml").write_bytes(before)
    ran = fxpack("init", "app", "--ci", "none")
    assert ("added to", "pyproject.toml") in rows(ran.out)
    after = (root / "pyproject.toml").read_bytes()
    assert after.startswith(before + gap + b"[tool.fxpack]")
    assert tomllib.loads(after.decode())["tool"]["fxpack"]["python"] == "3.12"
    assert not (root / ".github").exists()


@pytest.mark.parametrize(
    ("config", "made"),
    [
        ('[remote "origin"]\n\turl = https://dev.azure.com/a/b/_git/c\n', "azure-pipelines.yml"),
        ('[remote "origin"]\n\turl = git@github.com:a/b.git\n', ".github/workflows/fxpack.yml"),
        ("", ".github/workflows/fxpack.yml"),
    ],
)
def test_ci_of_the_repository(config: str, made: str, root: Path, fxpack: Fxpack) -> None:
    write(root)
    (root / ".git/config").write_text(config)
    assert rows(fxpack("init").out)[-1] == ("made", made)
    assert "- script: fxpack lint\n" in (root / made).read_text() or made != "azure-pipelines.yml"


def test_ci_of_a_worktree(root: Path, fxpack: Fxpack) -> None:
    kept = root.parent / "kept/.git"
    (kept / "worktrees/repo").mkdir(parents=True)
    (kept / "config").write_text("url = https://dev.azure.com/a/b/_git/c\n")
    (kept / "worktrees/repo/commondir").write_text("../..\n")
    (root / ".git").rmdir()
    (root / ".git").write_text("gitdir: ../kept/.git/worktrees/repo\n")
    write(root)
    assert rows(fxpack("init").out)[-1] == ("made", "azure-pipelines.yml")


@pytest.mark.parametrize("folder", ["a: b", "a #1 b", "a:", "it's", '"a"', "-a", "$(id)", "日本"])
@pytest.mark.parametrize("ci", ["github", "azure"])
def test_any_name_of_a_folder(ci: str, folder: str, root: Path, fxpack: Fxpack) -> None:
    write(root / folder)
    assert fxpack("init", f"./{folder}", "--ci", ci).code == 0
    made = {"github": ".github/workflows/fxpack.yml", "azure": "azure-pipelines.yml"}[ci]
    value = yaml.safe_load((root / made).read_text(encoding="utf-8"))
    steps = value["steps"] if ci == "azure" else value["jobs"]["fxpack"]["steps"]
    commands = [shlex.split(each.get("run") or each.get("script") or "") for each in steps]
    (path,) = (command[2:] for command in commands if command[:2] == ["fxpack", "lint"])
    assert fxpack("lint", *path).code == 0
    assert [command[-1:] for command in commands if "build" in command] == [path]


@pytest.mark.parametrize("before", ["tool = {}\n", "tool = { black = { line-length = 100 } }\n"])
def test_settings_that_cannot_be_added(before: str, root: Path, fxpack: Fxpack) -> None:
    write(root)
    (root / "pyproject.toml").write_text(before)
    ran = fxpack("init")
    assert ran.code == 2
    assert "pyproject.toml: [tool.fxpack] cannot be added at its end (" in ran.err
    assert (root / "pyproject.toml").read_text() == before


def test_a_file_in_the_way(root: Path, fxpack: Fxpack) -> None:
    write(root)
    (root / ".github").mkdir()
    (root / ".github/workflows").write_text("")
    ran = fxpack("init")
    assert (ran.code, "workflows/fxpack.yml cannot be written" in ran.err) == (5, True)


def test_settings_that_make_no_sense(root: Path, fxpack: Fxpack) -> None:
    write(root)
    (root / "pyproject.toml").write_text("[tool.fxpack\n")
    ran = fxpack("init")
    assert (ran.code, "this is not TOML" in ran.err) == (2, True)
    assert (root / "pyproject.toml").read_text() == "[tool.fxpack\n"


def test_no_app(root: Path, fxpack: Fxpack) -> None:
    ran = fxpack("init", "nowhere")
    assert (ran.code, ran.err) == (2, "fxpack: error: nowhere does not exist: name an app\n")
