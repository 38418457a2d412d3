from __future__ import annotations

import pytest

from tests.read.graph.graphs import edges_of, graph_of, script

SHARED = {"shared____init": "", "shared__db": "", "shared__fast__deep": ""}
FILES = {"shared/__init__.py": "", "shared/db.py": "", "loose/deep.py": "", "top.py": ""}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("import json, os.path", ["load standard library json", "load standard library os.path"]),
        ("import top", ["load app top.py"]),
        ("import shared.db", ["load app shared/__init__.py", "load app shared/db.py"]),
        ("from shared import db", ["load app shared/__init__.py", "load app shared/db.py"]),
        ("from shared import db, db", ["load app shared/__init__.py", "load app shared/db.py"]),
        ("from shared.db import x", ["load app shared/__init__.py", "load app shared/db.py"]),
        (
            "from shared import name",
            ["load app shared/__init__.py", "load missing shared/__init__.py"],
        ),
        ("from __app__.shared import db", ["load app shared/__init__.py", "load app shared/db.py"]),
        ("from ..shared import db", ["load app shared/__init__.py", "load app shared/db.py"]),
        ("from .. import top", ["load app top.py"]),
        ("from loose import deep", ["load app loose/deep.py"]),
        ("import loose", ["load app loose"]),
        ("import azure.functions as func", ["load package azure.functions"]),
        ("import google.protobuf", ["load worker google.protobuf"]),
        ("from shared.gone import x", ["load missing shared/__init__.py"]),
        ("def f():\n    import top", ["call app top.py in f"]),
        ("class A:\n    import top", ["load app top.py"]),
        ("class A:\n    def f(self):\n        import top", ["call app top.py in f"]),
        (
            "try:\n    import top\nexcept ImportError:\n    import json",
            ["load app top.py optional", "load standard library json maybe"],
        ),
        (
            "import contextlib\nwith contextlib.suppress(ImportError):\n    import top",
            ["load standard library contextlib", "load app top.py optional"],
        ),
        ("if x:\n    import top", ["load app top.py maybe"]),
        ("for x in y:\n    import top", ["load app top.py maybe"]),
        (
            "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import top",
            ["load standard library typing", "never app top.py maybe typing"],
        ),
        (
            "import sys\nif sys.platform == 'win32':\n    import winreg\nelse:\n    import top",
            ["load standard library sys", "never absent winreg maybe", "load app top.py"],
        ),
        (
            "import sys\nif sys.version_info < (3, 11):\n    import top",
            ["load standard library sys", "never app top.py maybe"],
        ),
        ("if __name__ == '__main__':\n    import top", ["never app top.py maybe"]),
        (
            "from importlib import import_module\nx = import_module('top')",
            ["load standard library importlib", "load app top.py"],
        ),
        (
            "import importlib\ndef f():\n    return importlib.import_module('..top', __package__)",
            ["load standard library importlib", "call app top.py in f"],
        ),
        ("x = __import__('shared.db')", ["load app shared/__init__.py", "load app shared/db.py"]),
        ("def f():\n    def g():\n        import top", ["call app top.py maybe in g"]),
        ("def f():\n    return\n    import top", ["call app top.py maybe in f"]),
    ],
)
def test_what_an_import_leads_to(text: str, expected: list[str]) -> None:
    assert edges_of(graph_of(FILES, script(text))) == expected


def test_a_name_of_a_package_is_not_taken_for_its_module() -> None:
    graph = graph_of(FILES, {"shared/__init__.py": "db = 1\n"}, script("from shared import db"))
    assert edges_of(graph) == ["load app shared/__init__.py"]


def test_a_star_takes_the_modules_that_all_lists() -> None:
    graph = graph_of(
        FILES, {"shared/__init__.py": "__all__ = ['db', 'x']\n"}, script("from shared import *")
    )
    assert edges_of(graph) == ["load app shared/__init__.py", "load app shared/db.py"]


def test_names_made_while_it_runs_are_told() -> None:
    text = "import importlib\nfor each in 'ab':\n    importlib.import_module(f'plugins.{each}')"
    assert graph_of(script(text)).opaque == {"f/__init__.py"}
    assert graph_of(script("import importlib")).opaque == frozenset()


TWO = {
    "f/__init__.py": "import shared.a\ndef main(req):\n    import late\n",
    "f/extra.py": "",
    "g/function.json": '{"bindings": [{"name": "req", "type": "httpTrigger"}]}',
    "g/__init__.py": "from shared import b\ndef main(req): pass\n",
    "shared/__init__.py": "",
    "shared/a.py": "import shared.b\n",
    "shared/b.py": "try:\n    import extra\nexcept ImportError:\n    pass\n",
    "extra.py": "",
    "late.py": "import later\n",
    "later.py": "",
    "dead.py": "import dead.end\n",
    "tests/test_f.py": "import f, does_not_exist\n",
}


def test_what_a_cold_start_loads() -> None:
    graph = graph_of(TWO)
    assert graph.loaded("f") == (
        "f/__init__.py", "shared/__init__.py", "shared/a.py", "shared/b.py", "extra.py",
    )  # fmt: skip
    assert graph.loaded("g") == ("g/__init__.py", "shared/__init__.py", "shared/b.py", "extra.py")
    assert set(graph.reached("f")) - set(graph.loaded("f")) == {"late.py", "later.py"}


def test_only_what_is_reached_is_in_it() -> None:
    assert {"dead.py", "tests/test_f.py", "f/extra.py"}.isdisjoint(graph_of(TWO).edges)


def test_packages_above_a_script_run_first() -> None:
    changes = {
        "f/function.json": '{"scriptFile": "main.py", "bindings": [{"name": "req", "type": "httpTrigger"}]}',
        "f/__init__.py": "import top\n",
        "f/main.py": "def main(req): pass\n",
        "top.py": "",
    }
    assert graph_of(changes).loaded("f") == ("f/__init__.py", "top.py", "f/main.py")


def test_circles_end() -> None:
    graph = graph_of(script("import a"), {"a.py": "import b\n", "b.py": "import a\n"})
    assert graph.loaded("f") == ("f/__init__.py", "a.py", "b.py")


def test_what_does_not_parse_is_reached_and_empty() -> None:
    graph = graph_of(script("import a"), {"a.py": "def :\n"})
    assert graph.edges["a.py"] == ()


@pytest.mark.parametrize(
    ("text", "files"),
    [
        ("import fast", {"fast.cpython-312-x86_64-linux-gnu.so": ""}),
        ("from . import fast\nfrom .fast import x", {"f/fast.abi3.so": ""}),
        ("import google.made.x_pb2", {"google/made/x_pb2.py": ""}),
        ("from azure.own import x", {"azure/own.py": ""}),
    ],
)
def test_what_the_app_may_have_in_another_form_is_not_judged(
    text: str, files: dict[str, str]
) -> None:
    pinned = {"requirements.txt": "azure-functions==1.24.0\nrequests==2.31.0\n"}
    found = {edge.to.origin for edge in graph_of(pinned, files, script(text))}
    assert found <= {"unknown", "app"}
