from __future__ import annotations

import pytest

from tests.rules.one_script import said

HEAD = (
    "import azure.functions as func\nfrom typing import *\nfrom unknown import Thing\n"
    "class Own: pass\nclass Sub(func.HttpResponse): pass\n"
)


def of(annotation: str, type_: str = "http") -> list[str]:
    script = f"{HEAD}def main(req) -> {annotation}: pass"
    return said("FX227", script, bindings=f"req httpTrigger, $return {type_} out")


@pytest.mark.parametrize("annotation", ["func.Out[str]", "'func.Out[str]'", "func.Out[Own]"])
def test_says_that_it_is_out(annotation: str) -> None:
    (found,) = of(annotation)
    assert found.startswith("6:18 the return annotation func.Out[")
    assert found.endswith(" must not be func.Out")


@pytest.mark.parametrize("annotation", ["str", "func.HttpResponse", "Thing[str]", "List[str]"])
def test_other_annotations_are_not_meant(annotation: str) -> None:
    assert of(annotation) == []


def test_nobody_looks_without_return_binding() -> None:
    script = f"{HEAD}def main(msg) -> func.Out[str]: pass"
    assert said("FX227", script, bindings="msg queueTrigger") == []
