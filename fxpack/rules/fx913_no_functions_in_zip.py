"""The zip holds no function.

There is neither a folder with a function.json right below the root, nor any Python file at the root
that could be the function_app.py of the v2 model. Azure deploys it and shows an empty app.

Example:
--- f/function.json (absent)
--- f/__init__.py (absent)

Use instead:
--- function_app.py
import azure.functions as func

app = func.FunctionApp()

Source: azure-functions-host 4.1037, HostFunctionMetadataProvider.cs;
https://learn.microsoft.com/azure/azure-functions/functions-reference-python (PYTHON_SCRIPT_FILE_NAME).
"""

from __future__ import annotations

from collections.abc import Iterator

from fxpack.archive import Archive
from fxpack.model import Finding, Location

SEVERITY = "warning"


def check(archive: Archive) -> Iterator[Finding]:
    if not archive.is_readable or archive.functions or "host.json" not in archive.files:
        return
    if not any(path.endswith(".py") and "/" not in path for path in archive.files):
        yield Finding(
            message="the zip has no function: no folder with a function.json, no function_app.py",
            at=Location(path="host.json"),
            help="look at .funcignore, or at which folder was zipped",
        )
