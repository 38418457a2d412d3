"""A token or key of a service stands in a file that is published.

Those of GitHub, GitLab, PyPI, npm, NuGet, Databricks, AWS, Slack, SendGrid, Stripe and OpenAI are known by
their shape.

Example:
--- shared/issues.py
HEADERS = {"Authorization": "token ghp_UqRdS0gprzWWRpWv81aW71L33scX9VhJhKM1"}

Use instead:
--- shared/issues.py
import os

HEADERS = {"Authorization": f"token {os.environ['ISSUES_TOKEN']}"}

Source: detect-secrets 1.5.0, plugins; microsoft-security-utilities-secret-masker 1.0.0b4.
"""

from __future__ import annotations

from collections.abc import Iterator

from fxpack.model import Finding, Project

SEVERITY = "error"


def check(project: Project) -> Iterator[Finding]:
    for _, problem in project.problems_of("access-token-in-file"):
        yield Finding(
            message=f"{problem.detail['what']} would be published",
            at=problem.at,
            help="revoke it, and read a new one from the app's settings",
        )
