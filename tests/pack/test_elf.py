"""Shared objects, made up and real."""

from __future__ import annotations

import io
import sys
import sysconfig
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fxpack.artifact import SharedObject
from fxpack.pack.elf import kind_of, shared_object
from tests.elf import make_elf


def looked_at(data: bytes) -> SharedObject:
    return shared_object("a/b.so", "ELF", io.BytesIO(data))


def test_all_of_it() -> None:
    data = make_elf(
        needed=["libc.so.6", "libz.so.1"],
        soname="libb.so.2",
        versions=["GLIBC_2.2.5", "GLIBC_2.27", "GLIBC_2.4", "GLIBC_PRIVATE", "GLIBC_ABI_DT_RELR"],
    )
    assert looked_at(data) == SharedObject(
        path="a/b.so",
        machine="x86_64",
        glibc=(2, 27),
        needed=("libc.so.6", "libz.so.1"),
        soname="libb.so.2",
    )


@pytest.mark.parametrize("machine", ["x86_64", "aarch64", "i686", "bpf"])
def test_machines(machine: str) -> None:
    assert looked_at(make_elf(machine)) == SharedObject("a/b.so", machine)


@pytest.mark.parametrize(
    ("path", "head", "kind"),
    [
        ("a.so", b"\x7fELF\x02", "ELF"),
        ("bin/tool", b"\x7fELF", "ELF"),
        ("a.so", b"\xcf\xfa\xed\xfe\x07", "Mach-O"),
        ("a.dylib", b"\xca\xfe\xba\xbe\0\0\0\x02", "Mach-O"),
        ("A.class", b"\xca\xfe\xba\xbe\0\0\0\x34", None),
        ("a.pyd", b"MZ".ljust(60, b"\0") + b"\x40\0\0\0PE\0\0", "PE"),
        ("mz.txt", b"MZ is how it starts", None),
        ("a.pyd", b"", ""),
        ("a.so.1.2", b"text", ""),
        ("a.sock", b"text", None),
        ("a.py", b"", None),
    ],
)
def test_kinds(path: str, head: bytes, kind: str | None) -> None:
    assert kind_of(path, head) == kind


@pytest.mark.skipif(sys.platform != "linux", reason="asks this Python, which is no ELF file")
def test_a_real_one() -> None:
    found = looked_at(Path(sys.executable).resolve().read_bytes())
    assert found.machine == sysconfig.get_platform().removeprefix("linux-")
    assert "libc.so.6" in found.needed
    assert found.glibc is not None


@given(st.integers(0, 900), st.binary(min_size=1, max_size=9))
def test_broken_ones_never_stop_it(at: int, junk: bytes) -> None:
    data = make_elf(needed=["libc.so.6"], soname="x", versions=["GLIBC_2.5"])
    broken = data[:at] + junk + data[at + len(junk) :]
    assert looked_at(broken).path == "a/b.so"
    assert looked_at(data[:at]).kind == "ELF"
