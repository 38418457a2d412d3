"""The Pythons of Azure Functions: which there are, and what they run on."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from fxpack.errors import UsageError
from fxpack.facts import table
from fxpack.nouns import NamedTuple

if TYPE_CHECKING:
    from packaging.tags import Tag

Python = tuple[int, int]


LEGACY = {17: "manylinux2014", 12: "manylinux2010", 5: "manylinux1"}
"""How tags of wheels were called before PEP 600, by the minor version of glibc."""


class Platform(NamedTuple):
    """What one Python runs on in Azure: always Linux on x86_64.

    status  "available", "preview", or "retired": apps still run, but nothing is mended
    until   the month in which support ends
    glibc   the oldest that the platform has: wheels may need no newer one
    image   where native packages can be built
    machine what the processor is called in the tags of wheels; workers run on no other
    """

    python: Python
    status: str
    until: str
    glibc: tuple[int, int]
    system: str
    image: str
    machine: str = "x86_64"

    @property
    def version(self) -> str:
        return f"{self.python[0]}.{self.python[1]}"

    @property
    def uv_name(self) -> str:
        """How uv calls it: the value of `--python-platform`."""
        return f"{self.machine}-manylinux_{self.glibc[0]}_{self.glibc[1]}"

    def platform_tags(self) -> list[str]:
        """The platforms whose wheels it can load, the closest first."""
        tags = []
        for minor in range(self.glibc[1], 4, -1):
            tags.append(f"manylinux_{self.glibc[0]}_{minor}_{self.machine}")
            if minor in LEGACY:
                tags.append(f"{LEGACY[minor]}_{self.machine}")
        return [*tags, f"linux_{self.machine}"]

    def tags(self) -> list[Tag]:
        """The tags of the wheels it can load, the best first."""
        from packaging.tags import compatible_tags, cpython_tags

        name = f"cp{self.python[0]}{self.python[1]}"
        platforms = self.platform_tags()
        return [
            *cpython_tags(self.python, [name], platforms),
            *compatible_tags(self.python, name, platforms),
        ]

    def environment(self) -> dict[str, str]:
        """What the environment markers of PEP 508 see there, as uv has it for `--python-version`."""
        return {
            "implementation_name": "cpython",
            "implementation_version": f"{self.version}.0",
            "os_name": "posix",
            "platform_machine": self.machine,
            "platform_python_implementation": "CPython",
            "platform_release": "",
            "platform_system": "Linux",
            "platform_version": "",
            "python_full_version": f"{self.version}.0",
            "python_version": self.version,
            "sys_platform": "linux",
        }

    def holds(self, marker: str, extra: str = "") -> bool:
        """Whether an environment marker holds there; raises what `packaging` does for a bad one."""
        from packaging.markers import Marker

        return Marker(marker).evaluate({**self.environment(), "extra": extra})


@cache
def platforms() -> dict[Python, Platform]:
    """All platforms, by Python, oldest first."""
    known = {}
    for version, facts in table("platforms")["python"].items():
        python = _numbers(version)
        known[python] = Platform(python=python, **{**facts, "glibc": _numbers(facts["glibc"])})
    return known


def platform_of(python: Python) -> Platform:
    """The platform of a Python that `python_of` has let pass."""
    return platforms()[python]


def newest() -> Python:
    """The newest generally available Python."""
    return max(python for python, each in platforms().items() if each.status == "available")


def newest_on(plan: str) -> Python | None:
    """The newest Python that a hosting plan gets, None where it gets all of them."""
    last: str = table("platforms")["plans"][plan]["newest"]
    return _numbers(last) if last else None


def plan_name(plan: str) -> str:
    """What a hosting plan is called in a sentence."""
    name: str = table("platforms")["plans"][plan]["name"]
    return name


def python_of(written: object, source: str) -> Python:
    """The Python that a text such as `3.12` names; `source` says whose text it is."""
    for python in platforms():
        if written == f"{python[0]}.{python[1]}":
            return python
    *others, last = (f"{python[0]}.{python[1]}" for python in platforms())
    raise UsageError(
        f'{source}: Azure Functions has no Python "{written}": '
        f"one of {', '.join(others)} and {last} is needed"
    )


def _numbers(version: str) -> tuple[int, int]:
    major, minor = version.split(".")
    return int(major), int(minor)
