from __future__ import annotations

import pytest

from tests.rules.one_script import said

MAIN = "\ndef main(req): pass\n"


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        (
            "import azure.functions as func\nx = func.HttpReqest",
            '2:5 module azure.functions has no attribute "HttpReqest" on Python 3.12',
        ),
        (
            "import json\nx = json.laods('{}')",
            '2:5 module json has no attribute "laods" on Python 3.12',
        ),
        (
            "from azure import functions\n@functions.decorate\ndef x(): pass",
            '2:2 module azure.functions has no attribute "decorate" on Python 3.12',
        ),
    ],
)
def test_says_what_the_module_lacks(script: str, expected: str) -> None:
    assert said("FX210", script + MAIN) == [expected]


@pytest.mark.parametrize(
    "script",
    [
        "import json\nx = json.loads",
        "import json\ndef f(): return json.laods",
        "try:\n    import json\n    x = json.laods\nexcept AttributeError:\n    pass",
        "import json\njson.mine = 1\nx = json.mine",
        "import os\nx = os.path.join, os.environ, os.sep",
        "import numpy\nx = numpy.nothing",
        "import sys\nx = sys.frozen if hasattr(sys, 'frozen') else None",
        "import azure.functions as func\nx = func.decorators.core, func.http, func.__version__",
        "import logging\nlogging.basicConfig()\nx = logging.WARN",
    ],
)
def test_what_may_be_there_is_silent(script: str) -> None:
    assert said("FX210", script + MAIN) == []


def test_goes_by_the_target() -> None:
    script = "import datetime\nx = datetime.UTC" + MAIN
    assert len(said("FX210", script, python=(3, 10))) == 1
    assert said("FX210", script, python=(3, 11)) == []


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("import config\nx = config.VALEU", '2:5 module config.py has no attribute "VALEU"'),
        (
            "from shared import config\nprint(config.GONE)",
            '2:7 module shared/config.py has no attribute "GONE"',
        ),
        (
            "import shared.config\nshared.config.GONE",
            '2:1 module shared/config.py has no attribute "GONE"',
        ),
        ("import os\nos.path.joni", '2:1 module os.path has no attribute "joni" on Python 3.12'),
    ],
)
def test_modules_of_the_app(script: str, expected: str) -> None:
    files = {"config.py": "VALUE = 1\n", "shared/__init__.py": "", "shared/config.py": ""}
    assert said("FX210", script + MAIN, files=files) == [expected]


@pytest.mark.parametrize(
    ("script", "config"),
    [
        ("config.VALUE", "VALUE = 1"),
        ("config.sub", ""),
        ("config.VALUE", "import os\nif os.environ.get('A'):\n    VALUE = 1"),
        ("config.VALUE", "from somewhere import *"),
        ("config.VALUE", "def __getattr__(name): return 1"),
        ("config.VALUE", "def init():\n    global VALUE\n    VALUE = 1"),
        ("config.VALUE = 1\nconfig.VALUE", ""),
        ("setattr(config, 'VALUE', 1)\nconfig.VALUE", ""),
        ("config.__name__, config.__file__, config.__path__", ""),
        ("lambda: config.VALUE", ""),
    ],
)
def test_names_that_modules_of_the_app_may_have(script: str, config: str) -> None:
    files = {"config/__init__.py": f"{config}\n", "config/sub.py": ""}
    assert said("FX210", f"import config\n{script}{MAIN}", files=files) == []


OWN = {
    "a class": ("class C:\n    A = 1", "C.B"),
    "an object": ("class C:\n    def __init__(self): self.a = 1\nc = C()", "c.b"),
    "a dataclass": (
        "from dataclasses import dataclass\n@dataclass(frozen=True)\nclass C:\n    a: str = ''\nc = C()",
        "c.b",
    ),
    "of a base": ("class Base:\n    A = 1\nclass C(Base):\n    B = 1", "C.D"),
    "an enum": ("import enum\nclass C(enum.Enum):\n    A = 'a'", "C.B.value"),
    "an enum of texts": ("from enum import Enum\nclass C(str, Enum):\n    A = 'a'", "C.B"),
    "an abstract class": ("from abc import ABC\nclass C(ABC):\n    A = 1", "C.B"),
    "a class inside": ("class C:\n    class D:\n        A = 1", "C.D.B"),
    "either of two": (
        "import sys\nclass C: A = 1\nclass D: A = 2\nE = C if sys.argv else D",
        "E.B",
    ),
    "an object that a class keeps": (
        "class D: a = 1\nclass C:\n    def __init__(self):\n        self.d = D()\nc = C()",
        "c.d.b",
    ),
    "an object from a factory": (
        "class C:\n    @classmethod\n    def make(cls): return cls()\nc = C.make()",
        "c.b",
    ),
    "a final class": ("from typing import final\n@final\nclass C: A = 1", "C.B"),
}
KEPT = {
    "assigned": ("class C: A = 1", "C.A"),
    "annotated": ("class C:\n    A: int = 1", "C.A"),
    "a method": ("class C:\n    def a(self): pass", "C.a"),
    "a property": ("class C:\n    @property\n    def a(self): return 1\nc = C()", "c.a"),
    "of a base": ("class Base:\n    A = 1\nclass C(Base): pass", "C.A"),
    "set from outside": ("class C: pass\nC.A = 1", "C.A"),
    "set with others": ("class C: pass\nC.A, C.B = 1, 2", "(C.A, C.B)"),
    "set by a loop": ("class C: pass\nfor C.A in [1]: pass", "C.A"),
    "set by a function": (
        "class C: pass\ndef fill(what): what.a = 1\nfill(C)",
        "C.a",
    ),
    "set by name": ("class C: pass\nfor name in 'ab': setattr(C, name, 1)", "C.a"),
    "set in a dictionary": (
        "class C:\n    def __init__(self, **all): self.__dict__.update(all)\nc = C(a=1)",
        "c.a",
    ),
    "in a method": (
        "class C:\n    def __init__(self): self.load()\n    def load(self): self.a = 1\nc = C()",
        "c.a",
    ),
    "in a branch": ("class C:\n    if True:\n        A = 1", "C.A"),
    "in a loop": ("class C:\n    for A in [1]: pass", "C.A"),
    "imported": ("class C:\n    import json as A\n    from os import sep", "(C.A, C.sep)"),
    "out of a tuple": ("class C:\n    A, (B, *D) = 1, (2, 3)", "(C.A, C.B, C.D)"),
    "in a with": ("class C:\n    with open(__import__('os').devnull) as A: pass", "C.A"),
    "a walrus": ("class C:\n    (A := 1)", "C.A"),
    "a class inside": ("class C:\n    class A: pass", "C.A"),
    "by locals": ("class C:\n    locals()['A'] = 1", "C.A"),
    "a slot": ("class C:\n    __slots__ = ('a',)", "C.a"),
    "a metaclass": ("class M(type):\n    A = 1\nclass C(metaclass=M): pass", "C.A"),
    "a base's metaclass": (
        "class M(type):\n    A = 1\nclass B(metaclass=M): pass\nclass C(B): pass",
        "C.A",
    ),
    "a decorator": ("def deco(c):\n    c.A = 1\n    return c\n@deco\nclass C: pass", "C.A"),
    "subclasses made": (
        "class B:\n    def __init_subclass__(cls): cls.A = 1\nclass C(B): pass",
        "C.A",
    ),
    "asked for": ("class C:\n    def __getattr__(self, name): return 1\nc = C()", "c.a"),
    "a descriptor's own": (
        "class D:\n    def __set_name__(self, owner, name): owner.B = 1\nclass C:\n    A = D()",
        "C.B",
    ),
    "of text": ("from enum import Enum\nclass C(str, Enum):\n    A = 'a'", "C.upper"),
    "of a class": ("class C: pass", "C.mro"),
    "of abstract classes": ("from abc import ABC\nclass C(ABC): pass", "C.register"),
    "of members": ("from enum import Enum\nclass C(Enum):\n    A = 'a'", "C.A.name"),
    "an enum's dictionary": ("from enum import Enum\nclass C(Enum):\n    A = 'a'", "C.__members__"),
    "of a library": ("import logging\nclass C(logging.Handler): pass", "C.handle"),
    "a named tuple": (
        "from typing import NamedTuple\nclass C(NamedTuple):\n    a: int",
        "C._fields",
    ),
    "a tuple": ("from collections import namedtuple\nclass C(namedtuple('N', 'a')): pass", "C.a"),
    "the latter of two": ("class C: A = 1\nclass C: B = 1", "C.B"),
    "made anew": (
        "class C: pass\ndef make(c):\n    return type('C', (c,), {'A': 1})\nC = make(C)",
        "C.A",
    ),
    "the latter of two inside": (
        "class C:\n    class D: A = 1\n    class D: B = 1",
        "C.D.B",
    ),
    "another one inside": ("class C:\n    class D: A = 1\nclass E: B = 1\nC.D = E", "C.D.B"),
    "a base inside": (
        "class B: A = 1\nclass C:\n    class B: X = 1\n    class D(B): pass",
        "C.D.X",
    ),
    "either of two": (
        "class C: A = 1\nclass D: B = 2\nE = C if not int() else D",
        "E.A",
    ),
    "another class": ("class C: pass\nclass D: A = 1\nc = C()\nc.__class__ = D", "c.A"),
    "what a factory sets": (
        (
            "class C:\n    @classmethod\n    def make(cls):\n        c = cls()\n        c.a = 1\n"
            "        return c\nc = C.make()"
        ),
        "c.a",
    ),
    "a factory of a subclass": (
        (
            "class B:\n    @classmethod\n    def make(cls): return cls()\nclass C(B):\n    a = 1\n"
            "c = C.make()"
        ),
        "c.a",
    ),
    "a factory of an object's class": (
        (
            "class B:\n    @classmethod\n    def make(cls): return cls()\nclass C(B):\n    a = 1\n"
            "c = C().make()"
        ),
        "c.a",
    ),
    "a factory that keeps one": (
        (
            "class D: a = 1\nclass C:\n    one = None\n    @classmethod\n    def make(cls):\n"
            "        if cls.one is None:\n            cls.one = D()\n        return cls.one\nc = C.make()"
        ),
        "c.a",
    ),
    "a factory in a factory": (
        (
            "class D: a = 1\nclass C:\n    @classmethod\n    def kind(cls): return D\n"
            "    @classmethod\n    def make(cls): return cls.kind()()\nc = C.make()"
        ),
        "c.a",
    ),
    "asked before": ("class C: pass", "(hasattr(C, 'A') and C.A)"),
}


@pytest.mark.parametrize(("code", "used"), OWN.values(), ids=OWN)
def test_classes_of_the_app(code: str, used: str) -> None:
    with pytest.raises(AttributeError):
        exec(f"{code}\n{used}", {"__name__": "x"})
    assert len(said("FX210", f"{code}\n{used}{MAIN}")) == 1
    files = {"config.py": code}
    assert len(said("FX210", f"from config import *\n{used}{MAIN}", files=files)) == 1


@pytest.mark.parametrize(("code", "used"), KEPT.values(), ids=KEPT)
def test_what_classes_of_the_app_may_have(code: str, used: str) -> None:
    exec(f"{code}\n{used}", {"__name__": "x"})
    assert said("FX210", f"{code}\n{used}{MAIN}") == []
    assert said("FX210", f"from config import *\n{used}{MAIN}", files={"config.py": code}) == []


def test_what_another_module_puts_into_a_class() -> None:
    files = {
        "config.py": "class C: pass\n",
        "loading.py": "def load(what, names):\n    for name in names: setattr(what, name, 1)\n",
    }
    script = "from config import C\nfrom loading import load\nload(C, 'ab')\nC.a" + MAIN
    assert said("FX210", script, files=files) == []


def test_says_which_class_lacks_it() -> None:
    files = {"config.py": "class Config:\n    QUEUE = 'q'\n"}
    message = '2:1 class Config has no attribute "QUEUES"'
    assert said("FX210", f"import config\nconfig.Config.QUEUES{MAIN}", files=files) == [message]
