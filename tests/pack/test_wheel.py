"""Installed wheels beside those of `uv pip install --target`: the same files, the same bytes."""

from __future__ import annotations

import base64
import csv
import hashlib
import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from uv import find_uv_bin

from fxpack.artifact import (
    SITE_PACKAGES,
    Compressed,
    Content,
    Entry,
    LockedPackage,
    StoredWheel,
    WheelFacts,
)
from fxpack.errors import DependencyError, FileError
from fxpack.pack.archive import write
from fxpack.pack.wheel import install
from tests.wheels import make_wheel

INFO = "foo_bar-1.0.dist-info"
OTHER_FILES = {".lock", f"{INFO}/uv_cache.json", f"{INFO}/direct_url.json"}
"""What uv writes for itself, and where on the machine a local wheel was."""


class File(NamedTuple):
    data: bytes
    executable: bool


def stored(wheel: str, **package: Any) -> StoredWheel:
    locked = LockedPackage(
        **{"name": "foo-bar", "version": "1.0", "kind": "wheel", "location": wheel, **package}
    )
    return StoredWheel(wheel, "0" * 64, locked, WheelFacts(locked.name, locked.version, ()))


def by_fxpack(folder: Path, wheel: str, **package: Any) -> dict[str, File]:
    """The tree that an unpacked zip has in site-packages."""
    write(install(stored(wheel, **package)), str(folder / "out.zip"))
    with zipfile.ZipFile(folder / "out.zip") as archive:
        assert archive.testzip() is None
        return {
            each.filename.removeprefix(f"{SITE_PACKAGES}/"): File(
                archive.read(each), executable=each.external_attr >> 16 & 0o111 != 0
            )
            for each in archive.infolist()
        }


def by_uv(folder: Path, wheel: str) -> dict[str, File]:
    target = folder / "by-uv"
    command = [find_uv_bin(), "pip", "install", "--quiet", "--offline", "--no-index", "--no-deps"]
    command += ["--no-config", "--link-mode", "copy", "--no-compile-bytecode"]
    command += ["--cache-dir", str(folder / "uv-cache"), "--python", sys.executable]
    done = subprocess.run(
        [*command, "--target", str(target), wheel], check=False, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    files = [path for path in target.rglob("*") if path.is_file()]
    return {
        path.relative_to(target).as_posix(): File(
            path.read_bytes(), executable=path.stat().st_mode & 0o111 != 0
        )
        for path in files
    }


def alike(files: Mapping[str, File]) -> dict[str, File]:
    """The files without what differs on purpose."""
    found = {}
    python = f"#!{sys.executable}\n".encode()
    for path, file in files.items():
        if path in OTHER_FILES or path.endswith("RECORD"):
            continue
        data = b"fxpack" if path == f"{INFO}/INSTALLER" else file.data
        if path.startswith("bin/"):
            data = data.replace(python, b"#!/usr/bin/env python3\n", 1)
        found[path] = file._replace(data=data)
    return found


def record(files: Mapping[str, File]) -> list[list[str]]:
    return list(csv.reader(files[f"{INFO}/RECORD"].data.decode().splitlines()))


def comparable(rows: list[list[str]]) -> list[list[str]]:
    """Rows of RECORD about files that do not differ on purpose."""
    other = {*OTHER_FILES, f"{INFO}/INSTALLER"}
    return [row for row in rows if row[0] not in other and not row[0].startswith("bin/")]


def check_record(files: Mapping[str, File]) -> None:
    """Every file has its line, and every hash is true."""
    rows = record(files)
    assert sorted(row[0] for row in rows) == sorted(files)
    for path, value, size in rows:
        if path == f"{INFO}/RECORD":
            assert (value, size) == ("", "")
            continue
        data = files[path].data
        digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
        assert value in ("", f"sha256={digest}")
        assert size == str(len(data))


SCRIPTS = {
    "scripts/tool": "#!python\nprint(1)\n",
    "scripts/toolw": "#!pythonw -u\nprint(1)\n",
    "scripts/older": "#!python3\nprint(1)\n",
    "scripts/windows": "#!python3.11 -s\r\nprint(1)\r\n",
    "scripts/bare": "#!python",
    "scripts/latin": b"#!python \xe9\nx = '\xe9'\n",
    "scripts/other": "#!/usr/bin/perl\n1;\n",
    "scripts/spaced": "#! python\n1\n",
    "scripts/native": b"\x7fELF\0\0",
    "scripts/tool.py": "#!python\n1",
}
CASES: dict[str, dict[str, Any]] = {
    "plain": {},
    "files of all kinds": {
        "files": {
            "foobar/__init__.py": "x = 1\n" * 99,
            "foobar/run.sh": "#!/bin/sh\n",
            "Äpfel.py": "",
            "a,b.txt": "q",
            'q"uote.txt': "q",
            "Zoo.py": "1",
            "name space/mod.py": "1",
            "foobar/deep/er/x.bin": bytes(range(256)),
        },
        "executable": ["foobar/run.sh"],
        "stored": ["foobar/deep/er/x.bin"],
    },
    "no package, a namespace": {"files": {"ns/one/a.py": "1", "ns/one/__init__.py": ""}},
    "streamed": {"streamed": True},
    "zip64": {"zip64": True},
    "scripts": {"data": SCRIPTS},
    "data": {
        "data": {
            "data/etc/foo/x.cfg": "1",
            "data/share/man/a.1": "2",
            "data/bin/as-data": "#!python\n",
            "headers/foo.h": "//",
            "headers/sub/foo.h": "//",
            "purelib/pure.py": "p",
            "platlib/plat/__init__.py": "p",
        },
        "executable": ["foo_bar-1.0.data/data/etc/foo/x.cfg"],
    },
    "entry points": {
        "entry_points": """
            [console_scripts]
            foo = foobar:main
            Foo-x.y = foobar.cli:app.run [extra]
            spaced=foobar:main

            # a comment
            [gui_scripts]
            foog = foobar:gui
            [other.group]
            z = whatever it is
        """
    },
    "launchers of old setuptools": {
        "entry_points": "[console_scripts]\nfoo = foobar:main\n",
        "data": {
            "scripts/foo": "#!python\nold\n",
            "scripts/foo.exe": "MZ",
            "scripts/foo-script.py": "#!python\n",
            "scripts/bar.py": "#!python\n",
        },
    },
    "unlisted": {"unlisted": {"loose.txt": "1"}},
    "another package inside": {  # as setuptools and bleach have it
        "files": {
            "foobar/__init__.py": "1",
            "foobar/_vendor/other-2.0.dist-info/METADATA": "Name: other\n",
            "foobar/_vendor/other-2.0.dist-info/RECORD": "other.py,,\n",
        }
    },
}


@pytest.mark.parametrize("case", CASES)
def test_as_uv_installs_it(tmp_path: Path, case: str) -> None:
    wheel = make_wheel(tmp_path, "Foo.Bar", "1.0", **CASES[case])
    ours, theirs = by_fxpack(tmp_path, wheel, requested=True), by_uv(tmp_path, wheel)
    assert alike(ours) == alike(theirs)
    check_record(ours)
    if case != "launchers of old setuptools":  # of which uv's RECORD still tells
        assert comparable(record(ours)) == comparable(record(theirs))


def test_what_does_not_change_is_copied_compressed(tmp_path: Path) -> None:
    wheel = make_wheel(
        tmp_path,
        "Foo.Bar",
        files={"foobar/__init__.py": "x"},
        data={"scripts/tool": "#!python\n", "data/share/x": "1", "purelib/y.py": "1"},
        entry_points="[console_scripts]\nfoo = foobar:main\n",
    )
    entries = install(stored(wheel))
    written = {entry.path for entry in entries if isinstance(entry.source, Content)}
    copied = {entry.path for entry in entries if isinstance(entry.source, Compressed)}
    assert written == {
        f"{SITE_PACKAGES}/{path}"
        for path in ("bin/tool", "bin/foo", f"{INFO}/INSTALLER", f"{INFO}/RECORD")
    }
    assert {f"{SITE_PACKAGES}/{path}" for path in ("share/x", "y.py", f"{INFO}/METADATA")} < copied
    assert {entry.owner for entry in entries} == {"foo-bar"}


def test_who_installed_it_and_why(tmp_path: Path) -> None:
    wheel = make_wheel(tmp_path, "Foo.Bar", unlisted={f"{INFO}/INSTALLER": "pip\n"})
    direct = {"url": "git+https://example.com/é", "vcs_info": {"vcs": "git", "commit_id": "1"}}
    files = by_fxpack(tmp_path, wheel, direct_url=direct)
    assert files[f"{INFO}/INSTALLER"].data == b"fxpack"
    assert f"{INFO}/REQUESTED" not in files
    assert json.loads(files[f"{INFO}/direct_url.json"].data) == direct
    assert b" " not in files[f"{INFO}/direct_url.json"].data
    check_record(files)
    asked = by_fxpack(tmp_path, wheel, requested=True)
    assert asked[f"{INFO}/REQUESTED"].data == b""
    assert f"{INFO}/direct_url.json" not in asked


def test_signatures_of_record_are_dropped(tmp_path: Path) -> None:
    signatures = {f"{INFO}/RECORD.jws": "x", f"{INFO}/RECORD.p7s": "x"}
    files = by_fxpack(tmp_path, make_wheel(tmp_path, "Foo.Bar", unlisted=signatures))
    assert not signatures.keys() & files.keys()


def test_folders_are_no_files(tmp_path: Path) -> None:
    wheel = make_wheel(tmp_path, "Foo.Bar", unlisted={"foobar/": "", "empty/": ""})
    assert all(not entry.path.endswith("/") for entry in install(stored(wheel)))


@pytest.mark.parametrize(
    ("lie", "reason"),
    [
        ({"files": {"../x.py": ""}}, r'name has "\.\."'),
        ({"files": {"pkg/../../x.py": ""}}, r'name has "\.\."'),
        ({"data": {"data/../../x.py": ""}}, r'name has "\.\."'),
        ({"files": {"/x.py": ""}}, "name is absolute"),
        ({"files": {"c:x.py": ""}}, "name is absolute"),
        ({"files": {"a\\b.py": ""}}, "name has a backslash"),
        ({"files": {"a\0.py": ""}}, "control character"),
        ({"files": {"a\n.py": ""}}, "control character"),
        ({"files": {"a//b.py": ""}}, "empty part"),
        ({"files": {"./b.py": ""}}, "empty part"),
        ({"data": {"data//etc/x": ""}}, "empty part"),
        ({"data": {"other/x": ""}}, "nobody knows where .*data/other/x belongs"),
        ({"data": {"loose": ""}}, "nobody knows where .*data/loose belongs"),
        ({"data": {"scripts/sub/x": ""}}, "nobody knows where"),
        ({"without": ["RECORD"]}, "0 .dist-info folders"),
        ({"unlisted": {"other-1.dist-info/RECORD": ""}}, "2 .dist-info folders"),
        ({"record": lambda _: "pkg,x\n"}, "no path, hash and size"),
        ({"record": lambda _: "\xff"}, "no path, hash and size"),
        ({"entry_points": "[console_scripts]\nx = a b\n"}, "names no function in a module"),
        ({"entry_points": "[console_scripts]\nx\n"}, "it cannot be read"),
        ({"entry_points": "[console_scripts]\n../x = a:b\n"}, "a command with the name"),
        ({"entry_points": "[console_scripts]\n.. = a:b\n"}, "a command with the name"),
    ],
)
def test_what_must_not_be_installed(tmp_path: Path, lie: dict[str, Any], reason: str) -> None:
    wheel = make_wheel(tmp_path, "Foo.Bar", **lie)
    with pytest.raises(DependencyError, match=reason) as caught:
        install(stored(wheel))
    assert "the wheel of foo-bar 1.0 must not be installed: " in str(caught.value)


def test_links_and_twins(tmp_path: Path) -> None:
    wheel = make_wheel(tmp_path, "Foo.Bar")
    with zipfile.ZipFile(wheel, "a") as archive:
        link = zipfile.ZipInfo("link.py")
        link.create_system, link.external_attr = 3, 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    with pytest.raises(DependencyError, match="a symbolic link"):
        install(stored(wheel))
    wheel = make_wheel(tmp_path, "Foo.Bar")
    with zipfile.ZipFile(wheel, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr(f"{INFO}/METADATA", "other")
    with pytest.raises(DependencyError, match="two members of one name"):
        install(stored(wheel))


def test_no_zip_and_no_file(tmp_path: Path) -> None:
    path = str(tmp_path / "x.whl")
    with pytest.raises(FileError, match=r"x.whl cannot be read: No such file"):
        install(stored(path))
    Path(path).write_bytes(b"")
    with pytest.raises(DependencyError, match="may be cut off"):
        install(stored(path))
    good = make_wheel(tmp_path, "Foo.Bar")
    os.truncate(good, 300)
    with pytest.raises(DependencyError, match="may be cut off"):
        install(stored(good))


def test_entries_are_values(tmp_path: Path) -> None:
    """Twice the same, and in no file of the machine's but the wheel itself."""
    wheel = make_wheel(tmp_path, "Foo.Bar")
    first: tuple[Entry, ...] = install(stored(wheel))
    assert first == install(stored(wheel))
    assert {each.source.zip for each in first if isinstance(each.source, Compressed)} == {wheel}
