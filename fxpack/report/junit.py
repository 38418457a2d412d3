"""The format for what shows tests: each file a suite, each diagnostic a test that failed.

Source: testmoapp/junitxml, the format as CI systems read it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby
from xml.sax.saxutils import escape, quoteattr

from fxpack.model import Diagnostic
from fxpack.report import Report
from fxpack.report.plain_text import one_line


def render(report: Report, names: Mapping[str, str]) -> str:
    """An XML document; where nothing was found it has one test, which passed.

    names  code → name of the rule
    """
    found = report.diagnostics
    suites = groupby(found, key=lambda each: each.location.path)
    inside = "".join(_suite(path, list(group), names) for path, group in suites)
    if not found:
        inside = _element("testsuite", {"name": "fxpack", "tests": 1, "failures": 0}, _PASSED)
    counts = {"name": "fxpack", "tests": len(found) or 1, "failures": len(found), "errors": 0}
    return f"<?xml version='1.0' encoding='UTF-8'?>\n{_element('testsuites', counts, inside)}"


_PASSED = '<testcase name="lint" classname="fxpack"/>\n'


def _suite(path: str, found: list[Diagnostic], names: Mapping[str, str]) -> str:
    counts = {"name": path, "tests": len(found), "failures": len(found), "errors": 0}
    return _element("testsuite", counts, "".join(_case(each, names) for each in found))


def _case(diagnostic: Diagnostic, names: Mapping[str, str]) -> str:
    at = diagnostic.location
    name = f"{diagnostic.code} {names.get(diagnostic.code, '')}".rstrip()
    place = f"{at.path}:{at.line}:{at.column}"
    said = [place, diagnostic.message]
    if diagnostic.help:
        said.append(f"help: {diagnostic.help}")
    about = {"message": diagnostic.message, "type": diagnostic.severity}
    failure = f"<failure{_attributes(about)}>{escape(chr(10).join(map(_text, said)))}</failure>\n"
    # one file may have the same finding in several lines: a test is told by its name
    case = {"name": f"{name} {at.line}:{at.column}", "classname": at.path}
    return _element("testcase", {**case, "file": at.path, "line": at.line}, failure)


def _element(name: str, attributes: Mapping[str, object], inside: str) -> str:
    return f"<{name}{_attributes(attributes)}>\n{inside}</{name}>\n"


def _attributes(attributes: Mapping[str, object]) -> str:
    pairs: Iterable[str] = (
        f" {name}={quoteattr(_text(str(value)))}" for name, value in attributes.items()
    )
    return "".join(pairs)


def _text(text: str) -> str:
    """Text of characters that XML 1.0 has."""
    return one_line(text).replace("\ufffe", "\\ufffe").replace("\uffff", "\\uffff")
