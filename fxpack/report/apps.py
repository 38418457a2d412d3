"""The apps of a repository: a line each, JSON, or the matrix that a CI system makes jobs of."""

from __future__ import annotations

import json
from collections.abc import Iterable

from fxpack.nouns import NamedTuple
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
    return json.dumps({"include": list(_jobs(apps).values())}) + "\n"


def azure_matrix(apps: Iterable[ListedApp]) -> str:
    """The value of `strategy.matrix` of Azure Pipelines, in one line: jobs by their names."""
    return json.dumps(_jobs(apps)) + "\n"


def _jobs(apps: Iterable[ListedApp]) -> dict[str, dict[str, str]]:
    """Jobs by their names, of which no two are the same: artifacts are called after them.

    Nor do they differ in letter case only. Azure Pipelines takes names of 100 characters.
    """
    jobs: dict[str, dict[str, str]] = {}
    taken: set[str] = set()
    for app in apps:
        start = name = app.name[:90]
        number = 2
        while name.lower() in taken:
            name, number = f"{start}_{number}", number + 1
        taken.add(name.lower())
        jobs[name] = {"app": app.path, "name": name, "python": app.python}
    return jobs
