"""What makes a value that has the shape of a secret certainly one."""

from __future__ import annotations

import re
from binascii import a2b_base64
from collections import Counter
from collections.abc import Callable
from itertools import pairwise
from math import log2
from types import MappingProxyType
from urllib.parse import unquote

from fxpack.facts import table

Check = Callable[[str, int, int], bool]
"""Is given a text, and where in it the value starts and ends."""

_REACH = 1000
"""So much on either side of a value is looked at."""

# Texts, not compiled: most values need none of them, and making one takes longer than using it.

_LOCAL = (
    r"(?i)localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1\]|host\.docker\.internal|devstoreaccount1"
    r"|UseDevelopment(?:Storage|Emulator)|\.(?:local|test|invalid|internal)(?![\w.-])"
    r"|\bexample\.(?:com|org|net)\b"
)
_SERVER = (
    r"(?i)(?:^|[;\"'`\s=])(?:server|data source|host|addr(?:ess)?|network address)\s*="
    r"\s*(?:tcp:)?([^;,\s\"'`]+)"
)
_HOST = r"(?i)@([a-z0-9-]+(?:\.[a-z0-9-]+)+)"
VARIABLE = r"[{}<>]|\$\(|^\$\w|^%\w*%$|%[sdr(]|\.\.\.|…|\*\*|^@\w"
"""In what is put in the place of a secret."""

_BASE64 = r"[A-Za-z0-9+/]{16,}={0,2}"
_KINDS = (str.islower, str.isupper, str.isdecimal, lambda char: not char.isalnum())
_BETWEEN_LINES = r"(?:\\[nrt])*[\"']\s*[+,]?\s*[\"']|\\[nrt]|[\r\n\"'\\]"
"""Of a key that is written in code or JSON."""

_LONG_WORD = 7
"""Shorter words may be in a random value by chance."""


def is_random(text: str, start: int, end: int) -> bool:
    """Whether a value was drawn by lot, as keys are: no sequence, no repetition, no encoded text."""
    value = unquote(text[start:end])
    if value in table("secrets")["public"] or _has_word(value, _LONG_WORD) or _has_pattern(value):
        return False
    letters, digits = sum(map(str.isalpha, value)), sum(map(str.isdecimal, value))
    return bool(letters and digits) and _entropy(value) >= 3 and not _is_encoded_text(value)


def _of_connection(text: str, start: int, end: int) -> bool:
    return is_random(text, start, end) and not re.search(_LOCAL, _around(text, start, end))


def _of_database(text: str, start: int, end: int) -> bool:
    """Whether a password is one of a server elsewhere, and as servers elsewhere want them."""
    around = _around(text, start, end)
    server = re.search(_SERVER, around)
    return (
        server is not None
        and re.search(r"\w\.\w", server[1]) is not None
        and not re.search(VARIABLE, server[1])
        and not re.search(_LOCAL, around)
        and _is_password(text[start:end])
    )


def _of_url(text: str, start: int, end: int) -> bool:
    host = re.match(_HOST, text[end : end + _REACH])
    around = _around(text, start, end)
    return host is not None and not re.search(_LOCAL, around) and _is_password(text[start:end])


def _of_signature(text: str, start: int, end: int) -> bool:
    """Whether a signature signs a token of storage, of a bus or of a workflow."""
    around = _around(text, start, end, ends="\"'`<>")
    names = set(re.findall(r"(?i)(?:^|[?&;=\s]|u0026)(s[verkp]|se|skn)=", around))
    token = names >= {"sv"} or names >= {"sr", "se"}
    return token and _of_connection(text, start, end)


def _of_pem(text: str, start: int, end: int) -> bool:
    """Whether what stands between the dashes is a whole key, and not the beginning of one."""
    body = re.sub(_BETWEEN_LINES, "\n", text[start:end])
    is_locked = "DEK-Info" in body
    body = re.sub(r"(?m)^ *(?:[A-Za-z-]+:.*|=\w{4})$", "", body) if ":" in body else body
    body = "".join(body.split())
    if not re.fullmatch(r"[A-Za-z0-9+/]{40,}={0,2}=?.{0,4}", body):
        return False
    data = _decoded(body)
    return data.startswith(b"openssh-key-v1\0") or is_locked or _is_whole_der(data)


def _is_whole_der(data: bytes) -> bool:
    """Whether the length that a DER sequence begins with is that of all of it (X.690, 8.1.3)."""
    if len(data) < 2 or data[0] != 0x30:
        return False
    size, count = data[1], data[1] & 0x7F
    if size < 0x80:
        return len(data) == 2 + size
    return len(data) == 2 + count + int.from_bytes(data[2 : 2 + count], "big")


# -- passwords ------------------------------------------------------------------------------------


def _is_password(value: str) -> bool:
    """Whether a value is what a server takes for a password, and not a name for one.

    Azure wants eight characters of three kinds (SQL Database, "Password policy"); what has fewer
    kinds must look random.
    """
    if re.search(VARIABLE, value) or _has_word(value) or _has_pattern(value):
        return False
    kinds = sum(any(map(kind, unquote(value))) for kind in _KINDS)
    return (kinds > 2 and len(value) >= 8) or (kinds == 2 and len(value) >= 20)


def _has_word(value: str, least: int = 0) -> bool:
    """Whether a value says that it only stands for one."""
    plain = value.lower().translate(str.maketrans("@431!0$5", "aaeiioss"))
    words = (word for word in table("secrets")["words"] if len(word) >= least)
    return any(word in plain or word in value.lower() for word in words)


# -- randomness -----------------------------------------------------------------------------------


def _has_pattern(value: str) -> bool:
    """Whether five characters are equal or follow each other, or eight come again."""
    steps = "".join(
        chr(ord("a") + ord(next_) - ord(char)) if 0 <= ord(next_) - ord(char) <= 1 else " "
        for char, next_ in pairwise(value)
    )
    if "aaaa" in steps or "bbbb" in steps:
        return True
    return any(value.find(value[at : at + 8], at + 1) != -1 for at in range(len(value) - 8))


def _entropy(value: str) -> float:
    """Bits for each character, as far as their numbers tell."""
    counts = Counter(value).values()
    return -sum(count / len(value) * log2(count / len(value)) for count in counts)


def _is_encoded_text(value: str) -> bool:
    return re.fullmatch(_BASE64, value) is not None and _decoded(value).isascii()


def _decoded(value: str) -> bytes:
    plain = value.rstrip("=")
    return a2b_base64(plain[: len(plain) - (len(plain) % 4 == 1)] + "=" * (-len(plain) % 4))


def _around(text: str, start: int, end: int, ends: str = "\"'`") -> str:
    """What a value stands in: to the quotes or the ends of the line."""
    stops = re.escape(ends) + r"\r\n"
    before = re.split(f"[{stops}]", text[max(start - _REACH, 0) : start])[-1]
    after = re.split(f"[{stops}]", text[end : end + _REACH], maxsplit=1)[0]
    return before + text[start:end] + after


CHECKS = MappingProxyType(
    {
        "random": is_random,
        "connection": _of_connection,
        "database": _of_database,
        "url": _of_url,
        "sas": _of_signature,
        "pem": _of_pem,
        "any": lambda _text, _start, _end: True,
    }
)
"""The checks by their names in the data."""
