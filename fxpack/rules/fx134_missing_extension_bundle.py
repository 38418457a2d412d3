"""A binding needs an extension, and host.json names no extension bundle.

Only HTTP, timer, warm-up and manual triggers are part of the host. An app without `extensionBundle`
has to bring its extensions itself, with extensions.csproj or in `bin`.

Example:
--- host.json
{"version": "2.0"}
--- f/function.json
{
  "bindings": [
    {"name": "msg", "type": "queueTrigger", "direction": "in", "queueName": "jobs",
     "connection": "AzureWebJobsStorage"}
  ]
}
--- f/__init__.py
def main(msg):
    pass

Use instead:
--- host.json
{
  "version": "2.0",
  "extensionBundle": {"id": "Microsoft.Azure.Functions.ExtensionBundle", "version": "[4.*, 5.0.0)"}
}

Source: azure-functions-host 4.1037, ScriptStartupTypeLocator.cs and Utility.cs
(TryResolveExtensionsMetadataPath).
"""

from __future__ import annotations

from collections.abc import Iterator

from fxpack import schema
from fxpack.model import Finding, JsonPointer, Project
from fxpack.rules.shown import named

SEVERITY = "warning"
BUILT_IN = {"httptrigger", "http", "timertrigger", "warmuptrigger", "manualtrigger", "generic"}


def check(project: Project) -> Iterator[Finding]:
    host = project.host
    # the host tells of a version that is absent before it looks for a bundle
    if host is None or host.value is None or (host.members and "version" not in host.members):
        return
    if any(value for name, value in host.members.items() if name.lower() == "extensionbundle"):
        return
    if any(project.problems_of("first-runtime-function")) or any(map(_brings, project.files)):
        return
    for function in project.functions:
        for binding in function.bindings:
            kind = (binding.type or "").lower()
            if kind not in BUILT_IN and kind in schema.binding_types():
                yield Finding(
                    message=f"host.json has no extensionBundle, which {named(binding)} of "
                    f'"{function.name}" needs for {binding.type}',
                    at=JsonPointer(host.path),
                    help='add "extensionBundle": {"id": "Microsoft.Azure.Functions.ExtensionBundle", '
                    '"version": "[4.*, 5.0.0)"}',
                )
                return


def _brings(path: str) -> bool:
    """Whether a file says that the app brings its extensions."""
    folder, _, name = path.lower().rpartition("/")
    return (
        path.startswith("bin/")
        or (name.endswith(".csproj") and not folder)
        or (name == "extensions.json" and folder in {"", ".azurefunctions"})
    )
