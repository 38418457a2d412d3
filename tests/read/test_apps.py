"""Which apps some paths stand for, on folders made for each case."""

from __future__ import annotations

import ntpath
import os
import posixpath
import sys
from pathlib import Path
from types import ModuleType

import pytest

from fxpack.errors import FileError, UsageError
from fxpack.read import apps as apps_module
from fxpack.read.apps import display_of, find_apps, one_app, path_in_app


def make(root: Path, *paths: str) -> None:
    for path in paths:
        name, _, text = path.partition(" = ")
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)


def found(root: Path, *paths: str, cwd: str = "") -> list[str]:
    return [app.display for app in find_apps(paths, str(root / cwd)).apps]


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    make(
        tmp_path,
        ".git/HEAD",
        "README.md",
        "apps/a/host.json",
        "apps/a/f/function.json",
        "apps/a/f/__init__.py",
        "apps/a/shared/x.py",
        "apps/b/host.json",
        "apps/b/function_app.py",
        "docs/index.md",
    )
    return tmp_path


class TestFolders:
    @pytest.mark.parametrize(
        ("paths", "expected"),
        [
            ((), ["apps/a", "apps/b"]),
            ((".",), ["apps/a", "apps/b"]),
            (("apps",), ["apps/a", "apps/b"]),
            (("apps/a",), ["apps/a"]),
            (("apps/b/", "apps/a", "./apps/a"), ["apps/a", "apps/b"]),
            (("apps/a", "apps/a/f/function.json"), ["apps/a"]),
        ],
    )
    def test_apps_below(
        self, repository: Path, paths: tuple[str, ...], expected: list[str]
    ) -> None:
        assert found(repository, *paths) == expected

    def test_roots_are_absolute(self, repository: Path) -> None:
        (app, _) = find_apps((), str(repository)).apps
        assert app.root == str(repository / "apps" / "a")

    def test_current_folder_is_called_nothing(self, repository: Path) -> None:
        assert found(repository, cwd="apps/a") == [""]

    def test_other_folders_lead_up(self, repository: Path) -> None:
        assert found(repository, "../apps/a", cwd="docs") == ["../apps/a"]

    @pytest.mark.parametrize(
        "files",
        [
            ("app/f/function.json",),
            ("app/function_app.py",),
            ("app/host.json",),
            ("app/host.json", "app/function.json", "app/f/function.json"),
        ],
    )
    def test_a_named_folder_is_an_app(self, tmp_path: Path, files: tuple[str, ...]) -> None:
        make(tmp_path, *files)
        assert found(tmp_path, "app") == ["app"]
        assert found(tmp_path, cwd="app") == [""]

    @pytest.mark.parametrize("files", [("app/f/function.json",), ("app/function_app.py",)])
    def test_a_folder_nobody_named_needs_host_json(
        self, tmp_path: Path, files: tuple[str, ...]
    ) -> None:
        make(tmp_path, *files)
        with pytest.raises(UsageError):
            found(tmp_path)


class TestErrors:
    def test_folder_without_app(self, repository: Path) -> None:
        with pytest.raises(UsageError, match=r"^docs is no function app .* name a folder that has"):
            found(repository, "docs")

    def test_folder_of_an_app(self, repository: Path) -> None:
        with pytest.raises(UsageError, match=r"it lies in the app .*: name that"):
            found(repository, "apps/a/shared")

    def test_function_folder_with_stray_host_json(self, repository: Path) -> None:
        make(repository, "apps/a/f/host.json", "lone/host.json", "lone/function.json")
        with pytest.raises(UsageError):
            found(repository, "apps/a/f")
        with pytest.raises(UsageError):
            found(repository, "lone")

    def test_path_that_does_not_exist(self, repository: Path) -> None:
        with pytest.raises(UsageError, match=r"^nowhere does not exist"):
            found(repository, "apps/a", "nowhere")

    def test_exit_code(self) -> None:
        assert UsageError("").exit_code == 2

    def test_unreadable_folder(self, repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def refuse(path: str) -> None:
            raise PermissionError(path)

        monkeypatch.setattr(os, "scandir", refuse)
        with pytest.raises(FileError, match=r"^apps cannot be read"):
            found(repository, "apps")


class TestStrayHostJson:
    @pytest.mark.parametrize(
        "stray", ["apps/a/f/host.json", "apps/a/shared/host.json", "apps/a/shared/deep/host.json"]
    )
    def test_makes_no_app(self, repository: Path, stray: str) -> None:
        make(repository, stray)
        assert found(repository) == ["apps/a", "apps/b"]
        assert found(repository, "apps/a") == ["apps/a"]
        assert found(repository, stray) == ["apps/a"]

    def test_a_whole_app_inside_an_app_is_one(self, repository: Path) -> None:
        make(
            repository,
            "apps/a/samples/one/host.json",
            "apps/a/samples/one/g/function.json",
            "apps/a/samples/two/host.json",
            "apps/a/samples/two/function_app.py",
        )
        assert found(repository, "apps/a") == [
            "apps/a",
            "apps/a/samples/one",
            "apps/a/samples/two",
        ]
        assert found(repository, "apps/a/samples/one/g/function.json") == ["apps/a/samples/one"]

    def test_a_repository_with_host_json_at_its_root(self, repository: Path) -> None:
        make(repository, "host.json", "apps/new/host.json")
        assert found(repository) == ["", "apps/a", "apps/b", "apps/new"]

    def test_app_below_app_that_it_leaves_out(self, repository: Path) -> None:
        make(
            repository,
            "apps/a/tests/app/host.json",
            "apps/a/tests/app/function_app.py",
            "apps/a/.funcignore = tests",
        )
        assert found(repository) == ["apps/a", "apps/b"]
        result = find_apps(["apps/a/tests/app/function_app.py"], str(repository))
        assert result.apps == ()
        assert result.passed_over == ("apps/a/tests/app/function_app.py",)


class TestNotSearched:
    @pytest.mark.parametrize(
        "folder", [".venv", "node_modules", ".git", "x/__pycache__", ".tox/py/lib", ".nox"]
    )
    def test_by_name(self, repository: Path, folder: str) -> None:
        make(repository, f"{folder}/app/host.json", f"{folder}/app/function_app.py")
        assert found(repository) == ["apps/a", "apps/b"]

    def test_environment(self, repository: Path) -> None:
        make(repository, "any/pyvenv.cfg", "any/app/host.json", "any/app/function_app.py")
        assert found(repository) == ["apps/a", "apps/b"]
        result = find_apps(["any/app/host.json"], str(repository))
        assert result.passed_over == ("any/app/host.json",)

    @pytest.mark.parametrize("limit", [1000, 0])
    @pytest.mark.parametrize(
        ("gitignores", "expected"),
        [
            ({".gitignore": "apps"}, []),
            ({".gitignore": "b/"}, ["apps/a"]),
            ({"apps/.gitignore": "/a"}, ["apps/b"]),
            ({".gitignore": "/a"}, ["apps/a", "apps/b"]),
            ({".gitignore": "apps/*", "apps/.gitignore": "!b"}, ["apps/b"]),
            ({".gitignore": "apps/*\n!apps/b"}, ["apps/b"]),
            ({".gitignore": "*.json"}, ["apps/a", "apps/b"]),
        ],
    )
    def test_by_git(
        self,
        repository: Path,
        gitignores: dict[str, str],
        expected: list[str],
        limit: int,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        monkeypatch.setattr(apps_module, "MANY_FOLDERS", limit)
        for path, text in gitignores.items():
            make(repository, f"{path} = {text}")
        if expected:
            assert found(repository) == expected
        else:
            with pytest.raises(UsageError, match="what git ignores"):
                found(repository)

    def test_gitignore_above_the_named_folder(self, repository: Path) -> None:
        make(repository, ".gitignore = b")
        assert found(repository, "apps") == ["apps/a"]
        assert found(repository, cwd="apps") == ["a"]

    def test_a_named_folder_is_searched_though_ignored(self, repository: Path) -> None:
        make(repository, ".gitignore = *\n!x", "apps/.gitignore = b")
        assert found(repository, "apps") == ["apps/a"]
        assert found(repository, "apps/b") == ["apps/b"]

    def test_gitignore_above_the_repository_does_not_count(self, repository: Path) -> None:
        make(repository, ".gitignore = b", "apps/.git")
        assert found(repository, "apps") == ["apps/a", "apps/b"]


class TestFiles:
    @pytest.mark.parametrize(
        "path",
        [
            "apps/a/f/function.json",
            "apps/a/f/__init__.py",
            "apps/a/shared/x.py",
            "apps/a/host.json",
        ],
    )
    def test_stands_for_its_app(self, repository: Path, path: str) -> None:
        assert found(repository, path) == ["apps/a"]

    def test_from_inside_the_app(self, repository: Path) -> None:
        assert found(repository, "__init__.py", cwd="apps/a/f") == [".."]
        assert found(repository, "host.json", cwd="apps/a") == [""]

    def test_without_app_is_passed_over(self, repository: Path) -> None:
        result = find_apps(["README.md", "apps/b/function_app.py"], str(repository))
        assert [app.display for app in result.apps] == ["apps/b"]
        assert result.passed_over == ("README.md",)

    def test_only_files_without_app(self, repository: Path) -> None:
        assert find_apps(["README.md"], str(repository)).apps == ()

    def test_host_json_above_the_repository_owns_nothing(self, repository: Path) -> None:
        make(repository.parent, "host.json")
        try:
            assert found(repository, "README.md") == []
        finally:
            (repository.parent / "host.json").unlink()

    @pytest.mark.parametrize("path", ["f/function.json", "f/__init__.py", "shared/x.py"])
    def test_app_without_host_json_is_the_current_folder(self, tmp_path: Path, path: str) -> None:
        make(tmp_path, "f/function.json", "f/__init__.py", "shared/x.py")
        assert found(tmp_path, path) == [""]
        assert found(tmp_path.parent, f"{tmp_path.name}/{path}") == []


class TestTestsBesideApp:
    def test_layout(self, tmp_path: Path) -> None:
        make(
            tmp_path,
            "__app__/host.json",
            "__app__/f/function.json",
            "tests/unit/test_f.py",
            "setup.py",
        )
        assert found(tmp_path) == ["__app__"]
        assert found(tmp_path, "tests/unit/test_f.py") == ["__app__"]
        assert found(tmp_path, "setup.py") == []

    def test_an_app_among_the_tests(self, tmp_path: Path) -> None:
        make(tmp_path, "__app__/host.json", "tests/app/host.json", "tests/app/f/function.json")
        assert found(tmp_path, "tests/app/f/function.json") == ["tests/app"]
        assert found(tmp_path) == ["__app__", "tests/app"]


class TestOtherLanguages:
    @pytest.mark.parametrize(
        "files",
        [
            ("package.json", "f/function.json", "f/index.js"),
            ("App.csproj", "Function.cs"),
            ("profile.ps1", "f/function.json", "f/run.ps1"),
            ("f/function.json", "App.deps.json", "bin/App.dll"),
        ],
    )
    def test_are_found_only_by_name(self, repository: Path, files: tuple[str, ...]) -> None:
        make(repository, "apps/other/host.json", *(f"apps/other/{file}" for file in files))
        assert found(repository) == ["apps/a", "apps/b"]
        assert found(repository, f"apps/other/{files[0]}") == []
        assert found(repository, "apps/other") == ["apps/other"]

    def test_python_beside_package_json(self, repository: Path) -> None:
        make(repository, "apps/a/package.json", "apps/c/host.json", "apps/c/f/function.json")
        assert found(repository) == ["apps/a", "apps/b", "apps/c"]


@pytest.mark.skipif(sys.platform == "win32", reason="making links needs a right on Windows")
class TestLinks:
    def test_cycles_end_and_links_are_not_searched(self, repository: Path) -> None:
        os.symlink("..", repository / "apps/up")
        os.symlink("../apps", repository / "docs/apps")
        assert found(repository) == ["apps/a", "apps/b"]

    def test_a_named_link_is_followed_once(self, repository: Path) -> None:
        os.symlink("apps/a", repository / "link")
        assert found(repository, "link") == ["link"]
        assert found(repository, "link", "apps/a") == ["link"]

    def test_dangling_link_is_a_file(self, repository: Path) -> None:
        os.symlink("nowhere", repository / "apps/a/dangling.py")
        assert found(repository, "apps/a/dangling.py") == ["apps/a"]


@pytest.mark.parametrize(
    ("flavour", "root", "cwd", "expected"),
    [
        (posixpath, "/r/apps/a", "/r", "apps/a"),
        (posixpath, "/r", "/r", ""),
        (posixpath, "/r", "/r/docs", ".."),
        (ntpath, r"C:\r\apps\a", r"C:\r", "apps/a"),
        (ntpath, r"C:\r\apps\a", r"c:\R", "apps/a"),
        (ntpath, r"C:\r", r"C:\r", ""),
        (ntpath, r"C:\r\a", r"C:\r\docs", "../a"),
        (ntpath, r"C:\r\a", r"D:\work", "C:/r/a"),
        (ntpath, r"\\server\share\a", r"C:\r", "//server/share/a"),
    ],
)
def test_display(flavour: ModuleType, root: str, cwd: str, expected: str) -> None:
    assert display_of(root, cwd, flavour) == expected


class TestOneApp:
    @pytest.mark.parametrize(
        ("path", "cwd", "expected"),
        [
            ("apps/a", "", "apps/a"),
            (".", "apps/a", ""),
            ("../b/", "apps/a", "../b"),
            ("apps", "alone", "apps/only"),
        ],
    )
    def test_is_named_or_below(self, repository: Path, path: str, cwd: str, expected: str) -> None:
        make(repository, "alone/apps/only/host.json", "alone/apps/only/function_app.py")
        app = one_app(path, str(repository / cwd))
        assert app.display == expected
        assert app.root == str((repository / cwd / expected).resolve())

    def test_without_host_json(self, tmp_path: Path) -> None:
        make(tmp_path, "app/f/function.json")
        assert one_app("app", str(tmp_path)).display == "app"

    def test_apps_below_an_app_do_not_count(self, repository: Path) -> None:
        make(repository, "apps/a/samples/c/host.json", "apps/a/samples/c/function_app.py")
        assert one_app("apps/a", str(repository)).display == "apps/a"

    @pytest.mark.parametrize(
        ("path", "message"),
        [
            (".", ". has 2 apps below: name one of them (apps/a, apps/b)"),
            ("nothing", "nothing does not exist: name an app"),
            ("README.md", "README.md is no folder: name an app"),
            ("docs", "docs is no function app and has none below: name a folder that has"),
            ("apps/a/shared", "apps/a/shared is no function app and has none below; it lies in"),
        ],
    )
    def test_none_or_many(self, repository: Path, path: str, message: str) -> None:
        with pytest.raises(UsageError) as raised:
            one_app(path, str(repository))
        assert str(raised.value).startswith(message)

    def test_the_current_folder_is_one_of_many(self, repository: Path) -> None:
        with pytest.raises(UsageError, match=r"\(\., \.\./b\)$"):
            one_app("..", str(repository / "apps/a"))

    def test_of_many_a_few_are_named(self, tmp_path: Path) -> None:
        make(tmp_path, *(f"{number:02}/function_app.py" for number in range(12)))
        make(tmp_path, *(f"{number:02}/host.json" for number in range(12)))
        with pytest.raises(UsageError, match=r"\(00, 01, .*, 09, …\)$"):
            one_app(".", str(tmp_path))


class TestPathInApp:
    @pytest.mark.parametrize(
        ("path", "cwd", "expected"),
        [
            ("f/__init__.py", "apps/a", "f/__init__.py"),
            ("apps/a/f", "", "f"),
            ("./f/", "", "f"),
            ("../a/host.json", "apps/b", "host.json"),
            ("__init__.py", "apps/a/f", "f/__init__.py"),
            ("host.json", "apps/a/f", "host.json"),
        ],
    )
    def test_from_the_current_folder_or_the_app(
        self, repository: Path, path: str, cwd: str, expected: str
    ) -> None:
        app = one_app(str(repository / "apps/a"), str(repository))
        assert path_in_app(app, path, str(repository / cwd)) == expected

    @pytest.mark.parametrize("path", ["nothing", "..", ".", "../b/host.json", "/etc", ""])
    def test_nothing_that_the_app_has(self, repository: Path, path: str) -> None:
        app = one_app("apps/a", str(repository))
        with pytest.raises(UsageError, match="is nothing that the app apps/a has"):
            path_in_app(app, path, str(repository))
