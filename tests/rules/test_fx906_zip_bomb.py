from __future__ import annotations

from pathlib import Path

from fxpack.archive import is_bomb
from tests.archives import check_app

MB = 1_000_000


def test_nothing_is_inflated_and_nothing_else_is_said(tmp_path: Path) -> None:
    tree = {"host.json (absent)": "", "zeros (3 GB of zeros)": "", "local.settings.json": "{}"}
    (found,) = check_app(tmp_path, tree)
    assert (found.code, found.location.path) == ("FX906", "app.zip/zeros")
    assert found.message.endswith("bytes and says that it unpacks to 3.00 GB")


def test_limits() -> None:
    assert not is_bomb(1 * MB, 1000 * MB)
    assert is_bomb(1 * MB, 1001 * MB)
    assert not is_bomb(6 * MB, 1001 * MB)
    assert not is_bomb(4000 * MB, 16000 * MB)
    assert is_bomb(4000 * MB, 16001 * MB)
