"""Secrets that open nothing, made on the spot in the shapes that real ones have."""

from __future__ import annotations

import base64
import random
import string

from tests.apps import lint_files, overlay

LETTERS = string.ascii_letters + string.digits

_RANDOM = random.Random(5)


def drawn(length: int, alphabet: str = LETTERS) -> str:
    """So many characters, drawn by lot: others each time, the same in each run."""
    return "".join(_RANDOM.choices(alphabet, k=length))


def key(size: int) -> str:
    """A key of so many bytes, as Azure writes it."""
    return base64.b64encode(_RANDOM.randbytes(size)).decode()


STORAGE_KEY = key(64)
BUS_KEY = key(32)
FUNCTION_KEY = f"{drawn(44)}AzFu{drawn(5)}Q=="
SIGNATURE = f"{drawn(43)}%3D"
CLIENT_SECRET = f"{drawn(3)}8Q~{drawn(34)}"
PASSWORD = "k7Rw-Vx2m.Lq9"
STORAGE = (
    f"DefaultEndpointsProtocol=https;AccountName=shop;AccountKey={STORAGE_KEY};"
    "EndpointSuffix=core.windows.net"
)
BUS = (
    "Endpoint=sb://shop.servicebus.windows.net/;SharedAccessKeyName=Root;"
    f"SharedAccessKey={BUS_KEY};EntityPath=orders"
)
SAS = f"https://shop.blob.core.windows.net/in?sv=2022-11-02&se=2031-01-01&sp=r&sig={SIGNATURE}"

ED25519 = base64.b64encode(
    bytes.fromhex("302e020100300506032b657004220420") + _RANDOM.randbytes(32)
).decode()
"""A private key by RFC 8410: its length is that which its first bytes say."""


def pem(label: str = "", body: str = ED25519, end: str = "\n") -> str:
    """A key between its dashes."""
    return f"-----BEGIN {label}PRIVATE KEY-----{end}{body}{end}-----END {label}PRIVATE KEY-----"


def said(code: str, text: str, path: str = "shared/settings.py") -> list[str]:
    """`line:column what` of what a rule finds in one more file of the smallest app."""
    found = lint_files(overlay({path: text}), select=(code,))
    return [
        f"{each.location.line}:{each.location.column} "
        + each.message.removesuffix(" would be published")
        for each in found
        if each.location.path == path
    ]
