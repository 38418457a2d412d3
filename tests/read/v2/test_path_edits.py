"""Modules of folders that the script adds to sys.path."""

from __future__ import annotations

import pytest

from tests.read.v2.reading import tell

HERE = "import os, sys\nfrom pathlib import Path\n"
USES = (
    "import azure.functions as func\nfrom handlers import bp\napp = func.FunctionApp()\n"
    "app.register_functions(bp)\n"
)
HANDLERS = "import azure.functions as func\nbp = func.Blueprint()\n@bp.route()\ndef f(req): pass\n"
ADDED = {
    "join": "sys.path.insert(0, os.path.join(os.path.dirname(__file__), 'src'))\n",
    "append": "sys.path.append(os.path.join(os.path.dirname(os.path.abspath(__file__)), 'src'))\n",
    "pathlib": "sys.path.insert(0, str(Path(__file__).parent / 'src'))\n",
    "a name": "ROOT = Path(__file__).resolve().parent\nSRC = ROOT / 'src'\n"
    "sys.path.insert(0, str(SRC))\n",
    "if it is not there": "SRC = str(Path(__file__).parent / 'src')\nif SRC not in sys.path:\n"
    "    sys.path.insert(0, SRC)\n",
    "the root, too": "sys.path.append(os.path.dirname(__file__))\nsys.path.append('src')\n",
}
FILES = {"src/handlers.py": HANDLERS}


@pytest.mark.parametrize("code", ADDED.values(), ids=ADDED)
def test_what_lies_there_is_found(code: str) -> None:
    told = tell(HERE + code + USES, FILES)
    assert (told.names, told.kinds, told.undecided) == (["f"], [], [])


@pytest.mark.parametrize("code", ADDED.values(), ids=ADDED)
def test_what_does_not_lie_there_is_missing(code: str) -> None:
    plain = {"requirements.txt": "azure-functions\n"}
    assert tell(HERE + code + USES, plain | {"src/handler.py": HANDLERS}).kinds == [
        "missing-module"
    ]


def test_a_name_that_a_module_there_lacks() -> None:
    files = {"src/handlers.py": HANDLERS.replace("bp", "blueprint")}
    assert "missing-app-name" in tell(HERE + ADDED["join"] + USES, files).kinds


UNTOLD = {
    "a folder above the app": ("sys.path.append(str(Path(__file__).parent.parent))\n", {}),
    "a folder from outside": ("sys.path.append(os.environ['LIBS'])\n", {}),
    "changed otherwise": ("sys.path[:0] = ['src']\n", {}),
    "in a branch": ("if os.environ.get('X'):\n    sys.path.append('src')\n", {}),
    "in a function": ("def add(): sys.path.append('src')\nadd()\n", {}),
    "and elsewhere": (ADDED["join"], {"paths.py": "import sys\nsys.path.append('/x')\n"}),
    "a folder that is not there": (ADDED["join"] + "sys.path.append('built')\n", {}),
    "a folder of packages": (
        ADDED["join"] + "sys.path.append('.python_packages/lib/site-packages')\n",
        {".python_packages/lib/site-packages/six.py": ""},
    ),
    "a site folder": (ADDED["join"] + "import site\nsite.addsitedir('x')\n", {}),
}


@pytest.mark.parametrize(("code", "files"), UNTOLD.values(), ids=UNTOLD)
def test_what_may_be_found_elsewhere(code: str, files: dict[str, str]) -> None:
    plain = {"requirements.txt": "azure-functions\n", "src/other.py": ""}
    assert tell(HERE + code + USES, plain | files).kinds == []


TWO = {
    "at the root": {"handlers.py": HANDLERS.replace("def f", "def g")},
    "in another such folder": {"lib/handlers.py": HANDLERS.replace("def f", "def g")},
    "in a requirement": {"requirements.txt": "azure-functions\nhandlers\n"},
    "as a part of a package": {"src/more.py": "from src.handlers import bp\n"},
}


@pytest.mark.parametrize("files", TWO.values(), ids=TWO)
def test_of_two_that_may_be_meant_none_is_told(files: dict[str, str]) -> None:
    code = "sys.path.insert(0, 'src')\nsys.path.insert(0, 'lib')\n"
    told = tell(HERE + code + USES, FILES | files)
    assert (told.names, told.kinds) == ([], [])


def test_a_module_of_python_may_be_hidden() -> None:
    code = "sys.path.insert(0, 'src')\nimport cmd\nfrom cmd import mine\ncmd.ours()\n"
    files = {"src/cmd.py": "def ours(): pass\nmine = 1\n"} | FILES
    assert tell(HERE + code + USES, files).kinds == []
