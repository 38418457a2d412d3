"""What fixing changes, as a patch: git itself takes it."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fxpack.report import diff, plain

NO_END = "\\ No newline at end of file\n"
NAMES = "--- a/f.py\n+++ b/f.py\n"


def shown(before: bytes | None, after: bytes, path: str = "f.py") -> str:
    return plain(diff.render(path, before, after))


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (b"a\nb\n", b"a\nc\n", f"{NAMES}@@ -1,2 +1,2 @@\n a\n-b\n+c\n"),
        (
            None,
            b"a\n",
            "new file mode 100644\n--- /dev/null\n+++ b/f.py\n@@ -0,0 +1 @@\n+a\n",
        ),
        (b"a", b"b", f"{NAMES}@@ -1 +1 @@\n-a\n{NO_END}+b\n{NO_END}"),
        (b"\xff\r\n", b"", f"{NAMES}@@ -1 +0,0 @@\n-\udcff\r\n"),
        (None, b"", "new file mode 100644\n"),
    ],
)
def test_diff(before: bytes | None, after: bytes, said: str) -> None:
    assert shown(before, after) == f"diff --git a/f.py b/f.py\n{said}"


def test_a_name_with_blanks() -> None:
    assert "--- a/a b.py\t\n+++ b/a b.py\t\n" in shown(b"a", b"b", "a b.py")


@pytest.mark.parametrize(
    ("line", "said"),
    [(b"\xff\r", "-\\xff\\r\n"), (b"\ta", "-\ta\n"), (b"\x1b[1m", "-\\x1b[1m\n")],
)
def test_on_a_terminal(line: bytes, said: str) -> None:
    assert plain(diff.on_terminal(diff.render("f.py", line + b"\n", b""))).endswith(said)


def test_secrets_are_not_shown() -> None:
    secret = "aB3xK9zQ" * 10 + "aB3xK9=="
    text = f'{{\n  "x": "AccountName=a;AccountKey={secret}"\n}}\n'
    said = shown(text.encode(), (text + " ").encode())
    assert f"AccountKey={'*' * len(secret)}" in said


LINES = st.lists(st.sampled_from(["a", "b", "", " c", "+", "-", "\t", "\r", "\f", "ä"]), max_size=8)


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
    (folder / "f.py").write_bytes(old.encode("latin-1"))
    text = shown(old.encode("latin-1"), new.encode("latin-1")).encode("utf-8", "surrogateescape")
    command = ["git", "apply", "--unidiff-zero", "--whitespace=nowarn", "-"]
    subprocess.run(command, cwd=folder, input=text, check=True, capture_output=True)
    assert not (folder / "f.py").exists() or (folder / "f.py").read_bytes() == new.encode("latin-1")
