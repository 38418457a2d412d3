from __future__ import annotations

from functools import partial

import pytest

from tests.apps import codes, lint_files, overlay

told = partial(codes, ignore=("FX506",))  # which finds fault with many lines of these


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("host.json", ["FX504"]),
        ("/host.json", ["FX504"]),
        ("h*", ["FX504"]),
        ("host.json\n!host.json", []),
        ("host.json/", []),
        ("f/host.json", []),
        ("local.settings.json", []),
    ],
)
def test_lines(lines: str, expected: list[str]) -> None:
    assert told(overlay({".funcignore": lines})) == expected


def test_not_where_there_is_none() -> None:
    files = overlay({".funcignore": "host.json", "host.json (absent)": ""})
    assert "FX504" not in told(files)


def test_message() -> None:
    (found,) = lint_files(overlay({".funcignore": "a\nhost.*  \n"}))
    assert (found.location.path, found.location.line) == (".funcignore", 2)
    assert found.message == '"host.*" leaves out host.json, so Azure will find no functions'
