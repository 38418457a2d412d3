from __future__ import annotations

import pytest

from tests.rules.one_app import APP, said

BP = {"other.py": "import azure.functions as func\nbp = func.Blueprint()\n"}


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("import other\napp.register_functions(other)\n", "a module"),
        ("app.register_functions(app)\n", "a function app"),
        ("app.register_functions(func.FunctionApp())\n", "a function app"),
        ("app.register_blueprint(func.Blueprint)\n", "a class"),
    ],
)
def test_says_what_it_is(script: str, expected: str) -> None:
    (line,) = said("FX711", APP + script, files=BP)
    assert line.endswith(f" a Blueprint is registered, not {expected}")


@pytest.mark.parametrize(
    "script",
    [
        "import other\napp.register_functions(other.bp)\n",
        "from other import bp\napp.register_blueprint(bp)\n",
        "import azure.durable_functions as df\napp.register_functions(df.Blueprint())\n",
        "from somewhere import bp\napp.register_functions(bp)\n",
    ],
)
def test_blueprints(script: str) -> None:
    assert said("FX711", APP + script, files=BP) == []
