"""What a Python older than the running one refuses, though `ast.parse` lets it pass.

`feature_version` guards statements, but neither the f-strings of PEP 701 (3.12) nor the starred
expressions of PEP 646 (3.11). Both are told from the positions in the tree.
"""

from __future__ import annotations

import ast
import io
import tokenize

Found = tuple[str, int, int]
_DEEPEST_FORMAT = 2


def fstring_problem(data: bytes) -> Found | None:
    """The first replacement field that only Python 3.12 reads: message, line, column.

    Before PEP 701 a field could not hold its string's own quotes, a backslash or a comment.
    """
    starts: list[str] = []
    try:
        for token in tokenize.tokenize(io.BytesIO(data).readline):
            name = tokenize.tok_name[token.type]
            line, column = token.start[0], token.start[1] + 1
            if name == "FSTRING_START":
                quote = token.string.lstrip("rRbBfFuU")
                if any(outer == quote or outer == quote[0] for outer in starts):
                    return f"{quote} inside a field of {quote} needs Python 3.12", line, column
                starts.append(quote)
            elif name == "FSTRING_END":
                starts.pop()
            elif starts and name in {"STRING", "COMMENT", "NAME", "OP", "NL", "NEWLINE", "NUMBER"}:
                problem = _field_token(name, token.string, starts)
                if problem:
                    return f"{problem} in a field of an f-string needs Python 3.12", line, column
    except (tokenize.TokenError, SyntaxError, UnicodeDecodeError):
        return None
    return None


def _field_token(name: str, text: str, starts: list[str]) -> str:
    if name == "COMMENT":
        return "a comment"
    if name == "NL" and any(len(quote) == 1 for quote in starts):
        return "a line break"
    if name == "STRING":
        quote = text.lstrip("rRbBfFuU")[:1]
        if "\\" in text:
            return "a backslash"
        for outer in starts:
            if outer in text or (len(outer) == 1 and quote == outer):
                return f"the string's own quote {outer}"
    return ""


def nesting_problem(tree: ast.Module) -> Found | None:
    """The first field of a format in a format in a format, which 3.12 is the first to read."""
    for node in ast.walk(tree):
        depth = 0
        inner: ast.AST = node
        while isinstance(inner, ast.FormattedValue):
            depth += 1
            values = (
                inner.format_spec.values if isinstance(inner.format_spec, ast.JoinedStr) else []
            )
            inner = next((each for each in values if isinstance(each, ast.FormattedValue)), tree)
        if depth > _DEEPEST_FORMAT and isinstance(node, ast.FormattedValue):
            message = "f-string: expressions nested too deeply for Python 3.11"
            return message, node.lineno, node.col_offset + 1
    return None


def star_problem(tree: ast.Module) -> Found | None:
    """The first starred expression in an index or a `*args` annotation, new in Python 3.11."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Tuple):
            items = node.slice.elts
            bare = items and node.slice.col_offset == items[0].col_offset
            star = next((item for item in items if isinstance(item, ast.Starred)), None)
            if star and bare:
                return (
                    "a starred expression in an index needs Python 3.11",
                    star.lineno,
                    star.col_offset + 1,
                )
        elif isinstance(node, ast.arg) and isinstance(node.annotation, ast.Starred):
            at = node.annotation
            return "a starred annotation needs Python 3.11", at.lineno, at.col_offset + 1
    return None
