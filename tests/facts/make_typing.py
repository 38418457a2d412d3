"""Makes fxpack/data/typing.json.

    python -m tests.facts.make_typing PYTHON310 PYTHON311 PYTHON312 PYTHON313

In each, azure-functions-runtime-v1 (also where it says that it wants a newer Python) and
typing_extensions are installed.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from typing import Any

from tests.facts.run import ask, write

ENCODING = """\
How the worker takes an annotation: an outcome for each of four places, parted by blanks, or one
outcome where all four agree. The places: `x: E`, `x: "E"` (also `from __future__ import
annotations`), the argument in `x: Out[E]` (any own Generic), the argument in `x: typing.List[E]`.
Outcomes: raises (when the annotation is evaluated: the import fails, in a text the load) ·
refuses (typing.get_type_hints raises when the function is loaded) · class:NAME (isinstance of
type, canonical name of the class) · generic, generic:ORIGIN (the worker's is_generic_type) ·
nontype, nontype:ORIGIN (neither). With ! for : the origin is not a class (Union, Literal, Final),
which makes the workers up to Python 3.12 raise TypeError. A: the same as the first argument, in
the same place. class:types.GenericAlias is `list[str]` on 3.10, a class for isinstance.
names: module -> name -> {first Python: "pattern origin"}, valid until the next key; "" absent.
The origin replaces $ in the pattern. A and B are classes, "s" is the name of one. A module other
than typing and typing_extensions lists only what can be subscripted; a class that is not listed,
has no __class_getitem__ and is not Generic raises when it is subscripted.
patterns: form of subscript ("" is bare) -> outcomes; what is absent raises. More than four
arguments are as four.
expressions: the same for expressions, where A, B are classes, T a TypeVar, N a NewType, G a class
of Generic[T], P of Protocol[T], E of Protocol, D a TypedDict, NT a NamedTuple, L a class of
List[A], H a class with __class_getitem__ = classmethod(types.GenericAlias), f a function.""".splitlines()

RAISES = "raises refuses raises raises"
Names = Mapping[str, Mapping[str, Mapping[str, str]]]


def short(outcomes: str) -> str:
    """Four equal outcomes as one; the probe's own classes by their names."""
    tokens = [
        token.replace("class:tests.facts.probe_typing.A", "A").replace("class:__main__.A", "A")
        for token in outcomes.split()
    ]
    found = tokens[0] if len(set(tokens)) == 1 else " ".join(tokens)
    return found.replace("__main__.", "")


class Patterns:
    """The distinct behaviours, numbered as they come."""

    def __init__(self) -> None:
        self.known: dict[tuple[tuple[str, str], ...], str] = {}

    def of(self, forms: Mapping[str, str]) -> str:
        """The pattern of a name's forms, and its origin if it has one."""
        found = {form: short(text) for form, text in forms.items() if text != RAISES}
        origin = next((o for text in found.values() if (o := self.origin(text))), "")
        mark = re.compile(rf"(?<=[:!]){re.escape(origin or '?')}(?= |$)")
        key = tuple((form, mark.sub("$", text)) for form, text in found.items())
        number = self.known.setdefault(key, f"p{len(self.known)}")
        return f"{number} {origin}".strip()

    @staticmethod
    def origin(text: str) -> str:
        token = text.partition(" ")[0].replace("!", ":")
        return token.partition(":")[2]

    def table(self) -> dict[str, dict[str, str]]:
        return {number: dict(forms) for forms, number in self.known.items()}


def by_version(found: Mapping[str, str]) -> Any:
    """Python -> value, only where it changes."""
    kept: dict[str, str] = {}
    for version, value in found.items():
        if value != (list(kept.values()) or [""])[-1]:
            kept[version] = value
    return kept


def compact(every: Mapping[str, Names], patterns: Patterns) -> dict[str, Any]:
    modules = next(iter(every.values()))
    compacted: dict[str, Any] = {}
    for module in modules:
        names = sorted({name for facts in every.values() for name in facts[module]})
        compacted[module] = {
            name: by_version(
                {
                    version: patterns.of(facts[module][name]) if name in facts[module] else ""
                    for version, facts in every.items()
                }
            )
            for name in names
        }
    return compacted


def main(*interpreters: str) -> None:
    found = [ask(interpreter, "probe_typing") for interpreter in interpreters]
    versions = [str(facts["python"]) for facts in found]
    short_versions = [version.rpartition(".")[0] for version in versions]
    patterns = Patterns()
    names = compact(dict(zip(short_versions, [f["modules"] for f in found], strict=True)), patterns)
    expressions = {
        expression: by_version(
            {
                version: short(facts["expressions"][expression])
                for version, facts in zip(short_versions, found, strict=True)
            }
        )
        for expression in found[0]["expressions"]
    }
    write(
        "typing",
        f"Python {', '.join(versions)} and typing_extensions 4.16.0, each name tried with"
        " typing.get_type_hints and the typing_inspect of azure-functions-runtime-v1 1.2.0"
        " (tests/facts/make_typing.py)",
        ENCODING,
        {"names": names, "patterns": patterns.table(), "expressions": expressions},
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
