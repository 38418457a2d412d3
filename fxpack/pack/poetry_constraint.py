"""What versions a constraint of poetry allows.

As its documentation has it ("Dependency specification"): PEP 440 and besides carets, tildes, stars
and alternatives with `||`.
"""

from __future__ import annotations

import re

_AND = re.compile(r"(?<![\^~=<>!, ])[ ]*[, ][ ]*(?![, ]|$)")
_OPERATOR = re.compile(r"(\^|~=|~|={1,3}|!=|<>|<=?|>=?)?\s*v?(.*)")


def allows(constraint: str, version: str) -> bool:
    """Whether a constraint allows a version; ValueError where either cannot be read."""
    from packaging.specifiers import SpecifierSet

    return any(
        SpecifierSet(",".join(_standard(each))).contains(version, prereleases=True)
        for each in re.split(r"\s*\|\|?\s*", constraint.strip())
    )


def _standard(alternative: str) -> list[str]:
    """The clauses of one alternative as PEP 440 has them."""
    text = re.sub(r"([\^~=<>!])\s+", r"\1", alternative.strip())
    return [clause for part in _AND.split(text) for clause in _clauses(part)]


def _clauses(part: str) -> list[str]:
    match = _OPERATOR.fullmatch(part)
    operator, version = (match[1] or "", match[2]) if match else ("", part)
    if version in {"", "*"}:
        return []
    if operator in {"^", "~"}:
        return [f">={version}", f"<{_end(operator, version)}"]
    if operator == "<>":
        operator = "!="
    return [f"{'==' if operator in {'', '='} else operator}{version}"]


def _end(operator: str, version: str) -> str:
    """The first version that a caret or a tilde no longer allows."""
    from packaging.version import Version

    release = Version(version).release
    if operator == "~":
        kept = min(len(release), 2) - 1
    else:
        # the first number that is not 0 stays, or the last one written
        kept = next((i for i, number in enumerate(release) if number), len(release) - 1)
    return ".".join(map(str, (*release[:kept], release[kept] + 1)))
