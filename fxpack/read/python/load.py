"""What a function executes when the worker loads it, and where that certainly fails.

Starting from the script (and the `__init__.py` files above it, which run first), every import that
is certain to run is followed through the app's own modules. Only what must raise is a problem: an
import in a branch, in a function or in a `try` that handles it is not.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Mapping

from fxpack.model import CodeSpan, Location, Place, Problem, Undecided
from fxpack.nouns import NamedTuple
from fxpack.read.python.conditions import is_exit
from fxpack.read.python.cycles import Cycles
from fxpack.read.python.doubts import Doubts
from fxpack.read.python.interpreter import Interpreter
from fxpack.read.python.makers import Executed
from fxpack.read.python.modules import APP, Module, Modules, Reference
from fxpack.read.python.names_used import evaluated, undefined_names
from fxpack.read.python.nodes import span
from fxpack.read.python.source import SyntaxProblem
from fxpack.read.python.values import AppModule, Env, Unbound

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
    """A module while it executes.

    `qualified` says that it is a part of `__app__`, not found through sys.path; `follows` that what
    fails in the modules it imports now is not caught.
    """

    module: Module
    qualified: bool
    follows: bool = True

    def qualifies(self, level: int, dotted: str) -> bool:
        """Whether an import in this module gives a part of `__app__`."""
        return self.qualified if level else dotted.partition(".")[0] == APP


class _Step(NamedTuple):
    """What an import does each time its module runs: run a file, or take a name out of one.

    order  the statement of the importing module
    below  for a name: the file that runs where the module at `path` lacks the name
    at     for a name: the place of the import
    """

    order: int
    path: str
    qualified: bool
    name: str = ""
    below: str = ""
    at: CodeSpan | None = None


class Loader:
    """Follows imports; remembers what it said of a module, so that each is said once per app.

    What the imports of a module do is worked out when it first runs; for the other functions that
    come by it, only the steps are taken again.
    """

    def __init__(self, modules: Modules, interpreter: Interpreter) -> None:
        self.modules = modules
        self.interpreter = interpreter
        self.links = interpreter.links
        self.layout = interpreter.links.importer.layout
        self._loaded = Loaded()
        self._has_app_package = True
        self._said: set[tuple[str, Place]] = set()
        self._ran: set[tuple[str, bool]] = set()
        self._running: dict[tuple[str, bool], int] = {}
        self._steps: dict[tuple[str, bool], list[_Step]] = {}
        self._names: dict[tuple[str, str], bool] = {}
        self._in_circles: set[str] = set()
        self.cycles = Cycles()
        self._doubts = Doubts(interpreter.links.importer)

    def load(self, script: str, *, qualified: bool = True) -> Loaded:
        """What executing a script does; `qualified`: as a part of `__app__`, as for a v1 function."""
        self._loaded = Loaded()
        self._has_app_package = qualified
        self._ran.clear()
        self._running.clear()
        self.cycles.functions += 1
        folders = script.split("/")[:-1]
        for depth in range(1, len(folders) + 1):
            init = "/".join(folders[:depth]) + "/__init__.py"
            if init in self.layout.files:
                self._run(init, qualified=True)
        self._run(script, qualified=qualified)
        return self._loaded

    # -- modules ---------------------------------------------------------------------------------

    def _run(self, path: str, *, qualified: bool) -> None:
        if (path, qualified) in self._ran:
            return
        self._ran.add((path, qualified))
        if path not in self._loaded.paths:
            self._loaded.paths[path] = None
            self.cycles.run(path)
        if (path, qualified) in self._steps:
            self._run_again(path, qualified=qualified)
            return
        self._steps[path, qualified] = []
        found = self.modules.get(path)
        if found is None:
            self._say("unreadable-file", Location(path=path), {})
        elif isinstance(found, Module):
            self._execute(_Frame(found, qualified))
        elif found.certain:
            self._say("syntax-error", found.at, {"message": found.message})
        else:
            self._cannot_read(found)

    def _run_again(self, path: str, *, qualified: bool) -> None:
        """What running a module does, but for what was said when it ran for another function."""
        for step in self._steps[path, qualified]:
            self._running[path, qualified] = step.order
            self._take(step)
        self._running.pop((path, qualified), None)

    def _take(self, step: _Step) -> None:
        if not step.name:
            self._run(step.path, qualified=step.qualified)
            return
        running = self._running.get((step.path, step.qualified))
        if (running is None and not step.below) or self._has_name(step, running):
            return
        if step.below:
            self._run(step.below, qualified=step.qualified)
        elif step.at is not None:
            detail = {"name": step.name, "path": step.path}
            self.cycles.fails(Problem("circular-import", step.at, detail), step.at.path)

    def _has_name(self, step: _Step, running: int | None) -> bool:
        """Whether a module may have the name, as far as it has run by now."""
        if running is None and (step.path, step.name) in self._names:
            return self._names[step.path, step.name]
        module = self.modules.module(step.path) if step.path.endswith(".py") else None
        values = self.interpreter.member(step.name, module, running) if module is not None else ()
        has = not all(isinstance(value, Unbound) for value in values or ())
        if running is None:
            self._names[step.path, step.name] = has
        return has

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
            if isinstance(node, (ast.Import, ast.ImportFrom)):
                self._running[frame.module.path, frame.qualified] = executed.order
                self._import(frame._replace(follows=not executed.caught), node)
            elif executed.caught:
                continue
            elif frame.module.path in self._in_circles:
                self._early_attributes(frame, executed)
            if isinstance(node, ast.Raise) or (isinstance(node, ast.Expr) and is_exit(node.value)):
                at = span(frame.module.path, node)
                self._say("import-time-raise", at, {"code": ast.unparse(node)})
        self._running.pop((frame.module.path, frame.qualified), None)
        for problem in undefined_names(frame.module, self.interpreter):
            self._say(problem.kind, problem.at, problem.detail)

    def _early_attributes(self, frame: _Frame, executed: Executed) -> None:
        """Attributes of a module that is still being imported, as `shared.orders.TAX` in a circle."""
        self._running[frame.module.path, frame.qualified] = executed.order
        for node in evaluated(executed.node, lazy_annotations=True):
            if not isinstance(node, ast.Attribute) or node.attr.startswith("__"):
                continue
            found = self.interpreter.expr(node.value, Env(frame.module, executed.order))
            owner = found[0] if len(found) == 1 else None
            if not isinstance(owner, AppModule) or self.links.module_below(
                owner.reference, node.attr
            ):
                continue
            # once as a part of `__app__` and once without, a module is imported twice
            path = owner.reference.path
            ran = [each for each in (True, False) if (path, each) in self._ran]
            if len(ran) == 1 and (path, ran[0]) in self._running:
                at = span(frame.module.path, node)
                self._step(frame, path, qualified=ran[0], name=node.attr, at=at)

    # -- imports ---------------------------------------------------------------------------------

    def _import(self, frame: _Frame, node: ast.Import | ast.ImportFrom) -> None:
        if isinstance(node, ast.ImportFrom):
            self._import_from(frame, node)
            return
        for alias in node.names:
            if self._lacks_app_package(frame, alias.name, node):
                return
            reference = self.links.reference(alias.name, 0, frame.module)
            if not self._failed(frame, reference, node) and frame.follows:
                self._enter(frame, 0, alias.name)

    def _import_from(self, frame: _Frame, node: ast.ImportFrom) -> None:
        # A module found through sys.path has no `__app__` above it.
        if node.level and not frame.qualified and node.level > len(frame.module.package):
            self._beyond(frame, node)
            return
        dotted = node.module or ""
        if not node.level and self._lacks_app_package(frame, dotted, node):
            return
        reference = self.links.reference(dotted, node.level, frame.module)
        if self._failed(frame, reference, node):
            return
        if frame.follows:
            self._enter(frame, node.level, dotted)
        for alias in node.names:
            if alias.name != "*":
                qualified = frame.qualifies(node.level, dotted)
                self._member(frame, reference, alias, qualified=qualified)
            elif frame.follows:
                self._star(frame, reference, node)

    def _enter(self, frame: _Frame, level: int, dotted: str) -> None:
        """Run the packages and the module that an import executes."""
        for step in self.links.steps(level, dotted, frame.module):
            self._step(frame, step.path, qualified=frame.qualifies(level, dotted))

    def _step(
        self,
        frame: _Frame,
        path: str,
        *,
        qualified: bool,
        name: str = "",
        below: str = "",
        at: CodeSpan | None = None,
    ) -> None:
        """Take a step, and note it for the other functions."""
        key = frame.module.path, frame.qualified
        step = _Step(self._running[key], path, qualified, name, below, at)
        self._steps[key].append(step)
        if any((each, qualified) in self._running for each in {path, below} - {frame.module.path}):
            self._in_circles.add(frame.module.path)
        self._take(step)

    def _star(self, frame: _Frame, reference: Reference, node: ast.ImportFrom) -> None:
        written = "." * node.level + (node.module or "")
        missing = self.links.outside.missing_exports(reference.name)
        if missing and reference.kind == "external":
            detail = {"module": written, "name": missing}
            self._say("star-import-fails", span(frame.module.path, node), detail)
        target = self.modules.module(reference.path) if reference.kind == "app" else None
        for item in self.interpreter.listed(target) if target is not None else ():
            found = self.interpreter.attribute_of_module(reference, str(item.value))
            if all(isinstance(value, Unbound) for value in found):
                detail = {"module": written, "name": str(item.value)}
                self._say("star-import-fails", span(reference.path, item), detail)

    def _member(
        self, frame: _Frame, reference: Reference, alias: ast.alias, *, qualified: bool
    ) -> None:
        if reference.kind == "unclear":
            return
        own = reference.kind in {"app", "namespace"}
        at = span(frame.module.path, alias)
        if own:
            values = self.interpreter.attribute_of_module(reference, alias.name)
        else:
            values = (self.links.external(reference.name, alias.name),)
        if len(values) == 1 and isinstance(values[0], Unbound):
            detail = {"name": alias.name, "module": reference.name, "path": reference.path}
            self._say("missing-app-name" if own else "missing-library-name", at, detail)
        elif own:
            found = self.links.module_below(reference, alias.name)
            if found is None or (found.kind == "app" and frame.follows):
                below = found.path if found is not None else ""
                self._step(
                    frame,
                    reference.path,
                    qualified=qualified,
                    name=alias.name,
                    below=below,
                    at=at,
                )

    # -- failures --------------------------------------------------------------------------------

    def _lacks_app_package(self, frame: _Frame, dotted: str, node: ast.stmt) -> bool:
        """Whether `__app__` is imported, which is only made for functions of function.json."""
        if self._has_app_package or dotted.partition(".")[0] != APP:
            return False
        self._say("missing-module", span(frame.module.path, node), {"name": APP, "path": ""})
        return True

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

    def told(self, problems: Iterable[Problem]) -> Loaded:
        """Which of these problems, found where functions are called on import, are certain."""
        self._loaded = Loaded()
        for problem in problems:
            self._say(problem.kind, problem.at, problem.detail)
        return self._loaded

    def _say(self, kind: str, at: Place, detail: Mapping[str, object]) -> None:
        if (kind, at) in self._said:
            return
        self._said.add((kind, at))
        made = self._doubts.of(kind, detail)
        if made:
            self._loaded.undecided.append(Undecided(at, f"{detail.get('name')}: {made}"))
        else:
            self._loaded.problems.append(Problem(kind, at, detail))
