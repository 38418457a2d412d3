"""Imports of a file beside the importing one become relative."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import libcst as cst

from fxpack.edit.absolute import Home, imported
from fxpack.edit.python import Python, dotted, statements_at
from fxpack.model import Diagnostic, Fix, Project
from fxpack.read.python.modules import Reference


def fixes(project: Project, found: Sequence[Diagnostic]) -> Iterator[Fix]:
    home = Home(project)
    for path in sorted({each.location.path for each in found}):
        here = [each for each in found if each.location.path == path]
        python = statements_at([each.location for each in here], project.files)
        if python is None:
            continue
        written = [
            *(
                (_from(python, node, home), node, at)
                for node, at in python.found(cst.ImportFrom, here)
            ),
            *(
                (_import(python, node, home), node, at)
                for node, at in python.found(cst.Import, here)
            ),
        ]
        for new, node, places in written:
            if new is not None:
                title = f"write `{new.partition(chr(10))[0]}`"
                yield Fix("FX304", places, "safe", title, (python.replaced(node, new),))


def _from(python: Python, node: cst.ImportFrom, home: Home) -> str | None:
    """`from a import b` as `from .a import b`."""
    if node.module is None or node.relative:
        return None
    module = _sibling(python, dotted(node.module), home)
    if home.fails(module, imported(node)):
        # another error would come to light
        return None
    start, end = python.range(node)
    at = python.range(node.module)[0]
    return f"{python.text.text[start:at]}.{python.text.text[at:end]}"


def _import(python: Python, node: cst.Import, home: Home) -> str | None:
    """`import a` as `from . import a`; with others in the statement that is not for certain."""
    alias = node.names[0]
    if len(node.names) > 1 or "." in dotted(alias.name):
        return None
    if home.fails(_sibling(python, dotted(alias.name), home), ()):
        return None
    return f"from . import {python.written(alias)}"


def _sibling(python: Python, name: str, home: Home) -> Reference:
    """The module of a name beside the file."""
    folder = python.text.path.rpartition("/")[0]
    return home.module(f"{folder}/{name}".replace("/", "."))
