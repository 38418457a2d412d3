from __future__ import annotations

import pytest

from tests.rules.one_script import said

MAIN = "\ndef main(req): pass\n"
PINNED = {"requirements.txt": "azure-functions==1.24.0\nrequests==2.31.0\n"}


@pytest.mark.parametrize(
    ("script", "python", "since"),
    [
        ("import imp", (3, 12), "3.12"),
        ("from distutils.util import strtobool", (3, 13), "3.12"),
        ("import cgi, json", (3, 13), "3.13"),
        ("def f():\n    import telnetlib", (3, 13), "3.13"),
        ("import binhex", (3, 11), "3.11"),
    ],
)
def test_says_since_when(script: str, python: tuple[int, int], since: str) -> None:
    (found,) = said("FX314", script + MAIN, files=PINNED, python=python)
    assert f"Python 3.{python[1]} has no module '" in found
    assert found.endswith(f"it was removed in {since}")


@pytest.mark.parametrize(
    ("script", "python", "files"),
    [
        ("import imp", (3, 11), {}),
        ("import cgi", (3, 12), {}),
        ("import cgi", (3, 13), {"cgi.py": ""}),
        ("import cgi", (3, 13), {"requirements.txt": "requests==2.31.0\nlegacy-cgi\n"}),
        ("import cgi", (3, 13), {"requirements.txt": "requests==2.31.0\nwebob\n"}),
        ("import cgi", (3, 13), {"requirements.txt": "unheard-of\n"}),
        ("import audioop", (3, 13), {"requirements.txt": "discord.py==2.4.0\n"}),
        ("import setuptools, distutils", (3, 13), {}),
        ("import distutils", (3, 13), {"requirements.txt": "requests==2.31.0\nsetuptools\n"}),
        ("try:\n    import cgi\nexcept ImportError:\n    cgi = None", (3, 13), {}),
        ("import sys\nif sys.version_info < (3, 13):\n    import cgi", (3, 13), {}),
    ],
)
def test_what_is_there_or_may_be_is_silent(
    script: str, python: tuple[int, int], files: dict[str, str]
) -> None:
    assert said("FX314", script + MAIN, files={**PINNED, **files}, python=python) == []


def test_an_import_is_reported_once() -> None:
    newest = {"requirements.txt": "azure-functions\n"}
    assert said("FX314", "import imp" + MAIN, files=newest) == []
    assert len(said("FX308", "import imp" + MAIN, files=newest)) == 1
