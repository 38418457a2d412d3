from __future__ import annotations

from typing import Any

import pytest

from tests.rules import one_app
from tests.rules.one_function import said, said_of_bindings


def timer(schedule: Any, name: str = "schedule", kind: str = "timerTrigger") -> dict[str, Any]:
    return {"name": "timer", "type": kind, "direction": "in", name: schedule}


@pytest.mark.parametrize(
    "schedule",
    [
        "* * * * *",
        "0 */5 * * * *",
        "0 0 9-17 * * 1-5",
        "0 30 9 * Jan Mon",
        "0 0 0 1 JAN-dec sun,Saturday",
        "0 0 0 1 j m",
        "0,30 * * * * *",
        "5/15 10-50/10 23-1 31 12 6",
        "0 0 */0 * * *",
        "*/90 * * * * *",
        "  0   0 0 * * *\t",
        "00:05:00",
        "1.00:00:00",
        "5",
        "%SCHEDULE%",
        "0 %MINUTE% * * * *",
        5,
        None,
    ],
    ids=repr,
)
def test_clean(schedule: Any) -> None:
    assert said_of_bindings("FX121", timer(schedule)) == []


FIELD_COUNT = "an NCRONTAB expression has 5, or 6 with seconds"
DAY = "as day of the month, which takes 1 to 31, * and steps"
WEEK = "as day of the week, which takes 0 to 6 or sun to sat, * and steps"


@pytest.mark.parametrize(
    ("schedule", "expected"),
    [
        ("", f"has 0 fields; {FIELD_COUNT}"),
        ("daily", f"has 1 field; {FIELD_COUNT}"),
        ("* * * *", f"has 4 fields; {FIELD_COUNT}"),
        ("0 0 12 * * MON 2026", f"has 7 fields; {FIELD_COUNT}"),
        ("00:00:60", f"has 1 field; {FIELD_COUNT}"),
        ("60 * * * * *", 'has "60" as second, which takes 0 to 59, * and steps'),
        ("* 24 * * *", 'has "24" as hour, which takes 0 to 23, * and steps'),
        ("0 0 0 ? * *", f'has "?" {DAY}'),
        ("0 0 0 0 * *", f'has "0" {DAY}'),
        ("0 0 0 L * *", f'has "L" {DAY}'),
        ("0 0 0 1,15W * *", f'has "15W" in "1,15W" {DAY}'),
        ("0 0 0 1,,2 * *", f'has "" in "1,,2" {DAY}'),
        ("0 0 0 5- * *", f'has "5-" {DAY}'),
        ("0 0 0 1-2-3 * *", f'has "1-2-3" {DAY}'),
        ("0 0 0 * 13 *", 'has "13" as month, which takes 1 to 12 or jan to dec, * and steps'),
        ("0 0 0 * * 7", f'has "7" {WEEK}'),
        ("0 0 0 * * MON#1", f'has "MON#1" {WEEK}'),
        ("0 0 0 * * mondays", f'has "mondays" {WEEK}'),
        ("0 */x * * * *", 'has "*/x" as minute, which takes 0 to 59, * and steps'),
        ("0 */ * * * *", 'has "*/" as minute, which takes 0 to 59, * and steps'),
        ("0 *-5 * * * *", 'has "*-5" as minute, which takes 0 to 59, * and steps'),
        ("0 % * * * *", 'has "%" as minute, which takes 0 to 59, * and steps'),
    ],
)
def test_messages(schedule: str, expected: str) -> None:
    assert said_of_bindings("FX121", timer(schedule)) == [f'schedule "{schedule}" {expected}']


def test_letter_case_does_not_count() -> None:
    (line,) = said("FX121", {"bindings": [timer("daily", "Schedule", "TimerTrigger")]})
    assert line.startswith("1:88 ")


def test_other_bindings_have_no_schedule() -> None:
    assert said_of_bindings("FX121", timer("daily", kind="queueTrigger")) == []


def test_schedule_of_a_decorator() -> None:
    script = f'{one_app.APP}EVERY = "0 0 8 ? * *"\n@app.schedule(schedule=EVERY, arg_name="t")\ndef f(t): pass\n'
    assert one_app.said("FX121", script) == [
        '4:24 schedule "0 0 8 ? * *" has "?" as day of the month, which takes 1 to 31, * and steps'
    ]
