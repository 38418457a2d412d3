"""What a function executes when the worker loads it, and where that certainly fails.

Starting from the script (and the `__init__.py` files above it, which run first), every import that
is certain to run is followed through the app's own modules. Only what must raise is a problem: an
import in a branch, in a function or in a `try` that handles it is not.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from fxpack.model import Location, Place, Problem, Undecided
from fxpack.read.python import patches
from fxpack.read.python.entry import span
from fxpack.read.python.interpreter import Interpreter
from fxpack.read.python.modules import Module, Modules, Reference
from fxpack.read.python.names_used import undefined_names
from fxpack.read.python.scope import is_exit
from fxpack.read.python.source import SyntaxProblem
from fxpack.read.python.values import Unbound

_KINDS = {
    "missing": "missing-app-module",
    "sibling": "sibling-import",
    "absent": "missing-module",
}


class Loaded:
    """The modules that loading executes, and what goes wrong in them."""

    def __init__(self) -> None:
        self.paths: dict[str, None] = {}
        self.problems: list[Problem] = []
        self.undecided: list[Undecided] = []


class _Frame(NamedTuple):
    """A module while it executes. `qualified`: as a part of `__app__`, not from sys.path."""

    module: Module
    qualified: bool


class Loader:
    """Follows imports; remembers what it said of a module, so that each is said once per app."""

    def __init__(self, modules: Modules, interpreter: Interpreter) -> None:
        self.modules = modules
        self.interpreter = interpreter
        self.links = interpreter.links
        self.layout = interpreter.links.importer.layout
        self._loaded = Loaded()
        self._said: set[tuple[str, Place]] = set()

    def load(self, script: str) -> Loaded:
        """What executing a function's script does."""
        self._loaded = Loaded()
        folders = script.split("/")[:-1]
        for depth in range(1, len(folders) + 1):
            init = "/".join(folders[:depth]) + "/__init__.py"
            if init in self.layout.files:
                self._run(init, qualified=True)
        self._run(script, qualified=True)
        return self._loaded

    # -- modules ---------------------------------------------------------------------------------

    def _run(self, path: str, *, qualified: bool) -> None:
        if path in self._loaded.paths:
            return
        self._loaded.paths[path] = None
        found = self.modules.get(path)
        if found is None:
            self._say("unreadable-file", Location(path=path), {})
        elif isinstance(found, Module):
            self._execute(_Frame(found, qualified))
        elif found.certain:
            self._say("syntax-error", found.at, {"message": found.message})
        else:
            self._cannot_read(found)

    def _cannot_read(self, problem: SyntaxProblem) -> None:
        reason = f"{problem.message}: run fxpack on the target's Python to read this file"
        self._loaded.undecided.append(Undecided(problem.at, reason))

    def _execute(self, frame: _Frame) -> None:
        for executed in frame.module.scope.executed:
            # A handler for ImportError lets other errors of the imported module through, but which
            # of the two it will be is for the module to say: nothing is certain there.
            if not executed.certain or executed.caught in {"import", "any"}:
                continue
            node = executed.node
            if isinstance(node, ast.Import):
                for alias in node.names:
                    self._import(frame, alias.name, node)
            elif isinstance(node, ast.ImportFrom):
                self._import_from(frame, node)
            elif executed.caught:
                continue
            elif isinstance(node, ast.Raise) or (
                isinstance(node, ast.Expr) and is_exit(node.value)
            ):
                at = span(frame.module.path, node)
                self._say("import-time-raise", at, {"code": ast.unparse(node)})
        for problem in undefined_names(frame.module, self.interpreter):
            self._say(problem.kind, problem.at, problem.detail)

    # -- imports ---------------------------------------------------------------------------------

    def _import(self, frame: _Frame, dotted: str, node: ast.Import) -> None:
        reference = self.links.reference(dotted, 0, frame.module)
        if not self._failed(frame, reference, node):
            self._enter(dotted.split("."))

    def _import_from(self, frame: _Frame, node: ast.ImportFrom) -> None:
        # A module found through sys.path has no `__app__` above it.
        if node.level and not frame.qualified and node.level > len(frame.module.package):
            self._beyond(frame, node)
            return
        dotted = node.module or ""
        reference = self.links.reference(dotted, node.level, frame.module)
        if self._failed(frame, reference, node):
            return
        names = dotted.split(".") if dotted else []
        if node.level:
            self._enter_relative(frame, node.level, names)
        else:
            self._enter(names)
        for alias in node.names:
            if alias.name == "*":
                self._star(frame, reference, node)
            else:
                self._member(frame, reference, alias, absolute=not node.level)

    def _enter(self, names: Sequence[str]) -> None:
        """Run the packages and the module that an absolute import executes."""
        for depth in range(1, len(names) + 1):
            step = self.links.importer.absolute(tuple(names[:depth]), "")
            if step.kind == "app":
                self._run(step.path, qualified=names[0] == "__app__")

    def _enter_relative(self, frame: _Frame, level: int, names: Sequence[str]) -> None:
        for depth in range(len(names) + 1):
            package = frame.module.package
            step = self.links.importer.relative(package, level, tuple(names[:depth]))
            if step.kind == "app":
                self._run(step.path, qualified=frame.qualified)

    def _star(self, frame: _Frame, reference: Reference, node: ast.ImportFrom) -> None:
        missing = self.links.outside.missing_exports(reference.name)
        if missing:
            detail = {"module": reference.name, "name": missing}
            self._say("star-import-fails", span(frame.module.path, node), detail)

    def _member(
        self, frame: _Frame, reference: Reference, alias: ast.alias, *, absolute: bool
    ) -> None:
        own = reference.kind in {"app", "namespace"}
        if own:
            values = self.interpreter.attribute_of_module(reference, alias.name)
        else:
            values = (self.links.external(reference.name, alias.name),)
        if len(values) == 1 and isinstance(values[0], Unbound):
            detail = {"name": alias.name, "module": reference.name, "path": reference.path}
            kind = "missing-app-name" if own else "missing-library-name"
            self._say(kind, span(frame.module.path, alias), detail)
        elif own and not self._has_own_name(reference, alias.name):
            below = self.links.module_below(reference, alias.name)
            if below is not None and below.kind == "app":
                self._run(below.path, qualified=frame.qualified and not absolute)

    def _has_own_name(self, reference: Reference, name: str) -> bool:
        module = self.modules.module(reference.path) if reference.kind == "app" else None
        return module is not None and self.interpreter.member(name, module) is not None

    # -- failures --------------------------------------------------------------------------------

    def _failed(
        self, frame: _Frame, reference: Reference, node: ast.Import | ast.ImportFrom
    ) -> bool:
        """Whether the module cannot be imported; says so."""
        if reference.kind == "beyond" and isinstance(node, ast.ImportFrom):
            self._beyond(frame, node)
            return True
        kind = _KINDS.get(reference.kind, "")
        if reference.kind in {"stdlib", "external"} and self._is_missing_below(reference):
            kind = "missing-module"
        if not kind:
            return False
        at = span(frame.module.path, node)
        self._say(kind, at, {"name": reference.name, "path": reference.path})
        return True

    def _is_missing_below(self, reference: Reference) -> bool:
        """Whether a known package outside the app certainly has no such module."""
        outside = self.links.outside
        parent, _, name = reference.name.rpartition(".")
        if not parent or outside.is_module(reference.name) or not outside.is_module(parent):
            return False
        return outside.has(parent, name) is False

    def _beyond(self, frame: _Frame, node: ast.ImportFrom) -> None:
        detail = {"written": "." * node.level + (node.module or "")}
        self._say("import-beyond-top-level", span(frame.module.path, node), detail)

    def _may_be_made(self, kind: str, name: str) -> str:
        """How the app may make what seems to be missing, "" if there is no sign of it."""
        sources = self._sources
        if kind in {"sibling-import", "missing-module"} and patches.extends_path(sources):
            return "sys.path is changed by the app"
        if kind.endswith("-module") and patches.may_make_module(sources, name):
            return "a module may be made by the app"
        if kind == "missing-app-name" and patches.may_make_module(sources, name):
            return "a package may look for its modules elsewhere"
        if kind.endswith(("-name", "-attribute-error")) and patches.may_set(sources, name):
            return "it may be set by another module"
        if kind == "import-time-name-error" and patches.may_add_builtin(sources):
            return "builtins may be added by the app"
        return ""

    @cached_property
    def _sources(self) -> list[bytes]:
        """The app's Python files, read only where something may have to be said."""
        found = []
        for path in filter(patches.runs_in_azure, self.layout.files):
            try:
                found.append(self.layout.files[path])
            except (OSError, KeyError):
                continue
        return found

    def _say(self, kind: str, at: Place, detail: Mapping[str, object]) -> None:
        if (kind, at) in self._said:
            return
        self._said.add((kind, at))
        name = str(detail.get("name", ""))
        made = self._may_be_made(kind, name) if name else ""
        if made:
            self._loaded.undecided.append(Undecided(at, f"{name}: {made}"))
        else:
            self._loaded.problems.append(Problem(kind, at, detail))
