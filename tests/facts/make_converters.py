"""Makes fxpack/data/converters.json.

    python -m tests.facts.make_converters PYTHON311 PYTHON313

The same Pythons as for make_azure_functions.
"""

from __future__ import annotations

import sys

from tests.facts.run import ask, write

ENCODING = """\
python: target Python -> key of sdk; a newer target takes the last.
types: binding type, letter case minded -> its converter. Every type that is not here is handled as
  the type with the empty name.
in, out: what check_input_type_annotation and check_output_type_annotation accept. "never": the
  converter lacks the check, so that any annotation raises AttributeError. "any": every class and
  every typing generic. Else classes: these and their subclasses; lists: typing generics over an
  iterable class with an argument A so that issubclass(X, A) for an X of these, which are asked in
  this order; reads: any class with a callable `read`. Everything else is refused or raises.
implicit: has_implicit_output.
above: for the names in lists, every A for which issubclass(X, A).
iterable, not iterable: the classes behind the generics of typing.""".splitlines()


def main(old: str, new: str) -> None:
    found = [ask(interpreter, "probe_converters") for interpreter in (old, new)]
    versions = [str(facts.pop("azure-functions")) for facts in found]
    write(
        "converters",
        f"azure-functions {' and '.join(versions)} (PyPI), its converters asked about every class"
        " (tests/facts/make_converters.py); the empty name: azure-functions-runtime-v1 1.2.0,"
        " bindings/generic.py",
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
