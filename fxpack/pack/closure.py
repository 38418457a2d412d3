"""What packages need of each other on a platform, as their metadata say."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING

from fxpack.artifact import WheelFacts
from fxpack.nouns import NamedTuple
from fxpack.platforms import Platform
from fxpack.read.requirement_forms import normalised

if TYPE_CHECKING:
    from packaging.requirements import Requirement


class Need(NamedTuple):
    """A package that needs another, which is in `requirement`."""

    by: WheelFacts
    name: str
    requirement: Requirement


def needs(
    packages: Mapping[str, WheelFacts],
    asked: Mapping[str, Collection[str]],
    platform: Platform,
) -> Iterator[Need]:
    """Every need of packages, followed through the extras that they ask of each other.

    packages  by their normalised name
    asked     the names to begin with, and their extras; those that are no package are passed over
    """
    waiting = [(name, extra) for name, extras in asked.items() for extra in ("", *extras)]
    seen = set(waiting)
    while waiting:
        name, extra = waiting.pop()
        if name not in packages:
            continue
        for requirement in _of(packages[name], extra, platform):
            other = normalised(requirement.name)
            yield Need(packages[name], other, requirement)
            steps = {(other, normalised(each)) for each in requirement.extras} | {(other, "")}
            waiting += sorted(steps - seen)
            seen |= steps


def _of(facts: WheelFacts, extra: str, platform: Platform) -> Iterator[Requirement]:
    """What a wheel requires for an extra, or, where that is "", without any."""
    from packaging.requirements import Requirement

    environment = {**platform.environment(), "extra": extra}
    for text in facts.requires:
        requirement = Requirement(text)
        if requirement.marker is None or requirement.marker.evaluate(environment):
            yield requirement
