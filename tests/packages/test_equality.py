"""A local build, unpacked, is what `uv pip install --target` makes of the same lock."""

from __future__ import annotations

import base64
import csv
import hashlib
import os
import subprocess
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest

from fxpack.artifact import SITE_PACKAGES
from tests.packages.conftest import Build, Lock, python_of

CLOUD = ("requests", "azure-functions", "azure-storage-blob")
SCIENTIFIC = ("numpy", "pandas", "scipy", "scikit-learn")
SCRIPTS = ("jsonpointer", "ninja")
DATA = ("jupyterlab-pygments", "pygments", "greenlet")
NAMESPACES = ("zope.interface", "zope.event", "google-cloud-core")
ENTRY_POINTS = ("flask", "pygments")


class Installed(NamedTuple):
    """A file as an installer leaves it."""

    sha256: str
    executable: bool


class Case(NamedTuple):
    """Requirements, what they bring that matters here, and what imports afterwards."""

    names: Sequence[str]
    python: str
    has: Sequence[str]
    imports: Sequence[str]


CASES = [
    Case(CLOUD, "3.12", ["azure/functions/__init__.py"], ["requests", "azure.storage.blob"]),
    Case(
        SCIENTIFIC,
        "3.12",
        ["numpy.libs", "bin/f2py"],
        ["numpy.linalg", "pandas", "scipy.sparse.linalg", "sklearn.linear_model"],
    ),
    Case(SCRIPTS, "3.13", ["bin/jsonpointer", "bin/ninja"], ["jsonpointer", "ninja"]),
    Case(
        DATA,
        "3.13",
        ["share/jupyter/labextensions/jupyterlab_pygments/package.json", "include/greenlet"],
        ["jupyterlab_pygments", "greenlet"],
    ),
    Case(
        NAMESPACES,
        "3.13",
        ["zope/event", "google/cloud/client"],
        ["zope.interface", "zope.event", "google.cloud.client"],
    ),
    Case(ENTRY_POINTS, "3.12", ["bin/flask", "bin/pygmentize"], ["flask", "pygments"]),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.names[0]}-{case.python}")
def test_equal_to_uv(
    case: Case,
    lock: Lock,
    installed: Callable[[str, str], Path],
    build: Build,
    tmp_path: Path,
) -> None:
    requirements = lock(case.names, case.python)
    theirs = installed(requirements, case.python)
    archive = build(requirements, case.python)
    ours = unpacked(archive, tmp_path / "unpacked")

    for path in case.has:
        assert (ours / path).exists(), path
    assert_equal(tree(ours), tree(theirs, as_ours=True))
    for record in sorted(ours.glob("*.dist-info/RECORD")):
        other = theirs / record.relative_to(ours)
        assert set(rows(record)) == set(rows(other)), record
        assert_true(record, ours)

    imports(case, ours)


def unpacked(archive: Path, folder: Path) -> Path:
    """site-packages of a zip, unpacked with the modes it states."""
    with zipfile.ZipFile(archive) as zip_file:
        zip_file.extractall(folder)
        for member in zip_file.infolist():
            os.chmod(folder / member.filename, member.external_attr >> 16)
    return folder / SITE_PACKAGES


def tree(root: Path, *, as_ours: bool = False) -> dict[str, Installed]:
    """Every file below a folder but RECORD, which is compared row by row.

    as_ours  with the differences that are meant: the README lists them
    """
    found = {}
    for path in sorted(root.rglob("*")):
        name = path.relative_to(root).as_posix()
        if not path.is_file() or path.name == "RECORD" or (as_ours and name == ".lock"):
            continue
        content = path.read_bytes()
        if as_ours and path.parent == root / "bin":
            content = portable(content)
        if as_ours and path.name == "INSTALLER":
            content = b"fxpack"
        executable = bool(path.stat().st_mode & 0o100)
        found[name] = Installed(hashlib.sha256(content).hexdigest(), executable)
    return found


def portable(script: bytes) -> bytes:
    """A script that starts with any Python's path, started by whichever Python is found first."""
    first, end, rest = script.partition(b"\n")
    if first.startswith(b"#!") and b"python" in first:
        return b"#!/usr/bin/env python3" + end + rest
    return script


def assert_equal(ours: Mapping[str, Installed], theirs: Mapping[str, Installed]) -> None:
    """Equal trees, or a list of what differs that can be read."""
    different = {
        path: (ours.get(path), theirs.get(path))
        for path in sorted({*ours, *theirs})
        if ours.get(path) != theirs.get(path)
    }
    assert not different, different


def rows(record: Path) -> dict[str, list[str]]:
    """What RECORD says of each path: nothing stands in it twice."""
    with record.open(encoding="utf-8", newline="") as file:
        lines = list(csv.reader(file))
    found = {line[0]: line[1:] for line in lines}
    assert len(found) == len(lines), record
    return found


def assert_true(record: Path, root: Path) -> None:
    """RECORD is true: each file is there, with that hash and that size."""
    for path, (digest, size) in rows(record).items():
        content = (root / path).read_bytes()
        if root / path == record:
            assert (digest, size) == ("", "")
            continue
        algorithm, _, wanted = digest.partition("=")
        found = base64.urlsafe_b64encode(hashlib.new(algorithm, content).digest())
        assert (found.rstrip(b"=").decode(), int(size)) == (wanted, len(content)), path


def imports(case: Case, site: Path) -> None:
    """A Python of the target imports the packages from there and from nowhere else."""
    program = "import sys, importlib; sys.path.insert(0, sys.argv[1])\n" + "\n".join(
        f"importlib.import_module({name!r})" for name in case.imports
    )
    done = subprocess.run(
        [python_of(case.python), "-I", "-S", "-B", "-c", program, str(site)],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
