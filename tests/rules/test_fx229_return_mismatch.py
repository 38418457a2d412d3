from __future__ import annotations

import pytest

from tests.rules.one_script import said

HEAD = (
    "import azure.functions as func\nfrom typing import *\nfrom unknown import Thing\n"
    "class Own: pass\nclass Sub(func.HttpResponse): pass\n"
)


def of(annotation: str, type_: str = "http") -> list[str]:
    script = f"{HEAD}def main(req) -> {annotation}: pass"
    return said("FX229", script, bindings=f"req httpTrigger, $return {type_} out")


@pytest.mark.parametrize(
    ("annotation", "type_"),
    [
        *(("int", "http"), ("None", "http"), ("bytes", "http"), ("dict", "http"), ("Own", "http")),
        *(("func.HttpRequest", "http"), ("str", "cosmosDB"), ("None", "queue"), ("dict", "table")),
        *(("Any", "http"), ("list", "queue"), ("'None'", "http")),
    ],
)
def test_says_what_does_not_fit(annotation: str, type_: str) -> None:
    (found,) = of(annotation, type_)
    assert found.startswith("6:18 the return annotation ")
    assert found.endswith(f'does not match $return of type "{type_}"')


def test_message() -> None:
    assert of("None") == ['6:18 the return annotation None does not match $return of type "http"']


@pytest.mark.parametrize(
    ("annotation", "type_"),
    [
        *(("func.HttpResponse", "http"), ("str", "http"), ("Sub", "http"), ("Thing", "http")),
        *(("func.QueueMessage", "queue"), ("bytes", "table"), ("func.Document", "cosmosDB")),
    ],
)
def test_what_fits_is_silent(annotation: str, type_: str) -> None:
    assert of(annotation, type_) == []


def test_nobody_looks_without_return_binding() -> None:
    assert said("FX229", "def main(msg) -> None: pass", bindings="msg queueTrigger") == []
