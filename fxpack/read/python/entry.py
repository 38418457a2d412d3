"""The entry point of a function: what the worker would find, and its signature.

The worker takes `getattr(module, entryPoint)`, wants it callable, and asks `inspect.signature` and
`typing.get_type_hints` (azure-functions-runtime-v1 1.2.0, loader.py and functions.py).
"""

from __future__ import annotations

import ast
import builtins
import inspect
from collections.abc import Iterator

from fxpack.model import (
    Location,
    Parameter,
    ParameterKind,
    Place,
    Problem,
    Signature,
    TypeShape,
    Undecided,
)
from fxpack.nouns import NamedTuple
from fxpack.read.python import by_hand
from fxpack.read.python.annotations import Annotations, Raises, no_type
from fxpack.read.python.interpreter import Interpreter
from fxpack.read.python.modules import Module
from fxpack.read.python.nodes import argument_span, name_span, span, yields
from fxpack.read.python.values import (
    AppModule,
    ClassValue,
    Constant,
    Display,
    Env,
    External,
    ExternalCall,
    FunctionValue,
    Handle,
    Instance,
    Method,
    NotCallable,
    Unbound,
    Unknown,
    Value,
)


class Entry(NamedTuple):
    """What is known of an entry point: a signature, or why there is none."""

    signature: Signature | None = None
    problems: tuple[Problem, ...] = ()
    undecided: Undecided | None = None
    functions: tuple[tuple[Module, ast.AsyncFunctionDef | ast.FunctionDef], ...] = ()


class EntryReader:
    """Reads entry points with one interpreter."""

    def __init__(self, interpreter: Interpreter, *, deferred: bool = False) -> None:
        """`deferred`: whether the worker knows the types of azurefunctions.extensions."""
        self.interpreter = interpreter
        self.annotations = Annotations(interpreter, deferred=deferred)

    def read(self, module: Module, name: str) -> Entry:
        """The entry point `name` of the module that is the function's script."""
        values = self.interpreter.member(name, module)
        if values is None:
            return self._missing(module, name)
        if any(isinstance(value, Unknown) for value in values):
            return _undecided(module, values)
        if all(isinstance(value, Unbound) for value in values):
            return self._missing(module, name, *values)
        bound = [value for value in values if not isinstance(value, Unbound)]
        at = self._place(module, name)
        entries = [self.of(value, at, module, name) for value in bound]
        if len(entries) == 1:
            return entries[0]
        return _agreed(entries, module)

    def _missing(self, module: Module, name: str, *values: Value) -> Entry:
        public = [
            other
            for other in module.scope.names()
            if module.scope.makers(other)[0].kind in {"def", "class"}
        ]
        imported = any(isinstance(value, Unbound) and value.owner for value in values)
        detail = {"name": name, "defined": public, "imported": imported}
        at = Location(path=module.path)
        return Entry(problems=(Problem("entry-point-missing", at, detail),))

    def of(
        self,
        value: Value,
        at: Place,
        module: Module,
        name: str,
        texts: frozenset[str] = frozenset(),
    ) -> Entry:
        """What is known of a value as an entry point, which `module` has at `at` as `name`.

        `texts` are parameters whose annotation the library replaces by `str`.
        """
        if isinstance(value, FunctionValue):
            return self._function(value, skip_first=False, texts=texts)
        if isinstance(value, Method):
            return self._function(value.function, skip_first=True, texts=texts)
        if isinstance(value, Handle):
            return Entry(signature=self._handle(value, at))
        if isinstance(value, ClassValue):
            return self._class(value)
        if isinstance(value, (Constant, Display, AppModule)) or (
            isinstance(value, External) and value.form == "module"
        ):
            detail = {"name": name, "value": _shown(value)[:40]}
            return Entry(problems=(Problem("entry-point-not-callable", at, detail),))
        if isinstance(value, NotCallable):
            detail = {"name": name, "value": value.what}
            return Entry(problems=(Problem("entry-point-not-callable", at, detail),))
        if isinstance(value, Instance):
            return self._instance(value, at, name)
        if isinstance(value, ExternalCall) and value.function == "functools.partial":
            detail = {"name": name, "value": "a functools.partial"}
            return Entry(problems=(Problem("entry-point-without-hints", at, detail),))
        is_builtin = isinstance(value, External) and value.form in {"builtin", "class"}
        if is_builtin and isinstance(value, External) and "." not in value.name:
            return _builtin_entry(value.name, at, name)
        return _undecided(module, (value,))

    def _place(self, module: Module, name: str) -> Place:
        node = module.scope.makers(name)[0].node
        return span(module.path, node) if node is not None else Location(path=module.path)

    # -- functions -------------------------------------------------------------------------------

    def _function(
        self, value: FunctionValue, *, skip_first: bool, texts: frozenset[str] = frozenset()
    ) -> Entry:
        shown = self._unwrapped(value)
        if isinstance(shown, Handle):
            at = span(value.env.module.path, value.node)
            return Entry(signature=self._handle(shown, at))
        if not isinstance(shown, FunctionValue) or _changed_by_hand(shown, value):
            return _undecided(value.env.module, (shown,))
        path, node = shown.env.module.path, shown.node
        problems: list[Problem] = []
        parameters = []
        for index, (argument, kind, default) in enumerate(_arguments(node.args)):
            if skip_first and index == 0 and kind in {"normal", "positional-only"}:
                continue
            annotation = argument.annotation if value.hints and shown.hints else None
            if argument.arg in texts:
                shape: TypeShape | None = self.annotations.class_shape("str")
            else:
                shape = self._annotation(annotation, shown.env, problems, default)
            parameters.append(
                Parameter(
                    name=argument.arg,
                    kind=kind,
                    at=argument_span(path, argument),
                    annotation=shape,
                    annotation_at=span(path, annotation) if annotation is not None else None,
                )
            )
        returns = None if isinstance(node, ast.Lambda) or not value.hints else node.returns
        signature = Signature(
            parameters=tuple(parameters),
            at=name_span(path, node),
            returns=self._annotation(returns, shown.env, problems, None),
            returns_at=span(path, returns) if returns is not None else None,
            is_async=isinstance(value.node, ast.AsyncFunctionDef),
            is_generator=b"yield" in value.env.module.data and yields(value.node),
        )
        functions = () if isinstance(value.node, ast.Lambda) else ((value.env.module, value.node),)
        return Entry(signature=signature, problems=tuple(problems), functions=functions)

    def _unwrapped(self, value: FunctionValue) -> Value:
        """What `inspect.signature` looks at: the innermost of `__wrapped__`."""
        inner: Value = value
        for _ in range(20):
            if isinstance(inner, FunctionValue) and inner.wraps is not None:
                inner = inner.wraps
            elif isinstance(inner, Method) and inner.function.wraps is None:
                return Unknown("method")
            else:
                return inner
        return Unknown("wrapped too deeply")

    def _annotation(
        self,
        node: ast.expr | None,
        env: Env,
        problems: list[Problem],
        default: ast.expr | None,
    ) -> TypeShape | None:
        if node is None:
            return None
        found = self.annotations.read(node, env)
        if isinstance(found, Raises):
            at = span(env.module.path, found.node if found.located else node)
            detail = {"error": found.error, "why": found.why, "typing_only": found.typing_only}
            problems.append(Problem("unresolvable-annotation", at, detail))
            return TypeShape(kind="unknown", text=ast.unparse(node))
        if (
            default is not None
            and isinstance(default, ast.Constant)
            and default.value is None
            and self.interpreter.python <= (3, 10)
            and found.kind != "unknown"
        ):
            # Until 3.10 get_type_hints makes Optional[T] of a parameter with the default None.
            return TypeShape(kind="nontype", text=f"Optional[{found.text}] (by the default None)")
        return found

    # -- other callables --------------------------------------------------------------------------

    def _handle(self, handle: Handle, at: Place) -> Signature:
        def shape(name: str) -> TypeShape | None:
            text = handle.annotations.get(name, "")
            if text.startswith("Optional["):
                return no_type(text)
            return self.annotations.class_shape(text) if text else None

        return Signature(
            parameters=tuple(
                Parameter(
                    name=name,
                    kind="normal",
                    at=at,
                    annotation=shape(name),
                    annotation_at=at if shape(name) else None,
                )
                for name in handle.parameters
            ),
            at=at,
            returns=shape("return"),
            returns_at=at if shape("return") else None,
            made_by=handle.made_by,
        )

    def _class(self, value: ClassValue) -> Entry:
        """A class shows its constructor, and the annotations of its attributes."""
        lineage, closed = self.interpreter.classes.lineage(value)
        undecided = _undecided(value.env.module, (Unknown("class"),))
        if not closed or value.node.decorator_list or value.node.keywords:
            return undecided
        hints: dict[str, tuple[ast.expr, ClassValue]] = {}
        constructor = None
        for ancestor in lineage:
            for statement in ancestor.node.body:
                name = getattr(statement, "name", "")
                if name == "__new__":
                    return undecided
                if name == "__init__" and constructor is None:
                    constructor = (statement, ancestor)
                if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
                    hints.setdefault(statement.target.id, (statement.annotation, ancestor))
        if constructor is None:
            at = name_span(value.env.module.path, value.node)
            return Entry(signature=Signature(parameters=(), at=at))
        node, owner = constructor
        if not isinstance(node, ast.FunctionDef) or node.decorator_list:
            return undecided
        return self._constructor(node, owner, hints)

    def _constructor(
        self,
        node: ast.FunctionDef,
        owner: ClassValue,
        hints: dict[str, tuple[ast.expr, ClassValue]],
    ) -> Entry:
        path = owner.env.module.path
        problems: list[Problem] = []
        parameters = []
        for argument, kind, _ in list(_arguments(node.args))[1:]:
            hint, of = hints.get(argument.arg, (None, owner))
            shape = self._annotation(hint, of.env, problems, None)
            at = argument_span(path, argument)
            parameters.append(
                Parameter(name=argument.arg, kind=kind, at=at, annotation=shape, annotation_at=at)
            )
        signature = Signature(parameters=tuple(parameters), at=name_span(path, owner.node))
        return Entry(signature=signature, problems=tuple(problems))

    def _instance(self, value: Instance, at: Place, name: str) -> Entry:
        lineage, closed = self.interpreter.classes.lineage(value.cls)
        module = value.cls.env.module
        hinted = any(
            isinstance(statement, ast.AnnAssign) for c in lineage for statement in c.node.body
        )
        hinted = hinted or by_hand.may_change(module.data)
        hinted = hinted or b"wraps" in module.data or b"__getattr__" in module.data
        if not closed or hinted:
            return _undecided(module, (value,))
        callable_ = any(
            getattr(statement, "name", "") == "__call__"
            for c in lineage
            for statement in c.node.body
        )
        detail = {"name": name, "value": f"an instance of {value.cls.node.name}"}
        kind = "entry-point-without-hints" if callable_ else "entry-point-not-callable"
        return Entry(problems=(Problem(kind, at, detail),))


def _changed_by_hand(*functions: FunctionValue) -> bool:
    """Whether what `inspect` sees of functions may be set by hand in their modules.

    What a decorator does to its own wrapper was looked at where it was called.
    """
    return any(
        by_hand.changes(getattr(function.node, "name", ""), function.env.module.tree)
        for function in functions
        if function.env.scope is None and by_hand.may_change(function.env.module.data)
    )


def _shown(value: Value) -> str:
    """How to show something that is no function."""
    if isinstance(value, Constant):
        return repr(value.value)
    return ast.unparse(value.node) if isinstance(value, Display) else "a module"


def _undecided(module: Module, values: tuple[Value, ...]) -> Entry:
    why = next((value.why for value in values if isinstance(value, Unknown) and value.why), "")
    reason = f"the entry point cannot be followed{f' ({why})' if why else ''}"
    return Entry(undecided=Undecided(Location(path=module.path), reason))


def _agreed(entries: list[Entry], module: Module) -> Entry:
    """What holds whichever branch is taken: the same signature, or the same kind of problem."""
    first = entries[0]
    if all(entry.signature is not None for entry in entries):
        signatures = {_comparable(entry.signature) for entry in entries if entry.signature}
        if len(signatures) == 1:
            return first
    kinds = {tuple(problem.kind for problem in entry.problems) for entry in entries}
    if len(kinds) == 1 and first.problems and first.signature is None:
        return first
    return Entry(
        undecided=Undecided(Location(path=module.path), "the entry point is made in several ways")
    )


def _comparable(signature: Signature) -> tuple[object, ...]:
    parameters = tuple((p.name, p.kind, p.annotation) for p in signature.parameters)
    return parameters, signature.returns


def _builtin_entry(builtin: str, at: Place, name: str) -> Entry:
    """A builtin as entry point: its parameters, or the error that it shows none."""
    try:
        parameters = inspect.signature(getattr(builtins, builtin)).parameters
    except (ValueError, TypeError, AttributeError):
        detail = {"name": name, "value": f"the builtin {builtin}"}
        return Entry(problems=(Problem("entry-point-without-hints", at, detail),))
    return Entry(
        signature=Signature(
            parameters=tuple(Parameter(name=each, kind="normal", at=at) for each in parameters),
            at=at,
            made_by=builtin,
        )
    )


def _arguments(
    arguments: ast.arguments,
) -> Iterator[tuple[ast.arg, ParameterKind, ast.expr | None]]:
    """All parameters in the order of `inspect.signature`, each with its default."""
    positional = [*arguments.posonlyargs, *arguments.args]
    defaults = [None] * (len(positional) - len(arguments.defaults)) + [*arguments.defaults]
    for index, (argument, default) in enumerate(zip(positional, defaults, strict=True)):
        only = index < len(arguments.posonlyargs)
        yield argument, "positional-only" if only else "normal", default
    if arguments.vararg:
        yield arguments.vararg, "variadic", None
    for argument, default in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True):
        yield argument, "keyword-only", default
    if arguments.kwarg:
        yield arguments.kwarg, "keywords", None
