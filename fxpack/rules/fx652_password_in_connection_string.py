"""A connection string with its password stands in a file that is published.

Whoever may read the app's files, the zip or the repository can then log in to the database. A server of
the own machine is passed over.

Example:
--- shared/database.py
CONNECTION = "Server=tcp:shop.database.windows.net,1433;Database=shop;Uid=app;Pwd=k7Rw-Vx2m.Lq9"

Use instead:
--- shared/database.py
import os

CONNECTION = os.environ["SHOP_DATABASE"]

Source: https://learn.microsoft.com/dotnet/framework/data/adonet/connection-string-syntax;
https://learn.microsoft.com/sql/relational-databases/security/password-policy.
"""

from __future__ import annotations

from collections.abc import Iterator

from fxpack.model import Finding, Project

SEVERITY = "error"


def check(project: Project) -> Iterator[Finding]:
    for _, problem in project.problems_of("password-in-connection-string"):
        yield Finding(
            message=f"{problem.detail['what']} would be published",
            at=problem.at,
            help="change the password, and read the connection string from the app's settings; or "
            "connect with a managed identity, which needs none",
        )
