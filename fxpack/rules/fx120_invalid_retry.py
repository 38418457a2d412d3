"""The retry block of function.json is not one that the host takes.

`maxRetryCount` has to be there, a whole number from -1 on. The strategy `fixedDelay` needs
`delayInterval`; `exponentialBackoff`, which an absent strategy stands for, needs `minimumInterval`
and `maximumInterval`. Intervals are text such as `00:00:10`.

Example:
--- f/function.json
{
  "retry": {"strategy": "fixedDelay", "maxRetryCount": 4, "delayInterval": "00:00:90"},
  "bindings": [{"name": "req", "type": "httpTrigger", "direction": "in"},
               {"name": "$return", "type": "http", "direction": "out"}]
}

Use instead:
--- f/function.json
{
  "retry": {"strategy": "fixedDelay", "maxRetryCount": 4, "delayInterval": "00:01:30"},
  "bindings": [{"name": "req", "type": "httpTrigger", "direction": "in"},
               {"name": "$return", "type": "http", "direction": "out"}]
}

Source: azure-functions-host 4.1037, Utility.cs (ValidateRetryOptions); azure-webjobs-sdk,
RetryOptions.cs and RetryStrategy.cs (ExponentialBackoff = 0).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from fxpack.model import Finding, JsonPointer, Project
from fxpack.rules.shown import shown
from fxpack.rules.timespan import WANTED, is_timespan

SEVERITY = "warning"
FIXED, BACKOFF = "fixeddelay", "exponentialbackoff"
STRATEGIES = '"fixedDelay" or "exponentialBackoff"'
HELP = "the host leaves the function out where it cannot read how to retry it"
NEEDED = {FIXED: ("delayInterval",), BACKOFF: ("minimumInterval", "maximumInterval")}


def check(project: Project) -> Iterator[Finding]:
    for function in project.v1_functions:
        retry = function.config.members.get("retry")
        for message, *keys in _faults(retry) if retry is not None else ():
            at = JsonPointer(function.config.path, ("retry", *keys))
            yield Finding(message=message, at=at, help=HELP, function=function.name)


def _faults(retry: Any) -> Iterator[tuple[str, ...]]:
    """What is wrong, each with the member where it is wrong."""
    if not isinstance(retry, dict):
        yield (f"retry must be an object, not {shown(retry)}",)
        return
    # members are found without regard to letter case; empty text counts as absent
    given = {k.lower(): (k, v) for k, v in retry.items() if v is not None and v != ""}
    written, strategy = given.get("strategy", ("", ""))
    chosen = str(strategy).strip().lower()
    if chosen and chosen not in NEEDED and not chosen.isdigit() and "," not in chosen:
        yield f"strategy must be {STRATEGIES}, not {shown(strategy)}", written
    if "maxretrycount" not in given:
        yield ("maxRetryCount is missing",)
    elif not _is_count(given["maxretrycount"][1]):
        written, value = given["maxretrycount"]
        yield f"maxRetryCount must be a whole number from -1 on, not {shown(value)}", written
    for name in NEEDED.get(chosen or BACKOFF, ()):
        if name.lower() not in given:
            yield (f"{name} is missing, which {strategy or 'the absent strategy'} needs",)
    for name in ("delayInterval", "minimumInterval", "maximumInterval"):
        written, value = given.get(name.lower(), ("", "0"))
        if not isinstance(value, str) or not is_timespan(value):
            yield f"{name} must be {WANTED}, not {shown(value)}", written


def _is_count(value: Any) -> bool:
    """Whether Json.NET makes a number of it that is not below -1; it converts text and fractions."""
    if isinstance(value, str) and len(value) < 20 and value.strip().removeprefix("-").isdecimal():
        value = int(value)
    return isinstance(value, int | float) and not isinstance(value, bool) and value >= -1
