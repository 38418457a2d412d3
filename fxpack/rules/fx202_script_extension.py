"""The script of a function is not a Python file.

The worker refuses the function: `cannot load function f: invalid Python filename`. It loads files
whose name ends in `.py`, in lower case.

Example:
--- f/function.json
{
  "scriptFile": "main.PY",
  "bindings": [
    {"name": "req", "type": "httpTrigger", "direction": "in"},
    {"name": "$return", "type": "http", "direction": "out"}
  ]
}
--- f/main.PY
def main(req):
    return "hello"

Use instead:
--- f/function.json
{
  "scriptFile": "main.py",
  "bindings": [
    {"name": "req", "type": "httpTrigger", "direction": "in"},
    {"name": "$return", "type": "http", "direction": "out"}
  ]
}
--- f/main.PY (absent)
--- f/main.py
def main(req):
    return "hello"

Source: azure-functions-runtime-v1 1.2.0, loader.py (load_function).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fxpack.model import Finding
from fxpack.rules.shown import shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fxpack.model import Project

SEVERITY = "error"
OTHER_LANGUAGES = frozenset(
    [".js", ".mjs", ".cjs", ".ts", ".cs", ".csx", ".dll", ".fsx", ".ps1", ".jar", ".class", ".java"]
)


def check(project: Project) -> Iterator[Finding]:
    problems = list(project.problems_of("script-extension"))
    if not problems:
        return
    has_python = any(path.lower().endswith(".py") for path in project.files)
    for function, problem in problems:
        extension = problem.detail["extension"]
        if extension.lower() in OTHER_LANGUAGES and not has_python:
            # an app of another language
            continue
        ending = f'its name ends in "{extension}"' if extension else "its name has no extension"
        yield Finding(
            message=f"the script {shown(problem.detail['path'])} is no Python file: {ending}, "
            'not in ".py"',
            at=problem.at,
            help="the Python worker loads files whose name ends in .py, in lower case",
            function=function.name if function else None,
        )
