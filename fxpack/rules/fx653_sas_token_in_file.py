"""A shared access signature stands in a file that is published.

It opens what it was signed for to whoever has the URL: a container, a queue, a workflow.

Example:
--- shared/store.py
URL = "https://shop.blob.core.windows.net/in?sv=2022-11-02&se=2031-01-01&sp=r&sig=SJd7n2Khd9fsuUeRSeZ5JHY0i9Lo7f3VLFfRgyj3gXE%3D"

Use instead:
--- shared/store.py
import os

URL = os.environ["SHOP_CONTAINER_URL"]

Source: https://learn.microsoft.com/azure/storage/common/storage-sas-overview.
"""

from __future__ import annotations

from collections.abc import Iterator

from fxpack.model import Finding, Project

SEVERITY = "error"


def check(project: Project) -> Iterator[Finding]:
    for _, problem in project.problems_of("sas-token-in-file"):
        yield Finding(
            message=f"{problem.detail['what']} would be published",
            at=problem.at,
            help="revoke it (by its access policy, or a new account key), and read the URL from "
            "the app's settings",
        )
