"""pip as the resolver: the same packages as uv, from the same wheels."""

from __future__ import annotations

import importlib.metadata
from pathlib import Path

import pytest

from fxpack.artifact import Silent
from fxpack.errors import DependencyError, NativeBuildError, UsageError
from fxpack.pack.asked import Exported
from fxpack.pack.network import Network, network_of
from fxpack.pack.resolve import Resolution, Wants, resolve
from fxpack.pack.store import Store
from fxpack.platforms import platform_of
from tests.conftest import Indexes
from tests.wheels import make_sdist, make_source, make_wheel, source_tree

pytestmark = pytest.mark.usefixtures("own_settings")

NATIVE = "cp312-cp312-manylinux_2_17_x86_64"


class Bench:
    def __init__(self, folder: Path) -> None:
        self.app = folder / "app"
        self.wheels = folder / "wheels"
        self.store = Store(str(folder / "cache"))
        self.app.mkdir()
        self.wheels.mkdir()

    def resolve(
        self, text: str | Exported, installer: str = "pip", network: Network | None = None
    ) -> Resolution:
        if isinstance(text, str):
            (self.app / "requirements.txt").write_text(text)
        wants = Wants(
            str(self.app),
            text if isinstance(text, Exported) else "requirements.txt",
            platform_of((3, 12)),
            network or network_of(find_links=[str(self.wheels)], offline=True),
            "uv" if installer == "uv" else "pip",
        )
        return resolve(wants, self.store, Silent())


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    bench = Bench(tmp_path)
    make_wheel(bench.wheels, "needy", requires=["plain<2", 'more; extra == "x"'], extras=["x"])
    for version in ("1.0", "1.5", "2.0"):
        make_wheel(bench.wheels, "plain", version)
    for tag in ("py3-none-any", NATIVE, "cp38-abi3-manylinux_2_28_x86_64", "cp312-cp312-win_amd64"):
        make_wheel(bench.wheels, "more", tag=tag)
    make_wheel(bench.app / "libs", "local")
    make_source(bench.app / "own", source_tree("own"))
    return bench


@pytest.mark.parametrize(
    "text", ["needy\n", "needy[x]\nplain\n", "./libs/local-1.0-py3-none-any.whl\n"]
)
def test_pip_finds_what_uv_finds(bench: Bench, text: str) -> None:
    by_pip, by_uv = bench.resolve(text), bench.resolve(text, "uv")
    assert by_pip.how == "resolved by pip"
    assert by_pip.packages == by_uv.packages


def test_pip_finds_the_best_wheel(bench: Bench) -> None:
    (found,) = bench.resolve("more\n").packages
    assert found.filename == f"more-1.0-{NATIVE}.whl"


def test_a_folder(bench: Bench) -> None:
    (found,) = bench.resolve("./own\n").packages
    assert (found.kind, found.location) == ("directory", str(bench.app / "own"))
    assert found.direct_url == {"url": "file:///own", "dir_info": {}}


def test_what_lies_in_no_file(bench: Bench) -> None:
    found = bench.resolve(Exported(b"needy\n./libs/local-1.0-py3-none-any.whl\n", "pyproject.toml"))
    assert [each.name for each in found.packages] == ["local", "needy", "plain"]
    assert list(Path(bench.store.folder, "new").iterdir()) == []


def test_its_lock_is_reused(bench: Bench) -> None:
    first = bench.resolve("needy\n")
    again = bench.resolve("needy\n")
    assert again.how == "lock of 0 seconds ago reused"
    assert again.packages == first.packages
    assert bench.resolve("needy\n", "uv").how == "resolved by uv"


def test_an_index_with_credentials(bench: Bench, indexes: Indexes) -> None:
    index = indexes.real(bench.wheels, user="someone", password="hidden-word")
    found = bench.resolve("plain==1.0\n", network=network_of(index.url)).packages
    assert found[0].location.startswith("http://someone:hidden-word@127.0.0.1")


def test_what_pip_cannot_resolve(bench: Bench) -> None:
    make_sdist(bench.wheels, "source", "1.0")
    with pytest.raises(DependencyError, match=r"source.*--installer uv takes sources too"):
        bench.resolve("source\n")
    with pytest.raises(DependencyError, match=r"conflicting dependencies.*mend the requirements"):
        bench.resolve("needy\nplain==2.0\n")
    with pytest.raises(DependencyError, match=r"do not match the hashes|MISMATCH|hash"):
        bench.resolve(f"plain==1.0 --hash=sha256:{'0' * 64}\n")
    broken = source_tree("own", dynamic=True, backend="raise SystemExit('pg_config is not here')")
    make_source(bench.app / "own", broken)
    with pytest.raises(NativeBuildError, match=r"pg_config is not here"):
        bench.resolve("./own\n")


@pytest.mark.parametrize("found", [None, "9.0.1", "23.3"])
def test_no_pip_to_ask(bench: Bench, monkeypatch: pytest.MonkeyPatch, found: str | None) -> None:
    def version(_: str) -> str:
        if found is None:
            raise importlib.metadata.PackageNotFoundError
        return found

    monkeypatch.setattr(importlib.metadata, "version", version)
    with pytest.raises(UsageError, match=r"--installer pip: .*or build with uv"):
        bench.resolve("plain\n")
