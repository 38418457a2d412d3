"""The import graph: for people, for Graphviz, and for programs by schemas/graph-output.schema.json."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from fxpack.graph import OWN, Edge, Graph, Imported, Start
from fxpack.model import Target
from fxpack.report import Span, Style
from fxpack.report.plain_text import one_line
from fxpack.report.text import counted

VERSION = 1
"""The version of the JSON format: members may be added under the same number, never changed."""

_WRONG = frozenset({"missing", "sibling", "absent", "unrequired", "removed"})


def text(graph: Graph, *, stdlib: bool = False) -> list[Span]:
    """What each function loads, and what each file imports."""
    spans: list[Span] = []
    for start in graph.starts():
        spans += _start(start, stdlib=stdlib)
    if not spans:
        return [("", "No function is found, so nothing is loaded.\n")]
    spans.append(("bold", "Imports\n"))
    for path in sorted(graph.edges):
        spans += _imports(graph, path, stdlib=stdlib)
    return spans


def _start(start: Start, *, stdlib: bool) -> Iterator[Span]:
    names = ", ".join(start.functions) or "functions that cannot be told"
    yield "bold", one_line(names)
    yield "", f": a cold start loads {counted(len(start.modules), 'module')} of the app\n"
    for path in start.modules:
        yield "", f"  {one_line(path)}\n"
    for title, found in (
        ("packages", _shown(start.packages, stdlib=stdlib)),
        ("later", [*start.later, *_shown(start.later_packages, stdlib=stdlib)]),
    ):
        if found:
            yield "quiet", f"  {title:<8}  "
            yield "", one_line(", ".join(found)) + "\n"
    yield "", "\n"


def _shown(found: Iterable[Imported], *, stdlib: bool) -> list[str]:
    """Modules from elsewhere with what brings them, where the name does not say it."""
    shown: dict[str, None] = {}
    for each in found:
        if each.origin == "standard library" and not stdlib:
            continue
        name = each.name.partition(".")[0] if _is_plain(each) else each.name
        said = _by(each)
        shown[name if said == name else f"{name} ({said})"] = None
    return list(shown)


def _is_plain(found: Imported) -> bool:
    """Whether the first part of a name says all that there is to say of it."""
    return found.origin == "standard library" or "-" not in found.distribution


def _by(found: Imported) -> str:
    """What brings a module, in a word or two."""
    if found.origin == "package":
        return found.distribution
    says = {
        "app": found.path or ".",
        "missing": "missing in the app",
        "sibling": f"not found: {found.path} lies beside",
        "absent": "nothing brings it",
        "unrequired": "no requirement brings it",
        "removed": "removed from Python",
        "unknown": "not known",
    }
    return says.get(found.origin, found.origin)


def _imports(graph: Graph, path: str, *, stdlib: bool) -> Iterator[Span]:
    yield "path", f"{one_line(path)}\n"
    shown = [each for each in graph.edges[path] if stdlib or each.to.origin != "standard library"]
    width = max((len(each.to.name or ".") for each in shown), default=0)
    for edge in shown:
        style: Style = "warning" if edge.to.origin in _WRONG and edge.when != "never" else "quiet"
        yield "", f"  {one_line(edge.to.name or '.'):<{width}}  "
        yield style, one_line(_by(edge.to))
        yield "", f"{_circumstances(edge)}\n"
    if path in graph.opaque:
        yield "quiet", "  and modules by names that are made while it runs\n"


def _circumstances(edge: Edge) -> str:
    said = []
    if edge.inside:
        said.append(f"in {edge.inside}()")
    if edge.typing:
        said.append("for type checkers")
    elif edge.when == "never":
        said.append("never on the target")
    elif edge.optional:
        said.append("optional")
    elif not edge.certain:
        said.append("maybe")
    return f"  {', '.join(said)}" if said else ""


# -- Graphviz --------------------------------------------------------------------------------------


def as_dot(graph: Graph, *, stdlib: bool = False) -> str:
    """A directed graph: dashed where calls import, dotted where it is optional, grey for typing."""
    lines = ["digraph imports {", "  rankdir=LR;", '  node [shape=box, fontname="sans-serif"];']
    starts = {path for paths in graph.entries.values() for path in paths}
    lines += [
        f"  {_quoted(path)}{' [style=bold]' if path in starts else ''};"
        for path in sorted(graph.edges)
    ]
    others: dict[str, str] = {}
    arrows: dict[str, None] = {}
    for edge in graph:
        if edge.to.origin == "standard library" and not stdlib:
            continue
        node = edge.to.path if edge.to.origin == "app" else edge.to.name
        if edge.to.origin != "app":
            others[node] = ", color=red" if edge.to.origin in _WRONG else ""
        arrows[f"  {_quoted(edge.source)} -> {_quoted(node)}{_arrow(edge)};"] = None
    lines += [f"  {_quoted(node)} [shape=ellipse{others[node]}];" for node in sorted(others)]
    return "\n".join([*lines, *arrows, "}"]) + "\n"


def _arrow(edge: Edge) -> str:
    if edge.when == "never":
        return " [color=grey]"
    if edge.optional or not edge.certain:
        return " [style=dotted]"
    return " [style=dashed]" if edge.when == "call" else ""


def _quoted(name: str) -> str:
    escaped = one_line(name or ".").replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


# -- for programs ----------------------------------------------------------------------------------


def as_json(graph: Graph, target: Target) -> str:
    """One JSON object; two runs over the same files are equal to the byte."""
    value = {
        "version": VERSION,
        "python": target.version,
        "starts": [_start_value(each) for each in graph.starts()],
        "modules": [
            {
                "path": path,
                "imports": [_edge_value(each) for each in graph.edges[path]],
                "opaque": path in graph.opaque,
            }
            for path in sorted(graph.edges)
        ],
    }
    return json.dumps(value, indent=2) + "\n"


def _start_value(start: Start) -> dict[str, Any]:
    return {
        "functions": list(start.functions),
        "script": start.script,
        "modules": list(start.modules),
        "packages": [_imported_value(each) for each in start.packages],
        "later": list(start.later),
        "later_packages": [_imported_value(each) for each in start.later_packages],
    }


def _imported_value(found: Imported) -> dict[str, Any]:
    value = {"name": found.name, "origin": found.origin, "distribution": found.distribution or None}
    return {**value, "path": found.path} if found.origin in OWN else value


def _edge_value(edge: Edge) -> dict[str, Any]:
    return {
        **_imported_value(edge.to),
        "line": edge.at.line,
        "when": edge.when,
        "optional": edge.optional,
        "certain": edge.certain,
        "typing": edge.typing,
        "inside": edge.inside or None,
    }
