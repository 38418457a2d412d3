from __future__ import annotations

from tests.rules.one_app import DURABLE, said

CLIENT = '@app.durable_client_input(client_name="client")\n'


def test_ordinary_function() -> None:
    script = f"@app.route()\n{CLIENT}def f(req, client): pass\n"
    assert said("FX728", DURABLE + script) == [
        '6:5 function "f" has a durable client and is not async: every call fails'
    ]


def test_async_function() -> None:
    script = f"@app.route()\n{CLIENT}async def f(req, client): pass\n"
    assert said("FX728", DURABLE + script) == []


def test_what_another_decorator_makes_of_it() -> None:
    script = f"from somewhere import d\n@app.route()\n{CLIENT}@d\ndef f(req, client): pass\n"
    assert said("FX728", DURABLE + script) == []
