"""Names that differ in case or underscores become one; it is for someone to look at."""

from __future__ import annotations

import pytest

from tests.edit.fixing import fixed

SAFE = frozenset({"safe"})


def app(binding: str, source: str) -> dict[str, str]:
    config = f"""{{"bindings": [
  {{"name": "{binding}", "type": "httpTrigger", "direction": "in"}},  // comment
  {{"name": "$return", "type": "http", "direction": "out"}}
]}}"""
    return {"f/function.json": config, "f/__init__.py": source}


@pytest.mark.parametrize(
    ("binding", "parameter"), [("Req", "req"), ("myreq", "myReq"), ("REQ", "req")]
)
def test_the_binding_is_renamed(binding: str, parameter: str) -> None:
    before = app(binding, f"def main({parameter}):\n    return 'a'\n")
    after = app(parameter, "")["f/function.json"]
    assert fixed(before) == {"f/function.json": after}
    assert fixed(before, safeties=SAFE) == {}


def test_the_parameter_is_renamed_where_the_name_has_underscores() -> None:
    source = '''import logging


def main(my_req):
    """my_req is a request."""
    def inner():
        return my_req.x, other(my_req=1)

    logging.info(f"{my_req}", [my_req for my_req in (1,)])
    return inner.my_req
'''
    after = '''import logging


def main(myReq):
    """my_req is a request."""
    def inner():
        return myReq.x, other(my_req=1)

    logging.info(f"{myReq}", [my_req for my_req in (1,)])
    return inner.my_req
'''
    assert fixed(app("myReq", source)) == {"f/__init__.py": after}


@pytest.mark.parametrize(
    ("binding", "source"),
    [
        ("order", "def main(req):\n    pass\n"),
        ("myReq", "def main(my_req):\n    myReq = 1\n    return myReq\n"),
    ],
)
def test_left(binding: str, source: str) -> None:
    assert fixed(app(binding, source)) == {}
