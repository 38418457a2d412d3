"""func or Visual Studio Code reads a line of .funcignore otherwise than git.

The file looks like a .gitignore, and fxpack reads it as git would. For func a line without `*` means
whatever begins with it at the app's root, up to the end of a word: `test` leaves out test.py and keeps
src/test. It knows no `?` and no `[...]`, and what a line with `!` names goes in wherever that line
stands. Visual Studio Code knows neither `!` nor a first `/`. So what is published depends on who
publishes. Only lines are named that matter for a file that is there.

Example:
--- .funcignore
testdata
--- src/testdata/orders.csv
1,2

Use instead:
--- .funcignore
src/testdata

Source: azure-functions-core-tools 4, Common/GitIgnoreParser.cs; vscode-azuretools,
appservice/src/deploy/runWithZipStream.ts; git, gitignore(5).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from fxpack.model import Finding, Project

if TYPE_CHECKING:
    from fxpack.read.dialects import Disagreement

SEVERITY = "warning"
FILE = ".funcignore"
MOST = 10
"""What to write instead is looked for this often: trying lines on all files takes its time."""


def check(project: Project) -> Iterator[Finding]:
    if FILE not in project.files:
        return
    from fxpack.read.dialects import Dialects

    try:
        content = project.files[FILE]
    except OSError:
        return
    paths = (path for path in project.files if not path.startswith("../"))
    dropped = _dropped(project)
    dialects = Dialects(content, (p for p in paths if p not in dropped), project.decided)
    lines = groupby(dialects.disagreements(), key=lambda each: each.line)
    for number, (line, found) in enumerate(lines):
        instead = dialects.instead(line) if number < MOST else ()
        yield Finding(
            message=f'"{line.pattern}" is not read by all as git reads it: '
            + "; ".join(f"{each.tool} would {_effect(each)}" for each in found),
            at=line.at,
            help=_help(instead, negative=line.pattern.startswith("!")),
        )


def _dropped(project: Project) -> set[str]:
    """What must not be left out, of which FX503, FX504 and FX505 speak if it is."""
    needed = {"host.json", "requirements.txt"}
    for function in project.functions:
        needed |= {function.config.path, function.script or ""}
    lines = {path: project.decided.get(path) for path in needed}
    return {path for path, line in lines.items() if line is not None and line.excluded}


def _effect(each: Disagreement) -> str:
    sides = (("publish", each.publishes), ("leave out", each.leaves_out))
    return " and ".join(f"{verb} {_named(paths)}" for verb, paths in sides if paths)


def _named(paths: Sequence[str]) -> str:
    more = len(paths) - 1
    return paths[0] + (f" and {more} more file{'s' * (more > 1)}" if more else "")


def _help(instead: Sequence[str], *, negative: bool) -> str:
    if instead:
        lines = " and ".join(f'"{line}"' for line in instead)
        return f"write {lines} in its place, which all three read alike"
    if negative:
        return 'do without "!": name what is to stay out, and nothing more'
    return "name what is to stay out by its whole path from the app's root"
