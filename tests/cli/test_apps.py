"""`fxpack apps`: the apps of a repository, and those that a change touches, as git tells."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from fxpack.report.apps import ListedApp, azure_matrix, github_matrix
from tests.cli.conftest import Fxpack, write
from tests.report.test_json import schema

Git = Callable[..., str]

LOCAL = {"requirements.txt": "azure-functions\n-r ../../common.txt\n../../libs/money\n"}


@pytest.fixture
def git(root: Path) -> Git:
    """Runs git in the repository."""
    shutil.rmtree(root / ".git")

    def run(*arguments: str) -> str:
        who = ["-c", "user.name=a", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false"]
        command = ["git", *who, *arguments]
        return subprocess.run(
            command, cwd=root, check=True, capture_output=True, encoding="utf-8"
        ).stdout.strip()

    run("init", "-q", "-b", "main")
    return run


@pytest.fixture
def repository(root: Path, git: Git) -> Path:
    """Three apps, one of which is built of what lies beside it."""
    write(root / "apps/one")
    write(root / "apps/two", LOCAL)
    write(root / "apps/two/inner", {".funcignore": "tests\n", "tests/test_a.py": ""})
    put(root, {"common.txt": "six\n", "libs/money/pyproject.toml": "", "libs/other.py": ""})
    git("add", "-A")
    git("commit", "-qm", "first")
    return root


def put(root: Path, files: Mapping[str, str]) -> None:
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text)


def touched(fxpack: Fxpack, *since: str) -> list[str]:
    ran = fxpack("apps", "--changed-since", *(since or ("HEAD",)))
    assert (ran.code, ran.err) == (0, "")
    return [line.removeprefix("apps/") for line in ran.out.splitlines()]


def test_all(repository: Path, fxpack: Fxpack) -> None:
    assert fxpack("apps").out == "apps/one\napps/two\napps/two/inner\n"
    assert fxpack("apps", folder="apps/one").out == ".\n"
    assert fxpack("apps", "apps/two", "apps/one").out.splitlines()[0] == "apps/one"


def test_formats(repository: Path, fxpack: Fxpack) -> None:
    value = json.loads(fxpack("apps", "--format", "json").out)
    Draft202012Validator(schema("apps-output")).validate(value)
    jobs = [
        {"app": path, "name": path.replace("/", "_"), "python": "3.12"}
        for path in ("apps/one", "apps/two", "apps/two/inner")
    ]
    assert json.loads(fxpack("apps", "--format", "matrix").out) == {"include": jobs}
    azure = json.loads(fxpack("apps", "--format", "matrix", TF_BUILD="True").out)
    assert azure == {job["name"]: job for job in jobs}
    put(repository, {"apps/one/new.py": ""})
    value = json.loads(fxpack("apps", "--format", "json", "--changed-since", "main").out)
    Draft202012Validator(schema("apps-output")).validate(value)
    assert [each["because"] for each in value["apps"]] == ["apps/one/new.py"]


def test_more_jobs_than_github_takes(root: Path, fxpack: Fxpack) -> None:
    for number in range(257):
        put(root, {f"apps/{number}/host.json": "{}", f"apps/{number}/function_app.py": ""})
    ran = fxpack("apps", "--format", "matrix")
    assert len(json.loads(ran.out)["include"]) == 257
    assert "note: GitHub Actions takes at most 256 jobs of a matrix, and these are 257: " in ran.err
    assert fxpack("apps", "--format", "matrix", TF_BUILD="True").err == ""


def test_names_of_jobs_differ() -> None:
    same = [ListedApp("a-b", "a_b", "3.12"), ListedApp("a.b", "a_b", "3.12")]
    assert list(json.loads(azure_matrix(same))) == ["a_b", "a_b_2"]
    jobs = json.loads(github_matrix(same))["include"]
    assert [(job["app"], job["name"]) for job in jobs] == [("a-b", "a_b"), ("a.b", "a_b_2")]
    long = [ListedApp(path, "n" * 300, "3.12") for path in "ab"]
    assert [len(name) for name in json.loads(azure_matrix(long))] == [90, 92]
    # nor in letter case only: Azure Pipelines and artifacts see no difference
    cases = [
        ListedApp("A", "A", "3.12"),
        ListedApp("a", "a", "3.12"),
        ListedApp("a.2", "a_2", "3.12"),
    ]
    assert list(json.loads(azure_matrix(cases))) == ["A", "a_2", "a_2_2"]


@pytest.mark.parametrize(
    ("folder", "name"),
    [("2019-app", "app_2019_app"), ("日本", "app"), ("-x-", "x"), ("a b", "a_b")],
)
def test_a_job_has_a_name_that_azure_takes(
    folder: str, name: str, root: Path, fxpack: Fxpack
) -> None:
    write(root / folder)
    assert list(json.loads(fxpack("apps", "--format", "matrix", TF_BUILD="True").out)) == [name]


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ("apps/one/f/__init__.py", ["one"]),
        ("apps/one/new/data.bin", ["one"]),
        # an app inside of another is published with that, too
        ("apps/two/inner/f/function.json", ["two", "two/inner"]),
        ("apps/two/inner/requirements.txt", ["two", "two/inner"]),
        # what is not published touches nothing
        ("apps/two/inner/tests/test_a.py", ["two"]),
        ("apps/one/.vscode/settings.json", []),
        ("README.md", []),
        ("libs/other.py", []),
        # what is outside of the folder
        ("common.txt", ["two"]),
        ("libs/money/money.py", ["two"]),
        ("pyproject.toml", ["one", "two", "two/inner"]),
        (".python-version", ["one", "two", "two/inner"]),
        ("uv.toml", ["one", "two", "two/inner"]),
        # lint reads it, whether it is published or not
        ("apps/one/local.settings.json", ["one"]),
    ],
)
def test_a_changed_file(
    changed: str, expected: list[str], repository: Path, git: Git, fxpack: Fxpack
) -> None:
    put(
        repository, {changed: "# changed\n" if changed.endswith((".py", ".toml", ".txt")) else "{}"}
    )
    if changed == ".python-version":
        put(repository, {changed: "3.12\n"})
    assert touched(fxpack) == expected
    # committed, it counts since the commit before, and no more since this one
    git("add", "-A", "-f")
    git("commit", "-qm", "second")
    assert touched(fxpack, "HEAD~1") == expected
    assert touched(fxpack, "HEAD") == []


UV_LOCK = """
version = 1
requires-python = ">=3.12"
[[package]]
name = "one"
version = "1"
source = { virtual = "apps/one" }
dependencies = [{ name = "money" }, { name = "six" }]
[[package]]
name = "money"
version = "1"
source = { editable = "libs/money" }
[[package]]
name = "other"
version = "1"
source = { editable = "libs/other" }
[[package]]
name = "six"
version = "1.17.0"
source = { registry = "https://pypi.org/simple" }
"""
PYLOCK = """
lock-version = "1.0"
created-by = "a test"
[[packages]]
name = "money"
directory = { path = "../../libs/money" }
"""
POETRY_LOCK = """
[[package]]
name = "money"
version = "1"
[package.source]
type = "directory"
url = "../../libs/money"
[[package]]
name = "six"
version = "1.17.0"
[package.source]
type = "legacy"
url = "../../libs/other"
"""


@pytest.mark.parametrize(
    "files",
    [
        {"apps/one/pylock.toml": PYLOCK},
        {"apps/one/poetry.lock": POETRY_LOCK},
        {"uv.lock": UV_LOCK},
        {"apps/one/uv.lock": UV_LOCK.replace('"libs', '"../../libs').replace("apps/one", ".")},
        {
            "apps/one/pyproject.toml": "[project]\nname = 'one'\ndependencies = ['money']\n"
            "[tool.uv.sources]\nmoney = [{ path = '../../libs/money', marker = 'a' }]\n"
        },
        {
            "apps/one/pyproject.toml": "[tool.poetry.dependencies]\n"
            "python = '^3.12'\nmoney = { path = '../../libs/money', develop = true }\n"
        },
        # what leads there leads on
        {
            "apps/one/requirements.txt": "-e ../../libs/more\n",
            "libs/more/pyproject.toml": "[tool.uv.sources]\nmoney = { path = '../money' }\n",
        },
    ],
    ids=["pylock", "poetry.lock", "workspace", "uv.lock", "uv", "poetry", "through another"],
)
def test_a_changed_package_beside(
    files: Mapping[str, str], repository: Path, git: Git, fxpack: Fxpack
) -> None:
    put(repository, files)
    git("add", "-A")
    git("commit", "-qm", "second")
    put(repository, {"libs/money/money/__init__.py": "", "libs/other/other.py": ""})
    assert touched(fxpack) == ["one", "two"]


@pytest.mark.parametrize(
    "text",
    ["= =", "package = 3", "[[package]]\nsource = 1", "tool = 1", "\0", "a." * 9_999 + "a = 1"],
)
@pytest.mark.parametrize("name", ["uv.lock", "pylock.toml", "poetry.lock"])
def test_a_lock_that_is_none_leads_nowhere(
    name: str, text: str, repository: Path, fxpack: Fxpack
) -> None:
    put(repository, {f"apps/one/{name}": text})
    assert touched(fxpack) == ["one"]


@pytest.mark.skipif(sys.platform == "win32", reason="links")
def test_links(repository: Path, git: Git, fxpack: Fxpack) -> None:
    """A build refuses a link that leads out of the app, and lint reads what is there."""
    (repository / "apps/one/money").symlink_to("../../libs/money")
    git("add", "-A")
    git("commit", "-qm", "second")
    (repository / "libs/money/pyproject.toml").unlink()
    assert touched(fxpack) == ["one", "two"]
    git("checkout", "-q", ".")
    (repository / "apps/one/money").unlink()
    (repository / "apps/one/money").symlink_to("../../libs")
    assert touched(fxpack) == ["one"]


def test_an_app_in_a_submodule(root: Path, git: Git, fxpack: Fxpack) -> None:
    """Git names the submodule, and not what changed in it."""
    write(root / "sub/app")
    at = ("-C", "sub")
    git(*at, "init", "-q")
    for text in ("first", "second"):
        put(root, {"sub/app/new.txt": text})
        git(*at, "add", "-A")
        git(*at, "commit", "-qm", text)
        if text == "first":
            git("-c", "advice.addEmbeddedRepo=false", "add", "sub")
            git("commit", "-qm", "first")
    assert fxpack("apps", "--changed-since", "HEAD").out == "sub/app\n"


def test_a_deleted_file(repository: Path, fxpack: Fxpack) -> None:
    (repository / "apps/one/f/__init__.py").unlink()
    assert touched(fxpack) == ["one"]


def test_since_where_a_branch_left(repository: Path, git: Git, fxpack: Fxpack) -> None:
    """What others did on main meanwhile is not a change of this branch."""
    git("checkout", "-qb", "mine")
    put(repository, {"apps/one/f/__init__.py": "# mine\n"})
    git("commit", "-qam", "mine")
    git("checkout", "-q", "main")
    put(repository, {"apps/two/f/__init__.py": "# theirs\n"})
    git("commit", "-qam", "theirs")
    git("checkout", "-q", "mine")
    assert touched(fxpack, "main") == ["one"]


@pytest.mark.parametrize("revision", ["nowhere", "--output=x", "", "HEAD~9"])
def test_no_such_revision(revision: str, repository: Path, fxpack: Fxpack) -> None:
    ran = fxpack("apps", f"--changed-since={revision}")
    assert (ran.code, ran.out) == (2, "")
    assert f'there is no revision "{revision}"' in ran.err
    assert "fetch-depth: 0" in ran.err


def test_no_repository(root: Path, fxpack: Fxpack) -> None:
    shutil.rmtree(root / ".git")
    write(root)
    ran = fxpack("apps", "--changed-since", "HEAD", GIT_CEILING_DIRECTORIES=str(root.parent))
    assert (ran.code, "is in no git repository" in ran.err) == (2, True)


def test_a_repository_that_git_does_not_read(repository: Path, git: Git, fxpack: Fxpack) -> None:
    """In a container the files are mostly another user's: git says what to do about it."""
    (repository / ".git/config").write_text("[core\n")
    ran = fxpack("apps", "--changed-since", "HEAD")
    assert (ran.code, ran.out) == (5, "")
    assert "bad config line 1" in ran.err
    assert "no git repository" not in ran.err


def test_changes_that_git_cannot_tell(repository: Path, git: Git, fxpack: Fxpack) -> None:
    """That nothing is touched must never be said because nothing could be read."""
    put(repository, {"apps/one/new.py": ""})
    (repository / ".git/index").write_bytes(b"no index")
    ran = fxpack("apps", "--changed-since", "HEAD")
    assert (ran.code, ran.out) == (5, "")
    assert "git cannot tell what changed: " in ran.err
