"""A function.json names a script that is not in the zip.

The host refuses the function. Mostly a line of .funcignore, or a zip of changed files only, left the
script out; letter case counts.

Example:
--- f/__init__.py (absent)

Use instead:
--- f/__init__.py
import azure.functions as func


def main(req: func.HttpRequest) -> func.HttpResponse:
    return func.HttpResponse("hello")

Source: azure-functions-host 4.1037, HostFunctionMetadataProvider.cs (DeterminePrimaryScriptFile).
"""

from __future__ import annotations

from collections.abc import Iterator

from fxpack.archive import Archive
from fxpack.model import Finding

SEVERITY = "error"

KINDS = ("script-missing", "script-undetermined")


def check(archive: Archive) -> Iterator[Finding]:
    for function in archive.functions:
        for problem in function.problems:
            detail = problem.detail
            if problem.kind in KINDS and not detail.get("files") and detail.get("path", True):
                script = detail.get("path", f"{function.folder}/__init__.py")
                yield Finding(
                    message=f'function "{function.name}" is incomplete: its script "{script}" is '
                    "not in the zip",
                    at=problem.at,
                    help="look at .funcignore, or `fxpack files --explain` the script",
                    function=function.name,
                )
