from __future__ import annotations

import base64
import json
import random

import pytest

from tests.apps import lint_files, overlay
from tests.leaks import ED25519, drawn, pem, said

CODE = "FX656"
DER = b"\x30\x82\x01\x00" + random.Random(7).randbytes(256)
RSA = base64.b64encode(DER).decode()
LINES = "\n".join(RSA[at : at + 64] for at in range(0, len(RSA), 64))
SSH = base64.b64encode(b"openssh-key-v1\0" + random.Random(8).randbytes(200)).decode()
LOCKED = f"Proc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,0A1B\n\n{LINES}"
PUTTY = f"""PuTTY-User-Key-File-3: ssh-ed25519
Encryption: none
Comment: me
Public-Lines: 1
{drawn(60)}
Private-Lines: 1
{drawn(60)}
Private-MAC: 00
"""


@pytest.mark.parametrize(
    "text",
    [
        pem(),
        pem("RSA ", LINES),
        pem("EC ", LINES),
        pem("ENCRYPTED ", LINES),
        pem("RSA ", LOCKED),
        pem("OPENSSH ", SSH),
        pem("RSA ", LINES.replace("\n", "\r\n"), "\r\n"),
        PUTTY,
        # in code and in JSON
        json.dumps({"private_key": pem("", LINES)}),
        f'KEY = """{pem("RSA ", LINES)}"""',
        "KEY = (" + " ".join(repr(line + "\n") for line in pem("", LINES).splitlines()) + ")",
        f"key: |\n  {pem('', LINES).replace(chr(10), chr(10) + '  ')}\n",
    ],
)
def test_found(text: str) -> None:
    (found,) = said(CODE, text, "server.json")
    assert found.endswith(" a private key")


def test_it_points_at_the_line_before_the_key() -> None:
    assert said(CODE, f"# ours\n{pem()}\n", "server.pem") == ["2:1 a private key"]


@pytest.mark.parametrize(
    "text",
    [
        "-----BEGIN PRIVATE KEY-----",
        'key.replace("-----BEGIN PRIVATE KEY-----", "").replace("-----END PRIVATE KEY-----", "")',
        pem("", "..."),
        pem("", "<your key>"),
        pem("", "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQ..."),
        pem("", LINES[:-70]),
        pem("", "x" * 64),
        pem("", "{{ key }}" * 8),
        f"-----BEGIN PUBLIC KEY-----\n{ED25519}\n-----END PUBLIC KEY-----",
        f"-----BEGIN CERTIFICATE-----\n{LINES}\n-----END CERTIFICATE-----",
        PUTTY.partition("Private-Lines")[0],
    ],
)
def test_passed_over(text: str) -> None:
    assert said(CODE, text, "server.json") == []


@pytest.mark.parametrize(
    ("path", "content", "found"),
    [
        ("a.pfx", b"\x30\x82\x06\x0b\x2a\x86\x48\x86\xf7\x0d\x01\x0c\x0a\x01\x02", True),
        ("a.P12", b"\x30\x82\x06\x0b\x2a\x86\x48\x86\xf7\x0d\x01\x0c\x0a\x01\x01", True),
        # a certificate alone
        ("a.pfx", b"\x30\x82\x06\x0b\x2a\x86\x48\x86\xf7\x0d\x01\x0c\x0a\x01\x03", False),
        ("a.der", b"\x30\x82\x06\x0b\x2a\x86\x48\x86\xf7\x0d\x01\x0c\x0a\x01\x02", False),
    ],
)
def test_bundles(path: str, content: bytes, found: bool) -> None:
    app = overlay()
    app[path] = content
    assert [each.location.path for each in lint_files(app)] == ([path] if found else [])


def test_a_text_in_utf_16() -> None:
    app = overlay()
    app["notes.txt"] = f"ours\n{pem()}".encode("utf-16")
    (found,) = lint_files(app)
    assert (found.code, found.location.line) == (CODE, 2)
