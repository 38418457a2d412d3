"""In which formats a command says what is wrong, and where each of them goes."""

from __future__ import annotations

import os
from typing import Annotated

import typer

from fxpack.cli.repository import SYSTEMS
from fxpack.errors import UsageError
from fxpack.nouns import NamedTuple

TEXTS = ("text", "concise")
"""Those for people, which may have colours."""

TERMINAL = "-"
"""Instead of the name of a file: stdout."""

FORMATS = (*TEXTS, "json", "sarif", "github", "azure", "junit")

Formats = Annotated[
    list[str] | None,
    typer.Option(
        "--format",
        metavar="FORMAT[=FILE]",
        help=f"How to say it: {', '.join(FORMATS[:-1])} or {FORMATS[-1]}. May repeat.",
        show_default="text; in GitHub Actions and Azure Pipelines theirs",
        autocompletion=lambda: list(FORMATS),
    ),
]


class Output(NamedTuple):
    """One text to write: its format, and its file, None for the terminal."""

    form: str
    file: str | None = None


def outputs_of(
    written: list[str] | None, file: str | None, *, statistics: bool = False
) -> tuple[Output, ...]:
    """What `--format` and `--output` say; UsageError for what makes no sense.

    Without a format that of the CI system is taken, if one is at work.

    statistics  whether numbers are wanted, which only some formats have
    """
    file = None if file == TERMINAL else file
    if not written:
        return (Output("text" if file or statistics else _of_system(), file),)
    found = [_output(each) for each in written]
    for form, _ in found:
        if statistics and form not in (*TEXTS, "json"):
            raise UsageError(f"--statistics: not in the format {form}; take text or json")
    if file is not None and len(found) > 1:
        raise UsageError("--output: with several formats write --format FORMAT=FILE for each")
    if file is not None and found[0].file is not None:
        raise UsageError(f"--output: {written[0]} names a file already")
    if file is not None:
        found = [found[0]._replace(file=file)]
    places = set()
    for each in found:
        place = each.file and os.path.realpath(each.file)
        if place in places:
            raise UsageError(f"--format: two formats go to {each.file or 'the terminal'}")
        places.add(place)
    return tuple(found)


def _output(written: str) -> Output:
    form, given, file = written.partition("=")
    if form not in FORMATS:
        from fxpack.settings import near

        names = ", ".join(FORMATS)
        raise UsageError(f'--format: "{form}" is none of {names}{near(form, FORMATS)}')
    if given and not file:
        raise UsageError(f"--format: {form}= needs the name of a file")
    return Output(form, None if file in {"", TERMINAL} else file)


def _of_system() -> str:
    """The format of the CI system that runs this; text where there is none."""
    for form, system in SYSTEMS.items():
        if os.environ.get(system.sets, "").lower() == "true":
            from fxpack.cli.output import note

            note(f"--format {form}, because {system.sets} is set")
            return form
    return "text"


def names_fixes(outputs: tuple[Output, ...]) -> bool:
    """Whether a format says of each finding what mends it."""
    return any(each.form in ("json", "sarif") for each in outputs)


def for_people(outputs: tuple[Output, ...]) -> bool:
    """Whether someone reads the terminal, and not a program."""
    return any(each.file is None and each.form in (*TEXTS, *SYSTEMS) for each in outputs)
