"""What fixing changes, as `git diff` shows it: git and patch take it."""

from __future__ import annotations

from difflib import unified_diff

from fxpack.read.secrets import masked
from fxpack.report import Span, Style
from fxpack.report.plain_text import one_line

_STYLES: dict[str, Style] = {"+": "good", "-": "error", "@": "quiet"}
_NO_END = "\\ No newline at end of file\n"


def render(path: str, before: bytes | None, after: bytes) -> list[Span]:
    """The diff of one file, without what may be a secret; `before` is None where there was none.

    Bytes that are no UTF-8 are lone surrogates, as PEP 383 has them.
    """
    name = one_line(path)
    spans: list[Span] = [("bold", f"diff --git a/{name} b/{name}\n")]
    if before is None:
        spans.append(("bold", "new file mode 100644\n"))
    lines = list(unified_diff(_lines(before or b""), _lines(after)))[2:]
    if lines:
        # what comes after a blank is else no part of the name
        end = "\t" if " " in name else ""
        spans += [
            ("bold", f"--- a/{name}{end}\n" if before is not None else "--- /dev/null\n"),
            ("bold", f"+++ b/{name}{end}\n"),
        ]
    for line in lines:
        spans.append((_STYLES.get(line[0], ""), line.removesuffix("\n") + "\n"))
        if not line.endswith("\n"):
            spans.append(("", _NO_END))
    return spans


def on_terminal(spans: list[Span]) -> list[Span]:
    """A diff in which nothing moves a terminal's cursor."""
    return [(style, _shown(text)) for style, text in spans]


def _lines(content: bytes) -> list[str]:
    """Lines as git cuts them: at line feeds only."""
    *lines, last = masked(content.decode("utf-8", "surrogateescape")).split("\n")
    return [*(f"{line}\n" for line in lines), *([last] if last else [])]


def _shown(line: str) -> str:
    text = line.removesuffix("\n").encode("utf-8", "surrogateescape")
    return one_line(text.decode("utf-8", "backslashreplace")).replace("\\t", "\t") + "\n"
