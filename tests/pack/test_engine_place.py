"""Where the engine is looked for: variables, contexts, and the usual sockets."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

import pytest

from fxpack.errors import NativeBuildError
from fxpack.pack import engine_place as module
from fxpack.pack.engine_place import Place, engine_place

FAR = "tcp://far.example:2376"


class Machine:
    """The settings of Docker on a machine that has no engine yet."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        self.patch = monkeypatch
        self.settings = folder / "docker"
        self.settings.mkdir()
        for name in ("DOCKER_HOST", "DOCKER_CONTEXT", "DOCKER_TLS_VERIFY", "DOCKER_CERT_PATH"):
            monkeypatch.delenv(name, raising=False)
        monkeypatch.setenv("DOCKER_CONFIG", str(self.settings))
        monkeypatch.setenv("XDG_RUNTIME_DIR", str(folder / "run"))
        monkeypatch.setattr(module, "USUAL", str(folder / "usual.sock"))

    def context(self, name: str, url: str = FAR) -> Path:
        """A context, and the folder for its certificates."""
        number = sha256(name.encode()).hexdigest()
        meta = self.settings / "contexts/meta" / number / "meta.json"
        meta.parent.mkdir(parents=True)
        meta.write_text(json.dumps({"Name": name, "Endpoints": {"docker": {"Host": url}}}))
        return self.settings / "contexts/tls" / number / "docker"

    def choose(self, name: str) -> None:
        (self.settings / "config.json").write_text(json.dumps({"currentContext": name}))

    def socket(self, path: str) -> None:
        (self.folder / path).parent.mkdir(parents=True, exist_ok=True)
        (self.folder / path).touch()


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    return Machine(tmp_path, monkeypatch)


def test_nothing_says_it(machine: Machine) -> None:
    machine.socket("usual.sock")
    machine.socket("run/podman/podman.sock")
    assert engine_place() == Place()
    machine.choose("default")
    assert engine_place() == Place()


@pytest.mark.parametrize("path", ["run/docker.sock", "run/podman/podman.sock"])
def test_the_sockets_of_a_user(machine: Machine, path: str) -> None:
    machine.socket("run/podman/podman.sock")
    machine.socket(path)
    assert engine_place() == Place(f"unix://{machine.folder}/{path}")


def test_what_counts_first(machine: Machine) -> None:
    machine.context("mine")
    machine.choose("mine")
    assert engine_place() == Place(FAR, "the context mine")
    machine.patch.setenv("DOCKER_HOST", "unix:///x.sock")
    assert engine_place() == Place("unix:///x.sock", "DOCKER_HOST")
    machine.patch.setenv("DOCKER_CONTEXT", "default")
    assert engine_place() == Place("unix:///x.sock", "DOCKER_HOST")
    machine.patch.setenv("DOCKER_CONTEXT", "mine")
    assert engine_place() == Place(FAR, "the context mine")


def test_the_certificates_of_a_context(machine: Machine) -> None:
    folder = machine.context("mine")
    machine.choose("mine")
    folder.mkdir(parents=True)
    for name in ("ca", "cert", "key"):
        (folder / f"{name}.pem").touch()
    tls = engine_place().tls
    assert tls is not None
    assert tls.cert == (str(folder / "cert.pem"), str(folder / "key.pem"))
    assert tls.ca_cert == str(folder / "ca.pem")


def test_a_context_that_is_gone(machine: Machine) -> None:
    machine.choose("gone")
    with pytest.raises(
        NativeBuildError, match=r"^there is no context gone for .*docker context ls"
    ):
        engine_place()


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"Endpoints": {"docker": {}}}'])
def test_a_context_that_is_broken(machine: Machine, text: str) -> None:
    machine.context("odd")
    [meta] = machine.settings.rglob("meta.json")
    meta.write_text(text)
    machine.choose("odd")
    with pytest.raises(NativeBuildError, match=r"^the context odd of Docker cannot be read"):
        engine_place()


def test_settings_that_are_broken(machine: Machine) -> None:
    (machine.settings / "config.json").write_text("[")
    assert engine_place() == Place()


def test_behind_ssh(machine: Machine) -> None:
    machine.patch.setenv("DOCKER_HOST", "ssh://me@far.example")
    with pytest.raises(NativeBuildError, match=r"as DOCKER_HOST has it, is behind ssh.*ssh -nNT"):
        engine_place()
