"""Which engine a lock is made by, what it is told, and how what it answers is written."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from netrc import netrc
from pathlib import Path
from typing import Any

import pytest

from fxpack.errors import UsageError
from fxpack.pack.lock_engine import _finished, chosen
from fxpack.pack.lock_file import Pin
from fxpack.pack.lock_pip_tools import environment
from fxpack.pack.lock_source import Demand, demand
from fxpack.pack.network import Network, network_of
from fxpack.platforms import platform_of

pytestmark = pytest.mark.usefixtures("own_settings")

COMMIT = "0123456789" * 4
HERE = platform_of(sys.version_info[:2])
OTHER = platform_of((3, 10))


def demanded(folder: Path, text: str, network: Network | None = None) -> Demand:
    (folder / "requirements.in").write_text(text)
    return demand("requirements.in", str(folder), HERE, network or network_of())


ENGINES = {
    "here": ("a\n", {}, "pip-tools"),
    "offline": ("a\n", {"offline": True}, "uv"),
    "several indexes": (
        "--extra-index-url https://host/simple\na\n",
        {},
        "uv",
    ),
    "a branch": ("a @ git+https://host/a@main\n", {}, "uv"),
    "a commit": (f"a @ git+https://host/a@{COMMIT}\n", {}, "pip-tools"),
    "a span of time": ("a\n", {"exclude_newer": "1 week"}, "uv"),
}


@pytest.mark.skipif(sys.platform != "linux", reason="pip-tools is for where the target is the host")
@pytest.mark.parametrize(("text", "network", "engine"), ENGINES.values(), ids=list(ENGINES))
def test_which(tmp_path: Path, text: str, network: Mapping[str, Any], engine: str) -> None:
    wanted = demanded(tmp_path, text, network_of()._replace(**network))
    assert chosen("auto", wanted, HERE) == engine
    assert chosen("uv", wanted, HERE) == "uv"
    assert chosen("auto", wanted, OTHER) == "uv"
    with pytest.raises(UsageError, match="--engine uv"):
        chosen("pip-tools", wanted, OTHER)


NOT_INSIDE = {
    "offline": ("a\n", {"offline": True}, "cannot resolve --offline"),
    "a branch": ("a @ git+https://host/a@main\n", {}, "the commit of"),
    "keys": (f"a @ git+ssh://git@host/a@{COMMIT}\n", {}, "no keys for a @ git"),
}


@pytest.mark.parametrize(("text", "network", "why"), NOT_INSIDE.values(), ids=list(NOT_INSIDE))
def test_what_no_container_can_lock(
    tmp_path: Path, text: str, network: Mapping[str, Any], why: str
) -> None:
    wanted = demanded(tmp_path, text, network_of()._replace(**network))
    with pytest.raises(UsageError, match=rf"--in docker: pip-tools .*{why}.*--engine uv"):
        chosen("auto", wanted, HERE, inside=True)


def test_a_container_stands_for_any_target(tmp_path: Path) -> None:
    wanted = demanded(tmp_path, "--extra-index-url https://host/simple\na\n")
    assert chosen("auto", wanted, OTHER, inside=True) == "pip-tools"


WRITTEN = {
    "a branch": ("a @ git+https://host/a.git@main", f"a @ git+https://host/a.git@{COMMIT}"),
    "none": ("a @ git+https://host/a.git", f"a @ git+https://host/a.git@{COMMIT}"),
    "a folder in it": (
        "a @ git+ssh://git@host/a.git@v1#subdirectory=b",
        f"a @ git+ssh://git@host/a.git@{COMMIT}#subdirectory=b",
    ),
    "a variable": (
        "a @ git+https://${TOKEN}@host/a.git@main",
        f"a @ git+https://${{TOKEN}}@host/a.git@{COMMIT}",
    ),
    "credentials": (
        "a @ git+https://me:hunter22@host/a.git@main",
        f"a @ git+https://host/a.git@{COMMIT}",
    ),
}


@pytest.mark.parametrize(("text", "expected"), WRITTEN.values(), ids=list(WRITTEN))
def test_a_repository_is_pinned_as_it_was_written(
    tmp_path: Path, text: str, expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TOKEN", "swordfish")
    wanted = demanded(tmp_path, f"{text}\n")
    answer = Pin(f"a @ git+https://swordfish@host/a.git@{COMMIT}", "a", (), ("b",))
    assert _finished(answer, wanted) == Pin(expected, "a", (), ("-r requirements.in", "b"))


def test_credentials_are_in_a_file_of_ours_alone(tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.write_text("machine other login me password mine\nmachine host login me password old\n")
    network = network_of("https://me:a%20%22b@host/simple", ["https://to%2Fken:x@third/simple"])
    found = environment(
        demanded(tmp_path, "a\n", network), str(tmp_path), {"NETRC": str(own), "PIP_TARGET": "x"}
    )
    assert found["PIP_INDEX_URL"] == "https://host/simple"
    assert found["PIP_EXTRA_INDEX_URL"] == "https://third/simple"
    assert "PIP_TARGET" not in found
    read = netrc(found["NETRC"])
    assert read.hosts == {
        "other": ("me", "", "mine"),
        "host": ("me", "", 'a "b'),
        "third": ("to/ken", "", "x"),
    }
    assert os.stat(found["NETRC"]).st_mode & 0o077 == 0


def test_one_host_has_one_login(tmp_path: Path) -> None:
    network = network_of("https://a:b@host/simple", ["https://c:d@host/simple"])
    with pytest.raises(UsageError, match=r"host.*--engine uv"):
        environment(demanded(tmp_path, "a\n", network), str(tmp_path), {})
