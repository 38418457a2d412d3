"""Planning: an app and what was asked for → everything that the zip will hold."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Literal

from fxpack.app.files import with_included
from fxpack.archive import PACKAGES
from fxpack.artifact import (
    Advice,
    Content,
    Entry,
    LockedPackage,
    Mode,
    OnDisk,
    Progress,
    StoredWheel,
)
from fxpack.errors import FileError
from fxpack.model import Target
from fxpack.nouns import NamedTuple
from fxpack.pack.compiled import Native
from fxpack.plan import LeftOut, Plan, planned_packages
from fxpack.platforms import Platform, platform_of
from fxpack.read.apps import AppRoot
from fxpack.read.publish import PublishedTree, publish
from fxpack.read.published import Choice, Dialect
from fxpack.settings import Flags, Settings

if TYPE_CHECKING:
    from fxpack.pack.export import Export, Source
    from fxpack.pack.network import Network
    from fxpack.pack.store import Store
    from fxpack.read.requirement_lines import Requirements

Installer = Literal["uv", "pip"]

REQUIREMENTS = "requirements.txt"


class Request(NamedTuple):
    """What is to be built, as the command line says it.

    mode      None: what the settings say, else remote
    output    None: `<app>-<mode>.zip` in the current folder
    include   paths that go in although they are never published unasked
    locked    only of requirements that have exact versions and hashes, and are not stale
    native    what to do about packages that have to be compiled; its image is the flag's
    """

    network: Network
    app: str = "."
    mode: Mode | None = None
    output: str | None = None
    flags: Flags = Flags()
    installer: Installer = "uv"
    dialect: Dialect = "git"
    defaults: bool = True
    include: frozenset[str] = frozenset()
    lint: bool = True
    dry_run: bool = False
    refresh: bool = False
    locked: bool = False
    native: Native = Native()


class Order(NamedTuple):
    """A request with all that was left open decided.

    cwd     absolute: where paths of the request start
    output  absolute
    shown   the output as the user wrote it
    """

    request: Request
    cwd: str
    app: AppRoot
    name: str
    target: Target
    settings: Settings
    mode: Mode
    output: str
    shown: str

    @property
    def platform(self) -> Platform:
        return platform_of(self.target.python)

    @property
    def native(self) -> Native:
        native = self.request.native
        return native._replace(image=native.image or self.settings.image)


class Clock:
    """How long each stage of a build took, in seconds."""

    def __init__(self, progress: Progress) -> None:
        self.progress = progress
        self.seconds: dict[str, float] = {}

    @contextmanager
    def __call__(self, stage: str) -> Iterator[None]:
        start = time.perf_counter()
        yield
        self.seconds[stage] = self.seconds.get(stage, 0) + time.perf_counter() - start


class Planned(NamedTuple):
    """A plan, and the wheels whose files are in it."""

    plan: Plan
    wheels: tuple[StoredWheel, ...]


def planned(order: Order, clock: Clock, store: Store) -> Planned:
    """Find out everything about a zip. Nothing is written but to the cache.

    Raises FileError where the app's files cannot go into a zip; DependencyError and
    NativeBuildError as resolving and fetching do.
    """
    from fxpack.pack.kept_files import KeptFiles
    from fxpack.pack.layout import lay_out

    clock.progress.stage("planning")
    with clock("planning"):
        tree = _published(order)
    entries = [
        Entry(path=file.path, size=file.size, source=OnDisk(file.disk), executable=file.executable)
        for file in tree.files
    ]
    advice = [
        Advice(problem.message, problem.path)
        for problem in tree.problems
        if problem.severity == "warning"
    ]
    needs = _needs(order, entries, clock, store)
    with clock("planning"):
        kept = KeptFiles(os.path.join(store.folder, "files"))
        layout = lay_out([*entries, *needs.entries], needs.wheels, kept.installed)
    plan = Plan(
        app=order.name,
        mode=order.mode,
        python=order.target.version,
        python_from=order.target.python_from,
        output=order.shown,
        dependencies=needs.source,
        resolved=needs.resolved,
        entries=layout.entries,
        left_out=tuple(
            LeftOut(each.path + "/" * each.folder, each.decision) for each in tree.left_out
        ),
        packages=planned_packages(map(_named, needs.wheels), layout.entries),
        advice=(*advice, *needs.advice, *layout.advice),
        glibc=needs.glibc,
    )
    return Planned(plan, needs.wheels)


class _Needs(NamedTuple):
    """What an app needs besides its own files, as far as it goes into the zip."""

    source: str = ""
    resolved: str = ""
    entries: tuple[Entry, ...] = ()
    wheels: tuple[StoredWheel, ...] = ()
    advice: tuple[Advice, ...] = ()
    glibc: str = ""


def _needs(order: Order, own: Sequence[Entry], clock: Clock, store: Store) -> _Needs:
    from fxpack.pack.export import dependency_source

    source = dependency_source(order.app.root)
    if order.mode == "no-build":
        return _Needs(advice=_no_packages(order, source, own))
    if source.kind == "none":
        nothing = Advice(
            "nothing says which packages the app needs",
            help="write a requirements.txt, if only with azure-functions in it",
        )
        return _Needs(advice=(nothing,))
    export = None
    if source.kind != REQUIREMENTS:
        from fxpack.pack.export import exported

        with clock("planning"):
            export = exported(source, order.app.root, order.platform)
    if order.request.locked:
        from fxpack.pack.lock_required import require_locked

        with clock("planning"):
            require_locked(order.app.root, source, export, order.platform, order.request.network)
    if order.mode == "remote":
        return _remote(order, source, export, own)
    return _local(order, source, export, clock, store)


def _no_packages(order: Order, source: Source, own: Sequence[Entry]) -> tuple[Advice, ...]:
    """What to say where packages are asked for, and neither the zip nor Azure brings any."""
    there = any(entry.path.startswith(PACKAGES) for entry in own)
    if there or source.kind == "none" or not _asks_for_more(order, source):
        return ()
    return (
        Advice(
            "there is no .python_packages with what this asks for, and Azure adds nothing to a "
            "no-build zip",
            source.path,
            help="`fxpack build --local` puts the packages in, and `--remote` has Azure install them",
        ),
    )


def _asks_for_more(order: Order, source: Source) -> bool:
    """Whether packages are asked for that a worker does not have; of locks that is not looked up."""
    from fxpack.rules.installed import applies

    if source.kind != REQUIREMENTS:
        return True
    environment = order.platform.environment()
    return any(
        line.name != "azure-functions" and applies(line.marker, environment)
        for line in _requirements(order).lines
        if not line.constraint
    )


def _requirements(order: Order, export: Export | None = None) -> Requirements:
    """requirements.txt, or what was exported in its place."""
    from fxpack.read.requirement_lines import read_requirements

    def read(path: str) -> bytes:
        if export is not None and path == REQUIREMENTS:
            return export.text
        with open(os.path.join(order.app.root, path), "rb") as file:
            return file.read()

    return read_requirements(read, REQUIREMENTS, {})


def _remote(order: Order, source: Source, export: Export | None, own: Sequence[Entry]) -> _Needs:
    """A requirements.txt for Azure, which installs what is in it; and what it may trip over."""
    from fxpack.pack.asked import heard
    from fxpack.pack.remote import Upload, remote_advice, remote_size_risk

    requirements = _requirements(order, export)
    upload = Upload(
        requirements=requirements,
        published=frozenset(entry.path for entry in own),
        platform=order.platform,
        network=heard(order.request.network, order.app.root),
        origin=source.path if export else "",
        unused=source.unused,
    )
    names = {line.name: None for line in requirements.lines if line.name and not line.constraint}
    risk = remote_size_risk(export.sizes if export else names)
    needs = _Needs(
        source=source.path, advice=(*remote_advice(upload), *([risk] if risk is not None else []))
    )
    if export is None:
        return needs
    return needs._replace(
        resolved="written as requirements.txt into the zip, for Azure to install",
        entries=(Entry(path=REQUIREMENTS, size=len(export.text), source=Content(export.text)),),
        advice=(*export.advice, *needs.advice),
    )


def _local(
    order: Order, source: Source, export: Export | None, clock: Clock, store: Store
) -> _Needs:
    """The wheels of all that is required, for the platform."""
    from fxpack.pack.asked import Exported
    from fxpack.pack.fetch import fetch
    from fxpack.pack.resolve import Wants, resolve

    request = order.request
    wants = Wants(
        app_root=order.app.root,
        requirements=Exported(export.text, source.path) if export else source.path,
        platform=order.platform,
        network=request.network,
        installer=request.installer,
        refresh=request.refresh,
    )
    with clock("resolving"):
        resolution = resolve(wants, store, clock.progress)
    with clock("fetching"):
        wheels = fetch(
            resolution.packages,
            order.platform,
            store,
            resolution.network,
            clock.progress,
            native=order.native,
        )
    glibc, newer = _newer_glibc(order, wheels)
    return _Needs(
        source=source.path,
        resolved=resolution.how,
        wheels=wheels,
        advice=(
            *(export.advice if export else ()),
            *map(Advice, resolution.warnings),
            *newer,
        ),
        glibc=glibc,
    )


def _newer_glibc(order: Order, wheels: Sequence[StoredWheel]) -> tuple[str, tuple[Advice, ...]]:
    """The glibc that wheels built in the user's own image need, "" where Azure's usual one does."""
    from fxpack.pack.compiled import newer_glibc

    image, platform = order.native.image, order.platform
    newer = newer_glibc(platform, wheels) if image else []
    if not newer:
        return "", ()
    glibc = ".".join(map(str, max(needed for _, needed in newer)))
    names = ", ".join(f"{wheel.facts.name} {wheel.facts.version}" for wheel, _ in newer)
    usual = f"{'.'.join(map(str, platform.glibc))} ({platform.system})"
    said = Advice(
        f"{names}: built in {image}, needs glibc {glibc}, and Azure may run Python "
        f"{platform.version} on {usual}",
        help="see that the app runs where there is such a glibc, or name an older image by --image",
    )
    return glibc, (said,)


def _named(wheel: StoredWheel) -> tuple[LockedPackage, str]:
    """The package of a wheel, which knows its version also where the lock does not, and its hash."""
    package = wheel.package
    return package._replace(version=package.version or wheel.facts.version), wheel.sha256


def _published(order: Order) -> PublishedTree:
    request = order.request
    choice = Choice(
        dialect=request.dialect,
        defaults=request.defaults,
        mode=order.mode,
        output=order.output,
    )
    tree = publish(order.app.root, with_included(choice, order.app, request.include, order.cwd))
    errors = [problem for problem in tree.problems if problem.severity == "error"]
    if errors:
        more = f" (and {len(errors) - 1} more: fxpack files)" if len(errors) > 1 else ""
        raise FileError(f"{errors[0].message}{more}")
    return tree
