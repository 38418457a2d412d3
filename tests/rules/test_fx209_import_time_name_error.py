from __future__ import annotations

import pytest

from tests.rules.one_script import said

MAIN = "\ndef main(req): pass\n"


@pytest.mark.parametrize(
    ("script", "position", "name"),
    [
        ("log = logging.getLogger()", "1:7", "logging"),
        ("def helper(x=nothing): pass", "1:14", "nothing"),
        ("@nothing\ndef helper(): pass", "1:2", "nothing"),
        ("def helper(x: nothing): pass", "1:15", "nothing"),
        ("class C(nothing): pass", "1:9", "nothing"),
        ("x = 1\ndel x\ny = x", "3:5", "x"),
        ("x = [i for i in range(3)]\ny = i", "2:5", "i"),
        ("try:\n    x = 1\nexcept ValueError as e:\n    raise\nprint(e)", "5:7", "e"),
        ("counter: int\nprint(counter)", "2:7", "counter"),
    ],
)
def test_says_what_is_unbound(script: str, position: str, name: str) -> None:
    assert said("FX209", script + MAIN) == [
        f'{position} name "{name}" is not defined: importing the module raises NameError'
    ]


def test_name_that_is_bound_later() -> None:
    assert said("FX209", "x = f()\ndef f(): pass" + MAIN) == [
        '1:5 name "f" is not defined yet: importing the module raises NameError'
    ]


@pytest.mark.parametrize(
    "script",
    [
        "from time import *\nSTART = time()",
        "from shutil import *\ncopy('a', 'b')",
        "from pprint import *\npprint(1)",
        "def helper(): return nothing",
        "from __future__ import annotations\ndef helper(x: nothing): pass",
        "x: 'nothing' = 1",
        "f = lambda: nothing",
        "x = False and nothing",
        "x = 1 if True else nothing",
        "try:\n    unicode\nexcept NameError:\n    unicode = str",
        "from os import *\nx = getcwd()",
        "from unknown import *\nx = whatever",
        "globals()['x'] = 1\ny = x",
        "for i in range(3): pass\nprint(i)",
        "print([y := 1])\nprint(y)",
        "print(__file__, __name__, __builtins__, __spec__, __build_class__, exit)",
        "match {}:\n    case {'a': x, **rest}: pass\nprint(x, rest)",
        "with open('x') as fh: pass\nprint(fh)",
        "if __name__ == '__main__':\n    print(nothing)",
        "import os\nif os.environ.get('A'):\n    print(nothing)",
        "def init():\n    global x\n    x = 1\ninit()\nprint(x)",
        "import builtins\nbuiltins.magic = 1\nprint(magic)",
        "import gettext\ngettext.install('app')\nprint(_('a'))",
        "class C:\n    a = 1\n    b = a",
    ],
)
def test_what_may_be_bound_is_silent(script: str) -> None:
    assert said("FX209", script + MAIN) == []


def test_type_checking_import() -> None:
    script = (
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import decimal\n"
        "def helper(x: decimal.Decimal): pass"
    )
    assert said("FX209", script + MAIN) == [
        '4:15 name "decimal" is not defined: importing the module raises NameError'
    ]
    assert said("FX209", "from __future__ import annotations\n" + script + MAIN) == []


def test_once_a_file_for_two_functions() -> None:
    files = {
        "g/function.json": '{"bindings": [{"name": "req", "type": "httpTrigger"}]}',
        "g/__init__.py": "import shared" + MAIN,
        "shared/__init__.py": "x = nothing\n",
    }
    assert said("FX209", "import shared" + MAIN, files=files) == [
        (
            'shared/__init__.py:1:5 name "nothing" is not defined: importing the module raises '
            "NameError"
        )
    ]


def test_removed_builtin_is_told_by_the_target() -> None:
    script = "x = ExceptionGroup" + MAIN
    assert len(said("FX209", script, python=(3, 10))) == 1
    assert said("FX209", script, python=(3, 11)) == []


@pytest.mark.parametrize(
    ("body", "position", "name"),
    [
        ("x = nothing", "2:9", "nothing"),
        ("x: Optional[int] = None", "2:8", "Optional"),
        ("def f(self, x: Optional[int]): pass", "2:20", "Optional"),
        ("def f(self) -> C: pass", "2:20", "C"),
        ("@nothing\n    def f(self): pass", "2:6", "nothing"),
    ],
)
def test_body_of_a_class(body: str, position: str, name: str) -> None:
    yet = " yet" if name == "C" else ""
    assert said("FX209", f"class C:\n    {body}{MAIN}") == [
        f'{position} name "{name}" is not defined{yet}: importing the module raises NameError'
    ]


@pytest.mark.parametrize(
    "script",
    [
        "class C:\n    def f(self): return nothing",
        "class C:\n    f = lambda self: nothing",
        "class C:\n    x: 'nothing' = 1",
        "from __future__ import annotations\nclass C:\n    x: nothing = 1\n    def f(self) -> C: pass",
        "class C:\n    a = 1\n    def f(self, x=a): pass\n    b = a + 1",
        "class C:\n    name = __qualname__, __module__, __name__",
        "class C:\n    for i in range(3): pass\n    j = i",
        "class C:\n    import os\n    sep = os.sep",
        "class C:\n    locals()['x'] = 1\n    y = x",
        "class C:\n    x = (y := 1)\n    z = y",
        "class M(type): pass\nclass C(metaclass=M):\n    x = given",
        "from sly import Lexer\nclass C(Lexer):\n    tokens = { ID, NUMBER }",
        "import os\nclass C:\n    if os.environ.get('A'):\n        x = nothing",
        "class C:\n    try:\n        x = nothing\n    except NameError:\n        x = 1",
    ],
)
def test_class_that_may_have_the_name_is_silent(script: str) -> None:
    assert said("FX209", script + MAIN) == []


@pytest.mark.parametrize(
    ("init", "script"),
    [
        ("from .config import load\nsettings = config.load()\n", "from shared import settings"),
        ("from .config import load\n", "from shared import *\nconfig.load()"),
        ("__all__ = ['config']\n", "from shared import *\nconfig.load()"),
        ("from . import config\n", "from shared import config\nconfig.load()"),
    ],
)
def test_module_below_a_package_is_a_name_of_the_package(init: str, script: str) -> None:
    files = {"shared/__init__.py": init, "shared/config.py": "def load(): pass\n"}
    assert said("FX2", script + MAIN, files=files) == []
