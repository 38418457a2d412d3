"""SARIF 2.1.0, which GitHub's code scanning and others read; held to the official schema.

Source: OASIS, "Static Analysis Results Interchange Format (SARIF) Version 2.1.0"; GitHub docs,
"SARIF support for code scanning".
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from typing import Any
from urllib.parse import quote

from fxpack import __version__
from fxpack.baseline import without_lines
from fxpack.model import Diagnostic, Location, Rule, Suggestion
from fxpack.report import Report
from fxpack.report.page import markdown

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
HOME = "https://pypi.org/project/fxpack/"


def render(report: Report, rules: Iterable[Rule]) -> str:
    """One run with the rules that found something, in the order of their codes."""
    codes = {each.code for each in report.diagnostics}
    told = [rule for rule in rules if rule.code in codes]
    places = {rule.code: index for index, rule in enumerate(told)}
    run = {
        "tool": {
            "driver": {
                "name": "fxpack",
                "version": __version__,
                "informationUri": HOME,
                "rules": [_rule(rule) for rule in told],
            }
        },
        "columnKind": "unicodeCodePoints",
        # as Python ends lines; without a word a lone CR would end none
        "newlineSequences": ["\r\n", "\n", "\r"],
        "originalUriBaseIds": {"SRCROOT": {"description": {"text": "the repository"}}},
        "results": list(_results(report, places)),
    }
    value = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    # ASCII: paths may hold what no encoding can write
    return json.dumps(value, indent=2) + "\n"


def _rule(rule: Rule) -> dict[str, Any]:
    _, _, rest = rule.page.strip().partition("\n")
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": _first_part(rest) or rule.summary},
        "help": {"text": rule.page.strip(), "markdown": markdown(rule)},
        "defaultConfiguration": {"level": rule.severity},
        "properties": {"tags": ["azure-functions", "python"]},
    }


def _first_part(text: str) -> str:
    """The explanation of a page: what stands before its example."""
    return text.partition("\nExample:")[0].strip()


def _results(report: Report, places: Mapping[str, int]) -> Iterator[dict[str, Any]]:
    seen: Counter[str] = Counter()
    for each in report.diagnostics:
        said = without_lines(each.message)
        identity = "\n".join((each.code, each.location.path, each.function or "", said))
        seen[identity] += 1
        text = each.message + (f"\n{each.help}" if each.help else "")
        yield {
            "ruleId": each.code,
            "ruleIndex": places[each.code],
            "level": each.severity,
            "message": {"text": text},
            "locations": [{"physicalLocation": _location(each.location), **_function(each)}],
            "partialFingerprints": {"fxpack/v1": _fingerprint(identity, seen[identity])},
            **({"fixes": [_fix(each.fix)]} if each.fix else {}),
        }


def _fingerprint(identity: str, number: int) -> str:
    """What a finding is known by when its line has moved: what is said, of which of them."""
    digest = sha256(identity.encode("utf-8", "surrogatepass")).hexdigest()
    return f"{digest[:32]}:{number}"


def _location(at: Location) -> dict[str, Any]:
    empty = (at.end_line, at.end_column) <= (at.line, at.column)
    shown = at._replace(end_line=at.line, end_column=at.column + 1) if empty else at
    return {"artifactLocation": _artifact(at.path), "region": _region(shown)}


def _artifact(path: str) -> dict[str, str]:
    return {"uri": quote(path.encode("utf-8", "surrogateescape")), "uriBaseId": "SRCROOT"}


def _region(at: Location) -> dict[str, int]:
    return {
        "startLine": at.line,
        "startColumn": at.column,
        "endLine": at.end_line,
        "endColumn": at.end_column,
    }


def _fix(fix: Suggestion) -> dict[str, Any]:
    """What is to be replaced, file by file; nothing, where something is put in between."""
    changes: dict[str, list[dict[str, Any]]] = {}
    for at, new in fix.replacements:
        inserted = {"insertedContent": {"text": new}} if new else {}
        changes.setdefault(at.path, []).append({"deletedRegion": _region(at), **inserted})
    return {
        "description": {"text": fix.title},
        "artifactChanges": [
            {"artifactLocation": _artifact(path), "replacements": replacements}
            for path, replacements in changes.items()
        ],
        "properties": {"safety": fix.safety},
    }


def _function(diagnostic: Diagnostic) -> dict[str, Any]:
    if not diagnostic.function:
        return {}
    return {"logicalLocations": [{"name": diagnostic.function, "kind": "function"}]}
