"""Which names the files of a package make importable."""

from __future__ import annotations

import re
from collections.abc import Iterable

_MODULE = re.compile(r"(.+?)(?:\.py|(?:\.cpython-[^./]+|\.abi3)?\.so)")
_NAMESPACE = re.compile(rb"(?<!def )\b(?:extend_path|declare_namespace)\s*\(")


def is_namespace(source: bytes) -> bool:
    """Whether an `__init__.py` shares its package with other distributions, the way before PEP 420.

    Source: https://packaging.python.org/guides/packaging-namespace-packages.
    """
    return _NAMESPACE.search(source) is not None


def importable(paths: Iterable[str], namespaces: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """The names, sorted: packages and modules at the top, or the first ones inside a namespace.

    paths       of files in site-packages
    namespaces  folders that are namespaces although they have an `__init__.py`; a folder without
                one always is
    """
    modules = {name for path in paths if (name := _name(path))}
    packages = {
        name.removesuffix("/__init__")
        for name in modules
        if name.endswith("/__init__") and name.removesuffix("/__init__") not in namespaces
    }
    return tuple(sorted({_first(name, packages) for name in modules} - {""}))


def _name(path: str) -> str:
    """The module in a file, its parts with slashes between them; "" where it holds none."""
    found = _MODULE.fullmatch(path)
    return found[1] if found and all(map(str.isidentifier, found[1].split("/"))) else ""


def _first(module: str, packages: set[str]) -> str:
    """The outermost package that a module is in, the module itself where it is in none."""
    parts = module.split("/")
    for length in range(1, len(parts)):
        if "/".join(parts[:length]) in packages:
            return ".".join(parts[:length])
    return "" if parts[-1] == "__init__" else ".".join(parts)
