"""pip-tools as the engine of a lock, in a container of the target.

There the metadata of sdists are what the target's own Python, libraries and compiler make of them.
The pip-tools is this machine's: its files, and those of what it needs, are copied in.
"""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from urllib.parse import urlsplit

from fxpack.artifact import Progress
from fxpack.errors import FxpackError, NativeBuildError, UsageError
from fxpack.nouns import NamedTuple
from fxpack.pack.container import SECRETS, WORK, Put
from fxpack.pack.folder_copies import Copies, Copy
from fxpack.pack.listed_hashes import place_of
from fxpack.pack.lock_file import LockFile, Pin, parsed, rendered
from fxpack.pack.lock_pip_tools import arguments
from fxpack.pack.lock_source import Demand
from fxpack.pack.logins import without_login
from fxpack.pack.pip_settings import pip_settings
from fxpack.pack.pip_tools_errors import translated
from fxpack.pack.sources import copy_folder
from fxpack.pack.uv_input import limits_text, requirements_text
from fxpack.pack.workshop import PROXIES, Site, Workshop, opened
from fxpack.platforms import Platform

_TOOLS = f"{WORK}/tools"


class Inside(NamedTuple):
    """A container that a lock is made in.

    image       its name; "" for the platform's own
    build_deps  Debian packages that sdists need to tell their metadata
    """

    image: str
    build_deps: tuple[str, ...] = ()


def locked_in_container(
    demand: Demand,
    platform: Platform,
    seeds: Sequence[Pin],
    place: str,
    inside: Inside,
    progress: Progress,
) -> tuple[Pin, ...]:
    """What pip-tools finds there.

    seeds  versions to be kept where they fit
    place  an empty folder, which stays the caller's

    Raises DependencyError where it cannot resolve, NativeBuildError where there is no container, or
    something must be built in it and cannot.
    """
    asked = demand.asked
    tools = tuple(_tools(platform))
    names = _Names.of(demand)
    network = asked.network._replace(no_index=asked.no_index or asked.network.no_index)
    settings = pip_settings(network, platform, urls=tuple(names.bare))
    site = Site(inside.image or platform.image, platform, inside.build_deps)
    with opened(site, settings, progress) as workshop:
        workshop.container.put(Put(_TOOLS, None), *tools, *_brought(names.copies, place))
        # Requirements may have credentials.
        workshop.container.whisper(
            {
                "requirements.txt": rendered(LockFile(tuple(seeds))).encode(),
                "requirements.in": names.there(
                    requirements_text(asked, f"{SECRETS}/limits.txt")
                ).encode(),
                "limits.txt": names.there(limits_text(asked)).encode(),
            }
        )
        lines: list[str] = []
        if workshop.run("pip-tools", _command(demand, workshop.python), lines.append):
            workshop.judge("pip-tools", lines)
            raise _failed(names.back("\n".join(lines)), workshop, demand, platform)
        _, found = workshop.container.output(["cat", f"{SECRETS}/requirements.txt"])
    return parsed(names.back("\n".join(found))).pins


def _command(demand: Demand, python: str) -> list[str]:
    newer = demand.asked.network.exclude_newer
    variables = [f"PYTHONPATH={_TOOLS}", "PYTHONWARNINGS=ignore"]
    variables += [f"PIP_UPLOADED_PRIOR_TO={newer}"] if newer else []
    trusted = demand.asked.requirements.values("--trusted-host")
    return [
        *("sh", "-c", f'{PROXIES}exec "$@"', "sh", "env", *variables),
        *(python, "-m", "piptools", "compile", *arguments(demand, SECRETS)),
        *(word for host in trusted for word in ("--trusted-host", host)),
    ]


def _failed(said: str, workshop: Workshop, demand: Demand, platform: Platform) -> FxpackError:
    error = translated(workshop.shown(said.replace(f"{SECRETS}/", "")), demand, platform)
    if not isinstance(error, NativeBuildError):
        return error
    more = NativeBuildError(
        f"{error}; where a header or a program is missing in {workshop.container.image}, name its "
        "Debian package by --build-deps"
    )
    for note in getattr(error, "__notes__", ()):
        more.add_note(note)
    return more


# -- what requirements name -----------------------------------------------------------------------


class _Names(NamedTuple):
    """What is called otherwise in the container.

    copies  the folders and files of this disk
    bare    the URLs that requirements name, without their logins
    """

    copies: Copies
    bare: Mapping[str, str]

    @classmethod
    def of(cls, demand: Demand) -> _Names:
        made: dict[str, Copy] = {}
        bare: dict[str, str] = {}
        for line in demand.asked.requirements.lines:
            url = line.url.partition("#")[0]
            if line.kind == "path" and url not in made:
                path = os.path.join(demand.asked.root, place_of(url, demand.asked.root))
                inside = f"{WORK}/in/{len(made)}/{os.path.basename(path)}"
                made[url] = Copy(url, os.path.abspath(path), inside)
            elif urlsplit(url).scheme.rpartition("+")[2] in {"http", "https"}:
                bare[url] = without_login(url, {})
        # It runs in WORK, and names what is there from there.
        return cls(Copies(WORK, tuple(made.values())), bare)

    def there(self, requirements: str) -> str:
        for url, bare in self.bare.items():
            requirements = requirements.replace(url, bare)
        return self.copies.there(requirements)

    def back(self, text: str) -> str:
        text = self.copies.back(text)
        known = {bare: url for url, bare in self.bare.items()}
        return re.sub(r"(?<=[\s+])https?://[^\s#]+", lambda url: known.get(url[0], url[0]), text)


def _brought(copies: Copies, place: str) -> Iterator[Put]:
    """Backends write into the folders that they are asked about, so these are copies."""
    for number, copy in enumerate(copies.made):
        if os.path.isdir(copy.folder):
            folder = os.path.join(place, f"in-{number}")
            copy_folder(copy.folder, folder)
            yield Put(copy.path, folder, ours=True)
        elif os.path.isfile(copy.folder):  # pip says what it makes of one that is not there
            yield Put(copy.path, copy.folder)


# -- pip-tools itself -----------------------------------------------------------------------------


def _tools(platform: Platform) -> Iterator[Put]:
    """The files of pip-tools, and of all that it needs on the platform's Python."""
    for found in _needed("pip-tools", platform, {}).values():
        for file in found.files or ():
            # Not the commands, which are outside; nor what is compiled: virtualenv's RECORD also has
            # such files and their folders that are not there.
            if file.suffix != ".pyc" and not {"..", "__pycache__"}.intersection(file.parts):
                source = os.path.realpath(os.fspath(file.locate()))
                yield Put(posixpath.join(_TOOLS, file.as_posix()), source)


def _needed(
    name: str, platform: Platform, known: dict[str, Distribution]
) -> dict[str, Distribution]:
    from packaging.requirements import Requirement
    from packaging.utils import canonicalize_name

    key = canonicalize_name(name)
    if key in known:
        return known
    try:
        known[key] = distribution(name)
    except PackageNotFoundError:
        raise UsageError(
            f"--in docker: pip-tools needs {name} on Python {platform.version}, which is not "
            f"installed beside fxpack: install it there, or lock with --engine uv on this machine"
        ) from None
    for text in known[key].requires or ():
        needed = Requirement(text)
        if needed.marker is None or platform.holds(str(needed.marker)):
            _needed(needed.name, platform, known)
    return known
