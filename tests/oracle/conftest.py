"""What the workers of today say of the recorded cases, asked once for all tests."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.oracle.child import Answer
from tests.oracle.record import DECORATED, GENERATED, Record, asked


@pytest.fixture(scope="session")
def folder() -> Iterator[Path]:
    with TemporaryDirectory() as path:
        yield Path(path)


@pytest.fixture(scope="session")
def said_of_functions(folder: Path) -> list[tuple[str, Answer]]:
    """The folder of each case with a function.json, and the answer."""
    return _asked(GENERATED, folder)


@pytest.fixture(scope="session")
def said_of_apps(folder: Path) -> list[tuple[str, Answer]]:
    """The folder of each app of decorators, and the answer."""
    return _asked(DECORATED, folder)


def _asked(record: Record, folder: Path) -> list[tuple[str, Answer]]:
    return asked(record, sys.executable, record.cases(), folder / record.file.stem)
