"""Relative imports: those that climb become absolute, siblings become relative."""

from __future__ import annotations

import pytest

from tests.edit.fixing import fixed

MAIN = "\n\ndef main(req):\n    pass\n"
AROUND = {
    "shared/__init__.py": "",
    "shared/db.py": "def get():\n    return 1\n",
    "names.py": "ANY = 1\n",
    "f/helper.py": "HELP = 1\n",
    "f/inner/__init__.py": "IN = 1\n",
    "json_.py": "",
}

CLIMBING = [
    ("from ..shared import db", "from shared import db"),
    ("from ..shared.db import get as g", "from shared.db import get as g"),
    ("from .. import shared, names as n", "import shared, names as n"),
    ("from .. shared import (\n    db,  # why\n)", "from shared import (\n    db,  # why\n)"),
    ("from ..names import *", "from names import *"),
    ("from ...shared import db", "from shared import db"),
    ("from .... import names", "import names"),
    (
        "def later():\n    from ...shared import db\n    return db",
        "def later():\n    from shared import db\n    return db",
    ),
]


@pytest.mark.parametrize(("before", "after"), CLIMBING)
def test_from_above(before: str, after: str) -> None:
    files = fixed({**AROUND, "f/__init__.py": before + MAIN})
    assert files == {"f/__init__.py": after + MAIN}


@pytest.mark.parametrize(
    "source",
    [
        # another module has the name, so that an absolute import finds that one
        "from ..queue import put",
        "from ..six import moves",
        # there is no such module
        "from ..nowhere import x",
        "from ...shared import nothing",
        "from ...shared.nothing import X",
        "from ...shared.db import get, nothing",
        "from helper import NOTHING",
        # no line of its own
        "X = 1; import helper, json",
        "import helper, json; X = 1",
        # another name is bound
        "import json, inner.deeper",
        # what it leads to has errors of its own
        "import broken",
        "from ...shared import broken",
        "from ...shared.broken import X",
        # no room for the comment
        "from .. import (\n    shared,  # why\n    names,\n)",
        "from .. import *",
    ],
)
def test_left(source: str) -> None:
    around = {"queue.py": "put = 1\n", "six.py": "moves = 1\n"}
    around |= {"f/broken.py": "def", "shared/broken.py": "def"}
    required = {"requirements.txt": "azure-functions\nsix\n"}
    assert fixed({**AROUND, **around, **required, "f/__init__.py": source + MAIN}) == {}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("import helper", "from . import helper"),
        ("import helper as h", "from . import helper as h"),
        ("from helper import HELP", "from .helper import HELP"),
        ("from helper import (\n    HELP,\n)", "from .helper import (\n    HELP,\n)"),
        ("from inner import IN", "from .inner import IN"),
        ("import json, helper, os as o", "import json\nfrom . import helper\nimport os as o"),
        (
            "if True:\n\timport json, os, helper as h, inner  # why",
            (
                "if True:\n\timport json, os\n\tfrom . import helper as h\n\t"
                "from . import inner  # why"
            ),
        ),
        ("import helper, \\\n    json", "from . import helper\nimport json"),
    ],
)
def test_sibling(before: str, after: str) -> None:
    files = fixed({**AROUND, "f/__init__.py": before + MAIN})
    assert files == {"f/__init__.py": after + MAIN}


@pytest.mark.parametrize("script", ["", '"scriptFile": "main.py", '])
def test_no_package_is_made_of_the_folder_of_a_function_that_would_run_it(script: str) -> None:
    config = f'{{{script}"bindings": [{{"name": "req", "type": "httpTrigger"}}]}}'
    source = "from f.more import X" + MAIN
    app = {"f/main.py": source, "f/more.py": "X = 1\n", "f/function.json": config}
    made = {"f/__init__.py": ""} if script else {}
    assert fixed({**app, "f/__init__.py (absent)": ""}) == made


def test_a_package_is_made() -> None:
    around = {"lib/db.py": "def get():\n    return 1\n"}
    source = "from lib import db\nfrom lib.db import get" + MAIN
    assert fixed({**around, "f/__init__.py": source}) == {"lib/__init__.py": ""}
