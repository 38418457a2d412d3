from __future__ import annotations

import pytest

from tests.rules.one_app import APP, found, said

STREAM = "from azurefunctions.extensions.http.fastapi import Request, Response\n"
FILES = {"requirements.txt": "azure-functions\nazurefunctions-extensions-http-fastapi\n"}


def of(code: str, streams: str = "", python: tuple[int, int] = (3, 13)) -> list[str]:
    files = FILES | {"streams.py": streams}
    return said("FX718", APP + code, files=files, python=python)


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (
            "@app.route()\ndef f(req: func.HttpRequest): pass\n",
            (
                '5:12 binding "req" is annotated with azure.functions.HttpRequest, '
                "beside the FastAPI extension"
            ),
        ),
        (
            "@app.route()\ndef f(req: Request) -> func.HttpResponse: pass\n",
            (
                "5:24 what the function returns is annotated with azure.functions.HttpResponse, "
                "beside the FastAPI extension"
            ),
        ),
    ],
)
def test_the_types_of_the_library(code: str, expected: str) -> None:
    assert of(STREAM + code) == [expected]
    module = "import azurefunctions.extensions.http.fastapi as web\n"
    assert of(f"import streams\nRequest = streams.web.Request\n{code}", module)


@pytest.mark.parametrize(
    "code",
    [
        STREAM + "@app.route()\ndef f(req: Request) -> Response: pass\n",
        STREAM + "@app.route()\ndef f(req): pass\n",
        STREAM + "@app.route()\ndef f(req: Request) -> str: pass\n",
        STREAM + "def helper(req: func.HttpRequest) -> func.HttpResponse: pass\n"
        "@app.route()\ndef f(req): pass\n",
        "@app.route()\ndef f(req: func.HttpRequest) -> func.HttpResponse: pass\n",
        (
            f"try:\n    {STREAM}except ImportError:\n    pass\n"
            "@app.route()\ndef f(req: func.HttpRequest): pass\n"
        ),
        (
            "def later():\n    import azurefunctions.extensions.http.fastapi\n"
            "@app.route()\ndef f(req: func.HttpRequest): pass\n"
        ),
        "from fastapi import Request\n@app.route()\ndef f(req: func.HttpRequest): pass\n",
    ],
)
def test_what_is_right_or_cannot_be_told(code: str) -> None:
    assert of(code) == []


def test_only_of_the_worker_that_is_known_to_do_so() -> None:
    code = STREAM + "@app.route()\ndef f(req: func.HttpRequest): pass\n"
    assert of(code, python=(3, 12)) == []
    said_of_all = found("ALL", APP + code, files=FILES, python=(3, 13))
    assert [each.code for each in said_of_all if each.severity == "error"] == ["FX718"]
