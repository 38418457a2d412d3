"""`[tool.fxpack]` and the flags → Settings: which rules are on, for what Python, what fails a run."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import TYPE_CHECKING, Any, Literal, get_args

from fxpack.errors import UsageError
from fxpack.model import Rule
from fxpack.nouns import NamedTuple

if TYPE_CHECKING:
    from fxpack.artifact import Mode

FailOn = Literal["error", "warning", "never"]
Plan = Literal["flex", "consumption", "premium", "dedicated"]
Codes = tuple[str, ...]


class Settings(NamedTuple):
    """What a user chose. Codes may be prefixes (`FX2`), or `ALL`.

    per_file_ignores  patterns and what is ignored in the files they match
    app               where the app lies, from the folder that the patterns are relative to
    plan              the hosting plan that the app runs on
    mode              how `fxpack build` builds where no flag says it
    image             where it builds native packages, "" for the platform's own image
    """

    select: Codes = ()
    ignore: Codes = ()
    per_file_ignores: tuple[tuple[str, Codes], ...] = ()
    app: str = ""
    fail_on: FailOn = "warning"
    python: tuple[int, int] | None = None
    plan: Plan | Literal[""] = ""
    mode: Mode | None = None
    image: str = ""

    def enables(self, rule: Rule) -> bool:
        """Whether a rule is on. As in ruff the longer code wins, and of equals `ignore`."""
        on = _longest_match(self.select, rule.code) if self.select else 0 if rule.default else -1
        return on > _longest_match(self.ignore, rule.code)


class Flags(NamedTuple):
    """The settings that the command line can change, empty or None where it does not."""

    select: Codes = ()
    ignore: Codes = ()
    fail_on: FailOn | None = None
    python: tuple[int, int] | None = None


def merge(settings: Settings, flags: Flags) -> Settings:
    """Flags win. As in ruff `--select` also replaces the file's `ignore`, `--ignore` adds to it."""
    return settings._replace(
        select=flags.select or settings.select,
        ignore=flags.ignore if flags.select else settings.ignore + flags.ignore,
        fail_on=flags.fail_on or settings.fail_on,
        python=flags.python or settings.python,
    )


def names(codes: Codes, code: str) -> bool:
    """Whether some codes or prefixes name a rule."""
    return _longest_match(codes, code) >= 0


def _longest_match(codes: Codes, code: str) -> int:
    """How much of a code the closest of some prefixes names: 0 for ALL, -1 for none."""
    lengths = (0 if c == "ALL" else len(c) for c in codes if c == "ALL" or code.startswith(c))
    return max(lengths, default=-1)


# -- checking what was written --------------------------------------------------------------------


def settings_of(table: Mapping[str, Any], source: str, known: Collection[str]) -> Settings:
    """The settings of a `[tool.fxpack]` table; `source` names it in what is raised."""
    for key in table:
        if key not in _READERS:
            raise UsageError(f"{source}: unknown setting {key}{near(key, _READERS)}")
    values = {
        key.replace("-", "_"): _READERS[key](value, f"{source}: {key}", known)
        for key, value in table.items()
    }
    return Settings(**values)


def codes_of(written: Iterable[str], source: str, known: Collection[str]) -> Codes:
    """Codes or prefixes, as they are compared; each must name a rule."""
    codes = tuple(code.strip().upper() for code in written)
    for code in codes:
        if code != "ALL" and not (code and any(each.startswith(code) for each in known)):
            raise UsageError(f'{source}: no rule has the code "{code}"{near(code, known)}')
    return codes


def _codes(value: object, source: str, known: Collection[str]) -> Codes:
    if not isinstance(value, list) or not all(isinstance(code, str) for code in value):
        raise UsageError(f'{source}: a list of codes is needed, such as ["FX204", "FX5"]')
    return codes_of(value, source, known)


def _per_file(value: object, source: str, known: Collection[str]) -> tuple[tuple[str, Codes], ...]:
    if not isinstance(value, dict):
        raise UsageError(f'{source}: patterns with codes are needed, such as {{"old/*" = ["FX2"]}}')
    return tuple((key, _codes(codes, f"{source}: {key}", known)) for key, codes in value.items())


def _fail_on(value: object, source: str, _: Collection[str]) -> FailOn:
    for choice in get_args(FailOn):
        if value == choice:
            return choice  # type: ignore[no-any-return]
    raise UsageError(f"{source}: one of error, warning and never is needed")


def _plan(value: object, source: str, _: Collection[str]) -> Plan:
    for choice in get_args(Plan):
        if value == choice:
            return choice  # type: ignore[no-any-return]
    raise UsageError(f"{source}: one of flex, consumption, premium and dedicated is needed")


def _mode(value: object, source: str, _: Collection[str]) -> Mode:
    from fxpack.artifact import Mode

    for choice in get_args(Mode):
        if value == choice:
            return choice  # type: ignore[no-any-return]
    raise UsageError(f"{source}: one of remote, local and no-build is needed")


def _image(value: object, source: str, _: Collection[str]) -> str:
    return image_of(value, source)


def image_of(written: object, source: str) -> str:
    """The name of an image, as `docker pull` takes it; `source` says whose text it is."""
    if isinstance(written, str) and re.fullmatch(r"[A-Za-z0-9][\w.:/@-]*", written, re.ASCII):
        return written
    raise UsageError(f'{source}: the name of an image is needed, such as "python:3.12-bookworm"')


def _python(value: object, source: str, _: Collection[str]) -> tuple[int, int]:
    from fxpack.platforms import python_of

    if not isinstance(value, str):
        raise UsageError(f'{source}: a text is needed, such as "3.12"')
    return python_of(value, source)


_READERS: Mapping[str, Callable[[object, str, Collection[str]], Any]] = {
    "select": _codes,
    "ignore": _codes,
    "per-file-ignores": _per_file,
    "fail-on": _fail_on,
    "python": _python,
    "plan": _plan,
    "mode": _mode,
    "image": _image,
}


def near(name: str, candidates: Iterable[str]) -> str:
    """A hint at the nearest real name."""
    from difflib import get_close_matches

    found = get_close_matches(name, list(candidates), n=1, cutoff=0.5)
    return f'; did you mean "{found[0]}"?' if found else ""
