"""How the entry point comes to be: definitions, assignments, wrappers, imports, what is dynamic."""

from __future__ import annotations

from tests.oracle.grid.case import Case, bind, case, numbered

PLAIN = (
    "def main(req): pass",
    "async def main(req): pass",
    "def main(req): yield 1",
    "async def main(req): yield 1",
    "main = lambda req: None",
    "main = lambda: None",
    "class main:\n    def __init__(self, req): pass",
    "class main:\n    def __init__(self, other): pass",
    "class main: pass",
    "class main:\n    def __new__(cls, req): pass",
    "class main:\n    def __call__(self, req): pass",
    "class main:\n    req: int",
    "from dataclasses import dataclass\n@dataclass\nclass main:\n    req: object",
    "from typing import NamedTuple\nclass main(NamedTuple):\n    req: object",
    "class B:\n    def __init__(self, req): pass\nclass main(B): pass",
    "class M(type):\n    def __call__(cls, req): pass\nclass main(metaclass=M): pass",
    "class C:\n    def __call__(self, req): pass\nmain = C()",
    "class C:\n    __annotations__ = {}\n    def __call__(self, req): pass\nmain = C()",
    "class C:\n    x: int\n    def __call__(self, req): pass\nmain = C()",
    "class C:\n    def run(self, req): pass\nmain = C().run",
    "class C:\n    def run(self, req): pass\nmain = C.run",
    "class C:\n    @staticmethod\n    def run(req): pass\nmain = C.run",
    "class C:\n    @classmethod\n    def run(cls, req): pass\nmain = C.run",
    "class C:\n    @property\n    def run(self): return lambda req: None\nmain = C().run",
    "class C:\n    def __getattr__(self, name): return lambda req: None\nmain = C().any",
    "import functools\ndef h(req, x): pass\nmain = functools.partial(h, x=1)",
    "import functools\ndef h(req, x): pass\nmain = functools.partial(h, 1)",
    "import functools\n@functools.lru_cache\ndef main(req): pass",
    "import functools\n@functools.lru_cache(maxsize=None)\ndef main(req): pass",
    "import functools\n@functools.cache\ndef main(req, other): pass",
    "import functools\n@functools.singledispatch\ndef main(req): pass",
    "import contextlib\n@contextlib.contextmanager\ndef main(req): yield",
    "import contextlib\n@contextlib.suppress(Exception)\ndef main(req): pass",
    "import atexit\n@atexit.register\ndef main(req): pass",
    "import types\n@types.coroutine\ndef main(req): yield",
    "@staticmethod\ndef main(req): pass",
    "@classmethod\ndef main(cls, req): pass",
    "@property\ndef main(req): pass",
    "import asyncio\n@asyncio.coroutine\ndef main(req): pass",
    "from typing import no_type_check\n@no_type_check\ndef main(req: 5): pass",
    "from typing import overload\n@overload\ndef main(req): ...\ndef main(req): pass",
    "from typing import overload\n@overload\ndef main(req): ...",
    "main = print",
    "main = len",
    "main = int",
    "main = str",
    "main = dict",
    "main = object",
    "main = Exception",
    "import json\nmain = json.dumps",
    "import json\nmain = json",
    "main = None",
    "main = 5",
    "main = 'x'",
    "main = ['x']",
    "main: int",
    "main: int = 5",
    "pass",
    "x = 1",
    "def Main(req): pass",
    "def main_(req): pass",
    "def handler(req): pass\nmain = handler",
    "def handler(req, x): pass\nmain = handler",
    "a = b = lambda req: None\nmain = b",
    "main, other = (lambda req: None), 1",
    "main = main2 = lambda req: None",
    "def main(req, x): pass\ndef main(req): pass",
    "def main(req): pass\ndef main(req, x): pass",
    "def main(req): pass\nmain = 5",
    "def main(req): pass\ndel main",
    "main = 5\ndef main(req): pass",
    "if True:\n    def main(req): pass",
    "if False:\n    def main(req): pass",
    "if __name__ == '__main__':\n    def main(req): pass",
    "if not __debug__:\n    main = None\nelse:\n    def main(req): pass",
    (
        "import sys\nif sys.version_info >= (3, 11):\n    def main(req): pass\n"
        "else:\n    def main(req, x): pass"
    ),
    "import sys\nif sys.version_info < (3, 12):\n    def main(req): pass",
    "import sys\nif sys.platform == 'win32':\n    def main(req): pass",
    "import os\nif os.name == 'posix':\n    def main(req): pass",
    (
        "import os\nif os.environ.get('NOT_SET_ANYWHERE'):\n    def main(req): pass\n"
        "else:\n    def main(req, x): pass"
    ),
    "try:\n    def main(req): pass\nexcept Exception:\n    pass",
    "try:\n    import nothing_here\nexcept ImportError:\n    def main(req): pass",
    "try:\n    import json\nexcept ImportError:\n    def main(req): pass",
    "try:\n    import json\nexcept ImportError:\n    pass\nelse:\n    def main(req): pass",
    "try:\n    pass\nfinally:\n    def main(req): pass",
    "for i in range(2):\n    def main(req): pass",
    "for main in [lambda req: None]: pass",
    "for i in []:\n    def main(req): pass",
    "while True:\n    def main(req): pass\n    break",
    "import contextlib\nwith contextlib.suppress(Exception):\n    def main(req): pass",
    "import contextlib\nwith contextlib.nullcontext(lambda req: None) as main: pass",
    "match 1:\n    case 1:\n        def main(req): pass",
    "match 1:\n    case main: pass",
    "(main := lambda req: None)",
    "[main := lambda req: None]",
    "globals()['main'] = lambda req: None",
    "globals().update(main=lambda req: None)",
    "exec('def main(req): pass')",
    "import sys\nsetattr(sys.modules[__name__], 'main', lambda req: None)",
    "def __getattr__(name):\n    return lambda req: None",
    "def __getattr__(name):\n    raise AttributeError(name)",
    "def f():\n    global main\n    def main(req): pass\nf()",
    "def f():\n    global main\n    def main(req): pass",
    "def f():\n    def main(req): pass",
    "class C:\n    def main(self, req): pass",
    "def make():\n    def inner(req): pass\n    return inner\nmain = make()",
    "def make():\n    def inner(req, x): pass\n    return inner\nmain = make()",
    "def make():\n    pass\nmain = make()",
    "def make(n):\n    return lambda **kw: None\nmain = make(1)",
    "main = (lambda f: f)(lambda req: None)",
    "main = {'a': lambda req: None}['a']",
    "main = [lambda req: None][0]",
    "main = None or (lambda req: None)",
    "main = (lambda req: None) if True else None",
    "main = getattr(object, 'nothing', lambda req: None)",
    "import operator\nmain = operator.itemgetter(1)",
    "from unittest.mock import Mock\nmain = Mock()",
    "import enum\nclass main(enum.Enum):\n    a = 1",
    "import abc\nclass main(abc.ABC):\n    def __init__(self, req): pass",
    "import typing\nmain = typing.cast(object, lambda req: None)",
    "import typing\nmain = typing.Any",
    "main = type('main', (), {'__init__': lambda self, req: None})",
    "def main(req): pass\nmain.__signature__ = None",
    (
        "import inspect\ndef main(x): pass\n"
        "main.__signature__ = inspect.Signature([inspect.Parameter('req', 1)])"
    ),
    "def other(req): pass\ndef main(x): pass\nmain.__wrapped__ = other",
    "def main(x): pass\nmain.__code__ = (lambda req: None).__code__",
)

DECORATOR = (
    "def d(f):\n    return f",
    "def d(f):\n    f.mark = 1\n    return f",
    "def d(f):\n    def w(*a, **k): return f(*a, **k)\n    return w",
    "def d(f):\n    def w(req): return f(req)\n    return w",
    "def d(f):\n    def w(request): return f(request)\n    return w",
    (
        "import functools\ndef d(f):\n    @functools.wraps(f)\n    def w(*a, **k): return f(*a, **k)\n"
        "    return w"
    ),
    (
        "from functools import wraps\ndef d(f):\n    @wraps(f)\n    def w(*a, **k): return f(*a, **k)\n"
        "    return w"
    ),
    (
        "from functools import wraps as ww\ndef d(f):\n    @ww(f)\n    async def w(*a, **k): pass\n"
        "    return w"
    ),
    "import functools\ndef d(f):\n    def w(*a, **k): pass\n    return functools.wraps(f)(w)",
    (
        "import functools\ndef d(f):\n    def w(*a, **k): pass\n    functools.update_wrapper(w, f)\n"
        "    return w"
    ),
    "import functools\ndef d(f):\n    return functools.update_wrapper(lambda *a: None, f)",
    "import functools\ndef d(f):\n    return functools.partial(f)",
    "def d(f):\n    return None",
    "def d(f):\n    pass",
    "def d(f):\n    return 5",
    "class d:\n    def __init__(self, f): self.f = f\n    def __call__(self, req): pass",
    (
        "import functools\nclass d:\n    def __init__(self, f): functools.update_wrapper(self, f)\n"
        "    def __call__(self, *a): pass"
    ),
    "class D:\n    def __call__(self, f): return f\nd = D()",
    "d = lambda f: f",
    "d = staticmethod",
    "import functools\nd = functools.lru_cache()",
    "def e(f): return f\nd = e",
    "def e(x):\n    def d(f): return f\n    return d\nd = e(1)",
    (
        "import functools\ndef e(x):\n    def d(f):\n        @functools.wraps(f)\n"
        "        def w(*a, **k): pass\n        return w\n    return d\nd = e(1)"
    ),
    "def e(x):\n    def d(f):\n        def w(*a, **k): pass\n        return w\n    return d\nd = e(1)",
    "def d(f):\n    if True:\n        return f\n    return lambda x: None",
    "def d(f):\n    try:\n        return f\n    finally:\n        pass",
    "def d(f):\n    w = f\n    return w",
    "def d(f):\n    def w(*a, **k): pass\n    w.__wrapped__ = f\n    return w",
    (
        "def d(f):\n    def w(*a, **k): pass\n    w.__name__ = f.__name__\n    w.__doc__ = f.__doc__\n"
        "    return w"
    ),
    "def d(f):\n    class W:\n        def __call__(self, req): pass\n    return W()",
    (
        "from contextlib import ContextDecorator\nclass C(ContextDecorator):\n"
        "    def __enter__(self): pass\n    def __exit__(self, *a): pass\nd = C()"
    ),
    "from contextlib import contextmanager\n@contextmanager\ndef c():\n    yield\nd = c()",
)

SHARED = (
    ("from ..shared.h import main", "def main(req): pass"),
    ("from ..shared.h import main", "def main(req, x): pass"),
    ("from ..shared.h import other as main", "def other(req): pass"),
    ("from ..shared.h import other", "def other(req): pass"),
    ("from ..shared.h import *", "def main(req): pass"),
    ("from ..shared.h import *", "__all__ = ['other']\ndef main(req): pass\ndef other(): pass"),
    ("from ..shared.h import *", "__all__ = ['main']\ndef main(req): pass"),
    ("from ..shared.h import *", "__all__ = ['nope']\ndef main(req): pass"),
    ("from ..shared.h import *", "def _main(req): pass"),
    ("from ..shared.h import *\nfrom json import *", "def main(req): pass"),
    ("from shared.h import main", "def main(req): pass"),
    ("from __app__.shared.h import main", "def main(req): pass"),
    ("import shared.h\nmain = shared.h.main", "def main(req): pass"),
    ("import shared.h as h\nmain = h.main", "def main(req): pass"),
    ("import shared.h as h\nmain = h.nope", "def main(req): pass"),
    ("from shared import h\nmain = h.main", "def main(req): pass"),
    ("from ..shared import h\nmain = h.main", "def main(req): pass"),
    ("from ..shared import main", ""),
    ("from ..shared.h import d\n@d\ndef main(req): pass", "def d(f): return lambda x: None"),
    ("from ..shared.h import d\n@d\ndef main(req): pass", "def d(f): return f"),
    ("from ..shared.h import C\nmain = C().run", "class C:\n    def run(self, req): pass"),
    (
        "from ..shared.h import X\ndef main(req: X): pass",
        "from azure.functions import HttpRequest as X",
    ),
    ("from ..shared.h import X\ndef main(req: X): pass", "X = int"),
    (
        "from ..shared.h import X\ndef main(req: X): pass",
        "from typing import Optional\nX = Optional[int]",
    ),
    (
        "from ..shared.h import func\ndef main(req: func.HttpRequest): pass",
        "import azure.functions as func",
    ),
    (
        "from ..shared.h import Base\nclass R(Base): pass\ndef main(req: R): pass",
        "import azure.functions\nclass Base(azure.functions.HttpRequest): pass",
    ),
    (
        "from ..shared.h import Base\nclass R(Base): pass\ndef main(req: R): pass",
        "class Base: pass",
    ),
    ("from ..shared.h import main", "from .k import main"),
    ("from ..shared.h import main", "from shared.k import main"),
    ("from ..shared.h import main", "from .nope import main"),
    ("import importlib\nmain = importlib.import_module('shared.h').main", "def main(req): pass"),
    ("import importlib\nmain = importlib.import_module('shared.nope').main", "def main(req): pass"),
    ("main = __import__('shared.h', fromlist=['main']).main", "def main(req): pass"),
)

NAMED = (
    ("handler", "def handler(req): pass"),
    ("handler", "def main(req): pass"),
    ("", "def main(req): pass"),
    ("C.run", "class C:\n    @staticmethod\n    def run(req): pass"),
    ("run", "class C:\n    @staticmethod\n    def run(req): pass"),
    ("__init__", "def main(req): pass"),
    ("__doc__", "'''text'''\ndef main(req): pass"),
    ("print", "def main(req): pass"),
    ("json", "import json\ndef main(req): pass"),
    ("dumps", "from json import dumps"),
    ("MAIN", "def main(req): pass"),
    ("main ", "def main(req): pass"),
    ("main()", "def main(req): pass"),
    ("_private", "def _private(req): pass"),
    ("__loader__", "def main(req): pass"),
    ("größe", "def größe(req): pass"),
)

DURABLE = (
    ("context", "orchestrationTrigger", "def o(context): yield\nmain = df.Orchestrator.create(o)"),
    ("ctx", "orchestrationTrigger", "def o(ctx): yield\nmain = df.Orchestrator.create(o)"),
    ("context", "orchestrationTrigger", "def o(ctx): yield\nmain = df.Orchestrator.create(o)"),
    ("context", "entityTrigger", "def e(context): pass\nmain = df.Entity.create(e)"),
    ("entity", "entityTrigger", "def e(entity): pass\nmain = df.Entity.create(e)"),
    ("context", "orchestrationTrigger", "def main(context: df.DurableOrchestrationContext): yield"),
    (
        "context",
        "orchestrationTrigger",
        (
            "from azure.durable_functions import Orchestrator\n"
            "@Orchestrator.create\ndef main(context): yield"
        ),
    ),
    ("context", "httpTrigger", "def o(context): yield\nmain = df.Orchestrator.create(o)"),
    ("context", "httpTrigger", "def e(context): pass\nmain = df.Entity.create(e)"),
)


def cases(seed: int) -> list[Case]:
    found = numbered("entry", PLAIN)
    for number, decorator in enumerate(DECORATOR):
        for how, entry in (("a", "def main(req): pass"), ("b", "async def main(req, x): pass")):
            found.append(case(f"deco_{number:02}{how}", f"{decorator}\n@d\n{entry}"))
    for number, (code, shared) in enumerate(SHARED):
        files = {
            "shared/__init__.py": "",
            "shared/h.py": shared,
            "shared/k.py": "def main(req): pass",
        }
        found.append(case(f"shared_{number:02}", code, files=files))
    for number, (name, code) in enumerate(NAMED):
        found.append(case(f"named_{number:02}", code, entryPoint=name))
    for number, (name, type_, code) in enumerate(DURABLE):
        head = "import azure.durable_functions as df\n"
        found.append(case(f"durable_{number:02}", head + code, bindings=[bind(name, type_)]))
    return found
