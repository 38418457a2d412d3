"""A folder of the app is imported absolutely and has no `__init__.py`.

The worker finds it as a namespace package, but any installed distribution with a package of that
name wins over it, and pytest, mypy and packaging tools treat it differently. Apps of decorators are
used to such folders, and nothing is said there.

Example:
--- f/__init__.py
from shared.greeting import greet


def main(req):
    return greet()
--- shared/greeting.py
def greet():
    return "hello"

Use instead:
--- shared/__init__.py

Source: CPython, "The import system", namespace packages (PEP 420).
"""

from __future__ import annotations

from collections.abc import Iterator

from fxpack import facts
from fxpack.model import Finding, Project

SEVERITY = "warning"
_SHARED = frozenset({"azure", "azurefunctions", "google", "__app__"})


def check(project: Project) -> Iterator[Finding]:
    said: set[str] = set()
    loaded = frozenset[str]().union(*(function.loads for function in project.v1_functions))
    for path, imports in project.imports.items():
        if path not in loaded:
            continue
        for item in imports:
            top = item.module.partition(".")[0]
            if item.level or item.form not in {"import", "from"} or top in said or top in _SHARED:
                continue
            said.add(top)
            if is_namespace(top, project):
                yield Finding(
                    message=f'the folder "{top}" is imported as a package and has no __init__.py',
                    at=item.at,
                    help=f"add an empty {top}/__init__.py",
                )


def is_namespace(top: str, project: Project) -> bool:
    """Whether a name is that of a folder of the app with modules and no `__init__.py`."""
    if f"{top}/__init__.py" in project.files or f"{top}.py" in project.files:
        return False
    if facts.stdlib_has_module(top, project.target.python):
        return False
    return any(path.startswith(f"{top}/") and path.endswith(".py") for path in project.files)
