"""Sources to build in a container, most of them without any network."""

from __future__ import annotations

from pathlib import Path

from fxpack.pack.build_order import Source
from tests.wheels import make_sdist, make_source, source_tree

EXTENSION = """
#include <Python.h>
#include "answer.h"

static PyObject *answer(PyObject *self, PyObject *args) { return PyLong_FromLong(ANSWER); }
static PyMethodDef methods[] = {{"answer", answer, METH_NOARGS, ""}, {NULL, NULL, 0, NULL}};
static struct PyModuleDef module = {PyModuleDef_HEAD_INIT, "own_native", "", -1, methods};
PyMODINIT_FUNC PyInit_own_native(void) { return PyModule_Create(&module); }
"""

SETUP = """
from setuptools import Extension, setup

setup(
    name="own-native",
    version="1.0",
    py_modules=[],
    ext_modules=[Extension("own_native", ["src/own_native.c"], include_dirs=["src"])],
)
"""


def scripted(folder: Path, script: str, name: str = "src-pkg") -> Source:
    """An sdist whose backend first does this, and then makes a pure wheel."""
    lines = script.strip().splitlines()
    backend = "_pure = build_wheel\ndef build_wheel(*args, **named):"
    body = "".join(f"\n    {line}" for line in [*lines, "return _pure(*args, **named)"])
    return Source(f"{name} 1.0", make_sdist(folder, name, backend=backend + body))


def extension(folder: Path, *, answer: str = "#define ANSWER 42\n") -> Source:
    """A folder with a C extension, built by setuptools from PyPI."""
    files = {"setup.py": SETUP, "src/own_native.c": EXTENSION}
    if answer:
        files["src/answer.h"] = answer
    return Source("own-native", make_source(folder, {k: v.encode() for k, v in files.items()}))


def needing(folder: Path, name: str, needed: str) -> Source:
    """A folder that can only be built where another package is installed."""
    tree = source_tree(name, backend=f"import {needed}")
    text = tree["pyproject.toml"].decode()
    wanted = text.replace("requires = []", f'requires = ["{needed}"]', 1)
    return Source(name, make_source(folder, {**tree, "pyproject.toml": wanted.encode()}))
