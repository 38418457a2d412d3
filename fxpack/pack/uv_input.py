"""Requirements and constraints as uv is to read them."""

from __future__ import annotations

import os

from fxpack.pack.asked import Asked
from fxpack.read.requirement_lines import RequirementLine

_TO_UV = frozenset({"--no-binary", "--only-binary"})
"""The options of requirements that uv reads there as pip does; the others it is told otherwise."""


def requirements_text(asked: Asked, limits: str = "") -> str:
    """The requirements as uv is to read them: one file in one order, whatever they were in.

    limits  the file with what `limits_text` says, for whoever cannot read those of the app
    """
    lines = [
        f"{option.name} {option.value}"
        for option in asked.requirements.options
        if option.name in _TO_UV
    ]
    if limits:
        lines.append(f'-c "{limits}"')
    for file in asked.requirements.files:
        if file.by and (not file.read or (file.constraint and not limits)):
            name = "-c" if file.constraint else "-r"
            path = file.path if not file.read else os.path.join(asked.root, file.path)
            lines.append(f'{name} "{path}"')
    return "\n".join([*lines, *map(_line, asked.wanted), ""])


def limits_text(asked: Asked) -> str:
    """All constraints, from whichever file."""
    return "".join(f"{_line(each)}\n" for each in asked.requirements.lines if each.constraint)


def _line(line: RequirementLine) -> str:
    """A requirement as uv reads it. Hashes are left out: uv does not heed them here."""
    if line.editable and line.kind == "path":
        return f"-e {line.text}"
    if line.kind == "vcs":
        return _repository(line)
    return line.text


def _repository(line: RequirementLine) -> str:
    """For uv, which has no editable repositories and knows no `#egg=`."""
    url, _, fragment = line.url.partition("#")
    kept = [part for part in fragment.split("&") if part and not part.startswith("egg=")]
    url = "#".join([url, *(["&".join(kept)] if kept else [])])
    if not line.name:
        return url
    extras = f"[{','.join(line.extras)}]" if line.extras else ""
    marker = f" ; {line.marker}" if line.marker else ""
    return f"{line.name}{extras} @ {url}{marker}"
