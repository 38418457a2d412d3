"""pip's settings files (`pip.conf`, `pip.ini`), told as the variables that would say the same.

Which files there are, and which of them outdoes which, is as in pip 26.3 (`_internal/configuration.py`,
`_internal/cli/parser.py`): those of the machine, of the user, of the environment that fxpack is
installed in, and the one that PIP_CONFIG_FILE names; in them `[install]` outdoes `[global]`.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping

from fxpack.errors import UsageError

_SECTIONS = ("global", "install")


def with_pip_files(environ: Mapping[str, str]) -> dict[str, str]:
    """An environment with what the files say in PIP_*, where its own variables do not say it.

    Raises UsageError for a file that pip cannot read either.
    """
    # pip takes a variable that is empty as one that is not there
    return {
        **environ,
        **{n: v for n, v in variables_of_files(environ).items() if not environ.get(n)},
    }


def variables_of_files(environ: Mapping[str, str]) -> dict[str, str]:
    """What the files say, as variables. Raises UsageError for a file that pip cannot read either."""
    values: dict[str, dict[str, str]] = {section: {} for section in _SECTIONS}
    for path in _files(environ):
        for section, name, value in _settings(path):
            values[section][name] = value
    return {
        f"PIP_{name.upper().replace('-', '_')}": value
        for section in _SECTIONS
        for name, value in values[section].items()
        if value
    }


def _files(environ: Mapping[str, str]) -> Iterator[str]:
    """All files that may be there, each outdone by those behind it."""
    named = environ.get("PIP_CONFIG_FILE")
    if named == os.devnull:
        return
    name = "pip.ini" if sys.platform == "win32" else "pip.conf"
    home = os.path.expanduser("~")
    folders = _of_machine(environ)
    if not (named and os.path.exists(named)):
        folders += [
            os.path.join(home, "pip" if sys.platform == "win32" else ".pip"),
            _of_user(environ, home),
        ]
    yield from (os.path.join(folder, name) for folder in (*folders, sys.prefix))
    if named:
        yield named


def _of_machine(environ: Mapping[str, str]) -> list[str]:
    if sys.platform == "win32":
        return [os.path.join(environ.get("PROGRAMDATA") or "C:\\ProgramData", "pip")]
    if sys.platform == "darwin":
        return ["/Library/Application Support/pip"]
    named = environ.get("XDG_CONFIG_DIRS", "").split(os.pathsep)
    return [*(os.path.join(each, "pip") for each in (any(named) and named) or ["/etc/xdg"]), "/etc"]


def _of_user(environ: Mapping[str, str], home: str) -> str:
    if sys.platform == "win32":
        return os.path.join(environ.get("APPDATA") or home, "pip")
    if sys.platform == "darwin":
        own = os.path.join(home, "Library", "Application Support", "pip")
        return own if os.path.isdir(own) else os.path.join(home, ".config", "pip")
    return os.path.join(environ.get("XDG_CONFIG_HOME") or os.path.join(home, ".config"), "pip")


def _settings(path: str) -> Iterator[tuple[str, str, str]]:
    """The section, the name and the value of what a file says to all commands and to `install`."""
    try:
        with open(path, "rb") as file:
            data = file.read()
    except OSError:
        return
    from configparser import Error, RawConfigParser

    parser = RawConfigParser()
    try:
        parser.read_string(data.decode(), path)
    except (Error, UnicodeDecodeError) as error:
        reason = str(error).partition("\n")[0]
        raise UsageError(f"{path}: settings that pip cannot read: {reason}") from error
    for section in set(_SECTIONS).intersection(parser.sections()):
        for name, value in parser.items(section):
            yield section, name.replace("_", "-").removeprefix("--"), value
