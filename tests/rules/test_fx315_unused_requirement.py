from __future__ import annotations

import pytest

from tests.rules.one_script import said

MAIN = "\ndef main(req): pass\n"


@pytest.mark.parametrize(
    ("requirements", "expected"),
    [
        (
            "azure-functions\npyyaml==6.0.2\n",
            ["no file of the app mentions yaml, which pyyaml brings"],
        ),
        (
            "requests\nbeautifulsoup4\n",
            [
                "no file of the app mentions requests, which requests brings",
                "no file of the app mentions bs4, which beautifulsoup4 brings",
            ],
        ),
        # urllib3 comes with requests: its line says only which
        (
            "requests\nurllib3==2.2.0\n",
            ["no file of the app mentions requests, which requests brings"],
        ),
    ],
)
def test_says_what_is_not_mentioned(requirements: str, expected: list[str]) -> None:
    found = said("FX315", "import json" + MAIN, files={"requirements.txt": requirements})
    assert [each.partition(" ")[2] for each in found] == expected


@pytest.mark.parametrize(
    ("script", "requirements"),
    [
        ("import yaml", "pyyaml\n"),
        ("def f():\n    import yaml", "pyyaml\n"),
        ("PARSER = 'yaml.safe_load'", "pyyaml\n"),
        ("import json", "azure-functions\nazure-functions-durable\n"),
        ("import json", "unheard-of\n"),
        ("import json", "unheard-of\npyyaml\n"),
        ("import json", "uvicorn[standard]\n"),
        ("import json", "git+https://example.invalid/x.git\n"),
    ],
)
def test_what_is_used_or_may_be_is_silent(script: str, requirements: str) -> None:
    assert said("FX315", script + MAIN, files={"requirements.txt": requirements}) == []


def test_what_another_file_mentions() -> None:
    files = {"requirements.txt": "uvicorn\n", "host.json": '{"version": "2.0", "x": "uvicorn"}'}
    assert said("FX315", "import json" + MAIN, files=files) == []


def test_off_unless_selected() -> None:
    from tests.apps import codes, overlay

    assert codes(overlay({"requirements.txt": "azure-functions\npyyaml\n"})) == []
