"""What a function executes when the worker loads it, and where that certainly fails.

Starting from the script (and the `__init__.py` files above it, which run first), every import that
is certain to run is followed through the app's own modules. Only what must raise is a problem: an
import in a branch, in a function or in a `try` that handles it is not.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from fxpack.model import CodeSpan, Location, Place, Problem, Undecided
from fxpack.read.python.entry import span
from fxpack.read.python.modules import Module, Modules, Reference
from fxpack.read.python.names_used import undefined_names
from fxpack.read.python.scope import Executed, is_exit
from fxpack.read.python.source import SyntaxProblem
from fxpack.read.python.values import Interpreter, Unbound


@dataclass(slots=True)
class Loaded:
    """The modules that loading executes, and what goes wrong in them."""

    paths: dict[str, None] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    undecided: list[Undecided] = field(default_factory=list)


class Loader:
    """Follows imports; remembers what it said of a module, so that each is said once per app."""

    def __init__(self, modules: Modules, interpreter: Interpreter) -> None:
        self.modules = modules
        self.interpreter = interpreter
        self.importer = interpreter.importer
        self._said: set[tuple[str, Place]] = set()
        self._path_edited: bool | None = None

    def load(self, script: str) -> Loaded:
        """What executing a function's script does."""
        loaded = Loaded()
        folders = script.split("/")[:-1]
        for depth in range(1, len(folders) + 1):
            init = "/".join(folders[:depth]) + "/__init__.py"
            if init in self.importer.layout.files:
                self._run(init, True, loaded)
        self._run(script, True, loaded)
        return loaded

    # -- modules ---------------------------------------------------------------------------------

    def _run(self, path: str, qualified: bool, loaded: Loaded) -> None:
        """Execute a module. `qualified`: imported as a part of `__app__`, not from sys.path."""
        if path in loaded.paths:
            return
        loaded.paths[path] = None
        found = self.modules.get(path)
        if found is None:
            self._say(loaded, "unreadable-file", Location(path=path), {})
        elif isinstance(found, SyntaxProblem):
            if found.certain:
                self._say(loaded, "syntax-error", found.at, {"message": found.message})
            else:
                reason = f"{found.message}: run fxpack on the target's Python to read this file"
                loaded.undecided.append(Undecided(found.at, reason))
        else:
            self._execute(found, qualified, loaded)

    def _execute(self, module: Module, qualified: bool, loaded: Loaded) -> None:
        for executed in module.scope.executed:
            node = executed.node
            if isinstance(node, ast.Import):
                for alias in node.names:
                    self._import(module, executed, alias.name, node, qualified, loaded)
            elif isinstance(node, ast.ImportFrom):
                self._import_from(module, executed, node, qualified, loaded)
            elif executed.certain and not executed.caught:
                self._raises(module, node, loaded)
        for problem in undefined_names(module, self.interpreter):
            self._say(loaded, problem.kind, problem.at, dict(problem.detail))

    def _raises(self, module: Module, node: ast.stmt, loaded: Loaded) -> None:
        exits = isinstance(node, ast.Expr) and is_exit(node.value)
        if exits or isinstance(node, ast.Raise):
            at = span(module.path, node)
            self._say(loaded, "import-time-raise", at, {"code": ast.unparse(node)})

    # -- imports ---------------------------------------------------------------------------------

    def _import(
        self,
        module: Module,
        executed: Executed,
        dotted: str,
        node: ast.Import,
        qualified: bool,
        loaded: Loaded,
    ) -> None:
        reference = self.interpreter.reference(dotted, 0, module)
        if not self._failed(module, executed, reference, node, loaded):
            self._enter(dotted.split("."), executed, loaded)

    def _enter(self, names: list[str], executed: Executed, loaded: Loaded) -> None:
        """Run the packages and the module that an absolute import executes."""
        if not executed.certain or executed.caught:
            return
        qualified = names[0] == "__app__"
        for depth in range(1, len(names) + 1):
            step = self.importer.absolute(tuple(names[:depth]), "")
            if step.kind == "app":
                self._run(step.path, qualified, loaded)

    def _import_from(
        self,
        module: Module,
        executed: Executed,
        node: ast.ImportFrom,
        qualified: bool,
        loaded: Loaded,
    ) -> None:
        if node.level and not qualified and node.level > len(module.package):
            self._beyond(module, executed, node, loaded)
            return
        dotted = node.module or ""
        reference = self.interpreter.reference(dotted, node.level, module)
        if self._failed(module, executed, reference, node, loaded):
            return
        if not node.level:
            self._enter(dotted.split("."), executed, loaded)
        elif executed.certain and not executed.caught:
            self._enter_relative(module, node, qualified, loaded)
        for alias in node.names:
            self._member(module, executed, reference, alias, node, qualified, loaded)

    def _enter_relative(
        self, module: Module, node: ast.ImportFrom, qualified: bool, loaded: Loaded
    ) -> None:
        names = (node.module or "").split(".") if node.module else []
        for depth in range(len(names) + 1):
            step = self.importer.relative(module.package, node.level, tuple(names[:depth]))
            if step.kind == "app":
                self._run(step.path, qualified, loaded)

    def _member(
        self,
        module: Module,
        executed: Executed,
        reference: Reference,
        alias: ast.alias,
        node: ast.ImportFrom,
        qualified: bool,
        loaded: Loaded,
    ) -> None:
        if alias.name == "*":
            missing = self.interpreter.outside.missing_exports(reference.name)
            if missing and executed.certain and not executed.caught:
                detail = {"module": reference.name, "name": missing}
                self._say(loaded, "star-import-fails", span(module.path, node), detail)
            return
        if reference.kind in {"app", "namespace"}:
            values = self.interpreter.attribute_of_module(reference, alias.name)
        else:
            values = (self.interpreter.external(reference.name, alias.name),)
        missing_name = len(values) == 1 and isinstance(values[0], Unbound)
        if missing_name and executed.certain and not executed.caught:
            self._missing_name(module, reference, alias, loaded)
        elif executed.certain and not executed.caught and reference.kind in {"app", "namespace"}:
            below = self.interpreter.module_below(reference, alias.name)
            if below is not None:
                self._run(below.path, qualified, loaded)

    def _missing_name(
        self, module: Module, reference: Reference, alias: ast.alias, loaded: Loaded
    ) -> None:
        at = _alias_span(module, alias)
        detail = {"name": alias.name, "module": reference.name, "path": reference.path}
        if reference.kind == "external" and not reference.name.startswith("azure."):
            return
        own = reference.kind in {"app", "namespace"}
        kind = "missing-app-name" if own else "missing-library-name"
        self._say(loaded, kind, at, detail)

    def _failed(
        self,
        module: Module,
        executed: Executed,
        reference: Reference,
        node: ast.Import | ast.ImportFrom,
        loaded: Loaded,
    ) -> bool:
        """Whether the module cannot be imported; says so when that is certain to happen."""
        if reference.kind == "beyond":
            assert isinstance(node, ast.ImportFrom)
            self._beyond(module, executed, node, loaded)
            return True
        if reference.kind == "stdlib":
            return self._not_in_library(module, executed, reference, node, loaded)
        kinds = {
            "missing": "missing-app-module",
            "sibling": "sibling-import",
            "absent": "missing-module",
        }
        if reference.kind not in kinds:
            return False
        if executed.certain and not executed.caught:
            if reference.kind != "missing" and self._path_is_edited():
                reason = f"{reference.name}: sys.path is changed by the app"
                loaded.undecided.append(Undecided(span(module.path, node), reason))
            else:
                detail = {"name": reference.name, "path": reference.path}
                self._say(loaded, kinds[reference.kind], span(module.path, node), detail)
        return True

    def _not_in_library(
        self,
        module: Module,
        executed: Executed,
        reference: Reference,
        node: ast.Import | ast.ImportFrom,
        loaded: Loaded,
    ) -> bool:
        outside = self.interpreter.outside
        parent, _, name = reference.name.rpartition(".")
        if not parent or outside.is_module(reference.name):
            return False
        if outside.has(parent, name) is not False or not outside.is_module(parent):
            return False
        if executed.certain and not executed.caught:
            detail = {"name": reference.name, "path": ""}
            self._say(loaded, "missing-module", span(module.path, node), detail)
        return True

    def _beyond(
        self, module: Module, executed: Executed, node: ast.ImportFrom, loaded: Loaded
    ) -> None:
        if executed.certain and not executed.caught:
            written = "." * node.level + (node.module or "")
            detail = {"written": written, "module": module.path}
            self._say(loaded, "import-beyond-top-level", span(module.path, node), detail)

    def _path_is_edited(self) -> bool:
        """Whether any Python file of the app touches sys.path: then a name may be found after all."""
        if self._path_edited is None:
            self._path_edited = any(
                b"sys.path" in data or b"addsitedir" in data for data in self._sources()
            )
        return self._path_edited

    def _sources(self) -> Iterator[bytes]:
        files = self.importer.layout.files
        for path in files:
            if path.endswith(".py"):
                try:
                    yield files[path]
                except (OSError, KeyError):
                    continue

    def _say(self, loaded: Loaded, kind: str, at: Place, detail: Mapping[str, object]) -> None:
        if (kind, at) not in self._said:
            self._said.add((kind, at))
            loaded.problems.append(Problem(kind, at, detail))


def _alias_span(module: Module, alias: ast.alias) -> CodeSpan:
    return span(module.path, alias)
