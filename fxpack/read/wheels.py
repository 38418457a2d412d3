"""What wheels on this machine say of distributions: what they bring, and what they require.

They are those that are installed beside an app, in `.python_packages` or in its virtual environment.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from fxpack.nouns import NamedTuple
from fxpack.read.importable import importable, is_namespace
from fxpack.read.tree import list_folder

_HEADER = re.compile(rb"^(Name|Version|Requires-Dist):[ \t]*(.*?)[ \t]*\r?$", re.MULTILINE)
_INFO = ".dist-info"
PACKED = ".python_packages/lib/site-packages"


class Known(NamedTuple):
    """What wheels on this machine say.

    wheels  distributions by name
    locked  whether they are all that the requirements were resolved to, and nothing else
    packed  names at the top of `.python_packages`, which may be published as it is
    """

    wheels: Mapping[str, Wheel] = MappingProxyType({})
    locked: bool = False
    packed: frozenset[str] = frozenset()


class Wheel(NamedTuple):
    """A distribution, as its wheel describes it.

    imports   the names that it brings, in namespaces the first one inside
    requires  Requires-Dist, as written
    """

    name: str
    version: str
    imports: tuple[str, ...]
    requires: tuple[str, ...] = ()

    def fits(self, specifier: str) -> bool:
        """Whether it is a version that is asked for."""
        if not specifier:
            return True
        from packaging.specifiers import InvalidSpecifier, SpecifierSet

        try:
            return SpecifierSet(specifier).contains(self.version, prereleases=True)
        except InvalidSpecifier:
            return False

    def needs(
        self, python: tuple[int, int], extras: Iterable[str]
    ) -> Iterator[tuple[str, str, tuple[str, ...]]]:
        """What it requires on the target: names, versions and extras."""
        from packaging.requirements import InvalidRequirement, Requirement

        from fxpack.platforms import platform_of

        platform = platform_of(python)
        for text in self.requires:
            try:
                needed = Requirement(text)
            except InvalidRequirement:
                continue
            marker = str(needed.marker or "")
            if not marker or any(platform.holds(marker, each) for each in ("", *extras)):
                name = re.sub(r"[-_.]+", "-", needed.name).lower()
                yield name, str(needed.specifier), tuple(sorted(needed.extras))


def installed(site: str) -> Iterator[Wheel]:
    """The distributions in a site-packages folder; nothing where there is none."""
    for folder in sorted(list_folder(site).folders):
        if folder.endswith(_INFO):
            wheel = _installed(site, folder)
            if wheel is not None:
                yield wheel


def _installed(site: str, folder: str) -> Wheel | None:
    head = _read(f"{site}/{folder}/METADATA").partition(b"\n\n")[0]
    record = _read(f"{site}/{folder}/RECORD").decode("utf-8", "replace")
    fields: dict[bytes, list[str]] = {}
    for key, value in _HEADER.findall(head):
        fields.setdefault(key, []).append(value.decode("utf-8", "replace"))
    if not record or not fields.get(b"Name") or not fields.get(b"Version"):
        return None
    paths = [line.rsplit(",", 2)[0].strip('"') for line in record.splitlines()]
    modules = [path for path in paths if path.endswith((".py", ".so")) and path[:2] != ".."]
    return Wheel(
        name=re.sub(r"[-_.]+", "-", fields[b"Name"][0]).lower(),
        version=fields[b"Version"][0],
        imports=importable(modules, _namespaces(site, modules)),
        requires=tuple(fields.get(b"Requires-Dist", ())),
    )


def _namespaces(site: str, modules: Iterable[str]) -> frozenset[str]:
    """The outer packages that share their name with other distributions, the way before PEP 420."""
    inits = [path for path in modules if path.endswith("/__init__.py") and path.count("/") < 3]
    return frozenset(
        path.rpartition("/")[0] for path in inits if is_namespace(_read(f"{site}/{path}"))
    )


def _read(path: str) -> bytes:
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError:
        return b""


def packed(root: str) -> frozenset[str]:
    """The names that `.python_packages` of an app makes importable."""
    listing = list_folder(f"{root}/{PACKED}")
    return frozenset(name.partition(".")[0] for name in listing.files | listing.folders)


def sites(root: str) -> Iterator[str]:
    """The folders beside an app that its packages may be installed in."""
    yield f"{root}/{PACKED}"
    for environment in (".venv", "venv", "env"):
        yield f"{root}/{environment}/Lib/site-packages"
        library = f"{root}/{environment}/lib"
        for name in sorted(list_folder(library).folders):
            if name.startswith("python3."):
                yield f"{library}/{name}/site-packages"


def beside(root: str) -> dict[str, Wheel]:
    """The distributions that are installed beside an app, by name."""
    return {wheel.name: wheel for site in sites(root) for wheel in installed(site)}
