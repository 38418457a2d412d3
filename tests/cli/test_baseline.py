"""`fxpack lint --baseline`: old findings are let be, new ones are said."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Fxpack, write
from tests.cli.test_lint import CONCISE, ERROR, WARNING

BAD = Path(__file__).parents[2] / "fixtures/apps/bad"
FILE = ("--baseline", "known.json")


def concise(fxpack: Fxpack, *options: str, folder: str = "") -> list[str]:
    ran = fxpack("lint", "--format", "concise", *options, folder=folder)
    return [str(ran.code), *ran.out.splitlines()[:-1]]


def test_what_was_there_is_let_be(root: Path, fxpack: Fxpack) -> None:
    write(root, ERROR)
    ran = fxpack("lint", *FILE, "--write-baseline")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err == "fxpack: note: known.json knows 1 finding from now on\n"
    assert json.loads((root / "known.json").read_text()) == {
        "version": 1,
        "findings": [
            {
                "path": "f/__init__.py",
                "code": "FX211",
                "message": CONCISE.partition("FX211 ")[2],
                "count": 1,
            }
        ],
    }
    ran = fxpack("lint", *FILE)
    assert (ran.code, ran.out) == (0, "All checks passed!\n")
    assert ran.err == "fxpack: note: 1 finding of known.json not shown\n"


def test_moved_lines_are_known(root: Path, fxpack: Fxpack) -> None:
    write(root, ERROR)
    fxpack("lint", *FILE, "--write-baseline")
    text = (root / "f/__init__.py").read_text()
    (root / "f/__init__.py").write_text(f"# moved\n\n{text}")
    assert concise(fxpack, *FILE) == ["0"]


def test_moved_lines_that_messages_name_are_known(root: Path, fxpack: Fxpack) -> None:
    """Of all bad apps: what is said of one line may name another one."""
    shutil.copytree(BAD, root / "bad")
    fxpack("lint", *FILE, "--write-baseline")
    moved = [*(root / "bad").rglob(".funcignore")]
    moved += [*(root / "bad").rglob("*.py"), *(root / "bad").rglob("*requirements*.txt")]
    for path in moved:
        path.write_bytes(b"# moved\n\n" + path.read_bytes())
    assert concise(fxpack, *FILE, "bad") == ["0"]


def test_one_more_of_the_same_is_new(root: Path, fxpack: Fxpack) -> None:
    line = "from __app__ import f\n"
    write(root, {"f/__init__.py": f"{line}def main(req):\n    pass\n"})
    fxpack("lint", *FILE, "--write-baseline")
    assert concise(fxpack, *FILE) == ["0"]
    write(root, {"f/__init__.py": f"{line}{line}def main(req):\n    pass\n"})
    code, found = concise(fxpack, *FILE)
    assert (code, found.split()[:2]) == ("1", ["f/__init__.py:2:1:", "FX301"])


def test_what_is_gone_is_said_of_the_apps_that_were_looked_at(root: Path, fxpack: Fxpack) -> None:
    for name in ("one", "two"):
        write(root / name, ERROR)
    fxpack("lint", *FILE, "--write-baseline")
    for name in ("one", "two"):
        write(root / name, WARNING)
    ran = fxpack("lint", "one", *FILE)
    assert "note: 1 finding of known.json no longer found: --write-baseline forgets" in ran.err
    assert "2 findings of known.json no longer" in fxpack("lint", *FILE).err
    assert "no longer" not in fxpack("lint", *FILE, "--ignore", "FX2").err


def test_what_is_written_of_one_app_leaves_the_others(root: Path, fxpack: Fxpack) -> None:
    for name in ("apps/one", "apps/two", "old"):
        write(root / name, ERROR)
    fxpack("lint", *FILE, "--write-baseline")
    write(root / "apps/one", WARNING)
    ran = fxpack("lint", "apps/one/f/__init__.py", *FILE, "--write-baseline")
    assert ran.err == (
        "fxpack: note: known.json knows 1 finding from now on, and 2 of other apps as before\n"
    )
    assert concise(fxpack, *FILE) == ["0"]
    # what is below a folder that was named is there no more
    shutil.rmtree(root / "old")
    shutil.rmtree(root / "apps/two")
    fxpack("lint", "apps", *FILE, "--write-baseline")
    known = json.loads((root / "known.json").read_text())["findings"]
    assert [each["path"].rpartition("/f/")[0] for each in known] == ["apps/one", "old"]
    fxpack("lint", *FILE, "--write-baseline")
    assert len(json.loads((root / "known.json").read_text())["findings"]) == 1


def test_paths_are_from_the_file_on(root: Path, fxpack: Fxpack) -> None:
    write(root / "apps/shop", ERROR)
    fxpack("lint", *FILE, "--write-baseline")
    assert concise(fxpack, "--baseline", "../../known.json", folder="apps/shop") == ["0"]
    assert concise(fxpack, *FILE) == ["0"]


def test_only_what_makes_a_run_fail_counts(root: Path, fxpack: Fxpack) -> None:
    write(root, {**ERROR, "requirements.txt": "# nothing\n"})
    fxpack("lint", *FILE, "--write-baseline", "--select", "FX2")
    assert concise(fxpack, *FILE, "--fail-on", "error")[0] == "0"
    assert concise(fxpack, *FILE)[0] == "1"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "there is no known.json; --write-baseline makes it"),
        (b"", "known.json is no baseline of fxpack"),
        (b"\xff", "it is not UTF-8"),
        (b"[" * 100_000, "known.json is no baseline of fxpack"),
        (b'{"version": 2, "findings": []}', "of another version of fxpack: 2"),
        (b'{"version": 1, "findings": {}}', "known.json is no baseline of fxpack"),
        (b'{"version": 1, "findings": [{"path": "f"}]}', "known.json is no baseline of fxpack"),
        (
            b'{"version": 1, "findings": [{"path": "f", "code": "a", "message": "", "count": 0}]}',
            "known.json is no baseline of fxpack",
        ),
    ],
)
def test_what_is_no_baseline(content: bytes | None, said: str, root: Path, fxpack: Fxpack) -> None:
    write(root, ERROR)
    if content is not None:
        (root / "known.json").write_bytes(content)
    ran = fxpack("lint", *FILE)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err


def test_a_folder_is_no_file(root: Path, fxpack: Fxpack) -> None:
    write(root, ERROR)
    assert fxpack("lint", "--baseline", "f").code == 5


def test_the_file_must_be_named(root: Path, fxpack: Fxpack) -> None:
    write(root, ERROR)
    ran = fxpack("lint", "--write-baseline")
    assert (ran.code, "--write-baseline: name the file" in ran.err) == (2, True)
