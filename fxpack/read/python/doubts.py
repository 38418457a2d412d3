"""Why something that seems to be missing may be there all the same.

Only asked when it is about to be said; until then no file is read for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from fxpack import facts
from fxpack.read.python import patches
from fxpack.read.python.modules import Importer


class Doubts:
    """Looks for signs in the files of one app."""

    def __init__(self, importer: Importer) -> None:
        self._importer = importer

    def of(self, kind: str, detail: Mapping[str, object]) -> str:
        """A reason not to be sure of a problem, "" for none."""
        files = self._importer.layout.files
        name, path = str(detail.get("name", "")), str(detail.get("path", ""))
        if path and self._may_be_shadowed(path):
            return "a requirement may bring a module of that name"
        if kind.startswith("missing-") and patches.may_be_generated(files, path, name):
            return "it may be generated before publishing"
        if not name:
            return ""
        return self._of_class(name) if detail.get("class") else self._of_module(kind, name)

    def _of_class(self, name: str) -> str:
        """How a class or an object of the app may get an attribute."""
        from fxpack.read.python.attributes import may_get

        return "it may be set by other code" if may_get(self._sources, name) else self._moved

    def _of_module(self, kind: str, name: str) -> str:
        """How the app may make a module, or a name in one."""
        sources = self._sources
        if kind in {"sibling-import", "missing-module"} and self._moved:
            return self._moved
        made = kind.endswith("-module") or kind == "sibling-import"
        if made and patches.may_make_module(sources, name):
            return "a module may be made by the app"
        if kind == "missing-app-name" and patches.may_make_module(sources, name):
            return "a package may look for its modules elsewhere"
        if kind.endswith(("-name", "-attribute-error")) and patches.may_set(sources, name):
            return "it may be set by another module"
        if kind == "import-time-name-error" and self._may_add_builtin:
            return "builtins may be added by the app"
        return ""

    def _may_be_shadowed(self, path: str) -> bool:
        """Whether a requirement may bring a module that wins over this file of the app's root."""
        top = path.partition("/")[0].removesuffix(".py")
        importer = self._importer
        return top in (importer.brought or ()) or top in facts.worker_names(importer.python)

    @cached_property
    def _moved(self) -> str:
        """Why modules may be found elsewhere, "" where they are not."""
        if self._importer.finds_all or not patches.extends_path(self._sources):
            return ""
        return "sys.path is changed by the app"

    @cached_property
    def _may_add_builtin(self) -> bool:
        return patches.may_add_builtin(self._sources)

    @cached_property
    def _sources(self) -> list[bytes]:
        return patches.sources(self._importer.layout.files)
