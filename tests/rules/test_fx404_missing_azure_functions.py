from __future__ import annotations

import pytest

from tests.rules.one_requirements import said

CODE = "FX404"
MESSAGE = (
    "azure-functions is imported and not named here, so the app runs with whatever version the "
    "worker brings"
)
EXPECTED = [f"1 {MESSAGE}"]
PLAIN = {"f/__init__.py": "def main(req):\n    return 'azure'\n"}


@pytest.mark.parametrize("requirements", ["", "requests\n", "# azure-functions\n", "-c c.txt\nx\n"])
def test_missing(requirements: str) -> None:
    assert said(CODE, requirements, {"c.txt": ""}) == EXPECTED


@pytest.mark.parametrize(
    "requirements",
    [
        "azure-functions",
        "Azure_Functions>=1.20,<3",
        "azure-functions[x]==1.24.0",
        "azure-functions; python_version > '3'",
        "-r more.txt",
        "azure-functions @ https://example.com/azure_functions-1.24.0-py3-none-any.whl",
        "azure-functions-durable",
        "azurefunctions-extensions-bindings-blob",
    ],
)
def test_named(requirements: str) -> None:
    assert said(CODE, requirements, {"more.txt": "azure-functions\n"}) == []


@pytest.mark.parametrize(
    "requirements",
    [
        "-r ../more.txt",
        "-r https://example.com/more.txt",
        "-r more.txt",
        "no requirement",
        "./libs/ours",
        "ours @ git+https://example.com/ours.git",
        "--index-url https://packages.example.com/simple\nours",
        "--extra-index-url https://packages.example.com/simple\nours",
        "--find-links wheels\nours",
    ],
)
def test_cannot_tell(requirements: str) -> None:
    assert said(CODE, requirements) == []


@pytest.mark.parametrize(
    "file", ["pyproject.toml", "Pipfile", "uv.lock", "Dockerfile", ".python_packages/lib/x.py"]
)
def test_beside_other_ways_to_install(file: str) -> None:
    assert said(CODE, "requests\n", {file: ""}) == []


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("import azure.functions as func", EXPECTED),
        ("from azure import functions as func", EXPECTED),
        ("from azure.functions import HttpRequest", EXPECTED),
        ("def f():\n    import azure.functions", EXPECTED),
        ("from azure.storage import blob", []),
        ("# import azure.functions", []),
        ("import azure.functionsx", []),
    ],
)
def test_only_where_it_is_imported(script: str, expected: list[str]) -> None:
    assert said(CODE, "requests\n", {**PLAIN, "shared/x.py": script + "\n"}) == expected


def test_v2_app() -> None:
    script = "import azure.functions as func\n\napp = func.FunctionApp()\n"
    files = {"function_app.py": script, "f/function.json (absent)": "", **PLAIN}
    assert said(CODE, "requests\n", files) == EXPECTED
    assert said(CODE, "azure-functions\n", files) == []


def test_what_is_not_published_does_not_count() -> None:
    files = {**PLAIN, "tests/x.py": "import azure.functions\n", ".funcignore": "tests\n"}
    assert said(CODE, "requests\n", files) == []
