"""Makes fxpack/data/stdlib.json and fxpack/data/stdlib_classes.json.

python -m tests.facts.make_stdlib PYTHON310 PYTHON311 PYTHON312 PYTHON313
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from typing import Any

from tests.facts.run import ask, write

NAMES = """\
versions: the Pythons looked at, on Linux. A set of names is a text of names parted by blanks, the
same in all versions, or {"": those in all, "3.12 3.13": those in these only}.
modules: dotted name -> its names, submodules among them where they can be imported; "" not known
(left out, or it could not be imported here). Every module has also the names of everywhere.
without: the modules that not every version has -> the versions that have it.
dynamic: modules with a __getattr__ of their own: what is not listed may still be there.
everywhere: names of every module; packages have __path__ as well.
later: the modules that came with a newer Python, and patches: names that a module got with a newer
patch of these versions (Python's changelog; not looked at here).""".splitlines()

CLASSES = """\
bases: canonical name -> the canonical names of all bases, nearest first, without object; where they
differ {first Python: names}, valid until the next; "!" where the name is no class. Whether a version
has the name at all, stdlib.json says.
ways: another name of a class -> canonical name. Of private modules only what is a base is here; of
public ones every class, so a name of theirs that is not here is none.
reads: classes with a callable `read`. subscripts: classes with __class_getitem__; both as sets of
names in stdlib.json.""".splitlines()

EVERYWHERE = "__builtins__ __cached__ __doc__ __file__ __loader__ __name__ __package__ __spec__"
# a hundred modules with the same ten names each
UNNAMED = ("encodings.", "lib2to3.", "idlelib.", "ensurepip.", "pydoc_data.", "_pyrepl.")
# the same in Python of what is there in C, and a grammar with a class for each of its rules
HIDDEN = ("_pyio.", "_pydecimal.", "_pydatetime.", "_strptime.", "email._header_value_parser.")


LATER = (
    "_zstd annotationlib asyncio.graph asyncio.tools compression compression.bz2 compression.gzip"
    " compression.lzma compression.zlib compression.zstd concurrent.futures.interpreter"
    " concurrent.interpreters pathlib.types string.templatelib"
)
PATCHES = {
    "email.errors": "HeaderWriteError",
    "genericpath": "ALLOW_MISSING",
    "ntpath": "ALLOW_MISSING",
    "os.path": "ALLOW_MISSING",
    "posixpath": "ALLOW_MISSING",
    "tarfile": "LinkFallbackError",
}


def names_by_version(found: Mapping[str, Iterable[str]]) -> Any:
    """Names that all versions have, and those that only some have, by the set of versions."""
    versions: dict[str, list[str]] = {}
    for version, names in found.items():
        for name in names:
            versions.setdefault(name, []).append(version)
    groups: dict[str, list[str]] = {"": []}
    for name, having in sorted(versions.items()):
        groups.setdefault("" if len(having) == len(found) else " ".join(having), []).append(name)
    texts = {group: " ".join(names) for group, names in groups.items() if names or not group}
    return texts[""] if len(texts) == 1 else texts


def changes(found: Mapping[str, str | None]) -> Any:
    """The value of the first version and where it changes; a plain text where it does not."""
    kept: dict[str, str] = {}
    for version, value in found.items():
        if value is not None and value not in list(kept.values())[-1:]:
            kept[version] = value
    return next(iter(kept.values())) if len(kept) == 1 else kept


def make_names(every: Mapping[str, Any]) -> dict[str, Any]:
    modules = sorted({name for facts in every.values() for name in facts["modules"]})
    boring = set(EVERYWHERE.split())
    named = {}
    for module in modules:
        # a module that a version lacks does not make its names differ
        lists = {
            version: [n for n in facts["names"].get(module, "").split() if n not in boring]
            for version, facts in every.items()
            if module in facts["modules"]
        }
        named[module] = "" if module.startswith(UNNAMED) else names_by_version(lists)
    having = {
        module: " ".join(version for version, facts in every.items() if module in facts["modules"])
        for module in modules
    }
    return {
        "versions": " ".join(every),
        "everywhere": EVERYWHERE,
        "dynamic": " ".join(
            sorted({name for facts in every.values() for name in facts["dynamic"]})
        ),
        "without": {m: text for m, text in having.items() if text != " ".join(every)},
        "later": LATER,
        "patches": PATCHES,
        "modules": named,
    }


def make_classes(every: Mapping[str, Any]) -> dict[str, Any]:
    def all_of(part: str) -> dict[str, Any]:
        names = sorted({name for facts in every.values() for name in facts[part]})
        return {
            name: changes({version: facts[part].get(name) for version, facts in every.items()})
            for name in names
            if is_wanted(name)
        }

    def some_of(part: str) -> Any:
        return names_by_version({v: filter(is_wanted, facts[part]) for v, facts in every.items()})

    bases = all_of("bases")
    for name in sorted(bases):
        # a name that is a class in some versions only: typing.Any, and what was a function before
        module, _, last = name.rpartition(".")
        texts = {
            version: facts["bases"].get(name, "!" if last in words(facts, module) else None)
            for version, facts in every.items()
        }
        bases[name] = changes(texts)

    return {
        "bases": bases,
        "ways": {way: name for way, name in all_of("ways").items() if not is_inner(way)},
        "reads": some_of("reads"),
        "subscripts": some_of("subscripts"),
    }


def words(facts: Mapping[str, Any], module: str) -> list[str]:
    names: str = facts["names"].get(module, "")
    return names.split()


def is_wanted(name: str) -> bool:
    return not name.startswith((*UNNAMED, *HIDDEN))


def is_inner(name: str) -> bool:
    """Whether a class is named by a private module."""
    return any(part.startswith("_") for part in name.split(".")[:-1])


def main(*interpreters: str) -> None:
    found = [ask(interpreter, "probe_stdlib") for interpreter in interpreters]
    every = {str(facts["python"]).rpartition(".")[0]: facts for facts in found}
    source = (
        f"Python {', '.join(str(facts['python']) for facts in found)} on Linux, every module"
        " imported (tests/facts/make_stdlib.py)"
    )
    write("stdlib", source, NAMES, make_names(every))
    write("stdlib_classes", source, CLASSES, make_classes(every))


if __name__ == "__main__":
    main(*sys.argv[1:])
