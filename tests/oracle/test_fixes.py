"""What `--fix --unsafe-fixes` leaves is loaded by the real workers wherever they loaded it before."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from fxpack.app.fix import fix
from fxpack.edit.settle import Settled
from fxpack.model import Target
from fxpack.read.apps import find_apps
from fxpack.read.project import read_project
from fxpack.read.tree import Tree
from fxpack.settings import Flags
from tests.edit.laws import broken, fixed
from tests.edit.sarif_fixes import broken as broken_in_sarif
from tests.oracle.ask import INDEXER, ROOT, WORKER, about, ask, write
from tests.oracle.child import Answer
from tests.oracle.compare import AROUND, OWN, RECORDS, Case, reason, undecided

APPS = ROOT / "fixtures" / "apps"
PYTHON = (3, 13)
NOW = "3.13"


def files_of(case: Case) -> dict[str, bytes]:
    return {**AROUND, **{path: text.encode() for path, text in case["files"].items()}}


@pytest.mark.parametrize("record", RECORDS)
def test_every_case_keeps_the_laws(record: str) -> None:
    found = {
        case["name"]: laws
        for case, _ in RECORDS[record]()
        if (laws := [*broken(files_of(case), PYTHON), *broken_in_sarif(files_of(case), PYTHON)])
    }
    assert found == {}


def changed_cases() -> Iterator[tuple[Case, str, Settled]]:
    """The cases that fixing changes, as they are then, with what was said of them before."""
    for record in RECORDS:
        unknown = undecided(record, NOW)
        for case, answers in RECORDS[record]():
            done = fixed(files_of(case), PYTHON)
            if done is not None and case["name"] not in unknown:
                texts = {path: content.decode() for path, content in done.changed.items()}
                name = f"{record.replace(' ', '-')}-{case['name'].replace('/', '-')}"
                files = {**case["files"], **texts}
                yield {**case, "name": name, "files": files}, answers[NOW], done


def test_the_workers_load_what_they_loaded_and_what_was_mended(tmp_path: Path) -> None:
    """No error is left where there was one: then the worker has to take it now."""
    cases, before, settled = zip(*changed_cases(), strict=True)
    said = answers([(about(case, write(tmp_path, case)), case) for case in cases])
    loaded, mended = 0, 0
    wrong = {}
    for case, answer, done, now in zip(cases, before, settled, said, strict=True):
        errors = [each.code for each in done.seen.diagnostics if each.severity == "error"]
        loaded += answer.startswith("ok")
        mended += not answer.startswith("ok") and not errors
        if not now["ok"] and (answer.startswith("ok") or (not errors and not is_own(answer, now))):
            wrong[case["name"]] = (answer, now)
    assert wrong == {}
    assert loaded > 100
    assert mended > 20


def is_own(before: str, now: Answer) -> bool:
    """Whether the app's code refuses to load for reasons of its own, which were hidden before."""
    return before == "not judged" or reason(f"{now['stage']} {now['type']}: ") == OWN


def answers(asked: list[tuple[Any, Case]]) -> list[Answer]:
    """What the worker of each case says: that of function.json files, or that of decorators."""
    said: dict[int, Answer] = {}
    for worker, has_functions in ((WORKER, True), (INDEXER, False)):
        some = [n for n, (_, case) in enumerate(asked) if ("functions" in case) is has_functions]
        told = ask(sys.executable, worker, [asked[number][0] for number in some])
        said |= dict(zip(some, told, strict=True))
    return [said[number] for number in range(len(asked))]


def test_the_workers_load_what_they_loaded_of_the_fixtures(tmp_path: Path) -> None:
    after = tmp_path / "apps"
    shutil.copytree(APPS, after, symlinks=True)
    fixes = fix([str(after)], Flags(python=PYTHON), str(tmp_path), unsafe=True, write=True)
    assert not fixes.refused
    assert len(fixes.changes) > 10
    questions = list(functions_of(APPS))
    before = answers([(about, {"functions": []} if is_v1 else {}) for about, is_v1 in questions])
    moved = [(_moved(about, after), is_v1) for about, is_v1 in questions]
    now = answers([(about, {"functions": []} if is_v1 else {}) for about, is_v1 in moved])
    lost = {
        str(about): then
        for (about, _), was, then in zip(questions, before, now, strict=True)
        if was["ok"] and not then["ok"]
    }
    assert lost == {}
    assert sum(bool(then["ok"]) for then in now) > sum(bool(was["ok"]) for was in before)


def functions_of(folder: Path) -> Iterator[tuple[Any, bool]]:
    """What to ask about each function, or each app of decorators, and whether it is the former."""
    for app in find_apps([str(folder)], str(ROOT)).apps:
        root = os.path.abspath(app.root)
        project = read_project(Tree(root), target=Target(python=PYTHON))
        yield from (([root, each.name], True) for each in project.v1_functions)
        if not project.v1_functions:
            yield root, False


def _moved(about: Any, folder: Path) -> Any:
    """The same question about an app in the copy."""
    root, *name = about if isinstance(about, list) else [about]
    copied = str(folder / os.path.relpath(root, APPS))
    return [copied, *name] if isinstance(about, list) else copied
