"""Makes fxpack/data/ignore_lines.json.

    python -m tests.facts.make_ignore_lines

Lines that are common in .funcignore and .gitignore files of Python apps, with the translation that
`fxpack.read.ignore` makes with pathspec: loading pathspec takes longer than linting a function.
"""

from __future__ import annotations

import json
from pathlib import Path

import fxpack
from fxpack.read.ignore import translated

TARGET = Path(fxpack.__file__).parent / "data" / "ignore_lines.json"
SOURCES = {
    "Azure Functions extension of VS Code, ScriptProjectCreateStep.ts and PythonInitVSCodeStep.ts": """
        .git* .vscode __azurite_db*__.json __blobstorage__ __queuestorage__ local.settings.json test
        .venv venv env .env .debug
    """,
    "github/gitignore, Python.gitignore": """
        __pycache__ *.py[codz] *.py[cod] *$py.class *.so .Python build develop-eggs dist downloads
        eggs .eggs lib lib64 parts sdist var wheels share/python-wheels *.egg-info .installed.cfg
        *.egg MANIFEST *.manifest *.spec pip-log.txt pip-delete-this-directory.txt htmlcov .tox .nox
        .coverage .coverage.* .cache nosetests.xml coverage.xml *.cover *.py.cover *,cover
        .hypothesis .pytest_cache cover *.mo *.pot *.log local_settings.py db.sqlite3
        db.sqlite3-journal instance .webassets-cache .scrapy docs/_build .pybuilder target
        .ipynb_checkpoints profile_default ipython_config.py .pdm.toml .pdm-python .pdm-build
        __pypackages__ celerybeat-schedule celerybeat.pid *.sage.py .envrc ENV env.bak venv.bak
        .spyderproject .spyproject .ropeproject /site .mypy_cache .dmypy.json dmypy.json .pyre
        .pytype cython_debug .ruff_cache .pypirc .idea
    """,
    "public .funcignore files of Python apps": """
        .git .github .gitignore .gitattributes .funcignore .venv* venv* .env* .env.* tests test_*.py
        *_test.py test_* **/__pycache__ **/*.pyc **/.* *.pyc *.pyo *.pyd *.md README.md README* docs
        LICENSE Dockerfile .dockerignore docker-compose* docker-compose.yml Makefile .DS_Store
        Thumbs.db .python_packages .python-version .azure .azurite azurite __azurite* __blobstorage__
        __queuestorage__ __tablestorage__ proxies.json getting_started.md sample samples scripts
        notebooks *.ipynb .vs .history .editorconfig .flake8 .pylintrc .pre-commit-config.yaml
        pyproject.toml pytest.ini setup.cfg tox.ini uv.lock poetry.lock Pipfile Pipfile.lock
        requirements-dev.txt requirements_dev.txt requirements-*.txt dev-requirements.txt
        azure-pipelines.yml azure-pipelines*.yml infra terraform *.tf *.tfstate *.tfstate.* *.tfvars
        .terraform *.zip *.bak *.tmp *.swp *.swo *~ *.db *.sqlite *.sqlite3 *.csv *.http *.rest
        *.js.map *.ts tsconfig.json node_modules package.json package-lock.json logs log temp tmp
        data local local.settings.*.json *.local local.* secrets.json appsettings.json bin obj
        *.sh *.ps1 .* * *.json *.txt .coveragerc coverage .azurefunctions .cursor .claude .ipynb
    """,
}


def content() -> str:
    """The text of the data file."""
    names = sorted({name for text in SOURCES.values() for name in text.split()})
    lines = {name: (translated(name) or b"").decode("latin-1") for name in names}
    head = {"source": ["translated by pathspec; " + source for source in SOURCES], "lines": lines}
    return json.dumps(head, indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    TARGET.write_text(content(), encoding="utf-8")
