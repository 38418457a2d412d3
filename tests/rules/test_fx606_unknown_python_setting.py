from __future__ import annotations

import pytest

from fxpack.judge import lint_project
from fxpack.model import Target
from fxpack.read.project import read_project
from fxpack.settings import Settings
from tests.apps import overlay
from tests.rules.one_local_settings import PATH, PYTHON, said, settings

CODE = "FX606"
GONE = [
    "PYTHON_ENABLE_INIT_INDEXING",
    "PYTHON_ENABLE_WORKER_EXTENSIONS",
    "PYTHON_ISOLATE_WORKER_DEPENDENCIES",
    "PYTHON_ROLLBACK_CWD_PATH",
]
KNOWN = [
    "PYTHON_APPLICATIONINSIGHTS_ENABLE_TELEMETRY",
    "PYTHON_ENABLE_DEBUG_LOGGING",
    "PYTHON_ENABLE_OPENTELEMETRY",
    "PYTHON_SCRIPT_FILE_NAME",
    "PYTHON_THREADPOOL_THREAD_COUNT",
]


def of(python: tuple[int, int], name: str, python_from: str, value: str = "0") -> list[str]:
    app = overlay({PATH: settings({**PYTHON, name: value})})
    project = read_project(app, target=Target(python=python, python_from=python_from))
    return [each.message for each in lint_project(project, Settings(select=(CODE,))).diagnostics]


@pytest.mark.parametrize("name", GONE)
def test_what_only_older_workers_know(name: str) -> None:
    message = f'the worker of Python 3.13 knows no "{name}"'
    assert of((3, 13), name, ".python-version") == [message]
    assert of((3, 12), name, ".python-version") == []


@pytest.mark.parametrize("name", GONE)
def test_where_nothing_names_a_python_it_may_be_an_older_one(name: str) -> None:
    assert of((3, 14), name, "default") == []


@pytest.mark.parametrize(
    ("value", "count"), [("1", 0), ("true", 0), (" Yes", 0), ("0", 1), ("", 1)]
)
def test_what_streaming_is_told_to_set_changes_nothing_where_it_is_so_anyway(
    value: str, count: int
) -> None:
    name = "PYTHON_ENABLE_INIT_INDEXING"
    assert len(of((3, 13), name, "--python", value)) == count


@pytest.mark.parametrize("name", KNOWN)
@pytest.mark.parametrize("python", [(3, 10), (3, 12), (3, 13), (3, 14), (3, 15)])
def test_what_all_know(name: str, python: tuple[int, int]) -> None:
    assert of(python, name, "--python") == []


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("PYTHON_THREADPOOL_THREADS_COUNT", "PYTHON_THREADPOOL_THREAD_COUNT"),
        ("PYTHON_ENABLE_DEBUG_LOGING", "PYTHON_ENABLE_DEBUG_LOGGING"),
        ("PYTHON_SCRIPT_FILENAME", "PYTHON_SCRIPT_FILE_NAME"),
        ("PYTHON_ISOLATE_WORKER_DEPENDENCY", "PYTHON_ISOLATE_WORKER_DEPENDENCIES"),
    ],
)
def test_misspelt(name: str, meant: str) -> None:
    message = f'3:3 the worker of Python 3.12 knows no "{name}"; did you mean "{meant}"?'
    assert said(CODE, {name: "1"}) == [message]


@pytest.mark.parametrize(
    "name",
    [
        "PYTHONPATH",
        "PYTHONUNBUFFERED",
        "PYTHON_ENV",
        "PYTHON_VERSION",
        "PYTHON_LOGGING_LEVEL",
        "PYTHON_ENABLE_GUNICORN_MULTIWORKERS",
        "PYTHON_KEYRING_BACKEND",
    ],
)
def test_other_names_are_somebody_elses(name: str) -> None:
    assert said(CODE, {name: "1"}) == []


def test_what_the_code_reads_is_its_own() -> None:
    name = "PYTHON_THREADPOOL_THREADS_COUNT"
    files = {"shared.py": f'import os\nCOUNT = os.getenv("{name}")\n'}
    assert said(CODE, {name: "1"}, files=files) == []
