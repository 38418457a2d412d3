from __future__ import annotations

import pytest

from tests.rules import one_app
from tests.rules.one_script import HTTP, said


@pytest.mark.parametrize(
    ("script", "bindings", "expected"),
    [
        ("def main(): pass", HTTP, '4:10 binding "req" is not a parameter of the entry point'),
        (
            "def main(req, output_blob): pass",
            f"{HTTP}, outputBlob blob out",
            (
                '6:10 binding "outputBlob" is not a parameter of the entry point; did you mean '
                '"output_blob"?'
            ),
        ),
        (
            "def main(Req): pass",
            HTTP,
            '4:10 binding "req" is not a parameter of the entry point; did you mean "Req"?',
        ),
        (
            (
                "def d(f):\n    def w(*a, **k): return f(*a, **k)\n    return w\n@d\n"
                "def main(req): pass"
            ),
            HTTP,
            '4:10 binding "req" is not a parameter of the entry point',
        ),
    ],
)
def test_says_which_binding(script: str, bindings: str, expected: str) -> None:
    line, _, rest = expected.partition(":")
    assert said("FX212", script, bindings=bindings) == [f"f/function.json:{line}:{rest}"]


@pytest.mark.parametrize(
    "script",
    [
        "def main(req): pass",
        "def main(*, req): pass",
        (
            "import functools\ndef d(f):\n    @functools.wraps(f)\n    def w(*a, **k): pass\n"
            "    return w\n@d\ndef main(req): pass"
        ),
        "from somewhere import main",
        "from somewhere import d\n@d\ndef main(): pass",
        "class main:\n    def __init__(self, req): pass",
    ],
)
def test_what_may_be_there_is_silent(script: str) -> None:
    assert said("FX212", script) == []


def test_return_needs_no_parameter() -> None:
    assert said("FX212", "def main(req): return 'x'") == []


def test_binding_of_a_decorator() -> None:
    script = f'{one_app.APP}@app.blob_input("b", path="a", connection="C")\n{one_app.HELLO}'
    (found,) = one_app.found("FX212", script)
    assert found.message == 'binding "b" is not a parameter of the function'
    assert found.help == 'add a parameter "b" to the function, or remove the decorator'
