"""What a build says: of one app, or of several that are built side by side."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Sequence
from contextlib import closing, redirect_stderr, redirect_stdout
from functools import partial
from io import StringIO
from typing import TYPE_CHECKING, Literal

import typer

from fxpack.cli.output import emit, note, note_assumed, paint, stopped
from fxpack.nouns import NamedTuple
from fxpack.report import Span, plain

if TYPE_CHECKING:
    from fxpack.app.build import Built
    from fxpack.app.planning import Request
    from fxpack.artifact import Progress


class How(NamedTuple):
    """How it is said."""

    form: Literal["text", "json"]
    painted: bool
    quiet: bool

    def emit(self, spans: list[Span]) -> None:
        emit(paint(spans) if self.painted else plain(spans), color=self.painted)


def build_one(request: Request, how: How, progress: Progress) -> int:
    """Build an app and say what came of it; the exit code."""
    from fxpack.app.build import build

    built = build(request, os.getcwd(), progress)
    _say(built, how)
    return 70 if built.crashes else 1 if built.stopped_by else 0


def _say(built: Built, how: How) -> None:
    from fxpack.report import build as report

    if how.form == "json":
        emit(report.as_json(built.reports, built.plan, built.outcome, built.stopped_by))
    else:
        how.emit(report.text(built.reports, built.plan, built.outcome, quiet=how.quiet))
    for crash in built.crashes:
        note(str(crash), kind="error", error=crash)
    if how.form == "json":
        return
    if built.assumed and not how.quiet:
        note_assumed(built.assumed)
    if built.stopped_by == "lint":
        note("lint found errors, so nothing was built: --no-lint builds all the same", kind="error")
    if built.stopped_by == "check":
        note("the zip would not work, so it was not kept", kind="error")


# -- several --------------------------------------------------------------------------------------


class _Said(NamedTuple):
    """What a build of one of several wrote."""

    code: int
    out: str
    err: str


def build_several(requests: Sequence[Request], how: How) -> int:
    """Build apps side by side and say what came of each, in turn; the worst exit code.

    Raises UsageError, before anything is built, for requests that exclude each other.
    """
    from fxpack.app.build import check_together
    from fxpack.app.side_by_side import side_by_side

    names = check_together(requests, os.getcwd())
    if how.form == "text" and not how.quiet:
        note(f"building {len(names)} apps", kind="progress")
    builds: list[_Said] = []
    with closing(side_by_side(partial(_captured, how), requests)) as answers:
        for name, said in zip(names, answers, strict=True):
            builds.append(said)
            _show(name, said, how)
    if how.form == "json":
        emit(_as_json(names, builds))
    failed = [name for name, said in zip(names, builds, strict=True) if said.code]
    if failed:
        note(f"{len(failed)} of {len(names)} apps failed: {', '.join(failed)}", kind="error")
    return max(said.code for said in builds)


class _Notes:
    """Progress of a build that others run beside: only what is said counts."""

    def stage(self, name: str, total: int | None = None) -> None: ...

    def advance(self, amount: int) -> None: ...

    def say(self, text: str) -> None:
        note(text)


def _captured(how: How, request: Request) -> _Said:
    """Build an app, whatever comes of it."""
    with redirect_stdout(StringIO()) as out, redirect_stderr(StringIO()) as err:
        try:
            code = build_one(request, how, _Notes())
        except Exception as error:  # noqa: BLE001 - said, while the other apps go on
            code = stopped(error)
    return _Said(code, out.getvalue(), err.getvalue())


def _show(name: str, said: _Said, how: How) -> None:
    from fxpack.report.plain_text import one_line

    name = one_line(name)
    if said.out and how.form == "text":
        how.emit([("bold", f"== {name}\n")])
        emit(said.out, color=how.painted)
    # what is beside the output says which app it is about: it may go elsewhere
    named = re.sub(
        "^fxpack: [a-z]+: ", lambda start: f"{start[0]}{name}: ", said.err, flags=re.MULTILINE
    )
    typer.echo(named, nl=False, err=True)


def _as_json(names: Sequence[str], builds: Sequence[_Said]) -> str:
    """One JSON object, held to schemas/builds-output.schema.json."""
    apps = [
        {
            "app": name,
            "exit_code": said.code,
            "notes": said.err.splitlines(),
            "build": json.loads(said.out or "null"),
        }
        for name, said in zip(names, builds, strict=True)
    ]
    return json.dumps({"version": 1, "apps": apps}, indent=2) + "\n"
