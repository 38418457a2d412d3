"""The files of a project that say what it depends on, as far as all of them are alike."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any, cast

from fxpack.errors import DependencyError, FileError


def read_toml(root: str, path: str) -> dict[str, Any]:
    """What a TOML file of an app holds; raises DependencyError with the place of an error."""
    import tomllib

    try:
        with open(os.path.join(root, path), "rb") as file:
            return tomllib.loads(file.read().decode())
    except OSError as error:
        raise FileError(f"{path} cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise DependencyError(f"{path}: this is not UTF-8: write it anew") from None
    except tomllib.TOMLDecodeError as error:
        raise DependencyError(f"{path}: this is not TOML: {error}: mend it") from None
    except RecursionError:
        raise DependencyError(f"{path}: it is nested too deeply to be read") from None


def section(content: Mapping[str, Any], *names: str) -> Mapping[str, Any]:
    """A table of pyproject.toml, empty where it is absent; raises DependencyError for no table."""
    found: Any = content
    for place, name in enumerate(names):
        found = found.get(name, {})
        if not isinstance(found, dict):
            shown = ".".join(names[: place + 1])
            raise DependencyError(f"pyproject.toml: [{shown}]: a table is needed")
    return cast("Mapping[str, Any]", found)


def relative(root: str, path: str) -> str:
    """A path on this disk as a requirement of the app: posix, and not to be taken for a name."""
    whole = os.path.normpath(os.path.join(root, path))
    try:
        shown = os.path.relpath(whole, root).replace(os.sep, "/")
    except ValueError:  # on another drive
        return whole.replace(os.sep, "/")
    return shown if shown.startswith(".") else f"./{shown}"
