"""The apps of a repository: a line each, JSON, or the matrix that a CI system makes jobs of."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, NamedTuple

from fxpack.report.plain_text import one_line

VERSION = 1
"""The version of the JSON format: members may be added under the same number, never changed."""


class ListedApp(NamedTuple):
    """An app: its folder from the current one, a name for a job, and the Python it runs on.

    because  one of the changed files that touch it, from the current folder; "" where no change
             was asked about
    """

    path: str
    name: str
    python: str
    because: str = ""


def text(apps: Iterable[ListedApp]) -> str:
    """A folder in each line."""
    return "".join(f"{one_line(app.path)}\n" for app in apps)


def as_json(apps: Iterable[ListedApp]) -> str:
    """One JSON object, held to schemas/apps-output.schema.json."""
    value = {"version": VERSION, "apps": [app._asdict() for app in apps]}
    return json.dumps(value, indent=2) + "\n"


def github_matrix(apps: Iterable[ListedApp]) -> str:
    """The value of `strategy.matrix` of GitHub Actions, in one line."""
    return json.dumps({"include": [_job(app) for app in apps]}) + "\n"


def azure_matrix(apps: Iterable[ListedApp]) -> str:
    """The value of `strategy.matrix` of Azure Pipelines, in one line: jobs by their names."""
    jobs: dict[str, dict[str, Any]] = {}
    for app in apps:
        name, number = app.name, 2
        while name in jobs:
            name, number = f"{app.name}_{number}", number + 1
        jobs[name] = _job(app)
    return json.dumps(jobs) + "\n"


def _job(app: ListedApp) -> dict[str, str]:
    return {"app": app.path, "name": app.name, "python": app.python}
