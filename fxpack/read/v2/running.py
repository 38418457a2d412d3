"""What importing the script does to apps and blueprints, statement by statement.

Nothing is run: the statements of the modules that an import executes are gone through in order, and
so are the bodies of the app's functions that they call, as far as these may have to do with
decorators. What stands in a branch or in a `try` may not run, so nothing there is certain.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping, Sequence

from fxpack.nouns import NamedTuple
from fxpack.read.python.interpreter import Interpreter
from fxpack.read.python.makers import Executed
from fxpack.read.python.modules import Module
from fxpack.read.python.names_used import undefined_in_call
from fxpack.read.python.nodes import yields
from fxpack.read.python.scope import Scope
from fxpack.read.python.values import (
    UNKNOWN,
    AppModule,
    Builder,
    ClassValue,
    Decorating,
    Env,
    External,
    ExternalCall,
    FunctionValue,
    Instance,
    Method,
    RegisterMethod,
    Unbound,
    Unknown,
    Value,
    Values,
)
from fxpack.read.v2.library import REACHES, Library
from fxpack.read.v2.loops import rounds
from fxpack.read.v2.relevance import Relevance, may_run_others, reaches_inside

_STEPS = 5_000
"""So many statements of functions and of rounds of loops are gone through."""
_COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.GeneratorExp, ast.DictComp)
_Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


class _Frame(NamedTuple):
    """Where statements run: a module, or the body of a function that was called."""

    module: Module
    env: Env
    certain: bool
    rounds: dict[str, Values] | None = None

    @property
    def is_inner(self) -> bool:
        """Whether the statements may run several times."""
        return self.rounds is not None or self.env.scope is not None

    def at(self, order: int) -> Env:
        """The names as statement number `order` sees them."""
        env = self.env._replace(before=order)
        return _with(self.rounds, env) if self.rounds else env


class Running:
    """Runs the modules of one app."""

    def __init__(self, interpreter: Interpreter, library: Library) -> None:
        self.interpreter = interpreter
        self.links = interpreter.links
        self.library = library
        self.paths: dict[str, None] = {}
        self.relevance = Relevance(interpreter.modules)
        self._active: list[Scope] = []
        self._steps = 0

    def run(self, script: str) -> None:
        """Import the script."""
        self.relevance.note(script)
        self._module(script, certain=True)

    # -- modules ---------------------------------------------------------------------------------

    def _module(self, path: str, *, certain: bool) -> None:
        if path in self.paths:
            return
        self.paths[path] = None
        module = self.interpreter.modules.module(path)
        if module is not None:
            self.library.is_open |= may_run_others(module)
            if self.relevance.of(module) and reaches_inside(module):
                self.library.untold = REACHES
            self._block(module.scope.executed, _Frame(module, Env(module), certain))

    def _import(self, node: ast.Import | ast.ImportFrom, module: Module, *, certain: bool) -> None:
        if isinstance(node, ast.Import):
            for alias in node.names:
                self._enter(0, alias.name, module, certain=certain)
            return
        dotted = node.module or ""
        self._enter(node.level, dotted, module, certain=certain)
        reference = self.links.reference(dotted, node.level, module)
        if reference.kind not in {"app", "namespace"}:
            return
        is_file = reference.kind == "app"
        target = self.interpreter.modules.module(reference.path) if is_file else None
        for alias in node.names:
            # A package that imports its own modules has their names by that alone.
            if target is None or target is module or alias.name not in target.scope.history:
                below = self.links.module_below(reference, alias.name)
                if below is not None and below.kind == "app":
                    self._module(below.path, certain=certain)
                    self.relevance.imports(below.path, module)

    def _enter(self, level: int, dotted: str, module: Module, *, certain: bool) -> None:
        for step in self.links.steps(level, dotted, module):
            self._module(step.path, certain=certain)
            self.relevance.imports(step.path, module)
        self.library.is_open |= self.links.is_unclear(dotted, level, module)

    # -- statements ------------------------------------------------------------------------------

    def _block(self, executed: Sequence[Executed], frame: _Frame) -> None:
        unrolled: set[int] = set()
        certain = frame.certain
        for each in executed:
            node = each.node
            if id(node) in unrolled:
                continue
            self._steps += frame.is_inner
            if self._steps > _STEPS:
                self.library.untold = "too much runs when the script is imported"
                return
            here = certain and each.certain and not each.caught
            if isinstance(node, (ast.Import, ast.ImportFrom)):
                self._import(node, frame.module, certain=here)
            elif frame.env.scope is None and not self.relevance.of(frame.module):
                continue
            elif isinstance(node, (ast.For, ast.AsyncFor)):
                unrolled |= self._loop(node, each, executed, frame._replace(certain=here))
            else:
                self._statement(node, frame.at(each.order), certain=here)
                self._keep(node, frame, each.order)
                if isinstance(node, (ast.Return, ast.Raise)) and frame.env.scope is not None:
                    # What follows the branch only runs where this did not.
                    certain = False

    def _keep(self, node: ast.stmt, frame: _Frame, order: int) -> None:
        """Note what a name stands for in this round of a loop."""
        if frame.rounds is None or not isinstance(node, ast.Assign):
            return
        for target in node.targets:
            if isinstance(target, ast.Name):
                frame.rounds[target.id] = self.interpreter.expr(node.value, frame.at(order))

    def _statement(self, node: ast.stmt, env: Env, *, certain: bool) -> None:
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            if node.decorator_list:
                self._definition(node, env, certain=certain)
            return
        if isinstance(node, ast.ClassDef):
            self._class(node, env, certain=certain)
            if node.decorator_list:
                self._definition(node, env, certain=certain)
            return
        if isinstance(node, (ast.Assign, ast.AnnAssign)) and isinstance(node.value, ast.Call):
            target = node.targets[0] if isinstance(node, ast.Assign) else node.target
            self.library.assigned(node.value, target, env.module)
        for expr in _expressions(node):
            self._expression(expr, env, certain=certain)

    def _class(self, node: ast.ClassDef, env: Env, *, certain: bool) -> None:
        """The body of a class, whose methods may be decorated."""
        body = Scope(node.body, b"", self.interpreter.python)
        inside = Env(env.module, None, body, outer=env)
        self._block(body.executed, _Frame(env.module, inside, certain))

    def _definition(self, node: _Definition, env: Env, *, certain: bool) -> None:
        values: Values = (
            (ClassValue(node, env),)
            if isinstance(node, ast.ClassDef)
            else (FunctionValue(node, env),)
        )
        for decorator in reversed(node.decorator_list):
            values = self._decorated(values, decorator, node, env, certain=certain)

    def _decorated(
        self,
        values: Values,
        decorator: ast.expr,
        node: _Definition,
        env: Env,
        *,
        certain: bool,
    ) -> Values:
        made = self.interpreter.expr(decorator, env)
        maker, sure = self._one(made, certain=certain)
        value, known = self._below(values, certain=certain)
        sure = sure and known
        if isinstance(maker, Decorating):
            return (self.library.decorate(maker, value, node.name, certain=sure),)
        if isinstance(maker, RegisterMethod):
            return (self.library.bare(maker, value, decorator, env.module, certain=sure),)
        self._expression(decorator, env, certain=certain)
        if isinstance(decorator, ast.Attribute):
            self.library.open(decorator.value, env)
        after = self.interpreter.calls.decorate(values, decorator, env)
        for each in made:
            if isinstance(each, FunctionValue):
                self._follow(each, [values], {}, env, certain=certain)
            elif isinstance(each, Method):
                self._follow(each.function, [(each.owner,), values], {}, env, certain=certain)
        if isinstance(value, Builder) and not any(isinstance(each, Builder) for each in after):
            if any(isinstance(each, Unknown) for each in after):
                # It may give back what it got: then the app's decorators above go on with it.
                return (value, Unknown("decorator"))
            self.library.lost(value, decorator)
            # What is said of the function for that is enough; its wrapper is another one.
            return (Unknown("decorator"),)
        return after

    # -- loops -----------------------------------------------------------------------------------

    def _loop(
        self,
        node: ast.For | ast.AsyncFor,
        this: Executed,
        executed: Sequence[Executed],
        frame: _Frame,
    ) -> set[int]:
        """Run a loop round by round where it is known what it goes through; the statements run."""
        env = frame.at(this.order)
        self._expression(node.iter, env, certain=frame.certain)
        known = rounds(node.target, node.iter, env, self.interpreter)
        if known is None:
            return set()
        direct = {id(statement) for statement in node.body}
        inside = {id(inner) for inner in ast.walk(node) if isinstance(inner, ast.stmt)}
        leaves = any(isinstance(inner, (ast.Break, ast.Continue)) for inner in ast.walk(node))
        body = [
            each._replace(certain=id(each.node) in direct and not leaves)
            for each in executed
            if id(each.node) in inside and each.node is not node
        ]
        for given in known:
            self._block(body, frame._replace(rounds={**(frame.rounds or {}), **given}))
        return inside

    def _comprehension(self, node: ast.expr, env: Env, *, certain: bool) -> None:
        assert isinstance(node, _COMPREHENSIONS)
        first = node.generators[0]
        simple = len(node.generators) == 1 and not first.ifs and not isinstance(node, ast.DictComp)
        known = rounds(first.target, first.iter, env, self.interpreter) if simple else None
        element = None if isinstance(node, ast.DictComp) else node.elt
        if element is None or known is None:
            for expr in [element] if element else []:
                self._expression(expr, env, certain=False)
            return
        for given in known:
            self._expression(element, _with(given, env), certain=certain)

    # -- expressions -----------------------------------------------------------------------------

    def _expression(self, node: ast.AST, env: Env, *, certain: bool) -> None:
        """The calls in an expression, in the order in which they run."""
        if isinstance(node, (ast.Constant, ast.Name, ast.Lambda)):
            return
        if isinstance(node, ast.IfExp):
            self._expression(node.test, env, certain=certain)
            self._expression(node.body, env, certain=False)
            self._expression(node.orelse, env, certain=False)
        elif isinstance(node, ast.BoolOp):
            for index, part in enumerate(node.values):
                self._expression(part, env, certain=certain and not index)
        elif isinstance(node, _COMPREHENSIONS):
            self._comprehension(node, env, certain=certain)
        else:
            for child in ast.iter_child_nodes(node):
                self._expression(child, env, certain=certain)
            if isinstance(node, ast.Call):
                self._call(node, env, certain=certain)

    def _call(self, node: ast.Call, env: Env, *, certain: bool) -> None:
        function, sure = self._one(self.interpreter.expr(node.func, env), certain=certain)
        if isinstance(function, (FunctionValue, Method)):
            self._call_own(function, node, env, certain=sure)
        elif isinstance(function, RegisterMethod):
            self.library.method(function, node, env, certain=sure)
        elif isinstance(function, Decorating):
            value, known = self._below(self._argument(node, env), certain=sure)
            self.library.decorate(function, value, "", certain=known)
        elif isinstance(function, External):
            self._call_outside(function, node, env, certain=sure)
        elif isinstance(function, ClassValue):
            base = self.interpreter.classes.register(function)
            if base:
                made = ExternalCall(base, node, env, function)
                self.library.construct(made, certain=sure)
            self._construct(node, env, certain=sure)
        else:
            self.library.escape(node, env)

    def _construct(self, node: ast.Call, env: Env, *, certain: bool) -> None:
        """Run the constructor of a class of the app."""
        made = self.interpreter.expr(node, env)
        if len(made) != 1 or not isinstance(made[0], (Instance, ExternalCall)):
            self.library.escape(node, env)
            return
        inside = self.interpreter.classes.constructor(made[0])
        if inside is not None and self.relevance.of(inside.module):
            self._enter_body(inside, certain=certain)
        self.library.escape(node, env)

    def _call_outside(self, function: External, node: ast.Call, env: Env, *, certain: bool) -> None:
        if self.links.outside.is_register(function.name):
            self.library.construct(ExternalCall(function.name, node, env), certain=certain)
            return
        self.library.escape(node, env)
        if function.name == "importlib.import_module":
            for value in self.interpreter.expr(node, env):
                if isinstance(value, AppModule):
                    self._module(value.reference.path, certain=certain)

    def _argument(self, node: ast.Call, env: Env) -> Values:
        return self.interpreter.expr(node.args[0], env) if len(node.args) == 1 else UNKNOWN

    def _call_own(
        self, function: FunctionValue | Method, node: ast.Call, env: Env, *, certain: bool
    ) -> None:
        if any(isinstance(each, ast.Starred) for each in node.args):
            self.library.escape(node, env)
            return
        arguments = [self.interpreter.expr(each, env) for each in node.args]
        named = {k.arg: self.interpreter.expr(k.value, env) for k in node.keywords if k.arg}
        if isinstance(function, Method):
            arguments = [(function.owner,), *arguments]
            function = function.function
        self._follow(function, arguments, named, env, certain=certain)

    def _follow(
        self,
        function: FunctionValue,
        arguments: list[Values],
        named: Mapping[str, Values],
        caller: Env,
        *,
        certain: bool,
    ) -> None:
        """Run the body of a function of the app."""
        node = function.node
        if not self.relevance.of(function.env.module):
            return
        env = self.interpreter.calls.inside(function, arguments, named, caller)
        if isinstance(node, ast.FunctionDef):
            # a generator only runs when somebody goes through what it gives
            starts = b"yield" not in function.env.module.data or not yields(node)
            self._enter_body(env, certain=certain and starts)
        elif isinstance(node, ast.Lambda):
            self._expression(node.body, env, certain=certain)

    def _enter_body(self, env: Env, *, certain: bool) -> None:
        if env.scope is None or env.scope in self._active:
            return
        if certain:
            self.library.say(undefined_in_call(env, self.interpreter))
        self._active.append(env.scope)
        self._block(env.scope.executed, _Frame(env.module, env, certain))
        self._active.pop()

    def _below(self, values: Values, *, certain: bool) -> tuple[Value, bool]:
        """What a decorator is applied to: of several things something, but none of them is told."""
        if len(values) == 1 or any(isinstance(each, (Builder, Unbound)) for each in values):
            return self._one(values, certain=certain)
        return Unknown("made in several ways"), certain

    def _one(self, values: Values, *, certain: bool) -> tuple[Value, bool]:
        """The value meant by several: of one that is made in several branches any will do."""
        bound = tuple(each for each in values if not isinstance(each, Unbound)) or values
        if len(bound) == 1:
            return bound[0], certain and len(values) == 1
        if self.library.same(bound):
            calls = {each.node for each in bound if isinstance(each, Decorating)}
            return bound[0], certain and len(values) == len(bound) and len(calls) <= 1
        known = (each for each in bound if isinstance(each, (RegisterMethod, Decorating)))
        return next(known, bound[0]), False


def _with(names: Mapping[str, Values], env: Env) -> Env:
    """A place where further names stand for something, as in one round of a loop."""
    return Env(env.module, env.before, None, names, env)


def _expressions(node: ast.stmt) -> Iterator[ast.AST]:
    """The expressions of a statement itself, without those of its blocks."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, (ast.expr, ast.withitem)):
            yield child
