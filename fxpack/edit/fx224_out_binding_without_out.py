"""An output's annotation T becomes Out[T], where the binding accepts that."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

import libcst as cst

from fxpack.accepts import output_verdict
from fxpack.edit.places import problems_of_functions
from fxpack.edit.python import Python, dotted, statements_at
from fxpack.edit.text import text_of
from fxpack.model import Diagnostic, Edit, Fix, Function, Project
from fxpack.nouns import NamedTuple
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
        if written[:1] in "\"'" or out is None:
            continue
        edit = text.edit(start, end, f"{out.name}[{written}]")
        title = f"write {out.name}[{written}]"
        yield Fix("FX224", (at,), "safe", title, (*out.imported, edit))


def _fits(function: Function, name: str, project: Project) -> bool:
    """Whether the binding accepts Out of what the parameter is annotated with."""
    parameters = function.signature.parameters if function.signature else ()
    shape = next((each.annotation for each in parameters if each.name == name), None)
    binding = function.bindings_by_name().get(name)
    if shape is None or binding is None or binding.type is None:
        return False
    return output_verdict(binding.type, shape, project.target.python) is True


class _Out(NamedTuple):
    """How a file calls azure.functions.Out, and what imports it first."""

    name: str
    imported: tuple[Edit, ...] = ()


def _out(project: Project, path: str) -> _Out | None:
    """None where a file imports nothing that leads to it for certain."""
    imports = [each for each in project.imports.get(path, ()) if each.module.startswith("azure")]
    runs = [each for each in imports if not (each.deferred or each.level or each.type_checking)]
    certain = {each.at for each in runs if not (each.guarded or each.conditional or each.skipped)}
    places = Places(project.files)
    at = [places.location(each.at) for each in runs]
    python = statements_at(at, project.files) if at else None
    if python is None:
        return None
    name = next(_names(python), "")
    if name:
        return _Out(name)
    starts = {python.text.range(places.location(each))[0] for each in certain}
    return next(_added(python, starts), None)


def _names(python: Python) -> Iterator[str]:
    """What Out is called."""
    for node in python.every(cst.ImportFrom):
        for alias in _aliases(node):
            if dotted(node.module) == SDK and dotted(alias.name) == "Out" and alias.asname is None:
                yield "Out"
            if dotted(node.module) == "azure" and dotted(alias.name) == "functions":
                yield f"{_bound(alias)}.Out"
    for statement in python.every(cst.Import):
        for alias in statement.names:
            if dotted(alias.name) == SDK:
                yield f"{_bound(alias)}.Out"


def _added(python: Python, starts: Collection[int]) -> Iterator[_Out]:
    """Out among what is imported from azure.functions already, where nothing else has the name."""
    if re.search(r"\bOut\b", python.text.text):
        return
    for node in python.every(cst.ImportFrom):
        aliases = _aliases(node)
        if dotted(node.module) == SDK and aliases and python.range(node)[0] in starts:
            start, _ = python.range(aliases[-1])
            end = start + len(python.written(aliases[-1]).rstrip(", \t\r\n\\"))
            yield _Out("Out", (python.text.edit(end, end, ", Out"),))


def _aliases(node: cst.ImportFrom) -> Sequence[cst.ImportAlias]:
    return () if isinstance(node.names, cst.ImportStar) else node.names


def _bound(alias: cst.ImportAlias) -> str:
    if alias.asname is not None and isinstance(alias.asname.name, cst.Name):
        return alias.asname.name.value
    return dotted(alias.name)
