"""Records what the real workers say of the apps in fixtures/oracle/shapes.json, in that file.

    python -m tests.oracle.record_shapes 3.10=PYTHON 3.11=PYTHON 3.12=PYTHON 3.13=PYTHON

A case is one line, written by hand without "worker". Only what has no answer of a Python yet is
asked; take an answer away to ask again.
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
from pathlib import Path
from typing import Any

from tests.oracle.ask import ROOT, WORKER, about, ask, write
from tests.oracle.grid.case import Case

SHAPES = ROOT / "fixtures" / "oracle" / "shapes.json"


def tidy(answer: dict[str, Any], app: str) -> dict[str, Any]:
    """An answer without what differs from machine to machine."""
    if answer["ok"]:
        return {"ok": True}
    message = answer["message"].replace(app, "APP").partition(". Cannot find module.")[0]
    message = re.sub(r"0x[0-9a-f]{8,}", "0x0", message.partition("\n")[0])
    message = re.sub(r"\(/[^()]*/(?:site-packages|python3\.\d+|tests/oracle)/", "(LIB/", message)
    return {**answer, "message": message[:160]}


def main(arguments: list[str]) -> None:
    cases: list[Case] = json.loads(SHAPES.read_text(encoding="utf-8"))
    for argument in arguments:
        version, _, interpreter = argument.partition("=")
        wanted = [case for case in cases if version not in case.setdefault("worker", {})]
        with tempfile.TemporaryDirectory() as folder:
            apps = [write(Path(folder), case) for case in wanted]
            questions = [about(case, app) for case, app in zip(wanted, apps, strict=True)]
            answers = ask(interpreter, WORKER, questions)
        for case, answer, app in zip(wanted, answers, apps, strict=True):
            case["worker"][version] = tidy(answer, app)
    lines = ",\n".join(json.dumps(case) for case in cases)
    SHAPES.write_text(f"[\n{lines}\n]\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
