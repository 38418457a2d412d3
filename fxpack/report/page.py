"""The page of a rule, and the list of all rules."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from fxpack.model import Rule, Safety

_NO_FIXES: Mapping[str, Safety] = MappingProxyType({})
_FIXED: Mapping[Safety, str] = {
    "safe": "`--fix` mends it.",
    "unsafe": "`--fix --unsafe-fixes` mends it.",
}
LEXERS = {".py": "python", ".json": "json", ".toml": "toml"}


def text(rule: Rule, fixes: Mapping[str, Safety] = _NO_FIXES) -> str:
    """The page as it is. `fixes` are the codes of rules that `--fix` mends, here and below."""
    return "\n\n".join((_title(rule), rule.page.strip(), *_fixed(rule, fixes))) + "\n"


def table(rules: Iterable[Rule]) -> str:
    """One line for each rule."""
    rules = tuple(rules)
    names = max(len(rule.name) for rule in rules)
    return "".join(
        f"{rule.code}  {rule.severity:<7}  {rule.name:<{names}}  {rule.summary}{_off(rule)}\n"
        for rule in rules
    )


def markdown_table(rules: Iterable[Rule], fixes: Mapping[str, Safety] = _NO_FIXES) -> str:
    """A row for each rule."""
    rows = ["| Code | Name | | What it finds |", "| --- | --- | --- | --- |"]
    for rule in rules:
        off = "" if rule.default else " Off by default."
        what = " ".join((f"{rule.summary}{off}", *_fixed(rule, fixes)))
        rows.append(f"| {rule.code} | {rule.name} | {rule.severity} | {what} |")
    return "\n".join(rows) + "\n"


def as_json(rules: Rule | Iterable[Rule], fixes: Mapping[str, Safety] = _NO_FIXES) -> str:
    """One rule as an object, several as a list of them."""
    value = (
        _object(rules, fixes)
        if isinstance(rules, Rule)
        else [_object(each, fixes) for each in rules]
    )
    return json.dumps(value, indent=2) + "\n"


def markdown(rule: Rule, fixes: Mapping[str, Safety] = _NO_FIXES) -> str:
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
    return "\n\n".join(("\n".join(lines).rstrip(), *_fixed(rule, fixes))) + "\n"


def _close(lines: list[str]) -> None:
    while not lines[-1]:
        lines.pop()
    lines += ["```", ""]


def _title(rule: Rule) -> str:
    return f"{rule.code} {rule.name} ({rule.severity}{', off by default' * (not rule.default)})"


def _fixed(rule: Rule, fixes: Mapping[str, Safety]) -> list[str]:
    return [_FIXED[fixes[rule.code]]] if rule.code in fixes else []


def _off(rule: Rule) -> str:
    return "" if rule.default else " (off by default)"


def _object(rule: Rule, fixes: Mapping[str, Safety]) -> dict[str, Any]:
    return {
        "code": rule.code,
        "name": rule.name,
        "severity": rule.severity,
        "default": rule.default,
        "summary": rule.summary,
        "fix": fixes.get(rule.code),
        "page": rule.page.strip() + "\n",
    }
