"""What the worker makes of the names of typing and their subscripts, under the running Python.

Run as `python -m tests.facts.probe_typing` where azure-functions-runtime-v1 and typing_extensions
are installed (the former only for its copy of typing_inspect); prints JSON: module -> name ->
form -> the outcomes of the four places, and the same for expressions.
"""

from __future__ import annotations

import importlib
import importlib.util
import json
import sys
import types
import typing
import warnings
from typing import Any

from tests.facts.canonical import canonical

MODULES = (
    *("typing", "typing_extensions", "builtins", "collections", "collections.abc", "contextlib"),
    *("re", "types"),
)
SUBSCRIPTS = (
    *("[A]", "[A, B]", "[A, B, C]", "[A, B, C, A]", "[()]", "[A, ...]", "[[A], B]", "[..., B]"),
    '["s"]',
)
PLACES = ("plain", "text", "out", "list")
EXPRESSIONS = (
    *("None", "...", "1", "True", "()", "(A, B)", "[A]", "{}", "{A}", "A()", "lambda: 0", "f"),
    *("typing", "T", "N", "A[B]", "A.x", "A | B", "A | None", "None | A", "None | None", "A | 'B'"),
    *("'A' | None", "G", "G[A]", "G[A, B]", "G[T]", "P", "P[A]", "D", "E", "NT", "NT[A]", "H[A]"),
    *("L | None", "L | A", "typing.List[A] | None", "list[A] | None", "typing.Optional[None]"),
    *("typing.Union[A, A]", "typing.Union[A, None]", "typing.Union[None]", "typing.List[T]"),
    *("typing.List[typing.List[A]]", "typing.Optional[typing.List[A]]", "typing.List[1]"),
    *("typing.List[None]", "typing.List[(A, B)]", "typing.List[typing.Any]", "list['A']"),
    *("typing.List[typing.Annotated[A, 1]]", "typing.Annotated[typing.Annotated[A, 1], 2]"),
    *("typing.Annotated[typing.Optional[A], 1]", "typing.Annotated['A', 1]", "typing.List['A']"),
    *("typing.ClassVar[typing.List[A]]", "typing.List[typing.ClassVar[A]]", "typing.Literal[1, 2]"),
    *("typing.Optional[typing.ClassVar[A]]", "typing.Literal['A']", "typing.Type['A']"),
)


class A:
    """A class."""


class B(A):
    """Another."""


class C:
    """One more."""


T = typing.TypeVar("T")
T_co = typing.TypeVar("T_co", covariant=True)
N = typing.NewType("N", A)


class G(typing.Generic[T]):
    """A generic class."""


class P(typing.Protocol[T_co]):
    """A generic protocol."""


class L(typing.List[A]):  # noqa: UP006 - it is what is asked about
    """A class made of a generic with arguments."""


class H:
    """A class that can be subscripted like `list`."""

    __class_getitem__: typing.Any = classmethod(types.GenericAlias)


class D(typing.TypedDict):
    """A typed dictionary."""


class E(typing.Protocol):
    """A protocol."""


class NT(typing.NamedTuple):
    """A named tuple."""

    x: int


def f() -> None:
    """A function."""


def worker() -> Any:
    """The worker's own copy of typing_inspect, without importing the worker."""
    package = importlib.util.find_spec("azure_functions_runtime_v1")
    assert package is not None
    assert package.submodule_search_locations is not None
    path = f"{package.submodule_search_locations[0]}/utils/typing_inspect.py"
    spec = importlib.util.spec_from_file_location("typing_inspect", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


INSPECT = worker()


def outcome(value: Any) -> str:
    """`kind`, `kind:class` or `kind!origin` where what stands behind it is not a class."""
    if isinstance(value, type):
        # up to 3.10 list[int] passes for a class
        return f"class:{canonical(types.GenericAlias if is_builtin_alias(value) else value)}"
    kind = "generic" if INSPECT.is_generic_type(value) else "nontype"
    origin = typing.get_origin(value)
    if origin is None:
        return kind
    if isinstance(origin, type):
        return f"{kind}:{canonical(origin)}"
    return f"{kind}!{origin!s}"


def is_builtin_alias(value: Any) -> bool:
    return type(value) is types.GenericAlias or issubclass(type(value), types.GenericAlias)


def hint(value: Any) -> Any:
    """What `typing.get_type_hints` makes of an annotation."""

    def function() -> None: ...

    function.__annotations__ = {"x": value}
    return typing.get_type_hints(function)["x"]


def outcomes(expression: str, names: dict[str, Any]) -> str:
    """The outcomes of the four places; "raises" when the code runs, "refuses" when it is loaded."""
    names = {**globals(), **names}
    globals().update(names)
    places = []
    for form in (expression, repr(expression), f"G[{expression}]", f"typing.List[{expression}]"):
        try:
            value = eval(form, names)
        except Exception:  # noqa: BLE001 - whatever it raises is the answer
            places.append("raises")
            continue
        try:
            found = hint(value)
            if len(places) >= 2:
                found = found.__args__[0] if len(found.__args__) == 1 else None
            places.append(outcome(found) if found is not None else "several")
        except Exception:  # noqa: BLE001 - whatever it raises is the answer
            places.append("refuses")
    return " ".join(places)


def forms(value: Any) -> dict[str, str]:
    return {"": outcomes("X", {"X": value})} | {
        subscript: outcomes(f"X{subscript}", {"X": value, "s": A}) for subscript in SUBSCRIPTS
    }


def names(module: str) -> dict[str, dict[str, str]]:
    """The public names of a module; of most modules only what can be subscripted."""
    loaded = importlib.import_module(module)
    public = sorted({*dir(loaded), *getattr(loaded, "__all__", ())})
    found = {}
    for name in public:
        if name.startswith("_") or not hasattr(loaded, name):
            continue
        value = getattr(loaded, name)
        typing_like = module.startswith("typing") and not isinstance(value, types.ModuleType)
        if typing_like or value is type or hasattr(value, "__class_getitem__"):
            found[name] = forms(value)
    return found


def probe() -> dict[str, Any]:
    warnings.simplefilter("ignore")
    return {
        "python": sys.version.split()[0],
        "modules": {module: names(module) for module in MODULES},
        "expressions": {expression: outcomes(expression, {}) for expression in EXPRESSIONS},
    }


if __name__ == "__main__":
    json.dump(probe(), sys.stdout)
