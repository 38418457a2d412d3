"""The zip is a function of the app and its packages: of no folder, clock, locale or Python."""

from __future__ import annotations

import hashlib
import os
import random
import zipfile
from pathlib import Path

import pytest

from tests.cli.builds import Builder
from tests.wheels import make_sdist, make_wheel

FILES = {
    "shared/__init__.py": "",
    "shared/text.py": "WORDS = '''" + "the quick brown fox " * 5_000 + "'''\n",
    "shared/ünïcode ☃.txt": "snow",
    "Z.txt": "z",
    "a.txt": "a",
    "tool.sh": "#!/bin/sh\n",
}
REQUIREMENTS = "pkg\nother\nsrc-pkg\n"


@pytest.fixture(scope="module")
def wheels(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheels")
    make_wheel(
        folder,
        "pkg",
        files={"pkg/__init__.py": "", "pkg/b.py": "b = 1\n" * 1000, "tests/test_pkg.py": ""},
        data={"scripts/tool": "#!python\nprint()\n", "data/etc/pkg.ini": "[pkg]\n"},
        entry_points="[console_scripts]\npkg = pkg:main\n",
        executable={"pkg/b.py"},
        stored={"pkg/__init__.py"},
    )
    make_wheel(folder, "other", files={"other.py": ""}, requires=["pkg"], streamed=True, zip64=True)
    make_sdist(folder, "src-pkg", requires=["pkg"])
    return folder


def app(folder: Path, order: int) -> Builder:
    """The same app, its files made in another order and at other times."""
    builder = Builder(folder, REQUIREMENTS)
    rng = random.Random(order)
    names = sorted(FILES)
    rng.shuffle(names)
    for name in names:
        path = builder.app / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(FILES[name].encode())
    (builder.app / "tool.sh").chmod(0o755)
    for path in builder.app.rglob("*"):
        os.utime(path, (rng.randrange(10**9), rng.randrange(10**9)))
    return builder


MASKED = ("sh", "-c", 'umask "$0"; exec "$@"')


def test_same_bytes_everywhere(wheels: Path, tmp_path: Path) -> None:
    one = app(tmp_path / "one", 1)
    two = app(tmp_path / "another folder, ünd more", 2)
    ran = one.run(
        "--find-links",
        str(wheels),
        "--offline",
        start=(*MASKED, "022"),
        variables={
            "TZ": "UTC",
            "LC_ALL": "C.UTF-8",
            "PYTHONHASHSEED": "1",
            "SOURCE_DATE_EPOCH": "",
        },
    )
    assert ran.code == 0, ran
    for path in [two.app, *two.app.rglob("*")]:  # as after a checkout with umask 077
        path.chmod(path.stat().st_mode & 0o700)
    again = two.run(
        "--find-links",
        str(wheels),
        "--offline",
        start=(*MASKED, "077"),
        variables={
            "TZ": "Pacific/Kiritimati",
            "LC_ALL": "C",
            "PYTHONHASHSEED": "2",
            "LANG": "tr_TR",
        },
    )
    assert again.code == 0, again
    assert one.out.read_bytes() == two.out.read_bytes()


def test_same_bytes_twice(wheels: Path, tmp_path: Path) -> None:
    """From an empty cache and from a warm one, over a zip that is there already."""
    builder = app(tmp_path, 1)
    options = ("--find-links", str(wheels), "--offline")
    assert builder.bytes(*options) == builder.bytes(*options)


def test_nothing_of_the_machine(wheels: Path, tmp_path: Path) -> None:
    builder = app(tmp_path / "a-folder-with-a-telling-name", 1)
    content = builder.bytes("--find-links", str(wheels), "--offline")
    assert b"telling-name" not in content
    with zipfile.ZipFile(builder.out) as archive:
        for name in archive.namelist():
            text = archive.read(name)
            assert b"telling-name" not in text, name
            assert str(wheels).encode() not in text, name


def test_another_moment_is_another_zip(wheels: Path, tmp_path: Path) -> None:
    """SOURCE_DATE_EPOCH is the time of every member."""
    builder = app(tmp_path, 1)
    ran = builder.run(
        "--find-links", str(wheels), "--offline", variables={"SOURCE_DATE_EPOCH": "1600000000"}
    )
    assert ran.code == 0, ran
    with zipfile.ZipFile(builder.out) as archive:
        assert {member.date_time for member in archive.infolist()} == {(2020, 9, 13, 12, 26, 40)}


DIGEST = "786aaeaee3b09eac39d12433d1e8703f596d6f686f06d5c250c70c5a3a57a553"


def test_same_bytes_with_every_python(wheels: Path, tmp_path: Path) -> None:
    """The digest is written here, so every Python that runs the tests has to arrive at it.

    Another one belongs here after a change of the format, and after a change of what deflates.
    """
    content = app(tmp_path, 1).bytes("--find-links", str(wheels), "--offline")
    assert hashlib.sha256(content).hexdigest() == DIGEST
