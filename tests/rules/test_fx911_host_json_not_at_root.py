from __future__ import annotations

from pathlib import Path

from tests.archives import check_app, checked, codes, write_zip


def test_the_folder_is_named(tmp_path: Path) -> None:
    tree = {"apps/x/host.json": "{}", "apps/x/y/host.json": "{}", "apps/x/function_app.py": ""}
    (found,) = checked(write_zip(tmp_path / "app.zip", tree))
    assert (found.code, found.location.path) == ("FX911", "app.zip/apps/x/host.json")
    assert found.message == (
        'host.json lies in the folder "apps/x", and not at the root of the zip'
    )
    assert found.help == 'zip what is in "apps/x", not the folder itself'


def test_none_at_all(tmp_path: Path) -> None:
    (found,) = check_app(tmp_path, {"host.json (absent)": ""})
    assert found.message == "the zip has no host.json"


def test_one_of_a_package_is_none(tmp_path: Path) -> None:
    tree = {"host.json (absent)": "", ".python_packages/lib/site-packages/x/host.json": "{}"}
    assert codes(tmp_path, tree) == ["FX911"]
    assert codes(tmp_path, {"other/host.json": "{}"}) == []
