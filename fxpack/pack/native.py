"""Wheels of compiled code, built in a container of the image that Azure uses, or of another."""

from __future__ import annotations

import os
import posixpath
from collections import deque
from collections.abc import Iterable, Sequence
from threading import Event

from fxpack.artifact import Progress
from fxpack.errors import NativeBuildError
from fxpack.nouns import NamedTuple
from fxpack.pack.at_once import at_once
from fxpack.pack.build_order import Source, batches
from fxpack.pack.build_output import told
from fxpack.pack.container import WORK, Limits, Put
from fxpack.pack.network import Network
from fxpack.pack.pip_settings import pip_settings
from fxpack.pack.repair import Built, Tools, bundled, check_glibc, lacking, repair
from fxpack.pack.workshop import KEPT, PROXIES, Site, Workshop, opened
from fxpack.platforms import Platform


class NativeBuild(NamedTuple):
    """What is to be built, and where.

    image       its name; "" for the platform's own
    build_deps  Debian packages
    """

    sources: tuple[Source, ...]
    platform: Platform
    image: str = ""
    build_deps: tuple[str, ...] = ()
    network: Network = Network()
    limits: Limits = Limits()


class BuiltWheel(NamedTuple):
    """A wheel on this disk.

    glibc    the newest that it may need: of the image where one was named, else of the platform
    bundled  libraries that were copied into it, since Azure lacks them
    """

    source: Source
    path: str
    glibc: tuple[int, int]
    bundled: tuple[str, ...] = ()


def build_native(
    order: NativeBuild, place: str, progress: Progress, tools: Tools
) -> tuple[BuiltWheel, ...]:
    """The wheels of all sources, in their order.

    place  a folder for them, with nothing in it
    tools  asked where a wheel needs a library that Azure lacks

    Raises NativeBuildError; nothing is left on the engine then, nor otherwise.
    """
    settings = pip_settings(order.network, order.platform)
    site = Site(
        order.image or order.platform.image,
        order.platform,
        order.build_deps,
        order.limits,
        network=not order.network.offline,
    )
    with opened(site, settings, progress) as workshop:
        return _Building(order, workshop, progress).all(place, tools)


class _Building:
    """One order in one container."""

    def __init__(self, order: NativeBuild, workshop: Workshop, progress: Progress) -> None:
        self._order = order
        self._workshop = workshop
        self._progress = progress

    def all(self, place: str, tools: Tools) -> tuple[BuiltWheel, ...]:
        self._check_pip()
        sources = enumerate(self._order.sources)
        self._workshop.container.put(*(Put(_place(*each), each[1].path) for each in sources))
        numbers = {source: number for number, source in enumerate(self._order.sources)}
        ready: list[int] = []

        def work(number: int, _: Event) -> None:
            self._build(number, tuple(ready))

        for batch in batches(self._order.sources):
            todo = [numbers[source] for source in batch]
            at_once(work, todo, max(2, os.cpu_count() or 2))
            ready += todo
        ceiling = self._workshop.glibc if self._order.image else self._order.platform.glibc
        return tuple(
            self._taken(source, numbers[source], place, tools, ceiling) for source in numbers
        )

    def _check_pip(self) -> None:
        container = self._workshop.container
        if container.output([self._workshop.python, "-m", "pip", "--version"])[0]:
            raise NativeBuildError(
                f"the Python of {container.image} has no pip: name another image by --image"
            )

    def _build(self, number: int, ready: Sequence[int]) -> None:
        """Make the wheel of a source; wheels that are `ready` can be used for that."""
        source = self._order.sources[number]
        workshop = self._workshop
        lines: deque[str] = deque(maxlen=KEPT)
        path = _place(number, source)
        script = PROXIES
        if os.path.isdir(source.path):
            # Builds write into their sources, and these are only read.
            writable = f"{WORK}/work/{number}"
            script += f"cp -R {path} {writable} && chmod -R u+w {writable} && "
            path = writable
        script += 'exec "$@"'
        pip = [workshop.python, "-m", "pip", "wheel", "--verbose", "--no-deps"]
        options = ["--progress-bar=off", f"--wheel-dir={WORK}/out/{number}"]
        options += [f"--find-links={WORK}/out/{each}" for each in ready]
        command = ["sh", "-c", script, "sh", *pip, *options, path]
        if workshop.run(source.name, command, workshop.hearing(source.name, lines)):
            workshop.judge(source.name, lines)
            raise _compile_error(source.name, workshop.container.image, lines)

    def _taken(
        self, source: Source, number: int, place: str, tools: Tools, ceiling: tuple[int, int]
    ) -> BuiltWheel:
        """The wheel of a source, repaired where it has to be."""
        from fxpack.pack.wheelfacts import facts_of

        container = self._workshop.container
        inside = f"{WORK}/out/{number}"
        wheel = self._got(source, inside, os.path.join(place, str(number)))
        facts = facts_of(wheel)
        check_glibc(source.name, facts, ceiling, container.image)
        if not lacking(facts):
            return BuiltWheel(source, wheel, ceiling)
        built = Built(posixpath.join(inside, os.path.basename(wheel)), source.name, facts)
        folder = repair(container, self._workshop.python, built, tools, self._workshop.glibc)
        os.unlink(wheel)
        wheel = self._got(source, folder, os.path.join(place, str(number)))
        repaired = facts_of(wheel)
        check_glibc(source.name, repaired, ceiling, container.image)
        names = bundled(wheel, facts)
        self._progress.say(
            f"{source.name}: Azure lacks {', '.join(lacking(facts))}; copied into the wheel from "
            f"{container.image}: {', '.join(names)}"
        )
        return BuiltWheel(source, wheel, ceiling, names)

    def _got(self, source: Source, folder: str, target: str) -> str:
        os.makedirs(target, exist_ok=True)
        found = self._workshop.container.get(folder, target)
        paths = [path for path in found if path.endswith(".whl")]
        if len(paths) != 1:
            raise NativeBuildError(
                f"{source.name}: its build ended well and left {len(paths)} wheels where one is "
                "expected: its build backend is broken"
            )
        return paths[0]


def _place(number: int, source: Source) -> str:
    name = "" if os.path.isdir(source.path) else "/" + os.path.basename(source.path)
    return f"{WORK}/in/{number}{name}"


def _compile_error(name: str, image: str, lines: Iterable[str]) -> NativeBuildError:
    why, around = told(lines)
    error = NativeBuildError(
        f"{name} could not be built in {image}: {why}; where a header or a program is missing, name "
        "its Debian package by --build-deps"
    )
    error.add_note(around)
    return error
