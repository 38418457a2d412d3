from __future__ import annotations

import pytest

from tests.rules.one_app import DURABLE, said


@pytest.mark.parametrize("decorator", ["orchestration_trigger", "entity_trigger"])
@pytest.mark.parametrize("parameter", ["ctx", "context"])
def test_another_name(decorator: str, parameter: str) -> None:
    script = f'@app.{decorator}(context_name="ctx")\ndef f({parameter}): pass\n'
    assert [line.split(" ", 1)[1] for line in said("FX713", DURABLE + script)] == [
        f'context_name of {decorator} is "ctx", not "context"'
    ]


@pytest.mark.parametrize("parameter", ["ctx", "context"])
def test_own_parameter_may_have_any_name(parameter: str) -> None:
    script = f'@app.orchestration_trigger("context")\ndef f({parameter}):\n    yield\n'
    assert said("FX713", DURABLE + script) == []


def test_activities_name_their_own_parameter() -> None:
    script = '@app.activity_trigger(input_name="city")\ndef f(city): pass\n'
    assert said("FX713", DURABLE + script) == []
