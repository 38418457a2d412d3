from __future__ import annotations

import os
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from glob import glob
from pathlib import Path

import pytest

from fxpack.artifact import LockedPackage
from fxpack.errors import DependencyError, UsageError
from fxpack.pack.network import Network
from fxpack.pack.store import Store
from tests.pack.fetching import fetched, left
from tests.pack.scripted import Answer, Asked, Server, scripted
from tests.wheels import make_source, source_tree

ME = "Basic bWU6aGlkZGVu"
"""me:hidden"""


@pytest.fixture(autouse=True)
def own_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No settings of this machine, but a user whose helper keeps credentials."""
    for name in list(os.environ):
        if name.startswith("GIT_") or name.lower().endswith("_proxy"):
            monkeypatch.delenv(name)
    home = tmp_path / "home"
    home.mkdir()
    (home / ".gitconfig").write_text(
        f"[user]\nname = me\nemail = me@example.com\n[credential]\nhelper = store --file={home}/kept\n"
    )
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("NETRC", str(home / "netrc"))


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(str(tmp_path / "store"))


def git(folder: str | Path, *arguments: str) -> str:
    command = ["git", "-C", os.fspath(folder), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def repository(folder: Path, tree: dict[str, bytes] | None = None) -> str:
    """A repository with one commit, whose hash is returned."""
    make_source(folder, tree or source_tree())
    git(folder, "init", "--quiet", "--initial-branch=main")
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "--message=one")
    return git(folder, "rev-parse", "HEAD")


def package(url: str | Path, commit: str, subdirectory: str = "") -> LockedPackage:
    location = url.as_uri() if isinstance(url, Path) else url
    return LockedPackage("src-pkg", "", "vcs", location, commit=commit, subdirectory=subdirectory)


@contextmanager
def hosted(folder: Path) -> Iterator[Server]:
    """The repositories of a folder, by git's plain protocol, for those with credentials.

    Arguments of all processes are looked at while git asks.
    """
    for bare in folder.glob("*.git"):
        git(bare, "update-server-info")

    def answers(asked: Asked) -> Answer:
        for arguments in glob("/proc/[0-9]*/cmdline"):
            try:
                seen = Path(arguments).read_bytes()
            except OSError:
                continue
            if b"hidden" in seen:
                return Answer(status=500)
        if asked.headers.get("Authorization") != ME:
            return Answer(status=401, headers={"WWW-Authenticate": 'Basic realm="here"'})
        file = folder / asked.path.partition("?")[0].lstrip("/")
        return Answer(file.read_bytes()) if file.is_file() else Answer(status=404)

    with scripted(answers) as server:
        yield server


@pytest.mark.parametrize("form", ["{}", "git+{}", "git+{}@main#egg=src-pkg"])
def test_a_commit_is_built_once(store: Store, tmp_path: Path, form: str) -> None:
    commit = repository(tmp_path / "repo")
    asked = package(form.format((tmp_path / "repo").as_uri()), commit)
    (wheel,) = fetched(store, asked)
    assert (wheel.facts.name, wheel.facts.version) == ("src-pkg", "1.0")
    assert left(store) == []
    shutil.rmtree(tmp_path / "repo")
    assert fetched(store, asked, network=Network(offline=True)) == (wheel,)


def test_the_commit_and_not_its_branch(store: Store, tmp_path: Path) -> None:
    first = repository(tmp_path / "repo")
    make_source(tmp_path / "repo", source_tree(version="2.0"))
    git(tmp_path / "repo", "commit", "--quiet", "--all", "--message=two")
    second = git(tmp_path / "repo", "rev-parse", "HEAD")
    for commit, version in ((first, "1.0"), (second, "2.0")):
        (wheel,) = fetched(store, package(tmp_path / "repo", commit))
        assert wheel.facts.version == version


def test_a_commit_that_no_branch_has(store: Store, tmp_path: Path) -> None:
    repository(tmp_path / "repo")
    git(tmp_path / "repo", "checkout", "--quiet", "--detach")
    make_source(tmp_path / "repo", source_tree(version="2.0"))
    git(tmp_path / "repo", "commit", "--quiet", "--all", "--message=two")
    commit = git(tmp_path / "repo", "rev-parse", "HEAD")
    git(tmp_path / "repo", "update-ref", "refs/pull/1/head", commit)
    git(tmp_path / "repo", "checkout", "--quiet", "main")
    (wheel,) = fetched(store, package(tmp_path / "repo", commit))
    assert wheel.facts.version == "2.0"


def test_a_folder_of_a_repository(store: Store, tmp_path: Path) -> None:
    tree = {f"deep/inner/{path}": content for path, content in source_tree().items()}
    commit = repository(tmp_path / "repo", tree)
    fetched(store, package(tmp_path / "repo", commit, "deep/inner"))
    for missing in ("deep/other", "../sources.other"):
        with pytest.raises(DependencyError, match="there is no folder"):
            fetched(store, package(tmp_path / "repo", commit, missing))


def test_tags_are_there_for_those_who_make_versions_of_them(store: Store, tmp_path: Path) -> None:
    backend = """
    import subprocess
    described = subprocess.run(["git", "describe"], capture_output=True, text=True, check=True)
    VERSION = described.stdout.strip().lstrip("v")
    INFO = MODULE + "-" + VERSION + ".dist-info"
    METADATA = METADATA.replace("Version: 1.0", "Version: " + VERSION)
    """
    commit = repository(tmp_path / "repo", source_tree(backend=backend))
    git(tmp_path / "repo", "tag", "--annotate", "--message=tag", "v3.5")
    (wheel,) = fetched(store, package(tmp_path / "repo", commit))
    assert wheel.facts.version == "3.5"


def test_credentials_are_for_git_alone(store: Store, tmp_path: Path) -> None:
    repository(tmp_path / "part", {"part.py": b"x = 1\n"})
    (tmp_path / "hosted").mkdir()
    git(tmp_path, "clone", "--quiet", "--bare", "part", "hosted/part.git")
    commit = repository(tmp_path / "repo")
    git(tmp_path, "clone", "--quiet", "--bare", "repo", "hosted/repo.git")
    with hosted(tmp_path / "hosted") as server:
        url = f"{server.url}/repo.git"
        with pytest.raises(DependencyError, match="git cannot get"):
            fetched(store, package(url, commit))
        (wheel,) = fetched(store, package(url.replace("//", "//me:hidden@"), commit))
    assert wheel.facts.name == "src-pkg"
    assert not (tmp_path / "home" / "kept").exists()


def test_submodules_come_with_it(store: Store, tmp_path: Path) -> None:
    (tmp_path / "hosted").mkdir()
    part = repository(tmp_path / "part", {"__init__.py": b"x = 1\n"})
    git(tmp_path, "clone", "--quiet", "--bare", "part", "hosted/part.git")
    repository(tmp_path / "repo")
    (tmp_path / "repo" / ".gitmodules").write_text(
        '[submodule "part"]\npath = src_pkg/part\nurl = ../part.git\n'
    )
    git(tmp_path / "repo", "add", ".gitmodules")
    entry = f"160000,{part},src_pkg/part"
    git(tmp_path / "repo", "update-index", "--add", "--cacheinfo", entry)
    git(tmp_path / "repo", "commit", "--quiet", "--message=two")
    commit = git(tmp_path / "repo", "rev-parse", "HEAD")
    git(tmp_path, "clone", "--quiet", "--bare", "repo", "hosted/repo.git")
    with hosted(tmp_path / "hosted") as server:
        url = f"{server.url}/repo.git".replace("//", "//me:hidden@")
        (wheel,) = fetched(store, package(url, commit))
    assert "src_pkg" in wheel.facts.imports
    with zipfile.ZipFile(wheel.path) as archive:
        assert "src_pkg/part/__init__.py" in archive.namelist()


def test_hooks_of_git_that_run_fxpack_do_not_lead_it_astray(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit = repository(tmp_path / "repo")
    repository(tmp_path / "mine", {"mine.py": b""})
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "mine" / ".git"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(tmp_path / "mine" / ".git" / "index"))
    (wheel,) = fetched(store, package(tmp_path / "repo", commit))
    assert wheel.facts.name == "src-pkg"
    monkeypatch.delenv("GIT_DIR")
    monkeypatch.delenv("GIT_INDEX_FILE")
    assert git(tmp_path / "mine", "status", "--porcelain") == ""


@pytest.mark.parametrize(
    ("url", "commit", "said"),
    [
        (
            "file:///missing/repo",
            "ab" * 20,
            r"git cannot get abababababab of file:///missing/repo: ",
        ),
        ("hg+https://me:hidden@host/repo", "ab" * 20, r"hg\+https://\*\*\*\*@host/repo is none"),
        ("git+https://me:hidden@host/repo", "main", '"main" is no whole commit'),
        ("git+https://me:hidden@host/repo", "--upload-pack=x", "is no whole commit"),
        (
            "https://me:hidden@127.0.0.1:9/repo",
            "ab" * 20,
            r"git cannot get abababababab of https://\*\*\*\*@127\.0\.0\.1:9/repo: .*connect",
        ),
    ],
)
def test_what_cannot_be_had(store: Store, tmp_path: Path, url: str, commit: str, said: str) -> None:
    with pytest.raises(DependencyError, match=said) as raised:
        fetched(store, package(url, commit))
    assert "hidden" not in str(raised.value)
    assert "\n" not in str(raised.value)
    assert left(store) == []


def test_a_line_break_in_credentials(store: Store) -> None:
    with pytest.raises(UsageError, match="line break"):
        fetched(store, package("https://me:a%0Ab@127.0.0.1:9/repo", "ab" * 20))


def test_a_url_that_is_an_option_is_none(store: Store, tmp_path: Path) -> None:
    with pytest.raises(DependencyError):
        fetched(store, package(f"--upload-pack=touch {tmp_path}/made", "ab" * 20))
    assert not (tmp_path / "made").exists()
