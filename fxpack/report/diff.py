"""What fixing changes, as `git diff` shows it."""

from __future__ import annotations

from difflib import unified_diff

from fxpack.read.secrets import masked
from fxpack.report import Span, Style
from fxpack.report.plain_text import one_line

_STYLES: dict[str, Style] = {"+": "good", "-": "error", "@": "quiet"}
_NO_END = "\\ No newline at end of file\n"


def render(path: str, before: bytes | None, after: bytes) -> list[Span]:
    """The diff of one file, without what may be a secret; `before` is None where there was none."""
    name = one_line(path)
    spans: list[Span] = [
        ("bold", f"--- {name if before is not None else '/dev/null'}\n"),
        ("bold", f"+++ {name}\n"),
    ]
    lines = unified_diff(_lines(before or b""), _lines(after))
    for line in list(lines)[2:]:
        style = _STYLES.get(line[0], "")
        ended = line.endswith("\n")
        spans.append((style, _shown(line) + "\n"))
        if not ended:
            spans.append(("", _NO_END))
    return spans


def _lines(content: bytes) -> list[str]:
    """Lines as git cuts them: at line feeds only."""
    *lines, last = masked(content.decode("utf-8", "backslashreplace")).split("\n")
    return [*(f"{line}\n" for line in lines), *([last] if last else [])]


def _shown(line: str) -> str:
    return one_line(line.rstrip("\n")).replace("\\t", "\t")
