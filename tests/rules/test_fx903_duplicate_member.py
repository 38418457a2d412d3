from __future__ import annotations

from pathlib import Path

from tests.archives import check_app, codes


def test_twice(tmp_path: Path) -> None:
    (found,) = check_app(tmp_path, {"a.txt (twice)": "x"})
    assert (found.code, found.location.path) == ("FX903", "app.zip/a.txt")
    assert found.message == '"a.txt" is in the zip several times'


def test_file_and_folder(tmp_path: Path) -> None:
    (found,) = check_app(tmp_path, {"a": "x", "a/b": "x"})
    assert found.message == '"a" is in the zip as a file and as a folder'


def test_entries_of_folders_are_no_files(tmp_path: Path) -> None:
    assert codes(tmp_path, {"a/ (twice)": "", "a/b": "x"}) == []
