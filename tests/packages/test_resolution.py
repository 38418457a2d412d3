"""What fxpack resolves from PyPI is what uv installs, and what uv lists with hashes passes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from fxpack.artifact import Silent
from fxpack.errors import DependencyError
from fxpack.pack.network import network_of
from fxpack.pack.resolve import Resolution, Wants, resolve
from fxpack.pack.store import Store
from fxpack.pack.uv_compile import uv_program
from fxpack.platforms import platform_of
from tests.packages.conftest import SEEN, run

SIX = (
    "https://files.pythonhosted.org/packages/71/39/"
    "171f1c67cd00715f190ba0b100d606d440a28c93c7714febeca8b79af85e/six-1.16.0.tar.gz"
)
SETS = {
    "functions": "azure-functions\nrequests[socks]==2.32.3\nazure-storage-blob\n",
    "science": "numpy\npandas<3\n",
    "extras and markers": 'uvicorn[standard]\npywin32 ; sys_platform == "win32"\ncolorama\n',
    "sources": f"docopt\nsix @ {SIX}\n",
}


@pytest.fixture
def app(tmp_path: Path, environment: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("UV_CACHE_DIR", environment["UV_CACHE_DIR"])
    for name in ("PIP_FIND_LINKS", "PIP_INDEX_URL", "PIP_EXTRA_INDEX_URL"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def resolved(app: Path, text: str, python: tuple[int, int]) -> Resolution:
    (app / "requirements.txt").write_text(text)
    network = network_of(exclude_newer=SEEN)
    wants = Wants(str(app), "requirements.txt", platform_of(python), network)
    return resolve(wants, Store(str(app / "store")), Silent())


def compiled(app: Path, environment: dict[str, str], python: tuple[int, int], *more: str) -> str:
    platform = platform_of(python)
    command = [
        *(uv_program(), "pip", "compile", str(app / "requirements.txt"), "--no-header", "-q"),
        *("--python-version", platform.version, "--python-platform", platform.uv_name),
        *("--exclude-newer", network_of(exclude_newer=SEEN).exclude_newer or "", "--no-annotate"),
        *more,
    ]
    return run(command, environment)


@pytest.mark.parametrize("python", [(3, 11), (3, 12), (3, 14)])
@pytest.mark.parametrize("text", SETS.values(), ids=list(SETS))
def test_the_same_versions_as_uv(
    app: Path, environment: dict[str, str], python: tuple[int, int], text: str
) -> None:
    found = resolved(app, text, python)
    versions = {line.partition(" ")[0] for line in compiled(app, environment, python).splitlines()}
    assert {
        each.name if each.direct_url else f"{each.name}=={each.version}" for each in found.packages
    } == versions


def test_a_list_with_hashes(app: Path, environment: dict[str, str]) -> None:
    text = SETS["functions"]
    first = resolved(app, text, (3, 12))
    listed = compiled(app, environment, (3, 12), "--generate-hashes")
    again = resolved(app, listed, (3, 12))
    assert [each.hashes for each in again.packages] == [each.hashes for each in first.packages]
    assert resolved(app, listed, (3, 12)).how == "pinned and hashed: no index asked"
    wrong = re.sub("sha256:([0-9a-f]{60})....", r"sha256:0000\1", listed)
    with pytest.raises(DependencyError, match="none of the hashes"):
        resolved(app, wrong, (3, 12))
