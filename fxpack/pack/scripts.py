"""Commands of packages: what becomes of them in `bin/`, as uv writes it.

Only the first line is fxpack's own: uv names the Python that installs, which is not there in Azure.

Source: https://packaging.python.org/specifications/entry-points and, for shebangs,
https://packaging.python.org/specifications/binary-distribution-format "Recommended installer
features"; the text of a script is that of uv 0.13.8.
"""

from __future__ import annotations

import re

SHEBANG = b"#!/usr/bin/env python3\n"

_PLACEHOLDER = b"#!python"
_OBJECT = re.compile(r"(?P<module>[\w.]+)\s*:\s*(?P<attribute>[\w.]+)\s*(?:\[.*\]\s*)?")
_LAUNCHER = """\
# -*- coding: utf-8 -*-
import sys
from {module} import {name}
if __name__ == "__main__":
    if sys.argv[0].endswith("-script.pyw"):
        sys.argv[0] = sys.argv[0][:-11]
    elif sys.argv[0].endswith(".exe"):
        sys.argv[0] = sys.argv[0][:-4]
    sys.exit({call}())
"""


class BadEntryPoints(ValueError):
    """An entry_points.txt that cannot be followed; the message says why."""


def with_shebang(script: bytes) -> bytes:
    """A script for any Python instead of for the one that installs it; others stay as they are."""
    if not script.startswith(_PLACEHOLDER):
        return script
    return SHEBANG + script.partition(b"\n")[2]


def launchers(entry_points: bytes) -> dict[str, bytes]:
    """The scripts that an entry_points.txt asks for, by their names. Raises BadEntryPoints."""
    if b"_scripts" not in entry_points:
        return {}
    import configparser

    parser = configparser.ConfigParser(
        delimiters=("=",), interpolation=None, strict=False, default_section=""
    )
    parser.optionxform = str  # type: ignore[assignment,method-assign] # as written
    try:
        parser.read_string(entry_points.decode())
    except (configparser.Error, UnicodeDecodeError) as error:
        raise BadEntryPoints(f"it cannot be read ({str(error).splitlines()[0]})") from None
    groups = [group for group in ("console_scripts", "gui_scripts") if parser.has_section(group)]
    return {
        name: _launcher(name, reference)
        for group in groups
        for name, reference in parser.items(group)
    }


def without_suffix(script: str) -> str:
    """The command that a script of old setuptools is for: it wrote its own launchers."""
    for suffix in (".exe", "-script.py", ".pya"):
        if script.endswith(suffix):
            return script.removesuffix(suffix)
    return script


def _launcher(name: str, reference: str) -> bytes:
    found = _OBJECT.fullmatch(reference)
    if found is None:
        raise BadEntryPoints(f"{name} = {reference} names no function in a module")
    called = found["attribute"]
    imported = called.split(".")[0]
    text = _LAUNCHER.format(module=found["module"], name=imported, call=called)
    return SHEBANG + text.encode()
