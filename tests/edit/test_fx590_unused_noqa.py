"""Comments that silence nothing go, code by code."""

from __future__ import annotations

import pytest

from fxpack.settings import Settings
from tests.edit.fixing import fixed
from tests.edit.laws import SAFE

ON = Settings(select=("FX590", "FX2"))
SCRIPT = "import azure.functions as func\n\n\ndef main(req: func.HttpRequest):{}\n    return 'é'\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("  # noqa: FX211", ""),
        ("  # a # noqa: FX211  ", "  # a  "),
        ("  # noqa: E501, FX211,FX212", "  # noqa: E501"),
        ("  # NOQA:FX211 FX999 E501 W1", "  # NOQA: E501, W1"),
        ("\n    # noqa: FX211\r", ""),
        # what it says besides would be taken for code
        ("  # noqa: FX211 because of that", "  # noqa: FX211 because of that"),
        ("  # noqa", "  # noqa"),
    ],
)
def test_comment(before: str, after: str) -> None:
    left = {"f/__init__.py": SCRIPT.format(after)} if after != before else {}
    assert fixed({"f/__init__.py": SCRIPT.format(before)}, settings=ON, safeties=SAFE) == left


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('{"version": "2.0" // noqa: FX211\n}', '{"version": "2.0"\n}'),
        ('{"version": "2.0" /* noqa: FX211 */}', '{"version": "2.0" /* noqa: FX211 */}'),
    ],
)
def test_comment_in_json(before: str, after: str) -> None:
    left = {"host.json": after} if after != before else {}
    assert fixed({"host.json": before}, settings=ON) == left


def test_comment_in_requirements() -> None:
    lines = "azure-functions  # noqa: FX211\n"
    files = fixed({"requirements.txt": lines}, settings=ON)
    assert files == {"requirements.txt": "azure-functions\n"}
