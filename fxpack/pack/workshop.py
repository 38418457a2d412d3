"""A container to work in: its Python is known, pip's settings lie in it, its packages are installed."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import NoReturn

from fxpack.artifact import Progress
from fxpack.errors import NativeBuildError, UsageError
from fxpack.nouns import NamedTuple
from fxpack.pack.build_output import SHOWN
from fxpack.pack.container import SECRETS, WORK, Container, Limits, Put, running
from fxpack.pack.engine_errors import ContainerGone, disk_full
from fxpack.pack.network import redacted
from fxpack.pack.pip_settings import PipSettings
from fxpack.pack.repair import EPOCH
from fxpack.platforms import Platform

KEPT = 5000
"""Lines of a command are looked through when it has failed."""

PROXIES = f". {SECRETS}/proxies; "
"""How a script for `sh` begins whose commands may need them."""

_PROGRAM = (
    "import os,platform,sys;print(*sys.version_info[:2],platform.machine(),"
    "os.confstr('CS_GNU_LIBC_VERSION'))"
)

Hear = Callable[[str], None]


class Site(NamedTuple):
    """Which container is wanted.

    image       its name
    build_deps  Debian packages
    network     whether it reaches any other machine
    """

    image: str
    platform: Platform
    build_deps: tuple[str, ...] = ()
    limits: Limits = Limits()
    network: bool = True


class Workshop:
    """A container to work in; see `opened`.

    python  the command that starts its Python, which is that of the platform
    glibc   its own
    """

    def __init__(
        self, container: Container, site: Site, settings: PipSettings, progress: Progress
    ) -> None:
        self.container = container
        self._settings = settings
        self._progress = progress
        self.python, self.glibc = _python(container, site.platform)

    def furnish(self) -> None:
        """Lay folders and settings into it."""
        ours = ("/out", "/work", "/work/home", "/work/tmp")
        self.container.put(
            *(Put(WORK + each, None) for each in ("", "/in", "/links")),
            *(Put(WORK + each, None, ours=True) for each in ours),
            *self._settings.folders,
        )
        self.container.whisper(self._settings.secret)
        self.container.output(["ln", "-s", f"{SECRETS}/netrc", f"{WORK}/work/home/.netrc"])

    def install(self, names: Sequence[str]) -> None:
        """Debian packages, by root. Raises NativeBuildError."""
        lines: deque[str] = deque(maxlen=KEPT)
        script = (
            f"{PROXIES}export APT_CONFIG={SECRETS}/apt.conf DEBIAN_FRONTEND=noninteractive"
            '; apt-get -q update && apt-get -q install --yes --no-install-recommends -- "$@"'
        )
        command = ["sh", "-c", script, "sh", *names]
        if code := self.run("--build-deps", command, self.hearing("apt", lines), root=True):
            self.judge("--build-deps", lines)
            raise _apt_error(self.container.image, code, lines)

    def hearing(self, name: str, lines: deque[str]) -> Hear:
        """Who says what a command writes, and keeps it, both without secrets."""

        def hear(line: str) -> None:
            shown = self.shown(line)
            lines.append(shown)
            self._progress.say(f"{name}: {shown}")

        return hear

    def run(self, what: str, command: Sequence[str], hear: Hear, *, root: bool = False) -> int:
        """The exit code of a command. Raises what ends it that is not its own fault."""
        env = {} if root else self._environ()
        try:
            return self.container.run(command, each_line=hear, env=env, root=root)
        except ContainerGone as error:
            raise ContainerGone(f"{what}: {error}") from error

    def judge(self, what: str, lines: Sequence[str]) -> None:
        """Raises what made a command fail other than the command itself."""
        if self.container.was_short_of_memory():
            raise NativeBuildError(
                f"{what}: the build container ran out of memory and the kernel ended the build: "
                "give the engine more (Docker Desktop: Settings, Resources), or build fewer "
                "packages at once"
            )
        if any("No space left on device" in line for line in lines):
            raise disk_full(what)

    def shown(self, line: str) -> str:
        return redacted(line, self._settings.secrets)

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


@contextmanager
def opened(site: Site, settings: PipSettings, progress: Progress) -> Iterator[Workshop]:
    """A container to work in, which is removed when the block ends.

    Raises NativeBuildError where there is none, UsageError for what is no name of a package.
    """
    check_build_deps(site.build_deps)
    with running(
        site.image, site.limits, progress.say, network=site.network, apt=bool(site.build_deps)
    ) as container:
        container.settle()
        workshop = Workshop(container, site, settings, progress)
        workshop.furnish()
        if site.build_deps:
            workshop.install(site.build_deps)
        yield workshop


def check_build_deps(names: Sequence[str]) -> None:
    """Raises UsageError for what is no name of a Debian package."""
    for name in names:
        if not re.fullmatch(r"[a-z0-9][a-z0-9+.-]+(:[a-z0-9]+)?(=[A-Za-z0-9.+:~-]+)?", name):
            raise UsageError(
                f'--build-deps: "{name}" is no name of a Debian package, such as libpq-dev'
            )


def _python(container: Container, platform: Platform) -> tuple[str, tuple[int, int]]:
    """The Python of an image and its glibc. Raises NativeBuildError where they are of no use."""
    version = platform.version
    script = 'for each; do test "$(command -v "$each")" && echo "$each $("$each" -I -c "$0")"; done'
    names = (f"python{version}", "python3", "python")
    _, lines = container.output(["sh", "-c", script, _PROGRAM, *names])
    found = [line.split() for line in lines]
    image = container.image
    for python, *facts in found:
        if facts[:3] == [*version.split("."), platform.machine]:
            if facts[3:4] != ["glibc"]:
                raise NativeBuildError(
                    f"{image} has no glibc, and Azure has: name another image by --image"
                )
            major, minor = facts[4].split(".")[:2]
            return python, (int(major), int(minor))
    pythons = {f"{each[1]}.{each[2]} on {each[3]}" for each in found if len(each) > 3}
    has = f"has Python {', '.join(sorted(pythons))}" if pythons else "has no Python"
    raise NativeBuildError(
        f"{image} {has}, and Python {version} on {platform.machine} is needed: name another image "
        "by --image, or the Python by --python"
    )


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
