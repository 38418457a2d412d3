"""What one rule says of an app on disk, with the settings and on the day that a case has."""

from __future__ import annotations

from pathlib import Path

from fxpack.app.lint import lint
from fxpack.settings import Flags
from tests.apps import overlay


def said(
    code: str,
    folder: Path,
    files: dict[str, str],
    *,
    above: dict[str, str] | None = None,
    today: str = "2026-11-21",
    python: tuple[int, int] | None = None,
) -> list[str]:
    """`path:line:column message` of each finding; `above` lies in the folder above the app's."""
    tree = {f"app/{path}": data for path, data in overlay(files).items()}
    tree |= {path: text.encode() for path, text in {".git/HEAD": "", **(above or {})}.items()}
    for path, data in tree.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    flags = Flags(select=(code,), python=python)
    found = lint(["app"], flags, str(folder), today=today).report.diagnostics
    places = ((each.location, each.message) for each in found)
    return [
        f"{at.path.removeprefix('app/')}:{at.line}:{at.column} {message}" for at, message in places
    ]
