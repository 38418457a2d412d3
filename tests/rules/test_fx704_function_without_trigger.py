from __future__ import annotations

import pytest

from tests.rules.one_app import APP, HELLO, said

OUT = '@app.queue_output("msg", queue_name="q", connection="C")\n'


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        (OUT + "def f(msg): pass\n", '4:5 function "f" has no trigger'),
        ('@app.function_name("g")\ndef f(msg): pass\n', '4:5 function "g" has no trigger'),
        (
            (
                '@app.retry(strategy="fixed_delay", max_retry_count="3", delay_interval="00:00:10")\n'
                "def f(): pass\n"
            ),
            '4:5 function "f" has no trigger',
        ),
    ],
)
def test_without_a_trigger(script: str, expected: str) -> None:
    assert said("FX704", APP + script) == [expected]


def test_a_wrapping_decorator_between() -> None:
    wraps = "import functools\ndef d(f):\n    @functools.wraps(f)\n    def w(*a, **k): return f(*a, **k)\n"
    wraps += "    return w\n"
    between = f"@app.route()\n@d\n{OUT}def f(req, msg): pass\n"
    assert len(said("FX704", APP + wraps + "    return w\n" + between)) == 1


@pytest.mark.parametrize(
    "script",
    [
        HELLO,
        f"@app.route()\n{OUT}def f(req, msg): pass\n",
        f"{OUT}@app.route()\ndef f(req, msg): pass\n",
        f"def d(f): return f\n@app.route()\n@d\n{OUT}def f(req, msg): pass\n",
        f"from somewhere import d\n@app.route()\n@d\n{OUT}def f(req, msg): pass\n",
        '@app.generic_trigger("t", type="sthTrigger")\ndef f(t): pass\n',
        "bp = func.Blueprint()\n@bp.function_name('f')\ndef f(): pass\n",
    ],
)
def test_with_a_trigger(script: str) -> None:
    assert said("FX704", APP + script) == []
