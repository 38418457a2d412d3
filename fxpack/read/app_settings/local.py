"""local.settings.json, as func reads it.

func takes it with Json.NET, names in their exact letter case, and turns the values into text. What
it cannot read it passes over with a warning; without `"IsEncrypted": false` it takes the values for
encrypted ones (azure-functions-core-tools 4, Common/AppSettingsFile.cs).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from fxpack.model import Config, Files, JsonPointer, Problem
from fxpack.nouns import NamedTuple

PATH = "local.settings.json"
UNREADABLE = "unreadable-local-settings"
_BASE64 = r"(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?"
_BLANKS = r"[ \t\r\n]"


class LocalSettings(NamedTuple):
    """What func gives the app of the file; `problems` are of the kind "unreadable-local-settings".

    values       name → text, None where it is null
    connections  the names under ConnectionStrings
    is_known     whether these are all: not where the file cannot be read or is encrypted
    """

    values: Mapping[str, str | None] = {}
    connections: frozenset[str] = frozenset()
    is_known: bool = False
    problems: tuple[Problem, ...] = ()

    def has(self, name: str) -> bool:
        """Whether there is a setting of that name, in any letter case: as Windows finds it."""
        return _key(name) in map(_key, self.values)

    def has_connection(self, name: str) -> bool:
        """Whether a binding finds a connection of that name, as text or as a section of settings.

        The host looks for it with the prefix AzureWebJobs first, and among the connection strings
        (azure-webjobs-sdk, IConfigurationExtensions.GetWebJobsConnectionSection).
        """
        names = {_key(known) for known in self.values} | {_key(known) for known in self.connections}
        wanted = {_key(name), f"azurewebjobs{_key(name)}"}
        wanted |= {f"connectionstrings:{each}" for each in wanted}
        return any(known in wanted or known.startswith(_sections(wanted)) for known in names)

    def disables(self, function: str) -> bool:
        """Whether there is a setting that turns a function off, whatever it says."""
        return any(self.has(f"AzureWebJobs{by}{function}{by}Disabled") for by in "._:")

    @property
    def section(self) -> JsonPointer:
        """Where a setting that is not there would have to be."""
        return JsonPointer(PATH, ("Values",), key=True)

    def at(self, name: str, *, key: bool = False) -> JsonPointer:
        """The place of a value, or of its name."""
        return JsonPointer(PATH, ("Values", name), key)


def local_settings(files: Files) -> LocalSettings | None:
    """What the file at the app's root says; None where there is none."""
    if PATH not in files:
        return None
    try:
        data = files[PATH]
    except (OSError, KeyError):
        return LocalSettings()
    from fxpack.read.jsonpos import read

    config = read(PATH, data, UNREADABLE)
    if config.value is None:
        return LocalSettings(problems=tuple(map(_without_values, config.problems)))
    problems = tuple(_faults(config))
    values, strings = _object(config, "Values"), _object(config, "ConnectionStrings")
    encrypted = _is_encrypted(config.members.get("IsEncrypted"))
    return LocalSettings(
        values={name: _text(value) for name, value in values.items()},
        connections=frozenset(strings),
        is_known=encrypted is False and not problems,
        problems=problems,
    )


def _faults(config: Config) -> Iterator[Problem]:
    """What makes func pass over the values, or give up."""
    for section in ("Values", "ConnectionStrings"):
        value = config.members.get(section)
        if value is not None and not isinstance(value, dict):
            at = JsonPointer(PATH, (section,))
            yield Problem(UNREADABLE, at, {"why": "no object", "name": section})
    values = _object(config, "Values")
    for name, value in values.items():
        if isinstance(value, dict | list):
            at = JsonPointer(PATH, ("Values", name))
            yield Problem(UNREADABLE, at, {"why": "nested", "name": name})
    written = config.members.get("IsEncrypted")
    plain = [name for name, value in values.items() if _is_plain(value)]
    if plain and _is_encrypted(written) is True:
        detail = {"why": "not encrypted", "name": plain[0], "absent": written is None}
        yield Problem(UNREADABLE, JsonPointer(PATH, ("IsEncrypted",)), detail)


def _object(config: Config, section: str) -> dict[str, Any]:
    value = config.members.get(section)
    return value if isinstance(value, dict) else {}


def _is_encrypted(written: Any) -> bool | None:
    """What func makes of IsEncrypted; None where it cannot make anything of it."""
    if written is None or isinstance(written, bool):
        return written is not False
    if isinstance(written, str) and written.strip().lower() in {"true", "false"}:
        return written.strip().lower() == "true"
    return bool(written) if isinstance(written, int) else None


def _is_plain(value: Any) -> bool:
    """Whether a value is certainly no encrypted one, which are in base 64."""
    text = _text(value)
    return bool(text) and not re.fullmatch(_BASE64, re.sub(_BLANKS, "", text or ""))


def _text(value: Any) -> str | None:
    """A value as Json.NET makes text of it."""
    if isinstance(value, bool):
        return "True" if value else "False"
    return None if value is None else str(value)


def _without_values(problem: Problem) -> Problem:
    """A fault of the syntax, told without a part of a value, which may be a secret."""
    reason = problem.detail["reason"]
    if reason.endswith("is not a number"):
        reason = "a value is not a number"
    return problem._replace(detail={"why": "syntax", "reason": reason})


def _key(name: str) -> str:
    """A name as .NET's configuration has it: `__` separates sections, letter case is nothing."""
    return name.replace("__", ":").lower()


def _sections(names: set[str]) -> tuple[str, ...]:
    return tuple(f"{name}:" for name in names)
