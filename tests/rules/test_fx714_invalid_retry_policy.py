from __future__ import annotations

import pytest

from tests.rules.one_app import APP, HELLO, said


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (
            'strategy="linear", max_retry_count="3"',
            "strategy is neither fixed_delay nor exponential_backoff",
        ),
        (
            'strategy="fixedDelay", max_retry_count="3"',
            "strategy is neither fixed_delay nor exponential_backoff",
        ),
        ('strategy="fixed_delay", max_retry_count="3"', "delay_interval is not given"),
        (
            'strategy="fixed_delay", max_retry_count="3", delay_interval="10"',
            "delay_interval is not a time as 00:00:10",
        ),
        (
            'strategy="fixed_delay", max_retry_count="3", delay_interval="1.00:00:00"',
            "delay_interval is not a time as 00:00:10",
        ),
        (
            'strategy="fixed_delay", max_retry_count="many", delay_interval="00:00:10"',
            "max_retry_count is not a whole number",
        ),
    ],
)
def test_says_which_member(arguments: str, expected: str) -> None:
    (line,) = said("FX714", script(arguments))
    assert line.split(" ", 1)[1] == expected


@pytest.mark.parametrize(
    "arguments",
    [
        'strategy="fixed_delay", max_retry_count="3", delay_interval="00:00:10"',
        'strategy="fixed_delay", max_retry_count=-1, delay_interval="0:0:1"',
        (
            'strategy="exponential_backoff", max_retry_count="3", minimum_interval="00:00:01", '
            'maximum_interval="00:10:00"'
        ),
        "strategy=S, max_retry_count=N, delay_interval=D",
    ],
)
def test_what_can_be_read(arguments: str) -> None:
    assert said("FX714", script(arguments)) == []


def test_intervals_of_a_backoff_may_be_absent_from_python_3_13_on() -> None:
    absent = script('strategy="exponential_backoff", max_retry_count="3"')
    assert said("FX714", absent, python=(3, 13)) == []
    assert said("FX714", absent, python=(3, 12)) != []


def script(arguments: str) -> str:
    return f"from somewhere import S, N, D\n{APP}@app.retry({arguments})\n{HELLO}"
