"""What fxpack tells of an app of decorators, in few words."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain
from typing import NamedTuple

from fxpack.model import Project, Target
from fxpack.read.project import read_project
from tests.apps import BASE

APP = "import azure.functions as func\napp = func.FunctionApp()\n"
DURABLE = "import azure.functions as func\nimport azure.durable_functions as df\napp = df.DFApp()\n"


class Told(NamedTuple):
    """The names of the functions that are told, the kinds of problems, and what cannot be told."""

    names: list[str]
    kinds: list[str]
    undecided: list[str]


def read(
    script: str, others: Mapping[str, str] | None = None, *, python: tuple[int, int] = (3, 13)
) -> Project:
    """The project of an app with this function_app.py, and other files beside it."""
    texts = {
        "host.json": BASE["host.json"],
        "requirements.txt": "azure-functions\nazure-functions-durable\nsomewhere\n",
        "function_app.py": script,
        **(others or {}),
    }
    files = {path: text.encode() for path, text in texts.items()}
    return read_project(files, target=Target(python=python))


def tell(
    script: str, others: Mapping[str, str] | None = None, *, python: tuple[int, int] = (3, 13)
) -> Told:
    """What is told of an app, below the first lines that are most often the same."""
    project = read(script, others, python=python)
    problems = chain(project.problems, *(function.problems for function in project.functions))
    return Told(
        [function.name for function in project.functions],
        [problem.kind for problem in problems],
        [undecided.reason for undecided in project.undecided],
    )
