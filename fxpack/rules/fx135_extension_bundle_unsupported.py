"""The extension bundle of host.json is out of support, or cannot be found.

Versions 1, 2 and 3 of Microsoft.Azure.Functions.ExtensionBundle ended on 30 May 2026. The bundle
needs an `id` and a `version`, a range as NuGet writes it, such as `[4.*, 5.0.0)`.

Example:
--- host.json
{
  "version": "2.0",
  "extensionBundle": {"id": "Microsoft.Azure.Functions.ExtensionBundle", "version": "[2.*, 3.0.0)"}
}

Use instead:
--- host.json
{
  "version": "2.0",
  "extensionBundle": {"id": "Microsoft.Azure.Functions.ExtensionBundle", "version": "[4.*, 5.0.0)"}
}

Source: azure-functions-host, ExtensionBundleConfigurationHelper.cs; NuGet.Versioning; azure-docs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from fxpack import facts
from fxpack.model import Finding, JsonPointer, Project
from fxpack.rules import bundle_range
from fxpack.rules.shown import shown

SEVERITY = "warning"


def check(project: Project) -> Iterator[Finding]:
    if project.host is None or any(project.problems_of("first-runtime-function")):
        return
    for name, bundle in project.host.members.items():
        if name.lower() == "extensionbundle" and isinstance(bundle, dict) and bundle:
            given = {key.lower(): (key, value) for key, value in bundle.items()}
            for message, *keys in _faults(given):
                yield Finding(
                    message=message,
                    at=JsonPointer(project.host.path, (name, *keys)),
                    help='write "id": "Microsoft.Azure.Functions.ExtensionBundle" and "version": '
                    f'"{facts.table("extension_bundles")["newest"]}"',
                )


def _faults(given: Mapping[str, tuple[str, Any]]) -> Iterator[tuple[str, ...]]:
    (id_key, bundle), (key, text) = given.get("id", ("", "")), given.get("version", ("", ""))
    if bundle is None or bundle == "":
        yield ("extensionBundle has no id",)
    if text is None or text == "":
        yield ("extensionBundle has no version",)
    if isinstance(bundle, str) and (meant := _meant(bundle)):
        yield f'there is no extension bundle {shown(bundle)}; did you mean "{meant}"?', id_key
    if not isinstance(text, str) or not text:
        return
    found = bundle_range.parse(text)
    if found is None:
        yield f"version {shown(text)} is not a range of versions, such as [4.*, 5.0.0)", key
        return
    ended = facts.table("extension_bundles")["ended"].get(str(bundle))
    majors = found.majors(range(1, 10)) if ended else []
    if ended and majors and all(str(major) in ended for major in majors):
        number, day = majors[-1], ended[str(majors[-1])]
        yield f"version {shown(text)} takes extension bundle {number}, which ended on {day}", key


def _meant(bundle: str) -> str:
    """The known bundle that a name nearly is; "" for a known one, and for one of somebody's own."""
    known = facts.table("extension_bundles")["ended"]
    if bundle.lower() in {name.lower() for name in known}:
        return ""
    from difflib import get_close_matches

    return next(iter(get_close_matches(bundle, known, n=1, cutoff=0.9)), "")
