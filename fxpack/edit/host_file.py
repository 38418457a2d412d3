"""What a host.json needs to have."""

from __future__ import annotations

import json
from typing import Any

from fxpack import facts

BUNDLE = "extensionBundle"
VERSION = "2.0"


def bundle() -> dict[str, Any]:
    """The extension bundle of today."""
    return {"id": "Microsoft.Azure.Functions.ExtensionBundle", "version": newest()}


def newest() -> str:
    """The versions of it that are in support."""
    version: str = facts.table("extension_bundles")["newest"]
    return version


def written(newline: str) -> str:
    """The members of a host.json that has no others."""
    members = {"version": VERSION, BUNDLE: bundle()}
    lines = [f"  {json.dumps(name)}: {json.dumps(value)}" for name, value in members.items()]
    return f"{{{newline}{f',{newline}'.join(lines)}{newline}}}"
