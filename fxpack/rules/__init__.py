"""The registry: every rule is one module of this folder, and the module's docstring is its page.

A module `fxNNN_some_name` has `SEVERITY`, `check(project)`, and `DEFAULT = False` where the rule is
off unless selected. The code and the name come from the module's name, so they cannot disagree.
"""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

from fxpack.model import Rule

MODULES = (
    "fx102_no_bindings",
)


def _rule(module: ModuleType) -> Rule:
    code, _, name = module.__name__.rpartition(".")[2].partition("_")
    return Rule(
        code=code.upper(),
        name=name.replace("_", "-"),
        severity=module.SEVERITY,
        default=getattr(module, "DEFAULT", True),
        page=module.__doc__ or "",
        check=module.check,
    )


RULES: tuple[Rule, ...] = tuple(
    _rule(import_module(f"fxpack.rules.{name}")) for name in MODULES
)
