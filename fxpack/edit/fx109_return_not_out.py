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
        if container is None:
            continue
        there = [node for name, node in container.children.items() if _is_direction(name)]
        if len(there) > 1:
            continue
        if there:
            edit = config.replaced(there[0], "out")
        else:
            edit = config.appended(container, "out", "direction")
        title = f"make $return of {function.name} an output"
        yield Fix("FX109", (diagnostic.location,), "safe", title, (edit,))


def _is_direction(name: str | int) -> bool:
    return str(name).lower() == "direction"
