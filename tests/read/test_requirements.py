from __future__ import annotations

from pathlib import Path

import pytest

from fxpack.read.requirements import brought_names
from fxpack.read.tree import Tree
from tests.apps import codes, overlay


@pytest.mark.parametrize(
    "text",
    [
        "requests\n",
        "azure-functions==1.18.0\nRequests >= 2.20  # for the calls\n\n# more\n",
        "\ufeffrequests\r\n",
    ],
)
def test_plain_lists_tell_what_they_bring(text: str) -> None:
    names = brought_names({"requirements.txt": text.encode()})
    assert names is not None
    assert {"requests", "urllib3"} <= names
    assert "numpy" not in names


@pytest.mark.parametrize(
    "text",
    [
        "requests==2.20.0\n",
        "requests>=2,<3\n",
        "requests~=2.20\n",
        "-r other.txt\n",
        "git+https://example.invalid/x.git\n",
        "requests[socks]\n",
        "requests ; python_version < '3.9'\n",
        "unheard-of-distribution\n",
        "--index-url https://example.invalid\nrequests\n",
    ],
)
def test_anything_else_is_not_told(text: str) -> None:
    assert brought_names({"requirements.txt": text.encode()}) is None


@pytest.mark.parametrize(
    "path",
    [
        "Dockerfile",
        "environment.yml",
        "requirements-prod.txt",
        "uv.lock",
        "deploy.sh",
        ".gitmodules",
        ".python_packages/lib/x.py",
    ],
)
def test_other_places_may_install_more(path: str) -> None:
    assert brought_names({"requirements.txt": b"requests\n", path: b""}) is None


@pytest.mark.parametrize(
    ("path", "text", "more"),
    [
        ("pyproject.toml", "", False),
        ("pyproject.toml", "[tool.fxpack]\nmode = 'remote'\n[tool.ruff.lint]\n", False),
        ("pyproject.toml", "[project]\n", True),
        ("pyproject.toml", " [ project ]\n", True),
        ("pyproject.toml", "project = {}\n", True),
        ("pyproject.toml", "project.name = 'x'\n", True),
        ("pyproject.toml", "[tool.poetry.dependencies]\n", True),
        ("pyproject.toml", "[[tool.uv.index]]\n", True),
        ("pyproject.toml", "[dependency-groups]\n", True),
        ("pyproject.toml", "['tool'.\"poetry\"]\n", True),
        ("pyproject.toml", "tool = { black = {} }\n", True),
        (".github/ISSUE_TEMPLATE.md", "pip install x", False),
        (".github/workflows/ci.yml", '- run: pip install "fxpack==1"\n- run: fxpack lint', False),
        (".github/workflows/ci.yml", "- run: pip install -r requirements.txt", False),
        (".github/workflows/ci.yml", "- run: pip install pandas", True),
        (".github/workflows/ci.yml", "- run: make packages", True),
        (".github/workflows/ci.yml", "- run: bash packages", True),
        (".github/workflows/ci.yml", "- run: ./packages.sh", True),
        (".github/workflows/ci.yml", "- run: python setup_packages.py", True),
        (".github/workflows/ci.yml", "- uses: ./.github/actions/packages", True),
        (".github/workflows/ci.yml", "- uses: someone/packages@v1", True),
    ],
)
def test_what_such_a_place_says(path: str, text: str, more: bool) -> None:
    files = {"requirements.txt": b"requests\n", path: text.encode()}
    assert (brought_names(files) is None) is more


def test_a_folder_of_packages_is_seen_on_disk_too(tmp_path: Path) -> None:
    (tmp_path / ".python_packages/lib/site-packages").mkdir(parents=True)
    (tmp_path / "requirements.txt").write_text("requests\n")
    assert brought_names(Tree(str(tmp_path))) is None


def test_missing_list() -> None:
    assert brought_names({}) is None


LOADS = {
    "a function called test": {
        "f/function.json (absent)": "",
        "f/__init__.py (absent)": "",
        "test/function.json": '{"bindings": [{"name": "req", "type": "httpTrigger"}]}',
        "test/__init__.py": "import sys\nsys.path.insert(0, 'test')\nimport model\n"
        "def main(req): return model.x\n",
        "test/model.py": "x = None\n",
    },
    "the path by another name": {
        "f/__init__.py": "from sys import (argv, path as where)\nwhere.append('f')\nimport helper\n"
        "def main(req): return helper.x\n",
        "f/helper.py": "x = 1\n",
    },
    "a module put into sys.modules": {
        "f/__init__.py": "import sys\nfrom . import helper\n"
        "sys.modules.setdefault('helper', helper)\nimport helper as again\n"
        "def main(req): return again.x\n",
        "f/helper.py": "x = 1\n",
    },
    "an error that an outer try waits for": {
        "f/__init__.py": "try:\n    try:\n        import ujson as json\n    except ImportError:\n"
        "        raise RuntimeError('x')\nexcept RuntimeError:\n    import json\n"
        "def main(req): return json.dumps(1)\n",
    },
    "a module that git ignores": {
        "f/__init__.py": "from shared._version import version\ndef main(req): return version\n",
        "shared/__init__.py": "",
        ".gitignore": "_version.py\n",
    },
    "a module that protoc makes": {
        "f/__init__.py": "from shared import thing_pb2\ndef main(req): return thing_pb2.X\n",
        "shared/__init__.py": "",
    },
}


@pytest.mark.parametrize("name", LOADS)
def test_what_may_be_there_is_not_missing(name: str) -> None:
    found = codes(overlay(LOADS[name]))
    assert found == []
