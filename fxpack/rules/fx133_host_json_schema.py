"""A member of host.json is misspelt, or its value is not of the kind that the host reads.

The host passes over members that it does not know; what it cannot convert it refuses or leaves out.

Example:
--- host.json
{
  "version": "2.0",
  "functionTimeout": "5 minutes",
  "extensionBundle": {"id": "Microsoft.Azure.Functions.ExtensionBundle", "version": "[4.*, 5.0.0)"}
}

Use instead:
--- host.json
{
  "version": "2.0",
  "functionTimeout": "00:05:00",
  "extensionBundle": {"id": "Microsoft.Azure.Functions.ExtensionBundle", "version": "[4.*, 5.0.0)"}
}

Source: schemas/host.schema.json, which names its sources.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from fxpack import schema
from fxpack.model import Finding, JsonPointer, Project
from fxpack.rules.shown import shown

SEVERITY = "warning"


def check(project: Project) -> Iterator[Finding]:
    if project.host is None or any(project.problems_of("first-runtime-function")):
        return
    members, path = project.host.members, project.host.path
    faults = list(schema.host_faults(members)) if members else []
    for fault in faults:
        # what is absent, and the version, is told by FX132 and FX135
        if not fault.keys or fault.keys == ("version",) or fault.keyword == "required":
            continue
        keys = _written(members, fault.keys)
        wanted = " or ".join(f'"{word}"' for word in fault.words) or fault.expected
        yield Finding(
            message=f"{keys[-1]} must be {wanted}, not {shown(fault.value)}",
            at=JsonPointer(path, keys),
            help="the host cannot read it as it is",
        )
    for written, meant in _misspelt(members) if faults else ():
        yield Finding(
            message=f'the member "{written}" is not read; did you mean "{meant}"?',
            at=JsonPointer(path, (written,), key=True),
            help=f'rename it to "{meant}", or remove it',
        )


def _written(node: Any, keys: tuple[str | int, ...]) -> tuple[str | int, ...]:
    """Keys in the schema's spelling → as the file spells them."""
    written: list[str | int] = []
    for key in keys:
        names = node if isinstance(node, dict) else {}
        same = (name for name in names if name.lower() == str(key).lower())
        written.append(key if key in names else next(same, key))
        node = names.get(written[-1])
    return tuple(written)


def _misspelt(members: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Unknown members that look like a known one that is absent; `_name` is meant to be unread."""
    there = {name.lower() for name in members}
    known = {name.lower(): name for name in schema.load(schema.HOST)["properties"]}
    absent = [name for lowered, name in known.items() if lowered not in there]
    for name in members if len(members) <= schema.MOST_MISSPELT else ():
        unknown = name.lower() not in known and name[:1].isalpha()
        if unknown and (meant := schema.nearest_member(name, absent)):
            yield name, meant
