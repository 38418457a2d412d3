"""Whether something beside requirements.txt puts modules into an app on its way to Azure.

Azure reads no other list where there is a requirements.txt (Oryx d91d836,
src/BuildScriptGenerator/Python/PythonBashBuildSnippet.sh.tpl). So what counts is what scripts and
pipelines in the app's folder do: install something else, or copy files.
"""

from __future__ import annotations

import re

from fxpack.model import Files

_UNKNOWN = re.compile(
    r"[^/]*Dockerfile[^/]*|environment\.ya?ml|\.gitmodules"
    r"|(?!requirements\.txt$)(?![^/]*(?:dev|test|lint|doc|ci)[^/]*$)[^/]*require[^/]*",
    re.IGNORECASE,
)
"""What installs in ways of its own, or may bring folders that are not here."""

_SCRIPT = re.compile(
    r"\.(?:github|azure-pipelines)/.*\.ya?ml|[^/]*pipelines?\.ya?ml|\.gitlab-ci\.yml|[^/]*\.(?:sh|ps1)"
)
_INSTALL = re.compile(r"\b(?:pip3?|uv pip) install\b([^\n;&|]*)")
_OTHER_TOOLS = re.compile(
    r"\b(?:poetry|pipenv|conda|mamba|docker|uv (?:sync|export|run|add)|cp|mv|rsync|git clone|unzip|tar)\b"
    r"|Copy-Item|xcopy|robocopy|CopyFiles@",
    re.IGNORECASE,
)
_HARMLESS = re.compile(
    r"-r|--requirement|-U|--upgrade|--user|--quiet|-q|--no-cache-dir|\S*\brequirements\.txt['\"]?"
    r"|-t|--target(?:=\S+)?|\S*\.python_packages\S*|['\"]?(?:pip|setuptools|wheel|pytest[\w-]*|flake8"
    r"|fxpack|black|ruff|mypy|pylint|isort|coverage|bandit|tox|nox|pre-commit|azure-cli)(?:[=<>~!]\S*)?['\"]?"
)


def may_bring_more(files: Files) -> bool:
    """Whether more may come into the app than its files and requirements.txt say."""
    for path in files:
        if _UNKNOWN.fullmatch(path):
            return True
        if _SCRIPT.fullmatch(path) and _does_more(files, path):
            return True
    return False


def _does_more(files: Files, path: str) -> bool:
    """Whether a script or pipeline installs more than requirements.txt and tools, or copies files."""
    try:
        text = files[path].decode("utf-8", "replace")
    except (OSError, KeyError):
        return True
    if _OTHER_TOOLS.search(text):
        return True
    words = (word for found in _INSTALL.findall(text) for word in found.split())
    return not all(map(_HARMLESS.fullmatch, words))


# -- for what is an error -------------------------------------------------------------------------

_ELSEWHERE = re.compile(
    r"Pipfile|setup\.(py|cfg)|(poetry|uv)\.lock|pylock\..*|[^/]*Dockerfile[^/]*"
    r"|environment\.ya?ml|\.gitmodules|\.(azure-pipelines|devcontainer)/.*"
    r"|[^/]*pipelines?\.ya?ml|\.gitlab-ci\.yml|[^/]*\.(sh|ps1)|(?!requirements\.txt$)[^/]*require[^/]*"
)
"""What may say otherwise what an app needs, and be used by hand or by a build without Oryx."""

_WORKFLOW = re.compile(r"\.github/.*\.ya?ml")
_STEP = re.compile(rb"\b(?:run|uses):(.*)")
_SIMPLE_STEP = re.compile(
    rb"\s*(?:(?:actions|github|azure|microsoft)/\S+|(?:fxpack|(?:python3? -m )?pip install)\b[^;&|$`<>]*)",
    re.IGNORECASE,
)
"""A step of a workflow whose whole text is known, and tells what it installs."""

_NAMES_PACKAGES = re.compile(
    rb"""^[\s\xef\xbb\xbf]*\[*\s*["']?(?:project|build-system|dependency-groups)\b"""
    rb"""|^[\s\xef\xbb\xbf]*\[*\s*["']?tool["']?\s*(?:=|\.\s*["']?(?:poetry|pdm|uv|hatch|flit|setuptools|pixi|rye)\b)""",
    re.MULTILINE,
)
"""What of a pyproject.toml may name packages; the settings of other tools do not."""


def may_be_known_otherwise(files: Files) -> bool:
    """Whether something else than requirements.txt may install packages, however the app is built."""
    return any(_ELSEWHERE.fullmatch(path) or _installs(files, path) for path in files)


def _installs(files: Files, path: str) -> bool:
    """Whether a file that is mostly about other things may install packages too."""
    if path != "pyproject.toml" and not _WORKFLOW.fullmatch(path):
        return False
    try:
        data = files[path]
    except (OSError, KeyError):
        return True
    if path == "pyproject.toml":
        return _NAMES_PACKAGES.search(data) is not None
    return _does_more(files, path) or not all(map(_SIMPLE_STEP.fullmatch, _STEP.findall(data)))
