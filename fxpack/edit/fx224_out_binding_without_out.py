"""An output's annotation T becomes Out[T], where the binding accepts that."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import libcst as cst

from fxpack.accepts import output_verdict
from fxpack.edit.places import problems_of_functions
from fxpack.edit.python import dotted, statements_at
from fxpack.edit.text import text_of
from fxpack.model import Diagnostic, Fix, Function, Project
from fxpack.read.places import Places

SDK = "azure.functions"


def fixes(project: Project, found: Sequence[Diagnostic]) -> Iterator[Fix]:
    for diagnostic, function, problem in problems_of_functions(
        project, "out-binding-without-out", found
    ):
        at = diagnostic.location
        text = text_of(at.path, project.files)
        if text is None or not _fits(function, problem.detail["name"], project):
            continue
        start, end = text.range(at)
        written = text.text[start:end]
        out = _out(project, at.path)
        if written[:1] in "\"'" or not out:
            continue
        edit = text.edit(start, end, f"{out}[{written}]")
        yield Fix("FX224", (at,), "safe", f"write {out}[{written}]", (edit,))


def _fits(function: Function, name: str, project: Project) -> bool:
    """Whether the binding accepts Out of what the parameter is annotated with."""
    parameters = function.signature.parameters if function.signature else ()
    shape = next((each.annotation for each in parameters if each.name == name), None)
    binding = function.bindings_by_name().get(name)
    if shape is None or binding is None or binding.type is None:
        return False
    return output_verdict(binding.type, shape, project.target.python) is True


def _out(project: Project, path: str) -> str:
    """How a file calls azure.functions.Out; "" where it does not import it."""
    imports = (each for each in project.imports.get(path, ()) if each.module.startswith("azure"))
    places = Places(project.files)
    at = [
        places.location(each.at)
        for each in imports
        if not (each.deferred or each.level or each.type_checking)
    ]
    python = statements_at(at, project.files) if at else None
    if python is None:
        return ""
    for node in python.every(cst.ImportFrom):
        if dotted(node.module) == SDK and not isinstance(node.names, cst.ImportStar):
            for alias in node.names:
                if dotted(alias.name) == "Out" and alias.asname is None:
                    return "Out"
        if dotted(node.module) == "azure" and not isinstance(node.names, cst.ImportStar):
            for alias in node.names:
                if dotted(alias.name) == "functions":
                    return f"{_bound(alias)}.Out"
    for statement in python.every(cst.Import):
        for alias in statement.names:
            if dotted(alias.name) == SDK:
                return f"{_bound(alias)}.Out"
    return ""


def _bound(alias: cst.ImportAlias) -> str:
    if alias.asname is not None and isinstance(alias.asname.name, cst.Name):
        return alias.asname.name.value
    return dotted(alias.name)
