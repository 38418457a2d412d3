"""What an app may make while it runs: names put into modules, modules put into `sys.modules`.

Only asked when something is about to be reported as missing, and answered from the text of the
app's files: one sign that the name may be made after all, and nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from fxpack.model import Files
from fxpack.read.ignore import Ignore

_TEST = re.compile(r"^(tests?)/|(^|/)conftest\.py$|^\.\./")
_PATHS = re.compile(
    rb"sys\.path|addsitedir|meta_path|path_hooks|from sys import[^#\n]*(path|\()|import sys as"
    rb"|getattr\(\s*sys"
)
_BUILTINS = (b"builtins", b".install(")
_BY_TEXT = (b"setattr(", b"__dict__", b"vars(", b"globals(")


def runs_in_azure(path: str, files: Files) -> bool:
    """Whether a file is no test: what a test changes is not changed in the worker.

    A folder named `test` may be a function all the same.
    """
    if not path.endswith(".py"):
        return False
    test = _TEST.search(path)
    return test is None or f"{test[1]}/function.json" in files


def sources(files: Files) -> list[bytes]:
    """The Python files of an app that may run in Azure."""
    found = []
    for path in files:
        if runs_in_azure(path, files):
            try:
                found.append(files[path])
            except (OSError, KeyError):
                continue
    return found


def extends_path(sources: Iterable[bytes]) -> bool:
    """Whether modules may be found elsewhere than the worker looks."""
    return any(_PATHS.search(source) for source in sources)


def may_be_generated(files: Files, path: str, name: str) -> bool:
    """Whether a missing module may be made before publishing: git ignores it, or protoc makes it.

    `path` is the package that lacks it, a folder or its `__init__.py`.
    """
    last = name.rpartition(".")[2]
    if last.endswith(("_pb2", "_pb2_grpc")):
        return True
    try:
        ignored = Ignore(files[".gitignore"], ".gitignore")
    except (KeyError, OSError):
        return False
    folder = path.removesuffix("__init__.py").rstrip("/")
    decision = ignored.decide(f"{folder}/{last}.py".lstrip("/"))
    return decision is not None and decision.excluded


def may_add_builtin(sources: Iterable[bytes]) -> bool:
    """Whether builtins may be added, as `gettext.install` does."""
    return any(text in source for source in sources for text in _BUILTINS)


def may_set(sources: Iterable[bytes], name: str) -> bool:
    """Whether an attribute of this name may be set from outside of its module."""
    plain = name.encode()
    word = re.escape(plain)
    assigned = re.compile(
        rb"\.%s\s*(?::[^=\n]+)?[-+*/%%|&^]?=(?!=)"
        rb"|\bfor\s[\w., \t]*\.%s\b[\w., \t]*\bin\b|\bas\s[\w.]*\.%s\b"
        # one of several targets
        rb"|(?m:^)[ \t]*[\w., \t]*\.%s[ \t]*,[\w., \t]*=(?!=)" % (word, word, word, word)
    )
    quoted = re.compile(rb"['\"]%s['\"]" % word)
    return any(
        assigned.search(source)
        or (any(text in source for text in _BY_TEXT) and quoted.search(source))
        for source in sources
        if plain in source
    )


def may_make_module(sources: Iterable[bytes], name: str) -> bool:
    """Whether a module of this dotted name may be made, or its package look elsewhere."""
    last = name.rpartition(".")[2].encode()
    return any(
        b"__path__" in source or (b"sys.modules" in source and last in source) for source in sources
    )
