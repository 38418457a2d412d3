"""Which decorators there are, out of data/decorators.json."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, Literal

from fxpack.decorators.nouns import UNKNOWN
from fxpack.facts import table
from fxpack.nouns import NamedTuple


class Parameter(NamedTuple):
    """One parameter of a decorator.

    takes     "" for anything, "enum", "enums", "enum value", "objects" or "members": see the data
    enum      the enum's name
    binding   which of the bindings it is a member of; for "members" the one that they are added to
    member    the name of the member, "" for none
    instead   the parameter whose argument stands in for a false one
    """

    name: str
    takes: Literal["", "enum", "enums", "enum value", "objects", "members"] = ""
    enum: str = ""
    binding: int = 0
    member: str = ""
    instead: str = ""


class Entry(NamedTuple):
    """One decorator: the parts of its entry, `takes` and `adds` taken apart.

    positional   how many parameters can be given by position
    required     how many of them have to be given
    adds         the members of each binding that are there without any argument
    trigger      whether the first of them is the function's trigger
    of_function  members that are made of the function
    """

    parameters: Mapping[str, Parameter]
    positional: int
    required: int
    takes_any: bool
    adds: tuple[Mapping[str, Any], ...]
    trigger: bool
    of_function: frozenset[str]
    setting: str
    below: Literal["", "dropped", "refused"]
    registers: bool
    needs: str


class Constructor(NamedTuple):
    """How a class that functions are declared with is called.

    level       the parameter for the level of http functions, "" for none
    parses      whether a text for it is looked up
    takes_more  whether it takes any number of arguments by position, takes_any: by keyword
    adds        whether the app has a function from the start
    """

    names: tuple[str, ...]
    required: int
    takes_more: bool
    takes_any: bool
    level: str
    parses: bool
    adds: bool


def is_decorator(name: str, register: str, python: tuple[int, int]) -> bool:
    """Whether a class that functions are declared with has such a decorator."""
    return _raw(name, register, _older(python)) is not None


def entry(name: str, register: str, python: tuple[int, int]) -> Entry | None:
    """What a decorator of a class is; None where the class has none of the name."""
    return _entry(name, register, _older(python))


def choices(enum: str, python: tuple[int, int]) -> Mapping[str, str]:
    """The names of an enum, each with that it is written as: its own, or that of the member it means."""
    return _choices(enum, _older(python))


def values(enum: str) -> Mapping[str, str]:
    """The values behind the names of an enum, where they are known."""
    found = table("decorators")["enums"].get(enum)
    return found if isinstance(found, dict) else {}


def since(name: str, register: str, sdk: tuple[int, ...]) -> tuple[int, ...]:
    """The first azure-functions of sdk's line with a decorator as it is now; () for any.

    What azure-functions-durable itself brings does not depend on it.
    """
    facts = table("decorators")
    found = facts["since"].get(name)
    if not found or (facts["registers"].get(register) == "durable" and name in facts["durable"]):
        return ()
    version = found.split()[0 if sdk < (2,) else 1]
    return tuple(map(int, version.split(".")))


def is_attribute(name: str) -> bool:
    """Whether a binding has an attribute of this name, which hides a further member."""
    return name in table("decorators")["attributes"].split()


def constructor(register: str) -> Constructor | None:
    """How a class that functions are declared with is called; None for one that is not known."""
    facts = table("decorators")["constructors"].get(register)
    if facts is None:
        return None
    words = facts["takes"].split()
    named = [word.partition(":") for word in words if not word.startswith(("|", "*"))]
    levels = [name for name, _, _ in named if name.endswith("auth_level")]
    return Constructor(
        names=tuple(name for name, _, _ in named),
        required=words.index("|") if "|" in words else len(named),
        takes_more="*args" in words,
        takes_any="**" in words,
        level=levels[0] if levels else "",
        parses=any(enum for _, _, enum in named),
        adds=facts.get("adds", False),
    )


def camel(name: str) -> str:
    """The name of the member that a parameter becomes (azure-functions 2.3.0, decorators/utils.py)."""
    first, *others = name.split("_")
    return first + "".join(word.title() for word in others)


def _older(python: tuple[int, int]) -> str:
    """The key of `older` for a target, "" for the newest."""
    facts = table("decorators")
    versions = facts["python"]
    version = versions.get(f"{python[0]}.{python[1]}")
    if version is None:
        version = list(versions.values())[-1 if python > (3, 10) else 0]
    return version if version in facts["older"] else ""


def _raw(name: str, register: str, older: str) -> Mapping[str, Any] | None:
    facts = table("decorators")
    has = facts["registers"].get(register)
    if has is None or (has not in ("plain", "durable") and name not in has.split()):
        return None
    parts = ("durable", "decorators") if has == "durable" else ("decorators",)
    for part in parts:
        for source in (facts["older"].get(older, {}), facts):
            found: Mapping[str, Any] | None = source.get(part, {}).get(name)
            if found is not None:
                return found
    return None


@cache
def _entry(name: str, register: str, older: str) -> Entry | None:
    raw = _raw(name, register, older)
    if raw is None:
        return None
    words = raw["takes"].split()
    named = _named(words)
    ways = [each.partition(" ") for each in raw.get("adds", "").split(", ") if each]
    parameters = [_parameter(word, adds=bool(ways)) for word in named]
    return Entry(
        parameters={each.name: each for each in parameters},
        positional=len(_named(words[: words.index("*")] if "*" in words else words)),
        required=words.index("|") if "|" in words else len(named),
        takes_any="**" in words,
        adds=tuple(_members(raw, parameters, number, *way) for number, way in enumerate(ways)),
        trigger=raw.get("adds", "").startswith("trigger"),
        of_function=frozenset(raw.get("of function", "").split()),
        setting=raw.get("setting", ""),
        below=raw.get("below", ""),
        registers=raw.get("registers", True),
        needs=raw.get("needs", ""),
    )


def _members(
    raw: Mapping[str, Any], parameters: list[Parameter], number: int, way: str, _: str, type_: str
) -> Mapping[str, Any]:
    """The members that a binding has where only what is required is given."""
    found: dict[str, Any] = {"direction": "OUT" if way == "out" else "IN", "type": type_ or UNKNOWN}
    defaults = raw.get("defaults", {})
    for parameter in parameters:
        if parameter.name in defaults and parameter.binding == number:
            found[parameter.member] = defaults[parameter.name]
    if number == 0:
        found |= raw.get("always", {}) | dict.fromkeys(raw.get("of function", "").split(), UNKNOWN)
    return found


def _named(words: list[str]) -> list[str]:
    """The words that are parameters."""
    return [word for word in words if word not in ("|", "*", "**")]


def _parameter(word: str, *, adds: bool) -> Parameter:
    """One word of `takes`: name, then `:takes`, `=instead` and `>place` as far as they are there."""
    rest, _, place = word.partition(">")
    rest, _, takes = rest.partition(":")
    name, _, instead = rest.partition("=")
    binding, _, member = place.rpartition(".")
    if not place:
        member = "name" if name == "arg_name" else camel(name)
    if takes == "**":
        return Parameter(name, "members", binding=int(place or 0))
    return Parameter(
        name=name,
        takes=_taken(takes),
        enum=takes.strip("=[]!"),
        binding=int(binding or 0),
        member=member if adds and member != "-" else "",
        instead=instead,
    )


def _taken(takes: str) -> Literal["", "enum", "enums", "enum value", "objects"]:
    if takes == "!":
        return "objects"
    if takes.startswith("="):
        return "enum value"
    if takes.endswith("[]"):
        return "enums"
    return "enum" if takes else ""


@cache
def _choices(enum: str, older: str) -> Mapping[str, str]:
    facts = table("decorators")
    of_older = facts["older"].get(older, {}).get("enums", {})
    written = of_older.get(enum) or facts["enums"].get(enum, "")
    if isinstance(written, dict):
        return {name: name for name in written}
    pairs = (word.partition("=") for word in written.split())
    return {name: meant or name for name, _, meant in pairs}
