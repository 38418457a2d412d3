"""What the real worker says of the apps of fixtures/imports, with what they require installed.

    python -m tests.packages.real_imports CACHE

Each app is put down as its zip has it, its requirements are installed into a folder of their own,
and the worker of Python 3.13 loads it with that folder first on the path, as `.python_packages` is.
The answers go into fixtures/imports/answers.json.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from uv import find_uv_bin

from fxpack.read.publish import publish
from fxpack.read.published import Choice

ROOT = Path(__file__).parents[2]
APPS = ROOT / "fixtures" / "imports"
ANSWERS = APPS / "answers.json"
PYTHON = "3.13"
RUNTIME = (
    "azure-functions==2.3.0",
    "azure-functions-runtime==1.3.0",
    "azure-functions-runtime-v1==1.2.0",
    "protobuf",
    "python-dateutil~=2.9.0",
)
"""With what the worker itself requires (azure-functions-python-worker 4.40.0, workers/pyproject.toml)
and these apps may import."""


def cases() -> list[str]:
    return sorted(path.name for path in APPS.iterdir() if path.is_dir())


def install(requirements: list[str], environment: dict[str, str], *where: str) -> None:
    command = [find_uv_bin(), "pip", "install", "--quiet", "--only-binary", ":all:", *where]
    subprocess.run([*command, *requirements], check=True, env=environment, timeout=300)


def worker(folder: Path, python: str, environment: dict[str, str]) -> str:
    """An environment with the worker: the path of its Python."""
    command = [find_uv_bin(), "venv", "--quiet", "--python", python, str(folder)]
    subprocess.run(command, check=True, env=environment, timeout=300)
    interpreter = str(folder / "bin" / "python")
    install(list(RUNTIME), environment, "--python", interpreter)
    return interpreter


def answer(case: str, place: Path, interpreter: str, environment: dict[str, str]) -> dict[str, str]:
    """Function → what the worker says of it; of an app of decorators its functions at once."""
    app, packages = place / case / "app", place / case / "packages"
    for file in publish(str(APPS / case), Choice()).files:
        target = app / file.path
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file.disk, target)
    wanted = ["-r", str(app / "requirements.txt"), "--python", interpreter]
    install(wanted, environment, "--target", str(packages))
    variables = {**environment, "PYTHONPATH": str(packages)}
    if (app / "function_app.py").exists():
        (said,) = _ask("indexer", [str(app)], interpreter, variables)
        return {"": _short(said)}
    functions = sorted(path.parent.name for path in app.glob("*/function.json"))
    asked = [[str(app), name] for name in functions]
    return dict(
        zip(functions, map(_short, _ask("worker", asked, interpreter, variables)), strict=True)
    )


def _ask(module: str, asked: list[Any], interpreter: str, variables: dict[str, str]) -> list[Any]:
    done = subprocess.run(
        [interpreter, "-m", f"tests.oracle.{module}"],
        input="".join(json.dumps(each) + "\n" for each in asked),
        cwd=ROOT,
        env=variables,
        text=True,
        check=True,
        stdout=subprocess.PIPE,
        timeout=300,
    )
    return [json.loads(line) for line in done.stdout.splitlines()]


def _short(said: dict[str, Any]) -> str:
    if said["ok"]:
        return "ok"
    message = said["message"].partition(". Cannot find module")[0]
    return f"{said['type']}: {re.sub(r' [(]/.*[)]$', '', message)}"


def main(cache: str) -> None:
    environment = {**os.environ, "UV_CACHE_DIR": f"{cache}/uv"}
    place = Path(cache) / "imports"
    shutil.rmtree(place, ignore_errors=True)
    interpreter = worker(place / "worker", PYTHON, environment)
    answers = {case: answer(case, place, interpreter, environment) for case in cases()}
    ANSWERS.write_text(json.dumps(answers, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
