"""Whether a file may hold what `ast.parse` lets pass and only the compiler refuses.

A compilation takes most of the time of a parse, so it is only worth it where the text shows a sign.
What stands outside of functions is found by Scope, which needs none.
"""

from __future__ import annotations

import re

_SIGNS = (
    *(b"await ", b"async ", b"nonlocal ", b"global ", b"import *", b":=", b"except:", b"except*"),
    *(b"except *", b"= *", b"for *", b"\n*", b"__debug__", b" from __future__", b"\tfrom __future__"),
)
_LEAVES = re.compile(rb"^([ \t]+)(?:break|continue)\b", re.MULTILINE)
_CASE = re.compile(rb"^[ \t]+case\b[^\n]*:", re.MULTILINE)
_LOOP = (b"for ", b"while ", b"while(", b"async for ")
_BODY = (b"def ", b"async def ", b"class ")


def may_refuse(data: bytes) -> bool:
    """Whether compiling a file that parses is worth it."""
    if any(sign in data for sign in _SIGNS):
        return True
    if (b"break" in data or b"continue" in data) and not _stays_in_loops(data):
        return True
    return b"case " in data and _CASE.search(data) is not None


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
