"""Both engines of `fxpack lock` find the same in PyPI, and what they find can be built of."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.cli.conftest import write
from tests.packages.conftest import SCRIPT, run

HERE = f"{sys.version_info[0]}.{sys.version_info[1]}"

SETS = {
    "pure": "azure-functions\nrequests[socks]==2.32.3\n",
    "native": "markupsafe\npydantic<3\n",
    "an extra and a marker": 'uvicorn[standard]==0.30.6\npywin32 ; sys_platform == "win32"\n',
}


@pytest.mark.parametrize("text", SETS.values(), ids=list(SETS))
def test_the_same_from_both(tmp_path: Path, environment: dict[str, str], text: str) -> None:
    (tmp_path / ".git").mkdir()
    app = write(tmp_path / "app", {"requirements.in": text, "f/__init__.py": SCRIPT})
    target = app / "requirements.txt"
    command = [sys.executable, "-m", "fxpack"]
    lock = [*command, "lock", str(app), "--python", HERE]
    found = {}
    for engine in ("uv", "pip-tools"):
        target.unlink(missing_ok=True)
        run([*lock, "--engine", engine], environment)
        found[engine] = target.read_text()
    assert found["uv"] == found["pip-tools"]
    run([*lock, "--check", "--engine", "pip-tools"], environment)
    build = [*command, "build", str(app), "--local", "--locked", "--no-lint", "--python", HERE]
    run([*build, "-o", str(tmp_path / "app.zip")], environment)
