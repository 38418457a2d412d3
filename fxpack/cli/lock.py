"""`fxpack lock`."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from fxpack.cli import options

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fxpack.app.lock import Locking
    from fxpack.pack.lock_container import Inside
    from fxpack.pack.lock_file import LockFile
    from fxpack.report import Span


def lock(
    app: Annotated[
        str, typer.Argument(help="The app's folder.", show_default="the current folder")
    ] = ".",
    *,
    output: Annotated[
        str | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="The lock.",
            show_default="requirements.txt of the app",
        ),
    ] = None,
    python: options.Python = None,
    group: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="Also this dependency group of pyproject.toml."),
    ] = None,
    extra: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="Also this extra of pyproject.toml."),
    ] = None,
    in_place: Annotated[
        bool, typer.Option("--in-place", help="Lock what requirements.txt itself asks for.")
    ] = False,
    pylock: Annotated[
        bool, typer.Option("--pylock", help="Write a pylock.toml (PEP 751) beside it as well.")
    ] = False,
    upgrade: Annotated[
        bool, typer.Option("--upgrade", "-U", help="Keep no version that is locked already.")
    ] = False,
    upgrade_package: Annotated[
        list[str] | None,
        typer.Option("--upgrade-package", "-P", metavar="NAME", help="Keep all but this one's."),
    ] = None,
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; exit with 1 where it would change.")
    ] = False,
    diff: Annotated[
        bool, typer.Option("--diff", help="Write nothing; show the lines that would change.")
    ] = False,
    engine: Annotated[
        Literal["auto", "uv", "pip-tools"],
        typer.Option(help="What finds the versions; auto: pip-tools where it can."),
    ] = "auto",
    where: Annotated[
        Literal["host", "docker"],
        typer.Option("--in", help="Where pip-tools runs; docker: in a container of Azure's image."),
    ] = "host",
    image: options.Image = None,
    build_deps: options.BuildDeps = "",
    index_url: options.IndexUrl = None,
    extra_index_url: options.ExtraIndexUrl = None,
    find_links: options.FindLinks = None,
    exclude_newer: options.ExcludeNewer = None,
    index_strategy: options.IndexStrategy = None,
    offline: Annotated[
        bool, typer.Option("--offline", help="Only what is in uv's cache, no connection.")
    ] = False,
    quiet: options.Quiet = False,
    color: options.Color = "auto",
) -> None:
    """Write a requirements.txt with exact versions and hashes, for the Python and Linux of Azure.

    From requirements.in, else from [project] of pyproject.toml.

    Exit code 0: locked. 1: --check found the lock stale. 2: wrong arguments or settings. 3:
    dependencies could not be resolved. 4: a package must be built to tell what it needs, or there is
    no container. 5: something could not be read or written.
    """
    from fxpack.app.lock import Request
    from fxpack.app.lock import lock as run
    from fxpack.cli.progress import end_by_sigterm, progress
    from fxpack.pack.network import network_of
    from fxpack.platforms import python_of

    request = Request(
        app=app,
        output=output,
        python=None if python is None else python_of(python, "--python"),
        groups=tuple(dict.fromkeys(group or ())),
        extras=tuple(dict.fromkeys(extra or ())),
        in_place=in_place,
        pylock=pylock,
        upgrade=upgrade,
        upgraded=tuple(upgrade_package or ()),
        engine=engine,
        inside=_inside(where, image, build_deps),
        write=not (check or diff),
        network=network_of(
            index_url,
            extra_index_url or (),
            find_links or (),
            offline=offline,
            exclude_newer=exclude_newer,
            strategy=options.strategy_of(index_strategy),
        ),
        given=_given(
            ("--python", [python] if python else []),
            ("--group", group or []),
            ("--extra", extra or []),
            ("--exclude-newer", [exclude_newer] if exclude_newer else []),
            ("--index-strategy", [index_strategy] if index_strategy else []),
            ("--in-place", [""] * in_place),
            ("--pylock", [""] * pylock),
        ),
    )
    end_by_sigterm()
    with progress(quiet=quiet) as hears:
        locking = run(request, os.getcwd(), hears)
    _say(locking, check=check, diff=diff, quiet=quiet, color=color)
    raise typer.Exit(1 if check and locking.stale else 0)


def _inside(where: Literal["host", "docker"], image: str | None, build_deps: str) -> Inside | None:
    """The container of --in docker. Raises UsageError for options that have no effect without it."""
    from fxpack.errors import UsageError
    from fxpack.pack.lock_container import Inside
    from fxpack.settings import image_of

    for option, given in (("--image", image is not None), ("--build-deps", build_deps)):
        if given and where != "docker":
            raise UsageError(f"{option}: there is no container: add --in docker, or leave it out")
    if where != "docker":
        return None
    name = "" if image is None else image_of(image, "--image")
    return Inside(name, tuple(build_deps.split()))


def _given(*options: tuple[str, Sequence[str]]) -> tuple[str, ...]:
    """Options as they are repeated: a flag has an empty value."""
    return tuple(
        word
        for name, values in options
        for value in dict.fromkeys(values)
        for word in (name, value)
        if word
    )


def _say(
    locking: Locking,
    *,
    check: bool,
    diff: bool,
    quiet: bool,
    color: Literal["auto", "always", "never"],
) -> None:
    from fxpack.cli.output import colored, emit, note, note_assumed, paint
    from fxpack.report import lock as report
    from fxpack.report import plain

    for warning in locking.warnings:
        note(warning, kind="warning")
    spans: list[Span] = []
    if diff:
        spans = report.diff(locking.files)
    elif not quiet:
        spans = [
            *report.summary(
                locking.files[0].path,
                len(locking.after.pins),
                locking.python,
                locking.engine,
                state=_state(locking, check=check),
            ),
            *report.changes(_versions(locking.before), _versions(locking.after)),
        ]
    painted = colored(color)
    emit(paint(spans) if painted else plain(spans), color=painted)
    if locking.assumed and not quiet:
        note_assumed(locking.assumed)
    if check and locking.stale:
        note(f"{locking.files[0].path} is stale: `fxpack lock` makes it anew", kind="error")


def _state(locking: Locking, *, check: bool) -> str:
    if check:
        return "stale" if locking.stale else "up to date"
    return "written" if any(each.before != each.after for each in locking.files) else "up to date"


def _versions(lock: LockFile) -> dict[str, str]:
    return {pin.name or pin.text: pin.version or pin.text for pin in lock.pins}
