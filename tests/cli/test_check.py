"""`fxpack check`: its outputs as whole texts, its options and its exit codes."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from fxpack.platforms import newest
from tests.archives import app_zip
from tests.cli.conftest import Fxpack
from tests.report.test_json import schema

SITE = ".python_packages/lib/site-packages"
NATIVE = f"{SITE}/a/x.cpython-312-x86_64-linux-gnu.so (x86_64)"
SECRET = {".env": "KEY=1\n"}
OTHER = {
    NATIVE: "",
    f"{SITE}/six-1.16.0.dist-info/METADATA": "Name: six\nVersion: 1.16.0\n",
    "requirements.txt": "azure-functions\nsix==1.17\n",
}
DEFAULT = (
    f"fxpack: note: target Python 3.{newest()[1]}: the newest generally available "
    "(nothing in the zip says which)\n"
)
TOLD = "fxpack: note: target Python 3.12: what the packages in the zip are for\n"


def test_clean(root: Path, fxpack: Fxpack) -> None:
    app_zip(root / "app.zip")
    ran = fxpack("check", "app.zip", "--python", "3.12")
    assert (ran.code, ran.out, ran.err) == (0, "All checks passed!\n", "")


def test_text(root: Path, fxpack: Fxpack) -> None:
    (root / "out").mkdir()
    app_zip(root / "out/app.zip", OTHER)
    ran = fxpack("check", "out/app.zip")
    assert (ran.code, ran.err) == (1, TOLD)
    assert ran.out == (
        "out/app.zip/requirements.txt:2:1: FX921 six==1.17 is required, and the zip has 1.16.0\n"
        "  |\n"
        "2 | six==1.17\n"
        "  | ^^^^^^^^^\n"
        "  = help: install the packages anew, or build with `fxpack build --local`\n"
        "\n"
        "Found 1 error in out/app.zip.\n"
    )


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (".env", "KEY=geheim\n"),
        ("local.settings.json", '{"Values": {"KEY": "geheim"}}'),
        ("requirements.txt", "x @ https://me:geheim@example.com/x.whl\n"),
    ],
)
def test_a_secret_that_is_found_is_not_shown(
    path: str, text: str, root: Path, fxpack: Fxpack
) -> None:
    app_zip(root / "app.zip", {path: text})
    ran = fxpack("check", "app.zip")
    assert f"app.zip/{path}:1:1: FX931" in ran.out
    assert "geheim" not in ran.out


def test_concise(root: Path, fxpack: Fxpack) -> None:
    app_zip(root / "app.zip", SECRET)
    ran = fxpack("check", "app.zip", "--format", "concise")
    assert (ran.code, ran.err) == (1, DEFAULT)
    assert ran.out == (
        "app.zip/.env:1:1: FX931 .env is in the zip: settings of the own machine\n"
        "Found 1 warning in app.zip.\n"
    )


def test_json(root: Path, fxpack: Fxpack) -> None:
    app_zip(root / "app.zip", SECRET)
    ran = fxpack("check", "app.zip", "--format", "json", "--output", "found.json")
    assert (ran.code, ran.out, ran.err) == (1, "", "")
    value = json.loads((root / "found.json").read_text())
    Draft202012Validator(schema()).validate(value)
    (found,) = value["diagnostics"]
    assert (found["code"], found["path"]) == ("FX931", "app.zip/.env")
    assert value["summary"]["functions"] == 1


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (["--fail-on", "error"], 0),
        (["--fail-on", "warning"], 1),
        (["--fail-on", "never"], 0),
        (["--ignore", "FX931"], 0),
        (["--ignore", "FX91"], 1),
        (["--select", "FX93"], 1),
        (["--select", "FX901,FX902"], 0),
        (["--select", "FX999"], 2),
        (["--python", "2.7"], 2),
        (["another.zip"], 2),
    ],
)
def test_options(options: list[str], code: int, root: Path, fxpack: Fxpack) -> None:
    app_zip(root / "app.zip", SECRET)
    assert fxpack("check", "app.zip", *options).code == code


def test_no_zip(root: Path, fxpack: Fxpack) -> None:
    ran = fxpack("check", "gone.zip")
    assert (ran.code, ran.out) == (5, "")
    assert ran.err == "fxpack: error: gone.zip cannot be read: No such file or directory\n"
    ran = fxpack("check", ".")
    assert (ran.code, ran.err) == (5, "fxpack: error: . cannot be read: Is a directory\n")


def test_a_report_is_not_written_over_the_zip(root: Path, fxpack: Fxpack) -> None:
    path = app_zip(root / "app.zip")
    before = path.read_bytes()
    (root / "link.zip").symlink_to("app.zip")
    for output in ("app.zip", "link.zip", str(path)):
        ran = fxpack("check", "app.zip", "--output", output)
        assert (ran.code, ran.out) == (2, "")
        assert ran.err == (
            f"fxpack: error: --output: {output} is the zip itself: name another file\n"
        )
    assert path.read_bytes() == before


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="such files are POSIX")
@pytest.mark.parametrize("command", ["check", "inspect"])
def test_a_pipe_is_not_waited_for(command: str, root: Path, fxpack: Fxpack) -> None:
    os.mkfifo(root / "app.zip")
    ran = fxpack(command, "app.zip")
    assert (ran.code, ran.out) == (5, "")
    assert ran.err == "fxpack: error: app.zip cannot be read: it is no file\n"


def test_not_a_zip(root: Path, fxpack: Fxpack) -> None:
    (root / "app.zip").write_text("hello")
    ran = fxpack("check", "app.zip", "--format", "concise")
    assert ran.code == 1
    assert ran.out == (
        "app.zip:1:1: FX901 the zip cannot be read: it does not end as a zip does; it may be cut off\n"
        "Found 1 error in app.zip.\n"
    )


def test_names_that_move_the_cursor(root: Path, fxpack: Fxpack) -> None:
    app_zip(root / "app.zip", {"a\x1b[2Jb": ""})
    ran = fxpack("check", "app.zip")
    assert ran.code == 1
    assert "\x1b" not in ran.out
    assert r'FX902 the name of the member "a\x1b[2Jb" has a control character' in ran.out
