"""Parameters against bindings: kinds, names, context."""

from __future__ import annotations

from tests.oracle.grid.case import HTTP, REQ, Case, bind, case

IMPORT = (
    "import decimal\nimport azure.functions as func\nfrom typing import *\nclass Context: pass\n"
)
OUT = bind("out", "queue", "out")

SIGNATURES = (
    *("", "req", "req, extra", "req, extra=1", "req, *extra", "req, **extra", "req, *, extra=1"),
    *("*req", "**req", "req=None", "*, req", "req, /", "Req", "req_", "request", "self, req"),
    *("req, *args, **kwargs", "req, context", "context, req", "req, context=None", "req, *context"),
    *("req, **context", "req, ctx", "req, Context", "context", "req, context: func.Context"),
    *("req, context: 'func.Context'", "req, context: Context", "req, context: decimal.Context"),
    *("req, context: str", "req, context: Any", "req, context: Optional[func.Context]"),
    *("req, context: func.Context = None", "req, context: func.Context | None", "req, context: 5"),
    *("req, context: Annotated[func.Context, 1]", "req, context: Nope", "req, context: 'Nope'"),
    *("req, context: func.HttpRequest", "req, context: Type[func.Context]", "req, context: None"),
    *("req, context: func.OrchestrationContext", "req, context: List[str]", "req: func.Context"),
    *("req, context: func._abc.Context", "req, context: object", "req, context: list[str]"),
)
WITH_OUT = (
    *("req, out", "out, req", "req", "req, out=None", "req, *, out", "req, *out", "req, Out"),
    *("req, out: func.Out", "req, out: func.Out[str]", "req, out: str", "req, out: Out"),
    *("req: func.Out[str], out", "req, out: 'func.Out[str]'", "req, out: func.Out[str] = None"),
    *("req, out: func.Out[str], context", "req, out, context: func.Context"),
)
OUTS = (
    "class Out: pass",
    "class Out(Generic[T]): pass",
    "class Out(func.Out[str]): pass",
    "class Out(func.Out): pass",
    "class MyOut(func.Out[str]): pass\nOut = MyOut",
    "from azure.functions import Out",
    "Out = func.Out",
    "Out = func.Out[str]",
    "class Out(List[str]): pass",
    "class Out(Protocol[T]): pass",
)
BOUND = (
    ([REQ, bind("context", "blob")], "req, context"),
    ([REQ, bind("context", "blob")], "req"),
    ([REQ, bind("context", "blob")], "req, context: str"),
    ([REQ, bind("context", "blob")], "req, context: func.Context"),
    ([bind("context", "orchestrationTrigger")], "context: func.OrchestrationContext"),
    ([bind("context", "orchestrationTrigger")], "context: str"),
    ([bind("context", "orchestrationTrigger")], "context"),
    ([bind("context", "entityTrigger")], "context: func.EntityContext"),
    ([bind("ctx", "orchestrationTrigger")], "context: func.OrchestrationContext"),
    ([bind("ctx", "orchestrationTrigger")], "ctx: func.OrchestrationContext"),
    ([REQ, bind("starter", "durableClient")], "req, starter: str"),
    ([REQ, bind("starter", "durableClient")], "req, starter: dict"),
    ([bind("name", "activityTrigger")], "name: dict[str, int]"),
    ([bind("name", "activityTrigger")], "name: Optional[dict]"),
    ([bind("name", "activityTrigger")], "name: Dict[str, int]"),
    ([bind("name", "activityTrigger")], "name: Literal['a']"),
    ([bind("name", "activityTrigger")], "name: Tuple[int]"),
    ([bind("name", "activityTrigger")], "name: Callable"),
    ([bind("name", "activityTrigger")], "name: Any"),
    ([bind("name", "activityTrigger")], "name: int | str"),
    ([bind("name", "activityTrigger")], "name: TypedDict"),
    ([bind("name", "activityTrigger")], "name: int = None"),
    ([bind("t", "timerTrigger")], "t: func.TimerRequest, context: func.Context"),
    ([bind("t", "timerTrigger"), bind("out", "queue", "out")], "t: func.TimerRequest"),
    ([*HTTP, OUT, bind("more", "blob", "out")], "req, out: func.Out[str], more: func.Out[bytes]"),
    ([*HTTP, OUT, bind("more", "blob", "out")], "req, out: func.Out[str], more: bytes"),
    ([*HTTP, OUT, bind("more", "blob", "out")], "req"),
)


def cases(seed: int) -> list[Case]:
    found = []
    for number, signature in enumerate(SIGNATURES):
        found.append(case(f"sig_{number:02}", f"{IMPORT}def main({signature}): pass"))
    for number, signature in enumerate(WITH_OUT):
        code = f"{IMPORT}class Out: pass\ndef main({signature}): pass"
        found.append(case(f"sigout_{number:02}", code, bindings=[*HTTP, OUT]))
    for number, out in enumerate(OUTS):
        for name in ("Out", "Out[str]", "MyOut"):
            code = f"{IMPORT}T = TypeVar('T')\n{out}\ndef main(req, out: {name}): pass"
            found.append(case(f"own_{number}_{name[:5]}", code, bindings=[*HTTP, OUT]))
    for number, (bindings, signature) in enumerate(BOUND):
        code = f"{IMPORT}def main({signature}): pass"
        found.append(case(f"bound_{number:02}", code, bindings=bindings))
    return found
