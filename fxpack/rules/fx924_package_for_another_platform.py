"""A package in the zip is for another Python, or for another system.

Its extension modules cannot be loaded: `ModuleNotFoundError`, or an ImportError that names a file.
That is what comes of installing on Windows, on a Mac, or with another Python than the app's. A
package that has what fits beside what does not is passed over.

Example:
--- .python_packages/lib/site-packages/ujson.cpython-310-x86_64-linux-gnu.so (x86_64)
--- .python_packages/lib/site-packages/ujson-5.10.0.dist-info/WHEEL
Tag: cp310-cp310-manylinux_2_17_x86_64

Use instead:
--- .python_packages/lib/site-packages/ujson.cpython-310-x86_64-linux-gnu.so (absent)
--- .python_packages/lib/site-packages/ujson.cpython-312-x86_64-linux-gnu.so (x86_64)
--- .python_packages/lib/site-packages/ujson-5.10.0.dist-info/WHEEL
Tag: cp312-cp312-manylinux_2_17_x86_64

Source: https://packaging.python.org/specifications/platform-compatibility-tags;
https://learn.microsoft.com/azure/azure-functions/recover-python-functions.
"""

from __future__ import annotations

from collections.abc import Iterator

from fxpack.archive import Archive
from fxpack.model import Finding, Location
from fxpack.rules.packages import INSIDE, foreign_distributions, foreign_modules, top, where

SEVERITY = "error"


def check(archive: Archive) -> Iterator[Finding]:
    platform = archive.platform
    help_ = (
        f"install for the app: `fxpack build --local --python {platform.version}`, or "
        f"`uv pip install --python-platform {platform.uv_name} --python-version {platform.version}`"
    )
    found = False
    for distribution, foreign in foreign_distributions(archive):
        found = True
        yield Finding(
            message=f"{distribution.name} {distribution.version} is for {foreign.for_} "
            f"({foreign.what}), and the app runs on {where(platform)}",
            at=Location(path=f"{distribution.folder}/WHEEL"),
            help=help_,
        )
    if found:
        # the files of these packages would only say the same again
        return
    told = set()
    paths = (member.path for member in archive.members if member.path.startswith(INSIDE))
    for foreign in foreign_modules(paths, platform):
        if top(foreign.what) not in told:
            told.add(top(foreign.what))
            yield Finding(
                message=f"an extension module of {top(foreign.what)} is for {foreign.for_}, and the "
                f"app runs on {where(platform)}",
                at=Location(path=foreign.what),
                help=help_,
            )
