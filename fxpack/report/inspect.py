"""What takes the room in a zip: for people, and by schemas/inspect-output.schema.json."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from fxpack.archive import Inspection, PackageShare, Packed, Share
from fxpack.report import Span
from fxpack.report.plain_text import one_line
from fxpack.report.sizes import size_text

VERSION = 1
"""The version of the JSON format: members may be added under the same number, never changed."""

MOST_NAMES = 6
"""So many packages are named in a line, and the rest counted."""


def text(found: Inspection) -> list[Span]:
    """Tables of packages, folders and files, the largest first."""
    spans: list[Span] = [
        ("path", one_line(found.path)),
        ("", f": {size_text(found.size)} ({size_text(found.total.size)} unpacked), "),
        ("", f"{found.total.files:,} files\n"),
    ]
    if found.packages:
        rows = [
            [*_sizes(each.share, found), f"{each.share.name} {each.version}", why(each)]
            for each in found.packages
        ]
        spans += _table("Packages", rows)
    spans += _table("Folders", [[*_sizes(each, found), each.name, ""] for each in found.folders])
    return spans + _table("Largest files", [_file(each, found) for each in found.largest])


def _sizes(share: Share, found: Inspection) -> list[str]:
    return [
        size_text(share.compressed),
        _part(share.compressed, found),
        size_text(share.size),
        f"{share.files:,} file{'s' * (share.files != 1)}",
    ]


def _file(member: Packed, found: Inspection) -> list[str]:
    return [
        size_text(member.compressed),
        _part(member.compressed, found),
        size_text(member.size),
        "",
        member.path,
        "",
    ]


def _part(size: int, found: Inspection) -> str:
    return f"{100 * size / max(found.total.compressed, 1):.1f}%"


def why(package: PackageShare) -> str:
    """Why a package is there, and what would go with it."""
    why = "" if package.requested else f"for {_names(package.needed_by)}"
    if not package.requested and not package.needed_by:
        why = "for nothing in the zip"
    if package.brings:
        with_them = f"brings {_names(package.brings)}: {size_text(package.alone)} together"
        why = f"{why}; {with_them}" if why else with_them
    return why


def _names(names: Sequence[str]) -> str:
    shown = ", ".join(names[:MOST_NAMES])
    return shown if len(names) <= MOST_NAMES else f"{shown} and {len(names) - MOST_NAMES} more"


def _table(title: str, rows: list[list[str]]) -> list[Span]:
    """A title, and rows of four columns of numbers, a name, and what there is to say of it."""
    if not rows:
        return []
    widths = [max(len(row[column]) for row in rows) for column in range(5)]
    spans: list[Span] = [("", "\n"), ("bold", f"{title}\n")]
    for *numbers, name, why in rows:
        cells = [f"{text:>{width}}" for text, width in zip(numbers, widths, strict=False) if width]
        spans += [("quiet", f"  {'  '.join(cells)}  "), ("", one_line(name))]
        if why:
            spans.append(("quiet", f"{' ' * (widths[4] - len(name))}  {one_line(why)}"))
        spans.append(("", "\n"))
    return spans


def as_json(found: Inspection) -> str:
    """One JSON object; two runs over the same zip are equal to the byte."""
    value = {
        "version": VERSION,
        "path": found.path,
        "size": found.size,
        "python": found.python,
        "total": _share(found.total),
        "packages": [_package(each) for each in found.packages],
        "folders": [{"name": each.name, **_share(each)} for each in found.folders],
        "largest": [
            {"path": each.path, "size": each.size, "compressed": each.compressed}
            for each in found.largest
        ],
        "cold_starts": [each._asdict() for each in found.starts],
    }
    # ASCII: paths may hold what no encoding can write
    return json.dumps(value, indent=2) + "\n"


def _share(share: Share) -> dict[str, int]:
    return {"files": share.files, "size": share.size, "compressed": share.compressed}


def _package(package: PackageShare) -> dict[str, Any]:
    return {
        "name": package.share.name,
        "version": package.version,
        **_share(package.share),
        "requested": package.requested,
        "needs": list(package.needs),
        "needed_by": list(package.needed_by),
        "brings": list(package.brings),
        "compressed_with_brought": package.alone,
    }
