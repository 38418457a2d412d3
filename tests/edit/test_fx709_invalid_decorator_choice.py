"""Arguments of decorators that are right but for how they are written."""

from __future__ import annotations

import pytest

from tests.edit.fixing import fixed
from tests.edit.laws import SAFE

APP = """import azure.functions as func

app = func.FunctionApp({})


@app.route({})
def f(req):
    pass
"""


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (("", 'methods="GET"'), ("", 'methods=["GET"]')),
        (("", "'é', None, 'post'"), ("", "'é', None, 'post'")),
        (("", "methods='post'"), ("", "methods=['post']")),
        (('"anonymous"', ""), ('"ANONYMOUS"', "")),
        (("http_auth_level='Admin'", ""), ("http_auth_level='ADMIN'", "")),
        # what is meant is not for certain
        (("", 'methods="FETCH"'), ("", 'methods="FETCH"')),
        (("'nobody'", ""), ("'nobody'", "")),
    ],
)
def test_words(before: tuple[str, str], after: tuple[str, str]) -> None:
    left = {"function_app.py": APP.format(*after)} if after != before else {}
    assert fixed({"function_app.py": APP.format(*before)}, safeties=SAFE) == left
