"""The nouns of the import graph: which modules an app reaches, who imports what, and when.

Frozen values, without I/O. Paths are posix and relative to the app's root; names are dotted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

from fxpack.model import CodeSpan
from fxpack.nouns import NamedTuple

Origin = Literal[
    "app",
    "standard library",
    "worker",
    "package",
    "missing",
    "sibling",
    "absent",
    "unrequired",
    "removed",
    "unknown",
]
"""What brings a module.

app               a file of the app, or a folder without `__init__.py`
standard library  that of the target
worker            the Azure Functions worker, which shares its packages
package           a distribution that the requirements bring
missing           nothing: it would be in a package of the app
sibling           nothing: a file of that name lies beside the importing one
absent            certainly nothing, whatever the requirements bring
unrequired        nothing, by all that was seen of the requirements
removed           nothing that is known: the standard library had it until some Python
unknown           can't tell
"""

OWN = frozenset({"app", "missing", "sibling"})
"""Origins inside the app."""

When = Literal["load", "call", "never"]
"""An import runs when its module does, when a function is called, or not on the target."""


class Imported(NamedTuple):
    """What an import leads to.

    name          of the module
    path          of the app's file or folder; of a missing one that beside or above it
    distribution  that brings it, or that would: by its normalised name, "" where none is known
    """

    name: str
    origin: Origin
    path: str = ""
    distribution: str = ""


class Edge(NamedTuple):
    """A module that another one imports.

    source    the importing file
    optional  in a try that handles ImportError
    certain   runs whenever the module, or the function around it, does, as far as it gets
    typing    only for a type checker
    inside    the function that it is deferred in
    called    not a statement: `import_module` with a constant
    """

    source: str
    to: Imported
    at: CodeSpan
    when: When
    optional: bool = False
    certain: bool = True
    typing: bool = False
    inside: str = ""
    called: bool = False


class Start(NamedTuple):
    """What a cold start of some functions loads.

    functions       by name; empty where they cannot be told
    modules         the app's files that run, in order
    packages        modules from elsewhere that these import at once
    later           files that only calls load
    later_packages  modules from elsewhere that only calls import
    """

    functions: tuple[str, ...]
    script: str
    modules: tuple[str, ...]
    packages: tuple[Imported, ...]
    later: tuple[str, ...]
    later_packages: tuple[Imported, ...]


class Graph(NamedTuple):
    """The modules that an app reaches.

    entries  function → the files that its load begins with, in order
    edges    file → what it imports, in order of the source; every file that is reached is there
    opaque   files that import by names made while they run
    """

    entries: Mapping[str, tuple[str, ...]]
    edges: Mapping[str, tuple[Edge, ...]]
    opaque: frozenset[str] = frozenset()

    def __iter__(self) -> Iterator[Edge]:  # type: ignore[override]
        for edges in self.edges.values():
            yield from edges

    def starts(self) -> Iterator[Start]:
        """What each function loads; functions that begin with the same files are one."""
        together: dict[tuple[str, ...], list[str]] = {}
        for function, paths in self.entries.items():
            together.setdefault(paths, []).append(function)
        for paths, functions in together.items():
            now = self.loaded(functions[0])
            later = [path for path in self.reached(functions[0]) if path not in now]
            packages = self._outside(now, {"load"})
            yield Start(
                functions=tuple(filter(None, functions)),
                script=paths[-1],
                modules=now,
                packages=packages,
                later=tuple(later),
                later_packages=tuple(
                    each
                    for each in self._outside((*now, *later), {"load", "call"})
                    if each not in packages
                ),
            )

    def _outside(self, paths: Iterable[str], when: set[When]) -> tuple[Imported, ...]:
        """What files import that is not the app's own, each module once."""
        edges = (edge for path in paths for edge in self.edges[path] if edge.when in when)
        found = {edge.to: None for edge in edges if edge.to.origin not in OWN}
        return tuple(sorted(found))

    def loaded(self, function: str) -> tuple[str, ...]:
        """The app's files that may run when a function is loaded, the first ones first."""
        return self._reached(self.entries[function], {"load"})

    def reached(self, function: str) -> tuple[str, ...]:
        """These, and the files that its calls may load later."""
        return self._reached(self.entries[function], {"load", "call"})

    def _reached(self, start: Iterable[str], when: set[When]) -> tuple[str, ...]:
        found: dict[str, None] = {}
        stack = [path for path in start if path in self.edges][::-1]
        while stack:
            path = stack.pop()
            if path in found:
                continue
            found[path] = None
            below = [edge.to.path for edge in self.edges[path] if edge.when in when]
            stack += [each for each in below[::-1] if each in self.edges]
        return tuple(found)
