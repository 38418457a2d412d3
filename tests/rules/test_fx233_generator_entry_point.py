from __future__ import annotations

import pytest

from tests.rules import one_app
from tests.rules.one_script import said


@pytest.mark.parametrize(
    "script",
    [
        "def main(req):\n    yield 1",
        "async def main(req):\n    yield 1",
        "def main(req):\n    x = yield from req",
    ],
)
def test_says_that_nothing_runs(script: str) -> None:
    (found,) = said("FX233", script)
    assert found.endswith("the entry point is a generator: calling it runs none of its code")
    assert found.startswith("1:")


@pytest.mark.parametrize(
    ("script", "bindings"),
    [
        ("def main(req):\n    return (x for x in req)", "req httpTrigger"),
        ("def main(req):\n    def inner(): yield 1\n    return list(inner())", "req httpTrigger"),
        ("def main(req):\n    return lambda: (yield)", "req httpTrigger"),
        (
            (
                "import azure.durable_functions as df\ndef fn(context):\n    yield 1\n"
                "main = df.Orchestrator.create(fn)"
            ),
            "context orchestrationTrigger",
        ),
    ],
)
def test_what_is_none_is_silent(script: str, bindings: str) -> None:
    assert said("FX233", script, bindings=bindings) == []


def test_function_of_decorators() -> None:
    script = f"{one_app.APP}@app.route()\ndef f(req):\n    yield 1\n"
    (found,) = one_app.found("FX233", script)
    assert found.help.endswith("for an orchestrator use @app.orchestration_trigger")
    flow = '@app.orchestration_trigger("context")\ndef f(context):\n    yield 1\n'
    assert one_app.found("FX233", one_app.DURABLE + flow) == []
