"""How messages show what a function.json holds, or decorators say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fxpack.model import Binding, Function


def shown(value: Any) -> str:
    """A JSON value as it would be written, cut where it is long."""
    from json import dumps

    text = dumps(value, ensure_ascii=False)
    return text if len(text) <= 60 else text[:60] + "…"


def listed(words: Sequence[str], last: str = "and") -> str:
    """Words as a sentence has them: `"a", "b" and "c"`."""
    quoted = [f'"{word}"' for word in words]
    return f" {last} ".join([", ".join(quoted[:-1]), *quoted[-1:]] if len(quoted) > 1 else quoted)


def with_article(what: str) -> str:
    """`a list`, `an int`; what is no ordinary word stays as it is."""
    if what[:1].isupper() or " " in what:
        return what
    return f"an {what}" if what[:1] in "aeio" else f"a {what}"


def said(value: Any) -> str:
    """A value as Python writes it, cut where it is long."""
    text = f'"{value}"' if isinstance(value, str) else repr(value)
    return text if len(text) <= 60 else text[:60] + "…"


def named(binding: Binding) -> str:
    """A binding by its name; where it has none, by its number, or in decorators by its type."""
    if binding.name:
        return f'binding "{binding.name}"'
    return f"binding {int(binding.keys[-1]) + 1}" if binding.keys else f"the {binding.type} binding"


def argument(member: str) -> str:
    """The argument of a decorator that sets a member: `to_camel_case` of azure-functions backwards."""
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in member)


def by_decorators(function: Function | None) -> bool:
    """Whether a function is declared by decorators, and not by a function.json."""
    return function is not None and function.model == "v2"


def triggers(function: Function) -> list[Binding]:
    """The trigger bindings, as the host counts them: those whose direction is not "out"."""
    return [b for b in function.bindings if b.is_trigger and b.direction != "out"]


def is_sure(function: Function) -> bool:
    """Whether all bindings could be read; where not, other rules say so."""
    return all(b.type is not None and b.direction is not None for b in function.bindings) and not (
        any(problem.kind == "binding-without-type" for problem in function.problems)
    )
