"""An app of a gigabyte is built in little memory, whatever it consists of."""

from __future__ import annotations

import os
import random
import subprocess
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


def most_memory(builder: Builder, *options: str) -> float:
    """The most memory at once of a build that succeeds, in MB, as Linux accounts for it."""
    with (builder.folder / "err").open("w+") as err:
        process = subprocess.Popen(
            builder.command(*options), env=builder.environment({}), stdout=err, stderr=err
        )
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        err.seek(0)
        assert process.returncode == 0, err.read()
    return used.ru_maxrss / 1024
