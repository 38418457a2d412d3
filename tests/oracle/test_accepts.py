"""fxpack.accepts beside the worker's own checks: every annotation against every binding type."""

from __future__ import annotations

import importlib
import sys
import typing
from typing import Any

import pytest

from fxpack import accepts
from fxpack.model import TypeShape
from tests.facts.canonical import canonical
from tests.facts.probe_azure_functions import modules
from tests.facts.probe_typing import INSPECT
from tests.oracle.grid.hints import ANNOTATIONS, HEAD, OUT

PYTHON = sys.version_info[:2]
FUNCTIONS = importlib.import_module("azure_functions_runtime_v1.functions")
META = importlib.import_module("azure_functions_runtime_v1.bindings.meta")
UNKNOWN = ("table", "sendGrid", "HttpTrigger", "")


def evaluated() -> dict[str, Any]:
    """The annotations of the grid that are one, as typing.get_type_hints leaves them."""
    names: dict[str, Any] = {}
    exec(HEAD, names)
    found = {}
    for text in dict.fromkeys([*ANNOTATIONS, *(o[9:-1] for o in OUT if o.startswith("func.Out["))]):
        try:
            function = eval(f"lambda x: {text}", names)
            function.__annotations__ = {"x": eval(text, names)}
            found[text] = typing.get_type_hints(function)["x"]
        except Exception:  # noqa: BLE001 - not an annotation then
            continue
    for module in modules("azure.functions"):
        for value in vars(importlib.import_module(module)).values():
            if isinstance(value, type):
                found[canonical(value)] = value
    return found


def shape(value: Any) -> TypeShape:
    """What fxpack should make of an annotation, made from the annotation itself."""
    if isinstance(value, type):
        bases = frozenset(canonical(base) for base in value.__mro__)
        reads = callable(getattr(value, "read", None))
        return TypeShape(kind="class", text=canonical(value), bases=bases, reads=reads)
    args = tuple(shape(arg) for arg in getattr(value, "__args__", ()))
    origin = typing.get_origin(value)
    behind = shape(origin) if isinstance(origin, type) else None
    if origin is not None and behind is None:
        behind = TypeShape(kind="nontype", text=str(origin))
    kind: Any = "generic" if INSPECT.is_generic_type(value) else "nontype"
    return TypeShape(kind=kind, text=str(value), origin=behind, args=args)


def binding_types() -> list[str]:
    META.load_binding_registry()
    return [*(key for key in META.BINDING_REGISTRY._bindings if isinstance(key, str)), *UNKNOWN]


def asked(check: Any, type_: str, annotation: Any) -> bool:
    try:
        return bool(check(type_, annotation))
    except (TypeError, AttributeError):
        return False


def parameter(check: Any, type_: str, annotation: Any) -> bool:
    """The steps of validate_function_params from the test for a type on."""
    if not isinstance(annotation, type) and not INSPECT.is_generic_type(annotation):
        return False
    if annotation in (str, bytes) and not META.has_implicit_output(type_):
        type_ = "generic"
    return asked(check, type_, annotation)


def returned(type_: str, annotation: Any) -> bool:
    explicit, implicit = True, False
    try:
        FUNCTIONS.Registry.get_function_return_type(
            {"return": annotation}, explicit, implicit, type_, "f"
        )
    except (RuntimeError, TypeError, AttributeError):
        return False
    return True


@pytest.mark.parametrize("type_", binding_types())
def test_accepts_says_what_the_worker_says(type_: str) -> None:
    wrong = []
    annotations = evaluated()
    for text, value in annotations.items():
        real = {
            "in": parameter(META.check_input_type_annotation, type_, value),
            "out": parameter(META.check_output_type_annotation, type_, value),
            "return": returned(type_, value),
        }
        told = {
            "in": accepts.input_verdict(type_, shape(value), PYTHON),
            "out": accepts.output_verdict(type_, shape(value), PYTHON),
            "return": accepts.return_verdict(type_, shape(value), PYTHON),
        }
        wrong += [(text, way, real[way], told[way]) for way in real if real[way] is not told[way]]
    assert len(annotations) > 200
    assert wrong == []


def test_implicit_output() -> None:
    for type_ in binding_types():
        told = accepts.has_implicit_output(type_, PYTHON)
        assert told is META.has_implicit_output(type_), type_
