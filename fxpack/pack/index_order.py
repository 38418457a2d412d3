"""Several indexes: where pip's order chooses otherwise than the safe one.

uv takes a package from the first index that has its name, pip the highest version of all indexes. Where
both have a name, whoever publishes on the other index decides what is installed: so the safe order
holds unless pip's is asked for, and it is said where that makes a difference. Both orders are those
of uv, so that nothing but the order differs.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from fxpack.errors import DependencyError, FxpackError
from fxpack.nouns import NamedTuple
from fxpack.pack.asked import Asked
from fxpack.pack.listed_hashes import listed_hashes
from fxpack.pack.network import BEST_MATCH, FIRST_INDEX
from fxpack.platforms import Platform

_PYPI = "https://pypi.org/simple"

Versions = Mapping[str, str]
"""Name → version."""


class Difference(NamedTuple):
    """A package, its version by the safe order, and by pip's."""

    name: str
    first: str
    best: str


def several(asked: Asked, platform: Platform) -> bool:
    """Whether the order of indexes may decide: not where hashes do, or no index is asked."""
    network = asked.network
    if not network.extra_index_urls or network.offline or asked.no_index:
        return False
    indexes = (*network.extra_index_urls, network.index_url or _PYPI)
    several = len({url.rstrip("/") for url in indexes}) > 1
    return several and not listed_hashes(asked, platform).required


def ordered(asked: Asked, strategy: str) -> Asked:
    """The same question in another order of indexes."""
    return asked._replace(network=asked.network._replace(strategy=strategy))


def other_order(asked: Asked) -> str:
    """The strategy to compare the one with that holds."""
    return FIRST_INDEX if asked.network.strategy == BEST_MATCH else BEST_MATCH


def order_warnings(asked: Asked, found: Versions, other: Callable[[Asked], Versions]) -> list[str]:
    """What differs between what was found in one order and what `other` finds in the other."""
    try:
        theirs = other(ordered(asked, other_order(asked)))
    except FxpackError:
        return []
    if asked.network.strategy == BEST_MATCH:
        return [
            f"{each.name} {each.best} is the highest version of all indexes, and the first index "
            f"that has the name has {each.first}: is the other one yours too?"
            for each in _differences(theirs, found)
        ]
    return [
        f"{each.name} {each.first} is from the first index that has the name, and pip would take "
        f"{each.best} from another: list hashes, or have all packages on one index"
        for each in _differences(found, theirs)
    ]


def check_first(asked: Asked, found: Versions, resolved: Callable[[Asked], Versions]) -> None:
    """Raises DependencyError where pip found what the safe order would not have taken."""
    first, best = (resolved(ordered(asked, each)) for each in (FIRST_INDEX, BEST_MATCH))
    for each in _differences(first, best):
        if found.get(each.name) == each.best:
            raise DependencyError(
                f"{asked.source}: pip takes {each.name} {each.best}, and the first index that has "
                f"the name has {each.first}: whoever publishes on the other index would decide what "
                "is installed; uv asks one index after the other, and --index-strategy pip lets pip "
                "have its way"
            )


def versions_by_uv(asked: Asked, platform: Platform) -> Versions:
    """What uv finds. Raises what `uv_errors.translated` says."""
    import tomllib

    from fxpack.pack.uv_compile import answered

    packages: list[dict[str, Any]] = tomllib.loads(answered(asked, platform))["packages"]
    return {each["name"]: each.get("version", "") for each in packages}


def _differences(first: Versions, best: Versions) -> list[Difference]:
    return [
        Difference(name, first[name], best[name])
        for name in sorted(first.keys() & best.keys())
        if first[name] != best[name]
    ]
