"""The real worker beside fxpack, on every function of every app under fixtures/apps."""

from __future__ import annotations

import os
import sys
from typing import Any

from fxpack.judge import lint_project
from fxpack.model import Target
from fxpack.read.apps import find_apps
from fxpack.read.project import read_project
from fxpack.read.tree import Tree
from fxpack.settings import Settings
from tests.oracle.ask import ROOT, ask

APPS = ROOT / "fixtures" / "apps"
# what is refused for a reason that stands in the source
SAID = (
    *("SyntaxError", "IndentationError", "TabError", "NameError", "AttributeError", "TypeError"),
    *("ImportError", "FunctionLoadError", "HostError", "RuntimeError"),
)
# function → why fxpack cannot tell what the worker says
UNDECIDED: dict[str, str] = {
    "bad/functions-1/tick": "a script of Functions 1.x, for which there is a warning",
}


def verdicts() -> tuple[list[tuple[str, str]], dict[str, list[str]]]:
    """The functions of all fixture apps, and the errors that fxpack has against each."""
    functions = []
    errors: dict[str, list[str]] = {}
    for app in find_apps([str(APPS)], str(ROOT)).apps:
        project = read_project(Tree(app.root), target=Target(python=(3, 13)))
        linted = lint_project(project, Settings())
        assert not linted.crashes
        for function in project.functions:
            functions.append((os.path.abspath(app.root), function.name))
            errors[name_of(functions[-1])] = [
                f"{found.code} {found.message}"
                for found in linted.diagnostics
                if found.severity == "error"
                and (
                    found.function == function.name
                    or (found.function is None and found.location.path in function.loads)
                )
            ]
    return functions, errors


def name_of(function: tuple[str, str]) -> str:
    return f"{os.path.relpath(function[0], APPS).replace(os.sep, '/')}/{function[1]}"


def is_silent_right(answer: dict[str, Any]) -> bool:
    """Whether no reading of the source can know it, or the oracle lacks what the app requires."""
    return answer["stage"] == "crash" or answer["type"] not in SAID


def test_the_worker_and_fxpack_agree_on_every_fixture() -> None:
    assert sys.version_info[:2] == (3, 13)
    functions, errors = verdicts()
    answers = dict(zip(map(name_of, functions), ask(sys.executable, functions), strict=True))
    assert answers
    alarms = {name: errors[name] for name, said in answers.items() if said["ok"] and errors[name]}
    assert alarms == {}
    missed = {
        name: said
        for name, said in answers.items()
        if said["ok"] is False and not errors[name] and not is_silent_right(said)
    }
    assert missed.keys() - UNDECIDED.keys() == set(), missed
    assert sorted(UNDECIDED.keys() - missed.keys()) == []
