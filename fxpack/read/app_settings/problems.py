"""What is wrong with the settings of an app, as far as its files tell.

Where local.settings.json is absent, cannot be read or is encrypted, nothing is said of what would
have to be in it: in Azure the settings are those of the function app.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from re import compile as regex
from typing import Any

from fxpack import facts
from fxpack.model import Binding, Config, Files, Function, Problem, Target
from fxpack.read.app_settings.local import LocalSettings, local_settings
from fxpack.read.app_settings.named import Named, named_settings
from fxpack.read.code import CodeReader
from fxpack.read.python.modules import Modules

STORAGE = "AzureWebJobsStorage"
RUNTIME = "FUNCTIONS_WORKER_RUNTIME"
PROCESSES = "FUNCTIONS_WORKER_PROCESS_COUNT"
HOST_VERSION = "FUNCTIONS_EXTENSION_VERSION"
_RETIRED = regex(r"~?([123])(\.\d+)*(-\w+)?")
_NEAR = 0.85
"""How alike a name must be to one of the worker's to be meant for it."""


def setting_problems(
    reader: CodeReader, functions: Sequence[Function], target: Target
) -> Iterator[Problem]:
    """What is wrong with local.settings.json, and what is not in it."""
    files = reader.files
    local = local_settings(files)
    if local is None:
        return
    yield from local.problems
    if not local.is_known or not functions or not _is_python(functions, reader.host):
        return
    yield from _runtime(local)
    yield from _process_count(local)
    yield from _host_version(local)
    yield from _python_settings(local, target, files)
    without_storage = list(_storage(local, functions))
    yield from without_storage
    for problem in _missing(local, functions, files, reader.modules):
        if not without_storage or problem.detail["name"].lower() != STORAGE.lower():
            yield problem


def _is_python(functions: Iterable[Function], host: Config | None) -> bool:
    """Whether the worker for Python runs all functions of the app."""
    own_handler = host is not None and "customHandler" in host.members
    return not own_handler and all((each.script or "").endswith(".py") for each in functions)


# -- single settings ------------------------------------------------------------------------------


def _runtime(local: LocalSettings) -> Iterator[Problem]:
    name = _written(local, RUNTIME)
    value = local.values.get(name or "")
    if name is None:
        yield Problem("wrong-worker-runtime", local.section, {"value": None})
    elif value is None or value.strip().lower() not in {"python", "py"}:
        yield Problem("wrong-worker-runtime", local.at(name), {"value": value or ""})


def _process_count(local: LocalSettings) -> Iterator[Problem]:
    name = _written(local, PROCESSES)
    value = local.values.get(name or "")
    least, most = _facts()["process_count"]
    if name is None or not value or "%" in value:
        return
    is_number = value.strip().isascii() and value.strip().removeprefix("-").isdigit()
    if not is_number or not least <= int(value) <= most:
        detail = {"value": value, "least": least, "most": most}
        yield Problem("invalid-process-count", local.at(name), detail)


def _host_version(local: LocalSettings) -> Iterator[Problem]:
    name = _written(local, HOST_VERSION)
    found = _RETIRED.fullmatch((local.values.get(name or "") or "").strip())
    if name is not None and found:
        detail = {"value": found[0], "ended": _facts()["retired_versions"][found[1]]}
        yield Problem("retired-extension-version", local.at(name), detail)


def _python_settings(local: LocalSettings, target: Target, files: Files) -> Iterator[Problem]:
    """Settings that another version of the worker knows, and misspelt ones that no code reads."""
    by_python = _facts()["python"]
    of_target = next(
        (names for versions, names in by_python.items() if target.version in versions.split()),
        list(by_python.values())[-1],
    )
    of_any = {name for names in by_python.values() for name in names}
    for name in local.values:
        if not name.upper().startswith("PYTHON_") or name in of_target:
            continue
        if name in of_any:
            # the version that is taken where nothing names one may not be that of the app
            if target.python_from != "default" and not _is_so_anyway(name, local):
                detail = {"name": name, "meant": "", "python": target.version}
                yield Problem("unknown-python-setting", local.at(name, key=True), detail)
        elif (meant := _nearest(name, of_target)) and not _is_read(name, files):
            detail = {"name": name, "meant": meant, "python": target.version}
            yield Problem("unknown-python-setting", local.at(name, key=True), detail)


def _is_so_anyway(name: str, local: LocalSettings) -> bool:
    """Whether a setting turns on what newer workers always do (`is_true_like` of the older)."""
    value = (local.values[name] or "").strip().lower()
    return name in _facts()["python_always"] and value in {"1", "true", "t", "yes", "y"}


def _nearest(name: str, names: Iterable[str]) -> str:
    from difflib import get_close_matches

    return next(iter(get_close_matches(name.upper(), names, n=1, cutoff=_NEAR)), "")


def _is_read(name: str, files: Files) -> bool:
    """Whether code of the app has a name in it."""
    from fxpack.read.app_settings.elsewhere import content

    wanted = name.encode()
    return any(wanted in content(files, path) for path in files if path.endswith(".py"))


# -- what is not there ----------------------------------------------------------------------------


def _storage(local: LocalSettings, functions: Iterable[Function]) -> Iterator[Problem]:
    """The first function that needs AzureWebJobsStorage, where that is not set."""
    if local.has_connection(STORAGE):
        return
    for function in functions:
        if local.disables(function.name):
            continue
        for binding in function.bindings:
            if _needs_storage(binding, function):
                detail = {"binding": binding, "function": function}
                yield Problem("missing-storage-setting", local.section, detail)
                return


def _needs_storage(binding: Binding, function: Function) -> bool:
    """Whether a binding certainly needs it.

    func itself refuses to start where a trigger of a function.json needs it and it is absent;
    decorators it does not look at, so of these only what the extensions need is told.
    """
    kind = (binding.type or "").lower()
    connection = binding.member("connection")
    if connection is None or connection == "":
        connection = STORAGE if kind in _lowered("default_storage") else ""
    if isinstance(connection, str) and connection.lower() == STORAGE.lower():
        return True
    if function.model == "v1" and binding.is_trigger:
        return kind not in _lowered("without_storage")
    return kind in _lowered("needs_storage") and not _is_unmonitored_timer(binding)


def _is_unmonitored_timer(binding: Binding) -> bool:
    """Whether no schedule is kept: where that is said, and for schedules of less than a minute."""
    schedule = binding.member("schedule")
    seconds = schedule.split(" ")[0] if isinstance(schedule, str) else ""
    return (binding.type or "").lower() == "timertrigger" and (
        str(binding.member("useMonitor")).lower() == "false" or not seconds.isdigit()
    )


def _missing(
    local: LocalSettings, functions: Sequence[Function], files: Files, modules: Modules
) -> Iterator[Problem]:
    """Each name once, at the first place that needs it."""
    from fxpack.read.app_settings.elsewhere import code_may_set, runs_with, sets_environment
    from fxpack.read.app_settings.environ import needed_settings

    by_bindings = {
        each.name: Problem("missing-setting", each.binding.at(each.member), each._asdict())
        for each in reversed(list(named_settings(functions)))
        if not _has(local, each) and not _is_given(each.name)
    }
    yield from (by_bindings[name] for name in by_bindings if not runs_with(name, files))
    by_code = {
        each.name: Problem("missing-setting", each.at, {"name": each.name, "form": "environ"})
        for each in reversed(list(needed_settings(functions, modules)))
        if each.name not in by_bindings and not local.has(each.name) and not _is_given(each.name)
    }
    if by_code and not sets_environment(files):
        for name, problem in by_code.items():
            if not code_may_set(name, files) and not runs_with(name, files):
                yield problem


def _has(local: LocalSettings, named: Named) -> bool:
    if named.form == "connection":
        return local.has_connection(named.name)
    return local.has(named.name)


def _is_given(name: str) -> bool:
    """Whether the host, the platform or the system may set a variable."""
    given = _facts()["platform"]
    return name.upper() in given["names"] or name.upper().startswith(tuple(given["prefixes"]))


def _written(local: LocalSettings, name: str) -> str | None:
    """How a setting's name is written: func and the host do not mind letter case."""
    return next((each for each in local.values if each.lower() == name.lower()), None)


def _lowered(part: str) -> set[str]:
    return set(map(str.lower, _facts()[part]))


def _facts() -> Any:
    return facts.table("app_settings")
