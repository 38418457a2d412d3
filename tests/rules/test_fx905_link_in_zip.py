from __future__ import annotations

from pathlib import Path

from tests.archives import check_app


def test_a_link(tmp_path: Path) -> None:
    (found,) = check_app(tmp_path, {"data (link)": "/etc/passwd"})
    assert (found.code, found.severity) == ("FX905", "warning")
    assert found.location.path == "app.zip/data"
