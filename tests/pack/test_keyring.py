"""A keyring is asked where uv or pip are set to ask one, for what nothing else opens, and once."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from fxpack.artifact import Silent
from fxpack.pack.fetch import fetch
from fxpack.pack.keyring import with_passwords
from fxpack.pack.network import Network
from fxpack.pack.resolve import Wants, resolve
from fxpack.pack.store import Store
from fxpack.platforms import platform_of
from tests.conftest import Indexes
from tests.index import Index
from tests.wheels import make_wheel

pytestmark = [
    pytest.mark.usefixtures("own_settings"),
    pytest.mark.skipif(sys.platform == "win32", reason="the keyring of this test is a script"),
]

SCRIPT = """#!{python}
import json, sys
with open({asked!r}, "a") as file:
    file.write(" ".join(sys.argv[1:]) + "\\n")
words = [word for word in sys.argv[1:] if not word.startswith("-")]
known = json.loads({known!r}).get(words[1])
if known is None or (len(words) > 2 and words[2] != known[0]):
    sys.exit(1)
creds, as_json = "--mode=creds" in sys.argv, "--output=json" in sys.argv
if as_json:
    print(json.dumps(dict(zip(("username", "password"), known))))
else:
    print("\\n".join(known) if creds else known[1])
"""
USER, PASSWORD = "reader", "k3yring/p@ss word"

Keyring = Callable[[Mapping[str, str]], Callable[[], list[str]]]


@pytest.fixture
def keyring(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Keyring:
    """Puts a keyring on PATH that knows a password for some services, and tells what it was asked."""

    def make(services: Mapping[str, str]) -> Callable[[], list[str]]:
        folder, asked = tmp_path / "bin", tmp_path / "asked"
        folder.mkdir()
        known = json.dumps({service: [USER, password] for service, password in services.items()})
        program = folder / "keyring"
        program.write_text(SCRIPT.format(python=sys.executable, asked=str(asked), known=known))
        program.chmod(0o755)
        monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
        return lambda: asked.read_text().splitlines() if asked.exists() else []

    return make


@pytest.fixture
def private(tmp_path: Path, indexes: Indexes) -> Index:
    make_wheel(tmp_path / "private", "private")
    return indexes.real(tmp_path / "private", user=USER, password=PASSWORD)


def host(index: Index) -> str:
    return index.bare.split("/")[2]


def with_user(index: Index) -> str:
    return index.bare.replace("http://", f"http://{USER}@")


@pytest.mark.parametrize("what", ["the URL", "the URL without its slash", "the host"])
def test_by_the_url_or_the_host(keyring: Keyring, private: Index, what: str) -> None:
    service = {
        "the URL": private.bare,
        "the URL without its slash": private.bare.rstrip("/"),
        "the host": host(private),
    }[what]
    asked = keyring({service: PASSWORD})
    for url in (with_user(private), private.bare):
        found = with_passwords(Network(url, keyring="subprocess"))
        assert found == Network(private.url, keyring="subprocess")
        assert PASSWORD in found.secrets
    before = asked()
    assert before[0] == f"get {private.bare} {USER}"
    assert f"--mode=creds get {service}" in before
    with_passwords(Network(with_user(private), keyring="subprocess"))
    assert asked() == before


def test_nobody_is_asked_unasked(keyring: Keyring, private: Index) -> None:
    asked = keyring({private.bare: PASSWORD})
    for network in (
        Network(with_user(private)),
        Network(with_user(private), keyring="disabled"),
        Network(with_user(private), keyring="subprocess", offline=True),
        Network(private.url, keyring="subprocess"),
        Network("https://user:known@127.0.0.1:9/simple", keyring="subprocess"),
        Network(find_links=("/a/folder",), keyring="subprocess"),
    ):
        assert with_passwords(network) == network
    assert asked() == []


def test_an_open_index_needs_none(keyring: Keyring, tmp_path: Path, indexes: Indexes) -> None:
    (tmp_path / "open").mkdir()
    asked = keyring({})
    network = Network(indexes.real(tmp_path / "open").bare, keyring="subprocess")
    assert with_passwords(network) == network
    assert asked() == []


def test_netrc_goes_first(
    keyring: Keyring, private: Index, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = keyring({private.bare: PASSWORD})
    netrc = tmp_path / "netrc"
    netrc.write_text(f"machine 127.0.0.1 login {USER} password 'x'\n")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    for url in (private.bare, with_user(private)):
        assert with_passwords(Network(url, keyring="subprocess")).index_url == url
    assert asked() == []


def test_what_the_keyring_does_not_know(keyring: Keyring, private: Index) -> None:
    keyring({})
    network = Network(with_user(private), keyring="subprocess")
    assert with_passwords(network) == network


def test_no_keyring(private: Index, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    network = Network(with_user(private), keyring="subprocess")
    assert with_passwords(network) == network


SAYS = {
    "UV_KEYRING_PROVIDER": ("UV_KEYRING_PROVIDER", "", ""),
    "PIP_KEYRING_PROVIDER": ("PIP_KEYRING_PROVIDER", "", ""),
    "pyproject.toml": ("", "pyproject.toml", '[tool.uv]\nkeyring-provider = "subprocess"\n'),
    "pip.conf": ("", "pip.conf", "[global]\nkeyring-provider = subprocess\n"),
}


@pytest.mark.parametrize("installer", ["uv", "pip"])
@pytest.mark.parametrize(("variable", "file", "text"), SAYS.values(), ids=SAYS)
@pytest.mark.parametrize("where", ["told", "requirements.txt"])
def test_both_installers_and_the_download(
    keyring: Keyring,
    private: Index,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    installer: str,
    variable: str,
    file: str,
    text: str,
    where: str,
) -> None:
    keyring({private.bare: PASSWORD, host(private): PASSWORD})
    app = tmp_path / "app"
    app.mkdir()
    requirements = "private\n" if where == "told" else f"-i {with_user(private)}\nprivate\n"
    (app / "requirements.txt").write_text(requirements)
    if variable:
        monkeypatch.setenv(variable, "subprocess")
    if file:
        (app / file).write_text(text)
        monkeypatch.setenv("PIP_CONFIG_FILE", str(app / "pip.conf"))
    network = Network(
        with_user(private) if where == "told" else None,
        keyring=os.environ.get("UV_KEYRING_PROVIDER") or os.environ.get("PIP_KEYRING_PROVIDER", ""),
    )
    store = Store(str(tmp_path / "store"))
    platform = platform_of((3, 12))
    wants = Wants(str(app), "requirements.txt", platform, network, installer)  # type: ignore[arg-type]
    found = resolve(wants, store, Silent())
    (wheel,) = fetch(found.packages, platform, store, found.network, Silent())
    assert wheel.facts.name == "private"
