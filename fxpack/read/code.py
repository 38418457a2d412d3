"""The code of an app: what its functions execute, their signatures, what is wrong with both."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from fxpack.model import (
    Config,
    Files,
    Function,
    Import,
    JsonPointer,
    Location,
    Problem,
    Target,
    Undecided,
)
from fxpack.read.python.bodies import blocking_calls, returned_values
from fxpack.read.python.entry import Entry, EntryReader
from fxpack.read.python.imports import imports, imports_deprecated
from fxpack.read.python.interpreter import Interpreter
from fxpack.read.python.load import Loader
from fxpack.read.python.modules import Importer, Module, Modules
from fxpack.read.python.source import SyntaxProblem, parse
from fxpack.read.requirements import brought_names, pinned
from fxpack.worker import mixed_types, signature_problems, takes_returned_value

if TYPE_CHECKING:
    from fxpack.read.v2.app import V2App

_MISSING = frozenset({"no-function-app", "app-without-functions"})
_STREAMING = "azurefunctions.extensions.http.fastapi"
_RAISED = frozenset({"import-time-name-error", "import-time-attribute-error"})


class CodeReader:
    """What the functions of one app share: parsed modules, and what was said of them."""

    def __init__(self, files: Files, target: Target, host: Config | None) -> None:
        self.files = files
        self.host = host
        self.modules = Modules(files, target.python)
        importer = Importer(files, target.python, lambda: brought_names(files))
        interpreter = Interpreter(self.modules, importer)
        self.interpreter = interpreter
        self.loader = Loader(self.modules, interpreter)
        self.entries = EntryReader(interpreter)
        self.python = target.python
        self.problems: list[Problem] = []
        self.undecided: list[Undecided] = []
        self.loaded: set[str] = set()
        self._imports: dict[str, tuple[Import, ...]] = {}
        self._extended: dict[frozenset[str], bool] = {}
        self._streaming: dict[frozenset[str], bool] = {}

    def function(self, function: Function) -> Function:
        """The function with its signature and its problems."""
        try:
            return self._function(function)
        except RecursionError:
            at = Location(path=function.config.path)
            self.undecided.append(Undecided(at, "nested too deeply to be followed", function.name))
            return function

    def _function(self, function: Function) -> Function:
        if function.script is None or not function.script.endswith(".py"):
            return function
        if self._is_of_first_runtime(function):
            at = JsonPointer(function.config.path)
            return function._replace(problems=(Problem("first-runtime-function", at),))
        loads = self.loader.load(function.script)
        self.loaded.update(loads.paths)
        self.problems += loads.problems
        self.undecided += loads.undecided
        module = self.modules.module(function.script)
        if module is None or module.scope.stops_at is not None:
            return function._replace(loads=frozenset(loads.paths))
        entry = self.entries.read(module, function.entry_point)
        if loads.problems:
            # An entry point that could not be imported is missing for a reason already given.
            left = (problem for problem in entry.problems if not problem.detail.get("imported"))
            entry = entry._replace(problems=tuple(left))
        if entry.undecided is not None:
            self.undecided.append(entry.undecided._replace(function=function.name))
        return function._replace(
            loads=frozenset(loads.paths),
            signature=entry.signature,
            problems=(
                *function.problems,
                *entry.problems,
                *self._signature(function, entry, loads.paths),
            ),
        )

    def app(self, script: str) -> V2App:
        """The functions that decorators declare in the script and what it imports."""
        from fxpack.read.v2.app import V2App, read_app

        self._follow_path(script)
        loads = self.loader.load(script, qualified=False)
        self.loaded.update(loads.paths)
        self.problems += loads.problems
        self.undecided += loads.undecided

        def judge(function: Function, entry: Entry) -> Iterator[Problem]:
            return self._signature(function, entry, function.loads)

        try:
            sdk = pinned(self.files, "azure-functions")
            app = read_app(script, self.interpreter, frozenset(loads.paths), judge, sdk)
        except RecursionError:
            undecided = Undecided(Location(path=script), "nested too deeply to be followed")
            return V2App((), (), (undecided,), frozenset(loads.paths), None)
        raised = [each for each in app.problems if each.kind in _RAISED]
        if not loads.problems and not raised:
            return app
        told = self.loader.told(raised)
        self.problems += told.problems
        self.undecided += told.undecided
        # What should have come from what cannot be imported is missing for a reason already given.
        left = (each for each in app.problems if each.kind not in _MISSING | _RAISED)
        return app._replace(problems=tuple(left))

    def _follow_path(self, script: str) -> None:
        """Find modules where the script adds folders to sys.path."""
        module = self.modules.module(script)
        if module is None or b"sys.path" not in module.data:
            return
        from fxpack.read.python.path_edits import path_edits

        importer = self.interpreter.links.importer
        importer.folders, importer.finds_all = path_edits(module, self.interpreter)

    def _is_of_first_runtime(self, function: Function) -> bool:
        """Whether a function is a script of Functions 1.x: a `run.py` that runs from top to end."""
        script = function.script or ""
        if not script.endswith("/run.py") or "entryPoint" in function.config.members:
            return False
        if self.host is not None and "version" in self.host.members:
            return False
        try:
            return b"main" not in self.files[script]
        except (OSError, KeyError):
            return False

    def _signature(
        self, function: Function, entry: Entry, loads: Iterable[str]
    ) -> Iterator[Problem]:
        python = self.modules.python
        if entry.signature is not None:
            yield from signature_problems(
                function, entry.signature, python, unsure_of=self._unsure_of(function, loads)
            )
            if python >= (3, 13) and function.model == "v2" and self._streams(function.loads):
                yield from mixed_types(function, entry.signature)
        for module, node in entry.functions:
            yield from blocking_calls(module, node, self.interpreter)
            if function.bindings and not takes_returned_value(function, python):
                yield from returned_values(module, node, self.interpreter)

    def _unsure_of(self, function: Function, loads: Iterable[str]) -> frozenset[str]:
        """The binding types whose converters the app may have replaced.

        Importing the FastAPI extension anywhere switches http to its own types; the runtime of v1
        from Python 3.13 on does not know it.
        """
        if self.python >= (3, 13) and function.model == "v1":
            return frozenset()
        key = frozenset(loads)
        if key not in self._extended:
            loaded = filter(None, map(self.modules.parsed, key))
            self._extended[key] = any(b"extensions.http" in module.data for module in loaded)
        return frozenset({"http", "httpTrigger"}) if self._extended[key] else frozenset()

    def _streams(self, loads: frozenset[str]) -> bool:
        """Whether the FastAPI extension is certainly imported, so that its types are wanted."""
        if loads not in self._streaming:
            loaded = filter(None, map(self.modules.parsed, loads))
            self._streaming[loads] = any(
                each.certain and not each.caught and _STREAMING in _imported(each.node)
                for module in loaded
                if _STREAMING.encode() in module.data
                for each in module.scope.executed
            )
        return self._streaming[loads]

    def imports(self) -> Mapping[str, tuple[Import, ...]]:
        """The imports of what is loaded, and of other files that import in a deprecated way."""
        found = {}
        for path in self.files:
            if not path.endswith(".py"):
                continue
            module = self.modules.parsed(path)
            if module is not None:
                found[path] = self.imports_of(module)
                continue
            try:
                data = self.files[path]
            except (OSError, KeyError):
                continue
            if imports_deprecated(data):
                read = parse(path, data, self.python)
                if not isinstance(read, SyntaxProblem):
                    found[path] = imports(path, read, data, self.python)
        return found

    def imports_of(self, module: Module) -> tuple[Import, ...]:
        """The imports of one module."""
        if module.path not in self._imports:
            found = imports(module.path, module.tree, module.data, self.python)
            self._imports[module.path] = found
        return self._imports[module.path]


def _imported(node: ast.stmt) -> set[str]:
    """The modules that a statement imports by name."""
    if isinstance(node, ast.Import):
        return {alias.name for alias in node.names}
    return {node.module or ""} if isinstance(node, ast.ImportFrom) and not node.level else set()
