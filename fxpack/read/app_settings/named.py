"""The settings that bindings name: in `connection` and its like, and as %NAME% in other members."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from re import compile as regex
from typing import Any, Literal

from fxpack import facts, schema
from fxpack.model import Binding, Function, Problem
from fxpack.nouns import NamedTuple

_NAME = regex(r"[A-Za-z_][\w.:-]*")
_PERCENT = regex(r"%([A-Za-z_][\w.:-]*)%")


class Named(NamedTuple):
    """A setting, and the member of a binding that names it.

    form  "connection": a text, or a section of settings such as NAME__accountName; "name": a text;
          "percent": a text that replaces %NAME%
    """

    name: str
    form: Literal["connection", "name", "percent"]
    member: str
    binding: Binding
    function: Function


def named_settings(functions: Iterable[Function]) -> Iterator[Named]:
    """What the bindings name, in order; values that are no names are passed over."""
    resolved = set(map(str.lower, _facts()["resolved"]))
    for function in functions:
        for binding in function.bindings:
            for member, value in _texts(binding):
                form = _form(binding, member)
                if form and _NAME.fullmatch(value):
                    yield Named(value, form, member, binding, function)
                elif member.lower() in resolved:
                    for found in _PERCENT.finditer(value):
                        yield Named(found[1], "percent", member, binding, function)


def pasted_connections(functions: Iterable[Function]) -> Iterator[Problem]:
    """Where a connection string or an address stands in place of a setting's name.

    No setting can have such a name: that of an environment variable has no `=` in it, and App
    Service takes letters, digits, `_` and `.` alone. A caller has to make sure that nothing of the
    value is shown.
    """
    for function in functions:
        for binding in function.bindings:
            for member, value in _texts(binding):
                pasted = ("=" in value or "://" in value) and "%" not in value
                if pasted and _form(binding, member):
                    yield Problem(
                        "connection-string-in-binding",
                        binding.at(member),
                        {
                            "what": "a connection string" if "=" in value else "an address",
                            "binding": binding,
                            "member": member,
                            "function": function,
                        },
                    )


def _texts(binding: Binding) -> Iterator[tuple[str, str]]:
    """The members that hold text."""
    for member, value in binding.properties.items():
        if isinstance(value, str):
            yield member, value


def _form(binding: Binding, member: str) -> Literal["connection", "name", ""]:
    """What a member of this binding names; "" where it names no setting, or the type is unknown."""
    spelled = schema.binding_types().get((binding.type or "").lower())
    if spelled is None:
        return ""
    if _is_one(member, _facts()["connections"]):
        return "connection"
    return "name" if _is_one(member, _facts()["names"].get(spelled, ())) else ""


def _is_one(member: str, names: Iterable[str]) -> bool:
    return member.lower() in map(str.lower, names)


def _facts() -> Any:
    return facts.table("app_settings")
