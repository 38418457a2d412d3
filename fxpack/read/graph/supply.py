"""What the requirements make importable, as far as that is known.

Where a module is from is first told by names alone. Only for one that no requirement seems to bring
is all that comes with the requirements worked out, and only where that is known of each of them is
the module said to be missing. Nothing is guessed from a name that is not known.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from fxpack.facts import table, worker_names
from fxpack.graph import Imported
from fxpack.model import Files
from fxpack.nouns import NamedTuple
from fxpack.platforms import platform_of
from fxpack.read.graph import releases

if TYPE_CHECKING:
    from fxpack.read.wheels import Known, Wheel

_SHARED = frozenset({"azure", "azurefunctions", "google", "opentelemetry"})
"""Namespaces: that one distribution brings a part says nothing about the others."""

_DEEP = 3
"""Names that share so many parts may come from the same distribution in another version."""

_WORDS = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")

Wheels = Callable[[], "Known"]


class Asked(NamedTuple):
    """A requirement that holds on the target."""

    name: str
    specifier: str
    extras: tuple[str, ...] = ()


class Supply:
    """What one app can import besides its own modules and the standard library.

    wheels  what is known of distributions from wheels on this machine; asked only where the answer
            depends on it
    """

    def __init__(self, files: Files, python: tuple[int, int], wheels: Wheels | None = None) -> None:
        self.files = files
        self.python = python
        self._wheels = wheels
        self._known: dict[tuple[str, str], Imported] = {}

    def find(self, module: str, name: str = "", *, absent: bool = False) -> Imported:
        """Where a module is from.

        name    what is taken out of it, which may be a module as well
        absent  it is already known that nothing brings the first part of the name
        """
        key = (module, name)
        if key not in self._known:
            self._known[key] = self._absent(module) if absent else self._find(module, name)
        return self._known[key]

    def _absent(self, module: str) -> Imported:
        return Imported(module, "absent", distribution=releases.distribution_of(module))

    def _find(self, module: str, name: str) -> Imported:
        whole = f"{module}.{name}" if name and module.partition(".")[0] in _SHARED else module
        named = self._named(whole)
        if named:
            return Imported(module, "package", distribution=named)
        if self._is_workers(whole):
            return Imported(module, "worker")
        return self._of_all(module, whole)

    # -- by names alone ---------------------------------------------------------------------------

    def _named(self, dotted: str) -> str:
        """The distribution in the requirements that brings a module, "" where none seems to."""
        for name in releases.prefixes(dotted):
            plain = name.lower().replace("_", "-").replace(".", "-")
            if plain in self.words and name not in _SHARED:
                return plain
        return next((each for each in releases.bringing(dotted) if each in self.words), "")

    @cached_property
    def words(self) -> frozenset[str]:
        """All that may be a distribution's name in what says what the app needs."""
        words: set[str] = set()
        for path in ("requirements.txt", "pyproject.toml", "Pipfile"):
            try:
                text = self.files[path].decode("utf-8", "replace")
            except (KeyError, OSError):
                continue
            words.update(_WORDS.findall(re.sub(r"[-_.]+", "-", text.lower())))
        return frozenset(words)

    def _is_workers(self, dotted: str) -> bool:
        top = dotted.partition(".")[0]
        if top not in _SHARED:
            return top in worker_names(self.python)
        shared = table("import_names")["worker"].split()
        return any(releases.matches(own, dotted) for own in shared)

    # -- by all that comes with the requirements --------------------------------------------------

    def _of_all(self, module: str, whole: str) -> Imported:
        usual = releases.distribution_of(whole)
        if self.brought is not None:
            found = self._among(whole, self.brought)
            if found is not None:
                return Imported(module, "package" if found else "unknown", distribution=found)
        top = module.partition(".")[0]
        if self._here is not None and top in self._here.packed:
            return Imported(module, "unknown")
        removed = table("removed_modules")["modules"].get(top)
        if removed is not None:
            gone = self._is_gone(removed[2].split())
            return Imported(module, "removed" if gone else "unknown", distribution=usual)
        if self.brought is not None:
            return Imported(module, "unrequired", distribution=usual)
        return Imported(module, "unknown")

    def _is_gone(self, back: Iterable[str]) -> bool:
        """Whether no requirement, in any version, comes with what brings a removed module back."""
        found: Iterable[str] | None = self.brought
        if found is None and self.asked is not None:
            pairs = ((each.name, "") for each in self.asked)
            found = releases.closure(pairs, any_version=True)
        return found is not None and set(back).isdisjoint(found)

    @staticmethod
    def _among(dotted: str, brought: Mapping[str, tuple[str, ...]]) -> str | None:
        """The distribution that brings a module; "" where one may, None where none does."""
        near = ".".join(dotted.split(".")[:_DEEP])
        for distribution, names in brought.items():
            if any(releases.matches(own, dotted) for own in names):
                return distribution
        deep = near.count(".") == _DEEP - 1
        several = (own for names in brought.values() for own in names)
        return "" if deep and any(releases.matches(near, own) for own in several) else None

    def may_bring(self, top: str) -> bool:
        """Whether a requirement may bring a package of this name, in any version."""
        if top in worker_names(self.python) or self.listed is None:
            return True
        found = releases.closure(((each.name, "") for each in self.listed), any_version=True)
        names = [releases.brought_by(each) for each in found or ()]
        if found is None or None in names:
            return True
        return any(own.partition(".")[0] == top for each in names for own in each or ())

    @cached_property
    def asked(self) -> tuple[Asked, ...] | None:
        """The requirements; None where not all that Azure installs can be told by them."""
        return None if self._is_open else self.listed

    @cached_property
    def _is_open(self) -> bool:
        """Whether more may come into the app than its requirements say."""
        from fxpack.read.graph.elsewhere import may_bring_more

        return may_bring_more(self.files)

    @cached_property
    def listed(self) -> tuple[Asked, ...] | None:
        """The lines of requirements.txt, None where there is more in it than names and versions."""
        if "requirements.txt" not in self.files:
            return None
        from fxpack.read.requirement_lines import read_requirements

        requirements = read_requirements(self.files.__getitem__)
        named = all(line.kind == "named" for line in requirements.lines)
        known = all(each.kind == "ignored" for each in requirements.problems)
        if requirements.options or not named or not known:
            return None
        platform = platform_of(self.python)
        pins = {line.name: line.specifier for line in requirements.lines if line.constraint}
        try:
            return tuple(
                Asked(line.name, _both(line.specifier, pins.get(line.name, "")), line.extras)
                for line in requirements.lines
                if not line.constraint and (not line.marker or platform.holds(line.marker))
            )
        except ValueError:
            return None

    @cached_property
    def brought(self) -> Mapping[str, tuple[str, ...]] | None:
        """Each distribution that comes with the requirements, and its names; None: can't tell."""
        if self._is_open:
            return None
        if self._here is None:
            return self._worked_out({})
        if self._here.locked:
            return {name: wheel.imports for name, wheel in self._here.wheels.items()}
        return self._worked_out(self._here.wheels)

    @cached_property
    def _here(self) -> Known | None:
        return self._wheels() if self._wheels is not None else None

    def _worked_out(self, wheels: Mapping[str, Wheel]) -> Mapping[str, tuple[str, ...]] | None:
        if self.asked is None:
            return None
        found: dict[str, tuple[str, ...]] = {}
        seen: set[Asked] = set()
        stack = list(self.asked)
        while stack:
            one = stack.pop()
            if one in seen:
                continue
            seen.add(one)
            more = self._of_wheel(one, wheels, found)
            if more is None:
                more = self._of_releases(one, found)
            if more is None:
                return None
            stack += more
        return found

    def _of_wheel(
        self, one: Asked, wheels: Mapping[str, Wheel], found: dict[str, tuple[str, ...]]
    ) -> list[Asked] | None:
        """What a wheel that is here says of a requirement: its names, and what it needs."""
        wheel = wheels.get(one.name)
        if wheel is None or not wheel.fits(one.specifier):
            return None
        found[one.name] = (*found.get(one.name, ()), *wheel.imports)
        return [Asked(*needed) for needed in wheel.needs(self.python, one.extras)]

    @staticmethod
    def _of_releases(one: Asked, found: dict[str, tuple[str, ...]]) -> list[Asked] | None:
        """The same of what is known from PyPI; of extras nothing is."""
        names = releases.closure([(one.name, one.specifier)]) if not one.extras else None
        if names is None:
            return None
        for name in names:
            own = releases.brought_by(name)
            if own is None:
                return None
            found[name] = (*found.get(name, ()), *own)
        return []


def _both(one: str, other: str) -> str:
    return ",".join(each for each in (one, other) if each)
