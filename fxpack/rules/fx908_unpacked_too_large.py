"""The app unpacks to more than the disk of a Consumption plan holds.

That disk has 500 MB, for the app and for what it writes. Other plans have more: where the app runs
on one of those, ignore this rule.

Example:
--- data.bin (600 MB)

Use instead:
--- data.bin (absent)

Source: https://learn.microsoft.com/azure/azure-functions/run-functions-from-deployment-package,
"General considerations"; functions-scale, "Service limits" (temporary storage).
"""

from __future__ import annotations

from collections.abc import Iterator

from fxpack.archive import GIGABYTE, Archive, is_bomb
from fxpack.model import Finding, Location
from fxpack.rules.amounts import gigabytes

SEVERITY = "warning"

DISK = 500_000_000


def check(archive: Archive) -> Iterator[Finding]:
    total = archive.total
    if total > DISK and archive.size <= GIGABYTE and not is_bomb(archive.size, total):
        yield Finding(
            message=f"the app unpacks to {gigabytes(total)}, and the disk of a Consumption plan has "
            "0.50 GB",
            at=Location(path=""),
            help="`fxpack inspect` shows what takes the room; a Flex Consumption, Premium or "
            "Dedicated plan has more",
        )
