"""Imports through `__app__` become absolute: statements, uses of the dotted name, and strings.

What is certain to find the app's own module is rewritten. Tests beside the app import by its
folder's name, `__app__`, which is then put on the path, as the worker does; they come last, because
a module that still imports relatively from above needs the name. What makes another module of one
that a function has is for someone to look at, and so is all where a string that stays names one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import groupby

import libcst as cst

from fxpack.edit.absolute import Home, from_absolute, imported, makes_another
from fxpack.edit.app_path import folder_of_tests, is_hidden, path_edits
from fxpack.edit.app_strings import NAME, PREFIX, some_stay
from fxpack.edit.python import Python, dotted, statements_with
from fxpack.edit.text import text_of
from fxpack.model import Diagnostic, Edit, Fix, Import, Location, Project, Safety
from fxpack.read.python.modules import APP

_SAFETIES: tuple[Safety, ...] = ("safe", "unsafe")
_Found = tuple[cst.Import, tuple[Location, ...]]


def fixes(project: Project, found: Sequence[Diagnostic]) -> Iterator[Fix]:
    beside, home = path_edits(project), Home(project)
    some_names_stay = some_stay(project, home)
    ordered = sorted(found, key=lambda each: each.location)
    for path, group in groupby(ordered, key=lambda each: each.location.path):
        python = _python(path, project, home)
        if python is None:
            continue
        left = list(group)
        for safety in _SAFETIES:
            done = _File(home, python, left, project.imports[path], safety)
            solved = tuple(each.location for each in left if each.location in done.solved)
            left = [each for each in left if each.location not in done.solved]
            if solved:
                edits = (*done.edits, *beside)
                judged = "unsafe" if some_names_stay else safety
                yield Fix("FX301", solved, judged, f"import absolutely in {path}", edits)


def _python(path: str, project: Project, home: Home) -> Python | None:
    """The statements that name `__app__`, or a module of the app that is imported through it."""
    text, tree = text_of(path, project.files), home.tree(path)
    if text is None or tree is None:
        return None
    known = project.imports.get(path, ())
    names = (f"{each.module}.{each.name}" for each in known)
    tops = {name.split(".")[1] for name in names if name.startswith(PREFIX)}
    if folder_of_tests(path) and any(is_hidden(path, top, project) for top in tops):
        return None
    return statements_with({APP, *tops}, tree, text)


class _File:
    """What is rewritten in one file."""

    def __init__(
        self,
        home: Home,
        python: Python,
        found: Sequence[Diagnostic],
        imports: Collection[Import],
        safety: Safety,
    ) -> None:
        """Rewrite.

        imports  all of the file, also those that a comment lets be
        safety   "safe" leaves what would make another module of one that a function has
        """
        self.home = home
        self.python = python
        self.found = found
        self._every = {(each.at.line, each.module) for each in imports}
        self._has_star = any(each.name == "*" for each in imports)
        self._is_safe = safety == "safe"
        self._is_test = bool(folder_of_tests(python.text.path))
        self.solved: set[Location] = set()
        self.edits: list[Edit] = []
        self._new: dict[cst.CSTNode, str] = {}
        self._statements()
        self._pairs()
        self._strings()

    # -- statements ------------------------------------------------------------------------------

    def _statements(self) -> None:
        plain: list[_Found] = []
        for node, places in self.python.found(cst.ImportFrom, self.found):
            self._rewrite(node, self._from(node), places)
        for statement, places in self.python.found(cst.Import, self.found):
            if all(alias.asname or not _is_of_app(alias) for alias in statement.names):
                self._rewrite(statement, self._import(statement), places)
            else:
                plain.append((statement, places))
        self._dotted(plain)

    def _rewrite(self, node: cst.CSTNode, new: str | None, places: Iterable[Location]) -> None:
        if new is not None:
            self._new[node] = new
            self.edits.append(self.python.replaced(node, new))
            self.solved.update(places)

    def _from(self, node: cst.ImportFrom) -> str | None:
        """`from __app__.a import b` and `from __app__ import a`, as they should be."""
        name = dotted(node.module)
        after = "" if name == APP else name.removeprefix(PREFIX)
        if after == name or self._waits(another=makes_another(node, after, self._path, self.home)):
            return None
        return from_absolute(self.python, node, after, self.home)

    def _import(self, node: cst.Import) -> str | None:
        """`import __app__.a as b`, as it should be."""
        (first, _), written = self.python.range(node), self.python.written(node)
        for alias in reversed(node.names):
            if _is_of_app(alias):
                after = dotted(alias.name).removeprefix(PREFIX)
                if after == APP or not self.home.leads(after):
                    return None
                package, _, name = after.rpartition(".")
                own = self.home.relative(self._path, package) if package else None
                if own and alias.asname and len(node.names) == 1:
                    end = self.python.range(alias.name)[1] - first
                    return f"from {own} import {name}{written[end:]}"
                if self._waits(another=self.home.makes_another([after])):
                    return None
                start, end = (at - first for at in self.python.range(alias.name))
                written = written[:start] + after + written[end:]
        return written

    def _waits(self, *, another: bool) -> bool:
        """Whether a rewritten import is not safe. Tests make their modules themselves."""
        return another and self._is_safe and not self._is_test

    @property
    def _path(self) -> str:
        return self.python.text.path

    def _dotted(self, found: Sequence[_Found]) -> None:
        """`import __app__.a.b`, with all uses of the dotted name, or none of it."""
        statements = [statement for statement, _ in found]
        new = [self._import(statement) for statement in statements]
        if not statements or None in new or len(self._binding()) > len(statements):
            return
        aliases = (alias for statement in statements for alias in statement.names)
        names = [dotted(a.name).removeprefix(PREFIX) for a in aliases if _is_of_app(a)]
        tops = {name.partition(".")[0] for name in names}
        uses = None if self._has_star or self._binds(tops) else self._uses(tops)
        if uses is None:
            return
        for (statement, places), written in zip(found, new, strict=True):
            self._rewrite(statement, written, places)
        self.edits += uses

    def _binding(self) -> list[cst.Import]:
        """All statements that bind `__app__`, also those whose findings are suppressed."""
        return [
            node
            for node in self.python.every(cst.Import)
            if any(_is_of_app(alias) and not alias.asname for alias in node.names)
        ]

    def _binds(self, tops: set[str]) -> bool:
        """Whether an import gives another thing one of the names of the app's modules."""
        for node in self.python.every(cst.Import):
            if any(_bound(alias) in tops for alias in node.names if alias.asname):
                return True
        return any(
            _bound(alias) in tops and (alias.asname is not None or dotted(node.module) != APP)
            for node in self.python.every(cst.ImportFrom)
            if not isinstance(node.names, cst.ImportStar)
            for alias in node.names
        )

    def _uses(self, tops: set[str]) -> list[Edit] | None:
        """The uses of `__app__.a` as uses of `a`; None where that would be another thing."""
        imported = {
            inner
            for kind in (cst.Import, cst.ImportFrom)
            for node in self.python.every(kind)
            for inner in _names(node)
        }
        edits = []
        led = set()
        for node in self.python.every(cst.Attribute):
            led.add(node.attr)
            if isinstance(node.value, cst.Name) and node.value.value == APP:
                if node in imported or node.value in imported:
                    continue
                if node.attr.value not in tops:
                    return None
                led.add(node.value)
                start, end = self.python.range(node.value)[0], self.python.range(node.attr)[0]
                edits.append(self.python.text.edit(start, end, ""))
        for keyword in self.python.every(cst.Arg):
            led.add(keyword.keyword) if keyword.keyword else None
        for name in self.python.every(cst.Name):
            if name.value in {APP, *tops} and name not in led and name not in imported:
                return None
        return edits

    # -- pairs -----------------------------------------------------------------------------------

    def _pairs(self) -> None:
        """`try: from __app__.a import b` with the same import in the handler: one is left."""
        for node in self.python.every(cst.Try):
            lines = self._same_lines(node)
            if lines is None:
                continue
            start, end = self.python.range(node)
            text = self.python.text
            written = text.text[start:end]
            tail = written[len(written.rstrip()) :]
            if "#" in written:
                continue
            inside = text.edit(start, end, "")
            self.edits = [e for e in self.edits if not inside.start <= e.start < inside.end]
            before = text.text[:start]
            indent = before[len(before.rstrip(" \t")) :]
            self.edits.append(text.edit(start, end, f"{text.newline}{indent}".join(lines) + tail))

    def _same_lines(self, node: cst.Try) -> list[str] | None:
        """The imports of a try whose only handler imports the same, once rewritten."""
        if len(node.handlers) != 1 or node.orelse or node.finalbody:
            return None
        handler = node.handlers[0]
        caught = dotted(handler.type) if handler.type else ""
        tried, handled = self._lines(node.body), self._lines(handler.body)
        is_import = caught in {"ImportError", "ModuleNotFoundError"}
        if is_import and any(map(self._is_caught, _small(node.body))):
            return None
        rewritten = any(n in self._new for part in (node.body, handler.body) for n in _small(part))
        return tried if is_import and rewritten and tried == handled else None

    def _is_caught(self, node: cst.CSTNode) -> bool:
        """Whether an import may fail, so that it needs the handler."""
        if not isinstance(node, cst.ImportFrom) or node.relative:
            return False
        name = f"{dotted(node.module)}.".removeprefix(PREFIX).removesuffix(".")
        return bool(name) and self.home.fails(self.home.module(name), imported(node))

    def _lines(self, block: cst.BaseSuite) -> list[str] | None:
        statements = list(_small(block))
        if not all(isinstance(node, (cst.Import, cst.ImportFrom)) for node in statements):
            return None
        return [self._new.get(node) or self.python.written(node) for node in statements]

    # -- strings ---------------------------------------------------------------------------------

    def _strings(self) -> None:
        """`mock.patch("__app__.a.b")` and `import_module("__app__.a")`, and names that lead there."""
        places = dict(self.python.found(cst.SimpleString, self.found))
        some_bind = any(node not in self._new for node in self._binding())
        # what `__import__` gives is the package of the name, which is then another one
        of_import = {
            call.args[0].value
            for call in self.python.every(cst.Call)
            if call.args and dotted(call.func).rpartition(".")[2] == "__import__"
        }
        for node in self.python.every(cst.SimpleString):
            name = node.evaluated_value
            if not isinstance(name, str) or not NAME.fullmatch(name) or node in of_import:
                continue
            is_of_function = self.home.is_of_function(name.removeprefix(PREFIX))
            if node not in places and (some_bind or (is_of_function and not self._is_test)):
                # an annotation may mean what they bind; a function's module keeps its name
                continue
            line = self.python.text.line_of(self.python.range(node)[0])
            is_let_be = node not in places and (line, name) in self._every
            waits = self._waits(another=is_of_function)
            if not is_let_be and not waits and self.home.leads(name.split(".")[1]):
                written = self.python.written(node)
                new = written.replace(PREFIX, "", 1)
                self._rewrite(node, new if new != written else None, places.get(node, ()))
        for text in self.python.every(cst.FormattedStringText):
            module, dot, _ = text.value.removeprefix(PREFIX).partition(".")
            if text.value.startswith(PREFIX) and dot and self.home.leads(module):
                start, _ = self.python.range(text)
                self.edits.append(self.python.text.edit(start, start + len(PREFIX), ""))


def _is_of_app(alias: cst.ImportAlias) -> bool:
    return f"{dotted(alias.name)}.".startswith(PREFIX)


def _bound(alias: cst.ImportAlias) -> str:
    """The name that an import binds."""
    asname = alias.asname.name if alias.asname is not None else alias.name
    return dotted(asname).partition(".")[0] if isinstance(asname, cst.Name | cst.Attribute) else ""


def _names(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    yield node
    for child in node.children:
        yield from _names(child)


def _small(block: cst.BaseSuite) -> Iterator[cst.CSTNode]:
    """The statements of a block of lines; the block itself where it has others."""
    for line in block.body:
        if isinstance(line, cst.SimpleStatementLine):
            yield from line.body
        else:
            yield line
