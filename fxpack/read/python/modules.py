"""Which file a dotted name leads to, by the worker's rules.

The app's root is the package `__app__` and also the *last* entry of sys.path, so the standard
library and installed packages win over the app's own modules for absolute imports, and a file in
the function's own folder is not found by its bare name
(azure-functions-runtime-v1 1.2.0, loader.py; classic worker 4.34, utils/dependency.py).
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Literal

from fxpack import facts
from fxpack.model import Files
from fxpack.nouns import NamedTuple
from fxpack.read.python.patches import may_set
from fxpack.read.python.scope import Scope
from fxpack.read.python.source import SyntaxProblem, compiled, parse, too_deep

APP = "__app__"
# Namespace packages that many distributions share: never told from the requirements alone.
_SHARED_NAMESPACES = frozenset({"azure", "azurefunctions", "google"})


class Module(NamedTuple):
    """A parsed file of the app. Compared by identity: one per path."""

    path: str
    data: bytes
    tree: ast.Module
    scope: Scope

    @property
    def future_annotations(self) -> bool:
        return self.scope.future_annotations

    @property
    def package(self) -> tuple[str, ...]:
        """The folders of the file below the app's root."""
        return tuple(self.path.split("/")[:-1])


class Reference(NamedTuple):
    """Where a dotted name leads.

    app        a file of the app: `path`
    namespace  a folder of the app without `__init__.py`: `path`
    stdlib     a module of the standard library: `name`
    external   not the app's, or can't tell: `name`
    absent     certainly nothing, when no requirement brings it: `name`
    sibling    nothing, but a file of that name lies beside the importing one: `path`
    missing    below a module of the app there is no such module: `name`
    beyond     a relative import above the top-level package
    unclear    a module of the app, or one from elsewhere: `name`
    """

    kind: Literal[
        "app", "namespace", "stdlib", "external", "absent", "sibling", "missing", "beyond",
        "unclear",
    ]  # fmt: skip
    name: str
    path: str = ""


class Modules:
    """The Python files of an app, parsed when first asked for."""

    def __init__(self, files: Files, python: tuple[int, int]) -> None:
        self.files = files
        self.python = python
        self._parsed: dict[str, Module | SyntaxProblem | None] = {}
        self._set: dict[str, tuple[int, bool]] = {}

    def get(self, path: str) -> Module | SyntaxProblem | None:
        """The module of a file; None where the file cannot be read."""
        if path not in self._parsed:
            self._parsed[path] = self._read(path)
        return self._parsed[path]

    def parsed(self, path: str) -> Module | None:
        """The module of a file, only if it was asked for before."""
        found = self._parsed.get(path)
        return found if isinstance(found, Module) else None

    def module(self, path: str) -> Module | None:
        """The module of a file that parses, else None."""
        found = self.get(path)
        return found if isinstance(found, Module) else None

    def may_set(self, name: str) -> bool:
        """Whether a file parsed so far may set an attribute of this name on something."""
        known = self._set.get(name)
        if known is None or known[0] != len(self._parsed):
            modules = (found for found in self._parsed.values() if isinstance(found, Module))
            answer = may_set((module.data for module in modules), name)
            known = self._set[name] = len(self._parsed), answer
        return known[1]

    def setting(self, name: str) -> int:
        """How often files parsed so far set an attribute of this name on something."""
        pattern = re.compile(rb"\.%s\s*(?::[^=\n]+)?=(?!=)" % re.escape(name.encode()))
        modules = (found for found in self._parsed.values() if isinstance(found, Module))
        return sum(len(pattern.findall(module.data)) for module in modules)

    def _read(self, path: str) -> Module | SyntaxProblem | None:
        try:
            data = self.files[path]
        except (OSError, KeyError):
            return None
        tree = parse(path, data, self.python)
        if isinstance(tree, SyntaxProblem):
            return tree
        try:
            scope = Scope(tree.body, data, self.python)
        except RecursionError:
            return too_deep(path)
        if scope.suspicious:
            problem = compiled(path, data)
            if problem is not None:
                return problem
        return Module(path, data, tree, scope)


class Layout:
    """The app's folders as Python's import system sees them."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self.files = files

    @cached_property
    def folders(self) -> frozenset[str]:
        """Every folder with a file below it, "" for the root."""
        found = {""}
        for path in self.files:
            folder = path.rpartition("/")[0]
            while folder and folder not in found:
                found.add(folder)
                folder = folder.rpartition("/")[0]
        return frozenset(found)

    @cached_property
    def compiled_modules(self) -> frozenset[str]:
        """Paths without ending of extension modules and lone .pyc files: importable, unreadable."""
        found = set()
        for path in self.files:
            if path.endswith((".so", ".pyd", ".pyc")) and "__pycache__" not in path:
                folder, _, name = path.rpartition("/")
                found.add(f"{folder}/{name.partition('.')[0]}".lstrip("/"))
        return frozenset(found)

    def find(self, folder: str, name: str) -> Reference | None:
        """One step of an import: the module `name` in a folder of the app."""
        base = f"{folder}/{name}" if folder else name
        if f"{base}/__init__.py" in self.files:
            return Reference("app", name, f"{base}/__init__.py")
        if base in self.compiled_modules:
            return Reference("external", name)
        if f"{base}.py" in self.files:
            return Reference("app", name, f"{base}.py")
        if base in self.folders:
            return Reference("namespace", name, base)
        return None

    def walk(self, folder: str, names: tuple[str, ...]) -> Reference:
        """Follow dotted names from a folder of the app; "missing" says which part is not there."""
        found = Reference("namespace", "", folder)
        for index, name in enumerate(names):
            if found.kind == "app" and not found.path.endswith("/__init__.py"):
                return Reference("missing", ".".join(names[: index + 1]), found.path)
            inside = found.path.removesuffix("/__init__.py") if found.path else folder
            if found.path == "__init__.py":
                inside = ""
            step = self.find(inside, name)
            if step is None:
                return Reference("missing", ".".join(names[: index + 1]), found.path)
            if step.kind == "external":
                return step
            found = step
        return found


class Importer:
    """Resolves imports of one app on one target."""

    def __init__(
        self,
        files: Files,
        python: tuple[int, int],
        brought: Callable[[], frozenset[str] | None],
    ) -> None:
        """`brought`: top-level names that the requirements bring, None where that is not known."""
        self.layout = Layout(files)
        self.python = python
        self._brought = brought
        self.folders: tuple[str, ...] = ()
        """Folders of the app that its script adds to sys.path."""
        self.finds_all = False
        """Whether modules are certainly found in these folders, or where the worker looks."""

    @cached_property
    def brought(self) -> frozenset[str] | None:
        """Asked only for names that neither Python nor the app has."""
        return self._brought()

    def relative(self, package: tuple[str, ...], level: int, names: tuple[str, ...]) -> Reference:
        """`from ..a.b import …` in a module of `__app__.<package>`."""
        up = level - 1
        if up > len(package):
            return Reference("beyond", "." * level + ".".join(names))
        folder = "/".join(package[: len(package) - up])
        if not names:
            own = f"{folder}/__init__.py".lstrip("/")
            if own in self.layout.files and folder:
                return Reference("app", folder, own)
            return Reference("namespace", folder, folder)
        return self.layout.walk(folder, names)

    def absolute(self, names: tuple[str, ...], folder: str) -> Reference:
        """`import a.b` in a module that lies in `folder`."""
        dotted = ".".join(names)
        if names[0] == APP:
            return self.layout.walk("", names[1:])
        added = [each for each in self.folders if self.layout.find(each, names[0]) is not None]
        if added:
            only = len(added) == 1 and not self._may_be_elsewhere(names[0])
            return self.layout.walk(added[0], names) if only else Reference("unclear", dotted)
        if facts.stdlib_has_module(names[0], self.python):
            return Reference("stdlib", dotted)
        if names[0] in _SHARED_NAMESPACES:
            return Reference("external", dotted)
        at_root = self.layout.find("", names[0])
        if at_root is not None and self._may_be_required(names[0]):
            return Reference("external", dotted)
        if at_root is not None:
            return self.layout.walk("", names) if at_root.kind != "external" else at_root
        if names[0] in facts.worker_names(self.python) or names[0] in (self.brought or ()):
            return Reference("external", dotted)
        beside = self.layout.find(folder, names[0]) if folder else None
        if beside is not None and beside.kind == "app" and not self._may_be_required(names[0]):
            return Reference("sibling", dotted, beside.path)
        if self.brought is not None:
            return Reference("absent", dotted)
        return Reference("external", dotted)

    def _may_be_elsewhere(self, name: str) -> bool:
        """Whether there may be a module of that name where the worker looks anyway."""
        return (
            self.layout.find("", name) is not None
            or facts.stdlib_has_module(name, self.python)
            or self._may_be_required(name)
            or name in {*_SHARED_NAMESPACES, *facts.worker_names(self.python)}
            or name in (self.brought or ())
        )

    def _may_be_required(self, name: str) -> bool:
        """Whether a requirement of that name may bring a module that wins over the app's own."""
        return name.lower().replace("_", "-") in self._required_text

    @cached_property
    def _required_text(self) -> frozenset[str]:
        words: set[str] = set()
        for path in ("requirements.txt", "pyproject.toml", "Pipfile"):
            try:
                text = self.layout.files[path].decode("utf-8", "replace")
            except (KeyError, OSError):
                continue
            words.update(
                re.findall(r"[a-z0-9-]+", text.lower().replace("_", "-").replace(".", "-"))
            )
        return frozenset(words)
