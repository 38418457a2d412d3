"""A URL with its password stands in a file that is published.

Whoever may read the app's files, the zip or the repository can then log in. A server of the own machine is
passed over, and requirements.txt has FX412.

Example:
--- shared/queue.py
BROKER = "amqps://app:k7Rw-Vx2m.Lq9@bus.contoso.com/orders"

Use instead:
--- shared/queue.py
import os

BROKER = os.environ["BROKER"]

Source: https://www.rfc-editor.org/rfc/rfc3986, 3.2.1; microsoft-security-utilities-secret-masker 1.0.0b4,
SEC101/127.
"""

from __future__ import annotations

from collections.abc import Iterator

from fxpack.model import Finding, Project

SEVERITY = "error"


def check(project: Project) -> Iterator[Finding]:
    for _, problem in project.problems_of("password-in-url"):
        yield Finding(
            message=f"{problem.detail['what']} would be published",
            at=problem.at,
            help="change the password, and read the URL from the app's settings",
        )
