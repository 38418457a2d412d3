"""A module is imported as a part of `__app__`.

`__app__` is the package that the worker makes of the app's root. Importing through it is
deprecated: it exists neither in tests nor in an editor, and a module imported both ways is loaded twice.

Example:
--- f/__init__.py
from __app__.shared import greet


def main(req):
    return greet()
--- shared/__init__.py
def greet():
    return "hello"

Use instead:
--- f/__init__.py
from shared import greet


def main(req):
    return greet()

Source: Microsoft, Python developer guide for Azure Functions, "Import behavior" (since 2020).
"""

from __future__ import annotations

from collections.abc import Iterator

from fxpack.model import Finding, Import, Project

SEVERITY = "warning"


def check(project: Project) -> Iterator[Finding]:
    functions = {function.folder for function in project.v1_functions}
    for path, imports in project.imports.items():
        own = path.rpartition("/")[0]
        said = None
        for item in imports:
            if item.level or (item.module != "__app__" and not item.module.startswith("__app__.")):
                continue
            if item.at == said:
                continue
            said = item.at
            yield Finding(
                message=(
                    f"`{_written(item, item.module)}` goes through __app__, which is deprecated"
                ),
                at=item.at,
                help=f"write `{_written(item, _better(item, own if own in functions else ''))}`",
            )


def _better(item: Import, own: str) -> str:
    """The module's name from the root; from the function's folder, which must not run twice."""
    name = item.module[len("__app__.") :]
    if own and item.form == "from" and f"{name}.".startswith(f"{own}."):
        return f".{name[len(own) + 1 :]}"
    return name


def _written(item: Import, module: str) -> str:
    """The import as it would be written with another module name."""
    if item.form in {"call", "patch"}:
        return f'"{module}"'
    if item.form == "import":
        return f"import {module or '…'}"
    return f"from {module} import {item.name}" if module else f"import {item.name}"
