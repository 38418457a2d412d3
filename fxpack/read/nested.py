"""The function.json files that the host never finds, because they lie too deep.

Told only of what looks like a function of this app that someone expects to run: not of packages,
samples, tests, what was put aside, or another app inside this one.

Source: azure-functions-host 4.1037, HostFunctionMetadataProvider.cs (ReadFunctionsMetadata).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fxpack.model import Location, Problem
from fxpack.read.v1 import NAME, read_config

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fxpack.model import Files

V2_SCRIPT = "function_app.py"
PUT_ASIDE = (
    r"[\W_].*"
    r"|(node_modules|site-packages|venv|env|virtualenv|bin|obj|dist|build|out|target"
    r"|test|tests|testing|testdata|fixtures?|templates?|cookiecutter|samples?|examples?|demos?|docs?"
    r"|archived?|old|backup|deprecated|unused|disabled|legacy)"
)


def nested_functions(files: Files, published: frozenset[str] | None = None) -> Iterator[Problem]:
    """A problem for each; `published` are the files that the host will see, None for all."""
    found = sorted(path for path in files if path.endswith("/" + NAME) and path.count("/") > 1)
    if not found or (V2_SCRIPT in files and not _has_functions(files)):
        return
    for path in found:
        folders = path.split("/")[:-1]
        if (
            (published is None or path in published)
            and not any(re.fullmatch(PUT_ASIDE, folder, re.IGNORECASE) for folder in folders)
            and not _in_other_app(files, folders)
            and _declares_bindings(files, path)
        ):
            yield Problem("nested-function-json", Location(path=path), {"folders": folders})


def _has_functions(files: Files) -> bool:
    return any(path.endswith("/" + NAME) and path.count("/") == 1 for path in files)


def _in_other_app(files: Files, folders: list[str]) -> bool:
    """Whether a folder above is the root of another app, not a function with a stray host.json."""
    above = ["/".join(folders[:depth]) for depth in range(1, len(folders))]
    return any(
        (f"{folder}/host.json" in files and f"{folder}/{NAME}" not in files)
        or f"{folder}/{V2_SCRIPT}" in files
        for folder in above
    )


def _declares_bindings(files: Files, path: str) -> bool:
    bindings = read_config(files, path).members.get("bindings")
    entries = bindings if isinstance(bindings, list) else []
    return any(isinstance(entry, dict) and "type" in entry for entry in entries)
