from __future__ import annotations

import pytest

from tests.rules.one_script import HTTP, said


@pytest.mark.parametrize("text", ["str", "bytes", "'str'"])
def test_says_that_calls_fail(text: str) -> None:
    assert said("FX231", f"def main(req: {text}): pass") == [
        '1:15 the request "req" cannot be text: the function loads, but every call fails'
    ]


@pytest.mark.parametrize(
    ("script", "bindings"),
    [
        ("import azure.functions as func\ndef main(req: func.HttpRequest): pass", HTTP),
        ("def main(req): pass", HTTP),
        ("def main(msg: str): pass", "msg queueTrigger"),
        ("def main(req, doc: str): pass", f"{HTTP}, doc cosmosDB"),
    ],
)
def test_other_text_is_fine(script: str, bindings: str) -> None:
    assert said("FX231", script, bindings=bindings) == []
