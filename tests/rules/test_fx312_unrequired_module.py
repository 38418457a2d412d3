from __future__ import annotations

import pytest

from tests.rules.one_script import said

MAIN = "\ndef main(req): pass\n"
PINNED = "azure-functions==1.24.0\nrequests==2.31.0\n"


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("import yaml", "1:1 nothing in requirements.txt brings 'yaml'"),
        ("from yaml import safe_load", "1:1 nothing in requirements.txt brings 'yaml'"),
        ("from PIL.Image import open", "1:1 nothing in requirements.txt brings 'PIL.Image'"),
        (
            "import azure.storage.blob",
            "1:1 nothing in requirements.txt brings 'azure.storage.blob'",
        ),
        ("from azure.storage.blob import X", None),
        ("from google.cloud import storage", None),
        (
            "def f():\n    import yaml",
            "2:5 nothing in requirements.txt brings 'yaml', which f() needs when it is called",
        ),
    ],
)
def test_says_what_no_requirement_brings(script: str, expected: str | None) -> None:
    (found,) = said("FX312", script + MAIN, files={"requirements.txt": PINNED})
    assert expected is None or found == expected


@pytest.mark.parametrize(
    ("script", "requirements"),
    [
        ("import yaml", PINNED + "PyYAML==6.0.2\n"),
        ("import yaml", PINNED + "unheard-of-distribution\n"),
        ("import yaml", "requests==0.1.0\n"),
        ("import yaml", "openai==0.25.0\n"),
        ("import yaml", PINNED + "requests[socks]\n"),
        ("import yaml", PINNED + "--extra-index-url https://example.invalid/simple\n"),
        ("import yaml", PINNED + "-e ./lib\n"),
        ("import urllib3, idna, certifi, charset_normalizer", PINNED),
        ("import azure.core", "azure-storage-blob==12.20.0\n"),
        ("import azure.functions, azure", "requests==2.31.0\n"),
        ("import google.protobuf, grpc", PINNED),
        ("try:\n    import yaml\nexcept ImportError:\n    yaml = None", PINNED),
        ("import sys\nif sys.platform == 'win32':\n    import win32api", PINNED),
        ("import os\nif os.environ.get('DEBUG'):\n    import debugpy", PINNED),
        ("def f():\n    try:\n        import yaml\n    except ImportError:\n        pass", PINNED),
        ("import sys\nsys.path.insert(0, 'lib')\nimport yaml", PINNED),
    ],
)
def test_what_may_be_brought_is_silent(script: str, requirements: str) -> None:
    assert said("FX312", script + MAIN, files={"requirements.txt": requirements}) == []


def test_an_import_is_reported_once() -> None:
    script = "import yaml" + MAIN
    newest = {"requirements.txt": "azure-functions\nrequests\n"}
    assert said("FX312", script, files=newest) == []
    assert len(said("FX308", script, files=newest)) == 1
    assert said("FX308", script, files={"requirements.txt": PINNED}) == []


def test_a_module_that_only_a_call_loads() -> None:
    files = {"requirements.txt": PINNED, "late.py": "import yaml\n"}
    (found,) = said("FX312", "def f():\n    import late" + MAIN, files=files)
    assert found == "late.py:1:1 nothing in requirements.txt brings 'yaml'"
    (kept,) = said("FX312", "import late" + MAIN, files=files)
    assert kept == found


def test_a_marker_for_another_system_brings_nothing() -> None:
    files = {"requirements.txt": PINNED + "pyyaml; sys_platform == 'win32'\n"}
    # its name is there all the same, and so it may be meant
    assert said("FX312", "import yaml" + MAIN, files=files) == []
    (found,) = said("FX312", "import bs4" + MAIN, files=files)
    assert found.endswith("brings 'bs4'")
