"""The graph of an app that exists only in memory, for tables of cases."""

from __future__ import annotations

from collections.abc import Mapping

from fxpack.graph import Edge, Graph
from fxpack.model import Target
from fxpack.read.code import CodeReader
from fxpack.read.graph import ImportGraph
from fxpack.read.host import read_host
from fxpack.read.models import find_functions
from tests.apps import overlay


def graph_of(
    *changes: Mapping[str, str],
    python: tuple[int, int] = (3, 12),
) -> Graph:
    """The graph of the smallest app with files replaced."""
    files = overlay(*changes)
    reader = CodeReader(files, Target(python=python), read_host(files))
    found = find_functions(files, frozenset(files), reader)
    return ImportGraph(reader, found).graph


def script(text: str, **files: str) -> dict[str, str]:
    """The function's script, and other files whose paths are written with `__` for slashes."""
    more = {path.replace("__", "/") + ".py": content for path, content in files.items()}
    return {"f/__init__.py": f"{text}\ndef main(req): pass\n", **more}


def shown(edge: Edge) -> str:
    """An edge in a few words: `load app shared/db.py`."""
    words = [edge.when, edge.to.origin, edge.to.path or edge.to.name]
    words += ["optional"] * edge.optional + ["maybe"] * (not edge.certain and not edge.optional)
    words += ["typing"] * edge.typing + [f"in {edge.inside}"] * bool(edge.inside)
    if edge.to.distribution and edge.to.origin != "package":
        words.append(f"({edge.to.distribution})")
    return " ".join(words)


def edges_of(graph: Graph, path: str = "f/__init__.py") -> list[str]:
    """What a file imports."""
    return [shown(edge) for edge in graph.edges[path]]
