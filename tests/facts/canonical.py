"""One name for one class, whichever way it is reached.

Runs under every Python that fxpack knows facts of, so nothing newer than 3.10 and no fxpack.
"""

from __future__ import annotations

import sys

PUBLIC = ("azure.functions", "azure.durable_functions")


def canonical(cls: type) -> str:
    """`str`, `azure.functions.HttpRequest`, `azure.functions._abc.HttpRequest`, `io.BytesIO`."""
    module, name = cls.__module__, cls.__qualname__
    if module == "builtins":
        return name
    for public in (*PUBLIC, module.lstrip("_")):
        inside = module.startswith(public + ".") or module.lstrip("_") == public
        if inside and getattr(sys.modules.get(public), name, None) is cls:
            return f"{public}.{name}"
    return f"{module}.{name}"


def bases(cls: type) -> list[str]:
    """The names of all bases, nearest first, without the class itself and without `object`."""
    return [canonical(base) for base in cls.__mro__[1:] if base is not object]


def reads(cls: type) -> bool:
    """Whether the class has a callable `read`, which is all that the blob output looks for."""
    return callable(getattr(cls, "read", None))
