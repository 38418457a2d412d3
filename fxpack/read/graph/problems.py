"""What in an import graph fails in Azure, as far as it is certain to run and certain to fail.

What fails when a function is loaded is found where loading is followed (`read.python.load`), but for
modules that are kept out of the zip; here is what bites later, and what is wrong by all that is known
of the requirements. One import is never reported twice.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from fxpack.graph import Edge, Graph
from fxpack.model import Decision, Problem
from fxpack.read.code import CodeReader
from fxpack.read.graph.supply import Supply
from fxpack.read.python import patches

_AT_LOAD = {
    "missing": "missing-app-module",
    "sibling": "sibling-import",
    "absent": "missing-module",
}
"""What the loader calls it where loading a function fails by it."""

_BRINGS_DISTUTILS = frozenset({"setuptools", "pkg_resources"})
"""setuptools puts its own distutils into the standard library's place when it is imported."""


def _last(dotted: str) -> str:
    return dotted.rpartition(".")[2]


class Zip:
    """Which of an app's files go into the zip.

    paths     those that do
    left_out  file → what keeps it out
    """

    def __init__(self, paths: frozenset[str], left_out: Mapping[str, Decision]) -> None:
        self.paths = paths
        self.left_out = left_out

    def lacks(self, path: str) -> bool:
        """Whether the module in a file cannot be imported from the zip."""
        if path in self.paths or not path.endswith(".py"):
            return False
        stem = path.removesuffix("/__init__.py").removesuffix(".py")
        return not any(
            each.startswith(f"{stem}/")
            or (each.startswith(f"{stem}.") and not each.endswith(".pyi"))
            for each in self.paths
        )


class Judge:
    """Judges the edges of one graph; what the reader said of a place is not said again."""

    def __init__(self, graph: Graph, supply: Supply, reader: CodeReader) -> None:
        self.graph = graph
        self.supply = supply
        self.files = reader.files
        self.loads = reader.loaded
        self.said = {problem.at for problem in reader.problems}

    def problems(self, published: Zip) -> Iterator[Problem]:
        for path in self._firm():
            if path not in published.paths:
                continue
            for edge in self.graph.edges[path]:
                if not edge.certain or edge.when == "never" or edge.at in self.said:
                    continue
                problem = self._problem(edge, published)
                if problem is not None and not self._may_be_made(edge):
                    self.said.add(edge.at)
                    yield problem

    def _firm(self) -> list[str]:
        """The files that run, at the latest when functions are called, without a way around them."""
        found = dict.fromkeys(path for paths in self.graph.entries.values() for path in paths)
        stack = list(found)
        while stack:
            for edge in self.graph.edges.get(stack.pop(), ()):
                path = edge.to.path
                runs = edge.certain and edge.when != "never" and path in self.graph.edges
                if runs and path not in found:
                    found[path] = None
                    stack.append(path)
        return [path for path in found if path in self.graph.edges]

    def _problem(self, edge: Edge, published: Zip) -> Problem | None:
        origin = edge.to.origin
        if origin == "app":
            return self._unpublished(edge, published) if published.lacks(edge.to.path) else None
        if origin in _AT_LOAD and self._at_load(edge):
            # of statements the loader has told
            return self._of(_AT_LOAD[origin], edge, path=edge.to.path) if edge.called else None
        if origin == "sibling" and b"__main__" in self.files[edge.source]:
            return None  # the function may be for running the file by hand, which finds it
        if origin in {"missing", "sibling"}:
            return self._later(edge, origin)
        if origin == "removed":
            return self._removed(edge)
        if origin in {"unrequired", "absent"}:
            return self._of("unrequired-module", edge, distribution=edge.to.distribution)
        return None

    def _at_load(self, edge: Edge) -> bool:
        return edge.when == "load" and edge.source in self.loads

    def _unpublished(self, edge: Edge, published: Zip) -> Problem | None:
        top = edge.to.name.partition(".")[0]
        if self._is_absolute(edge) and self.supply.may_bring(top):
            return None
        decision = published.left_out.get(edge.to.path)
        if not self._at_load(edge):
            return self._later(edge, "unpublished", decision)
        return self._of("unpublished-module", edge, path=edge.to.path, decision=decision)

    def _is_absolute(self, edge: Edge) -> bool:
        """Whether an import is looked for everywhere, and not in the app alone."""
        line = self._line(edge)
        return not line.startswith(("from .", "from __app__", "import __app__"))

    def _line(self, edge: Edge) -> str:
        lines = self.files[edge.source].split(b"\n")
        start = lines[edge.at.line - 1][edge.at.column :] if edge.at.line <= len(lines) else b""
        return " ".join(start.decode("utf-8", "replace").split())

    def _later(self, edge: Edge, why: str, decision: Decision | None = None) -> Problem:
        return self._of(
            "deferred-import-fails", edge, why=why, path=edge.to.path, decision=decision
        )

    def _removed(self, edge: Edge) -> Problem | None:
        top = edge.to.name.partition(".")[0]
        if top == "distutils" and self._imports(_BRINGS_DISTUTILS):
            return None
        return self._of("removed-module", edge)

    def _imports(self, names: frozenset[str]) -> bool:
        return any(edge.to.name.partition(".")[0] in names for edge in self.graph)

    def _of(self, kind: str, edge: Edge, **detail: object) -> Problem:
        return Problem(kind, edge.at, {"name": edge.to.name, "inside": edge.inside, **detail})

    # -- what the app may make while it runs -------------------------------------------------------

    def _may_be_made(self, edge: Edge) -> bool:
        name = edge.to.name
        return (
            self._extends_path
            or patches.may_make_module(self._sources, name)
            or (edge.to.origin == "missing" and patches.may_set(self._sources, _last(name)))
            or patches.may_be_generated(self.files, edge.to.path, name)
        )

    @cached_property
    def _extends_path(self) -> bool:
        return patches.extends_path(self._sources)

    @cached_property
    def _sources(self) -> list[bytes]:
        return patches.sources(self.files)
