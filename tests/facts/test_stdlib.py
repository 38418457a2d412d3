"""fxpack.facts beside the standard library of the running Python."""

from __future__ import annotations

import sys
from functools import cache
from typing import Any

import pytest

from fxpack import facts
from tests.facts.run import ask

PYTHON = sys.version_info[:2]


@cache
def today() -> Any:
    return ask(sys.executable, "probe_stdlib")


def test_every_module_is_known() -> None:
    unknown = [name for name in today()["modules"] if not facts.stdlib_has_module(name, PYTHON)]
    assert unknown == []


def test_no_name_that_is_there_is_called_missing() -> None:
    missing = [
        f"{module}.{name}"
        for module, names in today()["names"].items()
        for name in names.split()
        if facts.stdlib_has_name(module, name, PYTHON) is False
    ]
    # the data is of one patch release and one C library, this Python may be of others
    assert len(missing) < 10, missing


def test_the_data_is_of_this_python() -> None:
    """Made for the wrong Python, the data would have names that are not there."""
    for module in ("json", "asyncio", "typing", "collections", "datetime"):
        for name in today()["names"][module].split():
            assert facts.stdlib_has_name(module, name, PYTHON) is True, f"{module}.{name}"


def test_classes_and_their_bases() -> None:
    wrong = []
    for name, bases in today()["bases"].items():
        told = facts.stdlib_class(name, PYTHON)
        if told is not None and told[1] != tuple(bases.split()):
            wrong.append((name, told[1], bases))
    assert wrong == []


@pytest.mark.parametrize(
    ("module", "name", "having"),
    [
        ("os", "path", "10 11 12 13"),
        ("typing", "Self", "11 12 13"),
        ("enum", "StrEnum", "11 12 13"),
        ("datetime", "UTC", "11 12 13"),
        ("itertools", "batched", "12 13"),
        ("asyncio", "coroutine", "10"),
        ("inspect", "getargspec", "10"),
        ("collections", "Mapping", ""),
        ("json", "dmups", ""),
        ("concurrent.futures", "ThreadPoolExecutor", "10 11 12 13"),
    ],
)
def test_names_by_version(module: str, name: str, having: str) -> None:
    for minor in (10, 11, 12, 13):
        expected = str(minor) in having.split()
        assert facts.stdlib_has_name(module, name, (3, minor)) is expected


@pytest.mark.parametrize(
    ("module", "having"),
    [
        ("os.path", "10 11 12 13 14"),
        ("xml.etree.ElementTree", "10 11 12 13 14"),
        ("tomllib", "11 12 13 14"),
        ("distutils.util", "10 11"),
        ("imp", "10 11"),
        ("cgi", "10 11 12"),
        ("compression.zstd", "14"),
        ("winreg", ""),
        ("asyncio.compat", ""),
        ("urllib2", ""),
    ],
)
def test_modules_by_version(module: str, having: str) -> None:
    for minor in (10, 11, 12, 13, 14):
        expected = str(minor) in having.split()
        assert facts.stdlib_has_module(module, (3, minor)) is expected


@pytest.mark.parametrize(
    ("module", "name", "python"),
    [
        ("json", "made_in_the_future", (3, 14)),
        ("json", "_private", (3, 12)),
        ("socket", "AF_MARS", (3, 12)),
        ("tarfile", "LinkFallbackError", (3, 12)),
        ("ast", "SomethingOld", (3, 12)),
        ("no_such_module", "x", (3, 12)),
        ("this", "s", (3, 12)),
        ("distutils", "x", (3, 12)),
    ],
)
def test_what_cannot_be_told(module: str, name: str, python: tuple[int, int]) -> None:
    assert facts.stdlib_has_name(module, name, python) is None


def test_a_class_by_all_its_names() -> None:
    for name in ("io.BytesIO", "shelve.BytesIO"):
        found = facts.stdlib_class(name, (3, 12))
        assert found is not None, name
        assert found[0] == "io.BytesIO"
        assert found[2] is True
    assert facts.stdlib_class("enum.StrEnum", (3, 10)) is None
    assert facts.stdlib_class("typing.Any", (3, 10)) is None
    assert facts.stdlib_class("typing.Any", (3, 11)) == ("typing.Any", (), False)
    assert facts.stdlib_class("json.dumps", (3, 12)) is None


def test_a_function_is_a_value() -> None:
    assert facts.stdlib_is_value("json.dumps", (3, 12))
    assert not facts.stdlib_is_value("json.JSONEncoder", (3, 12))
    assert not facts.stdlib_is_value("json.dmups", (3, 12))
    assert not facts.stdlib_is_value("typing.List", (3, 12))


def test_what_can_be_subscripted() -> None:
    assert facts.stdlib_subscripts("queue.Queue", (3, 12))
    assert not facts.stdlib_subscripts("datetime.datetime", (3, 12))


def test_what_the_worker_brings() -> None:
    assert {"azure", "google", "grpc"} <= facts.worker_names((3, 12))
    assert "uvloop" in facts.worker_names((3, 15))
    assert "requests" not in facts.worker_names((3, 12))
