"""How an app of decorators is written down, and the ones written by hand.

fixtures/oracle/v2/*.txt hold them: a line `=== name` starts an app, a line `--- path` one of its
files. Text before the first such line is function_app.py below HEAD.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tests.oracle.ask import ROOT
from tests.oracle.grid.case import Case

HEAD = "import azure.functions as func\napp = func.FunctionApp()\n"
BY_HAND = ROOT / "fixtures" / "oracle" / "v2"


def app(name: str, code: str, head: str = HEAD) -> Case:
    """An app of one file."""
    return {"name": name, "files": {"function_app.py": head + code}}


def numbered(family: str, codes: Sequence[str], head: str = HEAD) -> list[Case]:
    """An app for each code, named by family and number."""
    return [app(f"{family}_{number:03}", code, head) for number, code in enumerate(codes)]


def by_hand() -> list[Case]:
    """The apps of all text files."""
    return [
        parsed(*block.split("\n", 1))
        for file in sorted(BY_HAND.glob("*.txt"))
        for block in re.split(r"^=== ", file.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    ]


def parsed(name: str, text: str) -> Case:
    first, *others = re.split(r"^--- ", text, flags=re.MULTILINE)
    files = {"function_app.py": HEAD + first} if first else {}
    for other in others:
        path, _, content = other.partition("\n")
        files[path] = content
    return {"name": name, "files": files}
