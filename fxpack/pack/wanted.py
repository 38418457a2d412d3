"""What a lock holds for a platform: the requirements that a requirements.txt is made of."""

from __future__ import annotations

import re

from fxpack.artifact import Advice
from fxpack.nouns import NamedTuple

PYPI = frozenset({"https://pypi.org/simple", "https://pypi.python.org/simple"})


class Wanted(NamedTuple):
    """One requirement to be written.

    text    without its hashes: "name==1.0 ; marker", "name @ URL", "./folder"
    hashes  "sha256:…"
    place   the index or folder it is from, "" for PyPI
    size    of the wheel that the platform gets, in bytes, None where the lock does not say
    """

    text: str
    name: str
    hashes: tuple[str, ...] = ()
    place: str = ""
    size: int | None = None


class Collected(NamedTuple):
    """What a lock holds for a platform."""

    wanted: tuple[Wanted, ...]
    advice: tuple[Advice, ...] = ()


def without_credentials(url: str) -> str:
    """A URL with neither user nor password; the `git` of `ssh://git@host` and `${NAME}` stay."""
    scheme, colon, rest = url.partition("://")
    authority = re.split(r"[/?#]", rest, maxsplit=1)[0]
    userinfo, _, host = authority.rpartition("@")
    return f"{scheme}{colon}{host}{rest[len(authority) :]}" if is_secret(userinfo) else url


def is_secret(userinfo: str) -> bool:
    """Whether the part of a URL before the host holds more than names of variables."""
    return userinfo != "git" and bool(re.sub(r"\$\{[A-Z0-9_]+\}|:", "", userinfo))
