from __future__ import annotations

from tests.rules.one_app import APP, HELLO, said


def test_two_triggers() -> None:
    script = '@app.timer_trigger("req", "0 0 * * * *")\n@app.route()\ndef f(req): pass\n'
    assert said("FX705", APP + script) == [
        '3:2 timer_trigger is a second trigger of "f", beside route'
    ]


def test_the_same_twice() -> None:
    script = '@app.route(route="a")\n@app.route(route="b")\ndef f(req): pass\n'
    assert said("FX705", APP + script) == ['3:2 route is a second trigger of "f", beside route']


def test_one_trigger_each() -> None:
    script = '@app.timer_trigger("req", "0 0 * * * *")\ndef g(req): pass\n'
    assert said("FX705", APP + HELLO + script) == []
