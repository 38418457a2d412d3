"""Records what the real workers say of the grid, in fixtures/oracle/generated.json.

    python -m tests.oracle.record 3.10=PYTHON 3.11=PYTHON 3.12=PYTHON 3.13=PYTHON

What each Python needs is in tests/oracle/ask.py. A case is one line: a digest of its files, by
which a test knows that it has changed since, and the answer of each Python. Only what is new or has
changed is asked; remove a line to ask again.
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
import zlib
from pathlib import Path
from typing import Any

from tests.oracle.ask import ROOT, ask, write
from tests.oracle.grid import every_case
from tests.oracle.grid.case import Case

RECORD = ROOT / "fixtures" / "oracle" / "generated.json"


def digest(case: Case) -> str:
    return f"{zlib.crc32(json.dumps(case['files'], sort_keys=True).encode()):08x}"


def short(answer: dict[str, Any], app: str) -> str:
    """`ok`, `not judged` or `stage Type: message`."""
    if answer["ok"]:
        return "ok"
    if answer["ok"] is None:
        return "not judged"
    message = answer["message"].replace(app, "APP").partition(". Cannot find module.")[0]
    message = re.sub(r"0x[0-9a-f]{8,}|id='\d+'", "0x…", message)
    return f"{answer['stage']} {answer['type']}: {message[:200]}"


def recorded() -> dict[str, dict[str, str]]:
    """Case -> digest and Python -> answer."""
    content = json.loads(RECORD.read_text(encoding="utf-8"))
    return {case["name"]: case for case in content["cases"]}


def answers(interpreter: str, cases: list[Case]) -> list[str]:
    """The worker's answers under one Python."""
    with tempfile.TemporaryDirectory() as folder:
        functions = [write(Path(folder), case) for case in cases]
        asked = ask(interpreter, functions)
        return [short(answer, app) for answer, (app, _) in zip(asked, functions, strict=True)]


def main(arguments: list[str]) -> None:
    known = {row["digest"]: row for row in recorded().values()} if RECORD.exists() else {}
    cases = every_case()
    rows = [
        {**known.get(digest(case), {}), "name": case["name"], "digest": digest(case)}
        for case in cases
    ]
    for argument in arguments:
        version, _, interpreter = argument.partition("=")
        open_rows = [row for row in rows if version not in row]
        wanted = {row["name"] for row in open_rows}
        found = answers(interpreter, [case for case in cases if case["name"] in wanted])
        for row, answer in zip(open_rows, found, strict=True):
            row[version] = answer
    content = {
        "source": "azure-functions-runtime-v1 1.2.0 with azure-functions 2.3.0 on 3.13; on 3.10 to"
        " 3.12 the same with azure-functions 1.26.0 and the check that the classic worker adds",
        "date": "2026-11-21",
        "cases": rows,
    }
    text = json.dumps(content, ensure_ascii=False).replace('{"name"', '\n{"name"')
    RECORD.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
