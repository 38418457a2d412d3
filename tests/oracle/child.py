"""A process for each question: what an app does when it loads stays there."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from typing import Any

Answer = dict[str, Any]


def verdict(stage: str, kind: str, message: str) -> Answer:
    """What the worker says when it refuses."""
    return {"ok": False, "stage": stage, "type": kind, "message": message}


def prepare(app: str) -> None:
    """The paths of a worker: the app comes last, and this repository is not there."""
    for name in [name for name in sys.modules if name.partition(".")[0] == "tests"]:
        del sys.modules[name]
    sys.path[:] = [path for path in sys.path if path and path != os.getcwd()]
    os.chdir(app)
    sys.path.append(app)


def in_child(answer: Callable[[], Answer]) -> Answer:
    """The answer of a function that is called in a process of its own, forked here."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        silence = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(silence, stream)
        with open(writer, "wb") as pipe:
            pipe.write(json.dumps(answer()).encode())
        os._exit(0)
    os.close(writer)
    with open(reader, "rb") as pipe:
        said = pipe.read()
    os.waitpid(child, 0)
    return json.loads(said) if said else verdict("crash", "Died", "")
