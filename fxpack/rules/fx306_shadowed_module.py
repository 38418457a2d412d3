"""A module of the app has the name of a module of the standard library.

The app's root is the last entry of the worker's sys.path, so the import gets the standard library's
module. Under pytest or `python` the root comes first and the app's own is found.

Example:
--- f/__init__.py
import queue


def main(req):
    return str(queue)
--- queue.py
def push():
    return "hello"

Use instead:
--- f/__init__.py
import work_queue


def main(req):
    return work_queue.push()
--- queue.py (absent)
--- work_queue.py
def push():
    return "hello"

Source: classic worker 4.34, utils/dependency.py `prioritize_customer_dependencies`.
"""

from __future__ import annotations

from collections.abc import Iterator

from fxpack import facts
from fxpack.model import Finding, Project

SEVERITY = "warning"


def check(project: Project) -> Iterator[Finding]:
    said: set[str] = set()
    own = {function.name for function in project.v1_functions}
    loaded = frozenset[str]().union(*(function.loads for function in project.functions))
    for path, imports in project.imports.items():
        if path not in loaded:
            continue
        for item in imports:
            top = item.module.partition(".")[0]
            if item.level or item.form not in {"import", "from"} or top in said:
                continue
            said.add(top)
            file = next((p for p in (f"{top}.py", f"{top}/__init__.py") if p in project.files), "")
            if file and top not in own and facts.stdlib_has_module(top, project.target.python):
                yield Finding(
                    message=f"`{top}` is the standard library's module in Azure, not {file}",
                    at=item.at,
                    help=f"rename {file}",
                )
