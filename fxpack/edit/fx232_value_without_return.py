"""A function that answers requests gets the binding that takes what it returns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fxpack.edit.json_text import json_of
from fxpack.edit.places import problems_of_functions
from fxpack.model import Diagnostic, Fix, Project

RETURN = {"name": "$return", "type": "http", "direction": "out"}


def fixes(project: Project, found: Sequence[Diagnostic]) -> Iterator[Fix]:
    said = set()
    for diagnostic, function, _ in problems_of_functions(project, "value-without-return", found):
        types = {binding.type for binding in function.bindings}
        if function.model != "v1" or "httpTrigger" not in types or "http" in types:
            continue
        config = json_of(function.config.path, project.files)
        bindings = config.node("bindings") if config is not None else None
        if config is None or bindings is None or function.name in said:
            continue
        said.add(function.name)
        mine = tuple(each.location for each in found if each.function == function.name)
        edit = config.appended(bindings, RETURN)
        title = f"bind what {function.name} returns"
        yield Fix(diagnostic.code, mine, "safe", title, (edit,))
