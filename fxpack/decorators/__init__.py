"""What the decorators of azure-functions and azure-functions-durable do, told without running them.

`apply` says what one decorator adds to a function and what is wrong with its call, exactly where the
library or the worker would raise; `construct` does so for the constructors of apps and blueprints.
Everything known about single decorators is in data/decorators.json.
"""

from __future__ import annotations

from fxpack.decorators.applying import apply
from fxpack.decorators.constructing import built, construct
from fxpack.decorators.nouns import UNKNOWN, Argument, Call, Effect, EnumValue, Made
from fxpack.decorators.table import is_decorator

__all__ = [
    "UNKNOWN",
    "Argument",
    "Call",
    "Effect",
    "EnumValue",
    "Made",
    "apply",
    "built",
    "construct",
    "is_decorator",
]
