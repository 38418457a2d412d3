from __future__ import annotations

import pytest

from tests.rules.one_script import HTTP, said

BINDINGS = f"{HTTP}, msg queue out"
HEAD = "import azure.functions as func\nfrom unknown import Thing\nclass Mine(func.Out): pass\n"


@pytest.mark.parametrize(
    "annotation", ["str", "func.QueueMessage", "Mine", "'str'", "list", "None"]
)
def test_says_what_it_is_instead(annotation: str) -> None:
    found = said("FX224", f"{HEAD}def main(req, msg: {annotation}): pass", bindings=BINDINGS)
    assert len(found) == 1
    assert found[0].startswith('4:20 binding "msg" has direction "out", but its annotation is ')


def test_message() -> None:
    assert said("FX224", "def main(req, msg: str): pass", bindings=BINDINGS) == [
        '1:20 binding "msg" has direction "out", but its annotation is str'
    ]


@pytest.mark.parametrize("annotation", ["func.Out[str]", "Thing", "Thing[str]", "func.Out['str']"])
def test_what_may_be_out_is_silent(annotation: str) -> None:
    script = f"{HEAD}def main(req, msg: {annotation}): pass"
    assert said("FX224", script, bindings=BINDINGS) == []
    assert said("FX224", "def main(req, msg): pass", bindings=BINDINGS) == []


def test_alias_and_letter_case_of_the_direction() -> None:
    script = f"{HEAD}Text = func.Out[str]\ndef main(req, msg: Text): pass"
    assert said("FX224", script, bindings=BINDINGS) == []
    assert (
        len(said("FX224", "def main(req, msg: str): pass", bindings=f"{HTTP}, msg queue OUT")) == 1
    )
