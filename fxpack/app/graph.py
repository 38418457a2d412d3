"""The import graph: an app → who imports what, and what a cold start loads."""

from __future__ import annotations

from fxpack.app.chosen import codes
from fxpack.app.supplied import Supplied
from fxpack.graph import Graph
from fxpack.model import Target
from fxpack.nouns import NamedTuple
from fxpack.platforms import Python
from fxpack.read.apps import one_app
from fxpack.read.code import CodeReader
from fxpack.read.graph import ImportGraph
from fxpack.read.host import read_host
from fxpack.read.models import find_functions
from fxpack.read.published import published_of
from fxpack.read.pyproject import Pyprojects
from fxpack.read.target import target_of
from fxpack.read.tree import Tree


class GraphResult(NamedTuple):
    """The graph of an app on a target. `app` leads to it from the current folder."""

    app: str
    target: Target
    graph: Graph


def graph(path: str, cwd: str, *, python: Python | None = None) -> GraphResult:
    """The graph of the one app that a folder stands for.

    Raises UsageError where there is none or more than one.
    """
    app = one_app(path, cwd)
    pyprojects = Pyprojects(codes, cwd)
    setting = pyprojects.settings(app.root).python
    target = target_of(app.root, pyprojects.table, flag=python, setting=setting)
    tree = Tree(app.root)
    reader = CodeReader(tree, target, read_host(tree))
    found = find_functions(tree, published_of(tree, tree.name).paths, reader)
    known = ImportGraph(reader, found, Supplied(app.root, target).wheels)
    return GraphResult(app.display, target, known.graph)
