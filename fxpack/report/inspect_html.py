"""What takes the room in a zip, as one page that needs nothing else, nor JavaScript to be read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from html import escape

from fxpack import __version__
from fxpack.archive import ColdStart, Inspection, Share
from fxpack.nouns import NamedTuple
from fxpack.report.inspect import why
from fxpack.report.plain_text import one_line
from fxpack.report.sizes import size_text
from fxpack.report.treemap import Rectangle, treemap

WIDTH, HEIGHT = 1200, 560
LABEL = 16
"""The height of a line of a label; what is smaller has none, but its row in the table."""

CHARACTER = 7.2
"""How wide a character of a label is, about."""


class _Part(NamedTuple):
    """Something that takes room: its row, and its rectangle's colour."""

    share: Share
    title: str
    kind: str
    why: str


def render(found: Inspection) -> str:
    """The page. Two runs over the same zip are equal to the byte."""
    parts = sorted(_parts(found), key=lambda part: (-part.share.compressed, part.title))
    title = f"{one_line(found.path)}: what takes the room"
    return (
        _HEAD.format(title=_text(title), style=_STYLE)
        + f"<h1>{_text(one_line(found.path))}</h1>\n"
        + f"<p>{size_text(found.size)} ({size_text(found.total.size)} unpacked), "
        + f"{found.total.files:,} files, Python {_text(found.python)}</p>\n"
        + _legend(parts)
        + _map(parts, found)
        + _table(parts, found)
        + _starts(found)
        + _largest(found)
        + f"<footer>fxpack {_text(__version__)}</footer>\n<script>{_SCRIPT}</script>\n</html>\n"
    )


_KINDS = {
    "asked": "packages that requirements.txt names",
    "brought": "packages that others need",
    "app": "the app's own files",
}


def _parts(found: Inspection) -> Iterator[_Part]:
    for each in found.packages:
        kind = "asked" if each.requested else "brought"
        yield _Part(each.share, f"{each.share.name} {each.version}", kind, why(each))
    for share in found.folders:
        name = "files at the root" if share.name == "." else f"{share.name}/"
        yield _Part(share, name, "app", "")


def _legend(parts: Iterable[_Part]) -> str:
    there = {part.kind for part in parts}
    items = "".join(
        f'<li><span class="{kind}"></span>{_text(text)}</li>\n'
        for kind, text in _KINDS.items()
        if kind in there
    )
    return f'<ul class="legend">\n{items}</ul>\n'


# -- the map --------------------------------------------------------------------------------------


def _map(parts: list[_Part], found: Inspection) -> str:
    shown = [part for part in parts if part.share.compressed > 0]
    if not shown:
        return ""
    whole = Rectangle(0, 0, WIDTH, HEIGHT)
    rectangles = treemap([part.share.compressed for part in shown], whole)
    cells = "".join(
        _cell(index, part, rectangle, found)
        for index, (part, rectangle) in enumerate(zip(shown, rectangles, strict=True))
    )
    return (
        f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" role="group" '
        f'aria-label="A map of the zip: the larger, the more room. The table has the same.">\n'
        f"{cells}</svg>\n"
    )


def _cell(index: int, part: _Part, at: Rectangle, found: Inspection) -> str:
    """A rectangle that leads to its row, with as much of its name as there is room for."""
    said = f"{one_line(part.title)}: {size_text(part.share.compressed)}, {_percent(part, found)}"
    lines = [one_line(part.title), size_text(part.share.compressed)]
    room = int((at.width - 10) / CHARACTER)
    fitting = [line for line in lines if len(line) <= room][: int((at.height - 6) // LABEL)]
    if not fitting or fitting[0] != lines[0]:
        fitting = [lines[0][: room - 1] + "…"] if room > 4 and at.height > LABEL + 6 else []
    labels = "".join(
        f'<text x="{at.x + 6:.1f}" y="{at.y + (number + 1) * LABEL:.1f}">{_text(line)}</text>'
        for number, line in enumerate(fitting)
    )
    return (
        f'<a href="#r{index}"><title>{_text(said)}</title>'
        f'<rect class="{part.kind}" x="{at.x:.1f}" y="{at.y:.1f}" '
        f'width="{at.width:.1f}" height="{at.height:.1f}"/>{labels}</a>\n'
    )


# -- tables ---------------------------------------------------------------------------------------


def _table(parts: list[_Part], found: Inspection) -> str:
    rows = "".join(
        f'<tr id="r{index}"><td><span class="{part.kind}"></span>{_text(one_line(part.title))}</td>'
        f"{_number(part.share.compressed)}"
        f'<td data-value="{part.share.compressed}">{_percent(part, found)}</td>'
        f"{_number(part.share.size)}"
        f'<td data-value="{part.share.files}">{part.share.files:,}</td>'
        f"<td>{_text(one_line(part.why))}</td></tr>\n"
        for index, part in enumerate(parts)
    )
    head = ("what", "in the zip", "part", "unpacked", "files", "why")
    return _whole_table("Packages and folders", head, rows)


def _starts(found: Inspection) -> str:
    """What each function loads before it can run."""
    if not found.starts:
        return ""
    sizes = {each.share.name: each.share.size for each in found.packages}
    rows = "".join(_start(each, sizes) for each in found.starts)
    head = ("functions", "modules of the app", "packages that these import", "unpacked", "others")
    return _whole_table("What a cold start imports", head, rows)


def _start(start: ColdStart, sizes: Mapping[str, int]) -> str:
    functions = ", ".join(start.functions) or "functions that cannot be told"
    modules = "".join(f"<li>{_text(one_line(path))}</li>" for path in start.modules)
    largest = sorted(start.packages, key=lambda name: (-sizes[name], name))
    packages = "".join(f"<li>{_text(name)}: {size_text(sizes[name])}</li>" for name in largest)
    return (
        f"<tr><td>{_text(one_line(functions))}</td>"
        f'<td data-value="{len(start.modules)}"><details><summary>{len(start.modules)}</summary>'
        f"<ul>{modules}</ul></details></td>"
        f"<td><ul>{packages}</ul></td>{_number(sum(map(sizes.__getitem__, start.packages)))}"
        f"<td>{_text(one_line(', '.join(start.others)))}</td></tr>\n"
    )


def _largest(found: Inspection) -> str:
    rows = "".join(
        f"<tr><td>{_text(one_line(each.path))}</td>{_number(each.compressed)}"
        f"{_number(each.size)}</tr>\n"
        for each in found.largest
    )
    return _whole_table("Largest files", ("file", "in the zip", "unpacked"), rows)


def _whole_table(caption: str, head: Iterable[str], rows: str) -> str:
    cells = "".join(f'<th scope="col">{_text(name)}</th>' for name in head)
    return (
        f'<div class="table">\n<table>\n<caption>{_text(caption)}</caption>\n'
        f"<thead><tr>{cells}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n</div>\n"
    )


def _number(size: int) -> str:
    return f'<td data-value="{size}">{size_text(size)}</td>'


def _percent(part: _Part, found: Inspection) -> str:
    return f"{100 * part.share.compressed / max(found.total.compressed, 1):.1f}%"


def _text(text: str) -> str:
    return escape(text)


_HEAD = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>{style}</style>
"""

_STYLE = """
:root { color-scheme: light dark; --back: #fff; --text: #1b1f24; --line: #d0d7de;
  --asked: #9ec5f4; --brought: #f2c894; --app: #a8d8b9; }
@media (prefers-color-scheme: dark) {
  :root { --back: #16191d; --text: #e6e9ec; --line: #3a4048;
    --asked: #1f4e86; --brought: #7a4d12; --app: #1f5e3a; } }
body { margin: 2rem auto; max-width: 76rem; padding: 0 1rem; background: var(--back);
  color: var(--text); font: 15px/1.5 system-ui, sans-serif; }
h1 { font-size: 1.4rem; margin: 0; overflow-wrap: anywhere; }
svg { display: block; width: 100%; height: auto; margin: 1rem 0; }
svg rect { stroke: var(--back); stroke-width: 2; }
svg a:hover rect, svg a:focus rect { stroke: var(--text); }
svg text { font: 12px ui-monospace, monospace; fill: var(--text); pointer-events: none; }
rect.asked { fill: var(--asked); } rect.brought { fill: var(--brought); }
rect.app { fill: var(--app); }
span.asked, span.brought, span.app { display: inline-block; width: .8em; height: .8em;
  margin-right: .5em; border-radius: 2px; }
span.asked { background: var(--asked); } span.brought { background: var(--brought); }
span.app { background: var(--app); }
.legend { display: flex; flex-wrap: wrap; gap: .3rem 1.5rem; list-style: none; padding: 0; }
.table { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; margin: 1.5rem 0; }
caption { text-align: left; font-weight: 600; margin-bottom: .3rem; }
th { white-space: nowrap; }
th, td { text-align: left; padding: .25rem .6rem; border-bottom: 1px solid var(--line);
  vertical-align: top; overflow-wrap: anywhere; }
td:first-child { min-width: 9rem; }
td[data-value] { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
td ul { list-style: none; margin: 0; padding: 0; white-space: normal; text-align: left; }
th button { all: unset; cursor: pointer; } th button:focus-visible { outline: 2px solid; }
th[aria-sort=ascending] button::after { content: " \\2191"; }
th[aria-sort=descending] button::after { content: " \\2193"; }
tr:target { outline: 2px solid var(--text); }
footer { color: var(--text); opacity: .7; }
"""

_SCRIPT = """
for (const table of document.querySelectorAll("table")) {
  const heads = [...table.tHead.rows[0].cells];
  heads.forEach((head, column) => {
    const button = document.createElement("button");
    button.textContent = head.textContent;
    head.replaceChildren(button);
    button.addEventListener("click", () => {
      const down = head.getAttribute("aria-sort") !== "descending";
      heads.forEach((other) => other.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      const key = (row) => row.cells[column].dataset.value;
      const order = (a, b) => key(a) === undefined
        ? b.cells[column].textContent.localeCompare(a.cells[column].textContent)
        : key(b) - key(a);
      const rows = [...table.tBodies[0].rows].sort(order);
      table.tBodies[0].append(...(down ? rows : rows.reverse()));
    });
  });
}
"""
