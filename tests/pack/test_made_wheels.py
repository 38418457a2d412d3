"""What the tests make is what real tools take: uv installs it, pypiserver and uv agree on it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from uv import find_uv_bin

from tests.conftest import Indexes
from tests.index import Fault
from tests.wheels import make_sdist, make_source, make_wheel, source_tree


def install(target: Path, *options: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("UV_")}
    return subprocess.run(
        [find_uv_bin(), "pip", "install", "--no-cache", "--target", str(target), *options],
        env=kept
        | {"UV_HTTP_RETRIES": "0", "UV_PYTHON": sys.executable, "UV_PYTHON_DOWNLOADS": "never"},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


@pytest.mark.parametrize("odd", [False, True], ids=["ordinary", "streamed and Zip64"])
def test_wheels_install(tmp_path: Path, odd: bool) -> None:
    wheel = make_wheel(
        tmp_path,
        "My.Pkg",
        "2.0",
        files={"my_pkg/__init__.py": "", "my_pkg/run.sh": "#!/bin/sh\n"},
        requires=["src-pkg"],
        data={"scripts/tool": "#!python\n", "data/etc/pkg.ini": ""},
        entry_points="[console_scripts]\nmine = my_pkg:main\n",
        executable={"my_pkg/run.sh"},
        stored={"my_pkg/run.sh"},
        streamed=odd,
        zip64=odd,
    )
    make_sdist(tmp_path, "src-pkg", dynamic=odd)
    assert os.path.basename(wheel) == "my_pkg-2.0-py3-none-any.whl"

    done = install(tmp_path / "site", "--no-index", "--find-links", str(tmp_path), "My.Pkg")

    assert done.returncode == 0, done.stderr
    found = {path.relative_to(tmp_path / "site").as_posix() for path in tmp_path.rglob("site/**/*")}
    assert {"my_pkg/run.sh", "bin/tool", "bin/mine", "etc/pkg.ini", "src_pkg/__init__.py"} <= found


def test_native_sdist_makes_a_wheel_of_this_machine(tmp_path: Path) -> None:
    make_source(tmp_path / "tree", source_tree("native", native=True))
    done = install(tmp_path / "site", "--no-index", str(tmp_path / "tree"))
    assert done.returncode == 0, done.stderr
    tags = (tmp_path / "site/native-1.0.dist-info/WHEEL").read_text()
    assert f"Tag: cp{sys.version_info[0]}{sys.version_info[1]}-" in tags
    assert "Root-Is-Purelib: false" in tags


def test_same_bytes_every_time(tmp_path: Path) -> None:
    for make in (make_wheel, make_sdist):
        one, two = Path(make(tmp_path / "one")), Path(make(tmp_path / "two"))
        assert one.read_bytes() == two.read_bytes()


def test_indexes(tmp_path: Path, indexes: Indexes) -> None:
    make_wheel(tmp_path / "wheels", "pkg")
    private = indexes.real(tmp_path / "wheels", user="me", password="p@ss/word")
    failing = indexes.faulty(tmp_path / "wheels", {"/files/pkg": Fault("wrong")})
    asked = [private.url, private.bare, failing.url]
    codes = [
        install(tmp_path / str(number), "--index-url", url, "pkg").returncode
        for number, url in enumerate(asked)
    ]
    assert [code == 0 for code in codes] == [True, False, False]
    failing.faults.clear()
    assert install(tmp_path / "again", "--index-url", failing.url, "pkg").returncode == 0
    assert "/files/pkg-1.0-py3-none-any.whl.metadata" in failing.requests
