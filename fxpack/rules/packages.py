"""What rules about the packages in a zip have in common."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from fxpack.archive import Archive, Distribution
from fxpack.artifact import SITE_PACKAGES
from fxpack.nouns import NamedTuple
from fxpack.platforms import Platform

INSIDE = SITE_PACKAGES + "/"

_MODULE = re.compile(r"(?P<module>[^.]*(?:\.libs/[^.]*)?)(?:\.(?P<tag>[\w-]+))?\.(?P<kind>so|pyd)")
_CPYTHON = re.compile(r"cpython-3(?P<minor>\d+)(?P<flavour>[a-z]*)-(?P<platform>.+)")
_TAG = re.compile(r"(?P<python>[a-z]+)(?P<major>\d)(?P<minor>\d*)-(?P<abi>[^-]+)-(?P<platform>.+)")
_LINUX = re.compile(r"any|(?:many)?linux(?:_?\d+)*_x86_64")


class Foreign(NamedTuple):
    """Something that is for another Python or platform, and for which: "Windows", "Python 3.10"."""

    what: str
    for_: str


def top(path: str) -> str:
    """The name at the top of site-packages that a path belongs to: `numpy` for numpy.libs too."""
    name = path.removeprefix(INSIDE).split("/", 1)[0]
    return name.removesuffix(".libs") if "/" in path.removeprefix(INSIDE) else name.split(".", 1)[0]


def where(platform: Platform) -> str:
    """What an app runs on, in words."""
    return f"Python {platform.version} on Linux ({platform.machine})"


def foreign_distributions(archive: Archive) -> Iterator[tuple[Distribution, Foreign]]:
    """The packages of which WHEEL says that they are for something else."""
    for distribution in archive.distributions:
        reasons = [foreign_tag(tag, archive.platform) for tag in distribution.tags]
        if reasons and all(reasons):
            yield distribution, Foreign(distribution.tags[0], reasons[0])


def foreign_tag(tag: str, platform: Platform) -> str:
    """What a tag of a wheel is for, "" where it fits or cannot be told.

    How new a glibc it wants is left to the symbols in the files, which tell it exactly.
    """
    found = _TAG.fullmatch(tag)
    if not found:
        return ""
    for part in found["platform"].split("."):
        if not _LINUX.fullmatch(part):
            return _platform(part)
    if found["python"] == "pp":
        return "PyPy"
    if found["python"] not in ("cp", "py") or found["major"] != "3" or not found["minor"]:
        return ""
    minor = int(found["minor"])
    exact = found["python"] == "cp" and found["abi"].startswith("cp")
    if minor > platform.python[1] or (exact and minor != platform.python[1]):
        return f"Python 3.{minor}"
    return f"free-threaded Python 3.{minor}" if exact and found["abi"].endswith("t") else ""


def _platform(tag: str) -> str:
    if tag.startswith("win"):
        return "Windows"
    if tag.startswith("macosx"):
        return "macOS"
    if tag.startswith("musllinux"):
        return "Linux with musl, such as Alpine"
    machine = re.fullmatch(r"(?:many)?linux(?:_?\d+)*_(.+)", tag)
    return f"Linux on {machine[1]}" if machine else ""


def foreign_modules(paths: Iterable[str], platform: Platform) -> Iterator[Foreign]:
    """Extension modules that this Python does not load, and has nothing to load instead of."""
    known = set(paths)
    fitting = (
        f".cpython-{platform.python[0]}{platform.python[1]}-{platform.machine}-linux-gnu.so",
        ".abi3.so",
        ".so",
        ".py",
        "/__init__.py",
    )
    for path in sorted(known):
        if not path.endswith((".so", ".pyd")):
            continue
        found = _MODULE.fullmatch(path.removeprefix(INSIDE))
        reason = _module(found["tag"] or "", found["kind"], platform) if found else ""
        if found and reason:
            module = INSIDE + found["module"]
            if not any(module + suffix in known for suffix in fitting):
                yield Foreign(path, reason)


def _module(tag: str, kind: str, platform: Platform) -> str:
    """What the name of an extension module says it is for, "" where it fits or cannot be told."""
    if kind == "pyd":
        return "Windows"
    if tag.startswith("pypy"):
        return "PyPy"
    found = _CPYTHON.fullmatch(tag)
    if not found:
        return ""
    if found["platform"] == "darwin":
        return "macOS"
    if found["platform"].endswith("-musl"):
        return "Linux with musl, such as Alpine"
    if found["platform"].endswith("-linux-gnu") and not found["platform"].startswith("x86_64"):
        return f"Linux on {found['platform'].removesuffix('-linux-gnu')}"
    if int(found["minor"]) != platform.python[1]:
        return f"Python 3.{found['minor']}"
    return f"free-threaded Python 3.{found['minor']}" if found["flavour"] == "t" else ""
