"""The worker's checks of a signature against the bindings, in the worker's order.

Source: azure-functions-runtime-v1 1.2.0, functions.py (`validate_function_params`,
`is_context_required`, `get_function_return_type`); the classic worker 4.34 makes the same ones.
"""

from __future__ import annotations

from collections.abc import Iterator

from fxpack.accepts import (
    has_implicit_output,
    input_verdict,
    output_verdict,
    return_verdict,
)
from fxpack.model import Binding, Function, Parameter, Place, Problem, Signature, TypeShape

RETURN = "$return"
# What the FastAPI extension puts others in the place of.
_REPLACED = {"httpTrigger": "azure.functions.HttpRequest", "http": "azure.functions.HttpResponse"}


def signature_problems(
    function: Function,
    signature: Signature,
    python: tuple[int, int],
    *,
    unsure_of: frozenset[str] = frozenset(),
) -> Iterator[Problem]:
    """Everything for which the worker refuses the function, or which bites when it is called.

    Annotations of the binding types `unsure_of` are not judged.
    """
    bindings = function.bindings_by_name()
    if not bindings:
        return
    names = {parameter.name for parameter in signature.parameters}
    # A binding whose name cannot be read has its own finding and may be what a parameter is for.
    unnamed = any(binding.name is None for binding in function.bindings)
    unused = [name for name in bindings if name != RETURN and name not in names]
    free = names - bindings.keys()
    spare = sorted(free - {"context"} or (free if signature.made_by else ()))
    # With one left over on each side, one was meant for the other.
    pair = len(unused) == len(spare) == 1
    for parameter in signature.parameters:
        binding = bindings.get(parameter.name)
        if parameter.name == "context" and binding is None:
            # What a library makes is right; the binding has another name, which is said below.
            if not signature.made_by or not unused:
                yield from _context(parameter)
        elif binding is None and not unnamed:
            if function.model == "v2" and _may_settle(parameter, spare):
                continue
            detail = {
                "name": parameter.name,
                "unused": unused,
                "made_by": signature.made_by,
                "meant": unused[0] if pair else "",
                "is_context": _is_context(parameter) and "context" not in names,
            }
            yield Problem("unbound-parameter", parameter.at, detail)
        elif binding is not None:
            yield from _parameter(parameter, binding, python, unsure_of)
    for name in unused:
        detail = {
            "name": name,
            "spare": spare,
            "made_by": signature.made_by,
            "meant": spare[0] if pair else "",
        }
        yield Problem("unused-binding", bindings[name].at("name"), detail)
    # Decorators may bind it twice: the first counts, and what has no known name may be one.
    returned = next((each for each in function.bindings if each.name in {RETURN, None}), None)
    if returned is not None and returned.name == RETURN and returned.type not in unsure_of:
        yield from _return(signature, returned, python)
    types = [binding.type for binding in function.bindings]
    if signature.is_generator and "orchestrationTrigger" not in types:
        yield Problem("generator-entry-point", signature.at, {"async": signature.is_async})


def mixed_types(function: Function, signature: Signature) -> Iterator[Problem]:
    """The types of azure.functions in an HTTP function beside the FastAPI extension.

    It replaces the check of both http bindings for all functions (azure-functions-runtime 1.3.0,
    bindings/meta.py, `_check_http_input_type_annotation`).
    """
    bindings = function.bindings_by_name()
    each: list[tuple[str, TypeShape | None, Place | None]] = [
        (parameter.name, parameter.annotation, parameter.annotation_at)
        for parameter in signature.parameters
    ]
    for name, shape, at in [*each, (RETURN, signature.returns, signature.returns_at)]:
        replaced = _REPLACED.get(bindings[name].type or "") if name in bindings else None
        if shape is not None and shape.kind == "class" and replaced in shape.bases:
            detail = {"name": name, "annotation": shape.text}
            yield Problem("streaming-types-mixed", at or signature.at, detail)


def _may_settle(parameter: Parameter, unbound: list[str]) -> bool:
    """Whether the one parameter that is not bound may be a client that settles messages.

    The runtime of decorators lets it pass where it has a type of azurefunctions.extensions
    (azure-functions-runtime 1.3.0, bindings/meta.py, `validate_settlement_param`).
    """
    shape = parameter.annotation
    return unbound == [parameter.name] and shape is not None and shape.kind == "unknown"


def _is_context(parameter: Parameter) -> bool:
    """Whether a parameter is annotated as the invocation context."""
    shape = parameter.annotation
    return shape is not None and shape.kind == "class" and shape.name == "Context"


def _context(parameter: Parameter) -> Iterator[Problem]:
    shape = parameter.annotation
    if shape is None or shape.kind == "unknown":
        return
    if not _is_context(parameter):
        yield Problem("context-annotation", _at(parameter), {"annotation": shape.text})


def _parameter(
    parameter: Parameter, binding: Binding, python: tuple[int, int], unsure_of: frozenset[str]
) -> Iterator[Problem]:
    """The first fault of one parameter, as the worker stops at it."""
    if parameter.kind not in {"normal", "keyword-only"}:
        detail = {"name": parameter.name, "kind": parameter.kind}
        yield Problem("not-a-keyword-parameter", parameter.at, detail)
    shape = parameter.annotation
    if shape is None or binding.direction not in {"in", "out"} or binding.type is None:
        return
    if binding.type in unsure_of:
        return
    kind, inner = _fault(shape, binding, python)
    if kind:
        detail = {
            "name": parameter.name,
            "annotation": shape.text,
            "inner": inner.text,
            "type": binding.type,
            "data_type": binding.data_type or "",
            "direction": binding.direction,
        }
        yield Problem(kind, _at(parameter), detail)
    elif inner.text in {"str", "bytes"} and binding.type == "httpTrigger":
        yield Problem("http-request-as-text", _at(parameter), {"name": parameter.name})


def _fault(shape: TypeShape, binding: Binding, python: tuple[int, int]) -> tuple[str, TypeShape]:
    """What the worker says of one annotation ("" for nothing), and the type it asked about."""
    assert binding.type is not None
    is_out = _is_out(shape)
    inner = shape
    if is_out:
        if shape.kind == "class" or len(shape.args) != 1:
            return "bare-out", shape
        inner = shape.args[0]
    if inner.kind == "nontype":
        return "non-type-annotation", inner
    if binding.direction == "out" and not is_out:
        return ("out-binding-without-out" if inner.kind != "unknown" else ""), inner
    if binding.direction == "in" and is_out:
        return "in-binding-with-out", inner
    verdict = output_verdict if is_out else input_verdict
    refused = verdict(binding.type, inner, python) is False
    return ("annotation-mismatch" if refused else ""), inner


def _is_out(shape: TypeShape) -> bool:
    """The worker goes by the name of the class alone; a subclass of Out has another one."""
    if shape.kind == "generic":
        return shape.origin is not None and shape.origin.name == "Out"
    return shape.kind == "class" and shape.name == "Out"


def _return(signature: Signature, binding: Binding, python: tuple[int, int]) -> Iterator[Problem]:
    shape = signature.returns
    if shape is None or shape.kind == "unknown" or binding.type is None:
        return
    kind = ""
    if _is_out(shape) and shape.kind == "generic":
        kind = "return-out"
    elif shape.kind != "class":
        kind = "non-type-return"
    elif return_verdict(binding.type, shape, python) is False:
        kind = "return-mismatch"
    if kind:
        at = signature.returns_at or signature.at
        detail = {"annotation": shape.text, "type": binding.type, "made_by": signature.made_by}
        yield Problem(kind, at, detail)


def takes_returned_value(function: Function, python: tuple[int, int]) -> bool:
    """Whether what the function returns may go anywhere; else a value fails the call."""
    return any(
        binding.name in {RETURN, None}
        or binding.type is None
        or has_implicit_output(binding.type, python)
        for binding in function.bindings
    )


def _at(parameter: Parameter) -> Place:
    return parameter.annotation_at or parameter.at
