"""An import that nothing in requirements.txt brings, by all that is known of it.

It may be installed on this machine all the same, for another project or by hand; in Azure only what
requirements.txt lists is, with all that this needs. What each distribution brings is known from
fxpack's data and from the wheels beside the app; where one of them is not known, nothing is said. An
import in a function fails when the function is called.

Example:
--- requirements.txt
azure-functions
requests
--- f/__init__.py
def main(req):
    import yaml

    return yaml.safe_dump({"hello": 1})

Use instead:
--- requirements.txt
azure-functions
requests
pyyaml

Source: PyPI; azure-functions-runtime-v1 1.2.0, loader.py `load_function`
(https://aka.ms/functions-modulenotfound).
"""

from __future__ import annotations

from collections.abc import Iterator

from fxpack.model import Finding, Project

SEVERITY = "warning"


def check(project: Project) -> Iterator[Finding]:
    for _, problem in project.problems_of("unrequired-module"):
        name, inside = problem.detail["name"], problem.detail["inside"]
        missing = problem.detail["distribution"] or f"the distribution that brings {name}"
        yield Finding(
            message=f"nothing in requirements.txt brings '{name}'"
            + (f", which {inside}() needs when it is called" if inside else ""),
            at=problem.at,
            help=f"add {missing} to requirements.txt",
        )
