from __future__ import annotations

import pytest

from tests.rules.one_app import APP, found, said


@pytest.mark.parametrize(
    ("decorator", "expected", "help_"),
    [
        (
            'queue_trigger("req", "q")',
            'queue_trigger lacks "connection"',
            "add connection=…",
        ),
        (
            "queue_trigger()",
            'queue_trigger lacks "arg_name", "queue_name" and "connection"',
            "add arg_name=… and queue_name=… and connection=…",
        ),
        (
            'route(rout="x")',
            'route takes no "rout"',
            "correct the names of the arguments, or leave out what it does not take",
        ),
        (
            "timer_trigger",
            'timer_trigger lacks "schedule", used without parentheses',
            "call it: it makes the decorator, and is none itself",
        ),
        (
            'retry(strategy="fixed_delay")',
            'retry lacks "max_retry_count"',
            "add max_retry_count=…",
        ),
        (
            'function_name("a", {}, 1)',
            "function_name has 1 positional argument too many",
            "correct the names of the arguments, or leave out what it does not take",
        ),
    ],
)
def test_says_what_is_wrong(decorator: str, expected: str, help_: str) -> None:
    (one,) = found("FX710", f"{APP}@app.{decorator}\ndef f(req): pass\n")
    assert (one.message, one.help, one.location.line) == (expected, help_, 3)


@pytest.mark.parametrize(
    "decorator",
    [
        'queue_trigger("req", "q", "C")',
        'queue_trigger("req", "q", connection="C", further=1)',
        "queue_trigger(**OPTIONS)",
        'queue_trigger("req", *REST)',
        "route()",
    ],
)
def test_arguments_that_fit(decorator: str) -> None:
    script = f"from somewhere import OPTIONS, REST\n{APP}@app.{decorator}\ndef f(req): pass\n"
    assert said("FX710", script) == []
