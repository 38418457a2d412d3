"""What azure.functions does when an app calls it: constructors, decorators, registrations.

Source: azure-functions 2.3.0, decorators/function_app.py; azure-functions-durable 1.7.0,
decorators/durable_app.py.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Sequence

from fxpack.decorators import Call, apply, construct, is_decorator
from fxpack.decorators.calling import bind
from fxpack.model import Location, Place, Problem
from fxpack.read.python.calls import KEEPING
from fxpack.read.python.classes import defines
from fxpack.read.python.interpreter import Interpreter
from fxpack.read.python.modules import Module
from fxpack.read.python.nodes import span
from fxpack.read.python.values import (
    AppModule,
    Builder,
    ClassValue,
    Decorating,
    Display,
    Env,
    ExternalCall,
    Handle,
    RegisterMethod,
    Unknown,
    Value,
)
from fxpack.read.v2.arguments import Arguments, bare_call
from fxpack.read.v2.decorating import WAITING, Decorated
from fxpack.read.v2.registers import Declared, Register, Registers
from fxpack.read.v2.things import made_by, no_register, not_decoratable

_HTTP_APP = {"req": "azure.functions.HttpRequest", "context": "azure.functions.Context"}
_REGISTERING = frozenset({"register_functions", "register_blueprint"})
_CONTAINER = "function_container"
# What apps and blueprints have besides decorators.
_MEMBERS = frozenset({"app_script_file"})
_APP_MEMBERS = _REGISTERING | {
    "auth_level",
    "functions_bindings",
    "get_functions",
    "middleware",
    "startup_task_done",
    "validate_function_names",
}
_INDEXING = frozenset({"auth_level", "get_functions", "validate_function_names"})
REACHES = "the app reaches into what the library holds"
_NEWEST = (2, 3, 0)
_UNIQUE = (1, 21)
"""From this azure-functions on, names have to be unique."""
_DISPLAYS = (ast.List, ast.Tuple, ast.Set, ast.Dict)
_FAILED = Unknown("a decorator that fails")


class Library:
    """Does to the apps and blueprints of one app what the library does."""

    def __init__(
        self, interpreter: Interpreter, arguments: Arguments, sdk: tuple[int, ...] | None
    ) -> None:
        """`sdk`: the azure-functions that the app asks for, where it names one."""
        self._interpreter = interpreter
        self._outside = interpreter.links.outside
        self._arguments = arguments
        self._python = interpreter.python
        self._sdk = sdk
        self._assigned: dict[ast.Call, tuple[str, str]] = {}
        self.registers = Registers()
        self.problems: list[Problem] = []
        self.is_open = False
        """Whether something that we can't tell is registered somewhere."""
        self.untold = ""
        """Why nothing can be told of any function, "" where something can."""

    def register(self, made: ExternalCall) -> Register:
        """The app or blueprint that a call made."""
        register = self.registers.get(made, is_app=self._outside.is_app(made.function))
        if made.node in self._assigned:
            register.name = self._assigned[made.node][1]
        return register

    @property
    def wants_unique_names(self) -> bool:
        """Whether the library refuses two functions of one name."""
        return self._sdk is None or self._sdk >= _UNIQUE

    def say(self, problems: Iterable[Problem]) -> None:
        """Note what certainly fails beside the library."""
        for problem in problems:
            self._say(problem, certain=True)

    def _say(self, problem: Problem, *, certain: bool) -> None:
        if certain and problem not in self.problems:
            self.problems.append(problem)

    # -- registers -------------------------------------------------------------------------------

    def construct(self, made: ExternalCall, *, certain: bool) -> None:
        """`FunctionApp(…)` and the like."""
        self.registers.made(made, is_app=self._outside.is_app(made.function))
        register = self.register(made)
        register.is_sure = certain
        if made.cls is not None and self._changes(made.cls):
            self.untold = REACHES
        if made.cls is not None and self._has_constructor(made.cls):
            # It may do anything.
            register.is_open = True
            return
        call = self._arguments.call(register.class_name, made.function, made.node, made.env)
        result = construct(call, self._python)
        for problem in result.problems:
            self._say(problem, certain=certain)
        register.auth_level = result.auth_level
        if not result.function:
            return
        # The function that an AsgiFunctionApp or a WsgiFunctionApp brings.
        value: Value = Handle(("req", "context"), register.class_name, _HTTP_APP)
        name = "http_app_func"
        for effect in reversed(result.function):
            work = Decorated(register, call._replace(decorator="route"), effect)
            declared = work.of(value, name, "")
            if declared is not None:
                declared.name = name
                self._add(declared, register, certain=certain and not result.problems)
                value = Builder(declared.value, made)

    def _changes(self, cls: ClassValue) -> bool:
        """Whether a class of the app does something else where the library calls itself."""
        names = (
            getattr(statement, "name", "")
            for each in self._interpreter.classes.lineage(cls)[0]
            for statement in each.node.body
        )
        own = (name for name in names if name[:2] != "__" or name == "__dir__")
        return any(name[:1] == "_" or name in _INDEXING for name in own)

    def _has_constructor(self, cls: ClassValue) -> bool:
        lineage, _ = self._interpreter.classes.lineage(cls)
        return any(defines(each.node, "__init__") for each in lineage)

    def assigned(self, node: ast.Call, target: ast.expr, module: Module) -> None:
        """Note under which name the result of a call is first known."""
        if isinstance(target, ast.Name):
            self._assigned[node] = (module.path, target.id)

    def same(self, values: Sequence[Value]) -> bool:
        """Whether several values are one register, made in several branches; from now on it is."""
        made = [made_by(value) for value in values]
        names = {self._assigned.get(each.node) if each else None for each in made}
        if len(names) != 1 or None in names or len({type(value) for value in values}) != 1:
            return False
        if not all(each and self._outside.is_register(each.function) for each in made):
            return False
        first, *others = [self.register(each) for each in made if each]
        if any(each.is_sure for each in (first, *others)) and len({first, *others}) > 1:
            # One after the other, and not one or the other.
            return False
        for other in others:
            self.registers.same(first, other)
        return True

    def escape(self, node: ast.Call, env: Env) -> None:
        """Note that something unknown gets a register, and may do anything to it."""
        for argument in (*node.args, *(keyword.value for keyword in node.keywords)):
            self.open(argument, env)
        if isinstance(node.func, ast.Attribute):
            # A method that a class of the app adds to its own kind of app.
            self.open(node.func.value, env)
            self.is_open |= _is_of_super(node.func)

    def open(self, node: ast.expr, env: Env) -> None:
        """Open what an expression leads to: a register, those of a module, those in a list."""
        if not isinstance(node, (ast.Name, ast.Attribute, *_DISPLAYS)):
            return
        for value in self._interpreter.expr(node, env):
            made = made_by(value)
            if made is not None and self._outside.is_register(made.function):
                self.register(made).is_open = True
                self.is_open |= isinstance(value, RegisterMethod)
            elif isinstance(value, AppModule):
                for register in self.registers.all:
                    register.is_open |= register.at.path == value.reference.path
            elif isinstance(value, Display):
                for inner in ast.iter_child_nodes(value.node):
                    if isinstance(inner, ast.expr):
                        self.open(inner, value.env)

    # -- registrations ---------------------------------------------------------------------------

    def method(self, method: RegisterMethod, node: ast.Call, env: Env, *, certain: bool) -> None:
        """A method is called: `app.register_functions(bp)`; decorators only do something later."""
        register = self.register(method.register)
        if not self._has(method):
            at = span(env.module.path, node.func)
            self._no_decorator(method, at, certain=certain)
        elif method.name == "get_functions":
            self._ask(register, span(env.module.path, node), certain=certain)
        if not self._has(method) or method.name not in _REGISTERING:
            return
        call = self._arguments.call(method.name, method.register.function, node, env)
        bound = bind(call, [_CONTAINER], positional=1, required=1, takes_any=False)
        for problem in bound.problems:
            self._say(problem, certain=certain)
        given = [*node.args, *(keyword.value for keyword in node.keywords)]
        values = self._interpreter.expr(given[0], env) if len(given) == 1 else ()
        if not bound.problems and (len(values) == 1 or (values and self.same(values))):
            self._register(register, values[0], span(env.module.path, given[0]), certain=certain)
        else:
            self.is_open = register.is_open = True

    def _has(self, method: RegisterMethod) -> bool:
        """Whether apps or blueprints of this class have something of this name."""
        known = _MEMBERS
        if self._outside.is_app(method.register.function):
            known |= _APP_MEMBERS
        return method.name in known or self._is_decorator(method)

    def _ask(self, register: Register, at: Place, *, certain: bool) -> None:
        """`app.get_functions()`: when the worker asks again, no name is unique any more."""
        certain = certain and register.times <= 1 and self.wants_unique_names
        for declared, held in register.held if certain else ():
            if held and isinstance(declared.called(), str):
                first = Location(declared.at.path, declared.at.line)
                detail = {"name": declared.shown, "first": first, "why": "get_functions"}
                self._say(Problem("duplicate-function-name", at, detail), certain=True)
                return

    def _register(self, register: Register, value: Value, at: Place, *, certain: bool) -> None:
        what = no_register(value)
        if isinstance(value, ExternalCall) and self._outside.is_register(value.function):
            other = self.register(value)
            if not other.is_app:
                register.register(other, certain=certain and self.registers.is_told(other))
                return
            what = "app"
        if what:
            self._say(Problem("registers-no-blueprint", at, {"what": what}), certain=certain)
        # What was meant, or what it brings, we can't tell.
        self.is_open = register.is_open = True

    # -- decorators ------------------------------------------------------------------------------

    def decorate(self, decorator: Decorating, value: Value, entry: str, *, certain: bool) -> Value:
        """Apply a decorator of an app or a blueprint to what is below it."""
        method = decorator.method
        if value == _FAILED:
            return value
        if not self._is_decorator(method):
            at = span(decorator.env.module.path, decorator.node.func)
            return self._no_decorator(method, at, certain=certain)
        call = self._arguments.call(
            method.name, method.register.function, decorator.node, decorator.env
        )
        arms = self._arguments.arms(call, decorator.node, decorator.env)
        if arms and all(apply(each, self._python, self._sdk).problems for each in arms):
            call = arms[0]
        self._check_syntax(decorator.node, decorator.env, certain=certain)
        return self._decorate(method, call, value, entry, certain=certain)

    def _check_syntax(self, node: ast.Call, env: Env, *, certain: bool) -> None:
        """The compiler, but not the parser, minds an argument that is given twice."""
        names = [keyword.arg for keyword in node.keywords if keyword.arg]
        for keyword in node.keywords:
            if keyword.arg and names.count(keyword.arg) > 1:
                detail = {"message": f"keyword argument repeated: {keyword.arg}"}
                problem = Problem("syntax-error", span(env.module.path, keyword), detail)
                self._say(problem, certain=certain)
                return

    def bare(
        self,
        method: RegisterMethod,
        value: Value,
        node: ast.expr,
        module: Module,
        *,
        certain: bool,
    ) -> Value:
        """Apply a method that stands as a decorator without being called."""
        if not self._is_decorator(method):
            return self._no_decorator(method, span(module.path, node), certain=certain)
        call = bare_call(method.name, method.register.function, node, module)
        effect = apply(call, self._python, self._sdk)
        for problem in effect.problems:
            self._say(problem, certain=certain)
        if method.name == "durable_openai_agent_orchestrator":
            return value
        if not certain:
            self._doubt(value)
            return Unknown("decorator")
        return Unknown("decorator") if effect.registers else WAITING

    def _is_decorator(self, method: RegisterMethod) -> bool:
        return is_decorator(method.name, method.register.function, self._python)

    def _no_decorator(self, method: RegisterMethod, at: Place, *, certain: bool) -> Value:
        """A name that the library has no decorator of."""
        made, name = method.register, method.name
        if self._sdk is not None and not (1,) < self._sdk <= _NEWEST:
            return Unknown("decorator")
        if made.cls is not None or name[:1] == "_" or self._interpreter.modules.may_set(name):
            return Unknown("decorator")
        detail = {"class": made.function.rpartition(".")[2], "name": name}
        self._say(Problem("unknown-decorator", at, detail), certain=certain)
        return _FAILED

    def _decorate(
        self, method: RegisterMethod, call: Call, value: Value, entry: str, *, certain: bool
    ) -> Value:
        effect = apply(call, self._python, self._sdk)
        register = self.register(method.register)
        if method.name in KEEPING:
            for problem in effect.problems:
                self._say(problem, certain=certain)
            return value
        work = Decorated(register, call, effect)
        declared = work.of(value, entry, not_decoratable(value, self._interpreter))
        for problem in work.problems:
            self._say(problem, certain=certain and (declared is None or declared.certain))
        if declared is None:
            self._leave(value)
            register.is_open |= not certain
            return _FAILED
        self._add(declared, register, certain=certain)
        return Builder(declared.value, method.register)

    def _leave(self, value: Value) -> None:
        """A decorator above has failed: what a function would be with it we can't tell."""
        if isinstance(value, Builder) and (held := self.register(value.register).held):
            held[-1].declared.undecided = "a decorator above it fails"

    def _doubt(self, value: Value) -> None:
        """A decorator above may be another one: the function may have more bindings."""
        if isinstance(value, Builder) and (held := self.register(value.register).held):
            held[-1].declared.certain = False

    @staticmethod
    def _add(declared: Declared, register: Register, *, certain: bool) -> None:
        declared.certain &= certain
        register.add(declared, certain=certain)

    def lost(self, value: Builder, node: ast.expr) -> None:
        """Another decorator has put something of its own where a builder was."""
        register = self.register(value.register)
        if register.held:
            register.held[-1].declared.lost = ast.unparse(node)


def _is_of_super(method: ast.Attribute) -> bool:
    """Whether it is the library's own decorator, `super().route`, in a class that has another."""
    made = method.value
    if not isinstance(made, ast.Call) or not isinstance(made.func, ast.Name):
        return False
    return made.func.id == "super" and method.attr != "__init__"
