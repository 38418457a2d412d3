"""Which wheels have to be repaired, and under which name a native wheel is kept."""

from __future__ import annotations

import re

import pytest

from fxpack.artifact import SharedObject, WheelFacts
from fxpack.errors import NativeBuildError
from fxpack.facts import table
from fxpack.pack.compiled import native_key
from fxpack.pack.repair import EVERYWHERE, check_glibc, lacking
from fxpack.platforms import platform_of


def facts(*objects: SharedObject) -> WheelFacts:
    return WheelFacts("pkg", "1.0", (), objects=objects)


@pytest.mark.parametrize(
    ("needed", "expected"),
    [
        ((), ()),
        (("libc.so.6", "libstdc++.so.6", "ld-linux-x86-64.so.2"), ()),
        (("libpython3.11.so.1.0",), ()),
        (("libpq.so.5", "libc.so.6"), ("libpq.so.5",)),
        (("libX11.so.6", "libglib-2.0.so.0"), ("libX11.so.6", "libglib-2.0.so.0")),
        (("libown.so", "liball.so.1"), ()),
    ],
)
def test_what_a_wheel_lacks(needed: tuple[str, ...], expected: tuple[str, ...]) -> None:
    own = SharedObject("pkg/libown.so", "x86_64")
    named = SharedObject("pkg/other.so", "x86_64", soname="liball.so.1")
    assert lacking(facts(SharedObject("pkg/x.so", "x86_64", needed=needed), own, named)) == expected


def test_nothing_is_everywhere_that_azure_is_known_to_lack() -> None:
    assert EVERYWHERE.isdisjoint(table("image_libraries")["absent"])


def test_glibc() -> None:
    wheel = facts(SharedObject("pkg/x.so", "x86_64", glibc=(2, 34)), SharedObject("pkg/y", ""))
    check_glibc("pkg 1.0", wheel, (2, 34), "debian:12")
    with pytest.raises(NativeBuildError) as told:
        check_glibc("pkg 1.0", wheel, (2, 31), "debian:12")
    assert str(told.value).startswith(
        "pkg 1.0 was built in debian:12 and needs GLIBC_2.34 (pkg/x.so), and its target has 2.31"
    )


def test_the_tools_are_pinned_and_hashed() -> None:
    for line in table("repair_tools")["requirements"]:
        assert re.fullmatch(r"[a-z]+==[0-9.]+ --hash=sha256:[0-9a-f]{64}", line)


def test_keys() -> None:
    def key(
        source: str = "sha256 1",
        python: tuple[int, int] = (3, 12),
        image: str = "x",
        deps: tuple[str, ...] = ("a", "b"),
        *,
        own: bool = False,
    ) -> str:
        return native_key(source, platform_of(python), image, deps, own_image=own)

    assert key() == key(deps=("b", "a", "a"))
    others = [key(source="2"), key(python=(3, 13)), key(image="y"), key(deps=()), key(own=True)]
    assert len({key(), *others}) == len(others) + 1
