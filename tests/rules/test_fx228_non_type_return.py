from __future__ import annotations

import pytest

from tests.rules.one_script import said

HEAD = (
    "import azure.functions as func\nfrom typing import *\nfrom unknown import Thing\n"
    "class Own: pass\nclass Sub(func.HttpResponse): pass\n"
)


def of(annotation: str, type_: str = "http") -> list[str]:
    script = f"{HEAD}def main(req) -> {annotation}: pass"
    return said("FX228", script, bindings=f"req httpTrigger, $return {type_} out")


@pytest.mark.parametrize(
    "annotation",
    [
        *("Optional[func.HttpResponse]", "func.HttpResponse | None", "Union[str, bytes]", "123"),
        *("List[str]", "list[str]", "Awaitable[str]", "NoReturn", "Tuple[str, int]", "'str | int'"),
    ],
)
def test_says_what_is_no_class(annotation: str) -> None:
    (found,) = of(annotation)
    assert found.startswith("6:18 the return annotation ")
    assert found.endswith(" is no class, which $return needs")


def test_message() -> None:
    assert of("Optional[str]") == [
        "6:18 the return annotation Optional[str] is no class, which $return needs"
    ]


@pytest.mark.parametrize(
    "annotation", ["func.HttpResponse", "str", "Sub", "Thing", "Thing[str]", "'func.HttpResponse'"]
)
def test_what_may_be_a_class_is_silent(annotation: str) -> None:
    assert of(annotation) == []


def test_nobody_looks_without_return_binding() -> None:
    script = f"{HEAD}def main(msg) -> Optional[str]: pass"
    assert said("FX228", script, bindings="msg queueTrigger") == []
