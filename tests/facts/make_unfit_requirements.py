"""Makes fxpack/data/unfit_requirements.json.

    python -m tests.facts.make_unfit_requirements PYTHON3.10 PYTHON3.11 PYTHON3.12 PYTHON3.13

Every distribution is installed as Oryx does it, with the pip of each of these Pythons on Linux. Asks
PyPI, runs the builds of sdists, and takes ten minutes.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from typing import Any

from tests.facts.run import write

ENCODING = """\
stdlib: distribution -> the module of the standard library that it is taken for, and what comes of it: \
"replaces": it brings a module of that name, which comes before the standard library's; "fails": pip \
stops; "useless": it is installed and brings no such module.
systems: distribution -> the system that it is for, and what comes of it on Linux: "fails": pip stops; \
"idle": it is installed, in some version, and does nothing there.""".splitlines()

SOURCE = (
    "which distributions: names of the standard library among those of PyPI that are asked for, and what "
    "`pip freeze` of Windows and macOS writes; what comes of them: "
    "tests/facts/make_unfit_requirements.py with PyPI and the pip of Python 3.10.13, 3.11.7, 3.12.1 "
    "and 3.13.0; that of sys.path the app's packages come first: azure-functions-python-worker, "
    "azure_functions_worker/utils/dependency.py"
)

STDLIB = (
    *("argparse", "asyncio", "contextvars", "dataclasses", "datetime", "email", "enum", "enum34"),
    *("functools", "graphlib", "importlib", "ipaddress", "logging", "multiprocessing", "pathlib"),
    *("readline", "statistics", "typing", "uuid", "wsgiref"),
)
"""Not configparser, whose distribution brings backports.configparser and nothing else."""

SYSTEMS = {
    "Windows": (
        *("comtypes", "onnxruntime-directml", "pypiwin32", "pyreadline", "pyreadline3", "pywin32"),
        *("pywin32-ctypes", "pywinpty", "tensorflow-intel", "twisted-iocpsupport"),
        *("win-inet-pton", "wincertstore", "windows-curses", "winkerberos", "winshell", "wmi"),
    ),
    "macOS": (
        *("appnope", "macfsevents", "pyobjc", "pyobjc-core", "tensorflow-macos"),
        *("tensorflow-metal",),
    ),
}


def main(*pythons: str) -> None:
    stdlib = {name: f"{_module(name)} {_of_stdlib(name, pythons)}" for name in STDLIB}
    systems = {
        name: f"{system} {'fails' if _brought(name, pythons[-2]) is None else 'idle'}"
        for system, names in SYSTEMS.items()
        for name in names
    }
    facts: dict[str, Any] = {
        "stdlib": stdlib,
        "systems": dict(sorted(systems.items())),
    }
    write("unfit_requirements", SOURCE, ENCODING, facts)


def _module(name: str) -> str:
    return "enum" if name == "enum34" else name


def _of_stdlib(name: str, pythons: Sequence[str]) -> str:
    """The same for all Pythons, or the worst: fails, replaces, useless."""
    found = [_brought(name, python, "--no-deps") for python in pythons]
    if all(names is None for names in found):
        return "fails"
    replaces = any(names and _module(name) in names for names in found)
    return "replaces" if replaces else "useless"


def _brought(name: str, python: str, *options: str) -> set[str] | None:
    """The top-level names that installing a distribution brings, None where pip stops."""
    with tempfile.TemporaryDirectory() as target:
        command = [
            python,
            "-m",
            "pip",
            "install",
            "-q",
            "--no-compile",
            "--prefer-binary",
            *options,
        ]
        done = subprocess.run(
            [*command, "--target", target, name], capture_output=True, check=False
        )
        names = [name for name in os.listdir(target) if not name.endswith(".dist-info")]
    return None if done.returncode else {name.partition(".")[0] for name in names}


if __name__ == "__main__":
    main(*sys.argv[1:])
