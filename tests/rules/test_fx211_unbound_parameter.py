from __future__ import annotations

import pytest

from tests.rules import one_app
from tests.rules.one_script import HTTP, said


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("def main(req, verbose=False): pass", '1:15 parameter "verbose" is not a binding'),
        ("def main(req, *args): pass", '1:16 parameter "args" is not a binding'),
        ("def main(req, **kwargs): pass", '1:17 parameter "kwargs" is not a binding'),
        ("def main(req, *, x): pass", '1:18 parameter "x" is not a binding'),
        (
            "import azure.functions as func\ndef main(req, ctx: func.Context): pass",
            '2:15 parameter "ctx" is not a binding',
        ),
        ("main = lambda req, x: None", '1:20 parameter "x" is not a binding'),
        (
            "class main:\n    def __init__(self, req, x): pass",
            '2:29 parameter "x" is not a binding',
        ),
        (
            "class C:\n    def run(self, req): pass\nmain = C.run",
            '2:13 parameter "self" is not a binding',
        ),
        (
            (
                "import functools\ndef d(f):\n    @functools.wraps(f)\n"
                "    def w(req): return f(req, 1)\n    return w\n@d\ndef main(req, db): pass"
            ),
            '7:15 parameter "db" is not a binding',
        ),
    ],
)
def test_says_which_parameter(script: str, expected: str) -> None:
    assert said("FX211", script) == [f"{expected} of function.json"]


def test_names_the_binding_that_was_meant() -> None:
    found = said(
        "FX211", "def main(req, claimpdfblob): pass", bindings=f"{HTTP}, claimpdfsblob blob"
    )
    assert found == [
        '1:15 parameter "claimpdfblob" is not a binding of function.json; did you mean "claimpdfsblob"?'
    ]


def test_parameter_of_a_library_function() -> None:
    script = "import azure.durable_functions as df\nmain = df.Entity.create(lambda c: None)"
    assert said("FX211", script, bindings="entity entityTrigger") == []
    script = "import azure.functions as func\nmain = func.AsgiMiddleware(None).main"
    assert said("FX211", script, bindings="request httpTrigger, $return http out") == [
        (
            '2:1 parameter "req" is not a binding of function.json (AsgiMiddleware.main makes a '
            'function with this parameter); did you mean "request"?'
        )
    ]


@pytest.mark.parametrize(
    "script",
    [
        "def main(req, context): pass",
        "import azure.functions as func\ndef main(req, context: func.Context): pass",
        "def d(f):\n    def w(req): return f(req, 1)\n    return w\n@d\ndef main(req, db): pass",
        "from somewhere import inject\n@inject\ndef main(req, db): pass",
        (
            "import functools\nclass inject:\n    def __call__(self, f):\n"
            "        @functools.wraps(f)\n        def w(*a, **k): return f(*a, **k)\n"
            "        w.__signature__ = 1\n        return w\n@inject()\ndef main(req, db): pass"
        ),
        "import inspect\ndef main(*args): pass\nmain.__signature__ = inspect.signature(len)",
        (
            "import functools\ndef d(f):\n    @functools.wraps(f)\n    def w(req): pass\n"
            "    del w.__wrapped__\n    return w\n@d\ndef main(req, db): pass"
        ),
        (
            "import os\nif os.environ.get('A'):\n    def main(req, a): pass\n"
            "else:\n    def main(req): pass"
        ),
        "class C:\n    def run(self, req): pass\nmain = C().run",
        "class C:\n    @classmethod\n    def run(cls, req): pass\nmain = C.run",
    ],
)
def test_what_may_fit_is_silent(script: str) -> None:
    assert said("FX211", script) == []


def test_parameter_that_no_decorator_binds() -> None:
    script = f"{one_app.APP}@app.route()\ndef f(req, other): pass\n"
    (found,) = one_app.found("FX211", script)
    assert found.message == 'parameter "other" is bound by no decorator'
    assert found.help.endswith('or add a decorator with arg_name="other"')
