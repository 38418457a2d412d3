"""What is said where there is no engine: no engine is needed for that."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from fxpack.errors import NativeBuildError
from fxpack.pack.engine import image_id
from fxpack.pack.engine_errors import pull_error

NOBODY = 65534


def _told() -> str:
    with pytest.raises(NativeBuildError) as told:
        image_id("debian:12")
    message = str(told.value)
    assert "\n" not in message
    return message


@contextmanager
def _as_nobody() -> Iterator[None]:
    """Root may use every socket."""
    if os.geteuid():
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def place(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Where DOCKER_HOST says that the engine is."""
    path = tmp_path / "docker.sock"
    monkeypatch.setenv("DOCKER_HOST", f"unix://{path}")
    return path


def test_nothing_there(place: Path) -> None:
    assert _told().startswith(f"there is no Docker at unix://{place}, as DOCKER_HOST has it")


def test_nobody_answers(place: Path) -> None:
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(place))
    assert _told().startswith(f"Docker is not running (nothing answers at unix://{place})")


def test_no_permission(place: Path) -> None:
    # Imported while everything can be read.
    import docker.context  # noqa: F401

    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(place))
        listener.listen()
        place.chmod(0)
        for folder in (place.parent, *place.parents):
            if os.stat(folder).st_uid == os.getuid() and not os.stat(folder).st_mode & 0o001:
                folder.chmod(0o711)
        with _as_nobody():
            assert _told().startswith(
                f"no permission to use Docker at unix://{place}: add yourself"
            )


@pytest.mark.parametrize("host", ["nonsense://x", "tcp://", "tcp://127.0.0.1:1"])
def test_a_place_that_is_none(host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOCKER_HOST", host)
    assert "DOCKER_HOST" in _told()


@pytest.mark.parametrize(
    ("on_path", "said"), [(True, "not running"), (False, "not installed here")]
)
def test_without_a_word_where(
    on_path: bool, said: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("DOCKER_HOST", raising=False)
    monkeypatch.setenv("DOCKER_CONFIG", str(tmp_path))
    if os.path.exists("/var/run/docker.sock") or os.path.exists("/run/podman/podman.sock"):
        pytest.skip("there is an engine at its usual place")
    monkeypatch.setenv("PATH", str(tmp_path))
    if on_path:
        (tmp_path / "docker").write_text("")
        (tmp_path / "docker").chmod(0o755)
    assert said in _told()


def test_an_image_that_cannot_be_pulled() -> None:
    message = str(pull_error("x/y:1", "dial tcp:\n lookup registry: no such host."))
    assert message.startswith(
        "x/y:1 is not here and could not be pulled (dial tcp: lookup registry"
    )
    assert "\n" not in message
