"""Makes fxpack/data/azure_functions.json.

    python -m tests.facts.make_azure_functions PYTHON311 PYTHON313

Each is a Python with azure-functions and azure-functions-durable installed: the newest that
installs on 3.10 to 3.12, and the newest for 3.13 and later.
"""

from __future__ import annotations

import sys

from tests.facts.run import ask, write

ENCODING = """\
python: target Python -> key of sdk; a newer target takes the last.
sdk: azure-functions version -> modules, classes, missing, reads.
modules: dotted name -> kind (classes, functions, modules, others) -> names, parted by blanks.
  `name=where` is defined elsewhere: the canonical class, or the module. Every name of a module is
  here but most dunders; the importable submodules are those that have an entry themselves.
classes: canonical name -> names of all its bases, nearest first, without itself and object.
missing: names of __all__ that the module lacks: `from module import *` raises AttributeError.
reads: classes with a callable `read`.""".splitlines()


def main(old: str, new: str) -> None:
    found = [ask(interpreter, "probe_azure_functions") for interpreter in (old, new)]
    versions = [str(facts["azure-functions"]) for facts in found]
    durable = sorted({str(facts["azure-functions-durable"]) for facts in found})
    write(
        "azure_functions",
        f"azure-functions {' and '.join(versions)}, azure-functions-durable {' and '.join(durable)}"
        " (PyPI), by introspection (tests/facts/make_azure_functions.py)",
        ENCODING,
        {
            "python": {
                **dict.fromkeys(("3.10", "3.11", "3.12"), versions[0]),
                **dict.fromkeys(("3.13", "3.14"), versions[1]),
            },
            "sdk": dict(zip(versions, found, strict=True)),
        },
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
