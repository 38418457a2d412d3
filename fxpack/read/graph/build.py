"""From the entry points of an app to its import graph.

Not what a checkout holds but what runs is followed: tests, tools and dead folders are not in it.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping

from fxpack.graph import Edge, Graph, Imported, When
from fxpack.model import Files, Function, Import
from fxpack.read.code import CodeReader
from fxpack.read.graph.supply import Supply
from fxpack.read.python.modules import Importer, Module, Modules, Reference


def entries_of(
    functions: Iterable[Function], script: str, reader: CodeReader
) -> dict[str, tuple[str, ...]]:
    """Function → the files that its load begins with.

    script  the file that declares the functions of a v2 app; it stands for functions that cannot
            be told, by the name ""
    """
    found = {}
    for function in functions:
        path = script if function.model == "v2" else function.script or ""
        if path.endswith(".py"):
            above = _packages(path, reader.files) if function.model == "v1" else ()
            found[function.name] = (*above, path)
    return found or ({"": (script,)} if script in reader.loaded else {})


def _packages(path: str, files: Files) -> Iterator[str]:
    """The `__init__.py` files above a script of v1, which run first."""
    folders = path.split("/")[:-1]
    for depth in range(1, len(folders) + 1):
        init = "/".join([*folders[:depth], "__init__.py"])
        if init in files and init != path:
            yield init


def read_graph(reader: CodeReader, supply: Supply, entries: Mapping[str, tuple[str, ...]]) -> Graph:
    """Follow all imports from the entries."""
    resolver = _Resolver(reader.modules, reader.interpreter.links.importer, supply)
    edges: dict[str, tuple[Edge, ...]] = {}
    opaque = set()
    stack = [path for paths in entries.values() for path in paths]
    while stack:
        path = stack.pop()
        if path in edges:
            continue
        module = reader.modules.module(path)
        found = reader.imports_of(module) if module is not None else ()
        edges[path] = tuple(resolver.edges(module, found)) if module is not None else ()
        if any(item.form == "call" and not item.module and not item.level for item in found):
            opaque.add(path)
        stack += [
            edge.to.path
            for edge in edges[path]
            if edge.to.origin == "app" and edge.when != "never" and edge.to.path.endswith(".py")
        ]
    return Graph(entries, edges, frozenset(opaque))


class _Resolver:
    def __init__(self, modules: Modules, importer: Importer, supply: Supply) -> None:
        self.modules = modules
        self.importer = importer
        self.supply = supply

    def edges(self, module: Module, found: Iterable[Import]) -> Iterator[Edge]:
        """What a module imports; what the same statement leads to twice is there once."""
        said = set()
        for item in found:
            if item.form == "patch" or not (item.module or item.level):
                continue
            for imported in self._imported(module, item):
                edge = Edge(
                    source=module.path,
                    to=imported,
                    at=item.at,
                    when=_when(item),
                    optional=item.guarded,
                    certain=not (
                        item.conditional or item.guarded or item.type_checking or item.skipped
                    ),
                    typing=item.type_checking,
                    inside=item.inside,
                    called=item.form == "call",
                )
                if imported.path != module.path and (edge.at, imported) not in said:
                    said.add((edge.at, imported))
                    yield edge

    def _imported(self, module: Module, item: Import) -> Iterator[Imported]:
        """The app's files that an import runs, or the one module from elsewhere."""
        names = tuple(item.module.split(".")) if item.module else ()
        reference = self._reference(module, item.level, names)
        if reference.kind == "stdlib":
            yield Imported(reference.name, "standard library")
        elif reference.kind in {"external", "absent"}:
            yield self._elsewhere(reference, item, names)
        elif reference.kind == "unclear":
            yield Imported(reference.name, "unknown")
        elif reference.kind == "missing":
            yield Imported(reference.name, "missing", reference.path)
        elif reference.kind == "sibling":
            yield Imported(reference.name, "sibling", reference.path)
        elif reference.kind != "beyond":
            yield from self._own(module, item, names, reference)

    def _elsewhere(self, reference: Reference, item: Import, names: tuple[str, ...]) -> Imported:
        """A module that is not among the app's sources, though it may be compiled among them."""
        if item.level:
            return Imported(item.module, "unknown")
        found = self.supply.find(item.module, item.name, absent=reference.kind == "absent")
        hidden = self.importer.layout.find("", names[0]) is not None
        return found._replace(origin="unknown") if hidden and found.origin != "package" else found

    def _own(
        self, module: Module, item: Import, names: tuple[str, ...], reference: Reference
    ) -> Iterator[Imported]:
        """The packages above a module of the app, itself, and the module that a name may be."""
        for depth in range(1, len(names)):
            above = self._reference(module, item.level, names[:depth])
            if above.kind == "app":
                yield _of_app(above)
        taken = self._taken(reference, item.name)
        below = [self._below(reference, name) for name in taken]
        if reference.kind == "app" or not any(below):
            yield _of_app(reference)
        yield from (_of_app(each) for each in below if each is not None)
        if taken == [item.name] and below == [None] and self._lacks(reference, item.name):
            yield Imported(f"{dotted(reference.path)}.{item.name}", "missing", reference.path)

    def _lacks(self, reference: Reference, name: str) -> bool:
        """Whether a package certainly has neither the name nor a module of that name."""
        if not reference.path.endswith("__init__.py") or name.startswith("__"):
            return False
        package = self.modules.module(reference.path)
        if package is None or package.scope.dynamic or package.scope.stars:
            return False
        if self.importer.layout.find(reference.path.rpartition("/")[0], name) is not None:
            return False
        return not {name, "__getattr__"} & package.scope.history.keys()

    def _reference(self, module: Module, level: int, names: tuple[str, ...]) -> Reference:
        if level:
            return self.importer.relative(module.package, level, names)
        return self.importer.absolute(names, "/".join(module.package))

    def _taken(self, reference: Reference, name: str) -> list[str]:
        """The names taken out of a module: of a star those that `__all__` lists."""
        if name != "*":
            return [name] if name else []
        module = self.modules.module(reference.path) if reference.kind == "app" else None
        makers = module.scope.makers("__all__") if module is not None else ()
        lists = [maker.expr for maker in makers if isinstance(maker.expr, (ast.List, ast.Tuple))]
        items = [item for each in lists for item in each.elts]
        return [str(item.value) for item in items if isinstance(item, ast.Constant)]

    def _below(self, reference: Reference, name: str) -> Reference | None:
        """The module that a name taken out of a package is, where the package itself lacks it."""
        folder = reference.path
        if reference.kind == "app":
            if not reference.path.endswith("__init__.py"):
                return None
            package = self.modules.module(reference.path)
            makers = package.scope.makers(name) if package is not None else ()
            if any(maker.kind in {"def", "class", "assign", "unknown"} for maker in makers):
                return None
            folder = reference.path.rpartition("/")[0]
        found = self.importer.layout.find(folder, name)
        return found if found is not None and found.kind in {"app", "namespace"} else None


def _when(item: Import) -> When:
    if item.type_checking or item.skipped:
        return "never"
    return "call" if item.deferred else "load"


def _of_app(reference: Reference) -> Imported:
    return Imported(dotted(reference.path), "app", reference.path)


def dotted(path: str) -> str:
    """The name of a module of the app, as it is imported from its root."""
    name = path.removesuffix(".py").removesuffix("/__init__")
    return name.replace("/", ".") if name != "__init__" else ""
