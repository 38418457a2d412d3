"""Judging syntax newer than the running Python: the one reader that loads libcst."""

from __future__ import annotations


def newer_python_accepts(data: bytes) -> bool:
    """Whether libcst's parser, which knows newer grammars than this Python, reads the source.

    The import is here because libcst alone costs twenty bare interpreter starts.
    """
    import libcst

    try:
        libcst.parse_module(data)
    except (libcst.ParserSyntaxError, UnicodeDecodeError, SyntaxError, LookupError):
        return False
    except (RecursionError, ValueError):
        return True
    return True
