"""`$return` becomes an output, which is all that it can be."""

from __future__ import annotations

import pytest

from tests.edit.fixing import fixed
from tests.edit.laws import SAFE

REQ = '{"name": "req", "type": "httpTrigger", "direction": "in"}'


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            '{"name": "$return", "type": "http", "direction": "in"}',
            '{"name": "$return", "type": "http", "direction": "out"}',
        ),
        (
            '{"name": "$return", "Direction": "In", "type": "http"}',
            '{"name": "$return", "Direction": "out", "type": "http"}',
        ),
        (
            '{\n    "name": "$return", // é\n    "type": "http"\n  }',
            '{\n    "name": "$return", // é\n    "type": "http",\n    "direction": "out"\n  }',
        ),
    ],
)
def test_direction(before: str, after: str) -> None:
    config = f'{{"bindings": [{REQ},\n  {before}]}}'
    files = fixed({"f/function.json": config}, safeties=SAFE)
    assert files == {"f/function.json": config.replace(before, after)}


def test_which_of_two_counts_is_not_asked() -> None:
    wrong = '{"name": "$return", "type": "http", "direction": "in", "Direction": "inout"}'
    assert fixed({"f/function.json": f'{{"bindings": [{REQ}, {wrong}]}}'}) == {}


def test_of_decorators_is_left() -> None:
    script = (
        "import azure.functions as func\n\napp = func.FunctionApp()\n\n\n"
        '@app.route()\n@app.blob_input(arg_name="$return", path="a/b", connection="X")\n'
        "def f(req):\n    pass\n"
    )
    assert fixed({"function_app.py": script}) == {}
