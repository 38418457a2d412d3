from __future__ import annotations

import pytest

from tests.rules.one_script import HTTP, said

FUNC = "import azure.functions as func\n"
LATER = "from __future__ import annotations\n"


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        (
            FUNC + "def main(req: 'Request'): pass",
            "2:15 the annotation cannot be evaluated: NameError: name 'Request' is not defined",
        ),
        (
            LATER + "def main(req: func.HttpRequest): pass",
            "2:15 the annotation cannot be evaluated: NameError: name 'func' is not defined",
        ),
        (
            FUNC + "def main(req: 'func.Reqest'): pass",
            (
                "2:15 the annotation cannot be evaluated: AttributeError: "
                "module 'azure.functions' has no attribute 'Reqest'"
            ),
        ),
        (
            FUNC + "def main(req: 'a b'): pass",
            (
                "2:15 the annotation cannot be evaluated: SyntaxError: "
                "forward reference must be an expression, got 'a b'"
            ),
        ),
        (
            FUNC + "def main(req, msg: func.Out[str, int]): pass",
            (
                "2:20 the annotation cannot be evaluated: TypeError: "
                "the parameter list of Out[...] has too many members"
            ),
        ),
        (
            (
                "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import azure.functions as func\n"
                "def main(req: 'func.HttpRequest'): pass"
            ),
            "4:15 the annotation cannot be evaluated: NameError: name 'func' is not defined",
        ),
        (
            FUNC + "def main(req) -> 'Response': pass",
            "2:18 the annotation cannot be evaluated: NameError: name 'Response' is not defined",
        ),
    ],
)
def test_says_why(script: str, expected: str) -> None:
    assert said("FX221", script, bindings=f"{HTTP}, msg queue out") == [expected]


@pytest.mark.parametrize(
    "script",
    [
        FUNC + "def main(req: 'func.HttpRequest'): pass",
        LATER + "def main(req: func.HttpRequest): pass\n" + FUNC,
        "def main(req: 'Request'): pass\nclass Request: pass",
        "from somewhere import *\ndef main(req: 'Request'): pass",
        "from somewhere import func\ndef main(req: func.Nothing): pass",
        "import typing\n@typing.no_type_check\ndef main(req: 'no such'): pass",
        LATER + FUNC + "def main(req):\n    def inner(x: Nothing): pass\n",
        LATER + FUNC + "def main(req):\n    x: Nothing = 1\n",
        "globals()['Request'] = object\ndef main(req: 'Request'): pass",
    ],
)
def test_what_may_be_evaluated_is_silent(script: str) -> None:
    assert said("FX221", script) == []


def test_names_are_those_of_the_module_that_defines() -> None:
    shared = {
        "shared/__init__.py": "import functools\ndef log(f):\n    @functools.wraps(f)\n"
        "    def w(*a): pass\n    return w\n"
    }
    script = f"{FUNC}from shared import log\n@log\ndef main(req: 'func.HttpRequest'): pass"
    assert said("FX221", script, files=shared) == []
