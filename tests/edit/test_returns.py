"""Fixes of return annotations: what stands inside them, where `$return` takes it."""

from __future__ import annotations

import pytest

from tests.edit.fixing import fixed
from tests.edit.laws import BOTH, SAFE

SCRIPT = """from typing import List, Optional, Union
import typing
import azure.functions as func


def main(req: func.HttpRequest) -> {}:
    return "é"
"""


def after(annotation: str, *, unsafe: bool = True) -> str:
    """The annotation that is left."""
    script = SCRIPT.format(annotation)
    files = fixed({"f/__init__.py": script}, safeties=BOTH if unsafe else SAFE)
    assert files.keys() <= {"f/__init__.py"}
    left = files.get("f/__init__.py", script).split("-> ")[1]
    return left.removesuffix(':\n    return "é"\n')


@pytest.mark.parametrize(
    ("before", "left"),
    [
        ("func.Out[str]", "str"),
        ("func.Out[ func.HttpResponse ]", "func.HttpResponse"),
        ("func.Out[int]", "func.Out[int]"),
        ("func.Out[Optional[str]]", "func.Out[Optional[str]]"),
        ("func.Out[  # why\n    str\n]", "func.Out[  # why\n    str\n]"),
        ("'func.Out[str]'", "'func.Out[str]'"),
        ("Optional[str]", "Optional[str]"),
    ],
)
def test_safe(before: str, left: str) -> None:
    assert after(before, unsafe=False) == left


@pytest.mark.parametrize(
    ("before", "left"),
    [
        ("func.Out[  # why\n    str\n]", "str"),
        ("Optional[str]", "str"),
        ("typing.Optional[func.HttpResponse]", "func.HttpResponse"),
        ("Union[None, str]", "str"),
        ("func.HttpResponse | None", "func.HttpResponse"),
        ("(None | str)", "(str)"),
        ("Optional[int]", "Optional[int]"),
        ("Union[str, func.HttpResponse]", "Union[str, func.HttpResponse]"),
        ("Optional[Union[str, func.HttpResponse]]", "Optional[Union[str, func.HttpResponse]]"),
        ("List[str]", "List[str]"),
    ],
)
def test_for_someone_to_look_at(before: str, left: str) -> None:
    assert after(before) == left
