"""Records what the real workers say of the grid and of the apps of decorators.

    python -m tests.oracle.record 3.10=PYTHON 3.11=PYTHON 3.12=PYTHON 3.13=PYTHON

What each Python needs is in tests/oracle/ask.py. A case is one line: a digest of its files, by
which a test knows that it has changed since, and answers with the Pythons that give them. Only what
is new or has changed is asked; remove a line to ask again.
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from tests.oracle.ask import INDEXER, ROOT, WORKER, about, ask, write
from tests.oracle.child import Answer
from tests.oracle.decorated import every_app
from tests.oracle.grid import every_case
from tests.oracle.grid.case import Case

DATE = "2026-11-21"


class Record(NamedTuple):
    """Cases, the module that answers, and the file of the answers."""

    file: Path
    cases: Callable[[], list[Case]]
    module: str
    source: str


GENERATED = Record(
    ROOT / "fixtures" / "oracle" / "generated.json",
    every_case,
    WORKER,
    "azure-functions-runtime-v1 1.2.0 with azure-functions 2.3.0 on 3.13; on 3.10 to 3.12 the same"
    " with azure-functions 1.26.0 and the check that the classic worker adds",
)
DECORATED = Record(
    ROOT / "fixtures" / "oracle" / "v2-answers.json",
    every_app,
    INDEXER,
    "azure-functions-runtime 1.3.0 with azure-functions 2.3.0 and azure-functions-durable 1.7.0 on"
    " 3.13; on 3.10 to 3.12 the same with azure-functions 1.26.0 and what the classic worker does"
    " otherwise",
)


def digest(case: Case) -> str:
    return f"{zlib.crc32(json.dumps(case['files'], sort_keys=True).encode()):08x}"


def short(answer: Answer, app: str) -> str:
    """`ok`, with the functions where those are known, `not judged` or `stage Type: message`."""
    if answer["ok"]:
        return " ".join(["ok", *map(outline, answer.get("functions", ()))])
    if answer["ok"] is None:
        return "not judged"
    message = answer["message"].replace(app, "APP").partition(". Cannot find module.")[0]
    message = re.sub(r"0x[0-9a-f]{8,}|id='\d+'", "0x…", message)
    message = re.sub(r"\(/[^()]*/(?:site-packages|python3\.\d+|tests/oracle)/", "(LIB/", message)
    return f"{answer['stage']} {answer['type']}: {message[:200]}"


def outline(function: dict[str, Any]) -> str:
    """A function as `name(parameter:type, parameter>type)`, in the order of its bindings."""
    bindings = [
        f"{binding.get('name')}{'>' if binding['direction'] == 'OUT' else ':'}{binding.get('type')}"
        for binding in function["bindings"]
    ]
    return f"{function['name']}({', '.join(bindings)})"


def recorded(record: Record) -> dict[str, dict[str, str]]:
    """Case -> digest and Python -> answer."""
    content = json.loads(record.file.read_text(encoding="utf-8"))
    return {row["name"]: unpacked(row) for row in content["cases"]}


def unpacked(row: dict[str, Any]) -> dict[str, str]:
    said = {v: answer for answer, versions in row.pop("said") for v in versions.split()}
    return {**row, **said}


def packed(row: dict[str, str]) -> dict[str, Any]:
    """A row with each answer once, and the Pythons that gave it."""
    said: dict[str, list[str]] = {}
    for version in sorted(key for key in row if key[0].isdigit()):
        said.setdefault(row[version], []).append(version)
    answers = [[answer, " ".join(versions)] for answer, versions in said.items()]
    return {"name": row["name"], "digest": row["digest"], "said": answers}


def asked(
    record: Record, interpreter: str, cases: list[Case], folder: Path
) -> list[tuple[str, Answer]]:
    """The folder of each case, made in a folder, and what the worker says under one Python."""
    apps = [write(folder, case) for case in cases]
    questions = [about(case, app) for case, app in zip(cases, apps, strict=True)]
    return list(zip(apps, ask(interpreter, record.module, questions), strict=True))


def renew(record: Record, interpreters: dict[str, str]) -> None:
    """Ask what is not known yet, and write the file."""
    known = (
        {row["digest"]: row for row in recorded(record).values()} if record.file.exists() else {}
    )
    cases = record.cases()
    rows = [
        {**known.get(digest(case), {}), "name": case["name"], "digest": digest(case)}
        for case in cases
    ]
    for version, interpreter in interpreters.items():
        wanted = [number for number, row in enumerate(rows) if version not in row]
        with tempfile.TemporaryDirectory() as folder:
            asking = [cases[number] for number in wanted]
            said = asked(record, interpreter, asking, Path(folder))
        for number, (app, answer) in zip(wanted, said, strict=True):
            rows[number][version] = short(answer, app)
    content = {"source": record.source, "date": DATE, "cases": [packed(row) for row in rows]}
    text = json.dumps(content, ensure_ascii=False).replace('{"name"', '\n{"name"')
    record.file.write_text(text + "\n", encoding="utf-8")


def main(arguments: list[str]) -> None:
    interpreters = dict(argument.split("=", 1) for argument in arguments)
    for record in (GENERATED, DECORATED):
        renew(record, interpreters)


if __name__ == "__main__":
    main(sys.argv[1:])
