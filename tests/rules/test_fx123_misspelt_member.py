from __future__ import annotations

import pytest

from tests.rules.one_function import OUT, REQ, codes_of, said


@pytest.mark.parametrize(
    ("name", "right"),
    [
        ("scriptfile", "scriptFile"),
        ("ScriptFile", "scriptFile"),
        ("script_file", "scriptFile"),
        ("entrypoint", "entryPoint"),
        ("entry-point", "entryPoint"),
        ("Retry", "retry"),
        ("Bindings", "bindings"),
    ],
)
def test_misspelt(name: str, right: str) -> None:
    text = f'{{"bindings": [{{"name": "req", "type": "httpTrigger"}}],\n"{name}": null}}'
    assert said("FX123", text) == [
        f'2:1 the member "{name}" is not read: its name must be "{right}"'
    ]


@pytest.mark.parametrize(
    "name", ["scriptFile", "disabled", "Disabled", "configurationSource", "$schema", "scriptFiles"]
)
def test_right_or_unknown(name: str) -> None:
    assert said("FX123", {"bindings": [REQ, OUT], name: None}) == []


def test_bindings_without_bindings_are_another_rule() -> None:
    assert codes_of({"Bindings": [REQ, OUT]}) == ["FX102"]
