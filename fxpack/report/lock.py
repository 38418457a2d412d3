"""What a lock has to say: which versions changed, or the lines that would."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from difflib import unified_diff

from fxpack.report import Span
from fxpack.report.plain_text import one_line


def changes(before: Mapping[str, str], after: Mapping[str, str]) -> list[Span]:
    """The packages that came, went, or have another version.

    before, after  versions by name; what else is written, where there is none
    """
    spans: list[Span] = []
    for name in sorted({*before, *after}):
        old, new = before.get(name), after.get(name)
        if old is None:
            spans += [("good", "  + "), ("", f"{one_line(name)} {one_line(new or '')}\n")]
        elif new is None:
            spans += [("error", "  - "), ("", f"{one_line(name)} {one_line(old)}\n")]
        elif old != new:
            said = f"{one_line(name)} {one_line(old)} → {one_line(new)}\n"
            spans += [("warning", "  ~ "), ("", said)]
    return spans


def summary(path: str, count: int, python: str, engine: str, *, state: str) -> list[Span]:
    """One line about a lock.

    state  "written", "up to date", "stale", or "would change"
    """
    style = "error" if state == "stale" else "good"
    packages = f"{count:,} package{'s' * (count != 1)}"
    return [
        ("path", one_line(path)),
        ("", f": {packages} for Python {python}, by {engine}: "),
        (style, state),  # type: ignore[list-item]
        ("", "\n"),
    ]


def diff(files: Iterable[tuple[str, str, str]]) -> list[Span]:
    """The lines that change, as `diff -u` has them.

    files  of each the path, the text before and the text after
    """
    return [span for path, before, after in files for span in _diff(path, before, after)]


def _diff(path: str, before: str, after: str) -> Iterator[Span]:
    lines = unified_diff(
        before.splitlines(), after.splitlines(), f"a/{path}", f"b/{path}", lineterm=""
    )
    for line in lines:
        if line.startswith(("---", "+++")):
            yield "bold", f"{one_line(line)}\n"
        elif line.startswith("@@"):
            yield "quiet", f"{one_line(line)}\n"
        elif line.startswith("+"):
            yield "good", f"{one_line(line)}\n"
        elif line.startswith("-"):
            yield "error", f"{one_line(line)}\n"
        else:
            yield "", f"{one_line(line)}\n"
