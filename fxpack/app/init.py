"""Setting an app up: the files that it lacks are written, and none that is there is written over."""

from __future__ import annotations

import json
import os
import re
import shlex
from collections.abc import Iterator
from typing import Literal

from fxpack import __version__
from fxpack.app.chosen import codes
from fxpack.errors import FileError, UsageError
from fxpack.nouns import NamedTuple
from fxpack.read.apps import AppRoot, one_app
from fxpack.read.pyproject import Pyprojects
from fxpack.read.target import target_of

Ci = Literal["github", "azure", "none"]

_FUNCIGNORE = """\
# What is not published. `fxpack files --explain PATH` says what decides about a file.
.git*
.vscode
.venv
__azurite_db*__.json
__blobstorage__
__queuestorage__
local.settings.*
"""

_SETTINGS = """\
[tool.fxpack]
# the Python that the app runs on in Azure
python = "{python}"
# how `fxpack build` builds: remote, local or no-build
mode = "remote"
"""

_HOOKS = """\
repos:
  - repo: local
    hooks:
      - id: fxpack-lint
        name: fxpack lint
        entry: fxpack lint
        language: python
        # or from where you have it: "fxpack @ git+https://github.com/OWNER/fxpack@REVISION"
        additional_dependencies: ["fxpack=={version}"]
        require_serial: true
"""

_GITHUB = """\
name: fxpack
on:
  push:
  pull_request:
permissions:
  contents: read
jobs:
  fxpack:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-python@v5
        with:
          python-version: "3.13"
      # or from where you have it: "fxpack @ git+https://github.com/OWNER/fxpack@REVISION"
      - run: pip install "fxpack=={version}"
      - run: {lint}
      - run: {build}
      - run: fxpack check app.zip
      - uses: actions/upload-artifact@v4
        with:
          name: app
          path: app.zip
"""

_AZURE = """\
trigger:
  - main
pool:
  vmImage: ubuntu-latest
steps:
  # or from where you have it: "fxpack @ git+https://github.com/OWNER/fxpack@REVISION"
  - script: pip install "fxpack=={version}"
    displayName: Install fxpack
  - script: {lint}
    displayName: Lint
  - script: {build}
    displayName: Build
  - script: fxpack check app.zip
    displayName: Check
  - publish: app.zip
    artifact: app
    displayName: Publish the zip
"""


class Step(NamedTuple):
    """What was done about one file: its path from the current folder, and what is to be said."""

    path: str
    done: Literal["made", "added to", "kept"]
    what: str


def init(path: str, cwd: str, ci: Ci | None = None) -> tuple[Step, ...]:
    """Write what the app at a path lacks.

    ci  whose file for CI to write; None: that of where the repository is from
    FileError where something cannot be written; what was written until then stays.
    """
    app = one_app(path, cwd)
    return tuple(
        step._replace(path=os.path.relpath(step.path, cwd).replace(os.sep, "/"))
        for step in _steps(app, cwd, ci)
    )


def _steps(app: AppRoot, cwd: str, ci: Ci | None) -> Iterator[Step]:
    yield _made(os.path.join(app.root, ".funcignore"), _FUNCIGNORE, "what is not published")
    yield _settings(app, cwd)
    repository = _repository(app.root)
    if repository is None:
        return
    inside = os.path.relpath(app.root, repository).replace(os.sep, "/")
    names = {
        "version": __version__,
        "lint": _command("fxpack lint", inside),
        "build": _command("fxpack build --no-lint --output app.zip", inside),
    }
    hooks = os.path.join(repository, ".pre-commit-config.yaml")
    yield _made(hooks, _HOOKS.format(**names), "the hook fxpack-lint")
    ci = ci or _ci_of(repository)
    if ci == "github":
        workflow = os.path.join(repository, ".github", "workflows", "fxpack.yml")
        yield _made(workflow, _GITHUB.format(**names), "lint, build and check in CI")
    if ci == "azure":
        pipeline = os.path.join(repository, "azure-pipelines.yml")
        yield _made(pipeline, _AZURE.format(**names), "lint, build and check in CI")


def _settings(app: AppRoot, cwd: str) -> Step:
    """`[tool.fxpack]`, in the nearest pyproject.toml, or in a new one beside the app."""
    pyprojects = Pyprojects(codes, cwd)
    target = target_of(app.root, pyprojects.table, setting=pyprojects.settings(app.root).python)
    text = _SETTINGS.format(python=target.version)
    top = _repository(app.root) or app.root
    folder = app.root
    while not os.path.lexists(os.path.join(folder, "pyproject.toml")) and folder != top:
        folder = os.path.dirname(folder)
    path = os.path.join(folder, "pyproject.toml")
    if not os.path.lexists(path):
        return _made(os.path.join(app.root, "pyproject.toml"), text, "[tool.fxpack]")
    table = pyprojects.table(folder)
    if table is None or "fxpack" in table.get("tool", {}):
        return Step(path, "kept", "[tool.fxpack]")
    try:
        with open(path, "r+b") as file:
            before = file.read()
            newline = "\r\n" if b"\r\n" in before else "\n"
            gap = "" if not before else "\n" if before.endswith(b"\n") else "\n\n"
            added = (gap + text).replace("\n", newline).encode()
            _check_toml(before + added, os.path.relpath(path, cwd))
            file.write(added)
    except OSError as error:
        raise FileError(f"{path} cannot be written: {error.strerror}") from None
    return Step(path, "added to", "[tool.fxpack]")


def _check_toml(data: bytes, path: str) -> None:
    import tomllib

    try:
        tomllib.loads(data.decode())
    except tomllib.TOMLDecodeError as error:
        raise UsageError(
            f"{path}: [tool.fxpack] cannot be added at its end ({error}): write it there by hand"
        ) from None


def _made(path: str, text: str, what: str) -> Step:
    """Write a file that is not there."""
    try:
        if os.path.lexists(path):
            return Step(path, "kept", what)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except OSError as error:
        raise FileError(f"{path} cannot be written: {error.strerror}") from None
    return Step(path, "made", what)


def _repository(root: str) -> str | None:
    """The folder of the repository that an app is in."""
    folder = root
    while not os.path.lexists(os.path.join(folder, ".git")):
        folder, before = os.path.dirname(folder), folder
        if folder == before:
            return None
    return folder


def _ci_of(repository: str) -> Ci:
    """Azure Pipelines where the repository is from Azure DevOps or has a pipeline already."""
    if os.path.lexists(os.path.join(repository, "azure-pipelines.yml")):
        return "azure"
    text = _read(os.path.join(_git_folder(repository), "config"))
    hosts = ("dev.azure.com", "visualstudio.com")
    return "azure" if any(host in text for host in hosts) else "github"


def _git_folder(repository: str) -> str:
    """Where git keeps a repository's settings: of a worktree or a submodule a file says where.

    Source: git's docs, gitrepository-layout.
    """
    folder = os.path.join(repository, ".git")
    if os.path.isfile(folder):
        folder = os.path.join(repository, _read(folder).removeprefix("gitdir:").strip())
    return os.path.join(folder, _read(os.path.join(folder, "commondir")).strip())


def _read(path: str) -> str:
    """A text, empty where it cannot be read."""
    try:
        with open(path, encoding="utf-8") as file:
            return file.read()
    except (OSError, UnicodeDecodeError):
        return ""


def _command(command: str, app: str) -> str:
    """A command about an app, as a value of YAML. One at the repository's root needs no argument."""
    if app == ".":
        return command
    path = f"./{app}" if app.startswith("-") else app
    line = f"{command} {shlex.quote(path)}"
    # what would begin a value or a comment there; JSON is YAML too
    return json.dumps(line, ensure_ascii=False) if re.search(r":(\s|$)|\s#", line) else line
