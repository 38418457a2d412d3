"""`fxpack inspect`: its outputs and its exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.archives import app_zip
from tests.cli.conftest import Fxpack


def test_text(root: Path, fxpack: Fxpack) -> None:
    app_zip(root / "app.zip", {"data (1 MB)": ""})
    ran = fxpack("inspect", "app.zip")
    assert (ran.code, ran.err) == (0, "")
    lines = ran.out.splitlines()
    assert lines[0] == "app.zip: 1.0 MB (1.0 MB unpacked), 5 files"
    assert lines[2] == "Folders"
    assert "\x1b" not in ran.out


def test_colours(root: Path, fxpack: Fxpack) -> None:
    app_zip(root / "app.zip")
    assert "\x1b[" in fxpack("inspect", "app.zip", FORCE_COLOR="1").out
    assert "\x1b[" not in fxpack("inspect", "app.zip", "--color", "never", FORCE_COLOR="1").out


def test_json(root: Path, fxpack: Fxpack) -> None:
    app_zip(root / "app.zip")
    value = json.loads(fxpack("inspect", "app.zip", "--format", "json").out)
    assert (value["path"], value["total"]["files"]) == ("app.zip", 4)


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("gone.zip", "No such file or directory"),
        (
            "broken.zip",
            "it does not end as a zip does; it may be cut off; `fxpack check` says more",
        ),
        (
            "bomb.zip",
            "it says that it unpacks to more than any real one; `fxpack check` says more",
        ),
    ],
)
def test_what_cannot_be_read(name: str, reason: str, root: Path, fxpack: Fxpack) -> None:
    (root / "broken.zip").write_text("hello")
    app_zip(root / "bomb.zip", {"zeros (3 GB of zeros)": ""})
    ran = fxpack("inspect", name)
    assert (ran.code, ran.out) == (5, "")
    assert ran.err == f"fxpack: error: {name} cannot be read: {reason}\n"
