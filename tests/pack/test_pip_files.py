"""pip's settings files are read as pip reads them: the same files, the same order, the same values."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from fxpack.errors import UsageError
from fxpack.pack.network import Network, ca_bundle, network_of, trusted_hosts, with_files_of_pip
from fxpack.pack.pip_files import variables_of_files, with_pip_files

PIP = """
import json
from pip._internal.commands import create_command
told, _ = create_command("install").parse_args([])
print(json.dumps({
    "PIP_INDEX_URL": told.index_url, "PIP_EXTRA_INDEX_URL": told.extra_index_urls,
    "PIP_FIND_LINKS": told.find_links, "PIP_CERT": told.cert, "PIP_PROXY": told.proxy,
    "PIP_TRUSTED_HOST": told.trusted_hosts, "PIP_KEYRING_PROVIDER": told.keyring_provider,
}))
"""
SEVERAL = {"PIP_EXTRA_INDEX_URL", "PIP_FIND_LINKS", "PIP_TRUSTED_HOST"}
UNTOLD = {"PIP_INDEX_URL": "https://pypi.org/simple", "PIP_KEYRING_PROVIDER": "auto"}

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="where the files of Linux are")

CASES: dict[str, tuple[Mapping[str, str], Mapping[str, str]]] = {
    "none": ({}, {}),
    "of the user": ({"home/.config/pip": "[global]\nindex-url = https://a/s"}, {}),
    "of the user, of old": ({"home/.pip": "[global]\nindex-url = https://a/s"}, {}),
    "of old and new": (
        {
            "home/.pip": "[global]\nindex-url = https://old/s\nproxy = http://old:1",
            "home/.config/pip": "[global]\nindex-url = https://new/s",
        },
        {},
    ),
    "of the machine": ({"etc/pip": "[global]\ncert = /a.pem"}, {"XDG_CONFIG_DIRS": "{}/etc"}),
    "of machine and user": (
        {
            "etc/pip": "[global]\ncert = /a.pem\nindex-url = https://a/s",
            "home/.config/pip": "[global]\nindex-url = https://b/s",
        },
        {"XDG_CONFIG_DIRS": "{}/etc"},
    ),
    "elsewhere": ({"x/pip": "[global]\ncert = /a.pem"}, {"XDG_CONFIG_HOME": "{}/x"}),
    "named": (
        {
            "named": "[global]\nindex-url = https://a/s",
            "home/.config/pip": "[global]\nindex-url = https://b/s\ncert = /b.pem",
        },
        {"PIP_CONFIG_FILE": "{}/named/pip.conf"},
    ),
    "named, and not there": (
        {"home/.config/pip": "[global]\nindex-url = https://b/s"},
        {"PIP_CONFIG_FILE": "{}/none"},
    ),
    "none, as told": (
        {"home/.config/pip": "[global]\nindex-url = https://b/s"},
        {"PIP_CONFIG_FILE": os.devnull},
    ),
    "install outdoes global": (
        {
            "etc/pip": "[install]\nindex-url = https://a/s",
            "home/.config/pip": "[global]\nindex-url = https://b/s\n[list]\nindex-url = https://c/s",
        },
        {"XDG_CONFIG_DIRS": "{}/etc"},
    ),
    "variables outdo files": (
        {"home/.config/pip": "[install]\nindex-url = https://b/s\ncert = /b.pem"},
        {"PIP_INDEX_URL": "https://v/s", "PIP_CERT": ""},
    ),
    "several lines, and spellings": (
        {
            "home/.config/pip": "[global]\nExtra_Index_URL =\n  https://a/s\n  https://b/s\n"
            "--trusted-host = a b:8080\nkeyring-provider: subprocess\nfind-links = https://l/x\n"
        },
        {},
    ),
    "empty": ({"home/.config/pip": "[global]\nindex-url =\n"}, {}),
}


def write(folder: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        (folder / name).mkdir(parents=True)
        (folder / name / "pip.conf").write_text(text + "\n")


def told_by_pip(environ: Mapping[str, str]) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-c", PIP], env=dict(environ), capture_output=True, check=True, text=True
    )
    told: dict[str, Any] = json.loads(done.stdout)
    return {name: value for name, value in told.items() if value and value != UNTOLD.get(name)}


@pytest.mark.parametrize(("files", "variables"), CASES.values(), ids=CASES)
def test_as_pip(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    files: Mapping[str, str],
    variables: Mapping[str, str],
) -> None:
    write(tmp_path, files)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    environ = {"HOME": str(tmp_path / "home"), "XDG_CONFIG_DIRS": str(tmp_path / "none")}
    environ |= {name: value.format(tmp_path) for name, value in variables.items()}
    found = {name: value for name, value in with_pip_files(environ).items() if value}
    theirs = told_by_pip(environ)
    ours = {name: found[name].split() if name in SEVERAL else found[name] for name in theirs}
    assert ours == theirs
    assert {name for name in found if name.startswith("PIP_")} - {"PIP_CONFIG_FILE"} == set(theirs)


@pytest.mark.parametrize(
    "content", [b"index-url = https://a/s", b"[global\nx", b"[global]\nx = \xff"]
)
def test_a_file_that_cannot_be_read(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "pip.conf"
    file.write_bytes(content)
    with pytest.raises(UsageError, match=rf"{file}: settings that pip cannot read"):
        variables_of_files({"PIP_CONFIG_FILE": str(file)})


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    file = tmp_path / "pip.conf"
    file.write_text(
        "[global]\nindex-url = https://me:hidden@f/s\nextra-index-url = https://g/s\n"
        f"find-links = {tmp_path} {tmp_path}/missing\ncert = /f.pem\nno-index = yes\n"
        "trusted-host = f\nkeyring-provider = subprocess\n"
    )
    return {"PIP_CONFIG_FILE": str(file), "XDG_CONFIG_DIRS": str(tmp_path / "none")}


def test_files_fill_in_what_nothing_else_says(tmp_path: Path, environ: dict[str, str]) -> None:
    found = with_files_of_pip(Network(), environ)
    assert found == Network(
        "https://me:hidden@f/s",
        ("https://g/s",),
        (str(tmp_path),),
        no_index=True,
        keyring="subprocess",
    )
    told = Network("https://a/s", ("https://b/s",), ("https://c/s",), keyring="disabled")
    assert with_files_of_pip(told, environ) == told._replace(no_index=True)
    assert with_files_of_pip(told, {"PIP_CONFIG_FILE": os.devnull}) == told


def test_certificates_and_hosts(environ: dict[str, str]) -> None:
    assert ca_bundle(environ) == "/f.pem"
    assert ca_bundle({**environ, "REQUESTS_CA_BUNDLE": "/r.pem"}) == "/f.pem"
    assert ca_bundle({**environ, "PIP_CERT": "/v.pem"}) == "/v.pem"
    assert trusted_hosts(environ) == ("f",)
    assert trusted_hosts({**environ, "UV_INSECURE_HOST": "u:80"}) == ("u:80", "f")


def test_uv_and_pip_are_told_alike(environ: dict[str, str]) -> None:
    network = with_files_of_pip(network_of(environ=environ), environ)
    uv, pip = network.variables(environ), network.pip_variables(environ)
    assert uv["UV_DEFAULT_INDEX"] == pip["PIP_INDEX_URL"] == "https://me:hidden@f/s"
    assert uv["UV_INDEX"] == pip["PIP_EXTRA_INDEX_URL"] == "https://g/s"
    assert uv["UV_FIND_LINKS"] == pip["PIP_FIND_LINKS"]
    assert uv["UV_INSECURE_HOST"] == pip["PIP_TRUSTED_HOST"] == "f"
    assert uv["UV_KEYRING_PROVIDER"] == pip["PIP_KEYRING_PROVIDER"] == "subprocess"
    assert uv["SSL_CERT_FILE"] == pip["PIP_CERT"] == "/f.pem"
