"""What the worker refuses of a retry policy when it indexes the function.

Source: azure-functions-runtime 1.3.0, loader.py, build_retry_protos; the classic worker up to
Python 3.12 (azure-functions-python-worker 4.40.0, loader.py) wants both intervals of every strategy
but fixed_delay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from fxpack.decorators.nouns import UNKNOWN, Argument, Call
from fxpack.model import Problem

NAMES = ("strategy", "max_retry_count", "delay_interval", "minimum_interval", "maximum_interval")
STRATEGIES = ("exponential_backoff", "fixed_delay")
# time.strptime with %H:%M:%S
_INTERVAL = re.compile(r"(2[0-3]|[0-1]\d|\d):([0-5]\d|\d):(6[0-1]|[0-5]\d|\d)")
_COUNTS = range(-(2**31), 2**31)


def problems(
    call: Call, given: Mapping[str, Argument], python: tuple[int, int]
) -> Iterator[Problem]:
    """What is wrong with the arguments of `retry`; each is raised when it comes to the function."""
    left_out = Argument(UNKNOWN if call.open else None, call.at)
    arguments = {name: given.get(name, left_out) for name in NAMES}
    for name, why in _faults({key: each.value for key, each in arguments.items()}, python):
        argument = arguments[name]
        detail = {"member": name, "value": argument.value, "why": why}
        yield Problem("invalid-retry-policy", argument.at, detail)


def _faults(values: Mapping[str, Any], python: tuple[int, int]) -> Iterator[tuple[str, str]]:
    """(parameter, what is wrong with it)."""
    if why := _count_fault(values["max_retry_count"]):
        yield "max_retry_count", why
    strategy = values["strategy"]
    if not _may_be_strategy(strategy):
        yield "strategy", "is neither fixed_delay nor exponential_backoff"
    elif strategy is not UNKNOWN:
        fixed = strategy == "fixed_delay"
        for name in NAMES[2:3] if fixed else NAMES[3:]:
            value = values[name]
            needed = fixed or python < (3, 13)
            if (needed or value) and (why := _interval_fault(value)):
                yield name, why


def _may_be_strategy(value: Any) -> bool:
    """The worker's messages take its number, too, or nothing; older ones truth values."""
    return value is UNKNOWN or value is None or isinstance(value, int) or value in STRATEGIES


def _count_fault(value: Any) -> str:
    if value is UNKNOWN:
        return ""
    try:
        count = int(value)
    except (TypeError, ValueError, OverflowError):
        return "is not a whole number"
    return "" if count in _COUNTS else "is too large"


def _interval_fault(value: Any) -> str:
    if value is UNKNOWN:
        return ""
    if value is None:
        return "is not given"
    if not isinstance(value, str):
        return "is not text"
    return "" if _INTERVAL.fullmatch(value) else "is not a time as 00:00:10"
