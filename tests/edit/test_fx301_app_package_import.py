"""`__app__` leaves imports, uses and strings; what could come to mean another thing is left."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.apps import BASE, overlay
from tests.edit.fixing import fixed, settled, settled_files
from tests.edit.laws import SAFE

MAIN = "\n\ndef main(req):\n    pass\n"
AROUND = {
    "shared/__init__.py": "",
    "shared/db.py": "def get():\n    return 1\n",
    "shared/deep/__init__.py": "",
    "shared/deep/er.py": "x = 1\n",
    "names.py": "ANY = 1\n",
}

STATEMENTS = [
    ("from __app__.shared import db", "from shared import db"),
    ("from __app__.shared.db import get as g", "from shared.db import get as g"),
    (
        "from __app__ . shared import (  # why\n    db,\n)",
        "from shared import (  # why\n    db,\n)",
    ),
    ("from __app__ import shared, names as n", "import shared, names as n"),
    ("from __app__ import (\n    shared,\n    names,\n)", "import shared, names"),
    ("import __app__.shared.db as db", "import shared.db as db"),
    ("import os, __app__.names as n, sys", "import os, names as n, sys"),
    ("import __app__ . names as n, \\\n    os", "import names as n, \\\n    os"),
    ("import __app__.names", "import names"),
    (
        "import __app__.shared.db\nX = __app__.shared.db.get()",
        "import shared.db\nX = shared.db.get()",
    ),
    (
        (
            "import __app__.names\nimport __app__.shared.db\n\n\ndef f(a=__app__.names.ANY):\n"
            "    return (__app__\n        .shared.db)"
        ),
        "import names\nimport shared.db\n\n\ndef f(a=names.ANY):\n    return (shared.db)",
    ),
    (
        "try:\n    from __app__.shared import db\nexcept ImportError:\n    from shared import db",
        "from shared import db",
    ),
    (
        (
            "try:\n    from shared import db\n    import names\nexcept ModuleNotFoundError:\n"
            "    from __app__.shared import db\n    import __app__.names"
        ),
        "from shared import db\nimport names",
    ),
    (
        (
            "if True:\n    try:\n        from __app__.shared import db\n"
            "    except ImportError:\n        from shared import db\n    x = 1"
        ),
        "if True:\n    from shared import db\n    x = 1",
    ),
    (
        (
            "try:\n    from __app__.shared import db  # here\nexcept ImportError:\n"
            "    from shared import db"
        ),
        "try:\n    from shared import db  # here\nexcept ImportError:\n    from shared import db",
    ),
    (
        "try:\n    from __app__.shared import db\nexcept ImportError:\n    db = None",
        "try:\n    from shared import db\nexcept ImportError:\n    db = None",
    ),
    # a build may make it
    (
        "try:\n    import __app__.shared.made as m\nexcept ImportError:\n    m = None",
        "try:\n    import shared.made as m\nexcept ImportError:\n    m = None",
    ),
    # one of them has to be caught: there is no such name
    (
        "try:\n    from __app__.shared import no\nexcept ImportError:\n    from shared import no",
        "try:\n    from shared import no\nexcept ImportError:\n    from shared import no",
    ),
    (
        'import importlib\n\nX = importlib.import_module("__app__.shared.db")',
        'import importlib\n\nX = importlib.import_module("shared.db")',
    ),
    ("def f():\n    from __app__.shared.db import get\n    return get", None),
    # names of modules that are put together elsewhere
    (
        "from __app__.shared import db\nNAME = '__app__.shared.db'\nX = f\"__app__.names.{NAME}\"",
        "from shared import db\nNAME = 'shared.db'\nX = f\"names.{NAME}\"",
    ),
]

LEFT = [
    # another thing has the name
    "import __app__.shared.db\n\n\ndef f(shared):\n    return __app__.shared.db, shared",
    "import __app__.names\nnames = []",
    "import __app__.shared.db\nfrom names import ANY as shared\nX = __app__.shared.db",
    "import __app__.names\nimport shared.db as names\nX = __app__.names",
    # it may
    "import __app__.shared.db\nfrom names import *\nX = __app__.shared.db",
    # the package itself is meant
    "import __app__.names\nX = vars(__app__)",
    "import __app__",
    # a member of the root, not a module
    "from __app__ import nothing_known",
    "from __app__ import *",
    # in no module of the app, and no file has to be rewritten for it
    'X = "__app__.names.ANY"',
    'import importlib\nX = importlib.import_module("__app__.names")  # noqa: FX301',
    # it gives the package
    "X = __import__('__app__.names').names",
    # one of the statements that bind the name stays, and so must all
    "import __app__.names  # noqa: FX301\nimport __app__.shared.db\nX = __app__.shared.db",
]


@pytest.mark.parametrize(("before", "after"), STATEMENTS)
def test_rewritten(before: str, after: str | None) -> None:
    expected = before.replace("__app__.", "") if after is None else after
    files = fixed({**AROUND, "f/__init__.py": before + MAIN})
    assert files == {"f/__init__.py": expected + MAIN}


@pytest.mark.parametrize("before", LEFT)
def test_left(before: str) -> None:
    assert fixed({**AROUND, "f/__init__.py": before + MAIN}) == {}


OF_FUNCTIONS = {
    **AROUND,
    "f/helper.py": "HELP = 1\n",
    "f/sub/__init__.py": "",
    "f/sub/x.py": "X = 1\n",
    "g/function.json": BASE["f/function.json"],
    "g/__init__.py": "def main(req):\n    pass\n",
    "g/models.py": "M = 1\n",
}


@pytest.mark.parametrize(
    ("path", "before", "after"),
    [
        ("f/__init__.py", "from __app__.f.helper import HELP", "from .helper import HELP"),
        ("f/__init__.py", "from __app__.f import helper, sub", "from . import helper, sub"),
        ("f/__init__.py", "from __app__.f.sub.x import(X)", "from .sub.x import(X)"),
        ("f/__init__.py", "import __app__.f.helper as h  # us", "from . import helper as h  # us"),
        ("f/__init__.py", "import __app__.f.sub.x as x", "from .sub import x as x"),
        ("f/__init__.py", "from ..f.helper import HELP", "from .helper import HELP"),
        ("f/helper.py", "from __app__.f import sub", "from . import sub"),
        ("f/sub/x.py", "from __app__.f.helper import HELP", "from ..helper import HELP"),
        ("f/sub/x.py", "from __app__.f import helper", "from .. import helper"),
        ("f/sub/x.py", "from __app__.f.sub import x", "from . import x"),
    ],
)
def test_what_lies_in_the_folder_of_the_function(path: str, before: str, after: str) -> None:
    """It is relative: from the root, the function's module would run twice."""
    files = {**OF_FUNCTIONS, "f/__init__.py": MAIN, path: before + MAIN}
    assert fixed(files, safeties=SAFE) == {path: after + MAIN}


@pytest.mark.parametrize(
    ("path", "before", "after"),
    [
        ("f/__init__.py", "from __app__.g.models import M", "from g.models import M"),
        ("f/__init__.py", "from __app__.g import models as m", "from g import models as m"),
        ("f/__init__.py", "from __app__ import g", "import g"),
        ("f/__init__.py", "import __app__.g.models as m", "import g.models as m"),
        ("f/__init__.py", "import __app__.f.sub\nX = __app__.f.sub", "import f.sub\nX = f.sub"),
        ("f/__init__.py", "import os, __app__.f.helper as h", "import os, f.helper as h"),
        ("f/__init__.py", "from ..g.models import M", "from g.models import M"),
        ("f/__init__.py", "from .. import g", "import g"),
        ("shared/db.py", "from __app__.g.models import M", "from g.models import M"),
    ],
)
def test_what_makes_another_module_is_not_safe(path: str, before: str, after: str) -> None:
    files = {**OF_FUNCTIONS, path: before + MAIN}
    assert fixed(files, safeties=SAFE) == {}
    assert fixed(files) == {path: after + MAIN}


@pytest.mark.parametrize(
    "more",
    [
        {"names.py": 'import logging\n\nlogging.getLogger("__app__.shared.db").setLevel(10)\n'},
        {"names.py": "def f(x: 'list[__app__.shared.db.T]'): pass\n"},
        {"names.py": "def f(x): return f'from {x}: __app__.{x}'\n"},
    ],
)
@pytest.mark.parametrize("source", ["from __app__.shared import db", "from ..shared import db"])
def test_a_module_that_a_string_names(more: dict[str, str], source: str) -> None:
    files = {**AROUND, **more, "f/__init__.py": source + MAIN}
    assert fixed(files, safeties=SAFE) == {}
    assert fixed(files) == {"f/__init__.py": "from shared import db" + MAIN}


@pytest.mark.parametrize(
    "text", ['"""Of `__app__.shared.db`."""\n', "# see __app__.shared.db\n", "X = '__app__/x.py'\n"]
)
def test_texts_name_nothing(text: str) -> None:
    files = {**AROUND, "names.py": text, "f/__init__.py": "from __app__.shared import db" + MAIN}
    assert fixed(files, safeties=SAFE) == {"f/__init__.py": "from shared import db" + MAIN}


def test_what_is_written_otherwise_stays() -> None:
    source = 'import importlib\n\nX = importlib.import_module("\\x5f_app__.names")\n'
    done = settled({**AROUND, "f/__init__.py": source + MAIN})
    assert (done.applied, done.changed) == ((), {})


def test_what_is_safe_does_not_wait() -> None:
    source = "from __app__.shared import db\nfrom __app__.g import models\n"
    files = {**OF_FUNCTIONS, "f/__init__.py": source + MAIN}
    after = source.replace("__app__.shared", "shared", 1)
    assert fixed(files, safeties=SAFE) == {"f/__init__.py": after + MAIN}
    after = source.replace("__app__.", "")
    assert fixed(files) == {"f/__init__.py": after + MAIN}


def test_shared_code_that_takes_from_a_function() -> None:
    """Imported absolutely it cannot climb any more, so that both change together or neither."""
    files = {
        **OF_FUNCTIONS,
        "shared/db.py": "from ..g.models import M\n",
        "f/__init__.py": "from ..shared import db\nfrom __app__.shared.db import M\n" + MAIN,
    }
    assert fixed(files, safeties=SAFE) == {}
    assert fixed(files) == {
        "shared/db.py": "from g.models import M\n",
        "f/__init__.py": "from shared import db\nfrom shared.db import M\n" + MAIN,
    }


def test_a_module_that_another_would_win_over() -> None:
    # the standard library's queue is found first, and so is a requirement
    source = "from __app__.queue import put\nfrom __app__.six import moves\n" + MAIN
    files = {
        "queue.py": "put = 1\n",
        "six.py": "moves = 1\n",
        "requirements.txt": "azure-functions\nsix\n",
    }
    assert fixed({**files, "f/__init__.py": source}) == {}


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_bytes_around_stay(newline: str, mark: str) -> None:
    source = f"{mark}# ä\nfrom __app__.shared import db  # ö{MAIN}".replace("\n", newline)
    after = source.replace("__app__.", "")
    assert fixed({**AROUND, "f/__init__.py": source}) == {"f/__init__.py": after}


CONFTEST = """import sys
from pathlib import Path

# the app's modules are imported absolutely, as the Functions worker finds them
sys.path.append(str(Path(__file__).resolve().parents[1] / "__app__"))
"""


def test_tests_beside_find_the_app() -> None:
    files = fixed(
        {
            **AROUND,
            "f/__init__.py": "from __app__.shared import db\n" + MAIN,
            "../tests/test_f.py": "from unittest.mock import patch\n\nfrom __app__.f import main\n\n\n"
            '@patch("__app__.f.db.get")\ndef test_main(get):\n    main(None)\n',
        }
    )
    assert files == {
        "f/__init__.py": "from shared import db\n" + MAIN,
        "../tests/conftest.py": CONFTEST,
        "../tests/test_f.py": "from unittest.mock import patch\n\nfrom f import main\n\n\n"
        '@patch("f.db.get")\ndef test_main(get):\n    main(None)\n',
    }


@pytest.mark.parametrize(
    ("before", "first"),
    [
        ('"""Ours."""\nfrom __future__ import annotations\n\nX = 1\n', 2),
        ('r"""Ours."""\nfrom __future__ import annotations\nX = 1\n', 2),
        ("# -*- coding: latin-1 -*-\n# \xe4\n\nX = 1\n", 2),
        ("#!/usr/bin/env python\n# (c) us\n'Ours.'\nX = 1\n", 3),
        ("# ours\r\nX = 1\r\n", 1),
        ("# ours", 1),
    ],
)
def test_a_conftest_is_kept(before: str, first: int) -> None:
    files = overlay({**AROUND, "../tests/test_f.py": "from __app__.f import main\n"})
    files["../tests/conftest.py"] = before.encode("latin-1")
    done = settled_files(files)
    assert not done.refused
    lines = before.splitlines(keepends=True)
    newline = "\r\n" if "\r\n" in before else "\n"
    block = CONFTEST.replace("\n", newline)
    rest = "".join(lines[first:])
    after = newline if rest and not rest.startswith(newline) else ""
    made = done.changed["../tests/conftest.py"].decode("latin-1")
    assert made == f"{''.join(lines[:first])}{newline}{block}{after}{rest}"


def test_the_app_is_named_where_a_conftest_needs_it() -> None:
    """Where conftest.py alone imports from the app."""
    files = fixed({**AROUND, "../tests/conftest.py": "# ours\n\nfrom __app__.names import ANY\n"})
    assert files == {"../tests/conftest.py": f"# ours\n\n{CONFTEST}\nfrom names import ANY\n"}


IN_APP = CONFTEST.replace(' / "__app__"', "")
TEST = "from __app__.f import main\n"
FIXED = "from f import main\n"


@pytest.mark.parametrize(
    ("before", "conftest"),
    [
        ({}, IN_APP),
        ({"tests/unit/__init__.py": ""}, IN_APP),
        ({"tests/conftest.py": "X = 1\n"}, f"{IN_APP}\nX = 1\n"),
        # pytest puts the app on the path by itself
        ({"tests/__init__.py": ""}, None),
        ({"conftest.py": ""}, None),
        ({"tests/__init__.py": "", "__init__.py": ""}, IN_APP),
        # they say it themselves
        ({"tests/conftest.py": "import sys\nsys.path.insert(0, '.')\n"}, None),
    ],
)
def test_tests_inside_find_the_app(before: dict[str, str], conftest: str | None) -> None:
    made = {} if conftest is None else {"tests/conftest.py": conftest}
    assert fixed({**before, "tests/test_f.py": TEST}) == {"tests/test_f.py": FIXED, **made}


@pytest.mark.parametrize(
    ("path", "conftest"),
    [
        ("test_f.py", None),
        ("f/test_f.py", None),
        ("f/tests/test_f.py", "f/tests/conftest.py"),
        ("unit_tests/helpers.py", "unit_tests/conftest.py"),
        ("checks/f_test.py", "checks/conftest.py"),
    ],
)
def test_tests_anywhere_find_the_app(path: str, conftest: str | None) -> None:
    made = (
        {conftest: path_lines(conftest.count("/")).replace(' / "__app__"', "")} if conftest else {}
    )
    assert fixed({path: TEST}) == {path: FIXED, **made}


@pytest.mark.parametrize("other", ["f/tests/f.py", "f/tests/f/__init__.py"])
def test_tests_inside_that_would_find_another_module_stay(other: str) -> None:
    assert fixed({"f/tests/test_f.py": TEST, other: ""}) == {}


def path_lines(above: int) -> str:
    return CONFTEST.replace("parents[1]", f"parents[{above}]")


def test_tests_beside_that_unittest_may_run_find_the_app_themselves() -> None:
    """`unittest discover -s tests` imports neither conftest.py nor `__init__.py`."""
    case = "\n\nclass TestMain(TestCase): pass\n"
    before = {
        "../tests/__init__.py": "",
        "../tests/test_f.py": f"from unittest import TestCase\n{TEST}{case}",
        "../tests/unit/test_g.py": '"""G."""\n\nN = import_module("__app__.f")\n',
        "../tests/other.py": "",
    }
    assert fixed(before) == {
        "../tests/test_f.py": f"{path_lines(1)}\nfrom unittest import TestCase\n{FIXED}{case}",
        "../tests/unit/test_g.py": f'"""G."""\n\n{path_lines(2)}\nN = import_module("f")\n',
    }


def test_a_conftest_that_imports_the_app_is_told_before() -> None:
    before = {"../tests/conftest.py": TEST, "../tests/test_f.py": TEST}
    assert fixed(before) == {
        "../tests/conftest.py": f"{CONFTEST}\n{FIXED}",
        "../tests/test_f.py": FIXED,
    }


def test_tests_that_would_find_another_module_stay() -> None:
    hidden = {"../tests/f/__init__.py": "", "../tests/f/test_f.py": TEST}
    assert fixed(hidden) == {}


@pytest.mark.parametrize("how", ["patch", "patch.dict", "mock.patch.multiple", "patch.object"])
def test_strings_of_patches(how: str) -> None:
    before = f'X = {how}("__app__.shared.db")\n'
    files = {**AROUND, "tests/__init__.py": "", "tests/test_f.py": before}
    assert fixed(files) == {"tests/test_f.py": before.replace("__app__.", "")}


@pytest.mark.parametrize(
    "module",
    [
        {"shared/deep/more.py": "from ..db import get\n"},
        {
            "names.py": "try:\n    from .shared import db\nexcept ImportError:\n    from shared import db\n"
        },
    ],
)
def test_tests_do_not_wait_for_what_stays(module: dict[str, str]) -> None:
    script = "import names, shared.deep.more\n" + MAIN
    done = fixed({**AROUND, **module, "f/__init__.py": script, "../tests/test_f.py": TEST})
    assert done == {"../tests/test_f.py": FIXED, "../tests/conftest.py": CONFTEST}


def test_a_module_of_the_root_needs_no_package() -> None:
    around = {**AROUND, "settings.py": "from .names import ANY\nfrom . import shared\n"}
    assert fixed({**around, "f/__init__.py": "from __app__.settings import ANY\n" + MAIN}) == {
        "f/__init__.py": "from settings import ANY\n" + MAIN,
        "settings.py": "from names import ANY\nimport shared\n",
    }


def pytest_in(folder: Path) -> str:
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    return done.stdout.strip().splitlines()[-1].partition(" in ")[0]


OF_2019 = {
    "__app__/host.json": '{"version": "2.0"}',
    "__app__/requirements.txt": "azure-functions\n",
    "__app__/hello/function.json": """{"bindings": [
        {"name": "req", "type": "httpTrigger", "direction": "in"},
        {"name": "$return", "type": "http", "direction": "out"}]}""",
    "__app__/hello/__init__.py": """import __app__.shared.names
from __app__.shared import greeting

try:
    from __app__.shared.greeting import sign
except ImportError:
    from shared.greeting import sign


def main(req):
    return greeting.greet(__app__.shared.names.ANYBODY) + sign()
""",
    "__app__/shared/__init__.py": "",
    "__app__/shared/names.py": 'ANYBODY = "you"\n',
    "__app__/shared/greeting.py": """def greet(name):
    return f"hello {name}"


def sign():
    return "!"
""",
    "tests/test_hello.py": """from unittest import mock

from __app__.hello import main


def test_main():
    assert main(None).startswith("hello you")


@mock.patch("__app__.hello.greeting.greet", return_value="no")
def test_patched(greet):
    assert main(None) == "no!"
    greet.assert_called_with("you")
""",
}


def test_an_app_of_2019_is_migrated(tmp_path: Path) -> None:
    """Its own tests pass before and after, and nothing of the old layout is said any more."""
    for path, text in OF_2019.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text)
    (tmp_path / ".git").mkdir()
    assert pytest_in(tmp_path) == "2 passed"
    command = [sys.executable, "-m", "fxpack", "lint", "--python", "3.12", "--format", "concise"]
    done = subprocess.run(
        [*command, "--fix"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert "FX301" not in done.stdout
    assert not any(b"__app__." in path.read_bytes() for path in tmp_path.rglob("*.py"))
    assert pytest_in(tmp_path) == "2 passed"
