"""All readers together: the files of an app become a Project."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from fxpack.model import (
    Config,
    Files,
    Function,
    Import,
    JsonPointer,
    Location,
    Problem,
    Project,
    Target,
    Undecided,
)
from fxpack.read.app_settings.problems import setting_problems
from fxpack.read.host import read_host
from fxpack.read.nested import nested_functions
from fxpack.read.published import published_of
from fxpack.read.python.bodies import blocking_calls, returned_values
from fxpack.read.python.entry import Entry, EntryReader
from fxpack.read.python.imports import imports, imports_deprecated
from fxpack.read.python.interpreter import Interpreter
from fxpack.read.python.load import Loaded, Loader
from fxpack.read.python.modules import Importer, Modules
from fxpack.read.python.source import SyntaxProblem, parse
from fxpack.read.requirement_check import requirement_problems
from fxpack.read.runtime import runtime_problems
from fxpack.read.requirements import brought_names
from fxpack.read.secret_files import secret_problems
from fxpack.read.tree import Tree
from fxpack.read.v1 import read_functions
from fxpack.worker import signature_problems, takes_returned_value

V2_SCRIPT = "function_app.py"


def read_project(
    files: Files,
    *,
    target: Target,
    root: str = "",
    published: frozenset[str] | None = None,
    local: bool = False,
) -> Project:
    """Read an app. `files` has posix paths relative to the app's root; nothing is executed.

    root       how to show the app's folder, relative to the current one
    published  the paths that go into the zip, where the caller knows them already
    local      whether packages are put into the zip here, and not installed in Azure
    """
    host = read_host(files)
    reader = _PythonReader(files, target, host)
    told = published_of(files, files.name if isinstance(files, Tree) else "")
    paths = told.paths if published is None else published
    functions: tuple[Function, ...] = ()
    if V2_SCRIPT in paths:
        # From Python 3.13 on its mere presence turns every function.json off; until 3.12 it does so
        # when it has functions (proxy_worker/dispatcher.py, `reload_library_worker`).
        reason = "function_app.py makes this a v2 app, whose decorators are not read yet"
        reader.undecided.append(Undecided(Location(path=V2_SCRIPT), reason))
    else:
        functions = tuple(reader.function(each) for each in read_functions(files, paths))
    said = (
        *setting_problems(files, functions, target=target, host=host, modules=reader.modules),
        *requirement_problems(files, target, paths, local=local),
    )
    return Project(
        root=root,
        files=files,
        target=target,
        host=host,
        functions=functions,
        published=paths,
        decided=told.decided,
        imports=reader.imports(),
        problems=(
            *reader.problems,
            *reader.loader.cycles.certain(),
            *nested_functions(files, paths),
            *runtime_problems(files, target),
            *said,
            *secret_problems(files, paths, said),
        ),
        undecided=tuple(reader.undecided),
    )


class _PythonReader:
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
        self.problems: list[Problem] = []
        self.undecided: list[Undecided] = []

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
                *self._signature(function, entry, loads),
            ),
        )

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

    def _signature(self, function: Function, entry: Entry, loads: Loaded) -> Iterator[Problem]:
        python = self.modules.python
        if entry.signature is not None:
            yield from signature_problems(
                function, entry.signature, python, unsure_of=self._unsure_of(loads)
            )
        for module, node in entry.functions:
            yield from blocking_calls(module, node, self.interpreter)
            if function.bindings and not takes_returned_value(function, python):
                yield from returned_values(module, node, self.interpreter)

    def _unsure_of(self, loads: Loaded) -> frozenset[str]:
        """The binding types whose converters the app may have replaced.

        Until Python 3.12 importing the FastAPI extension anywhere switches http to its own types.
        """
        if self.modules.python >= (3, 13):
            return frozenset()
        loaded = (self.modules.parsed(path) for path in loads.paths)
        if any(module and b"extensions.http" in module.data for module in loaded):
            return frozenset({"http", "httpTrigger"})
        return frozenset()

    def imports(self) -> Mapping[str, tuple[Import, ...]]:
        """The imports of what is loaded, and of other files that import in a deprecated way."""
        found = {}
        for path in self.files:
            if not path.endswith(".py"):
                continue
            module = self.modules.parsed(path)
            if module is not None:
                tree, data = module.tree, module.data
            else:
                try:
                    data = self.files[path]
                except (OSError, KeyError):
                    continue
                if not imports_deprecated(data):
                    continue
                read = parse(path, data, self.modules.python)
                if isinstance(read, SyntaxProblem):
                    continue
                tree = read
            found[path] = imports(path, tree, data, self.modules.python)
        return found
