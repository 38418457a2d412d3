"""Fixes of annotations: Out around an output's type, and no `-> None` where something returns."""

from __future__ import annotations

import pytest

from tests.edit.fixing import fixed

OUT = """{"bindings": [
  {"name": "req", "type": "httpTrigger", "direction": "in"},
  {"name": "msg", "type": "queue", "direction": "out", "queueName": "q"},
  {"name": "res", "type": "http", "direction": "out"}
]}"""
BUNDLE = '"extensionBundle": {"id": "Microsoft.Azure.Functions.ExtensionBundle", "version": "[4.*, 5.0.0)"}'
HOST = f'{{"version": "2.0", {BUNDLE}}}'


@pytest.mark.parametrize(
    ("imports", "annotation", "after"),
    [
        ("import azure.functions as func", "str", "func.Out[str]"),
        ("import azure.functions", "bytes", "azure.functions.Out[bytes]"),
        ("from azure import functions as f", "f.QueueMessage", "f.Out[f.QueueMessage]"),
        ("from azure.functions import Out", "str", "Out[str]"),
        (
            "from typing import List\nimport azure.functions as func",
            "List[str]",
            "func.Out[List[str]]",
        ),
    ],
)
def test_out(imports: str, annotation: str, after: str) -> None:
    source = f"{imports}\n\n\ndef main(req, res, msg: {annotation}):  # ä\n    msg.set('a')\n"
    files = fixed({"f/function.json": OUT, "f/__init__.py": source, "host.json": HOST})
    assert files == {"f/__init__.py": source.replace(f"msg: {annotation}", f"msg: {after}")}


@pytest.mark.parametrize(
    ("imports", "after"),
    [
        ("from azure.functions import HttpRequest", "from azure.functions import HttpRequest, Out"),
        (
            "from azure.functions import (\n    HttpRequest as Req,  # r\n    Context,  # c\n)",
            "from azure.functions import (\n    HttpRequest as Req,  # r\n    Context, Out,  # c\n)",
        ),
    ],
)
def test_out_is_imported(imports: str, after: str) -> None:
    source = f"{imports}\n\n\ndef main(req, res: str, msg: str):\n    msg.set('a')\n"
    files = fixed({"f/function.json": OUT, "f/__init__.py": source, "host.json": HOST})
    left = source.replace(imports, after).replace(": str", ": Out[str]")
    assert files == {"f/__init__.py": left}


@pytest.mark.parametrize(
    "source",
    [
        # another thing has the name, or the import may not run
        "from azure.functions import HttpRequest\nOut = 1\n\n\ndef main(req, res, msg: str): pass\n",
        (
            "try:\n    from azure.functions import Context\nexcept ImportError:\n    pass\n\n\n"
            "def main(req, res, msg: str): pass\n"
        ),
        # azure.functions is not there to take Out from
        "def main(req, res, msg: str):\n    pass\n",
        (
            "import typing\n\nif typing.TYPE_CHECKING:\n    import azure.functions as func\n\n\n"
            "def main(req, res, msg: str):\n    pass\n"
        ),
        # the binding would refuse Out of it
        "import azure.functions as func\n\n\ndef main(req, res, msg: int):\n    pass\n",
    ],
)
def test_out_that_is_not_certain(source: str) -> None:
    assert fixed({"f/function.json": OUT, "f/__init__.py": source, "host.json": HOST}) == {}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("def main(req) -> None:", "def main(req):"),
        ("async def main(\n    req,\n)->None :  # no", "async def main(\n    req,\n) :  # no"),
        ("def main(req) \\\n        -> None:", "def main(req):"),
    ],
)
def test_none(before: str, after: str) -> None:
    body = '\n    return "a"\n'
    assert fixed({"f/__init__.py": before + body}) == {"f/__init__.py": after + body}


def test_other_return_annotations_are_left() -> None:
    assert fixed({"f/__init__.py": "def main(req) -> int:\n    return 1\n"}) == {}
