"""Imports of a file beside the importing one become relative."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

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
    """`import a, json` as `from . import a` and `import json`, each on its own line."""
    lines: list[str] = []
    for is_sibling, aliases in groupby(node.names, lambda each: _is_sibling(python, each, home)):
        written = [python.written(each).rstrip(", \t\r\n\\") for each in aliases]
        if is_sibling:
            lines += (f"from . import {each}" for each in written)
        else:
            lines.append(f"import {', '.join(written)}")
    between = _between(python, node)
    if (len(lines) > 1 and between is None) or any(map(_is_deep, lines)):
        return None
    names = (dotted(alias.name) for alias in node.names if _is_sibling(python, alias, home))
    fails = any(home.fails(_sibling(python, name, home), ()) for name in names)
    return None if fails else (between or "").join(lines)


def _is_deep(line: str) -> bool:
    """Whether a line would take a module out of a package beside: it would bind another name."""
    return line.startswith("from . import ") and "." in line.removeprefix("from . import ")


def _is_sibling(python: Python, alias: cst.ImportAlias, home: Home) -> bool:
    return home.lies_beside(dotted(alias.name), python.text.path)


def _between(python: Python, node: cst.CSTNode) -> str | None:
    """What ends a line and begins the next; None where a statement shares its line."""
    text = python.text
    start, end = python.range(node)
    before = re.split(r"[\r\n]", text.text[:start])[-1]
    after = re.split(r"[\r\n]", text.text[end:], maxsplit=1)[0].strip()
    return text.newline + before if not before.strip() and after[:1] in {"", "#"} else None


def _sibling(python: Python, name: str, home: Home) -> Reference:
    """The module of a name beside the file."""
    folder = python.text.path.rpartition("/")[0]
    return home.module(f"{folder}/{name}".replace("/", "."))
