"""`fxpack lint`: its outputs as whole texts, its options and its exit codes."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from fxpack.platforms import newest
from tests.cli.conftest import NOTE, Fxpack, Ran, write
from tests.report.test_json import schema

ERROR = {
    "f/__init__.py": """import azure.functions as func


def main(req: func.HttpRequest, extra: str) -> func.HttpResponse:
    return func.HttpResponse("hello")
"""
}
EDITABLE = {"requirements.txt": "azure-functions\n-e ./shared\n"}
WARNING = {
    "f/__init__.py": """import azure.functions as func


def main(req: func.HttpRequest):
    return func.HttpResponse("hello")
    yield
"""
}
CONCISE = 'f/__init__.py:4:33: FX211 parameter "extra" is not a binding of function.json'


def first_line(text: str) -> str:
    return text.split("\n", 1)[0]


def test_clean(root: Path, fxpack: Fxpack) -> None:
    write(root)
    ran = fxpack("lint")
    assert (ran.code, ran.out, ran.err) == (0, "All checks passed!\n", "")


def test_text(root: Path, fxpack: Fxpack) -> None:
    write(root, ERROR)
    ran = fxpack("lint")
    assert (ran.code, ran.err) == (1, "")
    lines = ran.out.splitlines()
    assert lines[0].startswith(CONCISE)
    assert lines[1:4] == [
        "  |",
        "4 | def main(req: func.HttpRequest, extra: str) -> func.HttpResponse:",
        "  |                                 ^^^^^",
    ]
    assert lines[4].startswith("  = help: ")
    assert lines[5:] == ["", "Found 1 error in 1 function."]


def test_concise(root: Path, fxpack: Fxpack) -> None:
    write(root, ERROR)
    ran = fxpack("lint", "--format", "concise")
    first, summary = ran.out.splitlines()
    assert first.startswith(CONCISE)
    assert summary == "Found 1 error in 1 function."


def test_json(root: Path, fxpack: Fxpack) -> None:
    write(root / "apps/one", ERROR)
    write(root / "apps/two")
    ran = fxpack("lint", "--format", "json", "..", folder="apps/two")
    value = json.loads(ran.out)
    Draft202012Validator(schema()).validate(value)
    assert (ran.code, ran.err) == (1, "")
    assert [(each["path"], each["function"]) for each in value["diagnostics"]] == [
        ("../one/f/__init__.py", "f")
    ]
    assert value["summary"] == {
        "apps": 2, "functions": 2, "files": 6, "errors": 1, "warnings": 0, "undecided": 0,
    }  # fmt: skip


def test_two_runs_are_equal_to_the_byte(root: Path, fxpack: Fxpack) -> None:
    for number in range(5):
        write(root / f"app{number}", ERROR if number % 2 else WARNING)
    for form in ("text", "concise", "json"):
        runs = [fxpack("lint", "--format", form, PYTHONHASHSEED=seed) for seed in "12"]
        runs.append(fxpack("lint", "--format", form, "--no-cache", PYTHONHASHSEED="3"))
        assert runs[0] == runs[1] == runs[2]


def test_what_has_ended_by_today(root: Path, fxpack: Fxpack) -> None:
    write(root, {})
    (root / ".python-version").write_text("3.10")
    assert fxpack("lint", FXPACK_TODAY="2026-10-31").code == 0
    ended = fxpack("lint", FXPACK_TODAY="2026-11-01")
    assert ended.code == 1
    assert "FX622" in ended.out
    assert "FX622" in fxpack("lint", FXPACK_TODAY="").out
    assert fxpack("lint", FXPACK_TODAY="tomorrow") == Ran(
        2, "", "fxpack: error: FXPACK_TODAY: a date such as 2026-11-21 is needed, not 'tomorrow'\n"
    )


def test_the_assumed_python_is_said_once(root: Path, fxpack: Fxpack) -> None:
    for name in ("one", "two"):
        write(root / name)
        (root / name / ".python-version").unlink()
    note = NOTE.format(".".join(map(str, newest())))
    assert fxpack("lint").err == note
    assert fxpack("lint").err == note, "from the cache"
    assert fxpack("lint", "--format", "json").err == ""
    assert fxpack("lint", "--python", "3.12").err == ""


@pytest.mark.parametrize(
    ("change", "arguments", "settings", "code"),
    [
        (ERROR, "", "", 1),
        (WARNING, "", "", 1),
        (WARNING, "--fail-on error", "", 0),
        (ERROR, "--fail-on error", "", 1),
        (ERROR, "--fail-on never", "", 0),
        (ERROR, "--exit-zero", "", 0),
        (WARNING, "", 'fail-on = "error"', 0),
        (WARNING, "--fail-on warning", 'fail-on = "error"', 1),
        (ERROR, "--ignore FX211", "", 0),
        (ERROR, "--ignore FX2", "", 0),
        (ERROR, "--select FX1,FX3", "", 0),
        (ERROR, "--select FX1 --select FX211", "", 1),
        (ERROR, "", 'ignore = ["FX211"]', 0),
        (ERROR, "--select FX211", 'ignore = ["FX211"]', 1),
        (ERROR, "", 'per-file-ignores = {"f/*" = ["FX2"]}', 0),
        (ERROR, "", 'per-file-ignores = {"g/*" = ["FX2"]}', 1),
        (EDITABLE, "", "", 1),
        (EDITABLE, "", 'mode = "remote"', 1),
        (EDITABLE, "", 'mode = "local"', 0),
    ],
)
def test_what_fails(
    change: dict[str, str], arguments: str, settings: str, code: int, root: Path, fxpack: Fxpack
) -> None:
    write(root, change)
    (root / "pyproject.toml").write_text(f"[tool.fxpack]\n{settings}\n")
    assert fxpack("lint", *arguments.split()).code == code


def test_noqa(root: Path, fxpack: Fxpack) -> None:
    source = ERROR["f/__init__.py"].replace("HttpResponse:\n", "HttpResponse:  # noqa: FX211\n")
    write(root, {"f/__init__.py": source})
    assert fxpack("lint").out == "All checks passed!\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("lint --select FX2111", '--select: no rule has the code "FX2111"; did you mean "FX211"?'),
        ("lint --ignore Q9", '--ignore: no rule has the code "Q9"'),
        ("lint gone", "gone does not exist: name an app, a folder with apps, or a file"),
        ("rule FX2111", 'no rule has the code "FX2111"; did you mean "FX211"?'),
    ],
)
def test_usage(arguments: str, message: str, root: Path, fxpack: Fxpack) -> None:
    write(root)
    ran = fxpack(*arguments.split())
    assert (ran.code, ran.out, ran.err) == (2, "", f"fxpack: error: {message}\n")


@pytest.mark.parametrize(
    "arguments", ["lint --format xml", "lint --nonsense", "nonsense", "lint --python 2.7", "lint e"]
)
def test_usage_is_2(arguments: str, root: Path, fxpack: Fxpack) -> None:
    (root / "e").mkdir()
    ran = fxpack(*arguments.split())
    assert (ran.code, ran.out) == (2, "")
    assert "Traceback" not in ran.err


def test_settings_that_make_no_sense(root: Path, fxpack: Fxpack) -> None:
    write(root / "app")
    (root / "pyproject.toml").write_text("[tool.fxpack]\nselct = 1\n")
    ran = fxpack("lint", folder="app")
    assert ran.code == 2
    assert ran.err.endswith(
        'repo/pyproject.toml: [tool.fxpack]: unknown setting selct; did you mean "select"?\n'
    )


def test_files_of_no_app_are_passed_over(root: Path, fxpack: Fxpack) -> None:
    (root / "x.py").write_text("")
    ran = fxpack("lint", "x.py")
    assert (ran.code, ran.out) == (0, "No app to check.\n")


def test_a_file_stands_for_its_app(root: Path, fxpack: Fxpack) -> None:
    write(root / "app", ERROR)
    ran = fxpack("lint", "app/f/__init__.py", "app/host.json", "--format", "concise")
    assert ran.out.count("FX211") == 1


# -- where it goes --------------------------------------------------------------------------------


def test_output(root: Path, fxpack: Fxpack) -> None:
    write(root, ERROR)
    expected = fxpack("lint").out
    ran = fxpack("lint", "--output", "said.txt", FORCE_COLOR="1")
    assert (ran.code, ran.out, ran.err) == (1, "", "")
    assert (root / "said.txt").read_text() == expected
    assert not list(root.glob("*.tmp"))


def test_output_to_a_device(root: Path, fxpack: Fxpack) -> None:
    write(root)
    assert fxpack("lint", "--output", os.devnull).code == 0
    assert not Path(os.devnull).is_file()


@pytest.mark.parametrize("path", ["gone/said.txt", "f"])
def test_output_that_cannot_be_written(path: str, root: Path, fxpack: Fxpack) -> None:
    write(root)
    ran = fxpack("lint", "--output", path)
    assert (ran.code, ran.out) == (5, "")
    assert ran.err.startswith(f"fxpack: error: {path} cannot be written: ")
    assert not list(root.glob("*.tmp"))


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full on this system")
def test_a_full_disk(root: Path) -> None:
    write(root)
    with open("/dev/full", "wb") as full:
        ran = subprocess.run(
            [sys.executable, "-m", "fxpack", "lint"],
            cwd=root, stdout=full, stderr=subprocess.PIPE, check=False,
        )  # fmt: skip
    assert ran.returncode == 5
    assert ran.stderr.startswith(b"fxpack: error: the output cannot be written: ")


@pytest.mark.skipif(sys.platform == "win32", reason="pipes break otherwise on Windows")
def test_a_reader_that_has_had_enough(root: Path) -> None:
    write(root, ERROR)
    read, written = os.pipe()
    os.close(read)
    ran = subprocess.run(
        [sys.executable, "-m", "fxpack", "lint"],
        cwd=root, stdout=written, stderr=subprocess.PIPE, check=False,
    )  # fmt: skip
    os.close(written)
    assert (ran.returncode, ran.stderr) == (1, b"")


@pytest.mark.skipif(sys.platform == "win32", reason="no such signal on Windows")
def test_ctrl_c(root: Path) -> None:
    script = (
        "import os, signal, fxpack.app.lint, fxpack.cli\n"
        "fxpack.app.lint.lint = lambda *_, **__: os.kill(os.getpid(), signal.SIGINT)\n"
        "fxpack.cli.main()"
    )
    ran = subprocess.run(
        [sys.executable, "-c", script, "lint"], cwd=root, capture_output=True, check=False
    )
    assert (ran.returncode, ran.stdout, ran.stderr) == (128 + signal.SIGINT, b"", b"")


@pytest.mark.parametrize(
    ("arguments", "variables", "painted"),
    [
        ("", {}, False),
        ("--color always", {}, True),
        ("--color always", {"NO_COLOR": "1"}, True),
        ("--color never", {"FORCE_COLOR": "1"}, False),
        ("", {"FORCE_COLOR": "1"}, True),
        ("", {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        ("", {"NO_COLOR": ""}, False),
        ("--format json", {"FORCE_COLOR": "1"}, False),
    ],
)
def test_colours(
    arguments: str, variables: dict[str, str], painted: bool, root: Path, fxpack: Fxpack
) -> None:
    write(root, ERROR)
    ran = fxpack("lint", *arguments.split(), **variables)
    assert ("\x1b[" in ran.out) is painted


def test_colours_are_only_paint(root: Path, fxpack: Fxpack) -> None:
    write(root, ERROR)
    painted = fxpack("lint", "--color", "always").out
    assert re.sub(r"\x1b\[[0-9;]*m", "", painted) == fxpack("lint").out


def test_an_encoding_that_lacks_a_character(root: Path, fxpack: Fxpack) -> None:
    source = ERROR["f/__init__.py"].replace("extra", "日本")
    write(root, {"f/__init__.py": source})
    ran = fxpack("lint", "--format", "concise", PYTHONIOENCODING="latin-1")
    assert ran.code == 1
    assert r"\u65e5\u672c" in ran.out


def test_statistics(root: Path, fxpack: Fxpack) -> None:
    write(root / "one", ERROR)
    write(root / "two", ERROR)
    ran = fxpack("lint", "--statistics")
    assert (ran.code, ran.out) == (
        1,
        "2  FX211  error    unbound-parameter\nFound 2 errors in 2 functions of 2 apps.\n",
    )
    value = json.loads(fxpack("lint", "--statistics", "--format", "json").out)
    assert value["statistics"] == {
        "codes": {"FX211": 2},
        "fixable": {"safe": 0, "unsafe": 0},
        "undecided": {},
    }


# -- bugs -----------------------------------------------------------------------------------------

BROKEN_RULE = """
import fxpack.cli, fxpack.rules.fx102_no_bindings
def broken(project):
    raise ValueError("boom")
    yield
fxpack.rules.fx102_no_bindings.check = broken
fxpack.cli.main()
"""
BROKEN_READER = """
import fxpack.read.project, fxpack.cli
def broken(*arguments, **more):
    raise ValueError("boom")
fxpack.read.project.read_project = broken
fxpack.cli.main()
"""


def run_script(script: str, root: Path, *arguments: str, debug: str = "") -> tuple[int, str, str]:
    ran = subprocess.run(
        [sys.executable, "-c", script, "lint", "--no-cache", *arguments],
        cwd=root,
        env={**os.environ, "FXPACK_DEBUG": debug},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return ran.returncode, ran.stdout, ran.stderr


def test_a_bug_in_a_rule_lets_the_others_report(root: Path) -> None:
    write(root / "one", ERROR)
    code, out, err = run_script(BROKEN_RULE, root, "--format", "concise", "--exit-zero")
    assert code == 70
    assert f"one/{CONCISE}" in out
    assert err == (
        "fxpack: error: FX102 crashed on one: ValueError: boom. This is a bug in fxpack; "
        "`--ignore FX102` goes on without the rule\n"
    )
    assert "Traceback" in run_script(BROKEN_RULE, root, debug="1")[2]


def test_a_bug_in_a_reader_names_the_app(root: Path) -> None:
    write(root / "one")
    code, out, err = run_script(BROKEN_READER, root)
    assert (code, out) == (70, "")
    assert err == (
        "fxpack: error: ValueError: boom; while looking at the app one. "
        "This is a bug in fxpack; FXPACK_DEBUG=1 shows where\n"
    )
    assert "Traceback" in run_script(BROKEN_READER, root, debug="1")[2]


# -- many apps ------------------------------------------------------------------------------------

SIDE_BY_SIDE = """
import fxpack.app.lint, fxpack.app.side_by_side, fxpack.cli
fxpack.app.lint.ENOUGH = fxpack.app.lint.LONG = 0
fxpack.app.side_by_side.processors = lambda: 3
"""


def side_by_side(broken: str = "") -> str:
    """A script that lints all but the first two apps in other processes."""
    body = broken.replace("fxpack.cli.main()\n", "")
    return f"{SIDE_BY_SIDE}{body}\nfxpack.cli.main()\n"


def many(root: Path) -> None:
    for number in range(12):
        write(root / f"app{number:02}", {} if number % 3 else ERROR, WARNING if number == 7 else {})


@pytest.mark.parametrize("form", ["text", "json", "concise", "sarif"])
def test_side_by_side_says_the_same(root: Path, form: str) -> None:
    many(root)
    options = ["--format", form, *(["--statistics"] if form == "text" else [])]
    alone = run_script("import fxpack.cli\nfxpack.cli.main()\n", root, *options)
    assert alone[0] == 1
    assert run_script(side_by_side(), root, *options) == alone


@pytest.mark.parametrize("broken", [BROKEN_RULE, BROKEN_READER])
def test_side_by_side_bugs_are_said_the_same(root: Path, broken: str) -> None:
    many(root)
    alone = run_script(broken, root, "--format", "concise")
    assert alone[0] == 70
    assert run_script(side_by_side(broken), root, "--format", "concise") == alone
    assert "Traceback" in run_script(side_by_side(broken), root, debug="1")[2]


def test_side_by_side_the_cache_is_filled(root: Path, fxpack: Fxpack, tmp_path: Path) -> None:
    many(root)
    settled = "import fxpack.cache\nfxpack.cache.SETTLED = 0\n"
    ran = subprocess.run(
        [sys.executable, "-c", side_by_side(settled), "lint"],
        cwd=root, env={**os.environ, "FXPACK_CACHE_DIR": str(tmp_path / "cache")},
        capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert len([*(tmp_path / "cache").glob("*.json")]) == 12
    assert (ran.returncode, ran.stdout) == (1, fxpack("lint").out)


@pytest.mark.skipif(sys.platform == "win32", reason="no such signal on Windows")
def test_side_by_side_ends_by_ctrl_c(root: Path) -> None:
    many(root)
    slow = """
import time, fxpack.read.project
read_project = fxpack.read.project.read_project
def slow(*arguments, root, **more):
    if root > "app01":
        print("begun", flush=True)
        time.sleep(60)
    return read_project(*arguments, root=root, **more)
fxpack.read.project.read_project = slow
"""
    with subprocess.Popen(
        [sys.executable, "-c", side_by_side(slow), "lint", "--no-cache"],
        cwd=root, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8",
        start_new_session=True,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        assert process.stdout.readline() == "begun\n"
        # as a terminal does it: all of them hear it
        os.killpg(process.pid, signal.SIGINT)
        _, err = process.communicate(timeout=30)
    assert (process.returncode, err) == (128 + signal.SIGINT, "")


def test_few_apps_start_no_process(root: Path) -> None:
    write(root / "one")
    write(root / "two")
    script = (
        "import sys, fxpack.cli\n"
        "try:\n    fxpack.cli.main()\n"
        "finally:\n    assert 'multiprocessing' not in sys.modules\n"
    )
    assert run_script(script, root)[0] == 0
