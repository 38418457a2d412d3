"""A binding has a type that no extension of the bundle knows.

The host refuses the function at start: `The binding type(s) 'x' were not found in the configured
extension bundle`. Apps that bring extensions of their own, or a preview bundle, are not looked at.

Example:
--- f/function.json
{"scriptFile": "__init__.py", "bindings": [
  {"name": "req", "type": "httpTriger", "direction": "in"},
  {"name": "t", "type": "timerTrigger", "direction": "in", "schedule": "0 */5 * * * *"},
  {"name": "$return", "type": "http", "direction": "out"}
]}
--- f/__init__.py
def main(req, t):
    return "hello"

Use instead:
--- f/function.json
{"scriptFile": "__init__.py", "bindings": [
  {"name": "t", "type": "timerTrigger", "direction": "in", "schedule": "0 */5 * * * *"},
  {"name": "$return", "type": "http", "direction": "out"}
]}
--- f/__init__.py
def main(t):
    return "hello"

Source: azure-functions-host 4.1037, ScriptHost.cs; the types are those of the extension bundles 4.x.
"""

from __future__ import annotations

from collections.abc import Iterator

from fxpack.model import Finding, Project
from fxpack.rules.nearest import nearest
from fxpack.schema import binding_types

SEVERITY = "warning"
_BUNDLE = "microsoft.azure.functions.extensionbundle"
_OWN_EXTENSIONS = ("extensions.csproj", "bin/extensions.json")


def check(project: Project) -> Iterator[Finding]:
    if not _knows_all_extensions(project):
        return
    known = binding_types()
    for function in project.functions:
        for binding in function.bindings:
            if not binding.type or binding.type.lower() in known:
                continue
            near = nearest(binding.type, known.values())
            hint = f'; did you mean "{near}"?' if near else ""
            yield Finding(
                message=f'binding type "{binding.type}" is not in the extension bundle{hint}',
                at=binding.at("type"),
                help="correct the type; letter case counts for the worker",
                function=function.name,
            )


def _knows_all_extensions(project: Project) -> bool:
    """Whether the app has no extensions besides those of the ordinary bundle."""
    if any(path in project.files for path in _OWN_EXTENSIONS) or project.host is None:
        return False
    bundle = project.host.members.get("extensionBundle")
    name = bundle.get("id") if isinstance(bundle, dict) else None
    return isinstance(name, str) and name.lower() == _BUNDLE
