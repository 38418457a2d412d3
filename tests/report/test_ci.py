"""What CI systems read, as whole texts, and by a parser of theirs."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from junitparser import JUnitXml

from fxpack.report import azure, github, junit
from tests.report.test_text import diagnostic, report

NAMES = {"FX211": "unbound-parameter", "FX121": "invalid-schedule"}
HARD = diagnostic(path="a,b:c;d]e%.py", message="50% of\n::error::x ]; done", help="")


def test_github() -> None:
    said = github.render(
        report(
            diagnostic(),
            diagnostic(2, 1, 9, code="FX121", severity="warning", end_line=3, help=""),
            HARD,
        ),
        NAMES,
    )
    assert said == (
        "::error file=f/__init__.py,line=4,endLine=4,col=11,endColumn=15,"
        "title=FX211 unbound-parameter"
        '::parameter "blob" is not a binding%0Ahelp: name the parameter after a binding\n'
        "::warning file=f/__init__.py,line=2,endLine=3,title=FX121 invalid-schedule"
        '::parameter "blob" is not a binding\n'
        "::error file=a%2Cb%3Ac;d]e%25.py,line=4,endLine=4,col=11,endColumn=15,"
        "title=FX211 unbound-parameter::50%25 of\\n::error::x ]; done\n"
        "Found 2 errors and 1 warning in 12 functions.\n"
    )


def test_azure() -> None:
    assert azure.render(report(diagnostic(), HARD)) == (
        "##vso[task.logissue type=error;sourcepath=f/__init__.py;linenumber=4;columnnumber=11;"
        'code=FX211;]parameter "blob" is not a binding (name the parameter after a binding)\n'
        "##vso[task.logissue type=error;sourcepath=a,b:c%3Bd%5De%AZP25.py;linenumber=4;"
        "columnnumber=11;code=FX211;]50%AZP25 of\\n::error::x ]; done\n"
        "Found 2 errors in 12 functions.\n"
    )


def test_nothing_found() -> None:
    assert github.render(report(), {}) == azure.render(report()) == "All checks passed!\n"


@given(st.text(), st.text())
def test_a_finding_is_one_command_whatever_its_text(message: str, path: str) -> None:
    one = report(diagnostic(message=message, path=path))
    for said in (github.render(one, {}), azure.render(one)):
        assert said.count("\n") == 2
        assert said.startswith(("::error file=", "##vso[task.logissue type=error;"))


def test_job_summary() -> None:
    found = diagnostic(path="a_b/[x].py", message="<b> | `c`")
    assert github.job_summary(report(found)) == (
        "### fxpack\n\nFound 1 error in 12 functions.\n\n"
        "| | rule | place | what |\n|---|---|---|---|\n"
        r"| error | FX211 | a\_b/\[x\]\.py:4:11 | &lt;b\> \| \`c\` |" + "\n\n"
    )


def test_job_summary_of_a_zip() -> None:
    said = report(diagnostic())
    said = said._replace(summary=said.summary._replace(zip="<b>_a_.zip"))
    assert "\nFound 1 error in &lt;b\\>\\_a\\_\\.zip.\n" in github.job_summary(said)


def test_job_summary_is_not_without_end() -> None:
    endless = diagnostic(message="[" * 100_000)
    assert len(github.job_summary(report(*[endless] * github.MOST_ROWS))) < 1 << 20
    said = github.job_summary(report(*[diagnostic()] * (github.MOST_ROWS + 7)))
    assert said.endswith("\n… and 7 more.\n\n")
    assert said.count("| error |") == github.MOST_ROWS


def parsed(text: str, tmp_path: Path) -> JUnitXml:
    path = tmp_path / "junit.xml"
    path.write_text(text, encoding="utf-8")
    return JUnitXml.fromfile(str(path))


def test_junit(tmp_path: Path) -> None:
    found = [diagnostic(), diagnostic(9), diagnostic(path="g.py", message="<&\x00\ud800")]
    suites = parsed(junit.render(report(*found), NAMES), tmp_path)
    assert (suites.tests, suites.failures, suites.errors) == (3, 3, 0)
    assert [(suite.name, suite.tests) for suite in suites] == [("f/__init__.py", 2), ("g.py", 1)]
    case = next(iter(next(iter(suites))))
    assert (case.name, case.classname) == ("FX211 unbound-parameter 4:11", "f/__init__.py")
    failure = case.result[0]
    assert (failure.message, failure.type) == ('parameter "blob" is not a binding', "error")
    assert failure.text == (
        'f/__init__.py:4:11\nparameter "blob" is not a binding\n'
        "help: name the parameter after a binding"
    )


def test_junit_of_nothing_has_a_test_that_passed(tmp_path: Path) -> None:
    suites = parsed(junit.render(report(), NAMES), tmp_path)
    assert (suites.tests, suites.failures) == (1, 0)
    assert [case.is_passed for suite in suites for case in suite] == [True]


@pytest.mark.parametrize("text", ["\x0b", "\ufffe", "]]>", "\ud800", '"', "'", "&amp;"])
def test_junit_is_xml_whatever_is_said(text: str, tmp_path: Path) -> None:
    found = diagnostic(message=text, path=text, help=text)
    assert parsed(junit.render(report(found), NAMES), tmp_path).failures == 1
