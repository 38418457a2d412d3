from __future__ import annotations

from pathlib import Path

import pytest

from fxpack.facts import table
from fxpack.platforms import platforms
from tests.archives import check_app, codes

SITE = ".python_packages/lib/site-packages"


def test_message(tmp_path: Path) -> None:
    files = {f"{SITE}/p/{name}.so (x86_64, needs libpq.so.5)": "" for name in "ab"}
    (found,) = check_app(tmp_path, files, python="3.13")
    assert (found.code, found.severity) == ("FX927", "warning")
    assert found.message == (
        "this file needs libpq.so.5, which is neither in the zip nor in Azure's image of Python 3.13"
    )
    assert found.help == "require psycopg2-binary or psycopg[binary], which bring it"


@pytest.mark.parametrize(
    ("needed", "python", "expected"),
    [
        ("libc.so.6", "3.12", []),
        ("libodbc.so.2", "3.12", []),
        ("libGL.so.1", "3.12", []),
        ("libunknown.so.1", "3.12", []),
        ("libpq.so.5", "3.12", []),
        ("libpq.so.5", "3.10", ["FX927"]),
        ("libzbar.so.0", "3.12", ["FX927"]),
        ("libc.musl-x86_64.so.1", "3.14", ["FX927"]),
    ],
)
def test_libraries(needed: str, python: str, expected: list[str], tmp_path: Path) -> None:
    files = {f"{SITE}/p/x.so (x86_64, needs {needed})": ""}
    assert codes(tmp_path, files, python=python) == expected


@pytest.mark.parametrize(
    "name", ["p.libs/libpq.so.5 (x86_64)", "q/other (x86_64, soname libpq.so.5)"]
)
def test_libraries_in_the_zip(name: str, tmp_path: Path) -> None:
    files = {f"{SITE}/p/x.so (x86_64, needs libpq.so.5)": "", f"{SITE}/{name}": ""}
    assert codes(tmp_path, files, python="3.13") == []


def test_what_leads_to_it_is_what_matters(tmp_path: Path) -> None:
    files = {
        f"{SITE}/p/x.abi3.so (x86_64, needs liba.so.1)": "",
        f"{SITE}/p.libs/liba.so.1 (x86_64, needs libpq.so.5)": "",
        f"{SITE}/p.libs/left-over.so.1 (x86_64, needs libzbar.so.0)": "",
        f"{SITE}/p.libs/libleft.so (x86_64, needs libzbar.so.0)": "",
    }
    (found,) = check_app(tmp_path, files, python="3.13")
    assert found.location.path == f"app.zip/{SITE}/p.libs/liba.so.1"


def test_data_name_known_pythons_only() -> None:
    known = {platform.version for platform in platforms().values()}
    for facts in table("image_libraries")["absent"].values():
        assert known.issuperset(facts["python"])
        assert facts["instead"]
