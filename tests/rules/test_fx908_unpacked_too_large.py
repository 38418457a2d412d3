from __future__ import annotations

from pathlib import Path

import pytest

from fxpack.pack.readback import read_archive
from tests.archives import app_zip, judged


@pytest.mark.parametrize(("name", "codes"), [("a (499 MB)", []), ("a (501 MB)", ["FX908"])])
def test_sizes(name: str, codes: list[str], tmp_path: Path) -> None:
    path = app_zip(tmp_path / "app.zip", {name: ""})
    assert [each.code for each in judged(read_archive(str(path), known={}))] == codes
