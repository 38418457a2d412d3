from __future__ import annotations

from pathlib import Path

import pytest

from tests.archives import check_app, codes

SITE = ".python_packages/lib/site-packages"


def package(name: str, version: str, *requires: str) -> dict[str, str]:
    lines = [f"Name: {name}", f"Version: {version}", *(f"Requires-Dist: {r}" for r in requires)]
    return {
        f"{SITE}/{name}/__init__.py": "",
        f"{SITE}/{name}-{version}.dist-info/METADATA": "\n".join([*lines, "", "Requires-Dist: x"]),
    }


@pytest.mark.parametrize(
    ("requires", "said"),
    [
        ("b", "b, and it is not in the zip"),
        ("B_c>=1 ; python_version >= '3.9'", "B_c>=1, and it is not in the zip"),
        ("b; python_version < '3.9'", ""),
        ("b; sys_platform == 'win32'", ""),
        ("b; extra == 'dev'", ""),
        ("b; python_version > '3' and extra == 'dev'", ""),
        ("azure-functions", ""),
        ("c", ""),
        ("c>=2", "c>=2, and the zip has 1.5"),
        ("c (>=1.0,<2)", ""),
        ("c @ https://example.com/c.zip", ""),
        ("not a requirement at all", ""),
        ("b; nonsense == 'x'", ""),
    ],
)
def test_requirements(requires: str, said: str, tmp_path: Path) -> None:
    found = check_app(tmp_path, package("a", "1.0", requires), package("c", "1.5"))
    assert [each.message for each in found] == [f"a 1.0 needs {said}"] * bool(said)
    assert all(each.severity == "warning" for each in found)


def test_python_of_the_app_decides(tmp_path: Path) -> None:
    needing = package("a", "1.0", "b; python_version < '3.12'")
    assert codes(tmp_path, needing, python="3.11") == ["FX922"]
    assert codes(tmp_path, needing, python="3.12") == []
