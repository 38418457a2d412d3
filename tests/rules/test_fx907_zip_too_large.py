from __future__ import annotations

from pathlib import Path

from fxpack.pack.readback import read_archive
from tests.archives import app_zip, judged


def test_message(tmp_path: Path) -> None:
    path = app_zip(tmp_path / "app.zip", {"a (800 MB)": "", "b (300 MB)": ""})
    (found,) = judged(read_archive(str(path), known={}, shown="app.zip"))
    assert (found.code, found.location.path) == ("FX907", "app.zip")
    assert found.message == (
        'the zip has 1.10 GB, and Azure takes 1 GB; its largest file is "a" with 0.80 GB'
    )
