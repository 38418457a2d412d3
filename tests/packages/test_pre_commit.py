"""The hooks in the real pre-commit: a bad app is stopped, a good one is not, and one is mended."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import write
from tests.cli.test_lint import CONCISE, ERROR
from tests.leaks import pem

ROOT = Path(__file__).parents[2]

Git = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def git(tmp_path: Path, shared: Path) -> Git:
    """Runs git in a new repository, with pre-commit's environments kept for all tests."""
    (tmp_path / "repo").mkdir()
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    environment = kept | {
        "PRE_COMMIT_HOME": str(shared / "pre-commit"),
        "FXPACK_CACHE_DIR": str(tmp_path / "cache"),
        "GIT_CONFIG_GLOBAL": str(tmp_path / "gitconfig"),
        "GIT_AUTHOR_NAME": "a",
        "GIT_AUTHOR_EMAIL": "a@example.com",
        "GIT_COMMITTER_NAME": "a",
        "GIT_COMMITTER_EMAIL": "a@example.com",
        "NO_COLOR": "1",
        "PRE_COMMIT_COLOR": "never",
    }

    def run(
        *arguments: str, program: tuple[str, ...] = ("git",)
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*program, *arguments],
            cwd=tmp_path / "repo",
            env=environment,
            capture_output=True,
            encoding="utf-8",
            check=False,
            timeout=600,
        )

    assert run("init", "-q").returncode == 0
    return run


@pytest.fixture
def repo(tmp_path: Path, git: Git) -> Path:
    """A repository with the hooks of this one installed."""
    clone = tmp_path / "fxpack"
    done = git("clone", "-q", str(ROOT), str(clone))
    assert done.returncode == 0, done.stderr
    revision = git("-C", str(clone), "rev-parse", "HEAD").stdout.strip()
    folder = tmp_path / "repo"
    (folder / ".pre-commit-config.yaml").write_text(
        f"repos:\n- repo: {clone}\n  rev: {revision}\n  hooks:\n"
        "  - id: fxpack-fix\n  - id: fxpack-lint\n    args: [--format, concise]\n"
    )
    done = git("install", program=(sys.executable, "-m", "pre_commit"))
    assert done.returncode == 0, done.stderr
    return folder


def commit(git: Git) -> tuple[bool, str]:
    """Whether what is there could be committed, and what was said."""
    assert git("add", "-A").returncode == 0
    done = git("commit", "-q", "-m", "x")
    return done.returncode == 0, done.stdout + done.stderr


def test_a_bad_app_is_stopped_and_the_mended_one_goes_in(repo: Path, git: Git) -> None:
    write(repo / "apps/shop", ERROR)
    passed, said = commit(git)
    assert not passed, said
    assert f"apps/shop/{CONCISE}" in said
    assert git("rev-parse", "-q", "--verify", "HEAD").returncode != 0
    write(repo / "apps/shop")
    passed, said = commit(git)
    assert passed, said
    assert git("rev-parse", "-q", "--verify", "HEAD").returncode == 0
    # another file, which belongs to no app, is none of its business
    (repo / "notes.py").write_text("from __app__ import x\n")
    passed, said = commit(git)
    assert passed, said


def test_what_can_be_mended_is_mended(repo: Path, git: Git) -> None:
    write(repo, {"requirements.txt": "azure-functions\nazure-functions-worker\n"})
    passed, said = commit(git)
    assert not passed
    assert "files were modified by this hook" in said
    assert (repo / "requirements.txt").read_text() == "azure-functions\n"
    passed, said = commit(git)
    assert passed, said


def test_a_key_alone_is_stopped(repo: Path, git: Git) -> None:
    """Whatever a file is called: rules about secrets read what would be published."""
    write(repo / "apps/shop")
    (repo / "notes.md").write_text("no file of an app\n")
    assert commit(git)[0]
    (repo / "notes.md").write_text("nor now\n")
    assert commit(git)[0]
    (repo / "apps/shop/cert.pem").write_text(pem())
    done, said = commit(git)
    assert not done, said
    assert "apps/shop/cert.pem:1:1: FX656" in said
