"""What stays out of the zip unasked: by names, whatever .funcignore says of other things.

Names count in any letter case, because a disk may not tell `Local.Settings.json` from its like.
"""

from __future__ import annotations

FOLDERS = {
    ".git": "repository",
    ".hg": "other repository",
    ".svn": "other repository",
    ".vscode": "editor settings",
    "__pycache__": "bytecode",
    ".mypy_cache": "tool cache",
    ".pytest_cache": "tool cache",
    ".ruff_cache": "tool cache",
    ".tox": "tool cache",
    ".nox": "tool cache",
    ".hypothesis": "tool cache",
    ".ipynb_checkpoints": "tool cache",
    ".pyre": "tool cache",
    ".pytype": "tool cache",
}
FILES = {
    ".git": "repository",
    ".funcignore": "ignore file",
    ".gitignore": "ignore file",
    "local.settings.json": "local settings",
    ".env": "secrets",
    "dockerfile": "container file",
    ".dockerignore": "container file",
}
"""The lower-case name of a folder or a file → how it is called."""

ENVIRONMENT = "virtual environment"
EARLIER_ZIP = "earlier zip"
OWN_PACKAGES = "own packages"
BEING_WRITTEN = "zip being written"

LOCKED = frozenset({"repository", "local settings", "secrets"})
"""What no line of .funcignore brings in: it must be named each time."""

HARMLESS = frozenset({"default", "defaults", "dist", "example", "sample", "schema", "template"})
"""A word of the name of a `.env` file that says it holds no secret."""

FUNC_FOLDERS = frozenset({".git", ".vscode"})
FUNC_FILES = frozenset({".funcignore", ".gitignore", "local.settings.json", "project.lock.json"})
"""What func leaves out in any folder, without a way back (azure-functions-core-tools 4,
Common/FileSystemHelpers.cs, GetLocalFiles)."""


def default_of(name: str, *, folder: bool) -> str | None:
    """What a file or folder is that stays out unasked; None where it goes in."""
    name = name.lower()
    if folder:
        return FOLDERS.get(name)
    if name.endswith(".pyc"):
        return "bytecode"
    if name.startswith("local.settings.") and name.endswith(".json"):
        return "local settings"
    if name.startswith(".env.") and HARMLESS.isdisjoint(name.split(".")):
        return "secrets"
    return FILES.get(name)


def default_in_packages(name: str, *, folder: bool) -> str | None:
    """The same inside of .python_packages, where only bytecode stays out.

    Packages bring Dockerfiles, ignore files and settings as templates, and need them.
    """
    kind = default_of(name, folder=folder)
    return kind if kind == "bytecode" else None


def default_of_func(name: str, *, folder: bool) -> str | None:
    """What func always leaves out."""
    name = name.lower()
    return "always out with func" if name in (FUNC_FOLDERS if folder else FUNC_FILES) else None
