"""What pip in a container is told, and in which file: never in an argument or a variable."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

import pytest
from requests.utils import get_netrc_auth

from fxpack.errors import FileError, UsageError
from fxpack.pack.network import Network
from fxpack.pack.pip_settings import PipSettings, pip_settings
from fxpack.platforms import platform_of
from tests.wheels import make_sdist, make_wheel

NOTHING = {"NETRC": "/nowhere", "PIP_CONFIG_FILE": os.devnull}


def told(network: Network, **environ: str) -> PipSettings:
    return pip_settings(network, platform_of((3, 12)), {**NOTHING, **environ})


def conf(settings: PipSettings) -> list[str]:
    return settings.secret["pip.conf"].decode().splitlines()


def test_nothing_to_tell() -> None:
    settings = told(Network())
    assert conf(settings) == [
        "[global]",
        "no-cache-dir = true",
        "disable-pip-version-check = true",
        "no-input = true",
    ]
    assert settings.secret["netrc"] == settings.secret["proxies"] == b""
    assert settings.folders == ()
    assert settings.env == {
        "PIP_CONFIG_FILE": "/run/fxpack/pip.conf",
        "NETRC": "/run/fxpack/netrc",
    }


def test_urls_have_no_credentials() -> None:
    settings = told(
        Network(
            index_url="https://me:pa%2Fss@one.example/simple/",
            extra_index_urls=("https://token@two.example:8443/x%20y", "http://three.example/s"),
            find_links=("https://me:pa%2Fss@one.example/links",),
        )
    )
    text = settings.secret["pip.conf"].decode()
    assert "index-url = https://one.example/simple/\n" in text
    assert "extra-index-url = https://two.example:8443/x%20y\n    http://three.example/s\n" in text
    assert "find-links = https://one.example/links\n" in text
    assert "trusted-host = three.example\n" in text
    assert settings.secret["netrc"].decode().splitlines() == [
        "machine one.example login me password pa/ss",
        'machine two.example login token password ""',
    ]


@pytest.mark.parametrize(
    "password", ["plain", "a b", 'say "x"', "back\\slash", "#sharp", "'", "ü", "", "x#y"]
)
def test_netrc_is_read_as_it_is_meant(
    password: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    quoted = quote(password, "")
    settings = told(Network(index_url=f"https://me:{quoted}@one.example/simple"))
    path = tmp_path / "netrc"
    path.write_bytes(settings.secret["netrc"])
    path.chmod(0o600)
    monkeypatch.setenv("NETRC", str(path))
    assert get_netrc_auth("https://one.example/x") == ("me", password)


def test_pip_reads_the_file(tmp_path: Path) -> None:
    """The real pip, of this Python."""
    network = Network(
        index_url="https://one.example/a%20b",
        extra_index_urls=("https://two.example/x", "https://three.example/y"),
    )
    path = tmp_path / "pip.conf"
    path.write_bytes(told(network).secret["pip.conf"])

    def setting(name: str) -> list[str]:
        done = subprocess.run(
            [sys.executable, "-m", "pip", "config", "get", f"global.{name}"],
            env={"PIP_CONFIG_FILE": str(path), "HOME": str(tmp_path), "PATH": ""},
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout.split()

    assert setting("index-url") == [network.index_url]
    assert setting("extra-index-url") == list(network.extra_index_urls)


def test_two_logins_at_one_host() -> None:
    network = Network(
        index_url="https://me:one@x.example/a", extra_index_urls=("https://me:two@x.example/b",)
    )
    with pytest.raises(UsageError, match=r"two logins are given for x\.example") as error:
        told(network)
    assert "one@" not in str(error.value)
    assert "two@" not in str(error.value)


def test_of_the_users_netrc_only_what_is_needed(tmp_path: Path) -> None:
    path = tmp_path / "netrc"
    path.write_text(
        "machine one.example login me password mine\nmachine bank.example login me password rich\n"
    )
    settings = told(Network(index_url="https://one.example/simple"), NETRC=str(path))
    assert settings.secret["netrc"] == b"machine one.example login me password mine\n"
    own = told(Network(index_url="https://you:url@one.example/simple"), NETRC=str(path))
    assert own.secret["netrc"] == b"machine one.example login you password url\n"


def test_a_name_in_a_url_has_its_password_in_netrc(tmp_path: Path) -> None:
    path = tmp_path / "netrc"
    path.write_text("machine one.example login me password mine\n")
    for user, password in (("me", "mine"), ("you", '""')):
        settings = told(Network(index_url=f"https://{user}@one.example/s"), NETRC=str(path))
        said = f"machine one.example login {user} password {password}\n"
        assert settings.secret["netrc"].decode() == said


def test_folders_go_along_as_far_as_a_build_can_use_them(tmp_path: Path) -> None:
    links, index = tmp_path / "links", tmp_path / "index"
    make_wheel(links, "pure")
    make_wheel(links, "ours", tag="cp312-cp312-manylinux_2_17_x86_64")
    make_wheel(links, "theirs", tag="cp310-cp310-win_amd64")
    make_sdist(links, "source")
    (links / "notes.txt").write_text("")
    index.mkdir()
    settings = told(Network(index_url=str(index), find_links=(str(links),)))
    assert "index-url = file:///fxpack/links/0" in conf(settings)
    assert "find-links = /fxpack/links/1" in conf(settings)
    assert [put.path for put in settings.folders] == [
        "/fxpack/links/0",
        "/fxpack/links/1",
        "/fxpack/links/1/ours-1.0-cp312-cp312-manylinux_2_17_x86_64.whl",
        "/fxpack/links/1/pure-1.0-py3-none-any.whl",
        "/fxpack/links/1/source-1.0.tar.gz",
    ]


def test_certificates_and_proxies(tmp_path: Path) -> None:
    bundle = tmp_path / "ca.pem"
    bundle.write_text("certificates")
    proxy = "http://me:it's@proxy.example:3128"
    settings = told(Network(), SSL_CERT_FILE=str(bundle), HTTPS_PROXY=proxy, no_proxy="here")
    assert settings.secret["ca.pem"] == b"certificates"
    assert settings.env["PIP_CERT"] == settings.env["SSL_CERT_FILE"] == "/run/fxpack/ca.pem"
    assert "proxy" not in settings.secret["pip.conf"].decode()
    assert not any("it's" in value for value in settings.env.values())
    shell = settings.secret["proxies"].decode() + 'printf %s "$HTTPS_PROXY $no_proxy"'
    done = subprocess.run(["sh", "-c", shell], capture_output=True, text=True, check=True)
    assert done.stdout == f"{proxy} here"


def test_certificates_that_are_not_there() -> None:
    with pytest.raises(FileError, match=r"/nowhere/ca\.pem: these certificates cannot be read"):
        told(Network(), PIP_CERT="/nowhere/ca.pem")


def test_without_an_index() -> None:
    assert "no-index = true" in conf(told(Network(offline=True)))
    assert "no-index = true" in conf(told(Network(no_index=True)))
    assert "no-index" not in conf(told(Network()))
