"""Two indexes with one name: which counts, and what is said of it, for uv, pip and both engines of locks."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import pytest

from fxpack.artifact import Silent
from fxpack.errors import DependencyError
from fxpack.pack.network import BEST_MATCH, FIRST_INDEX, Network
from fxpack.pack.resolve import Resolution, Wants, resolve
from fxpack.pack.store import Store
from fxpack.platforms import platform_of
from tests.conftest import Indexes
from tests.wheels import make_wheel

pytestmark = pytest.mark.usefixtures("own_settings")

Installer = Literal["uv", "pip"]
BOTH = pytest.mark.parametrize("installer", ["uv", "pip"])


class Two:
    """A private index, and a public one beside it; `plain` is on both, in 1.0 and 2.0."""

    def __init__(self, folder: Path, indexes: Indexes) -> None:
        self.folder = folder
        self.private, self.public = folder / "private", folder / "public"
        make_wheel(self.private, "plain", "1.0")
        make_wheel(self.private, "own", "1.0")
        make_wheel(self.public, "plain", "2.0")
        make_wheel(self.public, "other", "1.0")
        self.network = Network(
            indexes.real(self.public).url,
            (indexes.real(self.private, user="me", password="hunter22").url,),
        )

    def resolve(
        self, text: str, installer: Installer, network: Network | None = None
    ) -> Resolution:
        app = self.folder / "app"
        app.mkdir(exist_ok=True)
        (app / "requirements.txt").write_text(text)
        network = network or self.network
        wants = Wants(str(app), "requirements.txt", platform_of((3, 12)), network, installer)
        return resolve(wants, Store(str(self.folder / "store")), Silent())


@pytest.fixture
def two(tmp_path: Path, indexes: Indexes) -> Two:
    return Two(tmp_path, indexes)


def versions(found: Resolution) -> dict[str, str]:
    return {each.name: each.version for each in found.packages}


def test_the_first_index_counts_and_the_other_is_named(two: Two) -> None:
    found = two.resolve("plain\nown\nother\n", "uv")
    assert versions(found) == {"other": "1.0", "own": "1.0", "plain": "1.0"}
    (warning,) = found.warnings
    assert warning.startswith("plain 1.0 is from the first index that has the name, and pip would")
    assert "2.0" in warning


@BOTH
def test_in_the_order_of_pip(two: Two, installer: Installer) -> None:
    found = two.resolve("plain\nown\n", installer, two.network._replace(strategy=BEST_MATCH))
    assert versions(found) == {"own": "1.0", "plain": "2.0"}
    (warning,) = [each for each in found.warnings if "first index" in each]
    assert warning.startswith("plain 2.0 is the highest version of all indexes")
    assert "has 1.0" in warning


def test_pip_is_not_let_have_its_way_unasked(two: Two) -> None:
    with pytest.raises(DependencyError) as raised:
        two.resolve("plain\nown\n", "pip")
    said = str(raised.value)
    assert "pip takes plain 2.0" in said
    assert "has 1.0" in said
    assert "--index-strategy pip" in said
    assert "hunter22" not in said


@BOTH
@pytest.mark.parametrize("text", ["own\nother\n", "own\n", "own==1.0\nother==1.0\n"])
def test_nothing_to_say(two: Two, installer: Installer, text: str) -> None:
    found = two.resolve(text, installer)
    assert not [each for each in found.warnings if "index" in each]


@BOTH
def test_the_same_version_on_both(two: Two, installer: Installer) -> None:
    make_wheel(two.private, "plain", "2.0")
    found = two.resolve("plain\n", installer)
    assert versions(found) == {"plain": "2.0"}
    assert not [each for each in found.warnings if "index" in each]


def test_hashes_decide(two: Two) -> None:
    from hashlib import sha256

    (wheel,) = two.private.glob("plain-*.whl")
    digest = sha256(wheel.read_bytes()).hexdigest()
    found = two.resolve(f"plain==1.0 --hash=sha256:{digest}\n", "uv")
    assert found.warnings == ()


def test_one_index_is_asked_once(two: Two, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr("fxpack.pack.resolve.order_warnings", refuse)
    monkeypatch.setattr("fxpack.pack.resolve.check_first", refuse)
    for network in (
        Network(two.network.index_url),
        Network(two.network.index_url, (two.network.index_url or "",)),
    ):
        assert versions(two.resolve("plain\n", "uv", network)) == {"plain": "2.0"}


def test_the_order_is_part_of_what_is_kept(two: Two) -> None:
    assert versions(two.resolve("plain\n", "uv")) == {"plain": "1.0"}
    asks_all = two.network._replace(strategy=BEST_MATCH)
    assert versions(two.resolve("plain\n", "uv", asks_all)) == {"plain": "2.0"}
    first = two.network._replace(strategy=FIRST_INDEX)
    assert versions(two.resolve("plain\n", "uv", first)) == {"plain": "1.0"}


def test_settings_of_uv_choose_the_order(two: Two) -> None:
    app = two.folder / "app"
    app.mkdir()
    (app / "pyproject.toml").write_text('[tool.uv]\nindex-strategy = "unsafe-best-match"\n')
    assert versions(two.resolve("plain\n", "uv")) == {"plain": "2.0"}
