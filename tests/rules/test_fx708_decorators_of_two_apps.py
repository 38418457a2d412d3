from __future__ import annotations

from tests.rules.one_app import APP, HELLO, said

BP = "bp = func.Blueprint()\n"


def test_upper_decorator_of_an_empty_blueprint() -> None:
    script = f'{BP}@bp.function_name("g")\n{HELLO}'
    assert said("FX708", APP + script) == [
        '4:2 "bp" is not the FunctionApp of the decorators below'
    ]


def test_one_owner() -> None:
    script = f"{BP}@bp.route()\ndef f(req): pass\n{HELLO}"
    assert said("FX708", APP + script) == []
