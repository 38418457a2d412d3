"""Whatever is done to an app's files, fxpack answers: no crash, places that exist, valid JSON."""

from __future__ import annotations

import json
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from fxpack.judge import lint_project
from fxpack.model import Diagnostic, Target
from fxpack.read.project import read_project
from fxpack.settings import Settings
from tests.apps import overlay
from tests.report.test_json import schema

FIXTURES = Path(__file__).parent.parent / "fixtures"
PIECES = (
    b"", b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b'"', b"'", b"{", b"}", b"[", b"]", b",", b":", b"\\",
    b"\n", b"\r", b"\t", b"#", b"//", b"(", b")", b"@", b"*", b"=", b"from . import *", b"null", b"-1",
    b"1e999", "\u00a0".encode(), "é".encode(), b"\xed\xa0\x80", b'"direction": 7', b"import __app__",
    b"lambda: ", b"class main: pass", b"yield ", b"await ", b"match x:", b"def main(", b"main = main",
)  # fmt: skip


def trees() -> list[dict[str, bytes]]:
    """Apps to start from: those made by hand with the workers' answers, and some fixtures."""
    cases = json.loads((FIXTURES / "oracle/v1-cases.json").read_text(encoding="utf-8"))
    found: list[dict[str, bytes]] = [dict(overlay(case["files"])) for case in cases[::6]]
    for name in ("bad/shop", "bad/imports", "bad/requirements", "ok/durable", "ok/odd-files"):
        root = FIXTURES / "apps" / name
        paths = [path for path in root.rglob("*") if path.is_file()]
        found.append({path.relative_to(root).as_posix(): path.read_bytes() for path in paths})
    return found


TREES = trees()
PYTHONS = st.sampled_from([(3, 10), (3, 11), (3, 12), (3, 13), (3, 14)])


@st.composite
def mutated(draw: st.DrawFn) -> dict[str, bytes]:
    """An app with some bytes replaced, and some files taken away, renamed or swapped."""
    files = dict(draw(st.sampled_from(TREES)))
    for _ in range(draw(st.integers(1, 4))):
        path = draw(st.sampled_from(sorted(files)))
        data = files[path]
        start = draw(st.integers(0, len(data)))
        end = min(len(data), start + draw(st.sampled_from([0, 1, 2, 5, 40, 10_000])))
        piece = draw(st.sampled_from(PIECES)) * draw(st.sampled_from([1, 1, 1, 2, 80]))
        match draw(st.integers(0, 7)):
            case 0 if len(files) > 1:
                del files[path]
            case 1:
                files[draw(st.sampled_from(["f/x.py", "g/function.json", "é/a b.py"]))] = data
            case 2:
                files[path] = files[draw(st.sampled_from(sorted(files)))]
            case _:
                files[path] = data[:start] + piece + data[end:]
    return files


def lint(files: dict[str, bytes], python: tuple[int, int]) -> tuple[Diagnostic, ...]:
    project = read_project(files, target=Target(python=python))
    linted = lint_project(project, Settings(select=("ALL",)))
    assert linted.crashes == ()
    return linted.diagnostics


MANY = settings(
    max_examples=1500,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@MANY
@given(mutated(), PYTHONS)
def test_any_app_is_answered(files: dict[str, bytes], python: tuple[int, int]) -> None:
    before = dict(files)
    found = lint(files, python)
    assert files == before
    assert found == lint(files, python)
    assert list(found) == sorted(found, key=Diagnostic.sort_key)
    for diagnostic in found:
        at = diagnostic.location
        assert at.line >= 1
        assert at.column >= 1
        assert (at.end_line, at.end_column) >= (at.line, at.column)
        assert at.path in files or at.path == "host.json"
        assert (
            at.line
            <= files.get(at.path, b"").count(b"\n") + files.get(at.path, b"").count(b"\r") + 1
        )


def test_the_schema_of_the_output_is_sound() -> None:
    Draft202012Validator.check_schema(schema())
