"""`fxpack graph`: its outputs and its exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Fxpack, write

SCRIPT = """import json
import azure.functions as func
from shared import prices
try:
    import orjson
except ImportError:
    orjson = None

def main(req: func.HttpRequest) -> func.HttpResponse:
    import yaml
    from shared import report
    return func.HttpResponse(prices.PRICE)
"""
APP = {
    "f/__init__.py": SCRIPT,
    "shared/__init__.py": "",
    "shared/prices.py": "PRICE = 'much'\n",
    "shared/report.py": "import requests\n",
    "requirements.txt": "azure-functions\nrequests==2.31.0\nPyYAML\n",
    "dead.py": "import shared\n",
}
TEXT = """f: a cold start loads 3 modules of the app
  f/__init__.py
  shared/__init__.py
  shared/prices.py
  packages  azure.functions (azure-functions), orjson (no requirement brings it)
  later     shared/report.py, requests, yaml (pyyaml)

Imports
f/__init__.py
  azure.functions  azure-functions
  shared           shared/__init__.py
  shared.prices    shared/prices.py
  orjson           no requirement brings it  optional
  yaml             pyyaml  in main()
  shared           shared/__init__.py  in main()
  shared.report    shared/report.py  in main()
shared/__init__.py
shared/prices.py
shared/report.py
  requests  requests
"""


@pytest.fixture
def app(root: Path) -> Path:
    return write(root, APP)


def test_text(app: Path, fxpack: Fxpack) -> None:
    ran = fxpack("graph")
    assert (ran.code, ran.out, ran.err) == (0, TEXT, "")
    assert fxpack("graph", str(app)).out == TEXT


def test_the_standard_library_on_demand(app: Path, fxpack: Fxpack) -> None:
    said = fxpack("graph", "--stdlib").out
    assert "  packages  azure.functions (azure-functions), json (standard library), orjson" in said
    assert "json             standard library\n" in said


def test_colours(app: Path, fxpack: Fxpack) -> None:
    assert "\x1b[" in fxpack("graph", FORCE_COLOR="1").out
    assert "\x1b[" not in fxpack("graph", "--color", "never", FORCE_COLOR="1").out


def test_dot(app: Path, fxpack: Fxpack) -> None:
    lines = fxpack("graph", "--format", "dot").out.splitlines()
    assert (lines[0], lines[-1]) == ("digraph imports {", "}")
    assert '  "f/__init__.py" [style=bold];' in lines
    assert '  "f/__init__.py" -> "shared/prices.py";' in lines
    assert '  "f/__init__.py" -> "shared/report.py" [style=dashed];' in lines
    assert '  "f/__init__.py" -> "orjson" [style=dotted];' in lines
    assert '  "orjson" [shape=ellipse, color=red];' in lines


def test_json(app: Path, fxpack: Fxpack) -> None:
    value = json.loads(fxpack("graph", "--format", "json", "--python", "3.13").out)
    assert value["python"] == "3.13"
    (start,) = value["starts"]
    assert (start["functions"], start["later"]) == (["f"], ["shared/report.py"])
    assert [module["path"] for module in value["modules"]] == [
        "f/__init__.py", "shared/__init__.py", "shared/prices.py", "shared/report.py",
    ]  # fmt: skip


def test_functions_of_decorators_start_together(root: Path, fxpack: Fxpack) -> None:
    script = "import azure.functions as func\napp = func.FunctionApp()\n"
    for name in ("a", "b"):
        script += f"@app.route()\ndef {name}(req: func.HttpRequest): return ''\n"
    write(
        root,
        {"function_app.py": script, "f/function.json (absent)": "", "f/__init__.py (absent)": ""},
    )
    said = fxpack("graph").out.splitlines()
    assert said[:2] == ["a, b: a cold start loads 1 module of the app", "  function_app.py"]


def test_an_app_without_functions(root: Path, fxpack: Fxpack) -> None:
    write(root, {"f/function.json (absent)": ""})
    ran = fxpack("graph")
    assert (ran.code, ran.out) == (0, "No function is found, so nothing is loaded.\n")


def test_wrong_arguments(root: Path, fxpack: Fxpack) -> None:
    assert fxpack("graph", "nowhere").code == 2
    write(root)
    assert fxpack("graph", "--python", "2.7").code == 2
    assert fxpack("graph", "--format", "svg").code == 2
