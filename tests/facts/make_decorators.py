"""Makes fxpack/data/decorators.json.

    python -m tests.facts.make_decorators PYTHON311 PYTHON313

The same Pythons as for make_azure_functions. Former versions are fetched from PyPI into a folder of
their own, by uv.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from tempfile import TemporaryDirectory
from typing import Any

from tests.facts.run import ask, write

# the releases with decorators, but the newest
FORMER = (
    *("1.10.1", "1.11.0", "1.11.1", "1.11.2", "1.12.0", "1.13.2", "1.13.3", "1.14.0", "1.15.0"),
    *("1.17.0", "1.18.0", "1.19.0", "1.20.0", "1.21.0", "1.21.3", "1.22.1", "1.23.0", "1.24.0"),
    *("1.25.0", "2.0.0", "2.1.0", "2.2.0"),
)

ENCODING = """\
python: target Python -> azure-functions; a newer target takes the last.
registers: class -> which decorators it has: "plain", "durable" (the same, but for those), or names.
decorators: name -> what it is.
  takes: its parameters; required ones before "|", by keyword only after "*"; "**": any others, which
    become members of the first binding. A parameter becomes the member of the first binding that has
    its name in camel case, arg_name the name; else ">member", ">1.member" (of the second binding),
    ">-" (none). ":Enum": a text is looked up in upper case, ":Enum[]": so is each of several.
    ":=Enum": the value of a member, not its name. ":!": only objects of the library, or nothing.
    ":**": further members, ":**>1" of the second binding. "=other": what is false is the other.
  adds: the bindings, each a way (trigger, in, out) and the type, if not an argument says it.
  defaults: parameter -> value of the member where it is not given; always: members that no argument
    says; of function: members that are made of the function.
  setting: what it sets instead. registers: false where what it is applied to stays as it is.
  below: what becomes of the bindings that decorators below have added: "dropped", "refused" (raises).
  needs: the module without which it cannot be called; nothing else is known.
constructors: class -> its own parameters, as in takes; "*args" takes any number of them. ":AuthLevel":
  a text is looked up as it is. adds: the app has a function from the start.
attributes: what a binding has, so that a further member of the name cannot be seen.
since: decorator -> the first azure-functions 1 and the first 2 from which on it has the parameters
  that it has in the newest of the line.
enums: name -> its names; A=B is another name of B. Name -> value where ":=" needs it.
older: azure-functions -> what differs from the newest, entries of decorators and enums.""".splitlines()


def main(old: str, new: str) -> None:
    before, found = (ask(interpreter, "probe_decorators") for interpreter in (old, new))
    versions = [str(facts.pop("azure-functions")) for facts in (before, found)]
    durable = sorted({str(facts.pop("azure-functions-durable")) for facts in (before, found)})
    write(
        "decorators",
        f"azure-functions {' and '.join(versions)}, azure-functions-durable {' and '.join(durable)}"
        " (PyPI), each decorator called in many ways (tests/facts/make_decorators.py)",
        ENCODING,
        {
            "python": {
                **dict.fromkeys(("3.10", "3.11", "3.12"), versions[0]),
                **dict.fromkeys(("3.13", "3.14"), versions[1]),
            },
            **found,
            "older": {versions[0]: different(before, found)},
            "since": since(dict(zip(versions, (old, new), strict=True))),
        },
    )


def since(newest: Mapping[str, str]) -> dict[str, str]:
    """The first version of each line with a decorator as the newest of the line has it.

    `newest` is version -> interpreter with it.
    """
    columns = [unchanged(version, interpreter) for version, interpreter in newest.items()]
    names = sorted(columns[0].keys() | columns[1].keys())
    return {name: " ".join(column[name] for column in columns) for name in names}


def unchanged(newest: str, interpreter: str) -> dict[str, str]:
    """Decorator -> the first version from which on it is as it is now."""
    today: dict[str, str] = ask(interpreter, "probe_signatures")
    found = dict.fromkeys(today, newest)
    changed: set[str] = set()
    for version in reversed([each for each in FORMER if each[0] == newest[0]]):
        then = signatures(interpreter, version)
        changed |= {name for name in today if then.get(name) != today[name]}
        found.update(dict.fromkeys(today.keys() - changed, version))
    return found


def signatures(interpreter: str, version: str) -> dict[str, str]:
    """What a former version has."""
    with TemporaryDirectory() as folder:
        package = f"azure-functions=={version}"
        command = [
            "uv",
            "pip",
            "install",
            "-q",
            "--python",
            interpreter,
            "--target",
            folder,
            package,
        ]
        subprocess.run(command, check=True)
        found: dict[str, str] = ask(interpreter, "probe_signatures", PYTHONPATH=folder)
        return found


def different(before: dict[str, Any], found: dict[str, Any]) -> dict[str, Any]:
    """The entries of an older version that the newest has otherwise."""
    assert {part for part in found if before[part] != found[part]} <= {"decorators", "enums"}
    assert before["decorators"].keys() == found["decorators"].keys()
    return {
        part: {name: entry for name, entry in entries.items() if found[part].get(name) != entry}
        for part, entries in before.items()
        if part in ("decorators", "enums")
    }


if __name__ == "__main__":
    main(*sys.argv[1:])
