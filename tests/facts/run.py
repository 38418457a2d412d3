"""Asking other Pythons, and writing what they said into the package."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
DATA = ROOT / "fxpack" / "data"
DATE = "2026-11-21"


def ask(interpreter: str, module: str, *arguments: str, **environment: str) -> Any:
    """What a probe of this folder prints under another Python."""
    command = [interpreter, "-m", f"tests.facts.{module}", *arguments]
    # where setuptools is installed it puts its own distutils before the standard library's
    variables = {**os.environ, "SETUPTOOLS_USE_DISTUTILS": "stdlib", **environment}
    done = subprocess.run(command, cwd=ROOT, env=variables, check=True, stdout=subprocess.PIPE)
    return json.loads(done.stdout)


def write(name: str, source: str, encoding: Sequence[str], facts: dict[str, Any]) -> None:
    """Write one data file: its source and date, how to read it, and the facts."""
    content = {"source": source, "date": DATE, "encoding": list(encoding), **facts}
    text = json.dumps(content, indent=1, ensure_ascii=False)
    (DATA / f"{name}.json").write_text(text + "\n", encoding="utf-8")
