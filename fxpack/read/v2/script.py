"""Which file the worker imports as an app of decorators.

It is function_app.py, or what the app setting PYTHON_SCRIPT_FILE_NAME says, and there has to be such
a file: else function.json files are looked for (azure-functions-runtime 1.3.0, handle_event.py and
utils/validators.py; the classic worker 4.34, dispatcher.py).
"""

from __future__ import annotations

import re
from typing import NamedTuple

from fxpack.model import Files, Problem
from fxpack.read.app_settings.local import local_settings

DEFAULT = "function_app.py"
SETTING = "PYTHON_SCRIPT_FILE_NAME"
# with `$` for an end, as the worker has it, before which a line may end
_VALID = re.compile(r"[a-zA-Z0-9_][a-zA-Z0-9_\-]*\.py\n?")


class Script(NamedTuple):
    """The path of the file; or why the setting that names it is refused."""

    path: str
    problem: Problem | None = None


def script_of(files: Files) -> Script:
    """What the worker would import, whether or not there is such a file."""
    settings = local_settings(files)
    if settings is None or not settings.is_known:
        return Script(DEFAULT)
    value = settings.values.get(SETTING)
    if not value:
        return Script(DEFAULT)
    if _VALID.fullmatch(value):
        return Script(value)
    at = settings.at(SETTING)
    return Script(value, Problem("invalid-script-name", at, {"value": value}))
