"""Apps put together by chance: receivers, names, triggers, foreign decorators and registration."""

from __future__ import annotations

import random
from collections.abc import Iterator

from tests.oracle.decorated.case import app
from tests.oracle.grid.case import Case

HEAD = """import contextlib, functools, os
import azure.functions as func
import azure.durable_functions as df

def same(f): return f

def wrapped(f):
    @functools.wraps(f)
    def wrapper(*args, **kwargs): return f(*args, **kwargs)
    return wrapper

def plain(f):
    def wrapper(req): return f(req)
    return wrapper

def role(name):
    def decorate(f):
        @functools.wraps(f)
        def wrapper(*args, **kwargs): return f(*args, **kwargs)
        return wrapper
    return decorate

class timed(contextlib.ContextDecorator):
    def __enter__(self): return self
    def __exit__(self, *exc): return False

FLAG = bool(os.environ.get("NOT_SET_ANYWHERE_X"))
"""
APPS = (
    *("app = func.FunctionApp()",) * 4,
    "app = func.FunctionApp(func.AuthLevel.ANONYMOUS)",
    "app = df.DFApp()",
    "app = df.DFApp(http_auth_level=func.AuthLevel.ADMIN)",
)
BLUEPRINTS = ("func.Blueprint()", "func.Blueprint()", "df.Blueprint()")
FOREIGN = ("same", "wrapped", "plain", "role('x')")
# a trigger and the parameter it wants
TRIGGERS = (
    *(("route(route={route!r})", "req: func.HttpRequest"),) * 4,
    ("route()", "req"),
    ("timer_trigger(arg_name='t', schedule='0 * * * * *')", "t: func.TimerRequest"),
    ("queue_trigger(arg_name='m', queue_name='q', connection='c')", "m: func.QueueMessage"),
    ("activity_trigger(input_name='x')", "x: str"),
)
# another binding and its parameter
OTHERS = (
    ("queue_output(arg_name='o', queue_name='q', connection='c')", "o: func.Out[str]"),
    ("blob_input(arg_name='b', path='p', connection='c')", "b: func.InputStream"),
    ("cosmos_db_output('d', 'c', 'n', 'k')", "d: func.Out[func.Document]"),
)
FAULTS = ("parameter", "binding", "trigger", "second", "hint", "foreign", "receiver", "name")
FLOWS = ("{0}", "{0}", "{0}", "{0}", "{0}", "for each in range(1):\n{1}", "for each in range(2):\n{1}",
         "def make():\n{1}make()\n", "if True:\n{1}", "if FLAG:\n{1}")  # fmt: skip
# What happens in these no reading tells for certain: what stands there has no faults.
OPEN_FLOWS = ("if not FLAG:\n{1}", "if FLAG:\n{1}else:\n{1}", "try:\n{1}except ImportError:\n    pass\n",
              "with contextlib.suppress(OSError):\n{1}")  # fmt: skip
OPEN_FOREIGN = "timed()"


def indented(code: str) -> str:
    return "".join(f"    {line}" for line in code.splitlines(keepends=True))


def function(
    dice: random.Random, receiver: str, others: list[str], name: str, *, sound: bool
) -> str:
    """A decorated function, with one fault now and then, but for a sound one."""
    fault = dice.choice(FAULTS) if dice.random() < 0.15 and not sound else ""
    trigger, parameter = dice.choice(TRIGGERS)
    lines, parameters = [f"@{receiver}.{trigger.format(route=name)}"], [parameter]
    if fault == "trigger":
        lines, parameters = [], []
    for call, argument in dice.sample(OTHERS, dice.choice((0, 0, 0, 1, 1, 2))):
        lines.append(f"@{receiver}.{call}")
        parameters.append(argument)
    if fault == "second":
        lines.append(f"@{receiver}.timer_trigger('second', 's')")
        parameters.append("second")
    if fault == "receiver":
        lines.append(f"@{dice.choice(others)}.blob_input('z', 'p', 'c')")
        parameters.append("z")
    dice.shuffle(lines)
    foreign = ["same", "wrapped", OPEN_FOREIGN] if sound else FOREIGN
    for decorator in dice.sample(foreign, dice.choice((0, 0, 0, 1, 2))):
        place = dice.randint(0, len(lines)) if fault == "foreign" else len(lines)
        lines.insert(place, f"@{decorator}")
    if dice.random() < 0.3 or fault == "name":
        given = dice.choice(("f", "g", "None", name)) if fault == "name" else f"named_{name}"
        lines.insert(0, f"@{receiver}.function_name({given!r})")
    if fault == "parameter":
        parameters.append("more")
    if fault == "binding" and parameters:
        parameters.pop()
    if fault == "hint" and parameters:
        parameters[0] = parameters[0].partition(":")[0] + ": int"
    if dice.random() < 0.1:
        parameters.append("context: func.Context")
    return "\n".join([*lines, f"def {name}({', '.join(parameters)}): pass\n"])


def pieces(dice: random.Random) -> Iterator[str]:
    """The statements of one app."""
    yield dice.choice(APPS) + "\n"
    blueprints = [f"bp{number}" for number in range(dice.choice((0, 1, 1, 2)))]
    yield from (f"{bp} = {dice.choice(BLUEPRINTS)}\n" for bp in blueprints)
    registered = [
        f"app.register_functions({bp})\n"
        for bp in blueprints
        for _ in range(dice.choice((0, *(1,) * 12, 2)))
    ]
    late = [line for line in registered if dice.random() < 0.9]
    yield from (line for line in registered if line not in late)
    receivers = ["app", *blueprints]
    for number in range(dice.randint(1, 4)):
        name = dice.choice("abcdefghijkl") if dice.random() < 0.1 else f"f{number}"
        sound = dice.random() < 0.25
        code = function(dice, dice.choice(receivers), receivers, name, sound=sound)
        yield dice.choice(OPEN_FLOWS if sound else FLOWS).format(code, indented(code))
    dice.shuffle(late)
    yield from late


def cases(seed: int) -> list[Case]:
    return [
        app(f"composed_{number:03}", "".join(pieces(random.Random(seed + number))), HEAD)
        for number in range(400)
    ]
