"""A return annotation becomes the part of itself that `$return` takes."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Sequence

from fxpack.accepts import return_verdict
from fxpack.edit.places import problems_of_functions
from fxpack.edit.text import text_of
from fxpack.model import Diagnostic, Fix, Function, Project, Safety


def narrowed(
    project: Project,
    kind: str,
    found: Sequence[Diagnostic],
    part_of: Callable[[ast.expr], ast.expr | None],
    safety: Safety,
) -> Iterator[Fix]:
    """A fix for each finding of a kind whose annotation has a part that is accepted.

    part_of  the part of an annotation that is meant, None where there is none
    """
    for each, function, _ in problems_of_functions(project, kind, found):
        text = text_of(each.location.path, project.files)
        if text is None or not _is_accepted(function, project):
            continue
        start, end = text.range(each.location)
        written = text.text[start:end]
        try:
            part = part_of(ast.parse(written, mode="eval").body)
        except SyntaxError:
            continue
        new = ast.get_source_segment(written, part) if part is not None else None
        if new:
            edit = text.edit(start, end, new)
            # what a comment says would be lost
            judged = safety if written.count("#") == new.count("#") else "unsafe"
            yield Fix(each.code, (each.location,), judged, f"write -> {new}", (edit,))


def _is_accepted(function: Function, project: Project) -> bool:
    """Whether `$return` takes the one thing that the annotation is made of, besides None."""
    binding = function.bindings_by_name().get("$return")
    shape = function.signature.returns if function.signature else None
    if binding is None or binding.type is None or shape is None:
        return False
    parts = [each for each in shape.args if each.name not in {"None", "NoneType"}]
    if len(parts) != 1:
        return False
    return return_verdict(binding.type, parts[0], project.target.python) is True
