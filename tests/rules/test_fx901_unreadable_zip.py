from __future__ import annotations

from pathlib import Path

import pytest

from tests.archives import app_zip, check_app, checked, codes


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("a.txt (damaged)", 'the content of its member "a.txt" is damaged'),
        ("a.txt (method 12)", 'its member "a.txt" is compressed by method 12'),
    ],
)
def test_a_member(name: str, reason: str, tmp_path: Path) -> None:
    (found,) = check_app(tmp_path, {name: "x"})
    assert found.location.path == "app.zip/a.txt"
    assert found.message == f"the zip cannot be unpacked: {reason}"


def test_encrypted(tmp_path: Path) -> None:
    (found,) = check_app(tmp_path, {"a.txt (encrypted)": "x"})
    assert found.location.path == "app.zip"
    assert found.message == 'the zip cannot be read: its member "a.txt" is encrypted'


@pytest.mark.parametrize("data", [b"", b"PK", b"hello", b"<html>" * 999, b"PK\5\6" + bytes(18)])
def test_no_zip_or_an_empty_one(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "app.zip").write_bytes(data)
    (found,) = checked(tmp_path / "app.zip")
    assert found.code == ("FX911" if data.startswith(b"PK\5\6") else "FX901")


def test_cut_off_anywhere(tmp_path: Path) -> None:
    path = app_zip(tmp_path / "app.zip")
    data = path.read_bytes()
    for end in range(0, len(data), 7):
        path.write_bytes(data[:end])
        assert [each.code for each in checked(path)] == ["FX901"]


def test_bytes_before_and_after(tmp_path: Path) -> None:
    path = app_zip(tmp_path / "app.zip")
    data = path.read_bytes()
    path.write_bytes(b"#!/bin/sh\n" + data)
    assert checked(path) == []
    path.write_bytes(data + b"junk")
    assert [each.code for each in checked(path)] == ["FX901"]


def test_a_zip_in_a_zip_is_a_file(tmp_path: Path) -> None:
    inner = app_zip(tmp_path / "inner.zip", {"a.txt (damaged)": ""}).read_bytes()
    assert codes(tmp_path, {"inner.zip": inner}) == []
