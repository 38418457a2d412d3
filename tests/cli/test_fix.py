"""`fxpack lint --fix` and `--diff`: what they write, what they show, and their exit codes."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.cli.conftest import Fxpack, write

WORKER = {"requirements.txt": "azure-functions\r\nazure-functions-worker\r\n"}
DIFF = """--- requirements.txt
+++ requirements.txt
@@ -1,2 +1 @@
 azure-functions\\r
-azure-functions-worker\\r
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


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written(root: Path, fxpack: Fxpack) -> None:
    write(root, WORKER)
    root.chmod(0o555)
    ran = fxpack("lint", "--fix")
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
