"""Makes fxpack/data/decorators.json.

    python -m tests.facts.make_decorators PYTHON311 PYTHON313

The same Pythons as for make_azure_functions.
"""

from __future__ import annotations

import sys
from typing import Any

from tests.facts.run import ask, write

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
        },
    )


def different(before: dict[str, Any], found: dict[str, Any]) -> dict[str, Any]:
    """The parts of an older version that the newest has otherwise."""
    parts = {
        part: {name: entry for name, entry in entries.items() if found[part].get(name) != entry}
        for part, entries in before.items()
    }
    for part in parts:
        assert before[part].keys() == found[part].keys() or part == "enums", part
    return {part: entries for part, entries in parts.items() if entries}


if __name__ == "__main__":
    main(*sys.argv[1:])
