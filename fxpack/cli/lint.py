"""`fxpack lint`."""

from __future__ import annotations

import os
import re
import time
from typing import TYPE_CHECKING, Annotated

import typer

from fxpack.cli import options
from fxpack.cli.diagnostics import flags_of, say
from fxpack.cli.formats import Formats, for_people, names_fixes, outputs_of
from fxpack.cli.output import note, note_assumed, write_file
from fxpack.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fxpack.app.fix import Change, Fixed
    from fxpack.app.lint import LintResult
    from fxpack.cli.diagnostics import Color
    from fxpack.report import Report, Span
    from fxpack.settings import Flags


def lint(
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            help="Apps, folders with apps below, or files, which stand for the app that owns them.",
            show_default="the current folder",
        ),
    ] = None,
    *,
    format: Formats = None,  # noqa: A002
    output: options.Report = None,
    select: Annotated[
        list[str] | None, typer.Option(metavar="CODES", help="Only these rules: FX204,FX3 or ALL.")
    ] = None,
    ignore: options.Ignore = None,
    python: options.Python = None,
    fail_on: options.FailOn = None,
    exit_zero: Annotated[
        bool, typer.Option("--exit-zero", help="Exit with 0 whatever is found.")
    ] = False,
    fix: Annotated[bool, typer.Option("--fix", help="Mend what can be mended safely.")] = False,
    unsafe_fixes: Annotated[
        bool, typer.Option("--unsafe-fixes", help="Also mend what someone should look at.")
    ] = False,
    diff: Annotated[
        bool, typer.Option("--diff", help="Show what --fix would change, and change nothing.")
    ] = False,
    baseline: Annotated[
        str | None, typer.Option(metavar="FILE", help="Let be what this file says was there.")
    ] = None,
    write_baseline: Annotated[
        bool, typer.Option("--write-baseline", help="Write what is found now to the baseline.")
    ] = False,
    statistics: Annotated[
        bool, typer.Option("--statistics", help="Count each rule, and what could not be told.")
    ] = False,
    no_cache: Annotated[
        bool, typer.Option("--no-cache", help="Look again at apps that did not change.")
    ] = False,
    color: options.Color = "auto",
) -> None:
    """Find what keeps apps from loading, and what bites later.

    Exit code 0: nothing found. 1: something found. 2: wrong arguments or settings. 5: something
    could not be read or written. 70: a bug in fxpack.
    """
    from fxpack.app.lint import lint as run

    flags = flags_of(select, ignore, python, fail_on)
    if write_baseline and baseline is None:
        raise UsageError("--write-baseline: name the file, such as --baseline fxpack-baseline.json")
    if unsafe_fixes and not (fix or diff):
        raise UsageError("--unsafe-fixes: with --fix or --diff")
    read = None if write_baseline else baseline
    if diff:
        others = {
            "--write-baseline": write_baseline,
            "--output": output,
            "--format": format,
            "--statistics": statistics,
        }
        for option, given in others.items():
            if given:
                raise UsageError(f"{option}: not with --diff, which shows a patch and no more")
        changes = _diff(paths or [], flags, color, read, unsafe=unsafe_fixes)
        raise typer.Exit(int(changes and not exit_zero))
    outputs = outputs_of(format, output, statistics=statistics)
    if fix:
        _fix(paths or [], flags, read, unsafe=unsafe_fixes)
    result = run(
        paths or [],
        flags,
        os.getcwd(),
        cached=not no_cache,
        baseline=read,
        today=_today(),
        fixes=statistics or names_fixes(outputs),
    )
    if write_baseline and baseline is not None and not result.crashes:
        _write_baseline(result, baseline, paths or [])
        raise typer.Exit
    say(result.report, outputs, color, statistics=statistics)
    if for_people(outputs):
        _notes(result, baseline)
        if not (fix or statistics):
            _mendable(result.report)
    for crash in result.crashes:
        note(str(crash), kind="error", error=crash)
    failed = 0 if exit_zero or not result.failed else 1
    raise typer.Exit(70 if result.crashes else failed)


def _today() -> str:
    """The date, or that of FXPACK_TODAY: what has ended by then is reported."""
    given = os.environ.get("FXPACK_TODAY")
    if not given:
        return time.strftime("%Y-%m-%d")
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", given, re.ASCII):
        raise UsageError(f"FXPACK_TODAY: a date such as 2026-11-21 is needed, not {given!r}")
    return given


def _diff(
    paths: list[str], flags: Flags, color: Color, baseline: str | None, *, unsafe: bool
) -> bool:
    """Show what fixing would change; whether there is anything."""
    import sys

    from fxpack.app.fix import fix
    from fxpack.cli.output import colored, emit, paint
    from fxpack.report import diff, plain

    fixed = fix(paths, flags, os.getcwd(), unsafe=unsafe, write=False, baseline=baseline)
    spans = [span for each in fixed.changes for span in _of_change(each)]
    if colored(color):
        emit(paint(diff.on_terminal(spans)), color=True)
    elif sys.stdout.isatty():
        emit(plain(diff.on_terminal(spans)))
    else:
        emit(plain(spans).encode("utf-8", "surrogateescape"))
    _said_of_fixes(fixed, "would be fixed")
    return bool(fixed.changes)


def _of_change(change: Change) -> Iterator[Span]:
    """The diff of a file, of one of requirements without the passwords in its URLs."""
    from fxpack.pack.network import redacted
    from fxpack.report import diff

    for style, text in diff.render(change.shown, change.before, change.after):
        is_url = "://" in text and not change.path.endswith((".py", ".json"))
        yield style, redacted(text) if is_url else text


def _fix(paths: list[str], flags: Flags, baseline: str | None, *, unsafe: bool) -> None:
    from fxpack.app.fix import fix

    fixed = fix(paths, flags, os.getcwd(), unsafe=unsafe, write=True, baseline=baseline)
    _said_of_fixes(fixed, "fixed")


def _said_of_fixes(fixed: Fixed, done: str) -> None:
    from fxpack.report.text import counted

    for app, (each, why) in fixed.refused:
        codes = ", ".join(why)
        note(f"{each.code} is not fixed in {app or '.'} ({each.title}): it would bring {codes}")
    if fixed.applied:
        rules = ", ".join(f"{code} {count}x" for code, count in sorted(fixed.applied.items()))
        files = counted(len(fixed.changes), "file")
        note(f"{counted(fixed.applied.total(), 'finding')} {done} in {files}: {rules}")
    if fixed.left:
        note(f"--unsafe-fixes mends {counted(fixed.left, 'more finding')}, for someone to look at")


def _write_baseline(result: LintResult, file: str, paths: list[str]) -> None:
    from fxpack.app.baseline import baseline_text
    from fxpack.report.text import counted

    found = result.report.diagnostics
    text, kept = baseline_text(found, file, os.getcwd(), paths)
    write_file(file, text)
    before = f", and {kept} of other apps as before" if kept else ""
    note(f"{file} knows {counted(len(found), 'finding')} from now on{before}")


def _mendable(report: Report) -> None:
    """Say what fixes there may be, by the rules alone: to be sure takes longer than lint."""
    from fxpack.edit import SAFETY
    from fxpack.report.text import counted

    safe = sum(SAFETY.get(each.code) == "safe" for each in report.diagnostics)
    if safe:
        note(f"--fix may mend {counted(safe, 'finding')}")


def _notes(result: LintResult, baseline: str | None) -> None:
    """What is said beside the findings."""
    from fxpack.report.text import counted

    if result.assumed:
        note_assumed(result.assumed)
    if result.known:
        note(f"{counted(result.known, 'finding')} of {baseline} not shown")
    if result.gone:
        gone = counted(result.gone, "finding")
        note(f"{gone} of {baseline} no longer found: --write-baseline forgets them")
