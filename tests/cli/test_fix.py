"""`fxpack lint --fix` and `--diff`: what they write, what they show, and their exit codes."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from fxpack.app.fix import fix
from fxpack.edit.settle import Settled, settle
from fxpack.errors import FileError
from fxpack.settings import Flags
from tests.apps import BASE
from tests.cli.conftest import Fxpack, write

WORKER = {"requirements.txt": "azure-functions\r\nazure-functions-worker\r\n"}
DIFF = """diff --git a/requirements.txt b/requirements.txt
--- a/requirements.txt
+++ b/requirements.txt
@@ -1,2 +1 @@
 azure-functions
-azure-functions-worker
"""


def test_fix(root: Path, fxpack: Fxpack) -> None:
    write(root, WORKER)
    ran = fxpack("lint", "--fix")
    assert (ran.code, ran.out) == (0, "All checks passed!\n")
    assert ran.err == "fxpack: note: 1 finding fixed in 1 file: FX405 1x\n"
    assert (root / "requirements.txt").read_bytes() == b"azure-functions\r\n"


def test_diff_changes_nothing(root: Path, fxpack: Fxpack) -> None:
    write(root, WORKER)
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    ran = fxpack("lint", "--diff")
    assert (ran.code, ran.out) == (1, DIFF)
    assert ran.err == "fxpack: note: 1 finding would be fixed in 1 file: FX405 1x\n"
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize(
    "apply", [["git", "apply", "--whitespace=nowarn"], ["patch", "-p1", "-s", "--binary"]]
)
def test_the_diff_is_a_patch(apply: list[str], root: Path, fxpack: Fxpack) -> None:
    """As git and patch take it, to the byte."""
    if shutil.which(apply[0]) is None:
        pytest.skip(f"no {apply[0]} here")
    latin1 = "# -*- coding: latin-1 -*-\r\n\f\n# \xe4\rfrom __app__.shared import db # \xe4"
    write(root, WORKER, {"shared/db.py": "", "a b/x.py": "", "local.settings.dev.json": "{}"})
    (root / "a b/y.py").write_bytes(latin1.encode("latin-1"))
    (root / "f/__init__.py").write_text("import shared.db\n\n\ndef main(req): pass\n")
    other = shutil.copytree(root, root.parent / "other", ignore=shutil.ignore_patterns(".git"))
    command = [sys.executable, "-m", "fxpack", "lint", "--diff"]
    made = subprocess.run(command, cwd=root, capture_output=True, check=False)
    subprocess.run(apply, cwd=other, input=made.stdout, check=True, capture_output=True)
    assert fxpack("lint", "--fix").code == 0
    for path in filter(Path.is_file, root.rglob("*")):
        assert (other / path.relative_to(root)).read_bytes() == path.read_bytes()
    assert b"from shared import db # \xe4" in (other / "a b/y.py").read_bytes()
    assert (other / "shared/__init__.py").read_bytes() == b""


@pytest.mark.parametrize(
    ("options", "code", "err"),
    [
        (["--exit-zero"], 0, "1 finding would be fixed"),
        (["--fix"], 1, "1 finding would be fixed"),
        (["--baseline", "known.json", "--write-baseline"], 2, "--write-baseline: not with --diff"),
        (["--output", "out.txt"], 2, "--output: not with --diff"),
        (["--format", "sarif=a.sarif"], 2, "--format: not with --diff"),
        (["--statistics"], 2, "--statistics: not with --diff"),
    ],
)
def test_diff_with(options: list[str], code: int, err: str, root: Path, fxpack: Fxpack) -> None:
    write(root, WORKER)
    ran = fxpack("lint", "--diff", *options, GITHUB_ACTIONS="true")
    assert (ran.code, err in ran.err) == (code, True)
    # a patch is in no format of a CI system
    assert "GITHUB_ACTIONS" not in ran.err


def test_diff_shows_no_secrets(root: Path, fxpack: Fxpack) -> None:
    index = "--extra-index-url https://t0ken@index.example/simple\n"
    write(root, {"requirements.txt": index + WORKER["requirements.txt"]})
    ran = fxpack("lint", "--diff")
    assert " --extra-index-url https://****@index.example/simple\n" in ran.out
    assert "t0ken" not in ran.out


SIBLING = {"f/helper.py": "X = 1\n", "f/__init__.py": "import helper\n\n\ndef main(req): pass\n"}


@pytest.mark.parametrize(
    ("source", "settings", "options"),
    [
        ("import helper  # noqa: FX304", "", []),
        ("import helper  # noqa", "", []),
        ("import helper", 'per-file-ignores = {"f/*" = ["FX304"]}', []),
        ("import helper", "", ["--ignore", "FX304"]),
        ("import helper", "", ["--select", "FX301"]),
        ("import helper", 'select = ["FX2"]', []),
    ],
)
def test_only_what_is_said_is_fixed(
    source: str, settings: str, options: list[str], root: Path, fxpack: Fxpack
) -> None:
    script = SIBLING["f/__init__.py"].replace("import helper", source)
    write(
        root, SIBLING, {"f/__init__.py": script, "pyproject.toml": f"[tool.fxpack]\n{settings}\n"}
    )
    assert fxpack("lint", "--fix", *options).code == 0
    assert (root / "f/__init__.py").read_text() == script


def test_what_a_baseline_knows_is_left(root: Path, fxpack: Fxpack) -> None:
    write(root / "app", WORKER)
    baseline = ["--baseline", "known.json"]
    assert fxpack("lint", *baseline, "--write-baseline").code == 0
    write(root / "app", SIBLING, WORKER)
    ran = fxpack("lint", "--fix", *baseline)
    assert (ran.code, ran.out) == (0, "All checks passed!\n")
    assert b"worker" in (root / "app/requirements.txt").read_bytes()
    assert (root / "app/f/__init__.py").read_text().startswith("from . import helper\n")


@pytest.mark.parametrize("option", ["--fix", "--diff"])
def test_nothing_to_fix(option: str, root: Path, fxpack: Fxpack) -> None:
    write(root)
    before = (root / "requirements.txt").stat()
    ran = fxpack("lint", option)
    assert (ran.code, ran.err) == (0, "")
    after = (root / "requirements.txt").stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_what_is_ignored_is_left(root: Path, fxpack: Fxpack) -> None:
    write(root, WORKER)
    assert fxpack("lint", "--fix", "--ignore", "FX405").code == 0
    assert (root / "requirements.txt").read_bytes().count(b"worker") == 1


def test_the_mode_and_a_link_stay(root: Path, fxpack: Fxpack) -> None:
    write(root, WORKER)
    (root / "requirements.txt").rename(root / "real.in")
    (root / "real.in").chmod(0o640)
    (root / "requirements.txt").symlink_to("real.in")
    assert fxpack("lint", "--fix").code == 0
    assert os.readlink(root / "requirements.txt") == "real.in"
    assert (root / "real.in").read_bytes() == b"azure-functions\r\n"
    assert (root / "real.in").stat().st_mode & 0o777 == 0o640


def test_a_link_out_of_the_app_is_left(root: Path, fxpack: Fxpack) -> None:
    """What it leads to may be another app's as well."""
    (root / "all.txt").write_bytes(WORKER["requirements.txt"].encode())
    for name in ("one", "two"):
        write(root / name)
        (root / name / "requirements.txt").unlink()
        (root / name / "requirements.txt").symlink_to("../all.txt")
    ran = fxpack("lint", "--fix")
    assert (ran.code, ran.out.count("FX405 ")) == (1, 2)
    assert (root / "all.txt").read_bytes() == WORKER["requirements.txt"].encode()


def test_two_names_of_one_file(root: Path, fxpack: Fxpack) -> None:
    source = "from __app__ import helper\n\n\ndef main(req): pass\n"
    config = {"g/function.json": BASE["f/function.json"]}
    write(root, {"helper.py": "", "f/__init__.py": source}, config)
    (root / "e").mkdir()
    for name in ("e", "g"):
        (root / name / "__init__.py").symlink_to("../f/__init__.py")
    ran = fxpack("lint", "--diff")
    assert [line for line in ran.out.splitlines() if line[:4] == "+++ "] == ["+++ b/f/__init__.py"]
    ran = fxpack("lint", "--fix")
    assert (ran.code, "in 1 file: FX301" in ran.err) == (0, True)
    assert (root / "g/__init__.py").is_symlink()
    assert (root / "f/__init__.py").read_text() == source.replace("from __app__ ", "")


@pytest.mark.parametrize("number", [0, 1, 2])
def test_where_the_disk_is_full(number: int, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is written, in no app, whichever file finds no room."""
    for name in ("one", "two"):
        write(root / name, SIBLING, WORKER)
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    done = []

    def full(*_: object) -> None:
        done.append(1)
        if len(done) > number:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr("fxpack.app.fix.os.chmod", full)
    with pytest.raises(FileError, match="No space left"):
        fix([str(root)], Flags(), str(root), unsafe=False, write=True)
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before


def test_wrong_settings_of_the_last_app(root: Path, fxpack: Fxpack) -> None:
    write(root / "one", WORKER)
    write(root / "two", WORKER, {"pyproject.toml": "[tool.fxpack]\nno = 1\n"})
    assert fxpack("lint", "--fix").code == 2
    assert (root / "one/requirements.txt").read_bytes().count(b"worker") == 1


@pytest.mark.parametrize("during", ["chmod", "replace"])
def test_whoever_ends_it_leaves_whole_files(
    during: str, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(root, SIBLING, WORKER)
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}

    def end(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(f"fxpack.app.fix.os.{during}", end)
    with pytest.raises(KeyboardInterrupt):
        fix([str(root)], Flags(), str(root), unsafe=False, write=True)
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("new", [b"azure-functions\n", None])
def test_what_has_changed_meanwhile_is_kept(
    new: bytes | None, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(root, SIBLING, WORKER)

    def slow(*arguments: Any) -> Settled:
        done = settle(*arguments)
        if new is None:
            (root / "requirements.txt").unlink()
        else:
            (root / "requirements.txt").write_bytes(new)
        return done

    monkeypatch.setattr("fxpack.app.fix.settle", slow)
    with pytest.raises(FileError, match=r"^requirements\.txt "):
        fix([str(root)], Flags(), str(root), unsafe=False, write=True)
    # nothing else is written either
    assert (root / "f/__init__.py").read_text() == SIBLING["f/__init__.py"]
    assert not list(root.rglob("*.tmp"))


def test_a_file_that_was_made_meanwhile_is_kept(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(root, {"local.settings.dev.json": "{}"})

    def slow(*arguments: Any) -> Settled:
        done = settle(*arguments)
        (root / ".funcignore").write_text("mine")
        return done

    monkeypatch.setattr("fxpack.app.fix.settle", slow)
    with pytest.raises(FileError, match="made meanwhile"):
        fix([str(root)], Flags(), str(root), unsafe=False, write=True)
    assert (root / ".funcignore").read_text() == "mine"


def test_a_file_that_may_not_be_written(
    root: Path, fxpack: Fxpack, powerless: Sequence[str]
) -> None:
    write(root, SIBLING, WORKER)
    (root / "requirements.txt").chmod(0o444)
    ran = fxpack("lint", "--fix", by=powerless)
    assert (ran.code, "requirements.txt cannot be written" in ran.err) == (5, True)
    assert (root / "f/__init__.py").read_text() == SIBLING["f/__init__.py"]


def test_a_folder_that_cannot_be_written(
    root: Path, fxpack: Fxpack, powerless: Sequence[str]
) -> None:
    write(root, WORKER)
    root.chmod(0o555)
    ran = fxpack("lint", "--fix", by=powerless)
    root.chmod(0o755)
    assert (ran.code, "requirements.txt cannot be written" in ran.err) == (5, True)


def test_unsafe_fixes_need_a_purpose(root: Path, fxpack: Fxpack) -> None:
    write(root, WORKER)
    ran = fxpack("lint", "--unsafe-fixes")
    assert (ran.code, "--unsafe-fixes: with --fix or --diff" in ran.err) == (2, True)


def test_files_of_several_apps(root: Path, fxpack: Fxpack) -> None:
    for name in ("one", "two"):
        write(root / name, WORKER)
    ran = fxpack("lint", "--fix")
    assert ran.err == "fxpack: note: 2 findings fixed in 2 files: FX405 2x\n"


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--fix"], "--unsafe-fixes mends 1 more finding, for someone to look at\n"),
        (["--diff"], "--unsafe-fixes mends 1 more finding, for someone to look at\n"),
        (["--fix", "--unsafe-fixes"], "2 findings fixed in 2 files: FX211 1x, FX405 1x\n"),
    ],
)
def test_what_there_is_for_someone_to_look_at(
    options: list[str], said: str, root: Path, fxpack: Fxpack
) -> None:
    write(root, WORKER, {"f/__init__.py": "def main(Req):\n    pass\n"})
    assert fxpack("lint", *options).err.endswith(said)
