"""One call of a decorator as the real library takes it, and the worker after that."""

from __future__ import annotations

import importlib
import inspect
import json
import keyword
import sys
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, NamedTuple

from fxpack.decorators import EnumValue
from tests.facts.probe_decorators import enums, load
from tests.oracle.indexer import make_classic, protocol

FUNCTIONS = importlib.import_module("azure.functions")
Builder = load("azure.functions.decorators.function_app.FunctionBuilder")
# only set at the end of its constructor, and asked for when it goes away
FUNCTIONS.AsgiFunctionApp.startup_task_done = False


class Outcome(NamedTuple):
    """What became of a call.

    refused  what was raised while the module was imported, "" for nothing
    later    what was raised when the worker indexed the function, "" for nothing
    raw      the raw bindings, None where something was raised
    name     the name of the function
    builder  whether the decorator gives a builder of a function
    """

    refused: str = ""
    later: str = ""
    raw: list[dict[str, Any]] | None = None
    name: Any = None
    builder: bool = True


def real(value: Any) -> Any:
    """A value of fxpack's as the library gets it."""
    if isinstance(value, EnumValue):
        return getattr(enums()[value.enum], value.member)
    if isinstance(value, (list, tuple)):
        return type(value)(real(each) for each in value)
    if isinstance(value, dict):
        return {key: real(each) for key, each in value.items()}
    return value


def target(function: Callable[..., None]) -> Callable[..., Any]:
    """A function that the signature of what it is bound to can be given."""

    def decorated(*_: Any, **__: Any) -> None:
        function()

    decorated.__annotations__.clear()
    return decorated


def make(register: str) -> Any:
    """An app or a blueprint of a class."""
    needs_app = register.endswith(("AsgiFunctionApp", "WsgiFunctionApp"))
    return load(register)(app=None) if needs_app else load(register)()


def made(
    register: str, positional: tuple[Any, ...], keywords: Mapping[str, Any]
) -> tuple[str, Any, list[tuple[Any, list[dict[str, Any]]]]]:
    """What becomes of the call of a class: what it raises, the level, and the functions it adds."""
    values = {name: real(value) for name, value in keywords.items()}
    try:
        app = load(register)(*map(real, positional), **values)
    except (TypeError, KeyError) as error:
        return repr(error), None, []
    functions = [
        (each._function.get_function_name(), raw(each.build(app.auth_level)))
        for each in app._function_builders
    ]
    level = getattr(app, "auth_level", None)
    return "", getattr(level, "name", level), functions


def raw(function: Any) -> list[dict[str, Any]]:
    return [json.loads(text) for text in function.get_raw_bindings()]


def stacked(register: str, decorator: str, keywords: Mapping[str, Any]) -> str:
    """What becomes of a binding that a decorator below has added: "dropped", "refused" or kept."""
    app = make(register)
    below = app.queue_output(arg_name="below", queue_name="q", connection="c")(target(print))
    try:
        above = getattr(app, decorator)(**keywords)(below)
    except AttributeError:
        return "refused"
    names = [binding.name for binding in above._function.get_bindings()]
    return "" if "below" in names else "dropped"


def decorate(
    register: str, decorator: str, positional: tuple[Any, ...], keywords: Mapping[str, Any]
) -> Outcome:
    """What becomes of a function under one decorator, and under a trigger if that is none."""
    app = make(register)
    before = list(getattr(app, "_function_builders", ()))
    function = target(print)
    try:
        values = {name: real(value) for name, value in keywords.items()}
        decorated = getattr(app, decorator)(*map(real, positional), **values)(function)
    except Exception as error:  # noqa: BLE001 - whatever the library raises
        return Outcome(refused=f"{type(error).__name__}: {error}")
    if not isinstance(decorated, Builder):
        return Outcome(builder=False)
    own = len(decorated._function.get_bindings())
    if decorated._function.get_trigger() is None:
        app.generic_trigger(arg_name="trigger", type="someTrigger")(decorated)
    app._function_builders = [each for each in app._function_builders if each not in before]
    holder = app
    if not isinstance(app, FUNCTIONS.FunctionRegister):
        holder = FUNCTIONS.FunctionApp()
        holder.register_functions(app)
    try:
        return indexed(holder, function, own)
    except Exception as error:  # noqa: BLE001 - whatever the library or the worker raises
        return Outcome(later=f"{type(error).__name__}: {error}")


def indexed(holder: Any, function: Any, own: int) -> Outcome:
    """Hand the one function of an app to the worker."""
    (found,) = holder.get_functions()
    names = [binding.name for binding in found.get_bindings()]
    texts = [name for name in names if isinstance(name, str) and name != "$return"]
    loader, protos = worker()
    # an orchestrator or an entity has a signature of its own
    wrapped = inspect.unwrap(found.get_user_function()) is not function
    if wrapped or (all(map(is_parameter, texts)) and not returned_as_input(found)):
        kind = inspect.Parameter.POSITIONAL_OR_KEYWORD
        names = [name for name in dict.fromkeys(texts) if is_parameter(name)]
        parameters = [inspect.Parameter(name, kind) for name in names]
        function.__signature__ = inspect.Signature(parameters)
        loader.process_indexed_function(protos, loader.Registry(), [found], "/app")
    else:
        # whether a parameter can have such a name is not what is asked here
        bindings = loader.build_binding_protos(protos, found)
        retry = loader.build_retry_protos(protos, found)
        protos.RpcFunctionMetadata(name="f", bindings=bindings, retry_options=retry)
    return Outcome(raw=raw(found)[:own], name=found.get_function_name())


def is_parameter(name: str) -> bool:
    return name.isidentifier() and not keyword.iskeyword(name)


def returned_as_input(function: Any) -> bool:
    return any(each.name == "$return" and not each.direction for each in function.get_bindings())


@cache
def worker() -> tuple[Any, Any]:
    """The worker's loader, ready to index, and the messages of its protocol."""
    loader = importlib.import_module("azure_functions_runtime.loader")
    if sys.version_info < (3, 13):
        make_classic()
    importlib.import_module("azure_functions_runtime.bindings.meta").load_binding_registry()
    return loader, protocol()
