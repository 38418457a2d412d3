"""Asking the real worker about many apps at once.

The interpreter needs azure-functions, azure-functions-durable and azure-functions-runtime-v1, and
below 3.13 azurefunctions-extensions-base.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from tests.oracle.grid.case import Case

ROOT = Path(__file__).parents[2]


def write(folder: Path, case: Case) -> tuple[str, str]:
    """Put a case on disk; its app's folder and its function."""
    app = folder / str(case["name"])
    for path, text in case["files"].items():
        target = app / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text.encode())
    return str(app), str(case["functions"][0])


def ask(interpreter: str, functions: Sequence[tuple[str, str]]) -> list[dict[str, Any]]:
    """The worker's answers for (folder of an app, function), by two processes."""
    halves = functions[::2], functions[1::2]
    with ThreadPoolExecutor(2) as pool:
        even, odd = pool.map(lambda half: ask_one(interpreter, half), halves)
    answers: list[Any] = [None] * len(functions)
    answers[::2], answers[1::2] = even, odd
    return answers


def ask_one(interpreter: str, functions: Sequence[tuple[str, str]]) -> list[dict[str, Any]]:
    done = subprocess.run(
        [interpreter, "-m", "tests.oracle.worker"],
        input="".join(json.dumps(function) + "\n" for function in functions),
        cwd=ROOT,
        text=True,
        check=True,
        stdout=subprocess.PIPE,
    )
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(answers) == len(functions)
    return answers
