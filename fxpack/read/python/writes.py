"""Calls that certainly write into the app's folder, which the worker may not write to.

Told are calls whose path is known to lie there, in functions that something calls; not those that
run on a developer's machine alone, or where a refusal is provided for.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Sequence
from re import IGNORECASE
from re import compile as regex

from fxpack.model import CodeSpan, Files, Function, Problem
from fxpack.nouns import NamedTuple
from fxpack.read.python.app_paths import AppPaths
from fxpack.read.python.conditions import decided, may_catch
from fxpack.read.python.interpreter import Interpreter
from fxpack.read.python.modules import Module
from fxpack.read.python.nodes import parameters, span
from fxpack.read.python.reached import Def, reached
from fxpack.read.python.scope import Scope
from fxpack.read.python.values import UNKNOWN, Env

_TEXT = regex(
    rb"open\(|write_text|write_bytes|mkdir|makedirs|\.touch|shutil|urlretrieve|FileHandler|ZipFile"
    rb"|\.to_(csv|excel|json|parquet|pickle)|savefig"
)
_LOCAL = regex(rb"environ|getenv|local|dev|debug|azure|prod|platform|test|access\(", IGNORECASE)
"""In a condition that may ask where the app runs."""

_OPEN = frozenset(
    {
        "open", "io.open", "codecs.open", "aiofiles.open", "gzip.open", "bz2.open", "lzma.open",
        "tarfile.open", "zipfile.ZipFile",
    }
)  # fmt: skip
_FOLDER = frozenset({"os.mkdir", "os.makedirs"})
_SECOND = frozenset(
    {
        "shutil.copy", "shutil.copy2", "shutil.copyfile", "shutil.copytree", "shutil.move",
        "urllib.request.urlretrieve",
    }
)  # fmt: skip
_LOG = frozenset(
    {
        "logging.FileHandler", "logging.handlers.RotatingFileHandler",
        "logging.handlers.TimedRotatingFileHandler",
    }
)  # fmt: skip
_LAST_NAMES = frozenset(
    name.rpartition(".")[2] for names in (_OPEN, _FOLDER, _SECOND, _LOG) for name in names
)
_METHODS = frozenset({"write_text", "write_bytes", "touch", "mkdir", "open"})
_FRAMES = frozenset({"to_csv", "to_excel", "to_json", "to_parquet", "to_pickle"})
_NO_OS_ERROR = frozenset(
    {"ImportError", "ModuleNotFoundError", "KeyError", "TypeError", "ValueError", "AttributeError"}
)


class _Write(NamedTuple):
    """What a call is written as, and the path it writes to; a folder that may be there is `kept`."""

    call: str
    path: ast.expr | None
    kept: bool = False


class _Found(NamedTuple):
    """A call that writes to a path in the app's folder, and the function that it is in."""

    call: str
    path: str
    kept: bool
    at: CodeSpan
    function: Def | None


def app_writes(
    loaded: Iterable[str], functions: Iterable[Function], interpreter: Interpreter
) -> Iterator[Problem]:
    """The writes in the files that the functions load."""
    modules = [m for m in map(interpreter.modules.parsed, sorted(loaded)) if m is not None]
    if any(b"chdir" in module.data for module in modules):
        return
    candidates = [module for module in modules if _TEXT.search(module.data)]
    found = [each for module in candidates for each in _writes(module, interpreter)]
    if any(each.function is not None for each in found):
        called = reached(modules, (function.entry_point for function in functions))
        found = [each for each in found if each.function is None or each.function in called]
    for each in found:
        if not (each.kept and _has_folder(interpreter.modules.files, each.path)):
            yield Problem("write-into-app", each.at, {"call": each.call, "path": each.path})


def _writes(module: Module, interpreter: Interpreter) -> list[_Found]:
    try:
        return _Reader(module, interpreter).read()
    except RecursionError:
        return []


def _has_folder(files: Files, path: str) -> bool:
    return any(each.startswith(f"{path}/") for each in files)


class _Reader:
    """Collects the calls of one module."""

    def __init__(self, module: Module, interpreter: Interpreter) -> None:
        self.module = module
        self._lines = module.data.split(b"\n")
        self.paths = AppPaths(interpreter)
        self.found: list[_Found] = []
        self._inside: Def | None = None
        self._bodies: list[tuple[Sequence[ast.stmt], Env, Def | None]] = [
            (module.tree.body, Env(module), None)
        ]

    def read(self) -> list[_Found]:
        while self._bodies:
            body, env, self._inside = self._bodies.pop(0)
            self._run(body, env)
        return self.found

    def _run(self, body: Sequence[ast.stmt], env: Env) -> None:
        for statement in body:
            if isinstance(statement, ast.If) and _LOCAL.search(self._source(statement.test)):
                if any(isinstance(each, (ast.Return, ast.Raise)) for each in ast.walk(statement)):
                    return
                continue
            self._statement(statement, env)

    def _statement(self, node: ast.stmt, env: Env) -> None:
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                self._function(node, env)
                return
            case ast.ClassDef():
                self._bodies.append((node.body, env, self._inside))
                return
            case ast.If():
                answer = decided(node.test, self.module.scope.python)
                self._run(node.body if answer is not False else [], env)
                self._run(node.orelse if answer is not True else [], env)
            case ast.Try():
                self._run([] if may_catch(node, _NO_OS_ERROR) else node.body, env)
                for handler in node.handlers:
                    self._run(handler.body, env)
                self._run([*node.orelse, *node.finalbody], env)
            case ast.With() | ast.AsyncWith() if self._suppresses(node):
                return
            case ast.With() | ast.AsyncWith() | ast.For() | ast.AsyncFor() | ast.While():
                self._run([*node.body, *getattr(node, "orelse", ())], env)
            case ast.Match():
                for case in node.cases:
                    self._run(case.body, env)
        for part in ast.iter_child_nodes(node):
            if isinstance(part, (ast.expr, ast.withitem)):
                self._expression(part, env)

    def _suppresses(self, node: ast.With | ast.AsyncWith) -> bool:
        return any(b"suppress" in self._source(item.context_expr) for item in node.items)

    def _source(self, node: ast.expr | Def) -> bytes:
        """The lines in which something stands."""
        return b"\n".join(self._lines[node.lineno - 1 : node.end_lineno])

    def _function(self, node: Def, env: Env) -> None:
        """Look into a function later; one that is in another, only if that names it again."""
        around = self._inside
        named = around is None or self._source(around).count(node.name.encode()) > 1
        if not named or not _TEXT.search(self._source(node)):
            return
        outer = [*env.given, *(env.scope.history if env.scope else ())]
        given = dict.fromkeys([*outer, *(each.arg for each in parameters(node))], UNKNOWN)
        scope = Scope(node.body, self.module.data, self.module.scope.python)
        there = Env(self.module, None, scope, given)
        self._bodies.append((node.body, there, around or node))

    def _expression(self, node: ast.AST, env: Env) -> None:
        for part in ast.walk(node):
            if isinstance(part, ast.Call):
                write = self._write(part, env)
                path = self.paths.find(write.path, env) if write else None
                if write and path:
                    at = span(self.module.path, part)
                    self.found.append(_Found(write.call, path, write.kept, at, self._inside))

    def _write(self, node: ast.Call, env: Env) -> _Write | None:
        """What a call would write, if it is known to write."""
        method = node.func.attr if isinstance(node.func, ast.Attribute) else ""
        if method in _FRAMES and b"pandas" in self.module.data:
            return _Write(f".{method}()", _argument(node, 0, "path_or_buf", "path"))
        if method == "savefig" and b"matplotlib" in self.module.data:
            return _Write(".savefig()", _argument(node, 0, "fname"))
        if method in _METHODS and isinstance(node.func, ast.Attribute):
            whole = node.func.value
            if self.paths.find(whole, env) is not None and not isinstance(whole, ast.Constant):
                writes = method != "open" or _may_write(_argument(node, 0, "mode"))
                return _Write(f".{method}()", whole, _is_true(node, "exist_ok")) if writes else None
        if (method or getattr(node.func, "id", "")) not in _LAST_NAMES:
            return None
        name = self.paths.called(node.func, env)
        if name in _OPEN and _may_write(_argument(node, 1, "mode")):
            return _Write(f"{name}()", _argument(node, 0, "file", "filename", "name"))
        if name in _FOLDER:
            return _Write(
                f"{name}()", _argument(node, 0, "path", "name"), _is_true(node, "exist_ok")
            )
        if name in _SECOND:
            return _Write(f"{name}()", _argument(node, 1, "dst", "filename"))
        if name in _LOG and not _is_true(node, "delay"):
            return _Write(f"{name}()", _argument(node, 0, "filename"))
        return None


def _argument(node: ast.Call, index: int, *names: str) -> ast.expr | None:
    if any(isinstance(argument, ast.Starred) for argument in node.args):
        return None
    if index < len(node.args):
        return node.args[index]
    return next((each.value for each in node.keywords if each.arg in names), None)


def _may_write(mode: ast.expr | None) -> bool:
    """Whether a mode certainly is one for writing."""
    text = mode.value if isinstance(mode, ast.Constant) else None
    return isinstance(text, str) and not {*text}.isdisjoint("wax+")


def _is_true(node: ast.Call, name: str) -> bool:
    """Whether an argument may be true."""
    given = next((each.value for each in node.keywords if each.arg == name), None)
    return given is not None and getattr(given, "value", True) is not False
