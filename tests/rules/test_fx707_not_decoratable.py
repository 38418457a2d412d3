from __future__ import annotations

import pytest

from tests.rules.one_app import APP, HELLO, said


@pytest.mark.parametrize(
    "script",
    [
        "import functools\ndef f(a, req): pass\napp.route()(functools.partial(f, 1))\n",
        'app.route()("hello")\n',
        "app.route()(None)\n",
        "import datetime\napp.route()(datetime)\n",
    ],
)
def test_what_cannot_be_a_function(script: str) -> None:
    (line,) = said("FX707", APP + script)
    assert line.endswith(" cannot be made a function of the app")


@pytest.mark.parametrize(
    "script",
    [
        HELLO,
        "app.route()(lambda req: None)\n",
        "class C:\n    def __init__(self, req): pass\napp.route()(C)\n",
        "from somewhere import f\napp.route()(f)\n",
    ],
)
def test_what_can_be_called(script: str) -> None:
    assert said("FX707", APP + script) == []
