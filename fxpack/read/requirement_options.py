"""The options of a line of requirements.txt, read as pip's `optparse` reads them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fxpack.read.requirement_forms import Invalid

_OPTIONS = {
    "-i": "--index-url",
    "--index-url": "--index-url",
    "--pypi-url": "--index-url",
    "--extra-index-url": "--extra-index-url",
    "-c": "--constraint",
    "--constraint": "--constraint",
    "-r": "--requirement",
    "--requirement": "--requirement",
    "-e": "--editable",
    "--editable": "--editable",
    "-f": "--find-links",
    "--find-links": "--find-links",
    "--no-binary": "--no-binary",
    "--only-binary": "--only-binary",
    "--all-releases": "--all-releases",
    "--only-final": "--only-final",
    "--trusted-host": "--trusted-host",
    "--use-feature": "--use-feature",
    "--hash": "--hash",
    "-C": "--config-settings",
    "--config-settings": "--config-settings",
    "--global-option": "--global-option",
}
"""The options with a value, by each of their names. `--global-option` was dropped by pip 26."""

_FLAGS = frozenset(
    {"--no-index", "--prefer-binary", "--require-hashes", "--no-require-hashes", "--pre"}
)
OF_ONE_REQUIREMENT = frozenset({"--hash", "--config-settings", "--global-option"})
"""What holds for one requirement, and means nothing without."""

_ALGORITHMS = ("sha256", "sha384", "sha512")


def split(line: str) -> tuple[str, list[tuple[str, str]]]:
    """A line's requirement and its options; the first word with a dash begins them.

    Options have their long names, flags the value "", and words that are none the name "". Raises
    `Invalid`.
    """
    words = line.split(" ")
    end = next((i for i, word in enumerate(words) if word.startswith("-")), len(words))
    return " ".join(words[:end]), list(_parsed(_words(" ".join(words[end:]))))


def _words(text: str) -> list[str]:
    if text.isascii() and not re.search(r"[\"'\\]", text):
        return text.split()
    import shlex

    try:
        return shlex.split(text)
    except ValueError as error:
        raise Invalid(str(error).lower()) from None


def _parsed(words: list[str]) -> Iterator[tuple[str, str]]:
    waiting = iter(words)
    for word in waiting:
        if word == "--":
            return
        if word.startswith("--"):
            written, equals, value = word.partition("=")
            name = _long_name(written)
            if name in _FLAGS and equals:
                raise Invalid(f"{name} takes no value")
        elif word.startswith("-") and word != "-":
            name, equals, value = _OPTIONS.get(word[:2], ""), word[2:], word[2:]
            if not name:
                raise Invalid(f"there is no option {word[:2]}")
        else:
            yield "", word
            continue
        if name not in _FLAGS and not equals:
            given = next(waiting, None)
            if given is None:
                raise Invalid(f"{name} needs a value")
            value = given
        yield name, _checked(name, value)


def _long_name(written: str) -> str:
    """The option that a text starting with `--` names, in full or by a beginning of its own."""
    if written in _FLAGS:
        return written
    if written in _OPTIONS:
        return _OPTIONS[written]
    found = [name for name in (*_OPTIONS, *_FLAGS) if name.startswith(written)]
    if len(found) != 1:
        several = f": {', '.join(sorted(found))}?" if found else ""
        raise Invalid(f"there is no option {written}{several}")
    return _OPTIONS.get(found[0], found[0])


def _checked(name: str, value: str) -> str:
    if name == "--hash":
        algorithm, colon, _ = value.partition(":")
        if not colon or algorithm not in _ALGORITHMS:
            raise Invalid(f"a hash is one of {', '.join(_ALGORITHMS)}, a colon and digits")
    if name == "--config-settings" and not value.partition("=")[1]:
        raise Invalid("a setting is a name, = and a value")
    return value
