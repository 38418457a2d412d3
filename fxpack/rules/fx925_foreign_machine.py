"""An extension module is for another processor or system than its name says.

Azure runs Python functions on Linux and x86_64 only. Modules called `.abi3.so` or just `.so` have
the same name for every processor, and on a Mac too.

Example:
--- .python_packages/lib/site-packages/bcrypt/__init__.py
--- .python_packages/lib/site-packages/bcrypt/_bcrypt.abi3.so (aarch64)

Use instead:
--- .python_packages/lib/site-packages/bcrypt/_bcrypt.abi3.so (x86_64)

Source: https://learn.microsoft.com/azure/azure-functions/functions-reference-python;
https://github.com/Azure/azure-functions-docker/issues/1231 (no images for arm64).
"""

from __future__ import annotations

from collections.abc import Iterator

from fxpack.archive import Archive
from fxpack.artifact import SharedObject
from fxpack.model import Finding, Location
from fxpack.rules.packages import INSIDE, foreign_distributions, top, where

SEVERITY = "error"


def check(archive: Archive) -> Iterator[Finding]:
    platform = archive.platform
    fitting = f".cpython-{platform.python[0]}{platform.python[1]}-{platform.machine}-linux-gnu.so"
    right = {top(each.path) for each in archive.objects if each.machine == platform.machine}
    found: dict[str, SharedObject] = {}
    for each in archive.objects:
        package = top(each.path)
        if not each.path.startswith(INSIDE) or package in right or each.machine == platform.machine:
            continue
        if each.path.endswith((fitting, ".abi3.so")) and (each.machine or each.kind == "Mach-O"):
            found.setdefault(package, each)
    if not found or any(foreign_distributions(archive)):
        return
    for package, each in found.items():
        made_for = f"Linux on {each.machine}" if each.machine else "macOS"
        yield Finding(
            message=f"an extension module of {package} is for {made_for}, and the app runs on "
            f"{where(platform)}",
            at=Location(path=each.path),
            help=f"install for the app: `fxpack build --local --python {platform.version}`",
        )
