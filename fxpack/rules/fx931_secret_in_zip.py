"""Settings, passwords or a private key are in the zip.

Whoever may read the app's files in Azure, its storage account or the build's artifacts then has them.
What FX651 to FX658 find in an app is found in its zip too; a file of settings counts whatever it holds.

Example:
--- local.settings.json
{"IsEncrypted": false, "Values": {"AzureWebJobsStorage": "AccountName=a;AccountKey=b"}}

Use instead:
--- local.settings.json (absent)

Source: https://learn.microsoft.com/azure/azure-functions/functions-develop-local, "Local settings
file".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from fxpack.archive import Archive
from fxpack.model import Files, Finding, Location
from fxpack.read.secret_files import secrets_of_file
from fxpack.rules.fx501_local_settings_published import HARMLESS

SEVERITY = "warning"

_KEY_NAME = re.compile(r".*\.(?:pem|key|ppk|pk8)|id_(?:rsa|dsa|ecdsa|ed25519)")
_KEY = re.compile(rb"-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY-----|PuTTY-User-Key-File-")
_LISTS_PACKAGES = re.compile(
    r".*(?:requirements|constraints).*\.(?:txt|in)|(?:.*/)?pip\.(?:conf|ini)"
)
_PASSWORD = re.compile(rb"[a-z]://[^\s/@:]+:(?!\$\{)[^\s/@]+@")
"""In a URL; `${NAME}`, which pip replaces, is none."""

_HELP = "leave it out with a line in .funcignore, and keep secrets in the app's settings or a vault"


def check(archive: Archive) -> Iterator[Finding]:
    for path in archive.files:
        what = _what(path.rpartition("/")[2].lower(), path, archive.files)
        found = [(what, Location(path=path))] if what else _within(path, archive.files)
        for each, at in found:
            yield Finding(message=f"{path} is in the zip: {each}", at=at, help=_HELP)


def _within(path: str, files: Files) -> Iterator[tuple[str, Location]]:
    for secret, _, at in secrets_of_file(path, files):
        yield secret.what, at


def _what(name: str, path: str, files: Files) -> str:
    words = name.split(".")
    if HARMLESS & {*words}:
        return ""
    if words[:2] == ["local", "settings"] and words[-1] == "json":
        return "settings of the own machine"
    if name == ".env" or name.startswith(".env."):
        return "settings of the own machine"
    if _KEY_NAME.fullmatch(name):
        return "a private key" if _holds(_KEY, path, files) else ""
    if _LISTS_PACKAGES.fullmatch(path.lower()):
        return "a password stands in one of its URLs" if _holds(_PASSWORD, path, files) else ""
    return ""


def _holds(secret: re.Pattern[bytes], path: str, files: Files) -> bool:
    try:
        return secret.search(files[path]) is not None
    except OSError:
        return False
