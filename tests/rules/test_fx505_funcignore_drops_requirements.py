from __future__ import annotations

from functools import partial

import pytest

from tests.apps import codes, lint_files, overlay

told = partial(codes, ignore=("FX506",))  # which finds fault with many lines of these


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("*.txt", ["FX505"]),
        ("requirements.txt", ["FX505"]),
        ("requirements*", ["FX505"]),
        ("*.txt\n!requirements.txt", []),
        ("requirements-dev.txt", []),
        ("requirements", []),
        ("requirements.txt/", []),
    ],
)
def test_lines(lines: str, expected: list[str]) -> None:
    assert told(overlay({".funcignore": lines})) == expected


def test_not_where_there_is_none() -> None:
    files = overlay({".funcignore": "*.txt", "requirements.txt (absent)": ""})
    assert "FX505" not in told(files)


def test_message() -> None:
    (found,) = lint_files(overlay({".funcignore": "*.txt"}))
    assert (found.location.path, found.location.line) == (".funcignore", 1)
    assert found.message == (
        '"*.txt" leaves out requirements.txt, so a remote build installs no packages'
    )
