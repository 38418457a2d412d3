from __future__ import annotations

import pytest

from tests.rules.one_script import said

CALLABLE = "class C:\n    def __call__(self, req): pass\n"


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        (
            "import functools\nmain = functools.partial(print, 1)\n",
            (
                "2:1 the entry point main is a functools.partial; "
                "the worker needs a function, a method or a class"
            ),
        ),
        (
            CALLABLE + "main = C()\n",
            (
                "3:1 the entry point main is an instance of C; "
                "the worker needs a function, a method or a class"
            ),
        ),
        (
            CALLABLE + "    def __init__(self, f): pass\n@C\ndef main(req): pass\n",
            (
                "5:1 the entry point main is an instance of C; "
                "the worker needs a function, a method or a class"
            ),
        ),
    ],
)
def test_says_what_it_is(script: str, expected: str) -> None:
    assert said("FX214", script) == [expected]


@pytest.mark.parametrize(
    "script",
    [
        CALLABLE + "    __annotations__ = {}\nmain = C()\n",
        CALLABLE + "    x: int\nmain = C()\n",
        CALLABLE + "main = C().__call__\n",
        CALLABLE + "main = C\n",
        (
            "import functools\nclass C:\n    def __init__(self, f): functools.update_wrapper(self, f)\n"
            "    def __call__(self, *a): pass\n@C\ndef main(req): pass\n"
        ),
        "from unknown import Base\nclass C(Base):\n    def __call__(self, req): pass\nmain = C()\n",
        (
            "import functools\ndef h(req, x): pass\n"
            "main = functools.update_wrapper(functools.partial(h, x=1), h)\n"
        ),
        "from unknown import partial\nmain = partial(print)\n",
    ],
)
def test_what_may_have_hints_is_silent(script: str) -> None:
    assert said("FX214", script) == []
