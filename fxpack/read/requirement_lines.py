"""requirements.txt as pip reads it: lines, options, and the files that it includes.

The format is pip's own, as its parser has it (pip 26.3, `_internal/req/req_file.py`): what pip
takes is taken, what pip refuses is a problem with its line, and what pip drops without a word is
said. Nothing is installed, asked or fetched; files come from a function, so rules and builds share
all of this.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Literal

from fxpack.nouns import NamedTuple
from fxpack.read.requirement_forms import Invalid, Kind, editable_form_of, form_of
from fxpack.read.requirement_options import OF_ONE_REQUIREMENT, split

_COMMENT = re.compile(r"(?:^|(?<!\s)\s++)#.*$")
_VARIABLE = re.compile(r"(\$\{([A-Z0-9_]+)\})")
_CODING = re.compile(rb"coding[:=]\s*([-\w.]+)")
_ADDRESS = re.compile(r"(https?|file):", re.IGNORECASE)
_PLAIN_HASH = re.compile(r"--hash=(?:sha256|sha384|sha512):[!#-&(-\[\]-~]*")
ENCODINGS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
"""Marks at the start of a file; that of UTF-32 begins with that of UTF-16."""

_NOTHING: Mapping[str, str] = MappingProxyType({})


class RequirementLine(NamedTuple):
    """A requirement, or a constraint on one.

    text        as written, without its options and with variables put in: may hold credentials
    file        as in `RequirementFile.path`
    line        where it starts, from 1
    kind        "path" for whatever is on this disk: a folder, a wheel, an archive, a `file:` URL
    name        normalised; "" where only building tells it
    specifier   as `packaging` writes one, "" for none
    marker      as `packaging` writes one, "" for none
    hashes      "sha256:…", in the order written
    url         as written, with its fragment; a path is relative to the app's root, as for pip run
                there, whichever file names it
    settings    the values of `--config-settings`
    """

    text: str
    file: str
    line: int
    kind: Kind
    name: str
    specifier: str = ""
    extras: tuple[str, ...] = ()
    marker: str = ""
    hashes: tuple[str, ...] = ()
    url: str = ""
    editable: bool = False
    constraint: bool = False
    settings: tuple[str, ...] = ()


class RequirementOption(NamedTuple):
    """An option on a line of its own: its long name and its value, "" for a flag."""

    name: str
    value: str
    file: str
    line: int


class RequirementFile(NamedTuple):
    """A file that the requirements are in.

    path  from the app's root, or absolute, or a URL, which is never read
    by    the file that includes it, and the line there; "" for the first
    """

    path: str
    constraint: bool = False
    by: str = ""
    line: int = 0
    read: bool = True


ProblemKind = Literal["missing", "unreadable", "cycle", "invalid", "ignored"]


class RequirementProblem(NamedTuple):
    """What pip stops at, or, where it is "ignored", what it passes over without a word.

    what  a sentence without its full stop, which holds no values of variables
    text  the line as written, which may hold credentials; "" for a whole file
    """

    kind: ProblemKind
    file: str
    line: int
    what: str
    text: str = ""


class Requirements(NamedTuple):
    """All that the requirements say, in the order in which pip meets it."""

    lines: tuple[RequirementLine, ...] = ()
    options: tuple[RequirementOption, ...] = ()
    files: tuple[RequirementFile, ...] = ()
    problems: tuple[RequirementProblem, ...] = ()

    def values(self, option: str) -> list[str]:
        """The values of an option, by its long name."""
        return [each.value for each in self.options if each.name == option]


def read_requirements(
    read: Callable[[str], bytes],
    path: str = "requirements.txt",
    environment: Mapping[str, str] = _NOTHING,
) -> Requirements:
    """Read requirements and what they include; what is wrong is a value, never an error.

    read         the content of a file, or OSError or KeyError; paths are posix and relative to the
                 app's root, and may begin with `../` or `/`
    environment  what `${NAME}` stands for; a name that is not in it stays as it is, as for pip
    """
    reader = _Reader(read, environment)
    reader.file(RequirementFile(path), ())
    return Requirements(
        tuple(reader.lines), tuple(reader.options), tuple(reader.files), tuple(reader.problems)
    )


def decoded(data: bytes) -> str:
    """The text of a requirements file, with the encoding that pip would use; raises ValueError."""
    for mark, encoding in ENCODINGS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding)
    for line in data.split(b"\n", 2)[:2]:
        if line.startswith(b"#") and (coding := _CODING.search(line)):
            try:
                return data.decode(coding[1].decode("ascii"))
            except LookupError as error:
                raise ValueError(str(error)) from None
    if b"\0" in data:
        raise ValueError("it holds NUL bytes: UTF-16 needs a byte order mark")
    return data.decode("utf-8")


class _Reader:
    def __init__(self, read: Callable[[str], bytes], environment: Mapping[str, str]) -> None:
        self.read = read
        self.environment = environment
        self.lines: list[RequirementLine] = []
        self.options: list[RequirementOption] = []
        self.files: list[RequirementFile] = []
        self.problems: list[RequirementProblem] = []
        self.known: set[tuple[str, bool]] = set()
        self.values: dict[str, str] = {}

    def file(self, file: RequirementFile, above: tuple[str, ...]) -> None:
        """Read a file; one that was read before would only say the same again."""
        if file.path in above:
            self.problem("cycle", file.by, file.line, f"{file.path} includes itself")
        elif (file.path, file.constraint) not in self.known:
            self.known.add((file.path, file.constraint))
            if _ADDRESS.match(file.path):
                self.files.append(file._replace(read=False))
            else:
                self.content(file, (*above, file.path))

    def content(self, file: RequirementFile, above: tuple[str, ...]) -> None:
        try:
            text = decoded(self.read(file.path))
        except (FileNotFoundError, KeyError):
            where = (file.by, file.line) if file.by else (file.path, 1)
            what = f"{self.concealed(file.path)} does not exist"
            return self.problem("missing", *where, what)
        except OSError as error:
            return self.problem("unreadable", file.path, 1, error.strerror or "it cannot be read")
        except ValueError as error:
            return self.problem("unreadable", file.path, 1, _undecodable(error))
        self.files.append(file)
        for number, line in _logical_lines(text):
            try:
                self.line(_Line(line, file, number, above))
            except Invalid as error:
                self.problem("invalid", file.path, number, self.concealed(str(error)), line)
        return None

    def line(self, line: _Line) -> None:
        text = self.expanded(line.text) if "${" in line.text else line.text
        named, _, hashed = text.partition(" --hash=")
        if hashed and " -" not in named and named[0] != "-":
            words = f"--hash={hashed}".split()
            if all(map(_PLAIN_HASH.fullmatch, words)):
                hashes = tuple(word[len("--hash=") :] for word in words)
                return self.requirement(line, named, hashes=hashes)
        if " -" not in text and text[0] != "-":
            return self.requirement(line, text)
        text, options = split(text)
        editable = next((value for name, value in options if name == "--editable"), None)
        if not text and editable is None:
            return self.only_options(line, options)
        self.ignored(line, options, editable=editable is not None and not text)
        return self.requirement(
            line,
            text or editable or "",
            editable=editable is not None,
            hashes=tuple(value for name, value in options if name == "--hash"),
            settings=tuple(value for name, value in options if name == "--config-settings"),
        )

    def requirement(
        self,
        line: _Line,
        text: str,
        *,
        editable: bool = False,
        hashes: tuple[str, ...] = (),
        settings: tuple[str, ...] = (),
    ) -> None:
        form = editable_form_of(text) if editable else form_of(text)
        constraint = line.file.constraint
        if constraint and (editable or not form.name or form.extras):
            raise Invalid("a constraint is a name and versions, and no more")
        kind, name, specifier, extras, marker, url = form
        self.lines.append(
            RequirementLine(
                text.strip(), line.file.path, line.number, kind, name, specifier, extras, marker,
                () if editable else hashes, url, editable, constraint, settings,
            )
        )  # fmt: skip

    def only_options(self, line: _Line, options: list[tuple[str, str]]) -> None:
        includes = [each for each in options if each[0] in {"--requirement", "--constraint"}]
        if includes:
            # pip looks for a requirement first, and reads one file a line
            first = next((each for each in includes if each[0] == "--requirement"), includes[0])
            self.passed_over(line, [name for name, value in options if (name, value) != first])
            self.include(line, *first)
            return
        places = [value for name, value in options if name == "--find-links"]
        for name, value in options:
            if name in {"", *OF_ONE_REQUIREMENT} or (name == "--find-links" and value != places[0]):
                self.passed_over(line, [name])
            else:
                self.options.append(RequirementOption(name, value, line.file.path, line.number))

    def include(self, line: _Line, name: str, value: str) -> None:
        by = line.file.path
        path = value
        if not _ADDRESS.match(value):
            path = posixpath.normpath(posixpath.join(posixpath.dirname(by), value))
        constraint = name == "--constraint"
        self.file(RequirementFile(path, constraint, by, line.number), line.above)

    def ignored(self, line: _Line, options: list[tuple[str, str]], *, editable: bool) -> None:
        """Of a requirement, hashes and settings are read; an editable one has no hashes."""
        read = {"--config-settings", "--global-option", "--editable" if editable else "--hash"}
        names = [name for name, _ in options]
        others = names.count("--editable") - 1 if editable else 0
        self.passed_over(line, [name for name in names if name not in read])
        self.passed_over(line, ["a second --editable"] * others)

    def passed_over(self, line: _Line, names: list[str]) -> None:
        for name in names:
            what = f"{name or 'a word between options'} is ignored on this line"
            self.problem("ignored", line.file.path, line.number, what)

    def problem(self, kind: ProblemKind, file: str, line: int, what: str, text: str = "") -> None:
        self.problems.append(RequirementProblem(kind, file, line, what, text))

    def expanded(self, text: str) -> str:
        for written, name in dict.fromkeys(_VARIABLE.findall(text)):
            if value := self.environment.get(name):
                self.values[written] = value
                text = text.replace(written, value)
        return text

    def concealed(self, text: str) -> str:
        """A text with the names of variables in the place of their values."""
        for written, value in self.values.items():
            text = text.replace(value, written)
        return text


class _Line(NamedTuple):
    text: str
    file: RequirementFile
    number: int
    above: tuple[str, ...]


def _undecodable(error: ValueError) -> str:
    if isinstance(error, UnicodeDecodeError):
        return f"it is not {error.encoding.upper()} at byte {error.start}"
    return str(error)


def _logical_lines(text: str) -> Iterator[tuple[int, str]]:
    """Lines without comments, those that end in a backslash joined with the next."""
    start, parts = 0, []
    for number, line in enumerate(text.splitlines(), start=1):
        if line[-1:] == "\\" and not ("#" in line and _COMMENT.match(line)):
            start = start or number
            parts.append(line.strip("\\"))
            continue
        # a comment ends the joined line, and is still one after it
        parts.append(" " + line if "#" in line and _COMMENT.match(line) else line)
        if joined := _uncommented("".join(parts)):
            yield start or number, joined
        start, parts = 0, []
    if joined := _uncommented("".join(parts)):
        yield start, joined


def _uncommented(line: str) -> str:
    return (_COMMENT.sub("", line) if "#" in line else line).strip()
