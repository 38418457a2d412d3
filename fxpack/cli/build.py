"""`fxpack build`."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from fxpack.cli import options

if TYPE_CHECKING:
    from fxpack.app.build import Built
    from fxpack.artifact import Mode


def build(
    app: Annotated[
        str, typer.Argument(help="The app's folder.", show_default="the current folder")
    ] = ".",
    *,
    remote: Annotated[
        bool, typer.Option("--remote", help="Azure installs the dependencies (the default).")
    ] = False,
    local: Annotated[
        bool, typer.Option("--local", help="The dependencies are inside, made for Azure.")
    ] = False,
    no_build: Annotated[
        bool, typer.Option("--no-build", help="As it is, with its own .python_packages.")
    ] = False,
    output: Annotated[
        str | None,
        typer.Option(
            "--output", "-o", metavar="FILE.zip", help="The zip.", show_default="<app>-<mode>.zip"
        ),
    ] = None,
    python: options.Python = None,
    installer: Annotated[
        Literal["uv", "pip"], typer.Option(help="What resolves the requirements.")
    ] = "uv",
    index_url: options.IndexUrl = None,
    extra_index_url: options.ExtraIndexUrl = None,
    find_links: options.FindLinks = None,
    exclude_newer: options.ExcludeNewer = None,
    index_strategy: options.IndexStrategy = None,
    offline: Annotated[
        bool, typer.Option("--offline", help="Only what is in the cache, no connection.")
    ] = False,
    refresh: Annotated[
        bool, typer.Option("--refresh", help="Resolve anew, even after a few minutes.")
    ] = False,
    locked: Annotated[
        bool,
        typer.Option("--locked", help="Only with exact versions and hashes that are not stale."),
    ] = False,
    native: Annotated[
        Literal["auto", "docker", "host", "never"],
        typer.Option(help="Where packages that have to be compiled are compiled."),
    ] = "auto",
    image: options.Image = None,
    build_deps: options.BuildDeps = "",
    funcignore: Annotated[
        Literal["git", "func"], typer.Option(help="Whose meaning the lines of .funcignore have.")
    ] = "git",
    no_defaults: Annotated[
        bool, typer.Option("--no-defaults", help="Leave out only what .funcignore says.")
    ] = False,
    include: Annotated[
        list[str] | None,
        typer.Option(metavar="PATH", help="Put it in although it holds secrets or settings."),
    ] = None,
    no_lint: Annotated[
        bool, typer.Option("--no-lint", help="Build whatever lint would say.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what the zip would hold, and write none.")
    ] = False,
    format: Annotated[Literal["text", "json"], typer.Option(help="How to say it.")] = "text",  # noqa: A002
    quiet: options.Quiet = False,
    color: options.Color = "auto",
) -> None:
    """Build the zip of an app: linted, reproducible, checked, and written in one step.

    Exit code 0: built. 1: lint or the check of the zip found errors. 2: wrong arguments or settings.
    3: dependencies could not be resolved or fetched. 4: a package could not be compiled. 5:
    something could not be read or written. 70: a bug in fxpack.
    """
    from fxpack.app.build import build as run
    from fxpack.app.planning import Request
    from fxpack.cli.output import colored
    from fxpack.cli.progress import end_by_sigterm, progress
    from fxpack.errors import UsageError
    from fxpack.pack.compiled import Native
    from fxpack.pack.network import network_of
    from fxpack.platforms import python_of
    from fxpack.settings import Flags, image_of

    if offline and refresh:
        raise UsageError("--offline and --refresh exclude each other: choose one")
    request = Request(
        app=app,
        mode=_mode(remote=remote, local=local, no_build=no_build),
        output=output,
        flags=Flags(python=None if python is None else python_of(python, "--python")),
        installer=installer,
        network=network_of(
            index_url,
            extra_index_url or (),
            find_links or (),
            offline=offline,
            exclude_newer=exclude_newer,
            strategy=options.strategy_of(index_strategy),
        ),
        dialect=funcignore,
        defaults=not no_defaults,
        include=frozenset(include or ()),
        lint=not no_lint,
        dry_run=dry_run,
        refresh=refresh,
        locked=locked,
        native=Native(
            native,
            "" if image is None else image_of(image, "--image"),
            tuple(build_deps.split()),
        ),
    )
    end_by_sigterm()
    with progress(quiet=quiet or format == "json") as hears:
        built = run(request, os.getcwd(), hears)
    _say(built, format, painted=colored(color), quiet=quiet)
    raise typer.Exit(70 if built.crashes else 1 if built.stopped_by else 0)


def _mode(*, remote: bool, local: bool, no_build: bool) -> Mode | None:
    from fxpack.errors import UsageError

    chosen: list[Mode] = []
    if remote:
        chosen.append("remote")
    if local:
        chosen.append("local")
    if no_build:
        chosen.append("no-build")
    if len(chosen) > 1:
        raise UsageError(f"--{chosen[0]} and --{chosen[1]} exclude each other: choose one")
    return chosen[0] if chosen else None


def _say(built: Built, form: Literal["text", "json"], *, painted: bool, quiet: bool) -> None:
    from fxpack.cli.output import emit, note, paint
    from fxpack.report import build as report
    from fxpack.report import plain

    if form == "json":
        emit(report.as_json(built.reports, built.plan, built.outcome, built.stopped_by))
    else:
        spans = report.text(built.reports, built.plan, built.outcome, quiet=quiet)
        emit(paint(spans) if painted else plain(spans), color=painted)
    for crash in built.crashes:
        note(str(crash), kind="error", error=crash)
    if form == "json":
        return
    if built.assumed and not quiet:
        note(
            f"target Python {built.assumed}: the newest generally available "
            "(nothing in the project says which)"
        )
    if built.stopped_by == "lint":
        note("lint found errors, so nothing was built: --no-lint builds all the same", kind="error")
    if built.stopped_by == "check":
        note("the zip would not work, so it was not kept", kind="error")
