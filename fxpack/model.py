"""The nouns of fxpack: frozen values, without I/O and without a clock.

They are named tuples, made with keywords and changed with `_replace`: a dataclass of this kind takes
four times as long to define, which is a tenth of a lint of a small app.

Paths are posix and relative to the app's root, unless said otherwise. Lines and columns count
from 1, columns in characters; `CodeSpan` alone keeps what `ast` gives (columns from 0, in UTF-8
bytes), because turning one into the other needs the source and is only done for what is reported.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import chain
from types import MappingProxyType
from typing import Any, Literal, Protocol

from fxpack.nouns import NamedTuple

Severity = Literal["error", "warning"]
Files = Mapping[str, bytes]
"""Path → content. A dict in tests, a lazy tree in a run: `files[path]` may raise OSError."""

_NOTHING: Mapping[str, Any] = MappingProxyType({})

# -- places ---------------------------------------------------------------------------------------


class Location(NamedTuple):
    """A place to show: a file, and a range in it. `end_column` is exclusive."""

    path: str
    line: int = 1
    column: int = 1
    end_line: int = 1
    end_column: int = 1


class JsonPointer(NamedTuple):
    """A node of a JSON file, by its keys and indexes; `key=True` is the member's name, not its value.

    A node that does not exist stands for its nearest existing parent.
    """

    path: str
    keys: tuple[str | int, ...] = ()
    key: bool = False


class CodeSpan(NamedTuple):
    """A range of a Python file as `ast` counts: lines from 1, columns from 0 in UTF-8 bytes."""

    path: str
    line: int
    column: int
    end_line: int
    end_column: int


Place = Location | JsonPointer | CodeSpan


# -- what is said ---------------------------------------------------------------------------------


class Finding(NamedTuple):
    """What a rule yields. `message` says what is wrong with the values in hand, `help` what to do."""

    message: str
    at: Place
    help: str = ""
    function: str | None = None


Safety = Literal["safe", "unsafe"]
"""Whether a fix leaves what the app does as it was, or someone should look at it."""


class Replacement(NamedTuple):
    """New text for a range of a file; a file that is not there yet is made of it."""

    at: Location
    new: str


class Suggestion(NamedTuple):
    """How a finding can be mended, as outputs show it; `title` is an imperative."""

    title: str
    safety: Safety
    replacements: tuple[Replacement, ...]


class Diagnostic(NamedTuple):
    """A finding with its rule and its exact place; what every output renders.

    `fix` is None where nobody asked for fixes, or there is none.
    """

    code: str
    severity: Severity
    message: str
    location: Location
    help: str = ""
    function: str | None = None
    fix: Suggestion | None = None
    url: str = ""

    def sort_key(self) -> tuple[str, int, int, str, str]:
        """Path, line, column, code: the order of every output."""
        at = self.location
        return at.path, at.line, at.column, self.code, self.message


class Edit(NamedTuple):
    """New bytes for a range of a file, by offsets into its content.

    A file that is not there yet is made by an edit of its first nothing, 0 to 0.
    """

    path: str
    start: int
    end: int
    new: bytes


class Fix(NamedTuple):
    """What mends some findings of one rule; all of its edits or none.

    solves  the places of the findings, as their diagnostics have them
    title   what it does, as an imperative: "import shared.db absolutely"
    """

    code: str
    solves: tuple[Location, ...]
    safety: Safety
    title: str
    edits: tuple[Edit, ...]


class Problem(NamedTuple):
    """Something wrong that a reader met and kept as a value; the rule named by `kind` reports it."""

    kind: str
    at: Place
    detail: Mapping[str, Any] = _NOTHING


class Undecided(NamedTuple):
    """Something fxpack could not tell: never reported, only counted."""

    at: Place
    reason: str
    function: str | None = None


# -- the target -----------------------------------------------------------------------------------


class Target(NamedTuple):
    """What the app will run on.

    python_from  where the version comes from
    plan         the hosting plan, "" where nobody names one
    ended        the month in which support of that Python ended; "" where it has not, as far as known
    """

    python: tuple[int, int]
    python_from: str = "default"
    plan: str = ""
    ended: str = ""

    @property
    def version(self) -> str:
        return f"{self.python[0]}.{self.python[1]}"


# -- functions and host.json ----------------------------------------------------------------------

ProgrammingModel = Literal["v1", "v2"]
"""v1 declares functions in function.json files, v2 by decorators."""

Direction = Literal["in", "out", "inout"]


class Binding(NamedTuple):
    """One binding of one function, as the host understands it.

    `name`, `type` and `data_type` are None where absent or not text. `direction` is None where the
    host refuses it ("absent" is "in"). `properties` are all members, names as written; `keys` leads
    to the binding inside `path`. What decorators declare has `places` instead: member → the argument
    that says it, "" → the decorator; the members are those of the function.json that they stand for.
    `is_open` says that there may be others: a decorator got arguments that are not known.
    """

    name: str | None
    type: str | None
    direction: Direction | None
    data_type: str | None
    properties: Mapping[str, Any]
    path: str
    keys: tuple[str | int, ...] = ()
    places: Mapping[str, CodeSpan] = _NOTHING
    is_open: bool = False

    def member(self, name: str) -> Any:
        """The value of a member, found as the host finds it: without regard to letter case."""
        return self.properties.get(self.spelling(name) or "")

    def spelling(self, name: str) -> str | None:
        """How a member's name is written here, None where it is absent."""
        if name in self.properties:
            return name
        lowered = name.lower()
        return next((key for key in self.properties if key.lower() == lowered), None)

    def at(self, name: str | None = None, *, key: bool = False) -> Place:
        """The place of the binding, or of one member (its value, or with `key` its name)."""
        if self.places:
            return self.places.get(self.spelling(name or "") or "", self.places[""])
        if name is None:
            return JsonPointer(self.path, self.keys)
        return JsonPointer(self.path, (*self.keys, self.spelling(name) or name), key)

    @property
    def is_trigger(self) -> bool:
        return self.type is not None and self.type.lower().endswith("trigger")


class Config(NamedTuple):
    """A JSON file of the app: its value (None where it cannot be read) and what is wrong with it."""

    path: str
    value: Any
    problems: tuple[Problem, ...] = ()

    @property
    def members(self) -> Mapping[str, Any]:
        """The top-level members; empty where the file does not hold an object."""
        return self.value if isinstance(self.value, dict) else {}


# -- Python ---------------------------------------------------------------------------------------


class TypeShape(NamedTuple):
    """An annotation as far as the worker looks at it.

    kind     "class", "generic" (a typing generic by the worker's own test), "nontype" or "unknown"
    text     how to show it
    bases    for a class: the qualified names of the class and all its known bases
    closed   whether `bases` is complete; an open class may be more than it seems
    origin   for a generic: the class behind it; None where it has none
    args     for a generic: its arguments
    reads    whether a class has a callable `read`
    """

    kind: Literal["class", "generic", "nontype", "unknown"]
    text: str
    bases: frozenset[str] = frozenset()
    closed: bool = True
    origin: TypeShape | None = None
    args: tuple[TypeShape, ...] = ()
    reads: bool = False

    @property
    def name(self) -> str:
        """The last part of the name, what `__name__` would be."""
        return self.text.rsplit(".", 1)[-1]


ParameterKind = Literal["positional-only", "normal", "variadic", "keyword-only", "keywords"]


class Parameter(NamedTuple):
    name: str
    kind: ParameterKind
    at: Place
    annotation: TypeShape | None = None
    annotation_at: Place | None = None


class Signature(NamedTuple):
    """What `inspect.signature` and `typing.get_type_hints` would say of an entry point."""

    parameters: tuple[Parameter, ...]
    at: Place
    returns: TypeShape | None = None
    returns_at: Place | None = None
    is_async: bool = False
    is_generator: bool = False
    made_by: str = ""


class Function(NamedTuple):
    """One function of an app.

    v1: a folder with function.json. v2: a decorated function; its `config` names the file that it
    stands in and holds nothing, and `at` is its name there.

    `signature` is None where it cannot be told or where a problem stands in its way.
    """

    name: str
    config: Config
    bindings: tuple[Binding, ...]
    script: str | None
    entry_point: str
    problems: tuple[Problem, ...] = ()
    signature: Signature | None = None
    loads: frozenset[str] = frozenset()
    model: ProgrammingModel = "v1"
    at: Place | None = None

    @property
    def folder(self) -> str:
        return self.name

    @property
    def place(self) -> Place:
        """What to point at where nothing smaller is meant: the name, or the whole function.json."""
        return self.at or JsonPointer(self.config.path)

    def bindings_by_name(self) -> dict[str, Binding]:
        """Bindings with a usable name, in order; of duplicates the last, as in the worker's map."""
        return {b.name: b for b in self.bindings if b.name is not None}


class Import(NamedTuple):
    """One imported module of one import statement or of a call that imports by a constant name.

    module         dotted name as written, without the leading dots
    level          number of leading dots
    name           what is taken out of it ("" for `import x`, "*" for a star)
    form           "import", "from", "call" (import_module, __import__) or "patch" (mock.patch); a
                   call without a constant has no module
    deferred       inside a function: runs when called
    guarded        inside a try that handles ImportError
    paired         in the handler of such a try, or the try itself with an alternative in the handler
    type_checking  in a branch that only a type checker takes
    skipped        in a branch that the target does not take: of another system or Python
    conditional    in a branch that may not be taken, or after a way out
    inside         the function or method that it is deferred in
    """

    module: str
    level: int
    name: str
    form: Literal["import", "from", "call", "patch"]
    at: CodeSpan
    deferred: bool = False
    guarded: bool = False
    paired: bool = False
    type_checking: bool = False
    skipped: bool = False
    conditional: bool = False
    inside: str = ""


# -- what is published ----------------------------------------------------------------------------


class Decision(NamedTuple):
    """What decided about a path: a line of an ignore file, or one of fxpack's defaults by name."""

    excluded: bool
    pattern: str
    file: str = ""
    line: int = 0

    @property
    def at(self) -> Location:
        """The place of the line."""
        end = len(self.pattern) + 1
        return Location(path=self.file, line=self.line, end_line=self.line, end_column=end)


class Project(NamedTuple):
    """Everything a rule may look at, already normalised.

    files       the app's files; tests beside it appear under `../`
    published   paths that go into the zip, by .funcignore and the defaults
    decided     file or virtual environment → the line of .funcignore that decides about it, whatever
                the defaults say
    imports     path of a Python file → its imports, in order of the source
    problems    what readers met outside of single functions
    """

    root: str
    files: Files
    target: Target
    host: Config | None
    functions: tuple[Function, ...]
    published: frozenset[str]
    decided: Mapping[str, Decision] = _NOTHING
    imports: Mapping[str, tuple[Import, ...]] = _NOTHING
    problems: tuple[Problem, ...] = ()
    undecided: tuple[Undecided, ...] = ()

    @property
    def v1_functions(self) -> tuple[Function, ...]:
        """The functions that a function.json declares."""
        return tuple(each for each in self.functions if each.model == "v1")

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of all problems that readers met."""
        every = chain(
            self.problems,
            *(chain(each.config.problems, each.problems) for each in self.functions),
            self.host.problems if self.host else (),
        )
        return frozenset(problem.kind for problem in every)

    def problems_of(self, kind: str) -> Iterator[tuple[Function | None, Problem]]:
        """All problems of one kind, those of functions with their function."""
        for problem in (*self.problems, *(self.host.problems if self.host else ())):
            if problem.kind == kind:
                yield None, problem
        for function in self.functions:
            for problem in (*function.config.problems, *function.problems):
                if problem.kind == kind:
                    yield function, problem


# -- rules ----------------------------------------------------------------------------------------


class RuleModule(Protocol):
    """What the module of a rule has; its docstring is the rule's page.

    What it looks at is a `Project`, or an `Archive` where it is about a zip.
    """

    SEVERITY: Severity
    __doc__: str | None

    def check(self, subject: Any, /) -> Iterator[Finding]: ...


class Rule(NamedTuple):
    """A rule of the registry. `default` says whether it is on unasked.

    kind  the kind of problem that the rule reports; "" for a rule that looks for itself
    load  its module, which is only imported when there is something to ask it
    """

    code: str
    name: str
    default: bool
    kind: str
    load: Callable[[], RuleModule]

    @property
    def severity(self) -> Severity:
        return self.load().SEVERITY

    @property
    def page(self) -> str:
        """The rule's documentation."""
        return self.load().__doc__ or ""

    @property
    def summary(self) -> str:
        """The first line of the page."""
        return self.page.strip().split("\n", 1)[0]

    def check(self, subject: Any) -> Iterator[Finding]:
        """What the rule finds."""
        return self.load().check(subject)
