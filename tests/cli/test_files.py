"""`fxpack files`: its outputs as whole texts, its options and its exit codes."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from fxpack import schema
from tests.cli.conftest import Fxpack, write

FILES = {
    ".funcignore": "# mine\ndocs/\n*.md\n!README.md\n!docs/keep.txt\n",
    ".env": "KEY=1",
    ".env.example": "KEY=",
    ".venv/pyvenv.cfg": "home = /usr/bin",
    ".venv/lib/x.py": "",
    ".python_packages/lib/site-packages/x.py": "",
    "README.md": "hello",
    "a.md": "",
    "docs/keep.txt": "",
    "docs/more/x.txt": "",
    "f/__pycache__/x.cpython-312.pyc": "",
    "local.settings.json": "{}",
}
TEXT = """\
Goes in: 7 files, 496 bytes
    4  .env.example
    5  .python-version
    5  README.md  .funcignore:4: !README.md
  125  f/__init__.py
  178  f/function.json
  124  host.json
   55  requirements.txt
Stays out:
  .env                 secrets: only --include brings it in
  .funcignore          by default: ignore file
  .git/                repository: only --include brings it in
  .python_packages/    own packages: only no-build publishes them
  .venv/               by default: virtual environment
  a.md                 .funcignore:3: *.md
  docs/                .funcignore:2: docs/
  f/__pycache__/       by default: bytecode
  local.settings.json  local settings: only --include brings it in
"""


@pytest.fixture
def app(root: Path) -> Path:
    return write(root, FILES)


def value(text: str) -> Any:
    """JSON that keeps to the schema."""
    loaded = json.loads(text)
    Draft202012Validator(schema.load("files-output.schema.json")).validate(loaded)
    return loaded


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(schema.load("files-output.schema.json"))


def test_text(app: Path, fxpack: Fxpack) -> None:
    ran = fxpack("files")
    assert (ran.code, ran.out, ran.err) == (0, TEXT, "")
    assert fxpack("files", "..", folder="f").out == TEXT


def test_json(app: Path, fxpack: Fxpack) -> None:
    ran = fxpack("files", "--format", "json")
    assert (ran.code, ran.err) == (0, "")
    told = value(ran.out)
    assert told["included"][:2] == [
        {"path": ".env.example", "size": 4},
        {"path": ".python-version", "size": 5},
    ]
    assert told["excluded"][0] == {
        "path": ".env", "by": "default", "pattern": "secrets", "file": None, "line": None,
    }  # fmt: skip
    assert told["excluded"][6] == {
        "path": "docs/", "by": "line", "pattern": "docs/", "file": ".funcignore", "line": 2,
    }  # fmt: skip
    assert told["problems"] == []


def paths(fxpack: Fxpack, *options: str) -> set[str]:
    """What goes in besides the smallest app."""
    told = value(fxpack("files", "--format", "json", *options).out)
    base = {".python-version", "f/__init__.py", "f/function.json", "host.json", "requirements.txt"}
    return {each["path"] for each in told["included"]} - base


def test_options(app: Path, fxpack: Fxpack) -> None:
    usual = {".env.example", "README.md"}
    package = ".python_packages/lib/site-packages/x.py"
    assert paths(fxpack) == paths(fxpack, "--mode", "local") == usual
    assert paths(fxpack, "--mode", "no-build") == usual | {package}
    assert paths(fxpack, "--include", ".env") == usual | {".env"}
    both = ("--include", "local.settings.json", "--include", "docs")
    assert paths(fxpack, *both) == usual | {
        *("local.settings.json", "docs/keep.txt", "docs/more/x.txt")
    }
    alone = {".env", ".funcignore", ".venv/lib/x.py", ".venv/pyvenv.cfg", "local.settings.json"}
    bytecode = "f/__pycache__/x.cpython-312.pyc"
    assert paths(fxpack, "--no-defaults") == usual | alone | {bytecode}
    func = usual | alone | {bytecode, "docs/keep.txt"}
    assert paths(fxpack, "--funcignore", "func") == func - {".funcignore", "local.settings.json"}
    assert paths(fxpack, "--funcignore", "func", "--no-defaults") == func


@pytest.mark.parametrize(
    ("path", "code", "said"),
    [
        ("host.json", 0, "goes in  no line and no default names it"),
        ("README.md", 0, "goes in  .funcignore:4: !README.md"),
        ("a.md", 1, "stays out  .funcignore:3: *.md"),
        ("docs", 1, "stays out  .funcignore:2: docs/"),
        ("docs/more", 1, "stays out  .funcignore:2: docs/  for docs/, and so for all in it"),
        ("docs/keep.txt", 1, "stays out  .funcignore:2: docs/  for docs/, and so for all in it"),
        (".venv", 1, "stays out  by default: virtual environment"),
        (".env", 1, "stays out  secrets: only --include brings it in"),
        ("f", 0, "goes in  no line and no default names it"),
        ("empty", 1, "stays out  there is no file in it that goes in"),
    ],
)
def test_explain(app: Path, fxpack: Fxpack, path: str, code: int, said: str) -> None:
    (app / "empty").mkdir()
    ran = fxpack("files", "--explain", path)
    name = path + "/" * (app / path).is_dir()
    assert (ran.code, ran.out.split("\n")[0], ran.err) == (code, f"{name} {said}", "")


@pytest.mark.parametrize(
    ("path", "overridden"),
    [
        ("README.md", ["  README.md  .funcignore:3: *.md"]),
        ("docs/keep.txt", ["  docs/keep.txt  .funcignore:5: !docs/keep.txt"]),
        ("f/__pycache__/x.cpython-312.pyc", ["  f/__pycache__/x.cpython-312.pyc  by default: bytecode"]),
        ("a.md", []),
    ],
)  # fmt: skip
def test_explain_what_has_no_say(
    app: Path, fxpack: Fxpack, path: str, overridden: list[str]
) -> None:
    _, *more = fxpack("files", "--explain", path).out.splitlines()
    assert more == ["Without a say:", *overridden] * bool(overridden)


def test_explain_in_json(app: Path, fxpack: Fxpack) -> None:
    ran = fxpack("files", "--explain", "keep.txt", "..", "--format", "json", folder="docs")
    assert ran.code == 1
    assert value(ran.out) == {
        "version": 1, "path": "docs/keep.txt", "included": False, "at": "docs/",
        "by": "line", "pattern": "docs/", "file": ".funcignore", "line": 2,
        "overridden": [
            {
                "path": "docs/keep.txt", "by": "line", "pattern": "!docs/keep.txt",
                "file": ".funcignore", "line": 5,
            }
        ],
        "problem": None,
    }  # fmt: skip


def test_explain_what_an_option_brings_in(app: Path, fxpack: Fxpack) -> None:
    ran = fxpack("files", "--include", ".env", "--explain", ".env")
    assert (ran.code, ran.out) == (
        0,
        ".env goes in  --include\nWithout a say:\n  .env  secrets: only --include brings it in\n",
    )
    ran = fxpack("files", "--include", ".env", "--explain", ".env", "--format", "json")
    assert value(ran.out)["by"] == "option"


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right on Windows")
def test_problems(app: Path, fxpack: Fxpack) -> None:
    os.symlink("/etc", app / "etc")
    (app / "F").write_text("")
    if (app / "f").is_file():
        pytest.skip("this disk ignores letter case")
    ran = fxpack("files")
    assert ran.code == 1
    error, warning = ran.out.splitlines()[-2:]
    assert error == (
        "error: etc is a link that leads out of the app: put a copy into the app, or leave it out "
        "by a line of .funcignore"
    )
    assert warning == "warning: f and F are one name on a disk that ignores letter case: rename one"
    problems = value(fxpack("files", "--format", "json").out)["problems"]
    assert [(each["severity"], each["path"]) for each in problems] == [
        ("error", "etc"),
        ("warning", "f"),
    ]
    ran = fxpack("files", "--explain", "etc")
    assert (ran.code, ran.out) == (1, f"etc/ stays out\n{error}\n")
    ran = fxpack("files", "--explain", "etc", "--format", "json")
    assert f"error: {value(ran.out)['problem']}" == error


def test_what_cannot_be_read(app: Path, fxpack: Fxpack, powerless: Sequence[str]) -> None:
    (app / "README.md").chmod(0)
    (app / "f").chmod(0)
    ran = fxpack("files", by=powerless)
    (app / "f").chmod(0o755)
    remedy = "(Permission denied): make it readable, or leave it out by a line of .funcignore"
    assert (ran.code, ran.out.splitlines()[-2:]) == (
        1,
        [f"error: README.md cannot be read {remedy}", f"error: f/ cannot be listed {remedy}"],
    )


def test_wrong_arguments(root: Path, fxpack: Fxpack) -> None:
    write(root / "apps/one")
    write(root / "apps/two")
    (root / "docs").mkdir()
    for arguments, message in (
        (["apps"], "apps has 2 apps below: name one of them (apps/one, apps/two)"),
        (["docs"], "docs is no function app and has none below: name a folder that has"),
        (["none"], "none does not exist: name an app"),
        (["apps/one", "--explain", "x"], "x is nothing that the app apps/one has"),
        (["apps/one", "--include", "../two/host.json"], "../two/host.json is nothing that the app"),
    ):
        ran = fxpack("files", *arguments)
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.startswith(f"fxpack: error: {message}")
        assert ran.err.count("\n") == 1


def test_colours(app: Path, fxpack: Fxpack) -> None:
    ran = fxpack("files", "--color", "always")
    assert "\x1b[1mGoes in:\x1b[0m" in ran.out
    assert "\x1b" not in fxpack("files", "--format", "json", FORCE_COLOR="1").out


@pytest.mark.skipif(sys.platform == "win32", reason="no such names on Windows")
def test_names_cannot_move_the_cursor(app: Path, fxpack: Fxpack) -> None:
    (app / "a\x1b[2J.txt").write_text("")
    ran = fxpack("files")
    assert "\x1b" not in ran.out
    assert "a\\x1b[2J.txt" in ran.out
    assert "\x1b" not in fxpack("files", "--explain", "a\x1b[2J.txt").out


def test_two_runs_are_equal_to_the_byte(app: Path, fxpack: Fxpack) -> None:
    for options in ([], ["--format", "json"], ["--funcignore", "func"]):
        runs = {fxpack("files", *options, PYTHONHASHSEED=seed).out for seed in "123"}
        assert len(runs) == 1
