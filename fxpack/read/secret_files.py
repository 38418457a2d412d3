"""Secrets in the files that would be published: texts of code, settings and notes, keys and tokens."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from fxpack.model import Files, Location, Problem
from fxpack.read.secret_marks import may_hold
from fxpack.read.tree import Tree

if TYPE_CHECKING:
    from fxpack.read.secrets import Secret

LARGEST = 1_000_000
"""Bytes of the largest file that is looked into; measured, a thousand small ones take 0.05 s."""

_ENDINGS = """
    bash bat bicep bicepparam cer cfg cmd conf config crt cs csx env htm html http in ini ipynb js json
    jsonc jsonl key md p12 pem pfx pk8 ppk properties ps1 psm1 pub publishsettings pubxml py pyi rest
    rst sh sql tf tfvars toml ts txt xml yaml yml
"""
_TEXTS = frozenset(_ENDINGS.split())
"""What the names of code, settings and notes end with."""

_PACKAGES = {"site-packages", "dist-packages", "node_modules"}
"""What lies below is published by others already."""

_BUNDLE = (".pfx", ".p12")
_KEY_BAGS = tuple(bytes.fromhex("060b2a864886f70d010c0a01" + kind) for kind in ("01", "02"))
"""The object identifiers of a private key in PKCS #12 (RFC 7292, 4.2)."""

_WIDE = (b"\xff\xfe", b"\xfe\xff")
_NEWLINE = re.compile(r"\r\n?|\n")

KIND = "private-key-in-file"


def secret_problems(
    files: Files, published: frozenset[str], told: Collection[Problem] = ()
) -> Iterator[Problem]:
    """Problems of the kinds of `Secret`; the detail is `what`, and never the secret.

    told  problems that may have been found with the same secrets: those are not said again
    """
    for path in sorted(published):
        for secret, text, at in secrets_of_file(path, files):
            if not any(_is_said(each, at, text[secret.start : secret.end]) for each in told):
                yield Problem(secret.kind, at, {"what": secret.what})


def secrets_of_file(path: str, files: Files) -> Iterator[tuple[Secret, str, Location]]:
    """The secrets of one file, with its text and their places; nothing where it cannot be read."""
    data = _content(path, files) if _is_text(path) else b""
    is_bundle = path.lower().endswith(_BUNDLE) and any(oid in data for oid in _KEY_BAGS)
    plain = data.replace(b"\0", b"") if data.startswith(_WIDE) else data
    if not is_bundle and not may_hold(plain):
        return
    from fxpack.read.places import text_of
    from fxpack.read.secrets import Secret, secrets_in

    if is_bundle:
        yield Secret(KIND, "a private key", 0, 0, 0), "", Location(path=path)
        return
    text = text_of(path, data)
    yield from ((each, text, _place(path, text, each)) for each in secrets_in(text))


def _is_text(path: str) -> bool:
    """Whether a file is one of texts by its name: also Dockerfile, id_rsa, .env and .env.local."""
    *folders, name = path.split("/")
    _, dot, ending = name.rpartition(".")
    is_text = not dot or name[0] == "." or ending.lower() in _TEXTS
    return is_text and _PACKAGES.isdisjoint(folders)


def _content(path: str, files: Files) -> bytes:
    """What is in a file, nothing where that is too much or cannot be read."""
    try:
        if isinstance(files, Tree) and files.size(path) > LARGEST:
            return b""
        data = files[path]
    except (OSError, KeyError):
        return b""
    return b"" if len(data) > LARGEST else data


def _is_said(problem: Problem, at: Location, value: str) -> bool:
    """Whether another rule reports a secret: a URL of requirements, or a binding's connection."""
    if problem.kind == "credentials-in-requirements":
        return isinstance(problem.at, Location) and problem.at[:2] == at[:2]
    if problem.kind == "connection-string-in-binding":
        binding, member = problem.detail["binding"], problem.detail["member"]
        return binding.path == at.path and value in binding.properties[member]
    return False


def _place(path: str, text: str, secret: Secret) -> Location:
    """From where to point to the end of the secret, or of the line."""
    before = _NEWLINE.split(text[: secret.at])
    rest = _NEWLINE.split(text[secret.at : secret.end], maxsplit=1)[0]
    column = len(before[-1]) + 1
    line = len(before)
    return Location(
        path=path, line=line, column=column, end_line=line, end_column=column + len(rest)
    )
