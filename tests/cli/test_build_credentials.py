"""A private index with credentials, wherever they are written: never seen again afterwards."""

from __future__ import annotations

import base64
import io
import json
import os
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote, urlsplit

import pytest

from tests.cli.builds import Builder
from tests.cli.conftest import Ran
from tests.conftest import Indexes
from tests.index import Index
from tests.wheels import make_sdist, make_wheel

USER = "reader"
PASSWORD = "s3cr3t/of:the@house"
SECRETS = sorted(
    {
        PASSWORD,
        quote(PASSWORD, ""),
        quote(PASSWORD),
        base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode(),
    }
)

RECORDER = """
import json, os, sys

def record(event, arguments):
    if event in {"subprocess.Popen", "os.exec", "os.posix_spawn", "os.system", "os.spawn"}:
        with open(os.environ["FXPACK_TEST_COMMANDS"], "a", encoding="utf-8") as file:
            command = arguments[1] if len(arguments) > 1 else arguments[0]
            file.write(json.dumps(command, default=os.fsdecode) + "\\n")

sys.addaudithook(record)
"""
"""Python's own audit of the commands that a process starts, with their arguments."""


class Way(NamedTuple):
    """Where the credentials stand."""

    options: Callable[[Index], list[str]] = lambda index: []
    requirements: Callable[[Index], str] = lambda index: ""
    variables: Callable[[Index, Path], dict[str, str]] = lambda index, folder: {}


def netrc(index: Index, folder: Path) -> dict[str, str]:
    """As pip and uv find it: $NETRC."""
    host = urlsplit(index.bare).hostname
    file = folder / "netrc"
    file.write_text(f"machine {host}\nlogin {USER}\npassword {PASSWORD}\n")
    file.chmod(0o600)
    return {"NETRC": str(file)}


def keyring(index: Index, folder: Path) -> dict[str, str]:
    """The program `keyring`, which knows the password of the index for its reader."""
    script = (
        f"#!{sys.executable}\nimport sys\nprint({PASSWORD!r}) if {USER!r} in sys.argv else 1 / 0\n"
    )
    (folder / "bin").mkdir()
    (folder / "bin/keyring").write_text(script)
    (folder / "bin/keyring").chmod(0o755)
    return {
        "PATH": f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "PIP_KEYRING_PROVIDER": "subprocess",
    }


def pip_conf(index: Index, folder: Path) -> dict[str, str]:
    (folder / "pip.conf").write_text(f"[global]\nextra-index-url = {index.url}\n")
    return {"PIP_CONFIG_FILE": str(folder / "pip.conf")}


WAYS = {
    "--index-url": Way(options=lambda index: ["--index-url", index.url]),
    "--extra-index-url": Way(options=lambda index: ["--extra-index-url", index.url]),
    "--find-links": Way(
        options=lambda index: ["--find-links", index.url.replace("/simple/", "/packages/")]
    ),
    "-i in requirements.txt": Way(requirements=lambda index: f"-i {index.url}\n"),
    "--extra-index-url in requirements.txt": Way(
        requirements=lambda index: f"--extra-index-url {index.url}\n"
    ),
    "PIP_INDEX_URL": Way(variables=lambda index, folder: {"PIP_INDEX_URL": index.url}),
    "PIP_EXTRA_INDEX_URL": Way(variables=lambda index, folder: {"PIP_EXTRA_INDEX_URL": index.url}),
    "UV_INDEX": Way(variables=lambda index, folder: {"UV_INDEX": index.url}),
    "UV_INDEX with a name": Way(
        variables=lambda index, folder: {
            "UV_INDEX": f"private={index.bare}",
            "UV_INDEX_PRIVATE_USERNAME": USER,
            "UV_INDEX_PRIVATE_PASSWORD": PASSWORD,
        }
    ),
    "UV_DEFAULT_INDEX": Way(variables=lambda index, folder: {"UV_DEFAULT_INDEX": index.url}),
    "netrc": Way(options=lambda index: ["--index-url", index.bare], variables=netrc),
    "keyring": Way(
        options=lambda index: ["--index-url", index.bare.replace("//", f"//{USER}@")],
        variables=keyring,
    ),
    "pip.conf": Way(variables=pip_conf),
    "a URL in requirements.txt": Way(
        requirements=lambda index: (
            "private @ "
            + index.url.replace("/simple/", "/packages/private-1.0-py3-none-any.whl")
            + f"\n-i {index.url}\n"
        )
    ),
}


@pytest.fixture
def private(tmp_path: Path, indexes: Indexes) -> Index:
    """An index with a wheel and an sdist, for one reader."""
    folder = tmp_path / "private"
    make_wheel(folder, "private", requires=["private-source"])
    make_sdist(folder, "private-source")
    make_wheel(folder, "private-wheel")
    return indexes.real(folder, user=USER, password=PASSWORD)


@pytest.fixture
def attempt(tmp_path: Path, indexes: Indexes) -> Attempt:
    (tmp_path / "empty").mkdir()
    return Attempt(tmp_path, indexes.faulty(tmp_path / "empty", {}).url)


class Attempt:
    """A build with every command recorded that it starts."""

    def __init__(self, tmp_path: Path, empty: str) -> None:
        self.builder = Builder(tmp_path)
        self.commands = tmp_path / "commands"
        audit = tmp_path / "audit"
        audit.mkdir()
        (audit / "sitecustomize.py").write_text(RECORDER)
        self.variables = {
            "PYTHONPATH": str(audit),
            "FXPACK_TEST_COMMANDS": str(self.commands),
            # What is asked in place of PyPI where nothing else is named.
            "PIP_INDEX_URL": empty,
        }

    def run(self, way: Way, index: Index, *options: str, wanted: str = "private") -> Ran:
        requirements = way.requirements(index)
        if " @ " not in requirements:
            requirements += f"{wanted}\n"
        (self.builder.app / "requirements.txt").write_text(requirements)
        variables = self.variables | way.variables(index, self.builder.folder)
        # lint has its own word about credentials in a file: they are not its business here
        return self.builder.run(*way.options(index), "--no-lint", *options, variables=variables)

    def places(self) -> Iterator[tuple[str, str]]:
        """All that a build leaves behind, what is in zips inflated: where, and as text."""
        yield "commands", self.commands.read_text() if self.commands.exists() else ""
        for folder in (self.builder.cache, self.builder.out.parent):
            for path in sorted(folder.rglob("*")):
                if path.is_file():
                    yield from _texts(str(path), path.read_bytes())


def _texts(where: str, content: bytes) -> Iterator[tuple[str, str]]:
    if not zipfile.is_zipfile(io.BytesIO(content)):
        yield where, where + content.decode("latin-1")
    else:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for name in archive.namelist():
                # The app's own requirements hold what its owner wrote there.
                if name != "requirements.txt":
                    yield f"{where}!{name}", archive.read(name).decode("latin-1")


def assert_unseen(ran: Ran, attempt: Attempt) -> None:
    for where, text in [("out", ran.out), ("err", ran.err), *attempt.places()]:
        for secret in SECRETS:
            assert secret not in text, where


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_built_and_unseen(private: Index, attempt: Attempt, way: Way) -> None:
    ran = attempt.run(way, private)
    assert ran.code == 0, ran
    with zipfile.ZipFile(attempt.builder.out) as archive:
        names = set(archive.namelist())
    assert ".python_packages/lib/site-packages/private/__init__.py" in names
    assert ".python_packages/lib/site-packages/private_source/__init__.py" in names
    assert attempt.commands.read_text()  # uv was started, and the recorder has seen it
    assert_unseen(ran, attempt)


OF_NAMES = [name for name in WAYS if name != "a URL in requirements.txt"]


@pytest.mark.parametrize("way", [WAYS[name] for name in OF_NAMES], ids=OF_NAMES)
def test_pip_finds_it_too(private: Index, attempt: Attempt, way: Way) -> None:
    ran = attempt.run(way, private, "--installer", "pip", wanted="private-wheel")
    assert ran.code == 0, ran
    with zipfile.ZipFile(attempt.builder.out) as archive:
        names = archive.namelist()
    assert ".python_packages/lib/site-packages/private_wheel/__init__.py" in names
    assert_unseen(ran, attempt)


SHOWN = ["--index-url", "-i in requirements.txt", "UV_INDEX", "a URL in requirements.txt"]


@pytest.mark.parametrize("way", [WAYS[name] for name in SHOWN], ids=SHOWN)
def test_plan_shows_none(private: Index, attempt: Attempt, way: Way) -> None:
    ran = attempt.run(way, private, "--format", "json", "--dry-run")
    assert ran.code == 0, ran
    assert "private-source" in json.dumps(json.loads(ran.out))
    assert_unseen(ran, attempt)


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_failure_shows_none(private: Index, attempt: Attempt, way: Way) -> None:
    """A requirement that the index does not have; the debug output has the whole story of it."""
    attempt.variables["FXPACK_DEBUG"] = "1"
    make_missing = Way(
        way.options, lambda index: way.requirements(index) + "private-and-missing\n", way.variables
    )
    ran = attempt.run(make_missing, private)
    assert ran.code == 3, ran
    assert_unseen(ran, attempt)


def test_own_file_with_a_password(private: Index, attempt: Attempt) -> None:
    """What is written in the app is the app's, and goes in with it: its owner is told."""
    for name, told in (("-i in requirements.txt", True), ("--index-url", False)):
        ran = attempt.run(WAYS[name], private)
        assert ran.code == 0, ran
        assert ("a password stands in one of its URLs" in ran.out) == told, ran.out
        assert PASSWORD not in ran.out


def test_wrong_password(private: Index, attempt: Attempt) -> None:
    wrong = private._replace(url=private.url.replace(quote(PASSWORD, ""), "wr0ng-secret"))
    ran = attempt.run(WAYS["--index-url"], wrong)
    assert ran.code == 3, ran
    assert "Traceback" not in ran.err
    assert "wr0ng-secret" not in ran.out + ran.err
    assert urlsplit(private.bare).netloc in ran.err
