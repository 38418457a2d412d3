"""`$return` of a function.json gets the one direction that it can have."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fxpack.edit.json_text import json_of
from fxpack.model import Diagnostic, Fix, Project


def fixes(project: Project, found: Sequence[Diagnostic]) -> Iterator[Fix]:
    places = {(each.function, each.location.path): each for each in found}
    for function in project.v1_functions:
        diagnostic = places.get((function.name, function.config.path))
        config = json_of(function.config.path, project.files)
        wrong = [b for b in function.bindings if b.name == "$return" and b.direction != "out"]
        if diagnostic is None or config is None or len(wrong) != 1:
            continue
        container = config.node(*wrong[0].keys)
        there = config.node(*wrong[0].keys, wrong[0].spelling("direction") or "")
        if there is not None:
            edit = config.replaced(there, "out")
        elif container is not None:
            edit = config.appended(container, "out", "direction")
        else:
            continue
        title = f"make $return of {function.name} an output"
        yield Fix("FX109", (diagnostic.location,), "safe", title, (edit,))
