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
        ("import shared.gone", "1:1 No module named 'shared.gone' in the app"),
        ("from shared.gone import x", "1:1 No module named 'shared.gone' in the app"),
        ("from .gone import x", "1:1 No module named 'gone' in the app"),
        ("import shared.greeting.x", "1:1 No module named 'shared.greeting.x' in the app"),
        (
            "from shared import gone",
            "1:20 cannot import name 'gone': shared/__init__.py has neither name nor module",
        ),
        (
            "from shared.greeting import gret",
            "1:29 cannot import name 'gret': shared/greeting.py has neither name nor module",
        ),
        (
            "from . import gone",
            "1:15 cannot import name 'gone': f/__init__.py has neither name nor module",
        ),
        (
            "from .. import gone",
            "1:16 cannot import name 'gone': the app's root has neither name nor module",
        ),
        ("from __app__.shared.gone import x", "1:1 No module named 'shared.gone' in the app"),
        (
            "try:\n    from shared import gone\nexcept ValueError:\n    pass",
            "2:24 cannot import name 'gone': shared/__init__.py has neither name nor module",
        ),
        (
            "try:\n    from shared import gone\nfinally:\n    pass",
            "2:24 cannot import name 'gone': shared/__init__.py has neither name nor module",
        ),
    ],
)
def test_says_what_is_not_there(script: str, expected: str) -> None:
    assert said("FX307", script + MAIN, files=SHARED) == [expected]


@pytest.mark.parametrize(
    "script",
    [
        "from shared import greet, greeting",
        "import shared.greeting",
        "def main(req): pass\nfrom . import main as other",
        "def f():\n    import shared.gone",
        "try:\n    import shared.gone\nexcept ImportError:\n    pass",
        "try:\n    import shared.gone\nexcept Exception:\n    pass",
        "import contextlib\nwith contextlib.suppress(ImportError):\n    import shared.gone",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from shared import gone",
        "import sys\nif sys.platform == 'win32':\n    from shared import gone",
        "import os\nif os.environ.get('A'):\n    from shared import gone",
        "from shared.__init__ import greet",
        "from shared import __path__, __name__, __doc__",
    ],
)
def test_what_may_be_there_is_silent(script: str) -> None:
    assert said("FX307", script + MAIN, files=SHARED) == []


@pytest.mark.parametrize(
    "init",
    [
        "def __getattr__(name): return 1\n",
        "globals()['gone'] = 1\n",
        "from somewhere import *\n",
        "import sys\nsys.modules[__name__] = object()\n",
        "try:\n    from .fast import gone\nexcept ImportError:\n    gone = None\n",
        "for gone in range(2): pass\n",
        "exec('gone = 1')\n",
    ],
)
def test_modules_that_may_make_the_name(init: str) -> None:
    assert said("FX307", "from shared import gone" + MAIN, files={"shared/__init__.py": init}) == []


def test_compiled_modules_are_there() -> None:
    files = {"shared/__init__.py": "", "shared/fast.cpython-312-x86_64-linux-gnu.so": ""}
    assert (
        said("FX307", "from shared.fast import x\nfrom shared import fast" + MAIN, files=files)
        == []
    )


CIRCLE = {"shared/__init__.py": "", "shared/a.py": "from shared.b import B\nA = 1\n"}


@pytest.mark.parametrize("back", ["from shared.a import A", "from . import a\nfrom .a import A"])
def test_circular_import(back: str) -> None:
    files = {**CIRCLE, "shared/b.py": f"{back}\nB = 1\n"}
    (found,) = said("FX307", "from shared.a import A" + MAIN, files=files)
    assert found.endswith(
        " cannot import name 'A': shared/a.py imports this file before it has that name"
    )


@pytest.mark.parametrize(
    "back",
    [
        "import shared.a",
        "from shared import a",
        "def f():\n    from shared.a import A",
        "try:\n    from shared.a import A\nexcept ImportError:\n    A = None",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from shared.a import A",
    ],
)
def test_circle_that_works(back: str) -> None:
    files = {**CIRCLE, "shared/b.py": f"{back}\nB = 1\n"}
    assert said("FX307", "from shared.a import A" + MAIN, files=files) == []


def test_circle_that_another_function_enters_at_a_better_place() -> None:
    files = {**CIRCLE, "shared/b.py": "import shared.a\nB = 1\n"}
    assert len(said("FX307", "import shared.b" + MAIN, files=files)) == 1
    files["g/function.json"] = '{"bindings": [{"name": "req", "type": "httpTrigger"}]}'
    files["g/__init__.py"] = "import shared.a" + MAIN
    assert said("FX307", "import shared.b" + MAIN, files=files) == []


def test_circle_through_the_function_itself() -> None:
    assert said(
        "FX307",
        "from .helper import x" + MAIN,
        files={"f/helper.py": "from . import main\nx = 1\n"},
    ) == [
        (
            "f/helper.py:1:15 cannot import name 'main': f/__init__.py imports this file before it has "
            "that name"
        )
    ]


def test_file_that_a_requirement_may_hide() -> None:
    files = {"requests.py": "", "requirements.txt": "azure-functions-durable\n"}
    assert said("FX307", "from requests import get" + MAIN, files=files) == []
    assert said("FX210", "import requests\nrequests.get" + MAIN, files=files) == []


ORDERS = "import shared.prices\nTAX = 1\nTOTAL = shared.prices.PRICE + TAX\n"


@pytest.mark.parametrize(
    "back",
    [
        "import shared.orders\nPRICE = shared.orders.TAX\n",
        "from shared import orders\nPRICE = orders.TAX\n",
        "import shared.orders as orders\nPRICE = 1 + orders.TAX\n",
    ],
)
def test_circle_of_attributes(back: str) -> None:
    files = {"shared/__init__.py": "", "shared/orders.py": ORDERS, "shared/prices.py": back}
    (found,) = said("FX307", "import shared.orders" + MAIN, files=files)
    assert found.startswith("shared/prices.py:2:")
    assert found.endswith("'TAX': shared/orders.py imports this file before it has that name")


@pytest.mark.parametrize(
    "back",
    [
        "import shared.orders\ndef price(): return shared.orders.TAX\nPRICE = 1\n",
        "import shared.orders\ntry:\n    PRICE = shared.orders.TAX\nexcept Exception:\n    PRICE = 1\n",
        "import shared.orders\nPRICE = 1\nprint(shared.orders.__name__)\n",
        "import shared.orders, shared.late\nPRICE = shared.late.X\n",
    ],
)
def test_circle_of_attributes_that_works(back: str) -> None:
    files = {
        "shared/__init__.py": "",
        "shared/orders.py": ORDERS,
        "shared/prices.py": back,
        "shared/late.py": "X = 1\n",
    }
    assert said("FX307", "import shared.orders" + MAIN, files=files) == []
