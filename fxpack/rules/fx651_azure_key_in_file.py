"""A key to an Azure account stands in a file that is published.

Whoever may read the app's files, the zip or the repository then has all that the account holds. Keys
of emulators, variables and what only stands for a key are passed over, here and in FX652 to FX658; so
are files that are not published, and the packages of others.

Example:
--- shared/store.py
CONNECTION = (
    "DefaultEndpointsProtocol=https;AccountName=shop;"
    "AccountKey=gtD7fGUOv8fwNfBb0jXxUJR4QQAAabVVloZaXZxmCu1VShIqmArIntn9oX98WHgCtzC1uwB5FXZP+AStf7stgA=="
)

Use instead:
--- shared/store.py
import os

CONNECTION = os.environ["SHOP_STORAGE"]

Source: https://learn.microsoft.com/azure/storage/common/storage-account-keys-manage; the shapes:
microsoft-security-utilities-secret-masker 1.0.0b4.
"""

from __future__ import annotations

from collections.abc import Iterator

from fxpack.model import Finding, Project

SEVERITY = "error"


def check(project: Project) -> Iterator[Finding]:
    for _, problem in project.problems_of("azure-key-in-file"):
        yield Finding(
            message=f"{problem.detail['what']} would be published",
            at=problem.at,
            help="regenerate the key, and read it from the app's settings; or connect with a "
            "managed identity, which needs none",
        )
