"""host.json is not at the root of the zip.

The zip is laid out as `/home/site/wwwroot`, and the host looks for host.json and the functions right
there. A zip of the app's folder, instead of what is in it, has everything one folder too deep: the
deployment succeeds and Azure shows no functions.

Example:
--- host.json (absent)
--- f/function.json (absent)
--- f/__init__.py (absent)
--- myapp/host.json
{"version": "2.0"}
--- myapp/function_app.py
import azure.functions as func

app = func.FunctionApp()

Use instead:
--- myapp/host.json (absent)
--- myapp/function_app.py (absent)
--- host.json
{"version": "2.0"}
--- function_app.py
import azure.functions as func

app = func.FunctionApp()

Source: https://learn.microsoft.com/azure/azure-functions/deployment-zip-push, "Deployment .zip file
requirements"; azure-functions-core-tools 4, PackValidationHelper.cs ("Validate host.json").
"""

from __future__ import annotations

from collections.abc import Iterator

from fxpack.archive import Archive
from fxpack.model import Finding, Location

SEVERITY = "error"


def check(archive: Archive) -> Iterator[Finding]:
    if not archive.is_readable or "host.json" in archive.files:
        return
    nested = [path for path in archive.files if path.endswith("/host.json")]
    if not nested:
        yield Finding(
            message="the zip has no host.json",
            at=Location(path="host.json"),
            help="zip the folder that holds host.json",
        )
        return
    path = min(nested, key=lambda path: (path.count("/"), path))
    folder = path.rpartition("/")[0]
    yield Finding(
        message=f'host.json lies in the folder "{folder}", and not at the root of the zip',
        at=Location(path=path),
        help=f'zip what is in "{folder}", not the folder itself',
    )
