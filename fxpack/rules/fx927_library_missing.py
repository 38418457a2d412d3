"""A shared object needs a library that neither the zip nor Azure's image has.

The loader stops: `ImportError: libpq.so.5: cannot open shared object file`. Only libraries are named
that are known not to be in the image of this Python.

Example:
--- .python_packages/lib/site-packages/own/__init__.py
--- .python_packages/lib/site-packages/own/_fast.abi3.so (x86_64, needs libc.musl-x86_64.so.1)

Use instead:
--- .python_packages/lib/site-packages/own/_fast.abi3.so (x86_64, needs libc.so.6)

Source: https://github.com/Azure/azure-functions-docker, host/4; data/image_libraries.json.
"""

from __future__ import annotations

from collections.abc import Iterator

from fxpack.archive import Archive
from fxpack.facts import table
from fxpack.model import Finding, Location

SEVERITY = "warning"


def check(archive: Archive) -> Iterator[Finding]:
    absent = table("image_libraries")["absent"] if archive.objects else {}
    version = archive.platform.version
    own: set[str] | None = None
    told: set[str] = set()
    for each in archive.objects:
        if each.machine != archive.platform.machine:
            continue
        for name in each.needed:
            if name in told or version not in absent.get(name, {"python": ()})["python"]:
                continue
            if own is None:
                paths = (member.path.rpartition("/")[2] for member in archive.members)
                own = {*paths, *(other.soname for other in archive.objects)}
            if name not in own:
                told.add(name)
                yield Finding(
                    message=f"this file needs {name}, which is neither in the zip nor in Azure's "
                    f"image of Python {version}",
                    at=Location(path=each.path),
                    help=absent[name]["instead"],
                )
