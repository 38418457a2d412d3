from __future__ import annotations

from pathlib import Path

import pytest

from tests.archives import check_app, codes


def test_message(tmp_path: Path) -> None:
    (found,) = check_app(tmp_path, {"Docs/a.txt": "", "docs/a.txt": ""})
    assert (found.code, found.severity) == ("FX904", "warning")
    assert found.message == '"Docs" and "docs" are one on a disk that ignores letter case'


@pytest.mark.parametrize(
    "names",
    [
        ["a/X", "b/x"],
        [".python_packages/lib/site-packages/p/A", ".python_packages/lib/site-packages/p/a"],
    ],
)
def test_different_names_and_packages_that_nobody_here_can_mend(
    names: list[str], tmp_path: Path
) -> None:
    assert codes(tmp_path, dict.fromkeys(names, "")) == []
