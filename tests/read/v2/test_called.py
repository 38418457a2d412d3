"""Names and attributes in the bodies of functions that run when the script is imported."""

from __future__ import annotations

import pytest

from tests.read.v2.reading import APP, tell

WRONG = {
    "a name": ("def make(app):\n    @ap.route()\n    def f(req): pass\nmake(app)\n", "name"),
    "an argument": (
        "def make(app):\n    @app.route(route=ROUTE)\n    def f(req): pass\nmake(app)\n",
        "name",
    ),
    "an attribute of the library": (
        (
            "def make(app):\n    @app.route(auth_level=func.AuthLevl.ADMIN)\n"
            "    def f(req): pass\nmake(app)\n"
        ),
        "attribute",
    ),
    "an annotation": (
        "def make():\n    @app.route()\n    def f(req: func.HttpReqest): pass\nmake()\n",
        "attribute",
    ),
    "an attribute of a class": (
        (
            "class Routes: ORDER = 'order'\ndef make():\n    @app.route(route=Routes.ORDERS)\n"
            "    def f(req): pass\nmake()\n"
        ),
        "attribute",
    ),
    "in a function that it calls": (
        "def make():\n    inner(app)\ndef inner(app):\n    register(app)\nmake()\n",
        "name",
    ),
    "in a method": (
        (
            "class Api:\n    def __init__(self, app): self.add(app)\n    def add(self, app):\n"
            "        @app.route(route=ROUTE)\n        def f(req): pass\nApi(app)\n"
        ),
        "name",
    ),
    "a global that comes later": (
        "def make():\n    @app.route(route=ROUTE)\n    def f(req): pass\nmake()\nROUTE = 'x'\n",
        "name",
    ),
    "in a with": (
        "def make():\n    with open('x') as file:\n        register(file)\nmake()\n",
        "name",
    ),
}
SILENT = {
    "a parameter": "def make(ap):\n    @ap.route()\n    def f(req): pass\nmake(app)\n",
    "a name of its own": "def make():\n    path = 'x'\n    @app.route(route=path)\n"
    "    def f(req): pass\nmake()\n",
    "an import of its own": "def make():\n    import json as j\n    j.dumps(1)\nmake()\n",
    "a global": "ROUTE = 'x'\ndef make():\n    @app.route(route=ROUTE)\n    def f(req): pass\nmake()\n",
    "a global before the call": "def make():\n    @app.route(route=ROUTE)\n    def f(req): pass\n"
    "ROUTE = 'x'\nmake()\n",
    "a global that it sets": "def make():\n    global ROUTE\n    ROUTE = 'x'\n    print(ROUTE)\n"
    "make()\nprint(ROUTE)\n",
    "of the function around it": "def make():\n    path = 'x'\n    def inner():\n"
    "        @app.route(route=path)\n        def f(req): pass\n    inner()\nmake()\n",
    "of a comprehension": "def make():\n    [each for each in (1, 2)]\nmake()\n",
    "of a lambda": "def make():\n    print(lambda x: x + nothing)\nmake()\n",
    "a walrus": "def make():\n    if (n := 1):\n        pass\n    print(n)\nmake()\n",
    "a builtin": "def make():\n    print(sorted, __name__, __file__)\nmake()\n",
    "the class of a method": "class Api:\n    def __init__(self):\n        print(__class__)\n"
    "        super().__init__()\nApi()\n",
    "a function that nobody calls": "def make():\n    register(app)\n",
    "a generator": "def make():\n    yield register(app)\nmake()\n",
    "a coroutine": "async def make():\n    register(app)\ncoroutine = make()\ncoroutine.close()\n",
    "a branch": "import os\ndef make():\n    if os.environ.get('X'):\n        register(app)\nmake()\n",
    "after a branch that returns": "import os\ndef make():\n    if os.environ.get('X') is None:\n"
    "        return\n    register(app)\nmake()\n",
    "after a return": "def make():\n    return 1\n    register(app)\nmake()\n",
    "in a loop": "def make():\n    for each in []:\n        register(app)\nmake()\n",
    "that is caught": "def make():\n    try:\n        register(app)\n    except NameError:\n"
    "        pass\nmake()\n",
    "that the caller catches": "def make():\n    register(app)\ntry:\n    make()\n"
    "except Exception:\n    pass\n",
    "called in a branch": "import os\ndef make():\n    register(app)\nif os.environ.get('X'):\n"
    "    make()\n",
    "the type of a variable": "def make():\n    x: Nothing = 1\nmake()\n",
    "a name of another module's star": "from somewhere import *\ndef make():\n    register(app)\n"
    "make()\n",
    "a name that is set by text": "globals()['register'] = print\ndef make():\n    register(app)\n"
    "make()\n",
    "a name that another module sets": "import builtins\nbuiltins.register = print\ndef make():\n"
    "    register(app)\nmake()\n",
    "an attribute that is set": "class C: pass\ndef make():\n    C.A = 1\n    print(C.A)\nmake()\n",
    "a class of its own": "def make():\n    class func:\n        A = 1\n    print(func.A)\nmake()\n",
    "a match": "def make():\n    match 1:\n        case n:\n            pass\n    print(n)\nmake()\n",
}


@pytest.mark.parametrize(("code", "kind"), WRONG.values(), ids=WRONG)
def test_what_certainly_fails(code: str, kind: str) -> None:
    expected = f"import-time-{kind}-error"
    assert [each for each in tell(APP + code).kinds if "import-time" in each] == [expected]


@pytest.mark.parametrize("code", SILENT.values(), ids=SILENT)
def test_what_may_be_right(code: str) -> None:
    assert [each for each in tell(APP + code).kinds if "import-time" in each] == []


def test_in_another_module() -> None:
    script = APP + "from routes import add\nadd(app)\n"
    routes = (
        "def add(app):\n    @app.route(auth_level=func.AuthLevel.ADMIN)\n    def f(req): pass\n"
    )
    assert "import-time-name-error" in tell(script, {"routes.py": routes}).kinds
    told = tell(script, {"routes.py": "import azure.functions as func\n" + routes})
    assert (told.names, told.kinds) == (["f"], [])


def test_nothing_else_is_said_of_what_was_not_registered() -> None:
    code = "def make(app):\n    print(ap)\nmake(app)\n"
    assert tell(APP + code).kinds == ["import-time-name-error"]
