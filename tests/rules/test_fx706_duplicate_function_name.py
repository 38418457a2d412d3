from __future__ import annotations

import pytest

from tests.rules.one_app import APP, HELLO, said

BP = "bp = func.Blueprint()\n@bp.route()\ndef hello(req): pass\n"


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        (HELLO + HELLO, '6:5 the name "hello" is that of the function at function_app.py:4 too'),
        (
            HELLO + '@app.function_name("hello")\n@app.route()\ndef g(req): pass\n',
            '5:20 the name "hello" is that of the function at function_app.py:4 too',
        ),
        (
            HELLO + BP + "app.register_functions(bp)\n",
            '7:5 the name "hello" is that of the function at function_app.py:4 too',
        ),
        (
            BP + "app.register_functions(bp)\napp.register_blueprint(bp)\n",
            '5:5 the name "hello" is taken: its blueprint is registered twice',
        ),
        (
            "for i in range(2):\n    @app.route()\n    def hello(req): pass\n",
            '5:9 the name "hello" is taken: the decorator runs once a round of a loop',
        ),
    ],
)
def test_says_why(script: str, expected: str) -> None:
    assert said("FX706", APP + script) == [expected]


@pytest.mark.parametrize(
    "script",
    [
        HELLO + '@app.function_name("other")\n' + HELLO,
        HELLO + "@app.route()\ndef Hello(req): pass\n",
        HELLO + BP,
        (
            "import os\nif os.name:\n    @app.route()\n    def hello(req): pass\nelse:\n    @app.route()\n"
            "    def hello(req): pass\n"
        ),
        "for n in ['a', 'b']:\n    @app.function_name(n)\n    @app.route()\n    def hello(req): pass\n",
        "import os\n@app.function_name(os.environ['N'])\n" + HELLO + HELLO,
        (
            "try:\n    from x import y\n    @app.route()\n    def hello(req): pass\nexcept ImportError:\n"
            "    @app.route()\n    def hello(req): pass\n"
        ),
    ],
)
def test_names_that_may_differ(script: str) -> None:
    assert said("FX706", APP + script) == []
