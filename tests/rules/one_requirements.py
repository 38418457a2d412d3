"""What one rule says of the requirements of the smallest app, for tables of cases."""

from __future__ import annotations

from collections.abc import Mapping

from tests.apps import lint_files, overlay


def said(
    code: str,
    requirements: str,
    files: Mapping[str, str] | None = None,
    *,
    python: tuple[int, int] = (3, 12),
    local: bool = False,
) -> list[str]:
    """`line message` of each finding of a rule, with the file's name where it is an included one."""
    app = overlay({"requirements.txt": requirements}, files or {})
    found = lint_files(app, select=(code,), python=python, local=local)
    return [
        f"{each.location.path}:{each.location.line} {each.message}".removeprefix(
            "requirements.txt:"
        )
        for each in found
    ]


def lines(code: str, requirements: str, files: Mapping[str, str] | None = None) -> list[int]:
    """The lines of requirements.txt that a rule finds fault with."""
    return [int(each.partition(" ")[0]) for each in said(code, requirements, files)]
