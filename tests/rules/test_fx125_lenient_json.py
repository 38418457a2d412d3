from __future__ import annotations

import pytest

from tests.apps import AppFiles, lint_files, overlay
from tests.rules.one_function import said

BINDINGS = '{"name": "req", "type": "httpTrigger"}'
WHOLE = "1:1 the file is not strict JSON, though the host reads it"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f'{{"bindings": [{BINDINGS},]}}', "1:53 trailing comma in what should be strict JSON"),
        (
            f"{{\n  // why\n  bindings: [{BINDINGS}, // last\n]}}",
            "2:3 comment in what should be strict JSON (3 more in this file)",
        ),
        (
            f'{{"bindings": [{BINDINGS}], "x": \'"\'}}',
            "1:61 text in single quotes in what should be strict JSON",
        ),
        (f'{{"bindings": [{BINDINGS}], "x": undefined}}', WHOLE),
        (f'{{"bindings": [{BINDINGS}], "x": NaN}}', WHOLE),
    ],
)
def test_what_only_lenient_readers_take(text: str, expected: str) -> None:
    assert said("FX125", text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        f'\ufeff{{"bindings": [{BINDINGS}], "x": "// \\\\", "y": "/* \'y\',]"}}\n',
        # what the host cannot read is for FX101
        f'{{"bindings": [{BINDINGS}]',
    ],
)
def test_silent(text: str) -> None:
    assert said("FX125", text) == []


def test_host_json_and_no_other_file() -> None:
    files = overlay({"host.json": '{"version": "2.0",}', "x.json": "{,}", "tsconfig.json": "{1}"})
    (found,) = lint_files(files, select=("FX125",))
    assert (found.location.path, found.function) == ("host.json", None)


def test_is_off_unasked() -> None:
    assert lint_files(overlay({"host.json": '{"version": "2.0",}'})) == []


def test_a_file_that_is_gone_meanwhile() -> None:
    class Gone(AppFiles):
        reads = 0

        def __getitem__(self, path: str) -> bytes:
            self.reads += path == "host.json"
            if self.reads > 1:
                raise FileNotFoundError(path)
            return super().__getitem__(path)

    files = Gone(overlay({"host.json": '{"version": "2.0",}'}))
    assert lint_files(files, select=("FX125",)) == []
