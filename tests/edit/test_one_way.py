"""A module is not loaded twice, once through `__app__`, by fixes that are called safe."""

from __future__ import annotations

import pytest

from fxpack.settings import Settings
from tests.apps import BASE
from tests.edit.fixing import fixed
from tests.edit.laws import SAFE

MAIN = "\n\ndef main(req):\n    pass\n"
APP = {
    "shared/__init__.py": "",
    "shared/db.py": "def get():\n    return 1\n",
    "names.py": "ANY = 1\n",
    "g/function.json": BASE["f/function.json"],
    "g/__init__.py": "def main(req):\n    pass\n",
}
OLD, NEW = "from __app__.shared import db" + MAIN, "from shared import db" + MAIN
PAIR = "try:\n    {}\nexcept ImportError:\n    {}\n"


@pytest.mark.parametrize(
    "other",
    [
        "from __app__.shared import db  # noqa: FX301",
        "import importlib\n\nX = importlib.import_module('__app__.shared.db')  # noqa: FX301",
        "from ..shared import db  # noqa: FX302",
        PAIR.format("from ..shared import db", "from shared import db"),
        # nobody knows what it takes
        "import __app__.shared\nX = vars(__app__)",
    ],
)
def test_an_import_that_stays(other: str) -> None:
    files = {**APP, "f/__init__.py": OLD, "g/__init__.py": other + MAIN}
    assert fixed(files, safeties=SAFE) == {}
    assert fixed(files) == {"f/__init__.py": NEW}


@pytest.mark.parametrize("select", ["FX301", "FX302"])
def test_what_is_not_selected_stays(select: str) -> None:
    files = {**APP, "f/__init__.py": OLD, "g/__init__.py": OLD.replace("__app__", ".")}
    settings = Settings(select=(select,))
    assert fixed(files, safeties=SAFE, settings=settings) == {}
    assert len(fixed(files, settings=settings)) == 1
    assert len(fixed(files, safeties=SAFE)) == 2


@pytest.mark.parametrize(
    "other",
    [
        "from __app__.names import ANY  # noqa: FX301",
        # the worker never comes there
        PAIR.format("from shared import db", "from __app__.shared import db  # noqa: FX301"),
        "import typing\n\nif typing.TYPE_CHECKING:\n    from __app__.shared import db  # noqa: FX301",
    ],
)
def test_an_import_that_makes_no_second_module(other: str) -> None:
    files = {**APP, "f/__init__.py": OLD, "g/__init__.py": other + MAIN}
    assert fixed(files, safeties=SAFE) == {"f/__init__.py": NEW}


def test_what_stays_with_another() -> None:
    """The file's other import stays with the one that is let be, and so do those of its module."""
    source = "from __app__ import names\n" + OLD
    files = {
        **APP,
        "f/__init__.py": source,
        "g/__init__.py": OLD,
        "shared/db.py": "import __app__.names as n  # noqa: FX301\n",
    }
    assert fixed(files, safeties=SAFE) == {}
    assert fixed(files) == {"f/__init__.py": f"import names\n{NEW}", "g/__init__.py": NEW}


@pytest.mark.parametrize(
    "climbing",
    [
        {"shared/__init__.py": "from ..names import ANY  # noqa: FX302\n"},
        {"shared/db.py": "from ..names import ANY  # noqa: FX302\n"},
        {"shared/db.py": "def get():\n    from .. import names  # noqa: FX302\n"},
        # the worker has another module of that name
        {"shared/db.py": "from ..queue import put\n", "queue.py": "put = 1\n"},
    ],
)
@pytest.mark.parametrize(
    "source",
    [
        OLD,
        "from ...shared import db" + MAIN,
        PAIR.format(OLD.split("\n")[0], "from shared import db") + MAIN,
        PAIR.format("from shared import db", OLD.split("\n")[0]) + MAIN,
    ],
)
def test_what_climbs_keeps_those_that_import_it(climbing: dict[str, str], source: str) -> None:
    """From the root it could not climb."""
    assert fixed({**APP, **climbing, "f/__init__.py": source}) == {}


def test_a_module_of_the_root_that_needs_the_package() -> None:
    files = {
        **APP,
        "settings.py": "from .names import ANY  # noqa: FX302, FX303\n",
        "f/__init__.py": "from __app__.settings import ANY" + MAIN,
    }
    assert fixed(files) == {}


def test_what_is_mended_with_an_error_does_not_stay() -> None:
    files = {
        **APP,
        "f/__init__.py": OLD,
        "g/__init__.py": "from ...shared import db" + MAIN,
    }
    assert fixed(files, safeties=SAFE) == {"f/__init__.py": NEW, "g/__init__.py": NEW}


TEST = "from __app__.shared import db\nfrom __app__.f import main\n"


def test_tests_change_with_the_app() -> None:
    """What they replace or catch is else in another module."""
    climbing = {"shared/db.py": "from ..names import ANY\n"}
    files = {**APP, **climbing, "f/__init__.py": OLD, "../tests/test_f.py": TEST}
    changed = fixed(files, safeties=SAFE)
    assert changed.keys() - {"../tests/conftest.py"} == files.keys() & changed.keys()
    assert changed["f/__init__.py"] == NEW
    assert changed["../tests/test_f.py"] == TEST.replace("__app__.", "")


@pytest.mark.parametrize(
    ("more", "is_safe"),
    [
        ({"../tests/test_f.py": TEST.replace("db", "db  # noqa: FX301")}, False),
        # from another function, so that the test could not import f
        ({"f/__init__.py": f"from ..g.models import M\n{OLD}", "g/models.py": "M = 1\n"}, False),
        # it takes no module that changes
        ({"../tests/test_f.py": "from __app__.f import main  # noqa: FX301\n"}, True),
    ],
)
def test_tests_that_stay(more: dict[str, str], is_safe: bool) -> None:
    files = {**APP, "f/__init__.py": OLD, "../tests/test_f.py": TEST, **more}
    assert ("f/__init__.py" in fixed(files, safeties=SAFE)) is is_safe
    assert NEW in fixed(files)["f/__init__.py"]


def test_what_a_function_runs_is_in_its_package() -> None:
    config = BASE["f/function.json"].replace("__init__.py", "../shared/entry.py")
    source = "from __app__.shared import db\nfrom __app__.names import ANY" + MAIN
    files = {**APP, "f/__init__.py (absent)": "", "f/function.json": config, "g/__init__.py": OLD}
    after = source.replace("__app__.shared", ".").replace("__app__.", "")
    assert fixed({**files, "shared/entry.py": source}, safeties=SAFE) == {"shared/entry.py": after}


@pytest.mark.parametrize("source", [OLD, "from __app__.g import main" + MAIN])
def test_the_module_of_a_function_keeps_its_name(source: str) -> None:
    lines = "import logging\n\nlogging.getLogger('__app__.g').setLevel(10)\n"
    files = {**APP, "f/__init__.py": lines + source}
    assert fixed(files) == {"f/__init__.py": lines + source.replace("__app__.", "")}
    assert bool(fixed(files, safeties=SAFE)) is (source == OLD)


def test_an_annotation_stays_with_what_it_means() -> None:
    source = "import __app__.shared.db\nX: '__app__.shared.db.T' = vars(__app__)"
    files = {**APP, "f/__init__.py": source + MAIN}
    assert fixed(files) == {}
    source = "import __app__.shared.db\nX: '__app__.shared.db.T' = __app__.shared.db.get()"
    files = {**APP, "f/__init__.py": source + MAIN}
    assert fixed(files) == {"f/__init__.py": source.replace("__app__.", "") + MAIN}


def test_an_error_waits_for_what_climbs_where_it_leads() -> None:
    files = {
        **APP,
        "f/__init__.py": "from ...shared import db" + MAIN,
        "g/__init__.py": "import __app__.names as n  # noqa: FX301" + MAIN,
        "shared/db.py": "from ..names import ANY\n",
    }
    assert fixed(files, safeties=SAFE) == {}
    assert fixed(files) == {"f/__init__.py": NEW, "shared/db.py": "from names import ANY\n"}
