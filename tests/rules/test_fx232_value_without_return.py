from __future__ import annotations

import pytest

from tests.rules import one_app
from tests.rules.one_script import HTTP, QUEUE, said


@pytest.mark.parametrize(
    ("script", "at"),
    [
        ("def main(msg):\n    return 'x'", "2:5"),
        ("def main(msg):\n    if msg:\n        return\n    return {'a': 1}", "4:5"),
        ("async def main(msg):\n    return f'{msg}'", "2:5"),
    ],
)
def test_says_where_it_is_returned(script: str, at: str) -> None:
    assert said("FX232", script, bindings=QUEUE) == [
        f"{at} a value is returned, but function.json has no $return binding"
    ]


@pytest.mark.parametrize(
    ("script", "bindings"),
    [
        ("def main(msg): return", QUEUE),
        ("def main(msg): return None", QUEUE),
        ("def main(msg): return work(msg)", QUEUE),
        ("def main(msg):\n    def inner(): return 1\n    inner()", QUEUE),
        ("def main(req): return 'x'", HTTP),
        ("def main(payload): return 'x'", "payload activityTrigger"),
        ("def main(msg): return 'x'", "msg rabbitMQTrigger"),
        ("def main(msg): return 'x'", "msg queueTrigger, $return queue out"),
    ],
)
def test_what_may_return_is_silent(script: str, bindings: str) -> None:
    assert said("FX232", script, bindings=bindings) == []


def test_no_decorator_binds_it() -> None:
    script = one_app.APP + '@app.queue_trigger("m", "q", "C"{})\ndef f(m): return 1\n'
    assert one_app.said("FX232", script.format("")) == [
        "4:11 a value is returned, but no decorator binds $return"
    ]


def test_binding_that_may_be_the_return_value() -> None:
    script = (
        "from somewhere import NAME, TYPE\n" + one_app.APP + '@app.queue_trigger("m", "q", "C")\n'
    )
    script += "@app.generic_output_binding({}, type={})\ndef f(m, *a): return 1\n"
    assert one_app.said("FX232", script.format("NAME", '"queue"')) == []
    assert one_app.said("FX232", script.format('"a"', "TYPE")) == []
