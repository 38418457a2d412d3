"""Which file the worker imports as an app of decorators.

It is function_app.py, or what the app setting PYTHON_SCRIPT_FILE_NAME says, and there has to be such
a file: else function.json files are looked for (azure-functions-runtime 1.3.0, handle_event.py and
utils/validators.py; the classic worker 4.34, dispatcher.py).
"""

from __future__ import annotations

import re
from posixpath import normpath

from fxpack.model import Files, Location, Problem
from fxpack.nouns import NamedTuple
from fxpack.read.app_settings.local import local_settings

DEFAULT = "function_app.py"
SETTING = "PYTHON_SCRIPT_FILE_NAME"
_INVALID = "invalid-script-name"
# with `$` for an end, as the worker has it, before which a line may end
_VALID = r"[a-zA-Z0-9_][a-zA-Z0-9_\-]*\.py\n?"
_APP = rb"(?m)^\w+\s*(:[^=\n]+)?=\s*(\w+\.)*(FunctionApp|DFApp|(Asgi|Wsgi)FunctionApp)\("


class Script(NamedTuple):
    """The path of the file; or why what names it is refused."""

    path: str
    problem: Problem | None = None


def script_of(files: Files, published: frozenset[str], *, is_alone: bool) -> Script:
    """What the worker would import, whether or not there is such a file.

    `is_alone`: no function.json declares a function, so that it is the script or nothing.
    """
    settings = local_settings(files)
    value = settings.values.get(SETTING) if settings is not None and settings.is_known else None
    if not value or settings is None:
        unnamed = is_alone and settings is None and DEFAULT not in published
        return (_only_app(files, published) if unnamed else None) or Script(DEFAULT)
    if re.fullmatch(_VALID, value):
        return Script(value)
    at = settings.at(SETTING)
    return Script(normpath(value), Problem(_INVALID, at, {"value": value}))


def imported(script: str, published: frozenset[str]) -> str:
    """The file that importing the script's name runs: a package of that name comes first."""
    package = f"{script.removesuffix('.py')}/__init__.py"
    return package if package in published else script


def _only_app(files: Files, published: frozenset[str]) -> Script | None:
    """The one Python file, where it makes a function app that the setting could only name in vain.

    With others beside it, another folder may be what is deployed, or something may import it.
    """
    paths = [path for path in published if path.endswith(".py")]
    path = paths[0] if len(paths) == 1 else DEFAULT
    folder, _, name = path.rpartition("/")
    if name == DEFAULT or f"{folder}/host.json" in files or re.fullmatch(_VALID, path):
        # The script of an app below this one, or one that a setting may name.
        return None
    problem = Problem(_INVALID, Location(path=path), {"value": path})
    return Script(path, problem) if _makes_app(files, path) else None


def _makes_app(files: Files, path: str) -> bool:
    try:
        data = files[path]
    except (OSError, KeyError):
        return False
    return b"azure" in data and re.search(_APP, data) is not None
