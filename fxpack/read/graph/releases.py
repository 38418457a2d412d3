"""What is known of distributions from their releases on PyPI, which fxpack's data looked at.

A version between two of them is taken to require nothing but what these do; so this is good for
advice, and not for saying that something must fail.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from fxpack.facts import table

_NEWEST = 2
"""So many of the versions that were looked at are taken for those that come along."""


def prefixes(dotted: str) -> Iterator[str]:
    """A dotted name and the names above it, the longest first."""
    while dotted:
        yield dotted
        dotted = dotted.rpartition(".")[0]


def matches(own: str, dotted: str) -> bool:
    """Whether a name that a distribution brings is what an import is about, or inside of it."""
    return own == dotted or dotted.startswith(f"{own}.") or own.startswith(f"{dotted}.")


@cache
def _bringing() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for distribution, names in table("import_names")["brings"].items():
        for name in names.split():
            found.setdefault(name, []).append(distribution)
    return {name: tuple(each) for name, each in found.items()}


def bringing(dotted: str) -> tuple[str, ...]:
    """The distributions that bring a module, the usual one first; empty where none is known."""
    for name in prefixes(dotted):
        found = _bringing().get(name, ())
        if found:
            usual = table("import_names")["usual"].get(name, name.lower().replace("_", "-"))
            return tuple(sorted(found, key=lambda each: (each != usual, each)))
    return ()


def distribution_of(dotted: str) -> str:
    """The distribution to require for a module, "" where none is known."""
    removed = table("removed_modules")["modules"].get(dotted.partition(".")[0])
    if removed is not None:
        return str(removed[2].partition(" ")[0])
    return next(iter(bringing(dotted)), "")


def brought_by(distribution: str) -> tuple[str, ...] | None:
    """The names that a distribution brings; None where that was not looked at."""
    names = table("import_names")["brings"].get(distribution)
    return tuple(names.split()) if names is not None else None


def closure(
    asked: Iterable[tuple[str, str]], *, any_version: bool = False
) -> frozenset[str] | None:
    """The distributions that come with some, each with the versions that are asked for.

    None where one is not known well enough.

    any_version  take all versions that were looked at, whatever is asked for
    """
    found: set[str] = set()
    stack: list[str] = []
    for name, specifier in asked:
        needs = _all(name) if any_version else _needs(name, specifier)
        if needs is None:
            return None
        found.add(name)
        stack += needs
    while stack:
        name = stack.pop()
        if name not in found:
            found.add(name)
            needs = _all(name) if any_version else _last(name)
            if needs is None:
                return None
            stack += needs
    return frozenset(found)


def _all(name: str) -> set[str] | None:
    """What a distribution requires in any version that was looked at."""
    versions = table("import_names")["requires"].get(name)
    if versions is None:
        return None
    return {each for needs in versions.values() for each in needs.split()}


def _last(name: str) -> set[str] | None:
    """What the newest versions require: what comes along is seldom asked for in an old one."""
    versions = table("import_names")["requires"].get(name)
    if versions is None:
        return None
    return {each for needs in list(versions.values())[-_NEWEST:] for each in needs.split()}


def _needs(name: str, specifier: str) -> set[str] | None:
    """What the version that a specifier leads to may require, by those around it."""
    versions: dict[str, str] | None = table("import_names")["requires"].get(name)
    if versions is None:
        return None
    known = list(versions)
    around = _around(specifier, known) if specifier else known[-1:]
    return {each for version in around for each in versions[version].split()} if around else None


def _around(specifier: str, known: list[str]) -> list[str]:
    """The known version that is meant, or those next to it; empty where it is out of sight."""
    from packaging.specifiers import InvalidSpecifier, SpecifierSet
    from packaging.version import InvalidVersion, Version

    try:
        asked = SpecifierSet(specifier)
        allowed = [each for each in known if asked.contains(each)]
        if known[-1] in allowed:
            return known[-1:]
        pins = [Version(each.version) for each in asked if each.operator in {"==", "==="}]
    except (InvalidSpecifier, InvalidVersion):
        return []
    if allowed and pins:
        return allowed[-1:]
    meant = pins[0] if pins else Version(allowed[-1]) if allowed else None
    if meant is None:
        return []
    below = [each for each in known if Version(each) <= meant]
    above = [each for each in known if Version(each) > meant]
    return [below[-1], above[0]] if below and above else []
