from __future__ import annotations

import pytest

from tests.rules.one_script import HTTP, said

BINDINGS = f"{HTTP}, msg queue out"


@pytest.mark.parametrize("out", ["func.Out", "Out", "'func.Out'", "Mine.Out"])
def test_says_which_binding(out: str) -> None:
    script = (
        "import azure.functions as func\nfrom azure.functions import Out\n"
        f"class Mine:\n    class Out: pass\ndef main(req, msg: {out}): pass"
    )
    (found,) = said("FX222", script, bindings=BINDINGS)
    assert found.startswith('5:20 binding "msg" has')


@pytest.mark.parametrize(
    "out", ["func.Out[str]", "func.Out['str']", "unknown.Out", "func.Out[unknown.Thing]", "None"]
)
def test_what_names_its_type_is_silent(out: str) -> None:
    script = f"import azure.functions as func\nimport unknown\ndef main(req, msg: {out}): pass"
    assert said("FX222", script, bindings=BINDINGS) == []
