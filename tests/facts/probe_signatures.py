"""The parameters of every decorator of `FunctionApp`, as the running Python's azure-functions has them.

Run as `python -m tests.facts.probe_signatures`, where only azure-functions has to be there, of any
version; prints JSON.
"""

from __future__ import annotations

import importlib
import inspect
import json
import sys

NO_DECORATORS = (
    *("app_script_file", "auth_level", "get_functions", "register_blueprint"),
    *("register_functions", "validate_function_names"),
)


def signatures() -> dict[str, str]:
    """Decorator -> its parameters; "?" after those that can be left out."""
    register = importlib.import_module("azure.functions").FunctionApp
    names = (name for name in dir(register) if name[0] != "_" and name not in NO_DECORATORS)
    return {name: signature(getattr(register, name)) for name in names}


def signature(decorator: object) -> str:
    parameters = list(inspect.signature(decorator).parameters.values())[1:]  # type: ignore[arg-type]
    return " ".join(f"{p.name}{'?' * (p.default is not p.empty)}" for p in parameters)


if __name__ == "__main__":
    json.dump(signatures(), sys.stdout)
