"""Annotations against binding types and positions, and the ways to write an annotation."""

from __future__ import annotations

import random

from tests.oracle.grid.case import HTTP, REQ, Case, bind, case


def words(text: str) -> list[str]:
    return text.split()


HEAD = """import collections
import collections.abc
import datetime
import decimal
import enum
import io
import pathlib
import typing
from typing import *

import azure.functions as func
import azure.functions.warmup as warmup
import azure.durable_functions as df

T = TypeVar("T")
N = NewType("N", str)


class Own: pass
class OwnStr(str): pass
class OwnList(List[str]): pass
class OwnRequest(func.HttpRequest): pass
class OwnResponse(func.HttpResponse): pass
class OwnEvent(func.EventHubEvent): pass
class OwnGeneric(Generic[T]): pass
class OwnProtocol(Protocol): pass
class OwnReader:
    def read(self): return b""
class OwnSlots:
    read = None
class OwnEnum(str, enum.Enum):
    a = "a"
class OwnDict(TypedDict):
    a: int
class OwnTuple(NamedTuple):
    a: int
class Context: pass


"""

# exactly these hit the tables of the converters somewhere
ANNOTATIONS = words("""str bytes bytearray dict list set tuple int float bool object None type Own OwnStr OwnList
OwnRequest OwnResponse OwnEvent OwnGeneric OwnGeneric[int] OwnProtocol OwnReader OwnSlots OwnEnum OwnDict
OwnTuple T N Any Text AnyStr NoReturn Hashable IO IO[str] TextIO BinaryIO io.BytesIO io.StringIO
io.RawIOBase io.IOBase open pathlib.Path datetime.datetime decimal.Decimal decimal.Context Context
collections.OrderedDict collections.UserDict collections.UserList collections.abc.Mapping
collections.abc.Sequence[str] collections.deque list[str] dict[str,Any] set[str] tuple[str,...]
list[func.EventHubEvent] list["func.EventHubEvent"] type[str] List List[str] List[bytes] List[int] List[Any]
List[object] List[T] List["str"] List[None] List[Own] List[OwnStr] List[OwnEvent] List[List[str]] List[Optional[str]]
List[Union[int,str]] List[Hashable] List[func.EventHubEvent] List["func.EventHubEvent"] List[func.QueueMessage]
List[func.KafkaEvent] List[func.ServiceBusMessage] List[func.EventGridOutputEvent] List[func.EventGridEvent]
List[func.Document] List[Annotated[str,1]] List[dict] Sequence[str] Iterable[str] Iterator[str] Set[str]
FrozenSet[str] Dict Dict[str,Any] Dict[str,List[int]] Dict[int,str] Mapping[str,str] Deque[str] Generator[str,None,None]
AsyncIterable[str] AsyncIterator[func.EventHubEvent] Container[str] Collection[func.EventHubEvent]
Awaitable[str] Coroutine[Any,Any,str] Type[str] Tuple Tuple[str] Tuple[str,...] Tuple[()] Callable
Callable[...,str] Callable[[],str] Optional[str] Optional[func.HttpRequest] Optional[func.InputStream]
Union[str,bytes] Union[str] Union[str,None] Union[str,str] Literal["a"] Literal Final[str] ClassVar[str]
Annotated[str,1] Annotated[func.HttpRequest,"x"] Annotated[Optional[str],1] Annotated[List[str],1]
Annotated[list[str],1] Self LiteralString Never str|None str|bytes func.HttpRequest|None func.HttpRequest|func.HttpResponse
list[str]|None func.HttpRequest func.HttpResponse func.TimerRequest func.InputStream func.QueueMessage
func.ServiceBusMessage func.EventHubEvent func.EventGridEvent func.EventGridOutputEvent func.CloudEvent func.KafkaEvent
func.Document func.DocumentList func.SqlRow func.SqlRowList func.MySqlRow func.MySqlRowList func.Context
func.OrchestrationContext func.EntityContext func.MCPToolContext func.PromptInvocationContext
func.WarmUpContext warmup.WarmUpContext func.Out func.Out[str] func.Nope func func.FunctionApp func.AuthLevel
func.HttpMethod df.DurableOrchestrationClient df.DurableOrchestrationContext df.DurableEntityContext df.EntityId
func._abc.HttpRequest func._abc.QueueMessage func.http.HttpRequest func.queue.QueueMessage func.blob.InputStream 123
True ... (str,bytes) [str] {} "func.HttpRequest" "str" "Nope" "List[str]" "func.Nope" "123" "" lambda:0 print any callable
str() Own() str[int] int[str] Own[str] None|str """)

OUT = words("""func.Out func.Out[str] func.Out[bytes] func.Out[func.HttpResponse] func.Out[func.QueueMessage] func.Out[List[str]]
func.Out[list[str]] func.Out[List[func.QueueMessage]] func.Out[List[bytes]] func.Out[List[object]] func.Out[Sequence[str]]
func.Out[Iterable[str]] func.Out[Dict[str,Any]] func.Out[Dict[str,List[int]]] func.Out[Dict[int,str]] func.Out[dict]
func.Out[Optional[str]] func.Out[Union[str,bytes]] func.Out[str|None] func.Out[Any] func.Out[T] func.Out[None]
func.Out["str"] func.Out["List[str]"] func.Out["Nope"] func.Out[func.Document] func.Out[func.DocumentList]
func.Out[func.SqlRow] func.Out[func.SqlRowList] func.Out[func.MySqlRow] func.Out[func.EventGridOutputEvent]
func.Out[List[func.EventGridOutputEvent]] func.Out[List[func.EventHubEvent]] func.Out[func.EventHubEvent]
func.Out[func.InputStream] func.Out[io.BytesIO] func.Out[io.StringIO] func.Out[IO] func.Out[IO[str]] func.Out[TextIO]
func.Out[OwnReader] func.Out[OwnSlots] func.Out[OwnStr] func.Out[Own] func.Out[OwnList] func.Out[bytearray]
func.Out[int] func.Out[object] func.Out[OwnGeneric] func.Out[OwnGeneric[int]] func.Out[Annotated[str,1]]
func.Out[Literal["a"]] func.Out[str,bytes] func.Out[()] func.Out[123] func.Out[...] func.Out[[str]] func.Out[func.Out[str]]
func.Out[Tuple[str]] func.Out[Tuple] func.Out[Callable] func.Out[List] func.Out[OwnDict] func.Out[OwnEnum]
func.Out[Type[str]] func.Out[func.HttpRequest] func.Out[OwnResponse] "func.Out[str]" "func.Out" Optional[func.Out[str]]
func.Out[str]|None Annotated[func.Out[str],1] List[func.Out[str]] func.Out[func.ServiceBusMessage]
func.Out[func.KafkaEvent] func.Out[func.TimerRequest] func.Out[ClassVar[str]] func.Out[Final[str]] func.Out[list]
func.Out[List[Optional[str]]] func.Out[List["str"]] func.Out[List[List[str]]] func.Out[Set[str]] func.Out[Generator[str,None,None]]
func.Out[OwnTuple] func.Out[typing.Text] func.Out[type] func._abc.Out[str] str bytes func.HttpResponse List[str]""")

TRIGGERS = words("""httpTrigger timerTrigger blobTrigger queueTrigger serviceBusTrigger eventHubTrigger eventGridTrigger
cosmosDBTrigger kafkaTrigger activityTrigger orchestrationTrigger entityTrigger warmupTrigger sqlTrigger
mysqlTrigger mcpToolTrigger mcpResourceTrigger mcpPromptTrigger connectorTrigger rabbitMQTrigger signalRTrigger
HttpTrigger ownTrigger""")
INPUTS = words("""blob cosmosDB sql mysql table durableClient orchestrationClient queue http generic eventHub kafka
signalRConnectionInfo unknown""")
OUTPUTS = words("""http queue blob serviceBus eventHub eventGrid cosmosDB kafka sql mysql table signalR sendGrid
twilioSms durableClient httpTrigger queueTrigger timerTrigger blobTrigger cosmosDBTrigger activityTrigger
generic unknown Queue""")


def cases(seed: int) -> list[Case]:
    pick = random.Random(seed)
    return [
        *inputs(pick),
        *outputs(pick),
        *returns(pick),
        *written(pick),
    ]


def likely(type_: str) -> list[str]:
    """What people write for a type, on top of the random."""
    stem = type_.removesuffix("Trigger").lower()
    names = [a for a in ANNOTATIONS if stem in a.lower() and stem]
    return ["str", "bytes", *names]


def inputs(pick: random.Random) -> list[Case]:
    found: list[Case] = []
    for type_ in [*TRIGGERS, *INPUTS]:
        chosen = dict.fromkeys([*pick.sample(likely(type_), 2), *pick.sample(ANNOTATIONS, 8)])
        for annotation in chosen:
            bindings = [bind("x", type_)] if type_ in TRIGGERS else [REQ, bind("x", type_)]
            names = "x" if type_ in TRIGGERS else "req, x"
            code = f"{HEAD}def main({names}: {annotation}): pass"
            found.append(case(f"in_{type_}_{len(found):03}", code, bindings=bindings))
    return found


def outputs(pick: random.Random) -> list[Case]:
    found: list[Case] = []
    for type_ in OUTPUTS:
        for annotation in pick.sample(OUT, 7):
            code = f"{HEAD}def main(req, x: {annotation}): pass"
            bindings = (
                [*HTTP, bind("x", type_, "out")]
                if type_ != "http"
                else [REQ, bind("x", type_, "out")]
            )
            found.append(case(f"out_{type_}_{len(found):03}", code, bindings=bindings))
    return found


def returns(pick: random.Random) -> list[Case]:
    found: list[Case] = []
    for type_ in OUTPUTS:
        for annotation in dict.fromkeys([pick.choice(likely(type_)), *pick.sample(ANNOTATIONS, 4)]):
            code = f"{HEAD}def main(req) -> {annotation}: pass"
            bindings = [REQ, bind("$return", type_, "out")]
            found.append(case(f"return_{type_}_{len(found):03}", code, bindings=bindings))
    for annotation in pick.sample(ANNOTATIONS, 8):
        code = f"{HEAD}def main(req) -> {annotation}: pass"
        found.append(case(f"return_free_{len(found):03}", code, bindings=[REQ]))
    return found


# {} is the annotation: how it is reached, quoted, deferred
WAYS = (
    "from __future__ import annotations\n{head}def main(req: {a}): pass",
    "{head}def main(req: '{a}'): pass",
    "{head}X = {a}\ndef main(req: X): pass",
    "{head}X = {a}\ndef main(req: 'X'): pass",
    "{head}X: TypeAlias = {a}\ndef main(req: X): pass",
    "{head}X = None\ndef main(req: X): pass\nX = {a}",
    "{head}def main(req: 'X'): pass\nX = {a}",
    "{head}if True:\n    X = {a}\nelse:\n    X = int\ndef main(req: X): pass",
    "{head}try:\n    X = {a}\nexcept Exception:\n    X = int\ndef main(req: X): pass",
    "{head}class K:\n    X = {a}\ndef main(req: K.X): pass",
    "{head}class K:\n    X = {a}\ndef main(req: 'K.X'): pass",
    "{head}def make():\n    X = {a}\n    def main(req: X): pass\n    return main\nmain = make()",
    "{head}def make():\n    X = {a}\n    def main(req: 'X'): pass\n    return main\nmain = make()",
    "{head}X, Y = {a}, int\ndef main(req: X): pass",
    "{head}X = Y = {a}\ndef main(req: Y): pass",
    (
        "{head}from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from f.types import Z\n"
        "def main(req: 'Z'): pass"
    ),
    "{head}if typing.TYPE_CHECKING:\n    X = {a}\ndef main(req: X): pass",
    "{head}async def main(req: {a}): pass",
    "{head}def main(req: {a} = None): pass",
    "{head}def main(*, req: {a}): pass",
    "{head}def main(req: {a}, /): pass",
    "{head}main = lambda req: None\nmain.__annotations__ = {{'req': {a}}}",
    "{head}def main(req): pass\nmain.__annotations__['req'] = {a}",
    (
        "{head}import functools\ndef deco(f):\n    @functools.wraps(f)\n    def inner(req: int): pass\n"
        "    return inner\n@deco\ndef main(req: {a}): pass"
    ),
    "{head}class main:\n    def __init__(self, req: {a}): pass",
    "{head}class K:\n    def run(self, req: {a}): pass\nmain = K().run",
    "{head}class K:\n    @classmethod\n    def run(cls, req: {a}): pass\nmain = K.run",
    "{head}class K:\n    @staticmethod\n    def run(req: {a}): pass\nmain = K.run",
    "{head}def main(req: typing.Annotated[{a}, 'doc']): pass",
    "{head}def main(req: (lambda: {a})()): pass",
    "{head}def main(req: [{a}][0]): pass",
    "{head}def main(req: {a} if True else int): pass",
    "{head}globals()['X'] = {a}\ndef main(req: X): pass",
    "{head}def main(req: type({a})): pass",
)
TAKEN = (
    *("func.HttpRequest", "Optional[func.HttpRequest]", "func.HttpResponse", "str", "int", "Nope"),
    *("List[str]", "func.Nope", "list[str]", "OwnRequest", "Any"),
)


def written(pick: random.Random) -> list[Case]:
    found: list[Case] = []
    for way in WAYS:
        for annotation in ["func.HttpRequest", *pick.sample(TAKEN[1:], 3)]:
            code = way.format(head="" if "__future__" in way else HEAD, a=annotation)
            if "__future__" in way:
                code = code.replace("annotations\n", "annotations\n" + HEAD, 1)
            found.append(case(f"way_{len(found):03}", code))
    return found
