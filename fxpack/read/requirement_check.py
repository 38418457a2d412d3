"""Whether requirements.txt is worth a closer look: most are plain, and then nothing more is loaded."""

from __future__ import annotations

from fxpack.facts import table
from fxpack.model import Files, Problem, Target

REQUIREMENTS = "requirements.txt"
WORKER = "azure-functions-worker"
PYOBJC = "pyobjc"
"""What the many distributions begin with that need pyobjc-core, for macOS."""

_COMPARISONS = ("==", ">=")
_NOT_PLAIN = ("\\", "\0", "coding")
"""Lines that go on, and what tells or hides an encoding, even in a comment."""


def requirement_problems(
    files: Files, target: Target, published: frozenset[str], *, local: bool
) -> tuple[Problem, ...]:
    """What is wrong with an app's requirements.txt; nothing where there is none.

    local  whether packages are put into the zip here, so that paths of this machine will do
    """
    if REQUIREMENTS not in files or _is_plain(files):
        return ()
    # what reads requirements takes some milliseconds to import: a clean app is spared them
    from fxpack.read.requirement_faults import faults

    return tuple(faults(files, target, published, local=local))


def _is_plain(files: Files) -> bool:
    """Whether each line is a name and a version that no rule could find fault with."""
    try:
        text = files[REQUIREMENTS].decode("ascii")
    except (OSError, KeyError, UnicodeDecodeError):
        return False
    if any(each in text for each in _NOT_PLAIN):
        return False
    facts = table("unfit_requirements")
    unfit = {WORKER, *facts["stdlib"], *facts["systems"]}
    names: set[str] = set()
    for line in text.splitlines():
        requirement = line.partition(" #")[0].strip()
        if not requirement or requirement.startswith("#"):
            continue
        name = _name(requirement)
        if name in names or name in unfit or name.startswith(PYOBJC):
            return False
        names.add(name)
    return "azure-functions" in names and "" not in names


def _name(requirement: str) -> str:
    """The name in a plain requirement, "" where it is not plain."""
    name = requirement
    for comparison in _COMPARISONS:
        name, found, version = requirement.partition(comparison)
        if found:
            digits = version.strip()
            if not digits.replace(".", "").isdigit() or "" in digits.split("."):
                return ""
            break
    if name == requirement and "." in name:
        return ""  # it may be the name of a file
    name = name.strip().lower().replace("_", "-").replace(".", "-")
    plain = name.replace("-", "").isalnum() and name.strip("-") == name and "--" not in name
    return name if plain else ""
