"""Trees made in temporary folders: what is listed, what is not looked into, what never crashes."""

from __future__ import annotations

import os
import socket
import sys
from pathlib import Path

import pytest

from fxpack.read.tree import SKIPPED, Tree, list_folder


def make(root: Path, *paths: str) -> Tree:
    """Files with their own name as content; a path that ends in a slash is a folder."""
    for path in paths:
        target = root / path
        if path.endswith("/"):
            target.mkdir(parents=True, exist_ok=True)
        else:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(path)
    return Tree(str(root))


def test_is_a_sorted_mapping_of_posix_paths(tmp_path: Path) -> None:
    tree = make(
        tmp_path, "host.json", "f/function.json", "f/b/deep.py", "f/__init__.py", ".funcignore"
    )
    assert list(tree) == [
        ".funcignore",
        "f/__init__.py",
        "f/b/deep.py",
        "f/function.json",
        "host.json",
    ]
    assert len(tree) == 5
    assert tree["f/b/deep.py"] == b"f/b/deep.py"
    assert "f/function.json" in tree
    assert "f" not in tree
    assert tree.get("absent") is None
    assert tree.folders == {"f", "f/b"}


def test_content_is_read_when_asked_for(tmp_path: Path) -> None:
    tree = make(tmp_path, "a.py")
    assert "a.py" in tree
    (tmp_path / "a.py").write_text("changed")
    assert tree["a.py"] == b"changed"


def test_vanished_file_raises_oserror_only(tmp_path: Path) -> None:
    tree = make(tmp_path, "a.py", "b.py")
    assert list(tree) == ["a.py", "b.py"]
    (tmp_path / "a.py").unlink()
    with pytest.raises(FileNotFoundError):
        tree["a.py"]
    assert set(tree.stats) == {"b.py"}


def test_vanished_root_is_empty(tmp_path: Path) -> None:
    assert list(Tree(str(tmp_path / "gone"))) == []


@pytest.mark.parametrize("name", sorted(SKIPPED))
def test_skipped_folders_are_known_but_not_looked_into(tmp_path: Path, name: str) -> None:
    tree = make(tmp_path, f"{name}/x.py", f"f/{name}/x.py")
    assert list(tree) == []
    assert {name, f"f/{name}"} <= tree.folders


@pytest.mark.parametrize(
    ("paths", "listed"),
    [
        (["anything/pyvenv.cfg", "anything/lib/x.py"], ["anything/pyvenv.cfg"]),
        ([".venv/pyvenv.cfg", ".venv/lib/x.py"], [".venv/pyvenv.cfg"]),
        ([".venv/lib/x.py"], []),
        (["venv/bin/python", "venv/lib/x.py"], []),
        (["env/Scripts/python.exe", "env/Lib/x.py"], []),
        (["conda/conda-meta/history", "conda/lib/x.py"], []),
        (["env/function.json", "env/__init__.py"], ["env/__init__.py", "env/function.json"]),
        (["venv/bin/tool.py"], ["venv/bin/tool.py"]),
        (["pyvenv.cfg", "host.json", "f/x.py"], ["f/x.py", "host.json", "pyvenv.cfg"]),
    ],
)
def test_environments(tmp_path: Path, paths: list[str], listed: list[str]) -> None:
    assert list(make(tmp_path, *paths)) == listed


def test_an_app_further_down_is_no_part_of_this_one(tmp_path: Path) -> None:
    tree = make(
        tmp_path,
        "host.json",
        "f/function.json",
        "f/host.json",
        "shared/host.json",
        "samples/v1/host.json",
        "samples/v1/g/function.json",
        "samples/v2/host.json",
        "samples/v2/function_app.py",
    )
    assert list(tree) == ["f/function.json", "f/host.json", "host.json", "shared/host.json"]
    assert "samples/v1" in tree.folders


class TestTestsBesideApp:
    def test_only_python_files_of_tests(self, tmp_path: Path) -> None:
        paths = ["__app__/host.json", "tests/a/test_x.py", "tests/data.json", "test/b.py", "c.py"]
        make(tmp_path, *paths)
        tree = Tree(str(tmp_path / "__app__"))
        assert list(tree) == ["../test/b.py", "../tests/a/test_x.py", "host.json"]
        assert tree["../tests/a/test_x.py"] == b"tests/a/test_x.py"

    def test_not_for_another_name(self, tmp_path: Path) -> None:
        make(tmp_path, "app/host.json", "tests/test_x.py")
        assert list(Tree(str(tmp_path / "app"))) == ["host.json"]


@pytest.mark.skipif(sys.platform == "win32", reason="making links needs a right on Windows")
class TestLinks:
    def test_files_are_followed_and_outside_is_told(self, tmp_path: Path) -> None:
        make(tmp_path, "app/a.py", "other/b.py")
        os.symlink("a.py", tmp_path / "app/inside.py")
        os.symlink("../other/b.py", tmp_path / "app/outside.py")
        os.symlink("../other", tmp_path / "app/folder")
        tree = Tree(str(tmp_path / "app"))
        assert list(tree) == ["a.py", "inside.py", "outside.py"]
        assert tree["outside.py"] == b"other/b.py"
        assert tree.outside == {"outside.py", "folder"}

    def test_folder_inside_is_followed(self, tmp_path: Path) -> None:
        make(tmp_path, "real/x.py")
        os.symlink("real", tmp_path / "link")
        assert list(Tree(str(tmp_path))) == ["link/x.py", "real/x.py"]

    def test_cycles_end(self, tmp_path: Path) -> None:
        make(tmp_path, "a/x.py", "b/y.py", "c/d/z.py")
        os.symlink("../b", tmp_path / "a/b")
        os.symlink("../a", tmp_path / "b/a")
        os.symlink("..", tmp_path / "c/up")
        os.symlink(".", tmp_path / "c/d/self")
        os.symlink("../..", tmp_path / "c/d/top")
        tree = Tree(str(tmp_path))
        assert list(tree) == ["a/b/y.py", "a/x.py", "b/a/x.py", "b/y.py", "c/d/z.py"]

    def test_dangling_and_self_links_are_left_out(self, tmp_path: Path) -> None:
        make(tmp_path, "a.py")
        os.symlink("nowhere", tmp_path / "dangling.py")
        os.symlink("loop", tmp_path / "loop")
        assert list(Tree(str(tmp_path))) == ["a.py"]

    def test_link_into_packages_is_not_followed(self, tmp_path: Path) -> None:
        make(tmp_path, ".python_packages/lib/site-packages/requests.py")
        os.symlink(".python_packages/lib/site-packages", tmp_path / "lib")
        assert list(Tree(str(tmp_path))) == []

    def test_root_that_is_a_link(self, tmp_path: Path) -> None:
        make(tmp_path, "real/a.py")
        os.symlink("a.py", tmp_path / "real/b.py")
        os.symlink("real", tmp_path / "link")
        tree = Tree(str(tmp_path / "link"))
        assert list(tree) == ["a.py", "b.py"]
        assert not tree.outside

    def test_pipes_and_sockets_are_left_out(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        os.mkfifo(tmp_path / "function.json")
        monkeypatch.chdir(tmp_path)
        with socket.socket(socket.AF_UNIX) as server:
            server.bind("socket.py")
            assert list(Tree(str(tmp_path))) == []

    def test_names_that_are_not_utf8(self, tmp_path: Path) -> None:
        (Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.py"))).write_text("x")
        tree = Tree(str(tmp_path))
        assert list(tree) == ["\udcff.py"]
        assert tree["\udcff.py"] == b"x"


def test_unreadable_folder_lists_as_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: str) -> None:
        raise PermissionError(path)

    monkeypatch.setattr(os, "scandir", refuse)
    assert list_folder(str(tmp_path)).readable is False
    assert Tree(str(tmp_path)).unreadable == {""}


def test_stats(tmp_path: Path) -> None:
    tree = make(tmp_path, "a.py")
    os.utime(tmp_path / "a.py", ns=(1, 2_000_000_003))
    assert {path: numbers[:2] for path, numbers in tree.stats.items()} == {
        "a.py": (4, 2_000_000_003)
    }


def test_deep_folders(tmp_path: Path) -> None:
    deep = "/".join(["d"] * 300)
    assert list(make(tmp_path, f"{deep}/x.py")) == [f"{deep}/x.py"]
