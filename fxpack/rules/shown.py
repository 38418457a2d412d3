"""How messages show what a function.json holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from fxpack.model import Binding, Function


def shown(value: Any) -> str:
    """A JSON value as it would be written, cut where it is long."""
    from json import dumps

    text = dumps(value, ensure_ascii=False)
    return text if len(text) <= 60 else text[:60] + "…"


def named(binding: Binding) -> str:
    """A binding by its name, or by its number where it has none."""
    return f'binding "{binding.name}"' if binding.name else f"binding {int(binding.keys[-1]) + 1}"


def triggers(function: Function) -> list[Binding]:
    """The trigger bindings, as the host counts them: those whose direction is not "out"."""
    return [b for b in function.bindings if b.is_trigger and b.direction != "out"]


def is_sure(function: Function) -> bool:
    """Whether all bindings could be read; where not, other rules say so."""
    return all(b.type is not None and b.direction is not None for b in function.bindings) and not (
        any(problem.kind == "binding-without-type" for problem in function.problems)
    )
