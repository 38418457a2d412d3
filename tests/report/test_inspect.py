"""What takes the room in a zip: what is worked out, and how it is said."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from fxpack.app.cold_start import _Brings
from fxpack.app.inspect import inspect
from fxpack.archive import Inspection, PackageShare, Share
from fxpack.graph import Imported
from fxpack.report import inspect as report
from fxpack.report import plain
from tests.archives import app_zip
from tests.report.test_json import schema

SITE = ".python_packages/lib/site-packages"


def package(name: str, size: int, *requires: str) -> dict[str, str]:
    info = f"{SITE}/{name}-1.0.dist-info"
    lines = [f"Name: {name}", "Version: 1.0", *(f"Requires-Dist: {text}" for text in requires)]
    return {
        f"{SITE}/{name}/__init__.py ({size} MB)": "",
        f"{info}/METADATA": "\n".join(lines),
        f"{info}/RECORD": f"{name}/__init__.py,,\n",
    }


def inspected(folder: Path, *trees: dict[str, str]) -> Inspection:
    app_zip(folder / "app.zip", *trees)
    return inspect("app.zip", str(folder))


def shares(found: Inspection) -> dict[str, PackageShare]:
    return {each.share.name: each for each in found.packages}


PANDAS = [
    package("pandas", 5, "numpy>=1", "tz; sys_platform == 'win32'", "xl; extra == 'excel'"),
    package("numpy", 9),
    package("scipy", 7, "numpy", "pool", "pandas[excel]; extra == 'x'"),
    package("pool", 1, "deep"),
    package("deep", 2),
    package("tz", 1),
    package("xl", 1),
]


STARTS = {
    "requirements.txt": "pandas\nscipy\n",
    "f/__init__.py": (
        "import json, requests\nimport azure.functions as func\nimport deep.inside\n"
        "from shared import x\n\ndef main(req):\n    import scipy\n"
    ),
    "shared/__init__.py": "from pandas import DataFrame\nx = 1\n",
    "unused.py": "import numpy\n",
}


def test_what_a_cold_start_imports(tmp_path: Path) -> None:
    (start,) = inspected(tmp_path, STARTS, *PANDAS).starts
    assert start.functions == ("f",)
    assert start.modules == ("f/__init__.py", "shared/__init__.py")
    assert start.packages == ("deep", "pandas")
    assert start.others == ("azure.functions", "requests")


def test_a_cold_start_of_decorators(tmp_path: Path) -> None:
    script = (
        "import azure.functions as func\nimport numpy.linalg\napp = func.FunctionApp()\n"
        '@app.route("a")\ndef a(req): ...\n@app.route("b")\ndef b(req): ...\n'
    )
    (start,) = inspected(
        tmp_path, {"function_app.py": script, "f/function.json": ""}, *PANDAS
    ).starts
    assert (start.functions, start.packages) == (("a", "b"), ("numpy",))


@pytest.mark.parametrize(
    ("owners", "name", "package"),
    [
        ({"yaml/__init__.py": "pyyaml"}, "yaml.loader", "pyyaml"),
        ({"six.py": "six"}, "six.moves", "six"),
        ({"_cffi.cpython-312-x86_64-linux-gnu.so": "cffi"}, "_cffi", "cffi"),
        (
            {"azure/core/a.py": "azure-core", "azure/x/b.py": "azure-x"},
            "azure.core.a.B",
            "azure-core",
        ),
        ({"azure/core/a.py": "azure-core", "azure/x/b.py": "azure-x"}, "azure.identity", ""),
        ({"yaml/data.txt": "pyyaml"}, "yaml", ""),
    ],
)
def test_which_package_brings_a_module(owners: dict[str, str], name: str, package: str) -> None:
    brings = _Brings({f"{SITE}/{path}": owner for path, owner in owners.items()})
    assert brings.package(Imported(name, "package")) == package


def test_who_brought_whom(tmp_path: Path) -> None:
    found = shares(inspected(tmp_path, {"requirements.txt": "pandas\nscipy\n"}, *PANDAS))
    assert found["pandas"].requested
    assert (found["pandas"].needs, found["pandas"].brings) == (("numpy",), ())
    assert found["scipy"].needs == ("numpy", "pool")
    assert found["scipy"].brings == ("deep", "pool")
    assert found["scipy"].alone == sum(
        found[name].share.compressed for name in ("scipy", "deep", "pool")
    )
    assert found["numpy"].needed_by == ("pandas", "scipy")
    assert not found["numpy"].requested
    assert (found["pool"].brings, found["deep"].brings) == (("deep",), ())
    assert found["tz"].needed_by == ()


def test_extras(tmp_path: Path) -> None:
    found = shares(inspected(tmp_path, {"requirements.txt": "pandas[excel]\n"}, *PANDAS))
    assert found["pandas"].needs == ("numpy", "xl")
    assert found["xl"].needed_by == ("pandas",)


def test_without_requirements_what_nothing_needs_was_wanted(tmp_path: Path) -> None:
    found = shares(inspected(tmp_path, {"requirements.txt (absent)": ""}, *PANDAS))
    assert {name for name, each in found.items() if each.requested} == {
        "pandas",
        "scipy",
        "tz",
        "xl",
    }


def test_packages_that_need_each_other(tmp_path: Path) -> None:
    trees = [package("a", 1, "b"), package("b", 1, "a")]
    found = shares(inspected(tmp_path, {"requirements.txt": "a\n"}, *trees))
    assert (found["a"].brings, found["b"].brings) == (("b",), ())


def test_folders(tmp_path: Path) -> None:
    found = inspected(
        tmp_path,
        package("a", 1),
        {f"{SITE}/loose/x.py": "", f"{SITE}/y.py": "", "z.txt (2 MB)": ""},
    )
    assert [each.name for each in found.folders] == [".", "f", SITE, f"{SITE}/loose"]
    assert found.folders[0].size > 2_000_000
    assert found.total.files == sum(each.files for each in found.folders) + sum(
        each.share.files for each in found.packages
    )
    assert [each.path for each in found.largest][:2] == ["z.txt", f"{SITE}/a/__init__.py"]


def test_text() -> None:
    found = Inspection(
        path="app.zip",
        size=2_100_000,
        python="3.12",
        total=Share("", 12, 6_000_000, 2_000_000),
        packages=(
            PackageShare(
                Share("b", 7, 3_000_000, 1_500_000),
                "2.0",
                requested=True,
                brings=("a",),
                alone=1_900_000,
            ),
            PackageShare(
                Share("a", 1, 2_999_000, 400_000), "1.25", requested=False, needed_by=("b",)
            ),
            PackageShare(Share("c", 1, 500, 300), "1", requested=False),
        ),
        folders=(Share(".", 3, 500, 99_700),),
        largest=(),
    )
    assert (
        plain(report.text(found))
        == """\
app.zip: 2.1 MB (6.0 MB unpacked), 12 files

Packages
    1.5 MB  75.0%  3.0 MB  7 files  b 2.0   brings a: 1.9 MB together
  400.0 kB  20.0%  3.0 MB   1 file  a 1.25  for b
     300 B   0.0%   500 B   1 file  c 1     for nothing in the zip

Folders
  99.7 kB  5.0%  500 B  3 files  .
"""
    )


def test_json_is_of_its_schema(tmp_path: Path) -> None:
    found = inspected(tmp_path, *PANDAS)
    value = json.loads(report.as_json(found))
    Draft202012Validator(schema("inspect-output")).validate(value)
    assert value["packages"][0]["name"] == "numpy"
