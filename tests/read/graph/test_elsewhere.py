from __future__ import annotations

import pytest

from fxpack.read.graph.elsewhere import may_bring_more


@pytest.mark.parametrize(
    "path",
    ["Dockerfile", "app.Dockerfile", "environment.yml", ".gitmodules", "requirements-prod.txt"],
)
def test_files_that_install_in_their_own_way(path: str) -> None:
    assert may_bring_more({path: b""})


@pytest.mark.parametrize(
    "path",
    [
        "requirements.txt",
        "requirements-dev.txt",
        "pyproject.toml",
        "uv.lock",
        "Pipfile",
        "tests/requirements.txt",
        ".devcontainer/Dockerfile",
        "README.md",
    ],
)
def test_files_that_azure_does_not_heed(path: str) -> None:
    assert not may_bring_more({path: b"pip install more"})


@pytest.mark.parametrize(
    ("line", "more"),
    [
        ("pip install -r requirements.txt", False),
        ("python -m pip install --upgrade pip", False),
        ('pip install --target=".python_packages/lib/site-packages" -r requirements.txt', False),
        ("pip install -r ./src/requirements.txt -t .python_packages/lib/site-packages", False),
        ("pip install flake8 pytest==8.0", False),
        ('pip install "fxpack==0.1.0"', False),
        ("zip -r app.zip .", False),
        ("echo pip", False),
        ("pip install -r requirements.txt && pip install pandas", True),
        ("pip install .", True),
        ("pip install -r requirements-azure.txt", True),
        ("uv sync", True),
        ("poetry export -o requirements.txt", True),
        ("cp -r ../shared .", True),
        ("Copy-Item ../shared .", True),
        ("docker build .", True),
    ],
)
@pytest.mark.parametrize(
    "path", [".github/workflows/deploy.yml", "azure-pipelines.yml", "deploy.sh"]
)
def test_what_scripts_do(path: str, line: str, more: bool) -> None:
    assert may_bring_more({path: f"steps:\n  - run: |\n      {line}\n".encode()}) is more
