"""The JSON Schemas of `schemas/`, and what they say of a binding.

A schema is the one source. Whether a binding is clean is decided by plain functions compiled from
it; only for a binding that is not, jsonschema is imported to say why. Both see the binding with its
names in the schema's spelling, because the host does not mind letter case.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from fxpack.nouns import NamedTuple

FUNCTION = "function.schema.json"
HOST = "host.schema.json"
SILENT = frozenset({"$comment", "$defs", "$schema", "default", "description", "title"})
"""Keywords that say nothing about a value."""

SHARED = ("name", "type", "direction", "dataType", "cardinality")
"""Members that every binding type has and that people write."""

MOST_MISSPELT = 100
"""More unknown members than this are data of some kind, not slips."""

Schema = Mapping[str, Any]
Check = Callable[[Any], bool]

_PACKAGE = __file__.rpartition("schema.py")[0]


@cache
def load(name: str) -> Schema:
    """A schema by its file name: from the installed package, else from a checkout."""
    # not importlib.resources: it takes longer to import than most runs of fxpack take
    for folder in (f"{_PACKAGE}schemas/", f"{_PACKAGE}../schemas/"):
        try:
            with open(folder + name, "rb") as file:
                schema: Schema = json.loads(file.read())
                return schema
        except FileNotFoundError:
            continue
    raise FileNotFoundError(name)


# -- binding types --------------------------------------------------------------------------------


class BindingType(NamedTuple):
    """What the schema says of one binding type, ready for plain Python.

    own        the names of its own members; those all bindings have are not in it
    spellings  a member's name in lower case → as the schema spells it
    words      member → a word of its enumeration in lower case → as the schema spells it
    required   lists of members, of which one list has to be there
    """

    name: str
    own: frozenset[str]
    spellings: Mapping[str, str]
    words: Mapping[str, Mapping[str, str]]
    required: tuple[frozenset[str], ...]
    checks: Mapping[str, Check]
    is_closed: bool

    def normalise(self, members: Mapping[str, Any]) -> dict[str, Any]:
        """The members under the schema's names, and words of enumerations as it spells them."""
        normal: dict[str, Any] = {}
        for written, value in members.items():
            name = self.spellings.get(written.lower(), written)
            # of two spellings the exact one counts, else the first
            if name not in normal or name == written:
                normal[name] = _spell(value, self.words[name]) if name in self.words else value
        return normal

    def is_clean(self, normal: Mapping[str, Any]) -> bool:
        """Whether jsonschema would find no fault with these members."""
        for name, value in normal.items():
            check = self.checks.get(name)
            if check is None:
                if self.is_closed:
                    return False
            elif not check(value):
                return False
        return any(map(normal.keys().__ge__, self.required))

    def misspelt(self, members: Mapping[str, Any]) -> dict[str, str]:
        """Unknown members that look like a known one that is absent: as written → what is meant."""
        unknown = [written for written in members if written.lower() not in self.spellings]
        if not unknown or not self.is_closed or len(unknown) > MOST_MISSPELT:
            return {}
        there = {written.lower() for written in members}
        absent = [name for name in (*sorted(self.own), *SHARED) if name.lower() not in there]
        found = {written: nearest_member(written, absent) for written in unknown}
        return {written: meant for written, meant in found.items() if meant is not None}

    def known(self, members: Mapping[str, Any]) -> dict[str, Any]:
        """What the type knows of the members, normalised, with misspelt ones as they are meant."""
        meant = self.misspelt(members)
        normal = self.normalise({meant.get(name, name): value for name, value in members.items()})
        return {name: value for name, value in normal.items() if name in self.checks}


def nearest_member(written: str, names: Iterable[str]) -> str | None:
    """The name that was most probably meant: nearly the same, or one begins with the other."""
    from difflib import get_close_matches

    plain = {_plain(name): name for name in names}
    word = _plain(written)
    if len(word) >= 6:
        longer = [other for other in plain if len(other) >= 6 and _begins(word, other)]
        if longer:
            return plain[min(longer, key=len)]
    close = get_close_matches(word, plain, n=1, cutoff=0.8)
    return plain[close[0]] if close else None


def _plain(name: str) -> str:
    return "".join(filter(str.isalnum, name)).lower()


def _begins(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)


@cache
def binding_types() -> Mapping[str, str]:
    """The known types: lower case → the schema's spelling."""
    cases = load(FUNCTION)["$defs"]["binding"]["allOf"]
    names = [case["if"]["properties"]["type"]["const"] for case in cases]
    return {name.lower(): name for name in names}


@cache
def binding_type(name: str) -> BindingType | None:
    """The type of this name, letter case not minded; None where the schema does not know it."""
    spelled = binding_types().get(name.lower())
    if spelled is None:
        return None
    compiler = Compiler(load(FUNCTION))
    schema = load(FUNCTION)["$defs"][spelled]
    properties = {**compiler.resolve(schema)["properties"], **schema.get("properties", {})}
    return BindingType(
        name=spelled,
        own=frozenset(schema.get("properties", ())),
        spellings={member.lower(): member for member in properties},
        words={m: w for m, part in properties.items() if (w := compiler.words(part))},
        required=tuple(_required(schema)),
        checks={member: compiler.check(part) for member, part in properties.items()},
        is_closed=schema.get("unevaluatedProperties", True) is False,
    )


def _required(schema: Schema) -> Iterator[frozenset[str]]:
    always = frozenset(schema.get("required", ()))
    for alternative in schema.get("anyOf", ({},)):
        yield always | frozenset(alternative.get("required", ()))


def _spell(value: Any, words: Mapping[str, str]) -> Any:
    if isinstance(value, str):
        return words.get(value.strip().lower(), value)
    if isinstance(value, list):
        return [_spell(item, words) for item in value]
    return value


# -- host.json ------------------------------------------------------------------------------------


def host_faults(members: Mapping[str, Any]) -> Iterator[Fault]:
    """What the schema does not accept of host.json; names are in the schema's spelling."""
    normal = Compiler(load(HOST)).spell(members, load(HOST))
    return iter(()) if _is_clean_host()(normal) else faults(normal, HOST)


@cache
def _is_clean_host() -> Check:
    return Compiler(load(HOST)).check(load(HOST))


# -- what is wrong --------------------------------------------------------------------------------


class Fault(NamedTuple):
    """One thing a schema does not accept.

    keyword   the keyword of the schema that does not hold
    keys      where, from the value that was validated
    value     what is there
    words     what an enumeration allows; empty where there is none
    expected  what is expected instead, in words
    """

    keyword: str
    keys: tuple[str | int, ...]
    value: Any
    words: tuple[str, ...] = ()
    expected: str = ""


def faults(value: Any, file: str, definition: str = "") -> Iterator[Fault]:
    """Why a value does not fit a schema, or one definition of it; slow, for what is not clean."""
    compiler = Compiler(load(file))
    for error in _validator(file, definition).iter_errors(value):
        leaf = error
        while inner := [e for e in leaf.context if len(e.path) > 0]:
            leaf = inner[0]
        keys = tuple(leaf.absolute_path)
        yield Fault(
            keyword=str(leaf.validator),
            keys=keys,
            value=leaf.instance,
            words=tuple(compiler.words(leaf.schema).values()) if keys else (),
            expected=leaf.schema.get("description", ""),
        )


@cache
def _validator(file: str, definition: str) -> Any:
    from jsonschema import Draft202012Validator

    schema = load(file)
    if definition:
        schema = {"$ref": f"#/$defs/{definition}", "$defs": schema["$defs"]}
    return Draft202012Validator(schema)


# -- from schema to functions ---------------------------------------------------------------------


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


_TYPES: Mapping[str, Check] = {
    "array": lambda value: isinstance(value, list),
    "boolean": lambda value: isinstance(value, bool),
    "integer": lambda value: _is_number(value) and value % 1 == 0,
    "null": lambda value: value is None,
    "number": _is_number,
    "object": lambda value: isinstance(value, dict),
    "string": lambda value: isinstance(value, str),
}


class Compiler:
    """Turns the part of JSON Schema that our schemas use into functions; refuses any other part."""

    def __init__(self, root: Schema) -> None:
        self.root = root

    def resolve(self, schema: Schema) -> Schema:
        """What a `$ref` to `$defs` points at; the schema itself where it has none."""
        if "$ref" not in schema:
            return schema
        target: Schema = self.root["$defs"][schema["$ref"].removeprefix("#/$defs/")]
        return target

    def words(self, schema: Schema) -> dict[str, str]:
        """The words of an enumeration, or of a list of such: lower case → as spelled."""
        schema = self.resolve(schema)
        found = {word.lower(): word for word in schema.get("enum", ())}
        for part in (*schema.get("anyOf", ()), *([schema["items"]] if "items" in schema else ())):
            found |= self.words(part)
        return found

    def spell(self, value: Any, schema: Schema) -> Any:
        """The value with its names, and words of enumerations, in the schema's spelling."""
        schema = self.resolve(schema)
        if isinstance(value, dict):
            properties = schema.get("properties", {})
            spellings = {name.lower(): name for name in properties}
            other = schema.get("additionalProperties") or {}
            names = {written: spellings.get(written.lower(), written) for written in value}
            return {n: self.spell(value[w], properties.get(n, other)) for w, n in names.items()}
        return _spell(value, self.words(schema))

    def check(self, schema: Schema) -> Check:
        """A function that says whether a value fits."""
        checks = [
            getattr(self, f"_{keyword.removeprefix('$')}")(argument, schema)
            for keyword, argument in schema.items()
            if keyword not in SILENT
        ]
        return checks[0] if len(checks) == 1 else lambda value: all(fits(value) for fits in checks)

    def _ref(self, _: str, schema: Schema) -> Check:
        return self.check(self.resolve(schema))

    def _type(self, names: str | list[str], _: Schema) -> Check:
        return _any([_TYPES[name] for name in ([names] if isinstance(names, str) else names)])

    def _enum(self, words: list[str], _: Schema) -> Check:
        return lambda value: isinstance(value, str) and value in words

    def _pattern(self, pattern: str, _: Schema) -> Check:
        search = re.compile(pattern).search
        return lambda value: not isinstance(value, str) or search(value) is not None

    def _anyOf(self, parts: list[Schema], _: Schema) -> Check:  # noqa: N802, the keyword's name
        return _any([self.check(part) for part in parts])

    def _items(self, schema: Schema, _: Schema) -> Check:
        fits = self.check(schema)
        return lambda value: not isinstance(value, list) or all(map(fits, value))

    def _required(self, names: list[str], _: Schema) -> Check:
        return lambda value: not isinstance(value, dict) or all(name in value for name in names)

    def _properties(self, properties: Mapping[str, Schema], _: Schema) -> Check:
        checks = {name: self.check(part) for name, part in properties.items()}

        def fits(value: Any) -> bool:
            if not isinstance(value, dict):
                return True
            return all(check(value[name]) for name, check in checks.items() if name in value)

        return fits

    def _additionalProperties(self, part: Any, schema: Schema) -> Check:  # noqa: N802
        known = schema.get("properties", {})
        other = _never if part is False else self.check(part)

        def fits(value: Any) -> bool:
            if not isinstance(value, dict):
                return True
            return all(other(part) for name, part in value.items() if name not in known)

        return fits


def _any(checks: list[Check]) -> Check:
    return checks[0] if len(checks) == 1 else lambda value: any(fits(value) for fits in checks)


def _never(_: Any) -> bool:
    return False
