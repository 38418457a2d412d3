"""The client secret of an application stands in a file that is published.

Whoever has it, and the application's id, acts as the application in Microsoft Entra ID.

Example:
--- shared/login.py
CLIENT_SECRET = "yyx8Q~WslqCwTXjtqR1fQxstS98VpLl2AejxQ"

Use instead:
--- shared/login.py
import os

CLIENT_SECRET = os.environ["CLIENT_SECRET"]

Source: https://learn.microsoft.com/entra/identity-platform/how-to-add-credentials; the shape:
microsoft-security-utilities-secret-masker 1.0.0b4, SEC101/156.
"""

from __future__ import annotations

from collections.abc import Iterator

from fxpack.model import Finding, Project

SEVERITY = "error"


def check(project: Project) -> Iterator[Finding]:
    for _, problem in project.problems_of("client-secret-in-file"):
        yield Finding(
            message=f"{problem.detail['what']} would be published",
            at=problem.at,
            help="delete the secret in Microsoft Entra ID, and read a new one from the app's "
            "settings; or use a managed identity, which needs none",
        )
