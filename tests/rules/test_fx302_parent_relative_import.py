from __future__ import annotations

import pytest

from tests.rules.one_script import said

SHARED = {
    "shared/__init__.py": "from .greeting import greet\n",
    "shared/greeting.py": "def greet(): pass\n",
}
MAIN = "\ndef main(req): pass\n"


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("from ..shared import greet", "1:1 `from ..shared import greet`"),
        ("from .. import shared", "1:1 `from .. import shared`"),
        ("def f():\n    from ..shared import greet", "2:5 `from ..shared import greet`"),
    ],
)
def test_says_what_is_imported(script: str, expected: str) -> None:
    found = said("FX302", script + MAIN, files=SHARED)
    assert found == [f"{expected} leaves the function's folder, which is deprecated"]


@pytest.mark.parametrize("dots", ["...", "...."])
def test_a_function_that_climbs_above_the_app_fails_when_it_is_called(dots: str) -> None:
    script = f"def f():\n    from {dots}shared import greet\n"
    assert said("FX302", script + MAIN, files=SHARED) == [
        f"2:5 `from {dots}shared import greet` climbs above the app and fails when it runs"
    ]


@pytest.mark.parametrize(
    "script",
    [
        "def f():\n    try:\n        from ...shared import greet\n    except ImportError:\n        pass",
        (
            "from typing import TYPE_CHECKING\n\n\ndef f():\n    if TYPE_CHECKING:\n"
            "        from ...shared import greet"
        ),
    ],
)
def test_a_function_that_may_climb(script: str) -> None:
    assert said("FX302", script + MAIN, files=SHARED) == []


def test_deeper_file_of_the_function() -> None:
    files = {
        **SHARED,
        "f/sub/__init__.py": "from ...shared import greet\nfrom .. import helper\n",
        "f/helper.py": "",
    }
    assert said("FX302", "from . import sub" + MAIN, files=files) == [
        (
            "f/sub/__init__.py:1:1 `from ...shared import greet` leaves the function's folder, "
            "which is deprecated"
        )
    ]


@pytest.mark.parametrize(
    "script", ["from shared import greet", "from . import helper", "from .helper import x"]
)
def test_imports_of_the_folder_are_fine(script: str) -> None:
    assert said("FX302", script + MAIN, files={**SHARED, "f/helper.py": "x = 1\n"}) == []


def test_packages_of_the_root_may_climb_within() -> None:
    files = {
        "shared/__init__.py": "",
        "shared/deep/__init__.py": "from ..x import y\n",
        "shared/x.py": "y = 1\n",
    }
    assert said("FX302", "import shared.deep" + MAIN, files=files) == []


def test_test_files_are_not_meant() -> None:
    assert said("FX302", MAIN, files={"tests/test_f.py": "from ..f import main\n"}) == []


def test_pair_with_a_fallback_is_meant_as_it_is() -> None:
    script = (
        "try:\n    from ..shared import greet\nexcept ImportError:\n    from shared import greet"
    )
    assert said("FX302", script + MAIN, files=SHARED) == []


ROOT = {"settings.py": "from .names import X\n", "names.py": "X = 1\n"}


@pytest.mark.parametrize(
    "script",
    [
        "from __app__.settings import X",
        "from __app__ import settings",
        "import __app__.settings",
        "from ..settings import X",
        "from .. import settings",
    ],
)
def test_a_module_of_the_root_has_a_package_by_that_name_only(script: str) -> None:
    assert (
        "settings.py:1:1 `from .names import X` needs the package __app__, which is deprecated"
        in (said("FX302", script + MAIN, files=ROOT))
    )


@pytest.mark.parametrize("script", ["import names", "from settings import X"])
def test_a_module_of_the_root_that_is_not_imported_so(script: str) -> None:
    assert [each for each in said("FX302", script + MAIN, files=ROOT) if "names" in each] == []
