"""The list of an app's functions: as `func start` prints it, and for programs.

The form for programs is that of schemas/functions-output.schema.json.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from fxpack.decorators import UNKNOWN
from fxpack.model import Binding, Config, Diagnostic, Function, Location
from fxpack.nouns import NamedTuple
from fxpack.read.secrets import masked
from fxpack.report import Span
from fxpack.report.plain_text import one_line
from fxpack.report.text import heading

VERSION = 1
"""The version of the format: members may be added under the same number, never changed."""

BASE = "http://localhost:7071"
"""Where Core Tools listens unless told otherwise (Azure Functions Core Tools 4, `func start`)."""

_PREFIX = "api"


class Listed(NamedTuple):
    """A function, where it is declared, and the errors for which it will not be found."""

    function: Function
    at: Location
    errors: tuple[Diagnostic, ...] = ()


class Untold(NamedTuple):
    """What can't be told: one function, or with None whether there are others."""

    at: Location
    reason: str
    function: str | None


class Listing(NamedTuple):
    """What there is to say of an app's functions; `errors` are all for which any is refused."""

    python: str
    host: Config | None
    functions: tuple[Listed, ...]
    untold: tuple[Untold, ...] = ()
    errors: tuple[Diagnostic, ...] = ()

    @property
    def refused(self) -> tuple[str, ...]:
        """The names of the functions that will not be found."""
        return tuple(each.function.name for each in self.functions if each.errors)


def text(listing: Listing) -> list[Span]:
    """The functions that will be found, those that are refused and why, and what can't be told."""
    found = [each for each in listing.functions if not each.errors]
    spans: list[Span] = [("bold", "Functions:"), ("", f" {len(found) or 'none'}\n")]
    for each in found:
        spans += _function(each, listing)
    if listing.errors:
        spans += [("bold", "Refused:"), ("", f" {one_line(', '.join(listing.refused))}".rstrip())]
        spans.append(("", "\n"))
        for error in listing.errors:
            spans += [("", "  "), *heading(error)]
    if listing.untold:
        spans.append(("bold", "Cannot be told:\n"))
    for untold in listing.untold:
        name = "" if untold.function is None else f"{untold.function}: "
        spans += [("", f"  {one_line(name)}{one_line(untold.reason)}"), _place(untold.at)]
    return spans


def refusal(listing: Listing) -> str:
    """What to say where not all functions will be found, "" where they will."""
    if not listing.errors:
        return ""
    count = len(listing.errors)
    what = ", ".join(listing.refused) or "the app"
    errors = "an error" if count == 1 else f"{count} errors"
    return f"{one_line(what)} cannot be loaded: {errors} that `fxpack lint` explains"


def _function(listed: Listed, listing: Listing) -> Iterator[Span]:
    function = listed.function
    trigger = trigger_of(function)
    yield "", "  "
    yield "bold", f"{one_line(function.name)}:"
    url = url_of(function, listing.host)
    methods = methods_of(trigger)
    if _disabled(function):
        yield "", " disabled"
    elif url is not None:
        yield "", f" [{','.join(methods)}]" if methods else ""
        yield "", f" {BASE}{one_line(url)}"
    elif trigger is not None:
        yield "", f" {one_line(str(trigger.type))}"
    yield _place(listed.at)
    others = [_binding(binding) for binding in function.bindings if binding is not trigger]
    if others:
        yield "quiet", f"    {one_line(', '.join(others))}\n"


def _binding(binding: Binding) -> str:
    return f"{binding.direction or '?'} {binding.name or '?'}: {binding.type or '?'}"


def _place(at: Location) -> Span:
    return "quiet", f"  {one_line(at.path)}:{at.line}\n"


# -- what is called how ----------------------------------------------------------------------------


def trigger_of(function: Function) -> Binding | None:
    """The binding that starts a function."""
    return next((each for each in function.bindings if each.is_trigger), None)


def methods_of(trigger: Binding | None) -> list[str]:
    """The methods that an http trigger names in upper case; none stand for all."""
    methods = trigger.member("methods") if trigger is not None else None
    if not isinstance(methods, list | tuple):
        return []
    return [each.upper() for each in methods if isinstance(each, str)]


def url_of(function: Function, host: Config | None) -> str | None:
    """The path of an http function's URL, by the prefix of host.json; None where it has none."""
    trigger = trigger_of(function)
    if trigger is None or (trigger.type or "").lower() != "httptrigger":
        return None
    route = trigger.member("route")
    if route is UNKNOWN:
        return None
    route = function.name if route is None else str(route)
    prefix = _prefix(host)
    return "/" + "/".join(part for part in (prefix.strip("/"), route.lstrip("/")) if part)


def _prefix(host: Config | None) -> str:
    value: Any = host.members if host is not None else {}
    for key in ("extensions", "http", "routePrefix"):
        value = value.get(key) if isinstance(value, dict) else None
    return value if isinstance(value, str) else _PREFIX


def _disabled(function: Function) -> bool:
    return function.config.members.get("disabled") is True


# -- for programs ----------------------------------------------------------------------------------


def as_json(listing: Listing) -> str:
    """One JSON object; two runs over the same files are equal to the byte."""
    value = {
        "version": VERSION,
        "python": listing.python,
        "functions": [_as_json(each, listing) for each in listing.functions],
        "errors": [_error(each) for each in listing.errors],
        "undecided": [
            {"function": each.function, "reason": each.reason, **_at(each.at)}
            for each in listing.untold
        ],
    }
    return json.dumps(value, indent=2) + "\n"


def _as_json(listed: Listed, listing: Listing) -> dict[str, Any]:
    function = listed.function
    trigger = trigger_of(function)
    url = url_of(function, listing.host)
    return {
        "name": function.name,
        "model": function.model,
        "found": not listed.errors,
        "disabled": _disabled(function),
        **_at(listed.at),
        "script": function.script,
        "entryPoint": function.entry_point or None,
        "trigger": trigger.type if trigger is not None else None,
        "url": url,
        "methods": methods_of(trigger) if url is not None else None,
        "bindings": [known(each.properties) for each in function.bindings],
    }


def known(value: Any) -> Any:
    """A value of a binding with null for what can't be told, and without secrets."""
    if isinstance(value, dict):
        return {str(key): known(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [known(each) for each in value]
    if isinstance(value, str):
        return masked(value)
    return None if value is UNKNOWN else value


def _error(error: Diagnostic) -> dict[str, Any]:
    place = _at(error.location)
    return {"code": error.code, "message": error.message, "function": error.function, **place}


def _at(at: Location) -> dict[str, Any]:
    return {"path": at.path, "line": at.line}
