from __future__ import annotations

from pathlib import Path

import pytest

from tests.archives import check_app, codes

SITE = ".python_packages/lib/site-packages"


@pytest.mark.parametrize(
    ("names", "what"),
    [
        ("x.abi3.so (x86_64)", ""),
        ("x.abi3.so (aarch64)", "Linux on aarch64"),
        ("x.cpython-312-x86_64-linux-gnu.so (i686)", "Linux on i686"),
        ("x.abi3.so (aarch64),y.abi3.so (x86_64)", ""),
        ("libx_arm64.so (aarch64)", ""),
        ("tools/probe (bpf)", ""),
        ("x.abi3.so", ""),
    ],
)
def test_machines(names: str, what: str, tmp_path: Path) -> None:
    found = check_app(tmp_path, {f"{SITE}/p/{name}": "" for name in names.split(",")})
    runs_on = "and the app runs on Python 3.12 on Linux (x86_64)"
    expected = [f"an extension module of p is for {what}, {runs_on}"] if what else []
    assert [each.message for each in found] == expected


def test_a_mac(tmp_path: Path) -> None:
    (found,) = check_app(tmp_path, {f"{SITE}/p/x.abi3.so": b"\xcf\xfa\xed\xfe\7\0\0\1"})
    assert "is for macOS" in found.message


def test_what_the_tags_have_said_is_not_said_again(tmp_path: Path) -> None:
    files = {
        f"{SITE}/p/x.abi3.so (aarch64)": "",
        f"{SITE}/p-1.0.dist-info/WHEEL": "Tag: cp38-abi3-manylinux2014_aarch64\n",
    }
    assert codes(tmp_path, files) == ["FX924"]
