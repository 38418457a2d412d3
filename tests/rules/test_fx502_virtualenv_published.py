from __future__ import annotations

from functools import partial

import pytest

from tests.apps import codes, lint_files, overlay

told = partial(codes, ignore=("FX506",))  # which finds fault with many lines of these


@pytest.mark.parametrize(
    ("path", "lines", "expected"),
    [
        (".venv/pyvenv.cfg", None, ["FX502"]),
        (".venv/pyvenv.cfg", "", ["FX502"]),
        (".venv/pyvenv.cfg", "venv\n", ["FX502"]),
        (".venv/pyvenv.cfg", ".venv\n", []),
        (".venv/pyvenv.cfg", ".venv/\r\n", []),
        (".venv/pyvenv.cfg", ".*\n", []),
        (".venv/pyvenv.cfg", "*venv*", []),
        (".venv/pyvenv.cfg", ".venv/*", []),
        ("tools/env/pyvenv.cfg", "env", []),
        ("tools/env/pyvenv.cfg", "/env", ["FX502"]),
        ("pyvenv.cfg", None, []),
    ],
)
def test_lines(path: str, lines: str | None, expected: list[str]) -> None:
    files = overlay({path: "home = /usr/bin\n"})
    if lines is not None:
        files[".funcignore"] = lines.encode()
    assert told(files) == expected


def test_message() -> None:
    (found,) = lint_files(overlay({"tools/env/pyvenv.cfg": ""}))
    assert found.location.path == "tools/env/pyvenv.cfg"
    assert found.message == (
        'the virtual environment "tools/env" would be published: no line of .funcignore names it'
    )
    assert found.help == 'end .funcignore with a line "tools/env"'


def test_line_that_brings_it_back() -> None:
    files = overlay({".venv/pyvenv.cfg": "", ".funcignore": ".*\n!.venv\n"})
    (found,) = lint_files(files)
    assert (found.location.path, found.location.line) == (".funcignore", 2)
    assert '"!.venv" brings it back' in found.message
