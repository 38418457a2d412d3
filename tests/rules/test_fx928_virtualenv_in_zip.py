from __future__ import annotations

from pathlib import Path

from tests.archives import check_app


def test_message(tmp_path: Path) -> None:
    (found,) = check_app(tmp_path, {"tools/env/pyvenv.cfg": ""})
    assert (found.code, found.location.path) == ("FX928", "app.zip/tools/env/pyvenv.cfg")
    assert found.message == (
        'the virtual environment "tools/env" is in the zip, where nothing uses it'
    )
