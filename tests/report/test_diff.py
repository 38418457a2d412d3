"""What fixing changes, as text: git itself takes it."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fxpack.report import diff, plain

NO_END = "\\ No newline at end of file\n"


def shown(before: bytes | None, after: bytes) -> str:
    return plain(diff.render("f.py", before, after))


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (b"a\nb\n", b"a\nc\n", "--- f.py\n+++ f.py\n@@ -1,2 +1,2 @@\n a\n-b\n+c\n"),
        (None, b"a\n", "--- /dev/null\n+++ f.py\n@@ -0,0 +1 @@\n+a\n"),
        (
            b"a",
            b"b",
            f"--- f.py\n+++ f.py\n@@ -1 +1 @@\n-a\n{NO_END}+b\n{NO_END}",
        ),
        (b"\xff\n", b"", "--- f.py\n+++ f.py\n@@ -1 +0,0 @@\n-\\xff\n"),
        (b"\ta\n", b"", "--- f.py\n+++ f.py\n@@ -1 +0,0 @@\n-\ta\n"),
        (b"\x1b[1m\n", b"", "--- f.py\n+++ f.py\n@@ -1 +0,0 @@\n-\\x1b[1m\n"),
        (None, b"", "--- /dev/null\n+++ f.py\n"),
    ],
)
def test_diff(before: bytes | None, after: bytes, said: str) -> None:
    assert shown(before, after) == said


def test_secrets_are_not_shown() -> None:
    secret = "aB3xK9zQ" * 10 + "aB3xK9=="
    text = f'{{\n  "x": "AccountName=a;AccountKey={secret}"\n}}\n'
    said = shown(text.encode(), (text + " ").encode())
    assert f"AccountKey={'*' * len(secret)}" in said


LINES = st.lists(st.sampled_from(["a", "b", "", " c", "+", "-", "\t"]), max_size=8)


@given(LINES, LINES, st.booleans(), st.booleans())
def test_git_takes_it(
    tmp_path_factory: pytest.TempPathFactory,
    before: list[str],
    after: list[str],
    ended: bool,
    ends: bool,
) -> None:
    old = "\n".join(before) + "\n" * (ended and bool(before))
    new = "\n".join(after) + "\n" * (ends and bool(after))
    if not old or old == new:
        return
    folder: Path = tmp_path_factory.mktemp("git")
    (folder / "f.py").write_text(old, newline="\n")
    text = (
        shown(old.encode(), new.encode()).replace("--- ", "--- a/", 1).replace("+++ ", "+++ b/", 1)
    )
    command = ["git", "apply", "--unidiff-zero", "--whitespace=nowarn", "-"]
    subprocess.run(command, cwd=folder, input=text.encode(), check=True, capture_output=True)
    assert not (folder / "f.py").exists() or (folder / "f.py").read_bytes() == new.encode()
