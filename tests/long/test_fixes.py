"""Whatever is done to an app's files, fixing it ends, crashes on nothing and adds no error."""

from __future__ import annotations

import gc
from time import process_time

from hypothesis import given

from tests.apps import overlay
from tests.edit.fixing import settled_files
from tests.edit.laws import broken
from tests.edit.sarif_fixes import broken as broken_in_sarif
from tests.test_mutated_apps import MANY, PYTHONS, mutated

# What was hidden behind an error may come to light, and a mutation may look like a comment.
OF_MUTATIONS = ("made worse", "is written otherwise", "lost", "rounds")


@MANY
@given(mutated(), PYTHONS)
def test_any_app_is_fixed(files: dict[str, bytes], python: tuple[int, int]) -> None:
    before = dict(files)
    found = [law for law in broken(files, python) if not any(text in law for text in OF_MUTATIONS)]
    assert found == []
    assert list(broken_in_sarif(files, python)) == []
    assert files == before


def app(functions: int) -> dict[str, bytes]:
    """An app with five findings in each function, and as many in one file of decorators."""
    config = """{"scriptFile": "__init__.py", "bindings": [
      {"name": "req", "type": "httpTrigger", "direction": "in"},
      {"name": "msg", "type": "queue", "direction": "out", "queueName": "q"}]}"""
    script = """import azure.functions as func
from __app__.shared import db
from ..shared import db as one
from ...shared import db as two
import helper


def main(req: func.HttpRequest, msg: str):
    return db.get()
"""
    files = {
        "f/__init__.py (absent)": "",
        "f/function.json (absent)": "",
        "shared/db.py": "get = 1\n",
    }
    for number in range(functions):
        folder = f"f{number}"
        files |= {f"{folder}/__init__.py": script, f"{folder}/function.json": config}
        files[f"{folder}/helper.py"] = ""
    files["requirements.txt"] = "azure-functions\n" + "azure-functions-worker\n" * functions
    return overlay(files)


def seconds(functions: int) -> float:
    """What fixing takes, as in the command without the garbage collector."""
    start = process_time()
    gc.disable()
    try:
        done = settled_files(app(functions))
    finally:
        gc.enable()
    assert len(done.changed) == functions + 2
    assert (done.refused, done.seen.diagnostics) == ((), ())
    return process_time() - start


def test_time_grows_with_the_app_and_not_with_its_square() -> None:
    seconds(5)
    assert seconds(400) < 8 * seconds(100)
