from __future__ import annotations

import pytest

from tests.rules.one_script import HTTP, said

FUNC = "import azure.functions as func\n"


@pytest.mark.parametrize(
    ("annotation", "shown"),
    [
        ("dict", "dict"),
        ("int", "int"),
        ("func.HttpRequest", "azure.functions.HttpRequest"),
        ("Optional[func.Context]", "Optional[func.Context]"),
        ("func.Context | None", "func.Context | None"),
        ("5", "5"),
    ],
)
def test_says_what_it_is_instead(annotation: str, shown: str) -> None:
    script = f"from typing import Optional\n{FUNC}def main(req, context: {annotation}): pass"
    assert said("FX213", script) == [
        f'3:24 parameter "context" is the invocation context and must be func.Context, not {shown}'
    ]


@pytest.mark.parametrize(
    "annotation",
    [
        "func.Context",
        "'func.Context'",
        "func._abc.Context",
        "Context",
        "unknown.Thing",
        "decimal.Context",
    ],
)
def test_any_class_of_that_name_will_do(annotation: str) -> None:
    script = (
        f"{FUNC}import decimal\nimport unknown\nclass Context: pass\n"
        f"def main(req, context: {annotation}): pass"
    )
    assert said("FX213", script) == []


def test_bound_context_is_like_any_other() -> None:
    script = "def main(context: dict): pass"
    assert said("FX213", script, bindings="context activityTrigger") == []
    assert said("FX213", "def main(req, ctx: dict): pass", bindings=HTTP) == []
