"""What the text of a file tells before its statements are looked at."""

from __future__ import annotations

from fxpack.read.python.modules import Module, Modules

# A file without any of these has no function, no app, and registers nothing.
_RELEVANT = (
    b"FunctionApp",
    b"Blueprint",
    b"DFApp",
    b"register_",
    b"function_name",
    b"http_type",
    b"mcp_tool",
    b"_binding",
    b"_input",
    b"_output",
    b"_trigger",
    b".retry",
    b".route",
    b".schedule",
)
# By what a file may run others, which may have functions, that no import statement names.
_BY_NAME = (b"import_module", b"__import__", b"runpy", b"spec_from_", b"exec(")
# What only someone who reaches into the library's own objects writes.
_CHANGES = (b"._function_builders", b"._function.", b"._add_http_app")


class Relevance:
    """Which files of an app may have to do with functions."""

    def __init__(self, modules: Modules) -> None:
        self._modules = modules
        self._known: dict[str, bool] = {}

    def of(self, module: Module) -> bool:
        """Whether a file may make, decorate or register anything when it runs."""
        if module.path not in self._known:
            self._known[module.path] = _has(module, _RELEVANT)
        return self._known[module.path]

    def note(self, path: str) -> None:
        """A file is relevant, whatever is in it."""
        self._known[path] = True

    def imports(self, path: str, module: Module) -> None:
        """A file imports another: it may call what is in it."""
        imported = self._modules.parsed(path)
        if imported is not None and self.of(imported):
            self.note(module.path)


def may_run_others(module: Module) -> bool:
    """Whether a file may run files that no import statement names."""
    return _has(module, _BY_NAME)


def reaches_inside(module: Module) -> bool:
    """Whether a file may change what only the library does otherwise."""
    return _has(module, _CHANGES)


def _has(module: Module, texts: tuple[bytes, ...]) -> bool:
    return any(text in module.data for text in texts)
