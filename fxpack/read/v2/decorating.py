"""What the decorators of apps and blueprints do to functions, one after the other.

Source: azure-functions 2.3.0, decorators/function_app.py (`_validate_type`, `add_trigger`,
`get_function_name`, `_invoke_df_decorator`, `mcp_tool`); azure-functions-durable 1.7.0,
decorators/durable_app.py.
"""

from __future__ import annotations

from fxpack.decorators import Call, Effect
from fxpack.model import Problem
from fxpack.read.python.values import Builder, Handle, Value
from fxpack.read.v2.registers import Declared, Register
from fxpack.read.v2.things import name_of, place_of

_HANDLES = {
    "orchestrator": Handle(
        ("context",),
        "azure.durable_functions.Orchestrator.create",
        {"context": "azure.functions.OrchestrationContext", "return": "str"},
    ),
    "entity": Handle(("context",), "azure.durable_functions.Entity.create", {"return": "str"}),
}
# What a decorator without parentheses gives: the library's own function that waits for another.
WAITING = Handle(("func",), "decorator")


class Decorated:
    """One application of a decorator: what comes of it, and what is raised."""

    def __init__(self, register: Register, call: Call, effect: Effect) -> None:
        self.register = register
        self.call = call
        self.effect = effect
        self.problems: list[Problem] = list(effect.problems)

    def of(self, value: Value, entry: str, what: str) -> Declared | None:
        """The function as the register has it now; None where the decorator raises instead.

        value  what is below the decorator; `what`: what it is, if no decorator takes it
        entry  the name of the def, "" where it is no statement
        """
        declared = self._below(value, entry, what)
        if declared is None:
            return None
        self._apply(declared)
        declared.broken |= bool(self.problems)
        return declared

    def _below(self, value: Value, entry: str, what: str) -> Declared | None:
        """The builder that the decorator works on."""
        if isinstance(value, Builder) and self.effect.below == "refused":
            what = f"a function with decorators below {self.call.decorator}"
        if what:
            self.problems.append(Problem("not-decoratable", self.call.at, {"what": what}))
            return None
        if isinstance(value, Builder):
            return self._popped(value)
        name = name_of(value)
        shown = entry or name or "?"
        return Declared(value, name, shown, place_of(value, self.call.at))

    def _popped(self, value: Builder) -> Declared | None:
        """The last builder of the register, which is the function's own or that of another."""
        declared = self.register.pop()
        own = value.register.node is self.register.node
        clash = declared is None or (self.effect.trigger and declared.trigger)
        if not own and clash and not self.register.is_open:
            detail = {"receiver": self.register.shown, "other": _shown(value)}
            self.problems.append(Problem("decorators-of-two-apps", self.call.at, detail))
        if declared is not None and self.effect.below == "dropped":
            # The library makes a new builder of the function: what was said below is gone.
            return declared.anew()
        return declared

    # -- what it says ----------------------------------------------------------------------------

    def _apply(self, declared: Declared) -> None:
        effect, call = self.effect, self.call
        declared.undecided = declared.undecided or effect.undecided
        if not effect.setting:
            declared.problems += effect.later
        elif effect.setting not in declared.settings:
            self._set(declared)
        if effect.trigger and declared.trigger and not self.problems:
            names = {"first": declared.trigger, "second": call.decorator}
            detail = {"name": declared.shown, **names}
            self.problems.append(Problem("second-trigger", call.at, detail))
        if call.decorator == "mcp_tool":
            declared.tool = tuple(each.name or "" for each in declared.bindings)
        if effect.trigger:
            declared.trigger = call.decorator
        if effect.durable == "client":
            declared.clients |= {each.name for each in effect.bindings if each.name}
        declared.bindings += effect.bindings
        declared.value = _HANDLES.get(effect.durable, declared.value)

    def _set(self, declared: Declared) -> None:
        """Note a setting; of several of a kind the innermost counts."""
        declared.settings.add(self.effect.setting)
        declared.problems += self.effect.later
        name = self.effect.name
        if name is not None:
            declared.named = (name.value, name.at)


def _shown(value: Builder) -> str:
    return value.register.function.rpartition(".")[2]
