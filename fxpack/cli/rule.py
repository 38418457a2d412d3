"""`fxpack rule`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import typer

if TYPE_CHECKING:
    from fxpack.model import Rule


def rule(
    code: Annotated[
        str | None, typer.Argument(help="The code of a rule.", show_default="list all rules")
    ] = None,
    *,
    format: Annotated[Literal["text", "json"], typer.Option(help="How to say it.")] = "text",  # noqa: A002
) -> None:
    """Show the page of a rule: what it finds and why, an example, and where the facts are from."""
    from fxpack.cli.output import colored, emit
    from fxpack.report import page
    from fxpack.rules import EVERY

    if code is None:
        emit(page.as_json(EVERY) if format == "json" else page.table(EVERY))
        return
    found = _find(code)
    if format == "json":
        emit(page.as_json(found))
    elif colored():
        emit(_painted(page.markdown(found)), color=True)
    else:
        emit(page.text(found))


def _find(code: str) -> Rule:
    from fxpack.errors import UsageError
    from fxpack.rules import EVERY
    from fxpack.settings import near

    found = next((rule for rule in EVERY if rule.code == code.upper()), None)
    if found is None:
        hint = near(code.upper(), [rule.code for rule in EVERY])
        raise UsageError(f'no rule has the code "{code}"{hint}')
    return found


def _painted(markdown: str) -> str:
    """Markdown for a terminal, with its code highlighted."""
    from rich.console import Console
    from rich.markdown import Markdown

    console = Console(force_terminal=True)
    with console.capture() as capture:
        console.print(Markdown(markdown))
    return capture.get()
