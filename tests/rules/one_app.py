"""What one rule says of an app of decorators, for tables of cases."""

from __future__ import annotations

from collections.abc import Mapping

from fxpack.model import Diagnostic
from tests.apps import lint_files, overlay

APP = "import azure.functions as func\napp = func.FunctionApp()\n"
"""The first two lines of most cases: what they have starts in line 3."""

HELLO = "@app.route()\ndef hello(req): pass\n"
"""A function, so that the app is not empty."""

DURABLE = "import azure.functions as func\nimport azure.durable_functions as df\napp = df.DFApp()\n"
"""The same for Durable Functions, in three lines."""


REQUIREMENTS = "azure-functions\nazure-functions-durable\nfastapi\nflask\nsomewhere\n"
"""What nothing is known of, but that it is there, comes from `somewhere`."""


def found(
    code: str,
    script: str,
    *,
    files: Mapping[str, str] | None = None,
    python: tuple[int, int] = (3, 12),
) -> list[Diagnostic]:
    """The findings of a rule in function_app.py, and in other files beside it."""
    app = overlay({"function_app.py": script, "requirements.txt": REQUIREMENTS}, files or {})
    return lint_files(app, select=(code,), python=python)


def said(
    code: str,
    script: str,
    *,
    files: Mapping[str, str] | None = None,
    python: tuple[int, int] = (3, 12),
) -> list[str]:
    """`path:line:column message` of each; function_app.py is not named."""
    return [
        f"{d.location.path}:{d.location.line}:{d.location.column} {d.message}".removeprefix(
            "function_app.py:"
        )
        for d in found(code, script, files=files, python=python)
    ]
