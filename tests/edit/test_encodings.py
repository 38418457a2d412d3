"""However files are written, fixes change what they are for, and every other byte stays."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest

from tests.apps import overlay
from tests.edit.fixing import settled_files

SCRIPT = """\"\"\"é\t🐍 ü\"\"\"
import os
import azure.functions as func
from __app__.shared import db  # é
import __app__.names
from ..shared import db as d
from ...shared import db as e
import helper
X = "é"; from lib import q


def main(req, Msg: str) -> None:
    \"\"\"é\"\"\"
    if __app__.names.ANY: return "é"
"""
FIXED = """\"\"\"é\t🐍 ü\"\"\"
import os
import azure.functions as func
from shared import db  # é
import names
from shared import db as d
from shared import db as e
from . import helper
X = "é"; from lib import q


def main(req, Msg: func.Out[str]):
    \"\"\"é\"\"\"
    if names.ANY: return "é"
"""
CONFIG = """{
  "bindings": [
    {"name": "req", "type": "httpTrigger", "direction": "in"}, // é
    {"name": "msg", "type": "queue", "direction": "out", "queueName": "é"},
    {"name": "$return", "type": "http", "direction": "out"}
  ]
}
"""
APP = {
    "f/__init__.py": SCRIPT,
    "f/function.json": CONFIG,
    "f/helper.py": "HELP = 1\n",
    "shared/__init__.py": "",
    "shared/db.py": "",
    "names.py": "ANY = 1\n",
    "lib/q.py": "",
    "host.json": '{\n  // é\n  "version": "2.0"\n}\n',
    "requirements.txt": "# é\nazure-functions\nazure-functions-worker\n",
    "local.settings.dev.json": "{}",
    ".funcignore": "# é\n",
}
AFTER = {
    "f/__init__.py": FIXED,
    "f/function.json": CONFIG.replace("msg", "Msg"),
    "lib/__init__.py": "",
    "requirements.txt": "# é\nazure-functions\n",
    ".funcignore": "# é\nlocal.settings.*\n",
}
Way = Callable[[str, bytes], bytes]


@cache
def plain() -> dict[str, bytes]:
    done = settled_files(overlay(APP))
    assert (done.refused, done.seen.diagnostics, done.rounds) == ((), (), 2)
    return done.changed


def test_as_most_files_are() -> None:
    host = plain()["host.json"].decode()
    assert host.startswith('{\n  // é\n  "version": "2.0",\n  "extensionBundle": {')
    assert {path: data.decode() for path, data in plain().items() if path != "host.json"} == AFTER


def of_the_script(change: Callable[[bytes], bytes]) -> Way:
    return lambda path, data: change(data) if path == "f/__init__.py" else data


def recoded(codec: str, first: str) -> Way:
    return of_the_script(lambda data: (first + data.decode().replace("🐍", "")).encode(codec))


def marked(codec: str, mark: bytes) -> Way:
    """As PowerShell writes what is no Python."""
    return lambda path, data: (
        mark + data.decode().encode(codec) if path.endswith((".json", ".txt")) else data
    )


WAYS: dict[str, Way] = {
    "CR LF": lambda _, data: data.replace(b"\n", b"\r\n"),
    "CR": lambda path, data: data if path == ".funcignore" else data.replace(b"\n", b"\r"),
    "both": of_the_script(lambda data: data.replace(b"import os\n", b"import os\r\n")),
    "mark": lambda _, data: b"\xef\xbb\xbf" + data if data else data,
    "UTF-16": marked("utf-16-le", b"\xff\xfe"),
    "UTF-16, the other": marked("utf-16-be", b"\xfe\xff"),
    "Latin-1": recoded("latin-1", "# coding: latin-1\n"),
    "second line": recoded("cp1252", "#!/usr/bin/python\n# -*- coding: cp1252 -*-\n"),
    "no cookie": of_the_script(lambda data: b"x = 1\n# coding: latin-1\n" + data),
    "form feeds": of_the_script(
        lambda data: data.replace(b"\n\ndef", b"\n\x0c\n\x0cdef").replace(
            b"import os", b"\x0cimport os"
        )
    ),
    "tabs": of_the_script(lambda data: data.replace(b"    ", b"\t")),
    "lines of other kinds": lambda path, data: (
        data
        if path.endswith(".txt")
        else data.replace("é".encode(), "\u2028\x0b\x1c\x85é".encode())
    ),
    "long": of_the_script(
        lambda data: data + b"# " + b"x" * 100_000 + b"\nV = [" + b"1," * 1_000 + b"]\n"
    ),
    "deep": of_the_script(lambda data: data + b"Z = " + b"(" * 150 + b"1" + b")" * 150 + b"\n"),
}


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_written_otherwise(way: Way) -> None:
    done = settled_files({path: way(path, data) for path, data in overlay(APP).items()})
    assert done.changed == {path: way(path, data) for path, data in plain().items()}
    assert (done.refused, done.seen.diagnostics) == ((), ())


NOT_PARSED = {
    "type parameters": b"type Z[T = int] = list[T]\n",
    "NUL": b"\0",
    "too deep for libcst": b"Z = " + b"+".join([b"1"] * 3000) + b"\n",
    "undecodable": b'Z = "\xff"\n',
}


@pytest.mark.parametrize("more", NOT_PARSED.values(), ids=NOT_PARSED)
def test_what_cannot_be_parsed_is_left_and_all_else_fixed(more: bytes) -> None:
    """A newer Python may parse what an older one cannot: then all is fixed but that, which stays."""
    files = overlay(APP)
    files["f/__init__.py"] += more
    done = settled_files(files, python=(3, 13))
    fixed = plain()["f/__init__.py"] + more
    assert done.changed.get("f/__init__.py", fixed) == fixed
    assert done.changed["requirements.txt"] == plain()["requirements.txt"]
    assert done.refused == ()
