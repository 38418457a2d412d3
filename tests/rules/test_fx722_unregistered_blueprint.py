from __future__ import annotations

import pytest

from tests.rules.one_app import APP, HELLO, said

BP = "import azure.functions as func\nbp = func.Blueprint()\n@bp.route()\ndef f(req): pass\n"


def test_imported_and_not_registered() -> None:
    script = APP + HELLO + "from pages import bp\n"
    assert said("FX722", script, files={"pages.py": BP}) == [
        'pages.py:2:6 the blueprint "bp" is never registered, so its function is not there'
    ]


def test_beside_the_app() -> None:
    script = APP + HELLO + BP + "@bp.route()\ndef g(req): pass\n"
    assert said("FX722", script) == [
        '6:6 the blueprint "bp" is never registered, so its 2 functions are not there'
    ]


@pytest.mark.parametrize(
    "script",
    [
        "from pages import bp\napp.register_functions(bp)\n",
        "import pages\napp.register_blueprint(pages.bp)\n",
        "import pages\nfor module in [pages]:\n    app.register_functions(module.bp)\n",
        "import pages\nimport somewhere\nsomewhere.register(app, pages)\n",
        "import pages\nfor each in vars(pages).values():\n    app.register_functions(each)\n",
        "from pages import bp as b\ndef join(a):\n    a.register_functions(b)\njoin(app)\n",
        "",
        "empty = func.Blueprint()\n",
    ],
)
def test_what_is_or_may_be_registered(script: str) -> None:
    assert said("FX722", APP + HELLO + script, files={"pages.py": BP}) == []


def test_flask_has_blueprints_too() -> None:
    pages = "from flask import Blueprint\nbp = Blueprint('a', __name__)\n@bp.route('/')\ndef f(): pass\n"
    assert said("FX722", APP + HELLO + "from pages import bp\n", files={"pages.py": pages}) == []
