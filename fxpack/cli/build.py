"""`fxpack build`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from fxpack.cli import options

if TYPE_CHECKING:
    from fxpack.artifact import Mode


def build(
    apps: Annotated[
        list[str] | None,
        typer.Argument(help="The folder of each app.", show_default="the current folder"),
    ] = None,
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
    """Build the zip of an app, or of several at once: linted, reproducible, and checked.

    Exit code 0: built. 1: lint or the check of the zip found errors. 2: wrong arguments or settings.
    3: dependencies could not be resolved or fetched. 4: a package could not be compiled. 5:
    something could not be read or written. 70: a bug in fxpack.
    """
    from fxpack.app.planning import Request
    from fxpack.cli.builds import How, build_one, build_several
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
        app=(apps or ["."])[0],
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
    how = How(format, colored(color), quiet)
    if apps and len(apps) > 1:
        raise typer.Exit(build_several([request._replace(app=app) for app in apps], how))
    with progress(quiet=quiet or format == "json") as hears:
        code = build_one(request, how, hears)
    raise typer.Exit(code)


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
