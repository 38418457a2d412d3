from __future__ import annotations

import pytest

from tests.rules.one_script import said

MAIN = "\ndef main(req): pass\n"


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        (
            "import azure.functions as func\nx = func.HttpReqest",
            '2:5 module azure.functions has no attribute "HttpReqest" on Python 3.12',
        ),
        (
            "import json\nx = json.laods('{}')",
            '2:5 module json has no attribute "laods" on Python 3.12',
        ),
        (
            "from azure import functions\n@functions.decorate\ndef x(): pass",
            '2:2 module azure.functions has no attribute "decorate" on Python 3.12',
        ),
    ],
)
def test_says_what_the_module_lacks(script: str, expected: str) -> None:
    assert said("FX210", script + MAIN) == [expected]


@pytest.mark.parametrize(
    "script",
    [
        "import json\nx = json.loads",
        "import json\ndef f(): return json.laods",
        "try:\n    import json\n    x = json.laods\nexcept AttributeError:\n    pass",
        "import json\njson.mine = 1\nx = json.mine",
        "import os\nx = os.path.join, os.environ, os.sep",
        "import numpy\nx = numpy.nothing",
        "import sys\nx = sys.frozen if hasattr(sys, 'frozen') else None",
        "import azure.functions as func\nx = func.decorators.core, func.http, func.__version__",
        "import logging\nlogging.basicConfig()\nx = logging.WARN",
    ],
)
def test_what_may_be_there_is_silent(script: str) -> None:
    assert said("FX210", script + MAIN) == []


def test_goes_by_the_target() -> None:
    script = "import datetime\nx = datetime.UTC" + MAIN
    assert len(said("FX210", script, python=(3, 10))) == 1
    assert said("FX210", script, python=(3, 11)) == []


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("import config\nx = config.VALEU", '2:5 module config.py has no attribute "VALEU"'),
        (
            "from shared import config\nprint(config.GONE)",
            '2:7 module shared/config.py has no attribute "GONE"',
        ),
        (
            "import shared.config\nshared.config.GONE",
            '2:1 module shared/config.py has no attribute "GONE"',
        ),
        ("import os\nos.path.joni", '2:1 module os.path has no attribute "joni" on Python 3.12'),
    ],
)
def test_modules_of_the_app(script: str, expected: str) -> None:
    files = {"config.py": "VALUE = 1\n", "shared/__init__.py": "", "shared/config.py": ""}
    assert said("FX210", script + MAIN, files=files) == [expected]


@pytest.mark.parametrize(
    ("script", "config"),
    [
        ("config.VALUE", "VALUE = 1"),
        ("config.sub", ""),
        ("config.VALUE", "import os\nif os.environ.get('A'):\n    VALUE = 1"),
        ("config.VALUE", "from somewhere import *"),
        ("config.VALUE", "def __getattr__(name): return 1"),
        ("config.VALUE", "def init():\n    global VALUE\n    VALUE = 1"),
        ("config.VALUE = 1\nconfig.VALUE", ""),
        ("setattr(config, 'VALUE', 1)\nconfig.VALUE", ""),
        ("config.__name__, config.__file__, config.__path__", ""),
        ("lambda: config.VALUE", ""),
    ],
)
def test_names_that_modules_of_the_app_may_have(script: str, config: str) -> None:
    files = {"config/__init__.py": f"{config}\n", "config/sub.py": ""}
    assert said("FX210", f"import config\n{script}{MAIN}", files=files) == []
