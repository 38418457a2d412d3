"""What a user has silenced: `noqa` comments and per-file ignores.

`# noqa` silences all of fxpack on its line, `# noqa: FX204, FX211` these codes; codes of other tools
silence nothing here. In JSON files, where the host allows comments, it is `// noqa`. As in ruff, a
line that goes on (in a string over several lines, or after a backslash) is silenced by a comment at
its end. A `noqa` inside a string is text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from fnmatch import fnmatchcase
from posixpath import join, normpath

from fxpack.model import Diagnostic, Files, Location, Problem
from fxpack.settings import Settings, names

_MENTION = re.compile(rb"(?i)noqa")
_NOQA = r"\s*noqa(?![\w-])(?P<colon>\s*:\s*(?P<codes>[a-z]+[0-9]+(?:[\s,]+[a-z]+[0-9]+)*)?)?"
_IN_PYTHON = re.compile(r"(?i)#" + _NOQA)
_IN_JSON = re.compile(r"(?i)(?://|/\*)" + _NOQA)
# One that is not closed goes to the end of its line, lest each quote in it is tried as a start.
_JSON_STRING = re.compile(r""""(?:[^"\\]|\\.)*+(?:"|\\?$)|'(?:[^'\\]|\\.)*+(?:'|\\?$)""")
_NEWLINE = re.compile(r"\r\n?|\n")
_REQUIREMENTS = re.compile(r"(?i).*(?:requirement|constraint).*\.(?:txt|in|pip)")
_IN_REQUIREMENTS = re.compile(r"(?i)(?:^|(?<=\s))#" + _NOQA)

LONGEST = 20_000
"""No line of more characters is given to the tokenizer."""


class Noqa:
    """One comment. No codes means all; `used` are those of its codes that silenced something."""

    def __init__(self, at: Location, codes: tuple[str, ...]) -> None:
        self.at = at
        self.codes = codes
        self.used: set[str] = set()

    def silences(self, code: str) -> bool:
        """Whether the comment holds for a code, and note that it was of use."""
        if self.codes and code not in self.codes:
            return False
        self.used.add(code)
        return True


def suppress(
    diagnostics: Iterable[Diagnostic], files: Files, settings: Settings
) -> tuple[list[Diagnostic], dict[str, dict[int, Noqa]]]:
    """What is left to say of an app, and the comments of all files that were looked into."""
    comments: dict[str, dict[int, Noqa]] = {}
    left = []
    for diagnostic in diagnostics:
        path = diagnostic.location.path
        if settings.per_file_ignores and _is_ignored(diagnostic, settings):
            continue
        if path not in comments:
            comments[path] = noqa_of(path, files)
        noqa = comments[path].get(diagnostic.location.line)
        if noqa is None or not noqa.silences(diagnostic.code):
            left.append(diagnostic)
    return left, comments


def unused(
    files: Files, comments: dict[str, dict[int, Noqa]], enabled: set[str], known: set[str]
) -> Iterator[Problem]:
    """The fxpack codes in comments that silenced nothing, of rules that ran or do not exist."""
    for path in files:
        if not _may_hold_comments(path):
            continue
        lines = comments[path] if path in comments else noqa_of(path, files)
        seen = {id(noqa): noqa for noqa in lines.values()}
        for noqa in seen.values():
            of_fxpack = [code for code in noqa.codes if re.fullmatch(r"FX\d{3}", code)]
            idle = [c for c in of_fxpack if c not in noqa.used and (c in enabled or c not in known)]
            if idle:
                unknown = tuple(code for code in idle if code not in known)
                yield Problem("unused-noqa", noqa.at, {"codes": tuple(idle), "unknown": unknown})


# -- per-file ignores -----------------------------------------------------------------------------


def _is_ignored(diagnostic: Diagnostic, settings: Settings) -> bool:
    path = normpath(join(settings.app, diagnostic.location.path))
    return any(
        names(codes, diagnostic.code) and matches(pattern, path)
        for pattern, codes in settings.per_file_ignores
    )


def matches(pattern: str, path: str) -> bool:
    """Whether a pattern names a file or a folder above it; `!` turns that around.

    As in ruff `*` also crosses `/`, and without a slash a pattern is for names at any depth.
    """
    if pattern.startswith("!"):
        return not matches(pattern[1:], path)
    pattern = pattern.rstrip("/")
    parts = path.split("/")
    if "/" not in pattern:
        return any(fnmatchcase(part, pattern) for part in parts)
    if pattern.startswith("**/") and matches(pattern[3:], path):
        return True
    pattern = pattern.removeprefix("./").removeprefix("/")
    return any(fnmatchcase("/".join(parts[:end]), pattern) for end in range(1, len(parts) + 1))


# -- comments -------------------------------------------------------------------------------------


def noqa_of(path: str, files: Files) -> dict[int, Noqa]:
    """Line → the comment that holds for it, for a Python or JSON file, or one of requirements."""
    if not _may_hold_comments(path):
        return {}
    try:
        data = files[path]
    except (OSError, KeyError):
        return {}
    if _REQUIREMENTS.fullmatch(path):
        return _of_requirements(path, data)
    if not _MENTION.search(data):
        return {}
    text = data.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace")
    return _of_python(path, text) if path.endswith(".py") else _of_json(path, text)


def _may_hold_comments(path: str) -> bool:
    return path.endswith((".py", ".json")) or _REQUIREMENTS.fullmatch(path) is not None


def _of_requirements(path: str, data: bytes) -> dict[int, Noqa]:
    # read as requirements are, which may be in UTF-16
    from fxpack.read.requirement_lines import decoded

    try:
        lines = decoded(data).splitlines()
    except ValueError:
        return {}
    found: dict[int, Noqa] = {}
    for number in range(len(lines), 0, -1):
        line = lines[number - 1]
        if noqa := _read(_IN_REQUIREMENTS, path, number, line):
            found[number] = noqa
        elif line.endswith("\\") and number + 1 in found:
            found[number] = found[number + 1]
    return found


def _of_json(path: str, text: str) -> dict[int, Noqa]:
    found = {}
    for number, line in enumerate(_NEWLINE.split(text), 1):
        if "noqa" in line.lower():
            bare = _JSON_STRING.sub(lambda string: "_" * len(string[0]), line)
            if noqa := _read(_IN_JSON, path, number, bare):
                found[number] = noqa
    return found


def _of_python(path: str, text: str) -> dict[int, Noqa]:
    lines = _NEWLINE.split(text)
    comments, ends = _tokens(lines)
    found: dict[int, Noqa] = {}
    for number in sorted(ends, reverse=True):
        start = comments.get(number)
        noqa = None if start is None else _read(_IN_PYTHON, path, number, lines[number - 1], start)
        if noqa:
            found[number] = noqa
    for number in range(len(lines) - 1, 0, -1):
        if number not in ends and number + 1 in found:
            found[number] = found[number + 1]
    return found


def _tokens(lines: list[str]) -> tuple[dict[int, int], set[int]]:
    """Where comments start, by line, and which lines do not go on in the next.

    By the tokenizer, since a string may hold what looks like a comment. Where the running Python's
    gives up, or would take the square of a line's length, a comment is what looks like one.
    """
    import tokenize

    def read() -> Iterator[str]:
        for line in lines:
            if len(line) > LONGEST:
                raise tokenize.TokenError
            yield line + "\n"

    source = read()
    comments: dict[int, int] = {}
    ends: set[int] = set()
    try:
        for token in tokenize.generate_tokens(lambda: next(source, "")):
            if token.type == tokenize.COMMENT:
                comments[token.start[0]] = token.start[1]
            elif token.type in {tokenize.NEWLINE, tokenize.NL}:
                ends.add(token.start[0])
    except (tokenize.TokenError, SyntaxError):
        rest = range(max(ends, default=0) + 1, len(lines) + 1)
        comments.update((number, 0) for number in rest if number not in comments)
        ends.update(rest)
    return comments, ends


def _read(
    pattern: re.Pattern[str], path: str, number: int, line: str, start: int = 0
) -> Noqa | None:
    found = pattern.search(line, start)
    if found is None or (found["colon"] and not found["codes"]):
        return None
    at = Location(
        path=path,
        line=number,
        column=found.start() + 1,
        end_line=number,
        end_column=found.end() + 1,
    )
    return Noqa(at, tuple(re.findall(r"[A-Z]+[0-9]+", (found["codes"] or "").upper())))
