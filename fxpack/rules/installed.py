"""Which packages a zip has, and whether that is what is asked for."""

from __future__ import annotations

from collections.abc import Mapping

from fxpack.archive import Archive
from fxpack.rules.packages import INSIDE

BROUGHT = frozenset({"azure-functions", "grpcio", "protobuf", "werkzeug", "markupsafe"})
"""The worker has them itself, behind those of the app (azure-functions-python-worker 4, its
pyproject.toml)."""


class Installed:
    """The packages of a zip by their names."""

    def __init__(self, archive: Archive) -> None:
        self._known = {each.name: each for each in archive.distributions}
        paths = (m.path.removeprefix(INSIDE) for m in archive.members if m.path.startswith(INSIDE))
        self._tops = {path.split("/", 1)[0].split(".", 1)[0].lower() for path in paths}

    def lacks(self, name: str, specifier: str) -> str:
        """Why a requirement is not met, in words; "" where it is, or where that cannot be told."""
        found = self._known.get(name)
        if found is None:
            # tools that drop .dist-info folders leave the package itself
            there = name in BROUGHT or name.replace("-", "_") in self._tops
            return "" if there else "it is not in the zip"
        if not specifier or found.direct or _allows(specifier, found.version):
            return ""
        return f"the zip has {found.version}"


def applies(
    marker: str, environment: Mapping[str, str], extras: frozenset[str] = frozenset()
) -> bool:
    """Whether a marker holds; one that cannot be told does not."""
    if not marker:
        return True
    from packaging.markers import Marker, UndefinedComparison, UndefinedEnvironmentName

    try:
        parsed = Marker(marker)
        return any(parsed.evaluate({**environment, "extra": extra}) for extra in ("", *extras))
    except (UndefinedComparison, UndefinedEnvironmentName, ValueError):
        return False


def _allows(specifier: str, version: str) -> bool:
    from packaging.specifiers import InvalidSpecifier, SpecifierSet
    from packaging.version import InvalidVersion

    try:
        return SpecifierSet(specifier).contains(version, prereleases=True)
    except (InvalidSpecifier, InvalidVersion):
        return True
