"""Fixes of host.json, function.json and .funcignore, each of its text and no more."""

from __future__ import annotations

import pytest

from tests.edit.fixing import fixed, settled

QUEUE = """{
  "bindings": [
    {"name": "msg", "type": "queueTrigger", "direction": "in", "queueName": "q"}
  ]
}
"""
HTTP = """{
  "scriptFile": "__init__.py",
  "bindings": [
    {
      "name": "req", // from outside
      "type": "httpTrigger",
      "direction": "in"
    }
  ]
}
"""
RETURN = """    },
    {
      "name": "$return",
      "type": "http",
      "direction": "out"
    }
  ]
}
"""


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            '{\n    "version": "2.0"\n}\n',
            (
                '{\n    "version": "2.0",\n    "extensionBundle": {"id": '
                '"Microsoft.Azure.Functions.ExtensionBundle", "version": "[4.*, 5.0.0)"}\n}\n'
            ),
        ),
        (
            '{"version": "2.0",}',
            (
                '{"version": "2.0", "extensionBundle": {"id": '
                '"Microsoft.Azure.Functions.ExtensionBundle", "version": "[4.*, 5.0.0)"},}'
            ),
        ),
        (
            "{ }\r\n",
            (
                '{\r\n  "version": "2.0",\r\n  "extensionBundle": {"id": '
                '"Microsoft.Azure.Functions.ExtensionBundle", "version": "[4.*, 5.0.0)"}\r\n}\r\n'
            ),
        ),
        (
            '{"version": "2.0", "extensionbundle": {}}',
            (
                '{"version": "2.0", "extensionbundle": {"id": '
                '"Microsoft.Azure.Functions.ExtensionBundle", "version": "[4.*, 5.0.0)"}}'
            ),
        ),
    ],
)
def test_extension_bundle(before: str, after: str) -> None:
    app = {"f/function.json": QUEUE, "f/__init__.py": "def main(msg):\n    pass\n"}
    assert fixed({**app, "host.json": before}) == {"host.json": after}


def test_return_binding() -> None:
    source = 'def main(req):\n    if req:\n        return "a"\n    return "b"\n'
    files = fixed({"f/function.json": HTTP, "f/__init__.py": source})
    assert files == {"f/function.json": HTTP.replace("    }\n  ]\n}\n", RETURN)}


def test_return_binding_of_others_is_for_someone_to_choose() -> None:
    app = {"f/function.json": QUEUE, "f/__init__.py": 'def main(msg):\n    return "a"\n'}
    assert "f/function.json" not in fixed(app)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (None, "local.settings.*\n"),
        ("", "local.settings.*\n"),
        (".git*", ".git*\nlocal.settings.*\n"),
        (".git*\r\n", ".git*\r\nlocal.settings.*\r\n"),
    ],
)
def test_local_settings(before: str | None, after: str) -> None:
    app = {"local.settings.prod.json": "{}"} | (
        {".funcignore": before} if before is not None else {}
    )
    assert fixed(app) == {".funcignore": after}


def test_what_is_brought_back_stays() -> None:
    before = "!local.settings.json\n*.md\n"
    files = fixed({"local.settings.dev.json": "{}", ".funcignore": before})
    assert files == {".funcignore": f"{before}local.settings.dev.json\n"}


def test_virtual_environment_and_settings() -> None:
    app = {"local.settings.prod.json": "{}", "my env/pyvenv.cfg": "", ".funcignore": ".git*\n"}
    assert fixed(app) == {".funcignore": ".git*\nlocal.settings.*\nmy env/\n"}


def test_many_virtual_environments_at_once() -> None:
    app = {f"env{number}/pyvenv.cfg": "" for number in range(5)}
    done = settled({**app, ".funcignore": ""})
    assert done.rounds == 1
    assert done.changed[".funcignore"].decode().split() == [f"env{n}/" for n in range(5)]


@pytest.mark.parametrize(
    "path", ["#env/pyvenv.cfg", "env[1]/pyvenv.cfg", "!e/pyvenv.cfg", "Local.Settings.prod.json"]
)
def test_a_name_that_an_ignore_file_reads_otherwise(path: str) -> None:
    assert fixed({path: "{}", ".funcignore": ""}) == {}


def test_what_a_line_brings_back_is_left() -> None:
    app = {"local.settings.json": "{}", ".funcignore": "!local.settings.json\n"}
    assert fixed(app) == {}
