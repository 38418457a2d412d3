from __future__ import annotations

from pathlib import Path

import pytest

from fxpack.judge import check_archive
from fxpack.pack.readback import read_archive
from fxpack.settings import Settings
from tests import leaks
from tests.archives import app_zip, check_app, codes

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
        ("notes.txt", leaks.pem(), "a private key"),
        ("shared/x.py", f"X = {leaks.STORAGE!r}\n", "an account key"),
        ("shared/x.py", f"X = {leaks.SAS!r}\n", "a shared access signature"),
        ("shared/x.py", f"X = {leaks.STORAGE!r}  # noqa: FX651, FX931\n", ""),
        ("shared/x.py", "X = 'UseDevelopmentStorage=true'\n", ""),
        ("requirements.txt", "-i https://me:geheim@example.com/simple\n", PASSWORD),
        ("requirements/dev.txt", "-i https://me:geheim@example.com/simple\n", PASSWORD),
        ("dev-requirements.txt", "x @ git+https://me:geheim@example.com/x\n", PASSWORD),
        ("constraints.txt", "x @ https://me:p%40ss@example.com/x.whl\n", PASSWORD),
        ("pip.conf", "[global]\nindex-url = https://me:geheim@example.com/\n", PASSWORD),
        ("requirements.txt", "-i https://${USER}:${PASSWORD}@example.com/simple\n", ""),
        ("requirements.txt", "x @ git+ssh://git@example.com:22/x\n", ""),
        ("requirements.txt", "x @ https://example.com:443/a/@b/x.whl\n", ""),
        (".python_packages/lib/site-packages/x/test.key", KEY.format(""), ""),
        (".python_packages/lib/site-packages/x.py", f"X = {leaks.STORAGE!r}\n", ""),
    ],
)
def test_files(path: str, text: str, what: str, tmp_path: Path) -> None:
    found = check_app(tmp_path, {path: text})
    assert [each.message for each in found] == ([f"{path} is in the zip: {what}"] if what else [])


def test_a_key_that_cannot_be_read(tmp_path: Path) -> None:
    assert codes(tmp_path, {"a.pem (damaged)": KEY}) == ["FX901"]


def test_the_secret_is_not_shown(tmp_path: Path) -> None:
    zipped = app_zip(tmp_path / "app.zip", {"x.py": f"# ours\nX = {leaks.STORAGE!r}\n"})
    checked = check_archive(read_archive(str(zipped), shown="app.zip"), Settings())
    (found,) = checked.diagnostics
    assert (found.location.line, found.location.path) == (2, "app.zip/x.py")
    assert checked.lines["app.zip/x.py", 2].startswith("X = 'DefaultEndpointsProtocol=https;")
    assert leaks.STORAGE_KEY not in repr(checked)


def test_a_build_takes_the_ignores_of_its_app(tmp_path: Path) -> None:
    zipped = app_zip(tmp_path / "app.zip", {"tests/x.py": f"X = {leaks.STORAGE!r}\n"})
    settings = Settings(per_file_ignores=(("tests/*", ("FX931",)),))
    assert check_archive(read_archive(str(zipped)), settings).diagnostics == ()
