"""Which Python types the worker accepts for a binding: True, False, or None where it can't be told.

An annotation that makes the worker's check raise is refused like any other. The str and bytes of
parameters pass for every type without an implicit output, because the worker then asks its
generic converter; a return annotation has no such way out.

Source: azure-functions-runtime-v1 1.2.0, functions.py and bindings/meta.py; the accept tables are
those of azure-functions (data/converters.json).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from fxpack.facts import by_python, table
from fxpack.model import TypeShape

_PLAIN = (frozenset({"str"}), frozenset({"bytes"}))
_UNIONS = ("typing.Union", "types.UnionType", "Union", "UnionType")
_ABSTRACT = frozenset({"object", "typing.Protocol", "typing.Generic"})


def input_verdict(type_: str, shape: TypeShape, python: tuple[int, int]) -> bool | None:
    """Whether a parameter with direction "in" may be annotated so."""
    if shape.kind == "unknown":
        return None
    if python < (3, 13) and _stumbles(shape):
        return False
    if _is_plain(shape) and not has_implicit_output(type_, python):
        type_ = ""
    return _verdict("in", type_, shape, python)


def output_verdict(type_: str, shape: TypeShape, python: tuple[int, int]) -> bool | None:
    """Whether a parameter with direction "out" may be annotated with Out of this."""
    if shape.kind == "unknown":
        return None
    if _is_plain(shape) and not has_implicit_output(type_, python):
        type_ = ""
    return _verdict("out", type_, shape, python)


def return_verdict(type_: str, shape: TypeShape, python: tuple[int, int]) -> bool | None:
    """Whether a function whose `$return` has this type may have this return annotation."""
    if shape.kind == "generic":
        return False
    verdict = _verdict("out", type_, shape, python)
    # worker 4.34 stumbled over every class made with Generic; 4.38 and later do not
    old = python < (3, 13) and "typing.Generic" in shape.bases
    return None if old and verdict else verdict


def has_implicit_output(type_: str, python: tuple[int, int]) -> bool:
    """Whether what a function returns is taken without a `$return` binding."""
    return bool(_converter(type_, python)["implicit"])


def _is_plain(shape: TypeShape) -> bool:
    return shape.kind == "class" and shape.bases - {"object"} in _PLAIN


def _stumbles(shape: TypeShape) -> bool:
    """Whether the base extension, shipped with the workers up to Python 3.12, raises.

    azurefunctions-extensions-base 1.2.0, meta.py: it takes what stands behind any annotation for
    a class, which Union, ClassVar and Literal are not.
    """
    return shape.origin is not None and shape.origin.kind == "nontype"


def _sdk(python: tuple[int, int]) -> Mapping[str, Any]:
    found: Mapping[str, Any] = by_python(table("converters"), python)
    return found


def _converter(type_: str, python: tuple[int, int]) -> Mapping[str, Any]:
    types = _sdk(python)["types"]
    found: Mapping[str, Any] = types.get(type_) or types[""]
    return found


def _verdict(way: str, type_: str, shape: TypeShape, python: tuple[int, int]) -> bool | None:
    rule = _converter(type_, python)[way]
    if rule == "never" or shape.kind == "nontype":
        return False
    if shape.kind == "unknown":
        return None
    if rule == "any":
        return True
    if shape.kind == "generic":
        return _generic_verdict(rule, shape, python)
    return _class_verdict(rule, shape)


def _class_verdict(rule: Mapping[str, Any], shape: TypeShape) -> bool | None:
    if "lists" in rule and "typing.Generic" in shape.bases:
        # the check for lists asks what is behind the generic class: nothing, and that raises
        return False
    if not shape.bases.isdisjoint(_names(rule["classes"])):
        return True
    if "reads" in rule and shape.reads:
        return True
    return False if shape.closed else None


def _generic_verdict(
    rule: Mapping[str, Any], shape: TypeShape, python: tuple[int, int]
) -> bool | None:
    """`issubclass(X, A)` for any X of the rule's and any argument A, as the check does it."""
    origin = shape.origin
    if "lists" not in rule or not shape.args or (origin and origin.kind == "nontype"):
        return False
    above = _sdk(python)["above"]
    pairs = [_is_above(arg, above[x]) for x in rule["lists"].split() for arg in shape.args]
    first = next((pair for pair in pairs if pair != "no"), "no")
    if first == "unknown" or (first == "doubtful" and not {"yes", "unknown"}.isdisjoint(pairs)):
        return None
    if first != "yes":
        return False
    return None if origin is None else _is_iterable(origin, python)


def _is_above(arg: TypeShape, above: str) -> str:
    """`issubclass(X, arg)` with the names above X: yes, no, raises, unknown.

    "doubtful" raises or is no: most of what is no type raises, a bare Callable does not.
    """
    if arg.kind == "unknown":
        return "unknown"
    if arg.kind == "generic":
        # an alias with arguments cannot be asked, one without stands for the class behind it
        bare = arg.origin is not None and not arg.args
        return _is_above(arg.origin, above) if bare and arg.origin else "raises"
    if arg.kind == "nontype":
        return _is_union_above(arg, above)
    if arg.bases - _ABSTRACT <= _names(above):
        return "yes"
    return "unknown" if "typing.Protocol" in arg.bases else "no"


def _is_union_above(arg: TypeShape, above: str) -> str:
    if arg.name == "Any":
        # no class up to Python 3.10
        return "raises"
    if arg.origin is None or arg.origin.text not in _UNIONS:
        return "doubtful"
    members = (_is_above(member, above) for member in arg.args)
    return next((member for member in members if member != "no"), "no")


def _is_iterable(origin: TypeShape, python: tuple[int, int]) -> bool | None:
    sdk = _sdk(python)
    if not origin.bases.isdisjoint(_names(sdk["iterable"])):
        return True
    if origin.name == "Out" and origin.text.startswith("azure.functions"):
        return False
    # an own class may have an `__iter__`, which makes it iterable without any base
    known = origin.bases <= _names(sdk["not iterable"]) | _ABSTRACT
    return False if known and origin.closed else None


@cache
def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


def accepted_names(way: str, type_: str, python: tuple[int, int]) -> str:
    """The accepted classes as a person would write them, for a message; "" for none or any.

    `way` is "in", "out" or "return".
    """
    rule = _converter(type_, python)["out" if way == "return" else way]
    if not isinstance(rule, dict):
        return ""
    names = [name.replace("._abc.", ".") for name in rule["classes"].split()]
    plain = [] if way == "return" or has_implicit_output(type_, python) else ["str", "bytes"]
    names += [name for name in plain if name not in names]
    if way != "return":
        names += [f"List[{name.replace('._abc.', '.')}]" for name in rule.get("lists", "").split()]
    shown = [name.replace("azure.functions.", "func.") for name in dict.fromkeys(names)]
    if way == "out":
        shown = [f"func.Out[{name}]" for name in shown]
    return " or ".join([", ".join(shown[:-1]), shown[-1]] if len(shown) > 1 else shown)
