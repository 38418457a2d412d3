"""What is told of a function: bindings, places, arguments, signature."""

from __future__ import annotations

import pytest

from fxpack.decorators import UNKNOWN
from fxpack.model import CodeSpan
from tests.read.v2.reading import APP, read, tell

VALUES = {
    "text": ("'q'", "q"),
    "joined": ("'a' 'b'", "ab"),
    "a name": ("QUEUE", "orders"),
    "an f-string": ("f'{QUEUE}-{NUMBER}'", "orders-3"),
    "added": ("QUEUE + '-x'", "orders-x"),
    "formatted": ("'%s-%s' % (QUEUE, NUMBER)", "orders-3"),
    "str.format": ("'{}-{}'.format(QUEUE, 1)", "orders-1"),
    "upper": ("QUEUE.upper()", "ORDERS"),
    "joined by a method": ("'-'.join([QUEUE, 'x'])", "orders-x"),
    "out of a list": ("NAMES[1]", "b"),
    "out of a dictionary": ("TABLE['q']", "orders"),
    "an enum's value": ("Names.ORDERS.value", "orders"),
    "an enum's name": ("Names.ORDERS.name", "ORDERS"),
    "an enum of texts": ("Texts.ORDERS", "orders"),
    "a class's attribute": ("Settings.queue", "orders"),
    "another module's": ("settings.QUEUE", "far"),
    "imported": ("FAR", "far"),
    "or": ("None or QUEUE", "orders"),
    "the module's name": ("__name__", "function_app"),
    "the environment": ("os.environ['QUEUE']", UNKNOWN),
    "the environment or else": ("os.getenv('QUEUE', 'x')", UNKNOWN),
    "a branch": ("'a' if os.environ.get('X') else 'b'", UNKNOWN),
    "a call": ("name()", "called"),
}
CONSTANTS = """
import enum, os
import settings
from settings import QUEUE as FAR
QUEUE = 'orders'
NUMBER = 3
NAMES = ['a', 'b']
TABLE = {'q': QUEUE}
class Names(enum.Enum):
    ORDERS = 'orders'
class Texts(str, enum.Enum):
    ORDERS = 'orders'
class Settings:
    queue = QUEUE
def name(): return 'called'
"""


@pytest.mark.parametrize(("text", "value"), VALUES.values(), ids=VALUES)
def test_values(text: str, value: object) -> None:
    code = f"@app.queue_trigger(arg_name='m', queue_name={text}, connection='c')\ndef f(m): pass\n"
    project = read(APP + CONSTANTS + code, {"settings.py": "QUEUE = 'far'\n"})
    assert project.functions[0].bindings[0].properties["queueName"] == value


def test_what_is_no_constant_is_refused_where_the_worker_does() -> None:
    code = "@app.queue_trigger(arg_name=Names.ORDERS, queue_name='q', connection='c')\n"
    assert (
        "unusable-decorator-value"
        in tell(
            APP + CONSTANTS + code + "def f(m): pass\n", {"settings.py": "QUEUE = 'far'\n"}
        ).kinds
    )


def test_a_route() -> None:
    code = "@app.route(methods=['GET'])\ndef hello(req: func.HttpRequest) -> str: return 'x'\n"
    (function,) = read(APP + code).functions
    assert (function.model, function.script, function.entry_point) == (
        "v2",
        "function_app.py",
        "hello",
    )
    assert function.config.value is None
    trigger, returned = function.bindings
    assert (trigger.name, trigger.type, trigger.direction) == ("req", "httpTrigger", "in")
    assert (returned.name, returned.type, returned.direction) == ("$return", "http", "out")
    assert trigger.member("route") == "hello"
    assert trigger.member("authLevel") == "FUNCTION"
    assert trigger.member("methods") == ["GET"]
    assert function.at == CodeSpan("function_app.py", 4, 4, 4, 9)
    assert trigger.at("methods") == CodeSpan("function_app.py", 3, 19, 3, 26)
    assert trigger.at() == CodeSpan("function_app.py", 3, 1, 3, 27)


def test_the_level_of_the_app() -> None:
    head = "import azure.functions as func\napp = func.FunctionApp(func.AuthLevel.ANONYMOUS)\n"
    levels = "@app.route()\ndef f(req): pass\n@app.route(auth_level='admin')\ndef g(req): pass\n"
    functions = read(head + levels).functions
    assert [each.bindings[0].member("authLevel") for each in functions] == ["ANONYMOUS", "ADMIN"]


def test_bindings_come_in_the_order_of_the_library() -> None:
    code = (
        "@app.route()\n@app.queue_output('o', 'q', 'c')\n@app.blob_input('b', 'p', 'c')\n"
        "def f(req, o, b): pass\n"
    )
    (function,) = read(APP + code).functions
    assert [binding.name for binding in function.bindings] == ["b", "o", "req", "$return"]


def test_functions_of_other_files() -> None:
    users = (
        "import azure.functions as func\nbp = func.Blueprint()\n@bp.route()\ndef users(req): 1\n"
    )
    script = APP + "from parts.users import bp\napp.register_functions(bp)\n"
    (function,) = read(script, {"parts/__init__.py": "", "parts/users.py": users}).functions
    assert function.script == function.config.path == "parts/users.py"
    assert function.loads == {"function_app.py", "parts/__init__.py", "parts/users.py"}


def test_a_client_is_text_to_the_worker() -> None:
    code = (
        "import azure.durable_functions as df\n@app.route()\n"
        "@app.durable_client_input(client_name='client')\n"
        "async def f(req, client: df.DurableOrchestrationClient): pass\n"
    )
    (function,) = read(APP + code).functions
    assert function.signature is not None
    shapes = {each.name: each.annotation for each in function.signature.parameters}
    assert shapes["client"] is not None
    assert shapes["client"].text == "str"


SIGNATURES = {
    "unbound": ("@app.route()\ndef f(req, x): pass\n", ["unbound-parameter"]),
    "with a default": ("@app.route()\ndef f(req, x=1): pass\n", ["unbound-parameter"]),
    "context": ("@app.route()\ndef f(req, context: func.Context): pass\n", []),
    "another context": ("@app.route()\ndef f(req, context: int): pass\n", ["context-annotation"]),
    "wrong type": ("@app.route()\ndef f(req: int): pass\n", ["annotation-mismatch"]),
    "optional": (
        "from typing import Optional\n@app.route()\ndef f(req: Optional[func.HttpRequest]): pass\n",
        ["non-type-annotation"],
    ),
    "returns None": ("@app.route()\ndef f(req) -> None: pass\n", ["return-mismatch"]),
    "out as in": (
        "@app.route()\n@app.queue_output('o', 'q', 'c')\ndef f(req, o: str): pass\n",
        ["out-binding-without-out"],
    ),
    "two returns, the inner counts": (
        "@app.route()\n@app.queue_output('$return', 'q', 'c')\ndef f(req) -> func.HttpResponse: 1\n",
        ["return-mismatch"],
    ),
    "a deferred type": (
        (
            "from azurefunctions.extensions.bindings.blob import BlobClient\n"
            "@app.blob_trigger('c', 'p', 'c')\ndef f(c: BlobClient): pass\n"
        ),
        [],
    ),
    "settling": (
        (
            "from azurefunctions.extensions.bindings.servicebus import ServiceBusMessageActions as A\n"
            "@app.service_bus_queue_trigger('m', 'c', 'q')\ndef f(m, actions: A): pass\n"
        ),
        [],
    ),
    "settling without a type": (
        "@app.service_bus_queue_trigger('m', 'c', 'q')\ndef f(m, actions): pass\n",
        ["unbound-parameter"],
    ),
    "FastAPI's types": (
        (
            "from azurefunctions.extensions.http.fastapi import Request, Response\n"
            "@app.route()\nasync def f(req: Request) -> Response: pass\n"
        ),
        [],
    ),
}


@pytest.mark.parametrize(("code", "kinds"), SIGNATURES.values(), ids=SIGNATURES)
@pytest.mark.parametrize("python", [(3, 12), (3, 13)])
def test_signatures(code: str, kinds: list[str], python: tuple[int, int]) -> None:
    brought = {"requirements.txt": "azure-functions\nazurefunctions-extensions-bindings-blob\nx\n"}
    assert tell(APP + code, brought, python=python).kinds == kinds
