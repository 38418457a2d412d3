"""Annotations against the bindings that decorators declare."""

from __future__ import annotations

import random

from tests.oracle.decorated.calls import decorators
from tests.oracle.decorated.case import app
from tests.oracle.grid import hints
from tests.oracle.grid.case import Case

HEAD = hints.HEAD.replace("class Context: pass\n", "") + "app = func.FunctionApp()\n"
PLAIN = ("str", "dict", "func.Out[str]")
RETURNS = ("None", "str", "bytes", "dict", "func.HttpResponse", "func.Out[str]", "123", "Any")


def likely(name: str) -> list[str]:
    """The annotations that someone would write for a decorator, going by its name."""
    words = {word.rstrip("s") for word in name.split("_")} - {"input", "output", "trigger"}
    known = {hint for hint in hints.ANNOTATIONS if hint.startswith(("func.", "List[func."))}
    return sorted(hint for hint in known if any(word in hint.lower() for word in words))


def cases(seed: int) -> list[Case]:
    dice = random.Random(seed)
    found = []
    for one in decorators():
        own = likely(one.name)
        chosen = [*PLAIN, *own, *dice.sample(hints.ANNOTATIONS, 2)]
        if one.name.endswith("output"):
            chosen += [f"func.Out[{hint}]" for hint in [*own, *dice.sample(hints.ANNOTATIONS, 2)]]
        for number, hint in enumerate(dict.fromkeys(chosen)):
            code = one.stack(one.call(), hint=hint)
            found.append(app(f"hint_{one.name}_{number:02}", code, HEAD))
    for number, hint in enumerate(dict.fromkeys([*RETURNS, *dice.sample(hints.ANNOTATIONS, 8)])):
        for kind, decorator in (
            ("route", "@app.route()\ndef f(req)"),
            ("queue", "@app.route('x')\n@app.queue_output('$return', 'q', 'c')\ndef f(req)"),
            ("table", "@app.table_output('$return', 'c', 't')\n@app.route()\ndef f(req)"),
            ("activity", "@app.activity_trigger('x')\ndef f(x)"),
            ("timer", "@app.timer_trigger('x', 's')\ndef f(x)"),
        ):
            found.append(app(f"returns_{kind}_{number:02}", f"{decorator} -> {hint}: pass\n", HEAD))
    return found
