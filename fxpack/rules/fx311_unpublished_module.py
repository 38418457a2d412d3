"""An import leads to a module of the app that is kept out of the zip.

It is there on this machine and missing in Azure: ModuleNotFoundError when the worker loads the
function. A line of .funcignore is meant for something else, or the module is.

Example:
--- f/__init__.py
from .model import greet


def main(req):
    return greet()
--- f/model.py
def greet():
    return "hello"
--- .funcignore
.vscode
f/model.py

Use instead:
--- .funcignore
.vscode

Source: azure-functions-runtime-v1 1.2.0, loader.py `load_function`; which files are published: git,
gitignore(5).
"""

from __future__ import annotations

from collections.abc import Iterator

from fxpack.model import Finding, Project
from fxpack.rules.kept_out import kept_out, let_in

SEVERITY = "error"


def check(project: Project) -> Iterator[Finding]:
    for _, problem in project.problems_of("unpublished-module"):
        detail = problem.detail
        yield Finding(
            message=f"No module named '{detail['name']}' in Azure: "
            f"{kept_out(detail['path'], detail['decision'])}",
            at=problem.at,
            help=let_in(detail["path"], detail["decision"]),
        )
