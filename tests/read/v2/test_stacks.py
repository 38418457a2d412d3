"""Decorators above and below each other, of the library and of others."""

from __future__ import annotations

import pytest

from tests.read.v2.reading import APP, DURABLE, read, tell

OURS = """
import functools
def same(f): return f
def wrapped(f):
    @functools.wraps(f)
    def wrapper(*args, **kwargs): return f(*args, **kwargs)
    return wrapper
def plain(f):
    def wrapper(req): return f(req)
    return wrapper
def loose(f):
    def wrapper(*args, **kwargs): return f(*args, **kwargs)
    return wrapper
def role(name):
    def decorate(f):
        @functools.wraps(f)
        def wrapper(*args, **kwargs): return f(*args, **kwargs)
        return wrapper
    return decorate
class Auth:
    def needed(self, f):
        @functools.wraps(f)
        def wrapper(*args, **kwargs): return f(*args, **kwargs)
        return wrapper
auth = Auth()
def http(path):
    def decorate(f):
        @app.route(route=path)
        @functools.wraps(f)
        def wrapper(req): return f(req)
        return wrapper
    return decorate
def get(path): return app.route(route=path, methods=['GET'])
"""
RIGHT = {
    "one": "@app.route()\ndef f(req): pass\n",
    "name above": "@app.function_name('f')\n@app.route()\ndef g(req): pass\n",
    "name below": "@app.route()\n@app.function_name('f')\ndef g(req): pass\n",
    "the inner name counts": "@app.function_name('g')\n@app.function_name('f')\n@app.route()\n"
    "def h(req): pass\n",
    "a name that is put together": "PART = 'f'\n@app.function_name(f'{PART}')\n@app.route()\n"
    "def g(req): pass\n",
    "identity between": "@app.route()\n@same\n@app.queue_output('o', 'q', 'c')\n"
    "def f(req, o): pass\n",
    "wrapper at the bottom": "@app.route()\n@wrapped\ndef f(req): pass\n",
    "factory at the bottom": "@app.route()\n@role('admin')\ndef f(req): pass\n",
    "method at the bottom": "@app.route()\n@auth.needed\ndef f(req): pass\n",
    "wrapper outside of all": "@wrapped\n@app.route()\ndef f(req): pass\n",
    "async": "@app.route()\nasync def f(req): pass\n",
    "a class": "@app.route()\nclass f:\n    def __init__(self, req): pass\n",
    "a call": "def f(req): pass\napp.route(route='x')(f)\n",
    "a call of what is decorated": "@app.queue_output('o', 'q', 'c')\ndef f(req, o): pass\n"
    "app.route()(f)\n",
    "its own decorator that registers": "@http('x')\ndef f(req): pass\n",
    "its own shorthand": "@get('x')\ndef f(req): pass\n",
    "a name for a decorator": "route = app.route\n@route(route='x')\ndef f(req): pass\n",
    "a lambda around": "@(lambda f: app.route()(f))\ndef f(req): pass\n",
    "in a with": "with open('x') as file:\n    @app.route()\n    def f(req): pass\n",
    "in a true branch": "if True:\n    @app.route()\n    def f(req): pass\n",
    "in a static method's class": "class C:\n    @staticmethod\n    @app.route()\n"
    "    def f(req): pass\n",
    "in a loop": "for name in ('f',):\n    @app.function_name(name)\n    @app.route(route=name)\n"
    "    def g(req): pass\n",
    "in a function that is called": "def make():\n    @app.route()\n    def f(req): pass\nmake()\n",
    "a subclass's own decorator": "class My(func.Blueprint):\n    def get(self, path):\n"
    "        return self.route(route=path)\nbp = My()\n@bp.get('x')\ndef f(req): pass\n"
    "app.register_functions(bp)\n",
    "an argument that may be right": "from somewhere import flag\n"
    "@app.route(auth_level='anon' if flag else 'function', methods=['GOT'] if flag else ['GET'])\n"
    "def f(req): pass\n",
    "arguments out of a dictionary": "WHAT = {'route': 'x', 'methods': ['GET']}\n"
    "@app.route(**WHAT)\ndef f(req): pass\n",
}


@pytest.mark.parametrize("code", RIGHT.values(), ids=RIGHT)
def test_right(code: str) -> None:
    told = tell(APP + OURS + code)
    assert (told.names, told.kinds) == (["f"], [])


def test_names_of_a_loop() -> None:
    code = (
        "for name in ['a', 'b']:\n    @app.function_name(f'get_{name}')\n    @app.route(route=name)\n"
        "    def f(req): pass\n"
    )
    project = read(APP + code)
    assert [function.name for function in project.functions] == ["get_a", "get_b"]
    assert [function.bindings[0].member("route") for function in project.functions] == ["a", "b"]


WRONG = {
    "no trigger": (
        "@app.queue_output('o', 'q', 'c')\ndef f(o): pass\n",
        "function-without-trigger",
    ),
    "only a name": ("@app.function_name('f')\ndef f(): pass\n", "function-without-trigger"),
    "wrapper between": (
        "@app.route()\n@wrapped\n@app.queue_output('o', 'q', 'c')\ndef f(req, o): pass\n",
        "function-without-trigger",
    ),
    "two triggers": (
        "@app.route()\n@app.timer_trigger('t', '0 * * * * *')\ndef f(req, t): pass\n",
        "second-trigger",
    ),
    "two names": (
        "@app.route()\ndef f(req): pass\n@app.route()\ndef f(req): pass\n",
        "duplicate-function-name",
    ),
    "a loop": (
        "for name in ('a', 'b'):\n    @app.route(route=name)\n    def f(req): pass\n",
        "duplicate-function-name",
    ),
    "no parentheses": (
        "@app.route()\ndef g(req): pass\n@app.route\ndef f(req): pass\n",
        "decorator-without-parentheses",
    ),
    "no parentheses, but arguments": (
        "@app.timer_trigger\ndef f(req): pass\n",
        "wrong-decorator-arguments",
    ),
    "two apps": (
        "bp = func.Blueprint()\n@app.route()\n@bp.queue_output('o', 'q', 'c')\ndef f(req, o): pass\n",
        "decorators-of-two-apps",
    ),
    "a number": ("app.route()(5)\n", "not-decoratable"),
    "a partial": (
        "def f(req, x): pass\napp.route()(functools.partial(f, x=1))\n",
        "not-decoratable",
    ),
    "a class method": (
        "class C:\n    @app.route()\n    @classmethod\n    def f(cls, req): pass\n",
        "not-decoratable",
    ),
    "a cached function": ("@app.route()\n@functools.cache\ndef f(req): pass\n", "not-decoratable"),
    "a static method": (
        "class C:\n    @app.route()\n    @staticmethod\n    def f(req): pass\n",
        "not-decoratable",
    ),
    "an object": (
        "class C:\n    def __call__(self, req): pass\napp.route()(C())\n",
        "not-decoratable",
    ),
    "a method": ("class C:\n    @app.route()\n    def f(self, req): pass\n", "unbound-parameter"),
    "a wrapper without wraps": ("@app.route()\n@loose\ndef f(req): pass\n", "unbound-parameter"),
    "what a wrapper injects": (
        "@app.route()\n@wrapped\ndef f(req, user): pass\n",
        "unbound-parameter",
    ),
    "FastAPI's": ("@app.get('x')\ndef f(req): pass\n", "unknown-decorator"),
    "either of two arguments": (
        (
            "from somewhere import flag\n@app.route(auth_level='anon' if flag else 'func')\n"
            "def f(req): pass\n"
        ),
        "invalid-decorator-choice",
    ),
    "an argument twice": (
        (
            "@app.queue_trigger('m', 'q', 'c')\n@app.queue_output('o', connection='c', "
            "connection='d', queue_name='q')\ndef f(m, o): pass\n"
        ),
        "syntax-error",
    ),
}


@pytest.mark.parametrize(("code", "kind"), WRONG.values(), ids=WRONG)
def test_wrong(code: str, kind: str) -> None:
    assert kind in tell(APP + OURS + code).kinds


def test_one_fault_is_said_once() -> None:
    for code, kind in WRONG.values():
        others = {"unused-binding", "unbound-parameter", "app-without-functions"}
        others |= {"unregistered-blueprint"}
        assert set(tell(APP + OURS + code).kinds) - others - {kind} == set()


UNTOLD = {
    "another library's at the bottom": "from somewhere import auth\n@app.route()\n@auth.needed\n"
    "def f(req, user): pass\n",
    "another library's between": "from somewhere import api\n@app.function_name('f')\n"
    "@api(summary='x')\n@app.route()\ndef f(req, more): pass\n",
    "a class decorator": "from somewhere import Checked\n@app.route()\n@Checked\n"
    "def f(req, body): pass\n",
    "a signature that is set": "import inspect\ndef inject(f):\n    @functools.wraps(f)\n"
    "    def wrapper(req): return f(req, 1)\n    wrapper.__signature__ = inspect.signature(wrapper)\n"
    "    return wrapper\n@app.route()\n@inject\ndef f(req, user): pass\n",
    "either of two decorators": "from somewhere import flag\n"
    "@(app.route if flag else app.route(route='x'))\n@app.queue_output('o', 'q', 'c')\n"
    "def f(req, o): pass\n",
    "either of two decorators at the bottom": "from somewhere import flag\n@app.route()\n"
    "@(app.queue_output if flag else app.queue_output('o', 'q', 'c'))\ndef f(req, o): pass\n",
    "a branch": "import os\nif os.environ.get('X'):\n    @app.route()\n    def f(req, more): pass\n",
    "both branches": "import os\nif os.environ.get('X'):\n    @app.route()\n    def f(req): pass\n"
    "else:\n    @app.route(route='y')\n    def f(req): pass\n",
    "a try": "try:\n    @app.route()\n    def f(req, more): pass\nexcept Exception:\n    pass\n",
    "an unknown number of rounds": "from somewhere import names\nfor name in names:\n"
    "    @app.route(route=name)\n    def f(req, more): pass\n",
    "another app's route": "import flask\nweb = flask.Flask(__name__)\n@web.route('/x')\n"
    "def f(req, more): pass\n@app.route()\ndef g(req): pass\n",
    "FastAPI's own": "import fastapi\nweb = fastapi.FastAPI()\n@web.get('/x')\n"
    "def f(user_id, more): pass\n@app.route()\ndef g(req): pass\n",
    "a method that is replaced": "import somewhere\nroute = app.route\n"
    "app.route = lambda **k: somewhere.wrap(route, k)\n@app.route()\ndef f(req, more): pass\n",
    "builders that are changed": "@app.route()\ndef f(req, more): pass\n"
    "app._function_builders.clear()\n",
    "names from elsewhere": "import os\nNAME = os.environ['QUEUE']\n"
    "@app.queue_trigger(arg_name=NAME, queue_name='q', connection='c')\ndef f(message): pass\n",
    "unknown arguments": "from somewhere import options\n@app.queue_trigger(**options)\n"
    "def f(message): pass\n",
}


@pytest.mark.parametrize("code", UNTOLD.values(), ids=UNTOLD)
def test_cannot_tell(code: str) -> None:
    assert set(tell(APP + OURS + code).kinds) <= {"value-without-return"}


DURABLE_RIGHT = {
    "its own name for the context": "@app.orchestration_trigger(context_name='context')\n"
    "def f(ctx: df.DurableOrchestrationContext): yield 1\n",
    "entity": "@app.entity_trigger(context_name='context')\ndef f(ctx): pass\n",
    "entity class": "@app.entity_trigger(context_name='context')\nclass f:\n"
    "    def __init__(self, context): pass\n",
    "activity": "@app.activity_trigger(input_name='city')\ndef f(city: str): pass\n",
    "client": "@app.route()\n@app.durable_client_input(client_name='client')\n"
    "async def f(req: func.HttpRequest, client: df.DurableOrchestrationClient): pass\n",
    "client below a checker's import": "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n"
    "    from x import Client\n@app.route()\n@app.durable_client_input(client_name='client')\n"
    "async def f(req, client: 'Client'): pass\n",
}


@pytest.mark.parametrize("code", DURABLE_RIGHT.values(), ids=DURABLE_RIGHT)
def test_durable(code: str) -> None:
    told = tell(DURABLE + code)
    assert (told.names, told.kinds) == (["f"], [])


DURABLE_WRONG = {
    "context name": (
        DURABLE + "@app.orchestration_trigger(context_name='ctx')\ndef f(ctx): yield 1\n",
        ["durable-context-name"],
    ),
    "a decorator below": (
        DURABLE + "@app.orchestration_trigger(context_name='context')\n"
        "@app.function_name('g')\ndef f(context): yield 1\n",
        ["not-decoratable"],
    ),
    "what a plain app loses below": (
        APP + "@app.durable_client_input(client_name='client')\n@app.route()\n"
        "async def f(req, client): pass\n",
        ["function-without-trigger"],
    ),
    "a client that nobody awaits": (
        DURABLE + "@app.route()\n@app.durable_client_input(client_name='client')\n"
        "def f(req, client): pass\n",
        ["sync-durable-client"],
    ),
    "activity": (
        DURABLE + "@app.activity_trigger(input_name='x')\ndef f(y): pass\n",
        ["unbound-parameter", "unused-binding"],
    ),
}


@pytest.mark.parametrize(("script", "kinds"), DURABLE_WRONG.values(), ids=DURABLE_WRONG)
def test_durable_faults(script: str, kinds: list[str]) -> None:
    assert tell(script).kinds == kinds


AWAITED = {
    "a response": ("client.create_check_status_response(req, '1')", True),
    "an object": ("func.HttpResponse('x')", True),
    "nothing": ("", True),
    "a coroutine of the client": ("client.start_new('flow')", False),
    "what may be one": ("answer(req, client)", False),
}


@pytest.mark.parametrize(("returned", "is_wrong"), AWAITED.values(), ids=AWAITED)
def test_what_is_returned_is_awaited(returned: str, *, is_wrong: bool) -> None:
    code = (
        "@app.route()\n@app.durable_client_input(client_name='client')\n"
        f"def f(req, client): return {returned}\n"
    )
    assert ("sync-durable-client" in tell(DURABLE + code).kinds) is is_wrong


TOOLS = {
    "properties": ("@app.mcp_tool()\ndef f(name: str, count: int = 1) -> str: return name\n", []),
    "a binding below": (
        (
            "@app.mcp_tool()\n@app.blob_input(arg_name='file', path='p', connection='c')\n"
            "def f(name: str, file: func.InputStream) -> str: return name\n"
        ),
        [],
    ),
    "a binding above": (
        (
            "@app.blob_input(arg_name='file', path='p', connection='c')\n@app.mcp_tool()\n"
            "def f(name: str, file: func.InputStream) -> str: return name\n"
        ),
        ["unused-binding"],
    ),
    "described": (
        (
            "@app.mcp_tool()\n@app.mcp_tool_property(arg_name='name', description='x')\n"
            "def f(name: str) -> str: return name\n"
        ),
        [],
    ),
}


@pytest.mark.parametrize(("code", "kinds"), TOOLS.values(), ids=TOOLS)
def test_tools(code: str, kinds: list[str]) -> None:
    assert tell(APP + code).kinds == kinds


WEB = {
    "asgi": "import fastapi\nweb = fastapi.FastAPI()\napp = func.AsgiFunctionApp(app=web)\n"
    "@web.get('/x')\ndef x(user_id: int, more: str): pass\n",
    "wsgi": "import flask\nweb = flask.Flask(__name__)\napp = func.WsgiFunctionApp(web)\n"
    "@web.route('/x')\ndef x(user_id): pass\n",
}


@pytest.mark.parametrize("code", WEB.values(), ids=WEB)
def test_apps_around_others(code: str) -> None:
    told = tell("import azure.functions as func\n" + code)
    assert (told.names, told.kinds) == (["http_app_func"], [])


def test_apps_around_others_by_name() -> None:
    code = "app = func.AsgiFunctionApp(web, function_name='web')\n"
    project = read("import azure.functions as func\nfrom somewhere import web\n" + code)
    assert [function.name for function in project.functions] == ["web"]
    assert project.functions[0].bindings[0].member("route") == "/{*route}"
