"""Asking the real workers about many apps at once.

The interpreter needs what tests/oracle/worker.py or tests/oracle/indexer.py say, besides
azure-functions, azure-functions-durable and, below 3.13, azurefunctions-extensions-base.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from tests.oracle.child import Answer
from tests.oracle.grid.case import Case

ROOT = Path(__file__).parents[2]
WORKER = "tests.oracle.worker"
INDEXER = "tests.oracle.indexer"


def write(folder: Path, case: Case) -> str:
    """Put a case on disk, with the host.json that makes it an app; its folder."""
    app = folder / str(case["name"])
    for path, text in {"host.json": "{}", **case["files"]}.items():
        target = app / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text.encode())
    return str(app)


def ask(interpreter: str, module: str, questions: Sequence[Any]) -> list[Answer]:
    """The answers of a worker's module to lines of JSON, by two processes."""
    halves = questions[::2], questions[1::2]
    with ThreadPoolExecutor(2) as pool:
        even, odd = pool.map(lambda half: ask_one(interpreter, module, half), halves)
    answers: list[Any] = [None] * len(questions)
    answers[::2], answers[1::2] = even, odd
    return answers


def ask_one(interpreter: str, module: str, questions: Sequence[Any]) -> list[Answer]:
    done = subprocess.run(
        [interpreter, "-m", module],
        input="".join(json.dumps(question) + "\n" for question in questions),
        cwd=ROOT,
        text=True,
        check=True,
        stdout=subprocess.PIPE,
    )
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(answers) == len(questions)
    return answers


def about(case: Case, app: str) -> Any:
    """What a worker is asked about a case: one of its functions, or the app of decorators."""
    return [app, case["functions"][0]] if "functions" in case else app
