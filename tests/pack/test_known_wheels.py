"""The wheels of a lock, for who asks what an app can import."""

from __future__ import annotations

from pathlib import Path

import pytest

from fxpack.app.lint import lint
from fxpack.artifact import Silent
from fxpack.pack.hashes import digests_of
from fxpack.pack.known_wheels import known_wheels
from fxpack.pack.store import Store
from fxpack.platforms import platform_of
from fxpack.settings import Flags
from tests.cli.conftest import write
from tests.wheels import make_wheel

PLATFORM = platform_of((3, 12))
ELSE = "0" * 64


@pytest.fixture
def hashed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Two wheels in the store of this machine: the lines of a lock that lists them."""
    monkeypatch.setenv("FXPACK_CACHE_DIR", str(tmp_path / "cache"))
    lines = {}
    with Store(str(tmp_path / "cache" / "packages"), Silent()) as store:
        for name, requires in (("pkg", ["other"]), ("other", [])):
            files = {f"{name}_module/__init__.py": ""}
            path = make_wheel(tmp_path, name, files=files, requires=requires)
            store.add(str(path))
            digest = digests_of(str(path))["sha256"]
            lines[name] = f"{name}==1.0 --hash=sha256:{ELSE} --hash=sha256:{digest}\n"
    return lines


def locked(root: Path, folder: Path) -> list[str] | None:
    known = known_wheels(str(root), PLATFORM, str(folder / "cache" / "packages"))
    return None if known is None else [name for each in known for name in each.imports]


def test_hashes_lead_to_the_wheels(tmp_path: Path, hashed: dict[str, str]) -> None:
    root = write(tmp_path / "app", {"requirements.txt": hashed["pkg"] + hashed["other"]})
    assert locked(root, tmp_path) == ["other_module", "pkg_module"]


@pytest.mark.parametrize(
    "more", ["gone==1.0\n", f"gone==1.0 --hash=sha256:{ELSE}\n", "-r gone.txt\n"]
)
def test_all_or_nothing(more: str, tmp_path: Path, hashed: dict[str, str]) -> None:
    root = write(tmp_path / "app", {"requirements.txt": hashed["pkg"] + more})
    assert locked(root, tmp_path) is None


def test_nothing_without_a_store_or_requirements(tmp_path: Path, hashed: dict[str, str]) -> None:
    root = write(tmp_path / "app", {"requirements.txt (absent)": ""})
    assert locked(root, tmp_path) is None
    assert known_wheels(str(root), PLATFORM, str(tmp_path / "nowhere")) is None


def test_lint_asks_them(tmp_path: Path, hashed: dict[str, str]) -> None:
    script = (
        "import other_module\nimport pkg_module\nimport yaml\ndef main(req) -> str: return ''\n"
    )
    lines = hashed["pkg"] + hashed["other"]
    root = write(tmp_path / "app", {"requirements.txt": lines, "f/__init__.py": script})
    (root / ".git").mkdir()
    found = lint([str(root)], Flags(python=(3, 12)), str(root)).report.diagnostics
    assert [(each.code, each.location.line) for each in found] == [("FX312", 3)]
