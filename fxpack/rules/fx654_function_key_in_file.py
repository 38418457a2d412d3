"""A key of a function app stands in a file that is published.

With it anyone can call functions whose `authLevel` is "function", and with the master key do more.

Example:
--- shared/orders.py
URL = "https://orders.azurewebsites.net/api/order?code=7NvlE3LaruSrjLnonWKTn9UGKzEesg61SHE_qaQQ0NV3AzFuXJD2aQ=="

Use instead:
--- shared/orders.py
import os

URL = f"https://orders.azurewebsites.net/api/order?code={os.environ['ORDERS_KEY']}"

Source: https://learn.microsoft.com/azure/azure-functions/function-keys-how-to.
"""

from __future__ import annotations

from collections.abc import Iterator

from fxpack.model import Finding, Project

SEVERITY = "error"


def check(project: Project) -> Iterator[Finding]:
    for _, problem in project.problems_of("function-key-in-file"):
        yield Finding(
            message=f"{problem.detail['what']} would be published",
            at=problem.at,
            help="renew the key in the function app, and read it from the app's settings",
        )
