"""The schedule of a timer cannot be read.

It has to be an NCRONTAB expression, of five fields or six with seconds first, or a length of time
such as `00:05:00`. NCRONTAB has no `?`, `L`, `W` and `#`, and its week goes from 0, Sunday, to 6.
What contains `%SETTING%` is taken as it is.

Example:
--- f/function.json
{
  "bindings": [
    {"name": "timer", "type": "timerTrigger", "direction": "in", "schedule": "0 0 8 ? * MON-FRI"}
  ]
}
--- f/__init__.py
def main(timer):
    pass

Use instead:
--- f/function.json
{
  "bindings": [
    {"name": "timer", "type": "timerTrigger", "direction": "in", "schedule": "0 0 8 * * MON-FRI"}
  ]
}

Source: NCrontab 3.3, CrontabSchedule.cs and CrontabFieldImpl.cs; azure-webjobs-sdk-extensions,
TimerSchedule.cs (Create).
"""

from __future__ import annotations

from collections.abc import Iterator

from fxpack.model import Finding, Project
from fxpack.rules import ncrontab
from fxpack.rules.shown import shown
from fxpack.rules.timespan import is_timespan

SEVERITY = "warning"


def check(project: Project) -> Iterator[Finding]:
    for function in project.functions:
        for binding in function.bindings:
            if binding.type is None or binding.type.lower() != "timertrigger":
                continue
            schedule = binding.member("schedule")
            if not isinstance(schedule, str) or schedule.count("%") > 1:
                continue
            fault = ncrontab.fault(schedule)
            if not fault or is_timespan(schedule):
                continue
            yield Finding(
                message=f"schedule {shown(schedule)} {fault}",
                at=binding.at("schedule"),
                help='write it as "{second} {minute} {hour} {day} {month} {day of the week}", '
                "or as a length of time such as 00:05:00",
                function=function.name,
            )
