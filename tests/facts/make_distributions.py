"""Makes fxpack/data/distributions.json.

    python -m tests.facts.make_distributions CACHE PYTHON310 PYTHON311 PYTHON312 PYTHON313

pip says what it would install for each distribution on each Python, and for some former versions on
the first one; the wheels are fetched once into CACHE and their names read out of them.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator

from tests.facts.run import write

ENCODING = """\
imports: distribution (PEP 503 name) -> the top-level names that become importable when it and all
that it requires are installed on Linux, whichever of the Pythons and versions looked at; extras are
not in it.
former: the older versions looked at besides the newest.
worker: what an app can import besides, because the worker brings it: Python -> names.""".splitlines()

FORMER = {
    "aiohttp": ("3.7.4.post0", "3.8.6"),
    "applicationinsights": (),
    "azure-ai-formrecognizer": (),
    "azure-core": ("1.8.2", "1.26.4"),
    "azure-cosmos": ("4.2.0", "4.5.1"),
    "azure-data-tables": ("12.1.0",),
    "azure-eventgrid": ("2.0.0", "4.5.0"),
    "azure-eventhub": ("5.2.1", "5.11.0"),
    "azure-functions": ("1.7.2", "1.11.2", "1.18.0", "1.21.3", "1.23.0", "1.24.0"),
    "azure-functions-durable": ("1.0.3", "1.1.6", "1.2.9"),
    "azure-identity": ("1.5.0", "1.12.0"),
    "azure-keyvault-certificates": (),
    "azure-keyvault-keys": (),
    "azure-keyvault-secrets": ("4.2.0", "4.6.0"),
    "azure-mgmt-compute": (),
    "azure-mgmt-resource": ("15.0.0", "21.2.1"),
    "azure-mgmt-storage": (),
    "azure-monitor-opentelemetry": ("1.2.0",),
    "azure-servicebus": ("7.3.2", "7.8.3"),
    "azure-storage-blob": ("12.8.1", "12.14.1"),
    "azure-storage-file-datalake": ("12.4.0",),
    "azure-storage-file-share": ("12.5.0",),
    "azure-storage-queue": ("12.1.6", "12.6.0"),
    "beautifulsoup4": ("4.9.3",),
    "boto3": ("1.17.112", "1.26.165"),
    "certifi": (),
    "chardet": (),
    "charset-normalizer": (),
    "click": ("7.1.2",),
    "cryptography": ("3.4.8", "38.0.4"),
    "fastapi": ("0.70.1", "0.95.2"),
    "feedparser": (),
    "flask": ("1.1.4", "2.0.3"),
    "httpx": ("0.18.2", "0.23.3"),
    "idna": (),
    "isodate": (),
    "jinja2": ("2.11.3", "3.0.3"),
    "jsonschema": ("3.2.0", "4.17.3"),
    "lxml": ("4.9.4",),
    "markupsafe": (),
    "marshmallow": ("3.14.1",),
    "msal": ("1.10.0", "1.20.0"),
    "msrest": ("0.6.21",),
    "msrestazure": (),
    "mysql-connector-python": ("8.0.29",),
    "numpy": ("1.26.4",),
    "oauthlib": (),
    "openai": ("0.28.1", "1.3.9"),
    "opencensus": (),
    "opencensus-ext-azure": ("1.0.8", "1.1.9"),
    "opencensus-extension-azure-functions": (),
    "openpyxl": ("3.0.10",),
    "orjson": (),
    "pandas": ("1.5.3", "2.0.3"),
    "paramiko": ("2.12.0",),
    "pillow": ("9.5.0",),
    "psutil": (),
    "psycopg2-binary": ("2.9.9",),
    "pyarrow": (),
    "pydantic": ("1.10.13", "2.4.2"),
    "pyjwt": ("1.7.1", "2.4.0"),
    "pymongo": ("3.13.0", "4.3.3"),
    "pymssql": (),
    "pymysql": ("1.0.2",),
    "pyodbc": (),
    "pypdf": (),
    "pypdf2": (),
    "python-dateutil": ("2.8.2",),
    "python-docx": (),
    "python-dotenv": ("0.21.1",),
    "pytz": (),
    "pyyaml": ("6.0.1",),
    "redis": ("3.5.3", "4.3.6", "4.5.5"),
    "requests": ("2.22.0", "2.25.1", "2.28.2"),
    "requests-oauthlib": (),
    "scikit-learn": (),
    "scipy": (),
    "sendgrid": (),
    "simplejson": (),
    "six": (),
    "slack-sdk": (),
    "sqlalchemy": ("1.4.54",),
    "tabulate": (),
    "tenacity": (),
    "tiktoken": (),
    "tqdm": (),
    "twilio": (),
    "typing-extensions": (),
    "urllib3": ("1.26.18",),
    "werkzeug": ("2.2.3",),
    "xlsxwriter": (),
    "xmltodict": (),
}

# azure-functions-python-worker 4.40.0, workers/pyproject.toml: the worker's own requirements come
# after the app's on sys.path; setuptools comes with grpcio-tools, pip and wheel with the image.
SHARED = (
    "azure azurefunctions dateutil google grpc grpc_tools markupsafe pip pkg_resources setuptools six"
    " werkzeug wheel"
)
WORKER = {
    "3.10 3.11 3.12": f"azure_functions_worker {SHARED}",
    "3.13 3.14": f"azure_functions_runtime azure_functions_runtime_v1 proxy_worker uvloop {SHARED}",
}


def wheels(interpreter: str, requirement: str) -> list[str]:
    """The addresses of all wheels that pip would install; none where it would not."""
    command = [interpreter, "-m", "pip", "install", "--dry-run", "--ignore-installed", "--quiet"]
    options = ["--disable-pip-version-check", "--only-binary", ":all:", "--report", "-"]
    done = subprocess.run(
        [*command, *options, requirement], check=False, capture_output=True, text=True
    )
    if done.returncode:
        sys.stderr.write(f"{requirement}: {done.stderr.strip()[-200:]}\n")
        return []
    return [item["download_info"]["url"] for item in json.loads(done.stdout)["install"]]


def names(address: str, interpreter: str, cache: str) -> set[str]:
    """The top-level names in a wheel."""
    known = os.path.join(cache, os.path.basename(address).partition("#")[0] + ".names")
    if not os.path.exists(known):
        found = fetched(address, interpreter, cache)
        with open(known, "w", encoding="utf-8") as file:
            file.write(" ".join(sorted(found)))
    with open(known, encoding="utf-8") as file:
        return set(file.read().split())


def fetched(address: str, interpreter: str, cache: str) -> set[str]:
    command = [interpreter, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", cache]
    subprocess.run([*command, address], check=True)
    path = os.path.join(cache, os.path.basename(address).partition("#")[0])
    with zipfile.ZipFile(path) as wheel:
        found = set(top_level(wheel.namelist()))
    os.remove(path)
    return found


def top_level(members: list[str]) -> Iterator[str]:
    for member in members:
        parts = member.split("/")
        if parts[0].endswith(".data") and parts[1] in {"purelib", "platlib"}:
            parts = parts[2:]
        if parts[0].endswith((".dist-info", ".data", ".libs")):
            continue
        if len(parts) == 1:
            match = re.fullmatch(r"(\w+)(\.[\w-]+)?\.(py|so)", parts[0])
            if match:
                yield match[1]
        elif parts[0].isidentifier() and parts[-1].endswith((".py", ".so")):
            yield parts[0]


def main(cache: str, first: str, *others: str) -> None:
    imports = {}
    for name, former in FORMER.items():
        asked = [(python, name) for python in (first, *others)]
        asked += [(first, f"{name}=={version}") for version in former]
        addresses = {url: python for python, wanted in asked for url in wheels(python, wanted)}
        found = {top for url, python in addresses.items() for top in names(url, python, cache)}
        imports[name] = " ".join(sorted(found))
    write(
        "distributions",
        "PyPI, the wheels that pip takes on Python 3.10 to 3.13 (tests/facts/make_distributions.py);"
        " worker: azure-functions-python-worker 4.40.0, workers/pyproject.toml",
        ENCODING,
        {
            "former": {name: " ".join(versions) for name, versions in FORMER.items() if versions},
            "worker": WORKER,
            "imports": imports,
        },
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
