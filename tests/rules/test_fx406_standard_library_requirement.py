from __future__ import annotations

import pytest

from tests.rules.one_requirements import said

CODE = "FX406"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("uuid", "Python 3.12 brings uuid, and the distribution uuid comes before it"),
        ("Typing==3.7.4.3", "Python 3.12 brings typing, and the distribution typing comes before"),
        ("enum34", "Python 3.12 brings enum, and the distribution enum34 comes before it"),
        ("dataclasses>=0.6", "Python 3.12 brings dataclasses, and the distribution dataclasses"),
        ("email", "Python 3.12 brings email, and the distribution email cannot be installed"),
        ("asyncio", "Python 3.12 brings asyncio, and the distribution asyncio does not bring it"),
        ("datetime", "Python 3.12 brings datetime, and the distribution datetime does not bring"),
    ],
)
def test_said(line: str, expected: str) -> None:
    (found,) = said(CODE, f"azure-functions\n{line}\n")
    assert found.startswith(f"2 {expected}")


@pytest.mark.parametrize(
    "line",
    [
        "DateTime==5.5",
        "configparser",
        "typing-extensions",
        "importlib-metadata",
        "dataclasses; python_version < '3.7'",
        "enum34; python_version < '3.4'",
        "uuid @ https://example.com/uuid-1.0-py3-none-any.whl",
        "# uuid",
        "uuid6",
        "python-dateutil",
    ],
)
def test_right(line: str) -> None:
    assert said(CODE, f"azure-functions\n{line}\n") == []
