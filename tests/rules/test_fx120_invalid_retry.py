from __future__ import annotations

import json
from typing import Any

import pytest

from fxpack.rules.timespan import WANTED, is_timespan
from tests.rules.one_function import OUT, REQ, said

FIXED = {"strategy": "fixedDelay", "maxRetryCount": 4, "delayInterval": "00:00:10"}
BACKOFF = {
    "strategy": "exponentialBackoff",
    "maxRetryCount": 4,
    "minimumInterval": "00:00:10",
    "maximumInterval": "00:15:00",
}
STRATEGY = 'strategy must be "fixedDelay" or "exponentialBackoff", not'
COUNT = "maxRetryCount must be a whole number from -1 on, not"


def said_of(retry: Any) -> list[str]:
    lines = said("FX120", {"bindings": [REQ, OUT], "retry": retry})
    return [line.split(" ", 1)[1] for line in lines]


@pytest.mark.parametrize(
    "retry",
    [
        None,
        FIXED,
        BACKOFF,
        {**FIXED, "strategy": "FIXEDDELAY"},
        {key.upper(): value for key, value in BACKOFF.items()},
        {**FIXED, "maxRetryCount": -1},
        {**FIXED, "maxRetryCount": "5"},
        {**FIXED, "maxRetryCount": 3.0},
        {**FIXED, "delayInterval": "1.00:00:00"},
        {**FIXED, "strategy": 0},
        {**BACKOFF, "delayInterval": None},
        {**FIXED, "more": []},
    ],
    ids=str,
)
def test_clean(retry: Any) -> None:
    assert said_of(retry) == []


@pytest.mark.parametrize(
    ("retry", "expected"),
    [
        ([], ["retry must be an object, not []"]),
        ("fixedDelay", ['retry must be an object, not "fixedDelay"']),
        ({"strategy": 1}, ["maxRetryCount is missing"]),
        ({**FIXED, "strategy": "fixed"}, [f'{STRATEGY} "fixed"']),
        ({**FIXED, "maxRetryCount": None}, ["maxRetryCount is missing"]),
        ({**FIXED, "maxRetryCount": -2}, [f"{COUNT} -2"]),
        ({**FIXED, "maxRetryCount": "-2"}, [f'{COUNT} "-2"']),
        ({**FIXED, "maxRetryCount": "many"}, [f'{COUNT} "many"']),
        ({**FIXED, "maxRetryCount": True}, [f"{COUNT} true"]),
        ({**FIXED, "delayInterval": 10}, [f"delayInterval must be {WANTED}, not 10"]),
        ({**FIXED, "delayInterval": "10s"}, [f'delayInterval must be {WANTED}, not "10s"']),
        (
            {**FIXED, "strategy": "exponentialBackoff"},
            [
                "maximumInterval is missing, which exponentialBackoff needs",
                "minimumInterval is missing, which exponentialBackoff needs",
            ],
        ),
        (
            {"maxRetryCount": 4, "delayInterval": "00:00:10"},
            [
                "maximumInterval is missing, which the absent strategy needs",
                "minimumInterval is missing, which the absent strategy needs",
            ],
        ),
        (
            {**BACKOFF, "strategy": "FixedDelay"},
            ["delayInterval is missing, which FixedDelay needs"],
        ),
        (
            {**BACKOFF, "minimumInterval": "00:60:00"},
            [f'minimumInterval must be {WANTED}, not "00:60:00"'],
        ),
    ],
    ids=str,
)
def test_messages(retry: Any, expected: list[str]) -> None:
    assert said_of(retry) == expected


def test_place() -> None:
    text = json.dumps({"retry": {**FIXED, "delayInterval": "soon"}, "bindings": [REQ, OUT]})
    (line,) = said("FX120", text)
    assert line.startswith(f"1:{text.index('soon')} ")


def test_letter_case_of_retry_counts() -> None:
    assert said("FX120", {"bindings": [REQ, OUT], "Retry": {}}) == []


@pytest.mark.parametrize(
    "text",
    [
        "5", "00:00", "23:59", "00:00:00", "23:59:59", "24:00:00", "1.02:03:04", "1:02:03:04",
        " 00:05:00 ", "-00:00:01", "00:00:00.5", "1.02:03:04.1234567", "1.02:03", "00:05:00.0",
    ],
)  # fmt: skip
def test_is_timespan(text: str) -> None:
    assert is_timespan(text)


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "a", "00:60", "00:00:60", "24:60:00", "1.24:00:00", "00:00:00:60", "1:2:3:4:5",
        "00:00:", ":00", "5m", "0 */5 * * * *", "PT5M", "10675200", "٠٠:٠٠:٠٠",
    ],
)  # fmt: skip
def test_is_no_timespan(text: str) -> None:
    assert not is_timespan(text)
