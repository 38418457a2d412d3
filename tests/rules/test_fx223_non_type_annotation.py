from __future__ import annotations

import pytest

from tests.rules.one_script import HTTP, said

HEAD = (
    "import typing\nfrom typing import *\nimport azure.functions as func\nT = TypeVar('T')\n"
    "Id = NewType('Id', str)\nAlias = Union[str, bytes]\n"
)


def of(annotation: str, bindings: str, python: tuple[int, int]) -> list[str]:
    script = f"{HEAD}def main(x: {annotation}): pass"
    return said("FX223", script, bindings=bindings, python=python)


@pytest.mark.parametrize(
    "annotation",
    [
        *("Optional[str]", "Union[str, bytes]", "Alias", "T", "Id", "123", "Tuple[int, str]"),
        *("Callable", "str | None", "'str | None'", "...", "print", "typing"),
    ],
)
@pytest.mark.parametrize("python", [(3, 10), (3, 13)])
def test_says_what_is_no_type(annotation: str, python: tuple[int, int]) -> None:
    (found,) = of(annotation, "x queueTrigger", python)
    assert found.startswith('7:13 binding "x" has the annotation ')
    assert found.endswith("which is no type to the worker")


def test_message() -> None:
    assert of("Optional[str]", "x queueTrigger", (3, 12)) == [
        '7:13 binding "x" has the annotation Optional[str], which is no type to the worker'
    ]


@pytest.mark.parametrize(
    ("annotation", "refused_on"),
    [
        ("list[str]", {11, 12, 13}),
        ("dict[str, int]", {11, 12, 13}),
        ("Any", {10}),
        ("Annotated[str, 'x']", set()),
        ("List[str]", set()),
        ("str", set()),
        ("'str'", set()),
        ("unknown.Thing", set()),
    ],
)
def test_goes_by_the_target(annotation: str, refused_on: set[int]) -> None:
    script = f"{HEAD}import unknown\ndef main(x: {annotation}): pass"
    refused = {
        minor
        for minor in range(10, 14)
        if said("FX223", script, bindings="x activityTrigger", python=(3, minor))
    }
    assert refused == refused_on


def test_default_none_makes_it_optional_until_3_10() -> None:
    script = "def main(x: str = None): pass"
    assert len(said("FX223", script, bindings="x queueTrigger", python=(3, 10))) == 1
    assert said("FX223", script, bindings="x queueTrigger", python=(3, 11)) == []


def test_inside_out() -> None:
    script = f"{HEAD}def main(req, msg: func.Out[Optional[str]]): pass"
    (found,) = said("FX223", script, bindings=f"{HTTP}, msg queue out")
    assert found.startswith("7:20 ")
