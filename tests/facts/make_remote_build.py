"""Makes fxpack/data/remote_build.json.

    python -m tests.facts.make_remote_build CACHE PYTHON

Each set is fetched once into CACHE and installed as Oryx does it, on one processor and without a
cache; processor time is taken, so that others on the machine do not count. uv says what the large
packages need, the index how large their wheels are. Asks PyPI, and takes a quarter of an hour.
"""

from __future__ import annotations

import glob
import os
import resource
import subprocess
import sys
import tempfile
import tomllib
from typing import Any

import requests
from uv import find_uv_bin

from tests.facts.run import write

ENCODING = """\
seconds: what the platform allows for a remote build.
margin: how much of that installing may take: the rest is for unpacking, downloading and packing.
measured: packages asked for, number and bytes of their wheels, seconds of processor time of \
`pip install --target` on one processor of 2.5 GHz.
per_megabyte: seconds, of the measured set that took the longest for its size.
wheels: distribution -> bytes of its wheel for Linux x86_64 and Python 3.12, of all with a megabyte \
or more that one of `closures` needs.
closures: distribution -> which of these installing it brings, itself included.""".splitlines()

SOURCE = (
    "seconds: https://learn.microsoft.com/azure/azure-functions/python-build-options, Remote build; "
    "command: https://github.com/microsoft/Oryx, "
    "src/BuildScriptGenerator/Python/PythonBashBuildSnippet.sh.tpl; "
    "the rest: tests/facts/make_remote_build.py with pip 23.2.1, which Python 3.12.1 comes with, and PyPI"
)
ALLOWED = 60
MARGIN = 0.75

SETS = (
    ("requests", "azure-functions", "azure-storage-blob"),
    ("pyarrow",),
    ("pandas",),
    ("boto3", "celery", "django", "sqlalchemy"),
    ("azure-functions", "numpy", "pandas", "scikit-learn", "scipy"),
)
LARGE = (
    *("matplotlib", "numpy", "onnxruntime", "opencv-python-headless", "pandas", "playwright"),
    *("polars", "pyarrow", "pyspark", "scikit-learn", "scipy", "spacy", "statsmodels"),
    *("tensorflow", "torch", "transformers", "xgboost"),
)
MEGABYTE = 1_000_000


def main(cache: str, python: str) -> None:
    measured = [_measured(packages, cache, python) for packages in SETS]
    sizes, closures = _large()
    facts = {
        "seconds": ALLOWED,
        "margin": MARGIN,
        "per_megabyte": _slowest(measured),
        "measured": measured,
        "wheels": {name: size for name, size in sorted(sizes.items()) if size >= MEGABYTE},
        "closures": {
            name: " ".join(each for each in needed if sizes[each] >= MEGABYTE)
            for name, needed in closures.items()
        },
    }
    write("remote_build", SOURCE, ENCODING, facts)


def _measured(packages: tuple[str, ...], cache: str, python: str) -> dict[str, Any]:
    pip = [python, "-m", "pip"]
    folder = os.path.join(cache, "-".join(packages))
    if not os.path.isdir(folder):
        download = ["download", "-q", "--only-binary", ":all:", "-d", folder, *packages]
        subprocess.run([*pip, *download], check=True, capture_output=True)
    wheels = glob.glob(f"{folder}/*.whl")
    with tempfile.TemporaryDirectory(dir=cache) as target:
        install = ["install", "-q", "--no-cache-dir", "--prefer-binary", "--upgrade"]
        local = ["--no-index", "--find-links", folder, "--target", f"{target}/site-packages"]
        command = ["taskset", "-c", "0", *pip, *install, *local, *packages]
        before = _processor_time()
        subprocess.run(command, check=True, capture_output=True)
        seconds = _processor_time() - before
    return {
        "packages": " ".join(packages),
        "wheels": len(wheels),
        "bytes": sum(map(os.path.getsize, wheels)),
        "seconds": round(seconds, 1),
    }


def _processor_time() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _slowest(measured: list[dict[str, Any]]) -> float:
    """The seconds that a megabyte may take."""
    slowest: float = max(each["seconds"] / each["bytes"] for each in measured)
    return round(slowest * MEGABYTE, 3)


def _large() -> tuple[dict[str, int], dict[str, list[str]]]:
    sizes: dict[str, int] = {}
    closures = {}
    for name in LARGE:
        lock = _lock(name)
        closures[name] = sorted(package["name"] for package in lock["packages"])
        for package in lock["packages"]:
            if package["name"] not in sizes:
                sizes[package["name"]] = _size(package)
    return sizes, closures


def _lock(name: str) -> dict[str, Any]:
    command = [
        *(find_uv_bin(), "pip", "compile", "--quiet", "--format", "pylock.toml"),
        *("--python-version", "3.12", "--python-platform", "x86_64-manylinux_2_36", "-"),
    ]
    done = subprocess.run(command, input=name, text=True, check=True, capture_output=True)
    return tomllib.loads(done.stdout)


def _size(package: dict[str, Any]) -> int:
    """The size of a package's wheel for x86_64, or of its sdist."""
    urls = [each["url"] for each in package.get("wheels", ())]
    fitting = [url for url in urls if "x86_64" in url and "cp312" in url]
    fitting += [url for url in urls if "manylinux" in url and "x86_64" in url]
    fitting += [url for url in urls if url.endswith("-any.whl")]
    url = fitting[0] if fitting else package["sdist"]["url"]
    answer = requests.head(url, timeout=60, allow_redirects=True)
    answer.raise_for_status()
    return int(answer.headers["Content-Length"])


if __name__ == "__main__":
    main(*sys.argv[1:])
