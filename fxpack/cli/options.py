"""Options that several commands have, said once so that they are called and explained alike."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

Color = Annotated[Literal["auto", "always", "never"], typer.Option(help="When to use colours.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but what is wrong.")]
Python = Annotated[
    str | None, typer.Option(metavar="VERSION", help="The Python that the app runs on: 3.12.")
]
Report = Annotated[
    str | None, typer.Option(metavar="FILE", help="Write there instead of to the terminal.")
]
Ignore = Annotated[list[str] | None, typer.Option(metavar="CODES", help="Not these rules.")]
FailOn = Annotated[
    Literal["error", "warning", "never"] | None,
    typer.Option(help="What makes the exit code 1.", show_default="warning"),
]

# -- where packages are from ----------------------------------------------------------------------

IndexUrl = Annotated[
    str | None, typer.Option(metavar="URL", help="The index to ask instead of PyPI.")
]
ExtraIndexUrl = Annotated[
    list[str] | None, typer.Option(metavar="URL", help="Another index, asked first.")
]
FindLinks = Annotated[
    list[str] | None, typer.Option(metavar="PLACE", help="A folder or page with packages.")
]
ExcludeNewer = Annotated[
    str | None, typer.Option(metavar="DATE", help="Only what was uploaded until then.")
]
IndexStrategy = Annotated[
    Literal["first-index", "pip"] | None,
    typer.Option(
        help="Of several indexes: the first that has a name; pip: the highest version of all.",
        show_default="first-index",
    ),
]


def strategy_of(given: Literal["first-index", "pip"] | None) -> str:
    """The order of indexes as uv calls it, "" where the settings say it."""
    from fxpack.pack.network import BEST_MATCH, FIRST_INDEX

    return {None: "", "first-index": FIRST_INDEX, "pip": BEST_MATCH}[given]


# -- in which containers --------------------------------------------------------------------------

Image = Annotated[
    str | None,
    typer.Option(metavar="NAME", help="The image of the container.", show_default="Azure's own"),
]
BuildDeps = Annotated[
    str, typer.Option(metavar='"PACKAGE …"', help="Debian packages that compiling needs.")
]
