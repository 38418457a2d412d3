"""A shared object needs a library that neither the zip nor Azure's image has.

The loader stops: `ImportError: libpq.so.5: cannot open shared object file`. Only libraries are named
that an extension module leads to, and that are known not to be in the image of this Python.

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
from fxpack.artifact import SharedObject
from fxpack.facts import table
from fxpack.model import Finding, Location

SEVERITY = "warning"


def check(archive: Archive) -> Iterator[Finding]:
    absent = table("image_libraries")["absent"] if archive.objects else {}
    version = archive.platform.version
    missing = {name for name, facts in absent.items() if version in facts["python"]}
    if missing.isdisjoint(name for each in archive.objects for name in each.needed):
        return
    for each, name in _not_found(archive, missing):
        yield Finding(
            message=f"this file needs {name}, which is neither in the zip nor in Azure's image of "
            f"Python {version}",
            at=Location(path=each.path),
            help=absent[name]["instead"],
        )


def _not_found(archive: Archive, missing: set[str]) -> Iterator[tuple[SharedObject, str]]:
    """Each missing library with the first file that cannot do without it.

    Only what an extension module leads to is asked: packages have files besides that nothing loads.
    """
    own = {each.path.rpartition("/")[2]: each for each in archive.objects}
    own |= {each.soname: each for each in archive.objects if each.soname}
    queue = [each for each in archive.objects if _is_module(each, archive)]
    seen = {each.path for each in queue}
    told: set[str] = set()
    for each in queue:
        for name in each.needed:
            if name in own:
                if own[name].path not in seen:
                    seen.add(own[name].path)
                    queue.append(own[name])
            elif name in missing and name not in told:
                told.add(name)
                yield each, name


def _is_module(each: SharedObject, archive: Archive) -> bool:
    name = each.path.rpartition("/")[2]
    ours = each.machine == archive.platform.machine
    return ours and name.endswith(".so") and not name.startswith("lib")
