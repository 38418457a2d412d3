"""A shared object needs a newer glibc than Azure has.

The loader refuses it: `version 'GLIBC_2.38' not found`. Wheels of PyPI say in their name how new a
glibc they need; what was built on the own machine needs what that machine has.

Example:
--- .python_packages/lib/site-packages/own/__init__.py
--- .python_packages/lib/site-packages/own/_fast.abi3.so (x86_64, GLIBC_2.17, GLIBC_2.38)

Use instead:
--- .python_packages/lib/site-packages/own/_fast.abi3.so (x86_64, GLIBC_2.17)

Source: https://github.com/Azure/Azure-Functions/issues/2570; data/platforms.json.
"""

from __future__ import annotations

from collections.abc import Iterator

from fxpack.archive import Archive
from fxpack.artifact import SharedObject
from fxpack.model import Finding, Location
from fxpack.rules.packages import top

SEVERITY = "error"


def check(archive: Archive) -> Iterator[Finding]:
    platform = archive.platform
    found: dict[str, list[SharedObject]] = {}
    for each in archive.objects:
        if each.machine == platform.machine and each.glibc and each.glibc > platform.glibc:
            found.setdefault(top(each.path), []).append(each)
    for package, objects in found.items():
        worst = max(objects, key=lambda each: each.glibc or (0, 0))
        assert worst.glibc is not None
        others = f" (and {len(objects) - 1} more of {package})" if len(objects) > 1 else ""
        yield Finding(
            message=f"this file{others} needs glibc {worst.glibc[0]}.{worst.glibc[1]}, and Python "
            f"{platform.version} in Azure has {platform.glibc[0]}.{platform.glibc[1]} "
            f"({platform.system})",
            at=Location(path=worst.path),
            help="take a wheel for manylinux_"
            f"{platform.glibc[0]}_{platform.glibc[1]} or older, or build it in {platform.image}",
        )
