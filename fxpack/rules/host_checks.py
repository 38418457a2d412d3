"""What the host refuses in names and triggers, whichever way a function is declared.

Of a function.json it is the function's error; of decorators the worker has indexed the function before
the host looks.

Source: azure-functions-host 4.1037, Utility.cs (ValidateName, ValidateBinding),
FunctionDescriptorProvider.cs and WorkerFunctionMetadataProvider.cs; pull request 10764, in 4.1038.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from fxpack.model import Binding, Function
from fxpack.rules.shown import is_sure, named, shown, triggers

FUNCTION_NAME = re.compile(r"^[a-z][a-z0-9_\-]{0,127}$", re.IGNORECASE | re.ASCII)
BINDING_NAME = re.compile(r"^(?!.*__)([a-zA-Z_][a-zA-Z0-9_]{0,127}|\$return)$")
LONGEST = 128

A_FUNCTION_NAME = "a letter first, then letters, digits, underscores and dashes"
A_BINDING_NAME = "a name has letters, digits and single underscores, and no digit first"


def function_name_fault(name: str) -> str:
    """What is wrong with the name of a function; "" for nothing."""
    if FUNCTION_NAME.match(name) and name.lower() != "host":
        return ""
    why = ""
    if name.lower() == "host":
        why = ": the host keeps it for itself"
    elif len(name) > LONGEST:
        why = f": it has {len(name)} characters, and {LONGEST} are allowed"
    return f"{shown(name)} is no valid name of a function{why}"


def binding_name_fault(binding: Binding) -> str:
    """What is wrong with the name of a binding; "" for nothing."""
    name = binding.name
    if not name and not binding.spelling("name"):
        return f"{named(binding)} has no name"
    if not name:
        return f"the name of {named(binding)} must be text, not {shown(binding.member('name'))}"
    if BINDING_NAME.match(name):
        return ""
    if "__" in name:
        return f"the binding name {shown(name)} has two underscores in a row"
    if name.lower() == "$return":
        return f'the binding name {shown(name)} must be written "$return"'
    if len(name) > LONGEST:
        return f"the binding name {shown(name)} has {len(name)} characters; {LONGEST} are allowed"
    return f"{shown(name)} is no valid name of a binding"


def repeated_names(function: Function) -> Iterator[tuple[Binding, str]]:
    """The bindings whose name was used before, in whatever letter case, each with what to say."""
    first: dict[str, str] = {}
    for binding in function.bindings:
        name = binding.name or ""
        other = first.get(name.lower(), "")
        if not other:
            first[name.lower()] = name
            continue
        differs = f": {shown(other)} differs in letter case only" if other != name else ""
        yield binding, f"the binding name {shown(name)} is used before{differs}"


def second_triggers(function: Function) -> Iterator[tuple[Binding, str]]:
    """The triggers after the first one, each with what to say of it."""
    found = [b for b in triggers(function) if b.direction is not None]
    for binding in found[1:]:
        first = f"{named(found[0])} of type {found[0].type}"
        yield binding, f"{named(binding)} is a second trigger, beside {first}"


def lacks_trigger(function: Function) -> bool:
    """Whether there are bindings, all of them known, and none is a trigger."""
    return bool(function.bindings) and is_sure(function) and not triggers(function)
