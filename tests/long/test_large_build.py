"""An app of a gigabyte is built in little memory, whatever it consists of."""

from __future__ import annotations

import random
import sys
import zipfile
from pathlib import Path

import pytest

from tests.cli.builds import Builder
from tests.wheels import make_wheel

MEGABYTE = 1_000_000
MOST = 150


@pytest.mark.skipif(sys.platform != "linux", reason="other systems account for memory otherwise")
def test_memory_of_a_gigabyte(tmp_path: Path) -> None:
    """One file of 600 MB, many of 4 MB, and a wheel of 150 MB; a third of it can be compressed."""
    rng = random.Random(6)
    builder = Builder(tmp_path, "pkg\n")
    with (builder.app / "large.bin").open("wb") as file:
        for _ in range(300):
            file.write(rng.randbytes(MEGABYTE))
        file.truncate(600 * MEGABYTE)
    for number in range(63):
        (builder.app / f"{number}.bin").write_bytes(rng.randbytes(4 * MEGABYTE))
    wheels = tmp_path / "wheels"
    make_wheel(
        wheels,
        files={"pkg/__init__.py": "", "pkg/data.bin": rng.randbytes(150 * MEGABYTE)},
        stored={"pkg/data.bin"},
    )

    megabytes = most_memory(builder, "--find-links", str(wheels), "--offline")

    with zipfile.ZipFile(builder.out) as archive:
        assert sum(member.file_size for member in archive.infolist()) > 1000 * MEGABYTE
        assert archive.testzip() is None
    assert megabytes < MOST


MEASURED = """
import os, sys
process = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ)
_, status, used = os.wait4(process, 0)
print(used.ru_maxrss)
sys.exit(os.waitstatus_to_exitcode(status))
"""
"""A small process in between: what one starts inherits its peak, and that of the tests is high."""


def most_memory(builder: Builder, *options: str) -> float:
    """The most memory at once of a build that succeeds, in MB, as Linux accounts for it."""
    done = builder.run("--quiet", *options, start=(sys.executable, "-c", MEASURED))
    assert done.code == 0, done
    return int(done.out.split()[-1]) / 1024
