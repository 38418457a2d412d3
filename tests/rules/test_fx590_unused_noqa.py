"""FX590: made after all other rules, so each case is a whole app with comments in it."""

from __future__ import annotations

import pytest

from tests.apps import lint_files, overlay

UNBOUND = """import azure.functions as func


def main(req: func.HttpRequest, extra) -> func.HttpResponse:{comment}
    return func.HttpResponse("hello")
"""
CLEAN = UNBOUND.replace(", extra", "")


def found(source: str, *, select: tuple[str, ...] = ("ALL",)) -> list[str]:
    diagnostics = lint_files(overlay({"f/__init__.py": source}), select=select)
    return [f"{each.code} {each.location.line}:{each.location.column}" for each in diagnostics]


@pytest.mark.parametrize(
    ("source", "comment", "expected"),
    [
        pytest.param(CLEAN, "", [], id="no comment"),
        pytest.param(CLEAN, "  # noqa: FX211", ["FX590 4:56"], id="nothing to silence"),
        pytest.param(UNBOUND, "  # noqa: FX211", [], id="in use"),
        pytest.param(UNBOUND, "  # noqa: FX212", ["FX211 4:33", "FX590 4:63"], id="another code"),
        pytest.param(UNBOUND, "  # noqa: FX211, FX212", ["FX590 4:63"], id="one of two"),
        pytest.param(CLEAN, "  # noqa", [], id="blanket: may be for another tool"),
        pytest.param(CLEAN, "  # noqa: E501", [], id="code of another tool"),
        pytest.param(CLEAN, "  # noqa: E501, FX211", ["FX590 4:56"], id="both"),
        pytest.param(CLEAN, "  # noqa: FX999", ["FX590 4:56"], id="no such rule"),
        pytest.param(CLEAN, "  # noqa: FX211, FX590", [], id="silenced itself"),
    ],
)
def test_finds(source: str, comment: str, expected: list[str]) -> None:
    assert found(source.replace("{comment}", comment)) == expected


def test_a_rule_that_is_off_is_not_judged() -> None:
    source = CLEAN.replace("{comment}", "  # noqa: FX211")
    assert found(source, select=("FX5",)) == []


def test_off_by_default() -> None:
    assert found(CLEAN.replace("{comment}", "  # noqa: FX211"), select=()) == []


def test_says_which_codes() -> None:
    source = CLEAN.replace("{comment}", "  # noqa: FX211, FX999")
    (diagnostic,) = lint_files(overlay({"f/__init__.py": source}), select=("FX590",))
    assert diagnostic.message == (
        "the comment silences nothing: FX999 is not found on this line (FX999 does not exist)"
    )


def test_json_files_count_too() -> None:
    config = """{"scriptFile": "__init__.py", "bindings": [
  {"name": "req", "type": "httpTrigger", "direction": "in"}, // noqa: FX106
  {"name": "$return", "type": "http", "direction": "out"}
]}"""
    app = overlay({"f/function.json": config})
    diagnostics = lint_files(app, select=("ALL",), ignore=("FX125",))
    assert [(each.code, each.location.path) for each in diagnostics] == [
        ("FX590", "f/function.json")
    ]


def test_requirements_count_too() -> None:
    files = {
        "requirements.txt": "azure-functions==1.24.0  # noqa: FX406\nuuid==1.30  # noqa: FX406\n"
    }
    found = lint_files(overlay(files), select=("FX590", "FX406"))
    assert [(each.code, each.location.line) for each in found] == [("FX590", 1)]
