"""Wheels of compiled code, built in a container of the image that Azure uses, or of another."""

from __future__ import annotations

import os
import posixpath
import re
from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from hashlib import sha256
from threading import Event
from typing import NamedTuple, NoReturn

from fxpack.artifact import Progress
from fxpack.errors import NativeBuildError, UsageError
from fxpack.pack.at_once import at_once
from fxpack.pack.build_order import Source, batches
from fxpack.pack.container import SECRETS, WORK, Container, Limits, Put, running
from fxpack.pack.engine_errors import ContainerGone, disk_full
from fxpack.pack.network import Network, redacted
from fxpack.pack.pip_settings import PipSettings, pip_settings
from fxpack.pack.repair import EPOCH, Built, Tools, bundled, check_glibc, lacking, repair
from fxpack.platforms import Platform

FORMAT = 1
"""Changes whenever a build of the same sources may give another wheel."""

KEPT = 5000
"""Lines of a build are looked through when it has failed."""

SHOWN = 15
"""So many of them are said again then: the one that tells why, and those around it."""

_PROGRAM = (
    "import os,platform,sys;print(*sys.version_info[:2],platform.machine(),"
    "os.confstr('CS_GNU_LIBC_VERSION'))"
)


Hear = Callable[[str], None]


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
    check_build_deps(order.build_deps)
    settings = pip_settings(order.network, order.platform)
    image = order.image or order.platform.image
    network = not order.network.offline
    with running(
        image, order.limits, progress.say, network=network, apt=bool(order.build_deps)
    ) as container:
        return _Building(order, container, settings, progress).all(place, tools)


def check_build_deps(names: Sequence[str]) -> None:
    """Raises UsageError for what is no name of a Debian package."""
    for name in names:
        if not re.fullmatch(r"[a-z0-9][a-z0-9+.-]+(:[a-z0-9]+)?(=[A-Za-z0-9.+:~-]+)?", name):
            raise UsageError(
                f'--build-deps: "{name}" is no name of a Debian package, such as libpq-dev'
            )


def native_key(
    source: str, platform: Platform, image: str, build_deps: Sequence[str], *, own_image: bool
) -> str:
    """By what a wheel that was built in a container is found in the store.

    source     a hash, or a commit and where it is from
    image      its name, or better its id where it may change under its name
    own_image  whether it was named by the user: then its glibc, and not the target's, is the limit
    """
    ceiling = "its own" if own_image else ".".join(map(str, platform.glibc))
    parts = [source, platform.version, platform.machine, ceiling, image, *sorted(set(build_deps))]
    return f"native {FORMAT} {sha256(repr(parts).encode()).hexdigest()}"


class _System(NamedTuple):
    """What the image is: the command that starts its Python, and its glibc."""

    python: str
    glibc: tuple[int, int]


class _Building:
    """One order in one container."""

    def __init__(
        self, order: NativeBuild, container: Container, settings: PipSettings, progress: Progress
    ) -> None:
        self._order = order
        self._container = container
        self._settings = settings
        self._progress = progress
        self._system = _System("", (0, 0))

    def all(self, place: str, tools: Tools) -> tuple[BuiltWheel, ...]:
        self._container.settle()
        self._system = self._look()
        self._furnish()
        if self._order.build_deps:
            self._install(self._order.build_deps)
        numbers = {source: number for number, source in enumerate(self._order.sources)}
        ready: list[int] = []

        def work(number: int, _: Event) -> None:
            self._build(number, tuple(ready))

        for batch in batches(self._order.sources):
            todo = [numbers[source] for source in batch]
            at_once(work, todo, max(2, os.cpu_count() or 2))
            ready += todo
        ceiling = self._system.glibc if self._order.image else self._order.platform.glibc
        return tuple(
            self._taken(source, numbers[source], place, tools, ceiling) for source in numbers
        )

    # -- before -----------------------------------------------------------------------------------

    def _look(self) -> _System:
        """What Python and glibc there are. Raises NativeBuildError where they are of no use."""
        version = self._order.platform.version
        script = (
            'for each; do test "$(command -v "$each")" && echo "$each $("$each" -I -c "$0")"; done'
        )
        names = (f"python{version}", "python3", "python")
        _, lines = self._container.output(["sh", "-c", script, _PROGRAM, *names])
        found = [line.split() for line in lines]
        image = self._container.image
        for python, *facts in found:
            if facts[:3] == [*version.split("."), self._order.platform.machine]:
                if facts[3:4] != ["glibc"]:
                    raise NativeBuildError(
                        f"{image} has no glibc, and Azure has: name another image by --image"
                    )
                major, minor = facts[4].split(".")[:2]
                return _System(python, (int(major), int(minor)))
        pythons = {f"{each[1]}.{each[2]} on {each[3]}" for each in found if len(each) > 3}
        has = f"has Python {', '.join(sorted(pythons))}" if pythons else "has no Python"
        raise NativeBuildError(
            f"{image} {has}, and Python {version} on {self._order.platform.machine} is needed: name "
            "another image by --image, or the Python by --python"
        )

    def _furnish(self) -> None:
        container = self._container
        folders = ("", "/in", "/links")
        ours = ("/out", "/work", "/work/home", "/work/tmp")
        sources = self._order.sources
        container.put(
            *(Put(WORK + each, None) for each in folders),
            *(Put(WORK + each, None, ours=True) for each in ours),
            *(Put(_place(number, source), source.path) for number, source in enumerate(sources)),
            *self._settings.folders,
        )
        container.whisper(self._settings.secret)
        container.output(["ln", "-s", f"{SECRETS}/netrc", f"{WORK}/work/home/.netrc"])
        if container.output([self._system.python, "-m", "pip", "--version"])[0]:
            raise NativeBuildError(
                f"the Python of {container.image} has no pip: name another image by --image"
            )

    def _install(self, names: Sequence[str]) -> None:
        """Debian packages, by root. Raises NativeBuildError."""
        lines: deque[str] = deque(maxlen=KEPT)

        def hear(line: str) -> None:
            shown = self._shown(line)
            lines.append(shown)
            self._progress.say(f"apt: {shown}")

        script = (
            f". {SECRETS}/proxies; export APT_CONFIG={SECRETS}/apt.conf DEBIAN_FRONTEND=noninteractive"
            '; apt-get -q update && apt-get -q install --yes --no-install-recommends -- "$@"'
        )
        command = ["sh", "-c", script, "sh", *names]
        if code := self._run("--build-deps", command, hear, root=True):
            self._judge("--build-deps", lines)
            raise _apt_error(self._container.image, code, lines)

    # -- builds -----------------------------------------------------------------------------------

    def _build(self, number: int, ready: Sequence[int]) -> None:
        """Make the wheel of a source; wheels that are `ready` can be used for that."""
        source = self._order.sources[number]
        lines: deque[str] = deque(maxlen=KEPT)

        def hear(line: str) -> None:
            shown = self._shown(line)
            lines.append(shown)
            self._progress.say(f"{source.name}: {shown}")

        path = _place(number, source)
        script = f". {SECRETS}/proxies; "
        if os.path.isdir(source.path):
            # Builds write into their sources, and these are only read.
            writable = f"{WORK}/work/{number}"
            script += f"cp -R {path} {writable} && chmod -R u+w {writable} && "
            path = writable
        script += 'exec "$@"'
        pip = [self._system.python, "-m", "pip", "wheel", "--verbose", "--no-deps"]
        options = ["--progress-bar=off", f"--wheel-dir={WORK}/out/{number}"]
        options += [f"--find-links={WORK}/out/{each}" for each in ready]
        command = ["sh", "-c", script, "sh", *pip, *options, path]
        if self._run(source.name, command, hear):
            self._judge(source.name, lines)
            raise _compile_error(source.name, self._container.image, lines)

    def _environ(self) -> Mapping[str, str]:
        return self._settings.env | {
            "HOME": f"{WORK}/work/home",
            "TMPDIR": f"{WORK}/work/tmp",
            "USER": "builder",
            "LOGNAME": "builder",
            "LC_ALL": "C.UTF-8",
            "PYTHONHASHSEED": "0",
            "SOURCE_DATE_EPOCH": EPOCH,
            "GIT_TERMINAL_PROMPT": "0",
        }

    def _run(self, what: str, command: Sequence[str], hear: Hear, *, root: bool = False) -> int:
        """The exit code of a command. Raises what ends it that is not its own fault."""
        env = {} if root else self._environ()
        try:
            return self._container.run(command, each_line=hear, env=env, root=root)
        except ContainerGone as error:
            raise ContainerGone(f"{what}: {error}") from error

    def _judge(self, what: str, lines: Sequence[str]) -> None:
        """Raises what made a command fail other than the command itself."""
        if self._container.was_short_of_memory():
            raise _out_of_memory(what)
        if any("No space left on device" in line for line in lines):
            raise disk_full(what)

    # -- after ------------------------------------------------------------------------------------

    def _taken(
        self, source: Source, number: int, place: str, tools: Tools, ceiling: tuple[int, int]
    ) -> BuiltWheel:
        """The wheel of a source, repaired where it has to be."""
        from fxpack.pack.wheelfacts import facts_of

        container = self._container
        inside = f"{WORK}/out/{number}"
        wheel = self._got(source, inside, os.path.join(place, str(number)))
        facts = facts_of(wheel)
        check_glibc(source.name, facts, ceiling, container.image)
        if not lacking(facts):
            return BuiltWheel(source, wheel, ceiling)
        built = Built(posixpath.join(inside, os.path.basename(wheel)), source.name, facts)
        folder = repair(container, self._system.python, built, tools, self._system.glibc)
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
        paths = [path for path in self._container.get(folder, target) if path.endswith(".whl")]
        if len(paths) != 1:
            raise NativeBuildError(
                f"{source.name}: its build ended well and left {len(paths)} wheels where one is "
                "expected: its build backend is broken"
            )
        return paths[0]

    def _shown(self, line: str) -> str:
        return redacted(line, self._settings.secrets)


def _place(number: int, source: Source) -> str:
    name = "" if os.path.isdir(source.path) else "/" + os.path.basename(source.path)
    return f"{WORK}/in/{number}{name}"


# -- what went wrong ------------------------------------------------------------------------------

_NOISE = re.compile(
    r"\s*(error: subprocess-exited-with-error|\xd7 .*|╰─> .*|│.*|note: .*|hint: .*"
    r"|full command: .*|cwd: .*|\[end of output\]|ERROR: Failed (building|to build) .*"
    r"|error: metadata-generation-failed)?"
)
"""What pip says about every failed build, whatever the reason."""

_TELLING = re.compile(r"\b(fatal )?error: |^\s*ERROR: |^\s*\w+Error: ")


def _compile_error(name: str, image: str, kept: Iterable[str]) -> NativeBuildError:
    lines = [line for line in kept if not _NOISE.fullmatch(line)] or ["it said nothing"]
    telling = [number for number, line in enumerate(lines) if _TELLING.search(line)]
    number = telling[0] if telling else len(lines) - 1
    error = NativeBuildError(
        f"{name} could not be built in {image}: {lines[number].strip()[:300]}; where a header or a "
        "program is missing, name its Debian package by --build-deps"
    )
    error.add_note("\n".join(lines[max(0, number + 4 - SHOWN) : number + 4]))
    return error


def _apt_error(image: str, code: int, lines: Sequence[str]) -> NoReturn:
    said = "\n".join(lines)
    unknown = re.search(
        r"Unable to locate package (\S+)|Version .* for '(\S+)' was not found", said
    )
    if unknown:
        reason = f"{image} knows no package {unknown[1] or unknown[2]}: see packages.debian.org"
    elif "not found" in said and code == 127:
        reason = f"{image} has no apt-get: name an image of Debian or Ubuntu by --image"
    elif re.search(
        r"Temporary failure resolving|Could not (connect|resolve)|Failed to fetch", said
    ):
        reason = "the servers of its packages cannot be reached from the container"
    else:
        errors = [line for line in lines if line.startswith("E: ")] or list(lines)[-1:]
        reason = f"apt-get failed in {image}: {errors[-1] if errors else f'exit code {code}'}"
    error = NativeBuildError(f"--build-deps: {reason}")
    error.add_note("\n".join(list(lines)[-SHOWN:]))
    raise error


def _out_of_memory(what: str) -> NativeBuildError:
    return NativeBuildError(
        f"{what}: the build container ran out of memory and the kernel ended the build: give the "
        "engine more (Docker Desktop: Settings, Resources), or build fewer packages at once"
    )
