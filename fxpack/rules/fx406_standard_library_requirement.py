"""A requirement has the name of a module that Python brings.

On PyPI these are copies for older Pythons, or something else. Packages come before the standard library
on the sys.path of an app, so an old copy is imported in its place, by Python itself as well; others
cannot be installed at all. A marker that excludes the target makes it right. `DateTime`, written like
this, is taken for Zope's.

Example:
--- requirements.txt
azure-functions
uuid

Use instead:
--- requirements.txt
azure-functions

Source: PyPI, tried with pip on Python 3.10 to 3.13; azure-functions-python-worker,
azure_functions_worker/utils/dependency.py.
"""

from __future__ import annotations

from collections.abc import Iterator

from fxpack.model import Finding, Project

SEVERITY = "warning"


def check(project: Project) -> Iterator[Finding]:
    effects = {
        "replaces": "comes before it with other code",
        "fails": "cannot be installed",
        "useless": "does not bring it",
    }
    for _, problem in project.problems_of("standard-library-requirement"):
        name, module, effect = (problem.detail[key] for key in ("name", "module", "effect"))
        yield Finding(
            message=f"Python {project.target.version} brings {module}, and the distribution "
            f"{name} {effects[effect]}",
            at=problem.at,
            help="take the line away",
        )
