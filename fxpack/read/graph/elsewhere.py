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
    r"|black|ruff|mypy|pylint|isort|coverage|bandit|tox|nox|pre-commit|azure-cli)(?:[=<>~!]\S*)?['\"]?"
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
    try:
        text = files[path].decode("utf-8", "replace")
    except (OSError, KeyError):
        return True
    if _OTHER_TOOLS.search(text):
        return True
    words = (word for found in _INSTALL.findall(text) for word in found.split())
    return not all(map(_HARMLESS.fullmatch, words))
