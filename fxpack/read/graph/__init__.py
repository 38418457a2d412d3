"""The import graph of an app: from its entry points to all that they reach.

build      files → Graph
supply     what the requirements make importable, as far as that is known
releases   the same of distributions whose releases fxpack has looked at
elsewhere  what else may bring modules into an app on its way to Azure
problems   what in a graph certainly fails in Azure
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from fxpack.graph import Graph
from fxpack.model import Decision, Problem
from fxpack.read.code import CodeReader
from fxpack.read.graph.build import entries_of, read_graph
from fxpack.read.graph.problems import Judge, Zip
from fxpack.read.graph.supply import Supply, Wheels
from fxpack.read.models import Found

__all__ = ["ImportGraph", "Wheels"]


class ImportGraph:
    """The graph of one app, and what is wrong in it."""

    def __init__(self, reader: CodeReader, found: Found, wheels: Wheels | None = None) -> None:
        """`wheels`: see `Supply`."""
        self.reader = reader
        self.supply = Supply(reader.files, reader.python, wheels)
        entries = entries_of(found.functions, found.script, reader)
        self.graph: Graph = read_graph(reader, self.supply, entries)

    def problems(
        self, paths: frozenset[str], left_out: Mapping[str, Decision]
    ) -> Iterator[Problem]:
        """What fails in Azure, but for the places of problems that are known already.

        paths, left_out  the files that go into the zip, and what keeps the others out
        """
        judge = Judge(self.graph, self.supply, self.reader)
        return judge.problems(Zip(paths, left_out))
