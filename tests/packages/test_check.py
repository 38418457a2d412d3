"""`fxpack check` on zips that uv filled: silent where they fit, and only there."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from uv import find_uv_bin

from fxpack.artifact import SITE_PACKAGES
from fxpack.pack.readback import read_archive
from fxpack.pack.wheelfacts import facts_of
from tests.archives import app_zip
from tests.packages.conftest import SEEN, Lock, run

NATIVE = ("cffi", "cryptography", "numpy")


def zipped(site: Path, target: Path, requirements: str) -> Path:
    """A zip of the smallest app with the packages of a folder."""
    app_zip(target, {"requirements.txt": requirements})
    with zipfile.ZipFile(target, "a", zipfile.ZIP_DEFLATED, compresslevel=1) as opened:
        for path in sorted(site.rglob("*")):
            if path.is_file():
                opened.write(path, f"{SITE_PACKAGES}/{path.relative_to(site)}")
    return target


def said(path: Path, *options: str) -> list[tuple[str, str]]:
    """The codes and messages of `fxpack check`."""
    command = [sys.executable, "-m", "fxpack", "check", str(path), "--format", "json", *options]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    return [(each["code"], each["message"]) for each in json.loads(done.stdout)["diagnostics"]]


@pytest.mark.parametrize(
    ("names", "python"),
    [
        (("numpy", "pandas", "scipy", "scikit-learn"), "3.12"),
        (("cryptography", "grpcio", "pyodbc", "psycopg2-binary", "azure-storage-blob"), "3.12"),
        (("opencv-python-headless", "pillow", "lxml", "pyarrow"), "3.13"),
        (("numpy", "psycopg[binary]", "aiohttp", "pydantic", "azure-functions"), "3.11"),
        (("debugpy", "sqlalchemy", "orjson", "pymssql", "matplotlib"), "3.12"),
    ],
    ids=lambda value: value if isinstance(value, str) else value[0],
)
def test_real_packages_are_fine(
    names: Sequence[str],
    python: str,
    lock: Lock,
    installed: Callable[[str, str], Path],
    tmp_path: Path,
) -> None:
    site = installed(lock(names, python), python)
    path = zipped(site, tmp_path / "app.zip", "\n".join(names))
    assert said(path) == []
    assert said(path, "--python", python) == []


@pytest.mark.parametrize(
    ("platform", "python", "what"),
    [
        ("aarch64-apple-darwin", "3.12", "macOS"),
        ("x86_64-pc-windows-msvc", "3.12", "Windows"),
        ("aarch64-manylinux_2_28", "3.12", "Linux on aarch64"),
        ("x86_64-unknown-linux-musl", "3.12", "Linux with musl, such as Alpine"),
        ("x86_64-manylinux_2_28", "3.11", "Python 3.11"),
    ],
)
def test_packages_for_something_else(
    platform: str, python: str, what: str, environment: dict[str, str], tmp_path: Path
) -> None:
    command = [find_uv_bin(), "pip", "install", "--quiet", "--target", str(tmp_path / "site")]
    command += ["--only-binary", ":all:", "--exclude-newer", SEEN, "--python", sys.executable]
    run([*command, "--python-platform", platform, "--python-version", python, *NATIVE], environment)
    path = zipped(tmp_path / "site", tmp_path / "app.zip", "\n".join(NATIVE))
    found = [message for code, message in said(path, "--python", "3.12") if code == "FX924"]
    assert [message.split()[0] for message in found] == [
        # the one wheel of cryptography for Linux is for every Python
        name
        for name in NATIVE
        if (name, what) != ("cryptography", "Python 3.11")
    ]
    assert all(f"is for {what} (" in message for message in found)


def test_what_is_known_of_wheels_is_what_is_in_the_zip(
    environment: dict[str, str], tmp_path: Path
) -> None:
    command = [sys.executable, "-m", "pip", "download", "--quiet", "-d", str(tmp_path / "wheels")]
    command += ["--only-binary", ":all:", "--python-version", "3.12", "--implementation", "cp"]
    for glibc in (17, 27, 28):
        command += ["--platform", f"manylinux_2_{glibc}_x86_64"]
    run([*command, *NATIVE], environment)
    wheels = [str(tmp_path / "wheels" / name) for name in os.listdir(tmp_path / "wheels")]
    command = [find_uv_bin(), "pip", "install", "--quiet", "--target", str(tmp_path / "site")]
    command += ["--python", sys.executable, "--python-platform", "x86_64-manylinux_2_28"]
    run([*command, "--python-version", "3.12", "--no-deps", *wheels], environment)
    known = [
        each._replace(path=f"{SITE_PACKAGES}/{each.path}")
        for wheel in wheels
        for each in facts_of(wheel).objects
    ]
    archive = read_archive(str(zipped(tmp_path / "site", tmp_path / "app.zip", "")))
    assert archive.objects == tuple(sorted(known))
