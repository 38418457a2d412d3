"""Blueprints and how apps get their functions."""

from __future__ import annotations

import pytest

from tests.read.v2.reading import APP, tell

BP = "bp = func.Blueprint()\n"
F = "@bp.route()\ndef f(req): pass\n"
REGISTER = "app.register_functions(bp)\n"


def blueprint(name: str) -> str:
    """A module with a blueprint of one function."""
    return (
        "import azure.functions as func\nbp = func.Blueprint()\n"
        f"@bp.route(route='{name}')\ndef {name}(req): pass\n"
    )


TWO = {
    "parts/__init__.py": "",
    "parts/a.py": blueprint("a"),
    "parts/b.py": blueprint("b"),
}
IMPORTS = "from parts.a import bp as one\nfrom parts.b import bp as other\n"

BOTH = {
    "one by one": IMPORTS + APP + "app.register_functions(one)\napp.register_blueprint(other)\n",
    "keyword": IMPORTS
    + APP
    + "for bp in (one, other): app.register_functions(function_container=bp)\n",
    "a loop over a list": IMPORTS
    + APP
    + "for bp in [one, other]:\n    app.register_functions(bp)\n",
    "a loop over a name": IMPORTS
    + APP
    + "ALL = [one, other]\nfor bp in ALL:\n    app.register_functions(bp)\n",
    "a loop over pairs": IMPORTS
    + APP
    + "for name, bp in [('a', one), ('b', other)]:\n    app.register_functions(bp)\n",
    "a loop over a dictionary": IMPORTS
    + APP
    + "ALL = {'a': one, 'b': other}\nfor name, bp in ALL.items():\n    app.register_functions(bp)\n",
    "a loop over its values": IMPORTS
    + APP
    + "for bp in {'a': one, 'b': other}.values():\n    app.register_functions(bp)\n",
    "a numbered loop": IMPORTS
    + APP
    + "for i, bp in enumerate([one, other]):\n    app.register_functions(bp)\n",
    "a comprehension": IMPORTS + APP + "[app.register_functions(bp) for bp in (one, other)]\n",
    "modules": "from parts import a, b\n"
    + APP
    + "for part in (a, b):\n    app.register_functions(part.bp)\n",
    "import of modules": "import parts.a\nimport parts.b\n"
    + APP
    + "app.register_functions(parts.a.bp)\napp.register_functions(parts.b.bp)\n",
    "import_module by name": "import importlib\n"
    + APP
    + "for name in ('a', 'b'):\n    module = importlib.import_module(f'parts.{name}')\n"
    "    app.register_functions(module.bp)\n",
    "a function": IMPORTS
    + APP
    + "def register(bps):\n    for bp in bps:\n        app.register_functions(bp)\n"
    "register([one, other])\n",
    "a function with imports": APP
    + "def register(to):\n    from parts.a import bp as one\n    from parts.b import bp as other\n"
    "    to.register_functions(one)\n    to.register_functions(other)\nregister(app)\n",
    "a factory": "import azure.functions as func\n"
    + IMPORTS
    + "def make():\n    app = func.FunctionApp()\n    app.register_functions(one)\n"
    "    app.register_functions(other)\n    return app\napp = make()\n",
    "a method by another name": IMPORTS
    + APP
    + "register = app.register_functions\nregister(one)\nregister(other)\n",
    "getattr": "import parts.a, parts.b\n"
    + APP
    + "for part in (parts.a, parts.b):\n    app.register_functions(getattr(part, 'bp'))\n",
    "a method of a class": IMPORTS + "import azure.functions as func\nclass Builder:\n"
    "    def __init__(self): self.app = func.FunctionApp()\n"
    "    def add(self, bp):\n        self.app.register_functions(bp)\n        return self\n"
    "app = Builder().add(one).add(other).app\n",
    "an app that registers when it is made": IMPORTS
    + "import azure.functions as func\nclass My(func.FunctionApp):\n"
    "    def __init__(self):\n        super().__init__()\n"
    "        self.register_functions(one)\n        self.register_functions(other)\napp = My()\n",
}


@pytest.mark.parametrize("script", BOTH.values(), ids=BOTH)
def test_both_blueprints(script: str) -> None:
    told = tell(script, TWO)
    assert (told.names, told.kinds) == (["a", "b"], [])


HOLDERS = {
    "a class from elsewhere": "from somewhere import Blueprint\nbp = Blueprint()\n" + REGISTER,
    "an unknown list": "from somewhere import parts\nfor bp in parts: app.register_functions(bp)\n",
    "a list that grows": BP + F + "parts = []\nparts.append(bp)\n"
    "for each in parts: app.register_functions(each)\n",
    "given away": BP + F + "from somewhere import setup\nsetup(app, bp)\n",
    "an unknown name": "import os, importlib\n"
    "app.register_functions(importlib.import_module(os.environ['PART']).bp)\n",
    "map": BP + F + "list(map(app.register_functions, [bp]))\n",
    "their own lists": BP + F + "app._function_builders.extend(bp._function_builders)\n",
}


@pytest.mark.parametrize("code", HOLDERS.values(), ids=HOLDERS)
def test_cannot_tell_what_is_registered(code: str) -> None:
    told = tell(APP + code)
    assert told.kinds == []
    assert told.undecided


MAYBE = {
    "a branch": "import os\nif os.environ.get('X'): app.register_functions(bp)\n",
    "a try": "try:\n    app.register_functions(bp)\nexcept Exception as error:\n    print(error)\n",
    "an unknown number of rounds": "from somewhere import times\n"
    "for _ in times: app.register_functions(bp)\n",
    "a conditional expression": "import os\n"
    "app.register_functions(bp) if os.environ.get('X') else None\n",
}


@pytest.mark.parametrize("code", MAYBE.values(), ids=MAYBE)
def test_what_is_maybe_registered_is_not_judged(code: str) -> None:
    wrong = "@bp.route()\ndef f(req, more): pass\n"
    told = tell(APP + BP + wrong + code)
    assert (told.names, told.kinds) == ([], [])
    assert told.undecided == ["whether there is such a function depends on a condition"]


ON = "@app.route()\ndef on(req): pass\n"
FAULTS = {
    "never": (BP + F + ON, ["unregistered-blueprint"]),
    "in a function that nobody calls": (
        BP + F + ON + "def setup(): app.register_functions(bp)\n",
        ["unregistered-blueprint"],
    ),
    "an empty one, never": (BP + ON, []),
    "twice": (BP + F + REGISTER + REGISTER, ["duplicate-function-name"]),
    "twice, at two places": (
        BP + F + "for each in (bp, bp): app.register_functions(each)\n",
        ["duplicate-function-name"],
    ),
    "too early": (BP + REGISTER + F + ON, ["function-registered-too-late"]),
    "early and again": (BP + REGISTER + F + REGISTER, []),
    "the same name as the app's": (
        BP + F + "@app.route()\ndef f(req): pass\n" + REGISTER,
        ["duplicate-function-name"],
    ),
    "another letter case": (BP + F + "@app.route()\ndef F(req): pass\n" + REGISTER, []),
    "the same name in two blueprints": (
        BP
        + F
        + "c = func.Blueprint()\n@c.route()\ndef f(req): pass\n"
        + REGISTER
        + "app.register_functions(c)\n",
        ["duplicate-function-name"],
    ),
    "an app": (ON + "import core\napp.register_functions(core.app)\n", ["registers-no-blueprint"]),
    "a module": (ON + "import core\napp.register_functions(core)\n", ["registers-no-blueprint"]),
    "a list": (BP + F + ON + "app.register_functions([bp])\n", ["registers-no-blueprint"]),
    "a function": (ON + "def f(): pass\napp.register_functions(f)\n", ["registers-no-blueprint"]),
    "a class": (ON + "app.register_functions(func.Blueprint)\n", ["registers-no-blueprint"]),
    "None": (ON + "app.register_functions(None)\n", ["registers-no-blueprint"]),
    "Flask's": (
        ON + "import flask\napp.register_blueprint(flask.Blueprint('a', __name__))\n",
        ["registers-no-blueprint"],
    ),
    "nothing": (ON + "app.register_functions()\n", ["wrong-decorator-arguments"]),
    "two at once": (
        BP + F + ON + "app.register_functions(bp, bp)\n",
        ["wrong-decorator-arguments"],
    ),
    "with a prefix": (
        BP + F + ON + "app.register_blueprint(bp, url_prefix='x')\n",
        ["wrong-decorator-arguments"],
    ),
    "by a blueprint": (
        BP + F + ON + "bp.register_functions(bp)\n",
        ["unknown-decorator", "unregistered-blueprint"],
    ),
    "get_functions asked before": (ON + "app.get_functions()\n", ["duplicate-function-name"]),
    "get_functions of nothing yet": ("app.get_functions()\n" + ON, []),
    "get_functions below a main guard": (
        ON + "if __name__ == '__main__':\n    print(app.get_functions())\n",
        [],
    ),
    "a factory that is called for each": (
        (
            "def make(name):\n    bp = func.Blueprint()\n    @bp.function_name(name)\n"
            "    @bp.route(route=name)\n    def f(req): pass\n    return bp\n"
            "app.register_functions(make('a'))\napp.register_functions(make('b'))\n"
        ),
        [],
    ),
    "a factory that gives one name": (
        (
            "def make():\n    bp = func.Blueprint()\n    @bp.route()\n    def f(req): pass\n"
            "    return bp\napp.register_functions(make())\napp.register_functions(make())\n"
        ),
        ["duplicate-function-name"],
    ),
    "a factory whose blueprints wait": (
        (
            "def make():\n    bp = func.Blueprint()\n    @bp.route()\n    def f(req): pass\n"
            "    return bp\nparts = [make(), make()]\napp.register_functions(parts[0])\n"
        ),
        [],
    ),
}


@pytest.mark.parametrize(("code", "kinds"), FAULTS.values(), ids=FAULTS)
def test_faults(code: str, kinds: list[str]) -> None:
    core = {"core.py": APP}
    told = tell(APP + code, core)
    assert [kind for kind in told.kinds if kind != "several-function-apps"] == kinds


def test_a_blueprint_that_imports_the_app() -> None:
    script = APP + "import users\n"
    users = "from function_app import app\n@app.route()\ndef users(req): pass\n"
    assert tell(script, {"users.py": users}).names == ["users"]


def test_older_libraries_want_no_unique_names() -> None:
    twice = "@app.route()\ndef f(req): pass\n" * 2
    old = {"requirements.txt": "azure-functions==1.18.0\n"}
    assert tell(APP + twice, old).kinds == []
    assert tell(APP + twice).kinds == ["duplicate-function-name"]


LONG = {
    "loops in loops": "for a in range(50):\n for b in range(50):\n  for c in range(50):\n"
    "   @app.function_name(f'{a}{b}{c}')\n   @app.route()\n   def f(req): pass\n",
    "functions that call functions": "def f0(): app.route()(lambda req: 1)\n"
    + "".join(f"def f{i}():\n    f{i - 1}()\n    f{i - 1}()\n" for i in range(1, 30))
    + "f29()\n",
}


@pytest.mark.parametrize("code", LONG.values(), ids=LONG)
def test_what_takes_too_long_is_not_told(code: str) -> None:
    told = tell(APP + code)
    assert (told.names, told.kinds) == ([], [])
    assert told.undecided


def test_recursion_ends() -> None:
    assert tell(APP + "def f(n):\n    f(n - 1)\n    f(n)\nf(3)\n").kinds == [
        "app-without-functions"
    ]
