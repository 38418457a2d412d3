from __future__ import annotations

from tests.rules.one_app import APP, said

REGISTER = "app.register_functions(bp)\n"
F = "@bp.route()\ndef f(req): pass\n"


def test_decorated_after_the_registration() -> None:
    script = f"{APP}bp = func.Blueprint()\n{REGISTER}{F}"
    assert said("FX726", script) == [
        '6:5 the function "f" is not there: its blueprint is registered before'
    ]


def test_decorated_before() -> None:
    assert said("FX726", f"{APP}bp = func.Blueprint()\n{F}{REGISTER}") == []


def test_blueprint_of_a_module() -> None:
    pages = f"import azure.functions as func\nbp = func.Blueprint()\n{F}"
    assert said("FX726", f"{APP}from pages import bp\n{REGISTER}", files={"pages.py": pages}) == []
