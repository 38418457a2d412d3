from __future__ import annotations

import pytest

from tests.rules import one_app
from tests.rules.one_script import said

SHARED = {
    "shared/__init__.py": "from .greeting import greet\n",
    "shared/greeting.py": "def greet(): pass\n",
}
MAIN = "\ndef main(req): pass\n"


@pytest.mark.parametrize(
    "script",
    ["import does_not_exist", "from does_not_exist.x import y", "import numpy"],
)
def test_says_what_nothing_brings(script: str) -> None:
    (found,) = said("FX308", script + MAIN)
    assert found.startswith("1:1 No module named '")
    assert found.endswith("neither Python 3.12, the app nor requirements.txt brings it")


@pytest.mark.parametrize(
    ("script", "requirements"),
    [
        ("import numpy", "numpy==2.1.0\n"),
        ("import numpy", "azure-functions\npandas\n"),
        ("import yaml", "PyYAML\n"),
        ("import whatever", "unheard-of-distribution\n"),
        ("import whatever", "-r other.txt\n"),
        ("import whatever", "git+https://example.com/x.git\n"),
        ("import whatever", "./libs/x.whl\n"),
        ("import yarl, typing_extensions", "azure-functions-durable\n"),
        ("import google.protobuf, grpc", ""),
        ("def f():\n    import whatever", ""),
        ("try:\n    import whatever\nexcept ImportError:\n    whatever = None", ""),
        ("import sys\nsys.path.append('x')\nimport whatever", ""),
        ("import json, xml.etree.ElementTree, azure.functions", ""),
    ],
)
def test_what_may_be_brought_is_silent(script: str, requirements: str) -> None:
    assert said("FX308", script + MAIN, files={"requirements.txt": requirements}) == []


@pytest.mark.parametrize(
    "file", ["uv.lock", "Pipfile", "setup.py", ".python_packages/lib/site-packages/x.py"]
)
def test_other_ways_to_install_are_not_judged(file: str) -> None:
    assert said("FX308", "import whatever" + MAIN, files={file: ""}) == []


def test_no_requirements_at_all() -> None:
    files = {"requirements.txt (absent)": ""}
    assert said("FX308", "import whatever" + MAIN, files=files) == []


def test_removed_modules_go_by_the_target() -> None:
    script = "import imp, distutils.util" + MAIN
    assert said("FX308", script, python=(3, 11)) == []
    assert len(said("FX308", script, python=(3, 12))) == 1


def test_imported_module_that_needs_it() -> None:
    (found,) = said("FX308", "from . import a" + MAIN, files={"f/a.py": "import numpy\n"})
    assert found.startswith("f/a.py:1:1 No module named 'numpy'")


@pytest.mark.parametrize("python", [(3, 12), (3, 13)])
def test_no_package_app_for_decorators(python: tuple[int, int]) -> None:
    script = f"{one_app.APP}from __app__ import config\n{one_app.HELLO}"
    (found,) = one_app.found("FX308", script, files={"config.py": ""}, python=python)
    assert found.message.startswith("No module named '__app__'")
    assert "root" in found.help
