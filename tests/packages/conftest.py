"""Real packages from PyPI: one lock for fxpack and for uv, and Pythons that import the result."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from uv import find_uv_bin

from fxpack import platforms
from tests.cli.conftest import write

SEEN = "2026-11-01"
"""Nothing younger is seen, so that the same packages are compared tomorrow."""

SCRIPT = 'def main(req) -> str:\n    return "hello"\n'

Lock = Callable[[Sequence[str], str], str]
Build = Callable[..., Path]


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What all tests here share: the caches, so that each wheel is downloaded once by each tool."""
    return tmp_path_factory.mktemp("packages")


@pytest.fixture(scope="session")
def environment(shared: Path) -> dict[str, str]:
    """The variables of a machine without settings of its own for indexes."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PIP_", "UV_")) or name == "PIP_CERT"
    }
    return kept | {
        "PIP_CONFIG_FILE": os.devnull,
        "UV_CACHE_DIR": str(shared / "uv"),
        "UV_PYTHON_DOWNLOADS": "never",
        "FXPACK_CACHE_DIR": str(shared / "fxpack"),
    }


def run(command: Sequence[str], environment: dict[str, str]) -> str:
    """The output of a command that succeeds; its whole story where it does not."""
    done = subprocess.run(
        command, env=environment, capture_output=True, encoding="utf-8", check=False, timeout=600
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def _target(python: str) -> list[str]:
    platform = platforms.platform_of(platforms.python_of(python, "the test"))
    return ["--python-platform", platform.uv_name, "--python-version", python]


@pytest.fixture(scope="session")
def lock(environment: dict[str, str]) -> Lock:
    """Pinned and hashed requirements for a Python of Azure, wheels only."""
    known: dict[tuple[tuple[str, ...], str], str] = {}

    def locked(names: Sequence[str], python: str) -> str:
        key = (tuple(names), python)
        if key not in known:
            command = [find_uv_bin(), "pip", "compile", "--quiet", "-", "--generate-hashes"]
            command += ["--no-header", "--no-annotate", "--only-binary", ":all:"]
            command += ["--exclude-newer", SEEN, "--python", sys.executable, *_target(python)]
            done = subprocess.run(
                command,
                input="\n".join(names),
                env=environment,
                capture_output=True,
                text=True,
                check=False,
                timeout=300,
            )
            assert done.returncode == 0, done.stderr
            known[key] = done.stdout
        return known[key]

    return locked


@pytest.fixture(scope="session")
def installed(shared: Path, environment: dict[str, str]) -> Callable[[str, str], Path]:
    """The folder that `uv pip install --target` makes of a lock."""

    def install(lock: str, python: str) -> Path:
        folder = shared / f"uv-{len(list(shared.iterdir()))}"
        folder.mkdir()
        (folder / "lock.txt").write_text(lock)
        command = [find_uv_bin(), "pip", "install", "--quiet", "--target", str(folder / "site")]
        command += ["--no-deps", "--require-hashes", "-r", str(folder / "lock.txt")]
        command += ["--only-binary", ":all:", "--python", sys.executable, *_target(python)]
        run(command, environment)
        return folder / "site"

    return install


@pytest.fixture
def build(tmp_path: Path, environment: dict[str, str]) -> Build:
    """The zip that `fxpack build --local` makes of an app with these requirements."""

    def built(requirements: str, python: str, *options: str) -> Path:
        (tmp_path / ".git").mkdir()
        app = write(tmp_path / "app", {"requirements.txt": requirements, "f/__init__.py": SCRIPT})
        (app / ".python-version").write_text(f"{python}\n")
        target = tmp_path / "app.zip"
        command = [sys.executable, "-m", "fxpack", "build", str(app), "--local"]
        run([*command, "-o", str(target), *options], environment)
        return target

    return built


def python_of(minor: str) -> str:
    """The interpreter of a Python, as the tests of a build need the target's own."""
    found = [
        *(os.path.join(folder, f"python{minor}") for folder in os.get_exec_path()),
        *map(str, sorted(Path.home().glob(f".pyenv/versions/{minor}.*/bin/python"))),
    ]
    asked = [sys.executable, *(path for path in found if os.path.isfile(path))]
    for path in asked:
        done = subprocess.run(
            [path, "-c", "import sys; print('%d.%d' % sys.version_info[:2])"],
            capture_output=True,
            text=True,
            check=False,
        )
        if done.stdout.strip() == minor:
            return path
    if os.environ.get("FXPACK_NO_SKIP"):
        pytest.fail(f"there is no Python {minor} here: nothing shows that the packages import")
    pytest.skip(f"there is no Python {minor} here to import the packages with")
