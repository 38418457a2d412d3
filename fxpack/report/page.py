"""The page of a rule, and the list of all rules."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from fxpack.model import Rule, Safety

_NO_FIXES: Mapping[str, Safety] = MappingProxyType({})
_FIXED: Mapping[Safety | None, str] = {
    "safe": " `--fix` mends it.",
    "unsafe": " `--fix --unsafe-fixes` mends it.",
}
LEXERS = {".py": "python", ".json": "json", ".toml": "toml"}


def text(rule: Rule) -> str:
    """The page as it is."""
    return f"{_title(rule)}\n\n{rule.page.strip()}\n"


def table(rules: Iterable[Rule]) -> str:
    """One line for each rule."""
    rules = tuple(rules)
    names = max(len(rule.name) for rule in rules)
    return "".join(
        f"{rule.code}  {rule.severity:<7}  {rule.name:<{names}}  {rule.summary}{_off(rule)}\n"
        for rule in rules
    )


def markdown_table(rules: Iterable[Rule], fixes: Mapping[str, Safety] = _NO_FIXES) -> str:
    """A row for each rule. `fixes` are the codes of those that `--fix` mends, and how safely."""
    rows = ["| Code | Name | | What it finds |", "| --- | --- | --- | --- |"]
    for rule in rules:
        off = "" if rule.default else " Off by default."
        fix = _FIXED.get(fixes.get(rule.code), "")
        what = f"{rule.summary}{off}{fix}"
        rows.append(f"| {rule.code} | {rule.name} | {rule.severity} | {what} |")
    return "\n".join(rows) + "\n"


def as_json(rules: Rule | Iterable[Rule]) -> str:
    """One rule as an object, several as a list of them."""
    value = _object(rules) if isinstance(rules, Rule) else [_object(rule) for rule in rules]
    return json.dumps(value, indent=2) + "\n"


def markdown(rule: Rule) -> str:
    """The page in Markdown: the files of its examples become blocks of code."""
    lines = [f"# {_title(rule)}", ""]
    in_file = False
    for line in rule.page.strip().splitlines():
        path = re.match(r"--- (\S+)(.*)", line)
        starts = bool(path) or bool(re.fullmatch(r"(Example|Use instead):", line))
        if in_file and (starts or line.startswith("Source:")):
            _close(lines)
            in_file = False
        if path:
            lexer = next((name for end, name in LEXERS.items() if path[1].endswith(end)), "")
            lines += [*[""] * (lines[-1] != ""), f"`{path[1]}`{path[2]}", "", f"```{lexer}"]
            in_file = True
        else:
            lines.append(f"## {line.removesuffix(':')}" if starts else line)
    if in_file:
        _close(lines)
    return "\n".join(lines).rstrip() + "\n"


def _close(lines: list[str]) -> None:
    while not lines[-1]:
        lines.pop()
    lines += ["```", ""]


def _title(rule: Rule) -> str:
    return f"{rule.code} {rule.name} ({rule.severity}{', off by default' * (not rule.default)})"


def _off(rule: Rule) -> str:
    return "" if rule.default else " (off by default)"


def _object(rule: Rule) -> dict[str, Any]:
    return {
        "code": rule.code,
        "name": rule.name,
        "severity": rule.severity,
        "default": rule.default,
        "summary": rule.summary,
        "page": rule.page.strip() + "\n",
    }
