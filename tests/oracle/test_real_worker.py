"""The real workers beside fxpack, on every function of every app under fixtures/apps."""

from __future__ import annotations

import os
import sys
from typing import Any

from fxpack.app.functions import functions
from fxpack.judge import lint_project
from fxpack.model import Target
from fxpack.read.apps import find_apps
from fxpack.read.project import read_project
from fxpack.read.tree import Tree
from fxpack.settings import Flags, Settings
from tests.oracle.ask import INDEXER, ROOT, WORKER, ask

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
    found_functions = []
    errors: dict[str, list[str]] = {}
    for app in find_apps([str(APPS)], str(ROOT)).apps:
        project = read_project(Tree(app.root), target=Target(python=(3, 13)))
        linted = lint_project(project, Settings())
        assert not linted.crashes
        for function in project.v1_functions:
            found_functions.append((os.path.abspath(app.root), function.name))
            errors[name_of(found_functions[-1])] = [
                f"{found.code} {found.message}"
                for found in linted.diagnostics
                if found.severity == "error"
                and (
                    found.function == function.name
                    or (found.function is None and found.location.path in function.loads)
                )
            ]
    return found_functions, errors


def name_of(function: tuple[str, str]) -> str:
    return f"{os.path.relpath(function[0], APPS).replace(os.sep, '/')}/{function[1]}"


def is_silent_right(answer: dict[str, Any]) -> bool:
    """Whether no reading of the source can know it, or the oracle lacks what the app requires."""
    return answer["stage"] == "crash" or answer["type"] not in SAID


def test_the_worker_and_fxpack_agree_on_every_fixture() -> None:
    assert sys.version_info[:2] == (3, 13)
    asked, errors = verdicts()
    answers = dict(zip(map(name_of, asked), ask(sys.executable, WORKER, asked), strict=True))
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


def test_the_indexer_and_fxpack_agree_on_every_fixture() -> None:
    refused, wrong = 0, {}
    apps = [os.path.abspath(app.root) for app in find_apps([str(APPS)], str(ROOT)).apps]
    for app, said in zip(apps, ask(sys.executable, INDEXER, apps), strict=True):
        listing = functions(app, Flags(python=(3, 13)), app).listing
        if any(each.function.model == "v1" for each in listing.functions):
            continue
        if not said["ok"] and said["type"] == "ModuleNotFoundError":
            continue
        refused += not said["ok"]
        if said["ok"] is bool(listing.errors):
            wrong[os.path.relpath(app, APPS)] = (said, listing.errors)
    assert wrong == {}
    assert refused
