"""Who needs what, by the metadata of wheels."""

from __future__ import annotations

import pytest

from fxpack.artifact import WheelFacts
from fxpack.pack.closure import needs
from fxpack.platforms import platform_of

PACKAGES = {
    "a": ["b", 'c; extra == "x"', 'd; sys_platform == "win32"', 'e; extra == "Under_Score"'],
    "b": ["c[y]>=1"],
    "c": ['f; extra == "y"', 'a; extra == "y"'],
    "d": ["missing"],
    "e": [],
    "f": ['old; python_version < "3.12"'],
}


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, ""),
        ({"e": ()}, ""),
        ({"f": ()}, ""),
        ({"c": ()}, ""),
        ({"d": ()}, "d>missing"),
        ({"b": ()}, "a>b b>c c>a c>f"),
        ({"a": ()}, "a>b b>c c>a c>f"),
        ({"a": ("x",)}, "a>b a>c b>c c>a c>f"),
        ({"a": ("under-score",)}, "a>b a>e b>c c>a c>f"),
        ({"nobody": ()}, ""),
    ],
)
def test_needs(asked: dict[str, tuple[str, ...]], expected: str) -> None:
    packages = {
        name: WheelFacts(name, "1.0", (), requires=tuple(requires))
        for name, requires in PACKAGES.items()
    }
    found = {f"{need.by.name}>{need.name}" for need in needs(packages, asked, platform_of((3, 12)))}
    assert " ".join(sorted(found)) == expected
