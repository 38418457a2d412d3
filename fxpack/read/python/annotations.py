"""What an annotation is to the worker: a class, a typing generic, no type at all, or an error.

The order is that of Python: an annotation is evaluated where the function is defined, a string
one (and every one under `from __future__ import annotations`, and from 3.14 on) at the end of the
module, by `typing.get_type_hints`.
"""

from __future__ import annotations

import ast

from fxpack.model import TypeShape
from fxpack.nouns import NamedTuple
from fxpack.read.python.interpreter import Interpreter
from fxpack.read.python.typing_forms import Position, TypingForms, form_of, shape
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
    Unbound,
    Unevaluated,
    Value,
)

NONE = TypeShape(kind="class", text="NoneType", bases=frozenset({"NoneType", "object"}))
_TYPING_MODULES = ("typing.", "typing_extensions.", "collections.abc.")
_MOST_ALIASES = 20
_MOST_SHAPES = 1000
"""In one annotation: aliases that are used twice in each other double with every step."""
# As bases they stand for a class of their own.
_SPECIAL_BASES = {
    f"{module}.{name}": base
    for module in ("typing", "typing_extensions")
    for name, base in (("TypedDict", "dict"), ("NamedTuple", "tuple"))
}
_MAKES_NO_TYPE = frozenset(
    f"{module}.{name}"
    for module in ("typing", "typing_extensions")
    for name in ("TypeVar", "ParamSpec", "TypeVarTuple", "NewType")
)


class Raises(NamedTuple):
    """Evaluating the annotation raises. `located` says that `node` lies in the file itself."""

    error: str
    why: str
    node: ast.AST
    located: bool = True
    typing_only: bool = False


Answer = TypeShape | Raises


def unknown(text: str) -> TypeShape:
    """The shape of what cannot be told."""
    return TypeShape(kind="unknown", text=text)


def no_type(text: str, origin: str = "", args: tuple[TypeShape, ...] = ()) -> TypeShape:
    """The shape of what is no type, such as 123 or a Union."""
    behind = TypeShape(kind="nontype", text=origin) if origin else None
    return TypeShape(kind="nontype", text=text, origin=behind, args=args)


class Annotations:
    """Evaluates annotations with the names of their module."""

    def __init__(self, interpreter: Interpreter, *, deferred: bool = False) -> None:
        """`deferred`: whether the worker knows the types of azurefunctions.extensions."""
        self.interpreter = interpreter
        self.deferred = deferred or interpreter.python < (3, 13)
        self.python = interpreter.python
        self.forms = TypingForms(interpreter.python)
        self._aliases = 0
        self._shapes = 0

    def read(self, node: ast.expr, env: Env) -> Answer:
        """The shape of one annotation of a function defined in `env`."""
        position: Position = 0
        if env.module.future_annotations or self.python >= (3, 14):
            env = Env(env.module, None)
            position = 1 if env.module.future_annotations else 0
        self._shapes = 0
        try:
            answer = self._shape(node, env, position)
            if isinstance(answer, TypeShape) and not answer.text:
                return answer._replace(text=ast.unparse(node))
        except RecursionError:
            return unknown("…")
        return answer

    def class_shape(self, qualified: str) -> TypeShape:
        """The shape of a class from outside, by its qualified name."""
        found = self.interpreter.links.outside.find_class(qualified)
        if found is None:
            return unknown(qualified)
        return TypeShape(kind="class", text=found.name, bases=found.bases, reads=found.reads)

    # -- expressions -----------------------------------------------------------------------------

    def _shape(self, node: ast.expr, env: Env, position: Position) -> Answer:
        self._shapes += 1
        if self._shapes > _MOST_SHAPES:
            return unknown("…")
        if isinstance(node, ast.Constant):
            return self._constant(node, env, position)
        if isinstance(node, ast.Subscript):
            return self._subscript(node, env, position)
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
            return self._union(node, env)
        if isinstance(node, (ast.Tuple, ast.List, ast.Dict, ast.Set, ast.JoinedStr, ast.Lambda)):
            return no_type(ast.unparse(node))
        if isinstance(node, ast.Attribute):
            return self._attribute(node, env, position)
        return self._of_values(self.interpreter.expr(node, env), node, position)

    def _attribute(self, node: ast.Attribute, env: Env, position: Position) -> Answer:
        """`a.b`: the NameError of `a` comes before the AttributeError of `b`."""
        base: ast.expr = node
        while isinstance(base, ast.Attribute):
            base = base.value
        if isinstance(base, ast.Name):
            found = self.interpreter.name(base.id, env)
            if all(isinstance(value, Unbound) and not value.owner for value in found):
                return self._name_error(found[0], base)
        return self._of_values(self.interpreter.expr(node, env), node, position)

    def _constant(self, node: ast.Constant, env: Env, position: Position) -> Answer:
        if node.value is None:
            return NONE
        if not isinstance(node.value, str):
            return no_type("..." if node.value is ... else repr(node.value))
        try:
            inner = ast.parse(node.value.strip(), mode="eval").body
        except (RecursionError, MemoryError):
            return unknown("…")
        except (SyntaxError, ValueError):
            why = f"forward reference must be an expression, got {node.value!r}"
            return Raises("SyntaxError", why, node)
        answer = self._shape(inner, Env(env.module, None), position or 1)
        if isinstance(answer, Raises):
            return answer._replace(node=node)
        return answer if answer.text else answer._replace(text=ast.unparse(inner))

    def _of_values(self, values: tuple[Value, ...], node: ast.expr, position: Position) -> Answer:
        answers: list[Answer] = []
        for value in values:
            answer = self._of_value(value, node, position)
            if answer not in answers:
                answers.append(answer)
        if len(answers) == 1:
            return answers[0]
        if answers and all(isinstance(answer, Raises) for answer in answers):
            return answers[0]
        return unknown(ast.unparse(node))

    def _of_value(self, value: Value, node: ast.expr, position: Position) -> Answer:
        if isinstance(value, Unbound):
            return self._name_error(value, node)
        if isinstance(value, External):
            return self._external(value, node, position)
        if isinstance(value, ClassValue):
            return self._own_class(value)
        if isinstance(value, (FunctionValue, Method, AppModule, Instance, Handle)):
            return no_type(ast.unparse(node))
        if isinstance(value, ExternalCall):
            return self._made_by_call(value, node)
        if isinstance(value, Constant):
            return self._aliased(value, node)
        if isinstance(value, Display):
            return no_type(ast.unparse(node))
        if isinstance(value, Unevaluated):
            return self._alias(value, node, position)
        return unknown(ast.unparse(node))

    def _alias(self, value: Unevaluated, node: ast.expr, position: Position) -> Answer:
        """A name for `List[str]` and the like; what is wrong there fails where it is written."""
        if self._aliases > _MOST_ALIASES:
            return unknown(ast.unparse(node))
        self._aliases += 1
        answer = self._shape(value.node, value.env, 0 if position == 1 else position)
        self._aliases -= 1
        return unknown(ast.unparse(node)) if isinstance(answer, Raises) else answer

    def _aliased(self, value: Constant, node: ast.expr) -> Answer:
        """A name for a constant: a string there is a forward reference too, but rare."""
        if value.value is None:
            return NONE
        if isinstance(value.value, str):
            return unknown(ast.unparse(node))
        return no_type(ast.unparse(node))

    def _name_error(self, value: Value, node: ast.AST) -> Raises:
        if not isinstance(value, Unbound):
            raise TypeError(value)
        if value.owner:
            owner = value.owner
            why = f"module {owner!r} has no attribute {value.name!r}"
            return Raises("AttributeError", why, node)
        why = f"name {value.name!r} is not defined"
        return Raises("NameError", why, node, typing_only=value.typing_only)

    def _external(self, value: External, node: ast.expr, position: Position) -> Answer:
        if value.name.startswith(_TYPING_MODULES):
            return self._form(value.name, "", (), position, value.name)
        if value.form == "class":
            return self.class_shape(value.name)
        if value.form in {"module", "builtin"}:
            return no_type(ast.unparse(node))
        if value.name.startswith("azurefunctions.extensions.") and not self.deferred:
            # Deferred bindings and FastAPI's requests: the v1 runtime of 3.13 knows none of them.
            return TypeShape(kind="class", text=value.name, bases=frozenset({value.name, "object"}))
        return unknown(ast.unparse(node))

    def _own_class(self, value: ClassValue) -> TypeShape:
        """A class of the app, with all its bases as far as they are known."""
        name = value.node.name
        bases, closed, reads = {name, "object"}, True, False
        lineage, _ = self.interpreter.classes.lineage(value)
        for ancestor in lineage:
            bases.add(f"{ancestor.env.module.path}:{ancestor.node.name}")
            defined = {getattr(statement, "name", "") for statement in ancestor.node.body}
            reads |= "read" in defined
            closed &= "__class_getitem__" not in defined
            if getattr(ancestor.node, "type_params", None):
                bases.add("typing.Generic")
            closed &= not any(keyword.arg is None for keyword in ancestor.node.keywords)
            closed &= not any(keyword.arg == "metaclass" for keyword in ancestor.node.keywords)
            for base in ancestor.node.bases:
                shape = self._base(base, ancestor.env)
                if shape is None:
                    continue
                bases |= shape.bases
                reads |= shape.reads
                closed &= shape.closed and shape.kind == "class"
        bases.discard(name)
        return TypeShape(
            kind="class", text=name, bases=frozenset(bases), closed=closed, reads=reads
        )

    def _base(self, node: ast.expr, env: Env) -> TypeShape | None:
        """What a base class adds; None for classes of the app, which `lineage` lists itself."""
        target = node.value if isinstance(node, ast.Subscript) else node
        values = self.interpreter.expr(target, env)
        if len(values) != 1:
            return unknown("")
        if isinstance(values[0], ClassValue):
            return None
        name = values[0].name if isinstance(values[0], External) else ""
        if name in _SPECIAL_BASES:
            return self.class_shape(_SPECIAL_BASES[name])
        answer = self._of_value(values[0], target, 0)
        if isinstance(answer, Raises):
            return unknown("")
        if answer.kind == "generic" and answer.origin is not None:
            generic = {"typing.Generic"} if isinstance(node, ast.Subscript) else set()
            return answer.origin._replace(bases=answer.origin.bases | generic)
        return answer

    def _made_by_call(self, value: ExternalCall, node: ast.expr) -> Answer:
        text = ast.unparse(node)
        if value.function in _MAKES_NO_TYPE:
            return no_type(text)
        if value.function in {"collections.namedtuple", "typing.NamedTuple"}:
            return TypeShape(kind="class", text=text, bases=frozenset({"tuple", "object", text}))
        if value.function == "type" and len(value.node.args) == 3:
            bases = value.node.args[1]
            if isinstance(bases, ast.Tuple) and not bases.elts:
                return TypeShape(kind="class", text=text, bases=frozenset({text, "object"}))
        return unknown(text)

    # -- subscripts and unions --------------------------------------------------------------------

    def _subscript(self, node: ast.Subscript, env: Env, position: Position) -> Answer:
        items = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
        name = self._qualified(node.value, env)
        if self.forms.knows(name):
            return self._known_subscript(name, items, node, env, position)
        text = ast.unparse(node)
        base = self._shape(node.value, env, 3)
        if isinstance(base, Raises):
            return base
        args = self._arguments(items, env, 2 if name == "azure.functions.Out" else 3)
        if isinstance(args, Raises):
            return args
        if name == "azure.functions.Out" and len(args) != 1:
            count = "cannot be empty" if not args else "has too many members"
            return Raises("TypeError", f"the parameter list of Out[...] {count}", node)
        if base.kind == "class" and "typing.Generic" in base.bases:
            return TypeShape(kind="generic", text=text, origin=base, args=args)
        if base.kind == "class" and base.closed and self._refuses_subscript(base, name):
            why = f"type {base.name!r} is not subscriptable"
            return Raises("TypeError", why, node, located=position != 1)
        return unknown(text)

    @staticmethod
    def _refuses_subscript(base: TypeShape, name: str) -> bool:
        """Whether a class certainly has no `__class_getitem__`."""
        if name and "." not in name:
            return True
        if name.startswith("azure.functions."):
            return True
        own = {each for each in base.bases if ".py:" in each}
        return not name and base.bases - own <= {"object"}

    def _qualified(self, node: ast.expr, env: Env) -> str:
        """The qualified name of what is subscripted, "" where it is not from outside."""
        values = self.interpreter.expr(node, env)
        if len(values) == 1 and isinstance(values[0], External):
            return values[0].name
        return ""

    def _known_subscript(
        self,
        name: str,
        items: list[ast.expr],
        node: ast.Subscript,
        env: Env,
        position: Position,
    ) -> Answer:
        """A subscript of something whose forms are in the table."""
        plain = name.rpartition(".")[2]
        if plain == "Annotated" and len(items) > 1:
            return self._shape(items[0], env, position)
        text = ast.unparse(node)
        args: tuple[TypeShape, ...] | Raises
        if plain in {"Literal", "LiteralString"}:
            args = tuple(no_type(ast.unparse(item)) for item in items)
        else:
            args = self._arguments(items, env, 3)
        if isinstance(args, Raises):
            return args
        plainly = plain == "Literal" or all(
            arg.kind != "unknown" and (arg.kind != "nontype" or arg.origin) for arg in args
        )
        form = form_of(items)
        kind, behind = self.forms.outcome(name, form, position)
        if kind == "raises" and not (plainly and form.count("A") + form.count("B") >= len(items)):
            return unknown(text)
        if plain in {"Optional", "Union"}:
            args, same = self._members(plain, args)
            if same is not None:
                return same
        return self._answer(kind, behind, args, text, node)

    @staticmethod
    def _members(
        plain: str, args: tuple[TypeShape, ...]
    ) -> tuple[tuple[TypeShape, ...], TypeShape | None]:
        """The members of a Union; the only one, when all are the same."""
        members = tuple(dict.fromkeys((*args, NONE) if plain == "Optional" else args))
        return members, members[0] if len(members) == 1 else None

    def _form(
        self, name: str, form: str, args: tuple[TypeShape, ...], position: Position, text: str
    ) -> Answer:
        kind, behind = self.forms.outcome(name, form, position)
        if kind == "unknown" and form == "":
            return self.class_shape(name)
        return self._answer(kind, behind, args, text, ast.Name(text))

    def _answer(
        self, kind: str, behind: str, args: tuple[TypeShape, ...], text: str, node: ast.AST
    ) -> Answer:
        if kind == "raises":
            return Raises("TypeError", f"{text} is not valid as a type", node, located=False)
        if kind == "first" and args:
            return args[0]
        if kind == "class":
            found = self.interpreter.links.outside.find_class(behind)
            bases = found.bases if found else frozenset({behind, "object"})
            return TypeShape(
                kind="class", text=text, bases=bases, reads=found.reads if found else False
            )
        origin = None
        if behind:
            origin = no_type(behind) if kind.endswith("!") else self._origin(behind)
        return shape(kind, text, origin, args)

    def _origin(self, name: str) -> TypeShape:
        found = self.class_shape(name)
        if found.kind == "class":
            return found
        return TypeShape(kind="class", text=name, bases=frozenset({name, "object"}))

    def _arguments(
        self, items: list[ast.expr], env: Env, position: Position
    ) -> tuple[TypeShape, ...] | Raises:
        found = []
        for item in items:
            if isinstance(item, ast.List) or (isinstance(item, ast.Constant) and item.value is ...):
                found.append(no_type(ast.unparse(item), "…"))
                continue
            answer = self._shape(item, env, position)
            if isinstance(answer, Raises):
                return answer
            found.append(answer if answer.text else answer._replace(text=ast.unparse(item)))
        return tuple(found)

    def _union(self, node: ast.BinOp, env: Env) -> Answer:
        sides: list[TypeShape] = []
        for side in (node.left, node.right):
            answer = self._shape(side, env, 3)
            if isinstance(answer, Raises):
                return answer
            sides.append(answer)
        text = ast.unparse(node)
        if all(side.kind == "unknown" for side in sides):
            return unknown(text)
        if sides[0] == sides[1]:
            return sides[0]
        return no_type(text, "types.UnionType", tuple(sides))
