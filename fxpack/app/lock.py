"""Locking: what an app asks for → exact versions and hashes in its requirements.txt."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Literal

from fxpack.app.chosen import codes
from fxpack.artifact import Progress
from fxpack.errors import UsageError
from fxpack.model import Target
from fxpack.nouns import NamedTuple
from fxpack.pack.lock_engine import Engine, chosen, locked
from fxpack.pack.lock_file import LockFile, Pin, parsed, rendered, same
from fxpack.pack.lock_source import Demand, demand, source_kind
from fxpack.pack.lock_text import LockText, read_lock, write_lock
from fxpack.pack.network import Network
from fxpack.pack.store import open_store
from fxpack.platforms import Platform, Python, platform_of
from fxpack.read.apps import AppRoot, one_app
from fxpack.read.pyproject import Pyprojects
from fxpack.read.requirement_forms import normalised
from fxpack.read.target import target_of

if TYPE_CHECKING:
    from fxpack.pack.lock_container import Inside


class Request(NamedTuple):
    """What is to be locked, as the command line says it.

    output   None: requirements.txt of the app
    upgrade  no version is kept
    upgraded names whose version is not kept
    inside   the container that pip-tools resolves in, whose image the settings may say
    write    False: only find out what would be written
    given    the options that say what the lock is made of, as its header repeats them
    """

    network: Network
    app: str = "."
    python: Python | None = None
    output: str | None = None
    groups: tuple[str, ...] = ()
    extras: tuple[str, ...] = ()
    in_place: bool = False
    pylock: bool = False
    upgrade: bool = False
    upgraded: tuple[str, ...] = ()
    engine: Literal["auto", "uv", "pip-tools"] = "auto"
    inside: Inside | None = None
    write: bool = True
    given: tuple[str, ...] = ()


class NewText(NamedTuple):
    """A file that a lock is in, before and after; `path` as the user knows it."""

    path: str
    before: str
    after: str


class Locking(NamedTuple):
    """What came of it.

    stale    whether a lock says something else than what was there
    assumed  the Python, where nothing in the project says which
    """

    source: str
    python: str
    engine: Engine
    before: LockFile
    after: LockFile
    files: tuple[NewText, ...]
    stale: bool
    warnings: tuple[str, ...] = ()
    assumed: str | None = None


class _Place(NamedTuple):
    """Where a lock goes: its path, and how the user knows it."""

    path: str
    shown: str

    def beside(self, name: str) -> _Place:
        return _Place(*(os.path.join(os.path.dirname(each), name) for each in self))


def lock(request: Request, cwd: str, progress: Progress) -> Locking:
    """Lock what an app asks for, and write it down unless that is not wanted.

    Raises FxpackError: UsageError for arguments, DependencyError for what cannot be resolved,
    NativeBuildError for what would have to be built for that, FileError for reading and writing.
    """
    from fxpack.cache import cache_folder

    app = one_app(request.app, cwd)
    target, inside = _settled(request, app, cwd)
    place = _place(request, app, cwd)
    old = read_lock(place.path, place.shown)
    known = parsed(old.text)
    wanted = _wanted(request, app, platform_of(target.python), known, place)
    engine = chosen(request.engine, wanted, platform_of(target.python), inside=bool(inside))
    progress.stage("resolving")
    with open_store(os.path.join(cache_folder(), "packages"), progress) as store:
        found = locked(
            wanted,
            platform_of(target.python),
            _kept(known, request),
            engine,
            store,
            progress,
            refresh=request.upgrade or bool(request.upgraded),
            inside=inside,
        )
    _check_names(request.upgraded, found.pins)
    new = LockFile(found.pins, wanted.options, target.version, request.given)
    texts = [(place, old, rendered(new))]
    warnings = [*wanted.warnings, *found.warnings, *_hidden(app.root, wanted.kind)]
    if request.pylock:
        texts.append(_pylock(wanted, new, platform_of(target.python), place, warnings))
    stale = not (old.exists and same(known, new)) or any(
        was.text != text for _, was, text in texts[1:]
    )
    if request.write:
        for where, was, text in texts:
            if was.text != text or not was.exists:
                write_lock(where.path, where.shown, text, was)
    return Locking(
        source=wanted.source,
        python=target.version,
        engine=engine,
        before=known,
        after=new,
        files=tuple(NewText(where.shown, was.text, text) for where, was, text in texts),
        stale=stale,
        warnings=tuple(dict.fromkeys(warnings)),
        assumed=target.version if target.python_from == "default" else None,
    )


def _settled(request: Request, app: AppRoot, cwd: str) -> tuple[Target, Inside | None]:
    """For what is locked, and in what container; the settings say what the request leaves open."""
    pyprojects = Pyprojects(codes, cwd)
    settings = pyprojects.settings(app.root)
    target = target_of(app.root, pyprojects.table, flag=request.python, setting=settings.python)
    inside = request.inside
    if inside is not None:
        inside = inside._replace(image=inside.image or settings.image)
    return target, inside


def _place(request: Request, app: AppRoot, cwd: str) -> _Place:
    if request.output and request.in_place:
        raise UsageError("--in-place and --output exclude each other: choose one")
    if request.output:
        return _Place(os.path.join(cwd, request.output), request.output)
    name = "requirements.txt"
    return _Place(os.path.join(app.root, name), os.path.join(app.display, name))


def _wanted(
    request: Request, app: AppRoot, platform: Platform, known: LockFile, place: _Place
) -> Demand:
    chooses = bool(request.groups or request.extras)
    kind = source_kind(app.root, in_place=request.in_place, chosen=chooses)
    loose = [
        pin.text
        for pin in known.pins
        if pin.name and not pin.version and "@" not in pin.text and "/" not in pin.text
    ]
    if kind != "requirements.txt" and loose:
        raise UsageError(
            f"{place.shown} is no lock, since it holds {loose[0]}, and would be replaced by what "
            f"{kind} asks for: --in-place locks {place.shown} itself; to lock {kind}, remove it"
        )
    return demand(
        kind,
        app.root,
        platform,
        request.network,
        groups=request.groups,
        extras=request.extras,
        known=known,
    )


def _kept(known: LockFile, request: Request) -> tuple[Pin, ...]:
    """The versions that stay where they fit."""
    if request.upgrade:
        return ()
    upgraded = set(map(normalised, request.upgraded))
    return tuple(
        pin._replace(via=()) for pin in known.pins if pin.version and pin.name not in upgraded
    )


def _check_names(upgraded: tuple[str, ...], pins: tuple[Pin, ...]) -> None:
    names = {pin.name for pin in pins}
    for name in upgraded:
        if normalised(name) not in names:
            raise UsageError(f"--upgrade-package: the app needs no package {name}: check the name")


def _hidden(root: str, kind: str) -> list[str]:
    """Locks of other tools, which a build does not read where there is a requirements.txt."""
    return [
        f"{name} is not read any more where there is a requirements.txt: remove one of them"
        for name in ("uv.lock", "poetry.lock")
        if kind == "pyproject.toml" and os.path.isfile(os.path.join(root, name))
    ]


def _pylock(
    wanted: Demand, lock: LockFile, platform: Platform, place: _Place, warnings: list[str]
) -> tuple[_Place, LockText, str]:
    from fxpack.pack.lock_pylock import pylock

    where = place.beside("pylock.toml")
    text, more = pylock(wanted, lock, platform, os.path.dirname(where.path))
    warnings += more
    return where, read_lock(where.path, where.shown), text
