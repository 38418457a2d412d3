"""What binds a name, and what runs on import: the nouns of a scope."""

from __future__ import annotations

import ast
from typing import Literal

from fxpack.nouns import NamedTuple
from fxpack.read.python.conditions import Caught

MakerKind = Literal["def", "class", "assign", "import", "from", "unknown", "unbound", "typing-only"]


class Maker(NamedTuple):
    """The statement that bound a name. `order` counts statements; `expr` is what was assigned.

    For "import" `module` is the dotted name bound; for "from" it is the module, `name` the member.
    """

    kind: MakerKind
    order: int
    node: ast.stmt | ast.expr | ast.ExceptHandler | ast.MatchStar | None = None
    expr: ast.expr | None = None
    module: str = ""
    name: str = ""
    level: int = 0


UNBOUND = Maker("unbound", -1)
Makers = tuple[Maker, ...]
NO_MAKER: Makers = (UNBOUND,)


class Star(NamedTuple):
    """`from module import *`, which may bind any name."""

    order: int
    module: str
    level: int
    node: ast.ImportFrom
    guarded: bool


class Executed(NamedTuple):
    """A statement that runs on import, with the circumstances.

    `certain` is False in branches and loops; `caught` names what enclosing tries handle.
    """

    node: ast.stmt
    order: int
    certain: bool
    caught: Caught
