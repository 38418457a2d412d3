from __future__ import annotations

from pathlib import Path

import pytest

from tests.archives import check_app, codes


@pytest.mark.parametrize(
    ("path", "text", "place"),
    [
        ("host.json", '{"version":', "app.zip/host.json:1:1"),
        ("host.json", "", "app.zip/host.json:1:1"),
        ("f/function.json", "{\n  {{", "app.zip/f/function.json:2:3"),
    ],
)
def test_what_cannot_be_read(tmp_path: Path, path: str, text: str, place: str) -> None:
    (found,) = check_app(tmp_path, {path: text})
    at = found.location
    assert (found.code, f"{at.path}:{at.line}:{at.column}") == ("FX915", place)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("host.json", '// comments are read\n{"version": "2.0",}'),
        ("sub/host.json", "{"),
        ("f/other.json", "{"),
        ("deep/er/function.json", "{"),
    ],
)
def test_what_the_host_reads_or_never_looks_at(tmp_path: Path, path: str, text: str) -> None:
    assert codes(tmp_path, {path: text}) == []


def test_damaged_member_is_said_once(tmp_path: Path) -> None:
    assert codes(tmp_path, {"host.json (damaged)": "{}"}) == ["FX901"]
