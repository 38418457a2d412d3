"""Whether a file may hold what `ast.parse` lets pass and only the compiler refuses.

A compilation takes most of the time of a parse, so it is only worth it where the text shows a sign.
What stands outside of functions is found by Scope, which needs none.
"""

from __future__ import annotations

import re

_SIGNS = (b"await ", b"async ", b"nonlocal ", b"global ", b"import *", b":=", b"= *", b"for *")
# Only looked for where their words are, which is faster.
_MORE = {
    b"except": re.compile(rb"\bexcept\s*[:*]"),
    b"__future__": re.compile(rb"^[ \t]+from\s+__future__", re.MULTILINE),
    b"__debug__": re.compile(rb"__debug__"),
    b"case ": re.compile(rb"^[ \t]+case\b[^\n]*:", re.MULTILINE),
}
_LEAVES = re.compile(rb"^([ \t]+)(?:break|continue)\b", re.MULTILINE)
_LOOP = (b"for ", b"while ", b"while(", b"async for ")
_BODY = (b"def ", b"async def ", b"class ")


def may_refuse(data: bytes) -> bool:
    """Whether compiling a file that parses is worth it."""
    if any(sign in data for sign in _SIGNS):
        return True
    if any(word in data and sign.search(data) for word, sign in _MORE.items()):
        return True
    return (b"break" in data or b"continue" in data) and not _stays_in_loops(data)


def _stays_in_loops(data: bytes) -> bool:
    """Whether each `break` and `continue` has a loop above it, told from the indentation."""
    return all(
        _is_in_loop(data, match.start(), len(match[1].expandtabs()))
        for match in _LEAVES.finditer(data)
    )


def _is_in_loop(data: bytes, start: int, indentation: int) -> bool:
    while start > 0 and indentation > 0:
        end = start - 1
        start = data.rfind(b"\n", 0, end) + 1
        line = data[start:end].expandtabs()
        text = line.lstrip()
        if not text or text.startswith(b"#"):
            continue
        here = len(line) - len(text)
        if here < indentation:
            indentation = here
            if text.startswith(_LOOP):
                return True
            if text.startswith(_BODY):
                return False
    return False
