from __future__ import annotations

from pathlib import Path

import pytest

from tests.archives import check_app, codes

PASSWORD = "a password stands in one of its URLs"
KEY = "-----BEGIN {}PRIVATE KEY-----\nMIIE\n"


@pytest.mark.parametrize(
    ("path", "text", "what"),
    [
        ("local.settings.json", "{}", "settings of the own machine"),
        ("local.settings.prod.json", "{}", "settings of the own machine"),
        ("f/Local.Settings.json", "{}", "settings of the own machine"),
        ("local.settings.example.json", "{}", ""),
        (".env", "", "settings of the own machine"),
        ("f/.env.local", "", "settings of the own machine"),
        (".env.example", "", ""),
        ("environment", "", ""),
        ("certs/server.pem", KEY.format(""), "a private key"),
        ("certs/server.pem", KEY.format("RSA "), "a private key"),
        ("certs/server.key", KEY.format("ENCRYPTED "), "a private key"),
        ("certs/ca.pem", "-----BEGIN CERTIFICATE-----\n", ""),
        ("id_rsa", KEY.format("OPENSSH "), "a private key"),
        ("id_rsa.pub", "ssh-rsa AAAA\n", ""),
        ("x.ppk", "PuTTY-User-Key-File-3: ssh-ed25519\n", "a private key"),
        ("notes.txt", KEY.format(""), ""),
        ("requirements.txt", "-i https://me:geheim@example.com/simple\n", PASSWORD),
        ("requirements/dev.txt", "-i https://me:geheim@example.com/simple\n", PASSWORD),
        ("dev-requirements.txt", "x @ git+https://me:geheim@example.com/x\n", PASSWORD),
        ("constraints.txt", "x @ https://me:p%40ss@example.com/x.whl\n", PASSWORD),
        ("pip.conf", "[global]\nindex-url = https://me:geheim@example.com/\n", PASSWORD),
        ("requirements.txt", "-i https://${USER}:${PASSWORD}@example.com/simple\n", ""),
        ("requirements.txt", "x @ git+ssh://git@example.com:22/x\n", ""),
        ("requirements.txt", "x @ https://example.com:443/a/@b/x.whl\n", ""),
        (".python_packages/lib/site-packages/x/test.key", KEY.format(""), ""),
    ],
)
def test_files(path: str, text: str, what: str, tmp_path: Path) -> None:
    found = check_app(tmp_path, {path: text})
    assert [each.message for each in found] == ([f"{path} is in the zip: {what}"] if what else [])


def test_a_key_that_cannot_be_read(tmp_path: Path) -> None:
    assert codes(tmp_path, {"a.pem (damaged)": KEY}) == ["FX901"]
