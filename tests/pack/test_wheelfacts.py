"""What is known of a wheel, and which are refused."""

from __future__ import annotations

import os
import re
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fxpack.artifact import SharedObject, WheelFacts
from fxpack.errors import DependencyError
from fxpack.pack.wheelfacts import facts_of
from tests.elf import make_elf
from tests.wheels import make_wheel

INFO = "pkg-1.0.dist-info"


def test_the_smallest(tmp_path: Path) -> None:
    assert facts_of(make_wheel(tmp_path)) == WheelFacts(
        name="pkg", version="1.0", tags=("py3-none-any",), imports=("pkg",)
    )


def test_all_of_it(tmp_path: Path) -> None:
    native = "a_b/_x.cpython-312-x86_64-linux-gnu.so"
    wheel = make_wheel(
        tmp_path,
        "A.b",
        "2.0.post1",
        files={
            "a_b/__init__.py": "",
            native: make_elf(needed=["libc.so.6"], versions=["GLIBC_2.17"]),
            "a_b/_x.cp312-win_amd64.pyd": b"MZ",
            "a_b.libs/libq-12345678.so.1": make_elf(soname="libq-12345678.so.1"),
        },
        tag="cp312-cp312-manylinux_2_17_x86_64.manylinux2014_x86_64",
        requires=["requests>=2; python_version > '3'", "azure-core"],
        requires_python=">=3.9",
        extras=["fast", "slow"],
        data={
            "platlib/a_c.py": "",
            "scripts/tool": make_elf(),
            "data/etc/x": "",
            "headers/h.h": "",
        },
        streamed=True,
    )
    assert facts_of(wheel) == WheelFacts(
        name="a-b",
        version="2.0.post1",
        tags=("cp312-cp312-manylinux_2_17_x86_64", "cp312-cp312-manylinux2014_x86_64"),
        requires=("requests>=2; python_version > '3'", "azure-core"),
        requires_python=">=3.9",
        extras=("fast", "slow"),
        imports=("a_b", "a_c"),
        objects=(
            SharedObject("a_b.libs/libq-12345678.so.1", "x86_64", soname="libq-12345678.so.1"),
            SharedObject("a_b/_x.cp312-win_amd64.pyd", "", kind=""),
            SharedObject(native, "x86_64", (2, 17), ("libc.so.6",)),
            SharedObject("bin/tool", "x86_64"),
        ),
    )


def test_namespaces_that_setuptools_wrote_down(tmp_path: Path) -> None:
    wheel = make_wheel(
        tmp_path,
        files={
            "ns/__init__.py": "",
            "ns/sub/__init__.py": "",
            f"{INFO}/namespace_packages.txt": "ns\n",
        },
    )
    assert facts_of(wheel).imports == ("ns.sub",)


@pytest.mark.parametrize("options", [{"stored": "*"}, {"zip64": True}, {"streamed": True}])
def test_forms_of_the_zip(options: dict[str, Any], tmp_path: Path) -> None:
    assert facts_of(make_wheel(tmp_path, **options)).imports == ("pkg",)


def test_a_large_object_leaves_nothing_behind(tmp_path: Path) -> None:
    large = make_elf(needed=["libx.so.1"], size=20 << 20)
    wheel = make_wheel(tmp_path, files={"pkg/a.so": large})
    assert facts_of(wheel).objects[0].needed == ("libx.so.1",)
    assert os.listdir(tmp_path) == [os.path.basename(wheel)]


def test_another_path(tmp_path: Path) -> None:
    wheel = make_wheel(tmp_path)
    os.rename(wheel, tmp_path / "0123")
    assert facts_of(str(tmp_path / "0123"), os.path.basename(wheel)).name == "pkg"
    with pytest.raises(DependencyError, match=r"^0123 is no name of a wheel$"):
        facts_of(str(tmp_path / "0123"))


def test_several_at_once(tmp_path: Path) -> None:
    wheels = [make_wheel(tmp_path, f"p{number}") for number in range(8)]
    with ThreadPoolExecutor(4) as pool:
        found = [facts.name for facts in pool.map(facts_of, wheels)]
    assert found == [f"p{number}" for number in range(8)]


def test_a_file_that_record_does_not_know(tmp_path: Path) -> None:
    wheel = make_wheel(tmp_path, unlisted={"extra.py": ""})
    assert facts_of(wheel).imports == ("extra", "pkg")


@pytest.mark.parametrize("algorithm", ["sha384", "sha512"])
def test_stronger_hashes(algorithm: str, tmp_path: Path) -> None:
    import base64
    import hashlib

    digest = base64.urlsafe_b64encode(hashlib.new(algorithm, b"x").digest()).rstrip(b"=").decode()

    def stronger(record: str) -> str:
        return re.sub(r"(a\.py),sha256=[^,]*", rf"\1,{algorithm}={digest}", record)

    assert facts_of(make_wheel(tmp_path, files={"a.py": "x"}, record=stronger)).imports == ("a",)
    with pytest.raises(DependencyError, match=r"a\.py whose hash is not that in its RECORD"):
        facts_of(make_wheel(tmp_path, files={"a.py": "y"}, record=stronger))


def test_hashes_in_hexadecimal(tmp_path: Path) -> None:
    import hashlib

    def hexadecimal(record: str) -> str:
        digest = hashlib.sha256(b"x").hexdigest()
        return re.sub(r"(a\.py,sha256)=[^,]*", rf"\1={digest}", record)

    assert facts_of(make_wheel(tmp_path, files={"a.py": "x"}, record=hexadecimal)).imports == ("a",)
    with pytest.raises(DependencyError, match=r"a\.py whose hash is not that in its RECORD"):
        facts_of(make_wheel(tmp_path, files={"a.py": "y"}, record=hexadecimal))


LIES: list[tuple[str, dict[str, Any], str]] = [
    ("hash", {"record": lambda r: r.replace("sha256=", "sha256=A", 1)}, "whose hash is not that"),
    ("size", {"record": lambda r: re.sub(r",(\d+)\n", r",1\1\n", r)}, "whose size is not that"),
    ("weak", {"record": lambda r: r.replace("sha256=", "md5=", 1)}, "is none of sha256"),
    ("missing", {"record": lambda r: r + "gone.py,,\n"}, "lacks gone.py, which its RECORD lists"),
    ("columns", {"record": lambda r: r + "a,b\n"}, "a line that is no path, hash and size"),
    ("twice", {"record": lambda r: r + "pkg/__init__.py,,\n"}, "says two things of pkg/__init__"),
    ("quotes", {"record": lambda r: '"a\n' + r}, "RECORD"),
    ("no record", {"without": ["RECORD"]}, f"has no {INFO}/RECORD"),
    ("no metadata", {"without": ["METADATA"]}, "has no METADATA"),
    ("no wheel", {"without": ["WHEEL"]}, "has no WHEEL"),
    ("version 2", {"files": {f"{INFO}/WHEEL": "Wheel-Version: 2.0\n"}}, 'Wheel-Version "2.0"'),
    ("other name", {"filename": "other-1.0-py3-none-any.whl"}, "another package or version"),
    ("other version", {"filename": "pkg-2.0-py3-none-any.whl"}, "another package or version"),
    ("no name", {"filename": "pkg.whl"}, "no name of a wheel"),
    (
        "another name inside",
        {"files": {f"{INFO}/METADATA": "Name: other\n"}},
        'METADATA that it is "other"',
    ),
    (
        "cursor",
        {"record": lambda r: r + "a\x1b[2Jb,,\n"},
        r"lacks a\x1b[2Jb, which its RECORD lists",
    ),
    ("two dist-infos", {"files": {"x-1.dist-info/METADATA": ""}}, "has 2 .dist-info folders"),
    ("up", {"files": {"../x": ""}}, 'name has "..": ../x'),
    ("up inside", {"files": {"a/../x": ""}}, 'name has ".."'),
    ("absolute", {"files": {"/x": ""}}, "name is absolute"),
    ("drive", {"files": {"C:x": ""}}, "name is absolute"),
    ("backslash", {"files": {"..\\x": ""}}, "name has a backslash"),
    ("NUL", {"files": {"a\0b": ""}}, "name has a control character"),
    ("escape", {"unlisted": {"a\x1b[2Jb": ""}}, "name has a control character"),
    ("empty part", {"files": {"a//b": ""}}, "name has an empty part"),
    ("long part", {"files": {"é" * 128: ""}}, "a part of more than 255 bytes"),
]


@pytest.mark.parametrize(("options", "said"), [lie[1:] for lie in LIES], ids=[x[0] for x in LIES])
def test_wheels_that_lie(options: dict[str, Any], said: str, tmp_path: Path) -> None:
    wheel = make_wheel(tmp_path, **options)
    with pytest.raises(DependencyError) as caught:
        facts_of(wheel)
    assert said in str(caught.value)
    assert os.path.basename(wheel) in str(caught.value)
    assert str(caught.value).isprintable()


def test_two_members_of_a_name(tmp_path: Path) -> None:
    wheel = make_wheel(tmp_path)
    with zipfile.ZipFile(wheel, "a") as opened, pytest.warns(UserWarning, match="Duplicate"):
        opened.writestr("pkg/__init__.py", "")
    with pytest.raises(DependencyError, match=r"has two members pkg/__init__\.py"):
        facts_of(wheel)


def test_a_link(tmp_path: Path) -> None:
    wheel = make_wheel(tmp_path)
    with zipfile.ZipFile(wheel, "a") as opened:
        member = zipfile.ZipInfo("pkg/link")
        member.external_attr = 0o120777 << 16
        opened.writestr(member, "/etc/passwd")
    with pytest.raises(DependencyError, match="has a symbolic link: pkg/link"):
        facts_of(wheel)


def test_a_bomb(tmp_path: Path) -> None:
    wheel = make_wheel(tmp_path, unlisted={"zeros": bytes(1 << 20)})
    data = Path(wheel).read_bytes()
    at = data.rindex(b"zeros") - 46
    Path(wheel).write_bytes(data[: at + 24] + b"\xf0\xff\xff\xff" + data[at + 28 :])
    with pytest.raises(DependencyError, match=r"would unpack to 4,294,967,.* as a zip bomb does"):
        facts_of(wheel)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    native = make_elf(needed=["libc.so.6"])
    files: dict[str, str | bytes] = {"pkg/__init__.py": "x = 1\n" * 99, "pkg/a.so": native}
    return Path(make_wheel(tmp_path_factory.mktemp("w"), files=files)).read_bytes()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200)
@given(st.floats(0, 1), st.binary(min_size=1, max_size=4))
def test_damaged_wheels(tmp_path: Path, whole: bytes, where: float, junk: bytes) -> None:
    path = tmp_path / "pkg-1.0-py3-none-any.whl"
    at = int(where * (len(whole) - 1))
    for data in (whole[:at], whole[:at] + junk + whole[at + len(junk) :]):
        path.write_bytes(data)
        try:
            facts_of(str(path))
        except DependencyError as error:
            assert "pkg-1.0-py3-none-any.whl" in str(error)  # noqa: PT017
