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
    all_: Annotated[bool, typer.Option("--all", help="The pages of all rules.")] = False,
    format: Annotated[  # noqa: A002
        Literal["text", "json", "markdown"], typer.Option(help="How to say it.")
    ] = "text",
) -> None:
    """Show the page of a rule: what it finds and why, an example, and where the facts are from."""
    from fxpack.cli.output import colored, emit
    from fxpack.edit import SAFETY
    from fxpack.errors import UsageError
    from fxpack.report import page
    from fxpack.rules import EVERY

    if code is not None and all_:
        raise UsageError(f"--all: {code} is one rule")
    rules = EVERY if code is None else (_find(code),)
    if format == "json":
        emit(page.as_json(rules if code is None else rules[0], SAFETY))
    elif code is None and not all_:
        emit(page.table(rules) if format == "text" else page.markdown_table(rules, SAFETY))
    elif format == "markdown":
        emit("\n".join(page.markdown(rule, SAFETY) for rule in rules))
    elif colored():
        emit("".join(_painted(page.markdown(rule, SAFETY)) for rule in rules), color=True)
    else:
        emit("\n".join(page.text(rule, SAFETY) for rule in rules))


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
