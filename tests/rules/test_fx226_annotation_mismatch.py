from __future__ import annotations

import pytest

from tests.rules.one_script import HTTP, said

HEAD = (
    "import azure.functions as func\nimport io, enum\nfrom typing import *\n"
    "from collections.abc import Sequence as Seq\nfrom unknown import Thing\n"
    "class Own: pass\nclass Text(str): pass\nclass Sub(func.HttpRequest): pass\n"
    "class Open(Thing): pass\nclass Reader:\n    def read(self): pass\n"
)


def of(annotation: str, binding: str) -> list[str]:
    bindings = f"x {binding}" if "Trigger" in binding else f"{HTTP}, x {binding}"
    req = "" if "Trigger" in binding else "req, "
    return said("FX226", f"{HEAD}def main({req}x: {annotation}): pass", bindings=bindings)


@pytest.mark.parametrize(
    ("annotation", "binding"),
    [
        ("func.HttpResponse", "httpTrigger"),
        ("Own", "httpTrigger"),
        ("func.ServiceBusMessage", "queueTrigger"),
        ("dict", "queueTrigger"),
        ("list", "eventHubTrigger"),
        ("List[str]", "eventHubTrigger"),
        ("func.HttpRequest", "HttpTrigger"),
        ("int", "rabbitMQTrigger"),
        ("Dict[str, str]", "table"),
        ("func.Out[int]", "queue out"),
        ("func.Out[Own]", "blob out"),
        ("func.Out[List[int]]", "eventHub out"),
        ("func.Out[func.HttpRequest]", "http out"),
        ("Any", "httpTrigger"),
        ("Literal['a']", "httpTrigger"),
    ],
)
def test_says_what_does_not_fit(annotation: str, binding: str) -> None:
    (found,) = of(annotation, binding)
    name = binding.partition(" ")[0]
    assert f'binding "x" of type "{name}" does not match its annotation ' in found


def test_message() -> None:
    assert of("func.HttpResponse", "httpTrigger") == [
        (
            '12:13 binding "x" of type "httpTrigger" does not match its annotation '
            "azure.functions.HttpResponse"
        )
    ]


@pytest.mark.parametrize(
    ("annotation", "binding"),
    [
        *(("func.HttpRequest", "httpTrigger"), ("Sub", "httpTrigger"), ("Open", "httpTrigger")),
        *(("Thing", "httpTrigger"), ("str", "timerTrigger"), ("bytes", "unknownTrigger")),
        *(("Text", "rabbitMQTrigger"), ("func.InputStream", "blobTrigger")),
        *(("List[func.EventHubEvent]", "eventHubTrigger"), ("Seq[object]", "eventHubTrigger")),
        *(("Own", "activityTrigger"), ("Dict[str, Any]", "activityTrigger")),
        *(("func.Out[Reader]", "blob out"), ("func.Out[io.BytesIO]", "blob out")),
        *(("func.Out[List[str]]", "queue out"), ("func.Out[bytearray]", "table out")),
        *(("func.Out[Thing]", "blob out"), ("Annotated[func.QueueMessage, 1]", "queueTrigger")),
        *(("'func.TimerRequest'", "timerTrigger"), ("func.DocumentList", "cosmosDB")),
    ],
)
def test_what_fits_is_silent(annotation: str, binding: str) -> None:
    assert of(annotation, binding) == []


def test_no_annotation_fits_all() -> None:
    assert said("FX226", "def main(req, x): pass", bindings=f"{HTTP}, x cosmosDB") == []
