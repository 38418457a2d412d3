"""host.json, as the host finds it: at the root of the app, under exactly this name."""

from __future__ import annotations

from fxpack.model import Config, Files, Location, Problem
from fxpack.read.jsonpos import read

NAME = "host.json"
KIND = "host-json-syntax"


def read_host(files: Files) -> Config | None:
    """The app's host.json; None where there is none."""
    if NAME not in files:
        return None
    try:
        data = files[NAME]
    except OSError as error:
        reason = f"cannot be read: {error.strerror or error}"
        problem = Problem(KIND, Location(path=NAME), {"reason": reason})
        return Config(path=NAME, value=None, problems=(problem,))
    return read(NAME, data, KIND)
