"""What each decorator of azure-functions and azure-functions-durable makes of its arguments.

Run as `python -m tests.facts.probe_decorators` where both are installed; prints JSON. Everything
is learnt by calling: with a text for one parameter at a time, with enum members, with a second
function; what comes out is what `get_raw_bindings` says then.
"""

from __future__ import annotations

import contextlib
import importlib
import importlib.metadata
import inspect
import json
import pkgutil
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from enum import Enum
from typing import Any

from tests.facts.probe_signatures import NO_DECORATORS

BASE = "azure.functions.FunctionApp"
DURABLE = "azure.durable_functions.DFApp"
VALUES = ("BlobSource", "CosmosDBChangeFeedMode")
REGISTERS = (
    BASE,
    "azure.functions.Blueprint",
    "azure.functions.AsgiFunctionApp",
    "azure.functions.WsgiFunctionApp",
    "azure.functions.ExternalHttpFunctionApp",
    "azure.functions.FunctionRegister",
    "azure.durable_functions.DFApp",
    "azure.durable_functions.Blueprint",
)
EMPTY: Mapping[str, str] = {}
Members = dict[str, tuple[int, str]]
PARSED = re.compile(r"Can not parse (?:str )?'.*' to (?:Optional\[Iterable\[)?(\w+)(\]\])?\.")


def target(context):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN201
    pass


def documented(context, other):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN201
    """Another function."""


documented.__annotations__["return"] = type("Content", (), {"__mcp_content__": True})


def load(name: str) -> Any:
    module, _, attribute = name.rpartition(".")
    return getattr(importlib.import_module(module), attribute, None)


def enums() -> dict[str, type[Enum]]:
    """The enums of the decorators, by name."""
    package = importlib.import_module("azure.functions.decorators")
    found: dict[str, type[Enum]] = {}
    for child in pkgutil.iter_modules(package.__path__):
        module = importlib.import_module(f"{package.__name__}.{child.name}")
        for value in vars(module).values():
            if inspect.isclass(value) and issubclass(value, Enum) and list(value):
                found[value.__name__] = value
    return found


class Decorator:
    """One decorator of one class, to be called in many ways."""

    def __init__(self, register: type, name: str) -> None:
        # what only other methods than the decorators lack
        self.register = type(register.__name__, (register,), {"_add_http_app": lambda *_: None})
        self.name = name
        parameters = inspect.signature(getattr(register, name)).parameters
        self.parameters = list(parameters.values())[1:]
        self.required = [
            each.name
            for each in self.parameters
            if each.default is each.empty and each.kind is not each.VAR_KEYWORD
        ]

    def app(self) -> Any:
        if self.register.__name__ in ("AsgiFunctionApp", "WsgiFunctionApp"):
            return self.register(app=target)
        if self.register.__name__ in ("ExternalHttpFunctionApp", "FunctionRegister"):
            return self.register("FUNCTION")
        return self.register()

    def function(self, arguments: dict[str, Any], function: Any = target) -> Any:
        """The library's function after the decorator was applied."""
        return getattr(self.app(), self.name)(**arguments)(function)

    def raw(self, arguments: dict[str, Any], function: Any = target) -> list[dict[str, Any]]:
        built = getattr(self.function(arguments, function), "_function", None)
        return [json.loads(text) for text in built.get_raw_bindings()] if built else []

    def base(self) -> dict[str, Any]:
        """Arguments that the decorator takes: all that it requires, each a text of its own."""
        arguments: dict[str, Any] = {name: f"<{name}>" for name in self.required}
        optional = [p.name for p in self.parameters if p.name not in self.required]
        for name in ("", *optional):
            tried = {**arguments, name: f"<{name}>"} if name else arguments
            try:
                self.raw(tried)
            except (ValueError, KeyError, AttributeError, TypeError):
                continue
            return tried
        raise AssertionError(self.name)


def described(decorator: Decorator) -> dict[str, Any]:
    """The entry of one decorator: see make_decorators.py for how it is written."""
    try:
        base = decorator.base()
    except ImportError as error:
        return {"takes": words(decorator.parameters), "needs": error.name}
    members = dict(mapped(decorator, base))
    found: dict[str, Any] = {"takes": takes(decorator, base, members)}
    built = getattr(decorator.function(base), "_function", None)
    if built is None:
        return {**found, "registers": False}
    if built.get_bindings():
        found["adds"] = ", ".join(adds(built, base))
        found.update(constants(decorator, base, members))
    if built._settings:
        found["setting"] = built._settings[0].setting_name
    return {**found, **stacked(decorator, base)}


def adds(built: Any, base: dict[str, Any]) -> Iterator[str]:
    """The bindings: "trigger queueTrigger", "out queue"; the type is left out if an argument says it."""
    for binding in built.get_bindings():
        way = "trigger" if binding is built.get_trigger() else str(binding._direction).lower()
        yield way if binding.type in base.values() else f"{way} {binding.type}"


def constants(decorator: Decorator, base: dict[str, Any], members: Members) -> dict[str, Any]:
    """The members that no argument says: defaults of parameters, of functions, and always there."""
    before, other = decorator.raw(base), decorator.raw(base, documented)
    said_by = {place: name for name, place in members.items()}
    found: dict[str, dict[str, Any]] = {"defaults": {}, "always": {}, "of function": {}}
    for index, binding in enumerate(before):
        for member, value in binding.items():
            parameter = said_by.get((index, member))
            if member in ("type", "direction") or value in base.values():
                continue
            if other[index][member] != value:
                found["of function"][member] = ""
            elif parameter:
                found["defaults"][parameter] = value
            else:
                found["always"][member] = value
    texts = {"of function": " ".join(found.pop("of function"))}
    return {key: value for key, value in {**found, **texts}.items() if value}


def stacked(decorator: Decorator, base: dict[str, Any]) -> dict[str, str]:
    """What becomes of what other decorators have added before."""
    app = decorator.app()
    if not hasattr(app, "queue_output"):
        return {}
    below = app.queue_output(arg_name="below", queue_name="q", connection="c")(target)
    try:
        above = getattr(app, decorator.name)(**base)(below)
    except AttributeError:
        return {"below": "refused"}
    kept = any(each.name == "below" for each in above._function.get_bindings())
    return {} if kept else {"below": "dropped"}


def mapped(decorator: Decorator, base: dict[str, Any]) -> Iterator[tuple[str, tuple[int, str]]]:
    """(parameter, (index of a binding, its member)) for each parameter that becomes a member."""
    # a text, and what passes where texts are looked up in an enum
    utils = importlib.import_module("azure.functions.decorators.utils")
    marker = utils.StringifyEnum("Marker", ["PROBE"]).PROBE
    for parameter in decorator.parameters:
        for probe in ("<<probe>>", marker, [marker]):
            after = tried(decorator, base, parameter.name, probe)
            places = [
                (index, member)
                for index, binding in enumerate(after)
                for member, value in binding.items()
                if value in ("<<probe>>", "PROBE", ["PROBE"])
            ]
            if places:
                # one of its own name, if there are several
                own = (0, camel(parameter.name))
                yield parameter.name, own if own in places else places[0]
                break


def tried(
    decorator: Decorator, base: dict[str, Any], name: str, value: Any
) -> list[dict[str, Any]]:
    """What becomes of a value for a parameter, beside the other arguments that let it pass."""
    required = {key: base[key] for key in decorator.required}
    optional = [each.name for each in decorator.parameters if each.name not in required]
    for others in (base, required, *({**required, other: "<other>"} for other in optional)):
        with contextlib.suppress(ValueError, KeyError, AttributeError, TypeError):
            return decorator.raw({**others, name: value})
    return []


def takes(decorator: Decorator, base: dict[str, Any], members: Members) -> str:
    """The parameters as words."""
    said = {}
    for parameter in decorator.parameters:
        if parameter.kind is not parameter.VAR_KEYWORD:
            kind = kind_of(decorator, base, parameter.name)
            nowhere = not kind.startswith((":!", ":**")) and decorator.raw(base)
            place = written(parameter.name, members)
            said[parameter.name] = kind + (
                place or (">-" if nowhere and parameter.name not in members else "")
            )
    return words(decorator.parameters, said)


def words(parameters: list[inspect.Parameter], said: Mapping[str, str] = EMPTY) -> str:
    """The parameters, and what is said about each."""
    found: list[str] = []
    for parameter in parameters:
        if parameter.kind is parameter.VAR_KEYWORD:
            found.append("**")
            continue
        if parameter.kind is parameter.VAR_POSITIONAL:
            found.append("*args")
            continue
        if parameter.default is not parameter.empty and "|" not in found:
            found.append("|")
        if parameter.kind is parameter.KEYWORD_ONLY and "*" not in found:
            found.append("*")
        found.append(parameter.name + said.get(parameter.name, ""))
    return " ".join(found)


def written(name: str, members: Members) -> str:
    """Where a parameter goes, if not to the member of the first binding that has its name."""
    index, member = members.get(name, (0, ""))
    if not member or (not index and member == ("name" if name == "arg_name" else camel(name))):
        return ""
    return f">{index}.{member}" if index else f">{member}"


def camel(name: str) -> str:
    first, *others = name.split("_")
    return first + "".join(word.title() for word in others)


def kind_of(decorator: Decorator, base: dict[str, Any], name: str) -> str:
    """What a parameter takes, where that is not anything."""
    refusal = refused(decorator, {**base, name: "?"})
    if isinstance(refusal, KeyError):
        found = PARSED.search(str(refusal))
        assert found, refusal
        return f":{found[1]}" + ("[]" if found[2] else "")
    if isinstance(refusal, TypeError) and not refused(decorator, {**base, name: {"field": 1}}):
        after = decorator.raw({**base, name: {"field": 1}})
        return ":**" + "".join(f">{index}" for index, each in enumerate(after) if "field" in each)
    if isinstance(refusal, AttributeError):
        return ":!"
    for enum in enums().values():
        member = next(iter(enum))
        after = tried(decorator, base, name, member)
        said = [value for binding in after for value in binding.values() if isinstance(value, str)]
        if member.name != member.value and member.value in said:
            return f":={enum.__name__}"
    return falls_back(decorator, base, name)


def falls_back(decorator: Decorator, base: dict[str, Any], name: str) -> str:
    """`=other` where another argument stands in for a parameter that is left out."""
    if name in base or not decorator.raw(base):
        return ""
    for binding in decorator.raw(base):
        said = binding.get(camel(name), "")
        if said in base.values():
            return f"={str(said).strip('<>')}"
    return ""


def refused(decorator: Decorator, arguments: dict[str, Any]) -> Exception | None:
    try:
        decorator.raw(arguments)
    except (ValueError, KeyError, AttributeError, TypeError) as error:
        return error
    return None


def registers() -> dict[str, list[str]]:
    """The names of the decorators of each class that functions are declared with."""
    return {
        name: sorted(
            each for each in dir(load(name)) if each[0] != "_" and each not in NO_DECORATORS
        )
        for name in REGISTERS
    }


def constructors() -> dict[str, dict[str, Any]]:
    """How the classes are called: parameters as in `takes`, with ":AuthLevel" if a text is looked up."""
    return {name: found for name in REGISTERS if (found := constructor(load(name))) is not None}


def constructor(register: Any) -> dict[str, Any] | None:
    if inspect.isabstract(register):
        return None
    parameters = list(inspect.signature(register).parameters.values())
    required = [
        each.name
        for each in parameters
        if each.default is each.empty and each.kind is each.POSITIONAL_OR_KEYWORD
    ]
    said = {}
    for parameter in parameters:
        if parameter.name.endswith("auth_level"):
            with contextlib.suppress(KeyError):
                register(**{**dict.fromkeys(required, "FUNCTION"), parameter.name: "?"})
                continue
            said[parameter.name] = ":AuthLevel"
    app = register(**dict.fromkeys(required, "FUNCTION"))
    return {"takes": words(parameters, said)} | ({"adds": True} if app._function_builders else {})


def attributes(names: Iterable[str]) -> str:
    """What every binding has beside its members, and some have under other names than parameters."""
    found: list[tuple[set[str], set[str]]] = []
    for name in names:
        decorator = Decorator(load(BASE), name)
        built = getattr(decorator.function(decorator.base()), "_function", None)
        for binding in built.get_bindings() if built else ():
            other = set(vars(binding)) - set(binding.init_params)
            found.append((set(dir(binding)), {each for each in other if not each.islower()}))
    common = set.intersection(*(every for every, _ in found)) - {"name", "type"}
    own = set.union(*(other for _, other in found))
    return " ".join(sorted(each for each in common | own if not each.startswith("__")))


def same(register: str, other: str) -> bool:
    """Whether two classes have the same decorators."""
    names = registers()
    methods = [{getattr(load(each), name) for name in names[each]} for each in (register, other)]
    return methods[0] == methods[1]


def choices(enum: type[Enum]) -> str | dict[str, str]:
    """The names of an enum; with values where they are used. `A=B` is another name for B."""
    if enum.__name__ in VALUES:
        return {name: member.value for name, member in enum.__members__.items()}
    members = enum.__members__.items()
    return " ".join(name if name == each.name else f"{name}={each.name}" for name, each in members)


def probe() -> dict[str, Any]:
    names = registers()
    entries = {
        register: {name: described(Decorator(load(register), name)) for name in names[register]}
        for register in (BASE, DURABLE)
    }
    plain, durable = entries[BASE], entries[DURABLE]
    alike = {"plain": BASE, "durable": DURABLE}
    return {
        "azure-functions": importlib.metadata.version("azure-functions"),
        "azure-functions-durable": importlib.metadata.version("azure-functions-durable"),
        "registers": {
            register: next((kind for kind in alike if same(register, alike[kind])), " ".join(found))
            for register, found in names.items()
        },
        "constructors": constructors(),
        "attributes": attributes(plain),
        "enums": {name: choices(enum) for name, enum in sorted(enums().items())},
        "decorators": plain,
        "durable": {name: entry for name, entry in durable.items() if plain.get(name) != entry},
    }


if __name__ == "__main__":
    json.dump(probe(), sys.stdout)
