"""A parameter and a binding whose names differ in letter case or underscores get the same name.

The binding's changes, because nothing else names it. Hosts before 4.1038 take no underscores in a
binding's name: then it is the parameter's that changes, with all its uses in the function.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from keyword import iskeyword

import libcst as cst

from fxpack.edit.json_text import json_of
from fxpack.edit.places import problems_of_functions
from fxpack.edit.python import Python, python_of
from fxpack.edit.text import text_of
from fxpack.model import Binding, CodeSpan, Diagnostic, Edit, Fix, Location, Project
from fxpack.read.places import Places


def fixes(project: Project, found: Sequence[Diagnostic]) -> Iterator[Fix]:
    for diagnostic, function, problem in problems_of_functions(project, "unbound-parameter", found):
        name = problem.detail["name"]
        alike = [other for other in problem.detail["unused"] if _alike(name, other)]
        if len(alike) != 1 or problem.detail["made_by"]:
            continue
        binding = function.bindings_by_name()[alike[0]]
        edits = _renamed(project, binding, name)
        title = f'name the binding "{alike[0]}" {name}'
        if "_" in name and function.model == "v1":
            edits = _renamed_parameter(project, diagnostic.location, name, alike[0])
            title = f'name the parameter "{name}" {alike[0]}'
        if edits:
            yield Fix("FX211", (diagnostic.location,), "unsafe", title, edits)


def _alike(one: str, other: str) -> bool:
    return one.replace("_", "").lower() == other.replace("_", "").lower()


def _renamed(project: Project, binding: Binding, name: str) -> tuple[Edit, ...]:
    """The binding with another name, where a plain text gives it one."""
    at = binding.at("name")
    if isinstance(at, CodeSpan):
        text = text_of(at.path, project.files)
        if text is None:
            return ()
        start, end = text.range(Places(project.files).location(at))
        written = text.text[start:end]
        if written not in {f'"{binding.name}"', f"'{binding.name}'"}:
            return ()
        return (text.edit(start + 1, end - 1, name),)
    config = json_of(binding.path, project.files)
    node = config.node(*binding.keys, binding.spelling("name") or "name") if config else None
    return (config.replaced(node, name),) if config is not None and node is not None else ()


def _renamed_parameter(project: Project, at: Location, name: str, new: str) -> tuple[Edit, ...]:
    """The parameter with another name, wherever the function and what is in it use it."""
    python = python_of(at.path, project.files)
    if python is None or not new.isidentifier() or iskeyword(new):
        return ()
    for parameter in python.at(cst.Param, at):
        return _uses(python, parameter, name, new)
    return ()


def _uses(python: Python, parameter: cst.Param, name: str, new: str) -> tuple[Edit, ...]:
    scope = python.scope(parameter.name)
    if scope is None or list(scope[new]):
        # the new name has a meaning there already
        return ()
    nodes: list[cst.CSTNode] = []
    for assignment in scope[name]:
        node = getattr(assignment, "node", None)
        nodes += [node.name if isinstance(node, cst.Param) else node] if node else []
        nodes += [access.node for access in assignment.references]
    if not all(isinstance(node, cst.Name) for node in nodes):
        return ()
    places = {python.range(node): node for node in nodes}
    return tuple(python.text.edit(*place, new) for place in sorted(places))
