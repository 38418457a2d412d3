"""What every text with a secret has: most files have none of it, and then nothing more is loaded."""

from __future__ import annotations

import re

_RUN = b"x" * 32
_IN_RUNS = bytes(
    ord("x") if (byte < 128 and chr(byte).isalnum()) or chr(byte) in "+/%" else ord(" ")
    for byte in range(256)
)
"""Nearly all secrets have so many letters and digits one after the other, and little else has."""

_OF_AZURE = (b"Q~", b"AzFu", b"code=", b"unctions-", b"sig=")
_TOKENS = (*_OF_AZURE, b"glpat-", b"pypi-", b"xox", b"_live_", b"SG.")
_PASSWORDS = (b"assword", b"wd=", b"PASSW", b"WD=")
"""In every text with one of the others; these passwords stand in connection strings."""

_USERINFO = re.compile(rb"://[^\s/@\"']+@")


def may_hold(data: bytes) -> bool:
    """Whether it is worth looking for secrets in a file: False where there is certainly none."""
    return (
        _RUN in runs_of(data)
        or any(mark in data for mark in _TOKENS)
        or ((b";" in data or b"host=" in data) and any(mark in data for mark in _PASSWORDS))
        or _USERINFO.search(data) is not None
    )


def runs_of(data: bytes) -> bytes:
    """The same with an x for each letter, digit and what else the most secrets are made of."""
    return data.translate(_IN_RUNS)
