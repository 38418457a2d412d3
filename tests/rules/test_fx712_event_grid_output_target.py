from __future__ import annotations

import pytest

from tests.rules.one_app import APP, said


@pytest.mark.parametrize(
    ("arguments", "wrong"),
    [
        ("", True),
        ('topic_endpoint_uri="U"', True),
        ('topic_key_setting="K"', True),
        ('connection="C", topic_key_setting="K"', True),
        ('connection="C", topic_endpoint_uri="U", topic_key_setting="K"', True),
        ('connection="C"', False),
        ('topic_endpoint_uri="U", topic_key_setting="K"', False),
        ("connection=C", False),
        ("**OPTIONS", False),
    ],
)
def test_target(arguments: str, wrong: bool) -> None:
    script = f"""from somewhere import C, OPTIONS
{APP}@app.timer_trigger("t", "0 0 * * * *")
@app.event_grid_output("e", {arguments})
def f(t, e): pass
"""
    assert (
        said("FX712", script)
        == [
            "5:2 an Event Grid output needs either connection, or topic_endpoint_uri and topic_key_setting"
        ]
        * wrong
    )
