"""The nearest `[tool.fxpack]`, from an app's root up to the repository's."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Collection, Mapping
from typing import Any, cast

from fxpack.errors import FileError, UsageError
from fxpack.read.tree import upwards
from fxpack.settings import Settings, settings_of


class Pyprojects:
    """Every pyproject.toml met in a run, read once; apps of one repository share its folders."""

    def __init__(self, known: Callable[[], Collection[str]], cwd: str) -> None:
        self.known = known
        self.cwd = cwd
        self.tables: dict[str, dict[str, Any] | None] = {}

    def settings(self, app: str) -> Settings:
        """The settings for the app at an absolute path: those of one file, files do not add up."""
        for folder in upwards(app):
            section = self._section(folder)
            if section is not None:
                source = f"{self._name(folder)}: [tool.fxpack]"
                settings = settings_of(section, source, self.known())
                where = os.path.relpath(app, folder).replace(os.sep, "/")
                return settings._replace(app="" if where == "." else where)
        return Settings()

    def table(self, folder: str) -> dict[str, Any] | None:
        """What the pyproject.toml of a folder holds, None where there is none."""
        if folder not in self.tables:
            self.tables[folder] = self._read(folder)
        return self.tables[folder]

    def _section(self, folder: str) -> Mapping[str, Any] | None:
        value: Any = self.table(folder)
        for header, key in (("[tool]", "tool"), ("[tool.fxpack]", "fxpack")):
            value = None if value is None else value.get(key)
            if not isinstance(value, dict | None):
                raise UsageError(f"{self._name(folder)}: {header}: a table is needed")
        return cast("Mapping[str, Any] | None", value)

    def _read(self, folder: str) -> dict[str, Any] | None:
        try:
            with open(os.path.join(folder, "pyproject.toml"), "rb") as file:
                data = file.read()
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
            return None
        except OSError as error:
            raise FileError(f"{self._name(folder)} cannot be read: {error.strerror}") from None
        return self._parse(data, folder)

    def _parse(self, data: bytes, folder: str) -> dict[str, Any]:
        import tomllib

        try:
            return tomllib.loads(data.decode())
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            raise UsageError(f"{self._name(folder)}:{line}: this is not UTF-8") from None
        except tomllib.TOMLDecodeError as error:
            said, place = str(error), ""
            if found := re.search(r" \(at line (\d+), column (\d+)\)$", said):
                said, place = said[: found.start()], f":{found[1]}:{found[2]}"
            text = f"{self._name(folder)}{place}: this is not TOML: {said[:1].lower()}{said[1:]}"
            raise UsageError(text) from None

    def _name(self, folder: str) -> str:
        """How a pyproject.toml is shown: from the current folder where it lies below."""
        path = os.path.join(folder, "pyproject.toml")
        below = path.startswith(os.path.join(self.cwd, ""))
        return (os.path.relpath(path, self.cwd) if below else path).replace(os.sep, "/")
