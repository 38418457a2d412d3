"""Which file a v1 function runs, as the host finds it and the worker can import it.

The host joins `scriptFile` to the function's folder, wants the file to exist, and without one looks
for the primary file among the files of the folder. The worker then wants a file inside the app,
with the extension `.py`, whose path has no other dot: it makes a module's name of the path.

Source: azure-functions-host 4.1037, HostFunctionMetadataProvider.cs (DeterminePrimaryScriptFile);
azure-functions-runtime-v1 1.2.0, loader.py (load_function).
"""

from __future__ import annotations

from posixpath import basename, dirname, join, normpath, splitext
from typing import TYPE_CHECKING, Any

from fxpack.model import JsonPointer, Problem

if TYPE_CHECKING:
    from fxpack.model import Files

APP = "/home/site/wwwroot"
"""Where an app lies in Azure: what an absolute `scriptFile` may start with."""

PRIMARY_NAMES = frozenset({"index.js", "index.mjs", "index.cjs", "__init__.py"})

Resolved = tuple[str | None, tuple[Problem, ...]]


def resolve_script(
    files: Files, folder: str, script_file: Any, published: frozenset[str] | None = None
) -> Resolved:
    """The path of the script and what is wrong with it; neither where it cannot be told."""
    config = f"{folder}/function.json"
    if script_file is None or script_file == "":
        return _primary(_siblings(files, folder, published), JsonPointer(config))
    at = JsonPointer(config, ("scriptFile",))
    missing = {"script_file": script_file, "path": "", "folder": folder}
    if isinstance(script_file, dict | list):
        return None, (Problem("script-missing", at, missing),)
    text = str(script_file)
    path = normpath(join(APP, folder, text))
    if path != APP and not path.startswith(APP + "/"):
        return None, (Problem("script-outside-app", at, {"script_file": text}),)
    path = path.removeprefix(APP).removeprefix("/")
    if path not in files or text.endswith("/"):
        return None, (Problem("script-missing", at, missing | {"script_file": text, "path": path}),)
    return _importable(path, at)


def _siblings(files: Files, folder: str, published: frozenset[str] | None) -> list[str]:
    """The files of the folder that the host sees, function.json apart."""
    return sorted(
        path
        for path in files
        if path.startswith(folder + "/")
        and dirname(path) == folder
        and basename(path).lower() != "function.json"
        and (published is None or path in published)
    )


def _primary(siblings: list[str], at: JsonPointer) -> Resolved:
    candidates = siblings if len(siblings) == 1 else [p for p in siblings if _is_primary(p)]
    if not candidates:
        return None, (Problem("script-undetermined", at, {"files": siblings}),)
    # Of several the host takes the first in the order of the disk, which no one knows. Where only
    # one can be loaded, what is wrong with that one is wrong with all.
    resolved = [_importable(path, at) for path in candidates]
    loadable = [path for path, problems in resolved if not problems]
    if not loadable:
        return resolved[0]
    return (loadable[0] if len(loadable) == 1 else None), ()


def _is_primary(path: str) -> bool:
    name = basename(path).lower()
    return splitext(name)[0] == "run" or name in PRIMARY_NAMES


def _importable(path: str, at: JsonPointer) -> Resolved:
    """The path as the script, unless the worker cannot make a module's name of it."""
    stem, extension = splitext(path)
    if extension != ".py":
        return None, (Problem("script-extension", at, {"path": path, "extension": extension}),)
    # A dot in the name of the function's own folder is for the rule on names of functions.
    folder = dirname(at.path)
    dotted = next((part for part in stem.split("/") if "." in part and part != folder), None)
    if dotted is not None:
        return None, (Problem("script-dotted-stem", at, {"path": path, "part": dotted}),)
    return path, ()
