"""Ended politely: by Ctrl-C or SIGTERM a build ends with the programs it runs, and leaves nothing."""

from __future__ import annotations

import signal
import sys
from pathlib import Path

import pytest

from tests.cli.builds import Builder, Untouched
from tests.conftest import Indexes
from tests.index import Fault
from tests.wheels import make_wheel

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="only Linux tells in /proc which processes a process has"
)


def children(process: int) -> list[int]:
    """The processes that a process runs."""
    tasks = Path(f"/proc/{process}/task").iterdir()
    return [int(each) for task in tasks for each in (task / "children").read_text().split()]


def runs(process: int) -> bool:
    try:
        state = (
            Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()[0]
        )
    except OSError:
        return False
    return state not in "ZX"


@pytest.mark.parametrize("installer", ["uv", "pip"])
@pytest.mark.parametrize(("sent", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_ended_while_it_waits_for_an_index(
    tmp_path: Path,
    indexes: Indexes,
    sent: signal.Signals,
    code: int,
    installer: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    make_wheel(tmp_path / "wheels", "pkg", files={"pkg.py": ""})
    index = indexes.faulty(tmp_path / "wheels", {"/simple/pkg/": Fault("stalled")})
    builder = Builder(tmp_path, "pkg\n")
    untouched = Untouched(builder)
    with builder.begin("--index-url", index.url, "--installer", installer) as process:
        assert index.reached.wait(60)
        started = children(process.pid)
        process.send_signal(sent)
        _, err = process.communicate(timeout=60)

    assert (process.returncode, "Traceback" in err) == (code, False), err
    assert started
    assert not [each for each in started if runs(each)]
    untouched.check()
    assert not [*temporary.iterdir()]
