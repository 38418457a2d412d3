"""What Azure does not run, or not any more: versions of Python, and features of older Functions."""

from __future__ import annotations

from collections.abc import Iterator
from re import MULTILINE
from re import compile as regex

from fxpack.model import Files, Location, Place, Problem, Target
from fxpack.platforms import newest_on, plan_name

PYPROJECT = "pyproject.toml"
PROXIES = "proxies.json"
HOST = "host.json"


def runtime_problems(files: Files, target: Target) -> Iterator[Problem]:
    """What the target has no support for, where it is not only assumed."""
    if target.plan and target.python_from != "default":
        yield from _not_on_plan(files, target)
    # the lowest version that requires-python lets pass need not be the one that runs
    if target.ended and target.python_from not in {"default", "requires-python"}:
        at = _version_at(files, target)
        detail = {"python": target.version, "ended": target.ended}
        yield Problem("python-out-of-support", at, detail)
    if PROXIES in files:
        yield from _proxies(files)


def _not_on_plan(files: Files, target: Target) -> Iterator[Problem]:
    last = newest_on(target.plan)
    if last is not None and target.python > last:
        detail = {
            "plan": plan_name(target.plan),
            "python": target.version,
            "newest": f"{last[0]}.{last[1]}",
        }
        yield Problem("python-not-on-plan", _setting_at(files, "plan"), detail)


def _proxies(files: Files) -> Iterator[Problem]:
    """The proxies of Functions 1 to 3; `func init` once made an empty file of them."""
    from fxpack.read.app_settings.local import local_settings
    from fxpack.read.jsonpos import read

    try:
        config = read(PROXIES, files[PROXIES], "")
    except (OSError, KeyError):
        return
    local = local_settings(files)
    flags = (local.values.get("AzureWebJobsFeatureFlags") or "") if local else ""
    if config.members.get("proxies") and "EnableProxies" not in flags:
        yield Problem("retired-proxies", Location(path=PROXIES))


def _version_at(files: Files, target: Target) -> Place:
    """Where the version of Python stands; host.json where that is no file of the app."""
    if target.python_from == ".python-version" and ".python-version" in files:
        return Location(path=".python-version")
    if target.python_from == "[tool.fxpack]":
        return _setting_at(files, "python")
    return Location(path=HOST)


def _setting_at(files: Files, name: str) -> Place:
    """Where a setting of fxpack stands; host.json where the app's pyproject.toml has none."""
    try:
        text = files[PYPROJECT].decode("utf-8", "replace")
    except (OSError, KeyError):
        return Location(path=HOST)
    found = regex(rf"^[ \t]*{name}[ \t]*=[^\r\n]*", MULTILINE).search(text, _table_starts(text))
    if found is None:
        return Location(path=HOST)
    line = text.count("\n", 0, found.start()) + 1
    return Location(PYPROJECT, line, 1, line, len(found[0]) + 1)


def _table_starts(text: str) -> int:
    return max(text.find("[tool.fxpack]"), 0)
