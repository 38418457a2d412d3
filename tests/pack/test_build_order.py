"""Which sources are built before which."""

from __future__ import annotations

from pathlib import Path

import pytest

from fxpack.pack.build_order import Source, batches
from tests.wheels import make_sdist

PROJECT = "[build-system]\nrequires = {requires!r}\n"


def source(folder: Path, name: str, *requires: str) -> Source:
    """Of every other name an sdist, of the rest a folder."""
    text = PROJECT.format(requires=list(requires))
    if len(name) % 2:
        return Source(f"{name} 1.0", make_sdist(folder, name, files={"pyproject.toml": text}))
    (folder / name).mkdir()
    (folder / name / "pyproject.toml").write_text(text)
    return Source(name, str(folder / name))


@pytest.mark.parametrize(
    ("needs", "expected"),
    [
        ({"a": (), "b": ()}, [["a", "b"]]),
        ({"a": ("b>=1; python_version > '3'",), "b": ("setuptools",)}, [["b"], ["a"]]),
        ({"aa": ("B_b[x]",), "b.b": ("ccc",), "ccc": ()}, [["ccc"], ["b.b"], ["aa"]]),
        ({"a": ("b", "cc"), "b": ("cc",), "cc": (), "d": ()}, [["cc", "d"], ["b"], ["a"]]),
        ({"a": ("b",), "b": ("a",)}, [["a", "b"]]),
        ({"a": ("no requirement at all",), "b": ()}, [["a", "b"]]),
    ],
)
def test_order(
    needs: dict[str, tuple[str, ...]], expected: list[list[str]], tmp_path: Path
) -> None:
    sources = [source(tmp_path, name, *requires) for name, requires in needs.items()]
    found = [[each.name.partition(" ")[0] for each in batch] for batch in batches(sources)]
    assert found == expected


@pytest.mark.parametrize("content", [b"", b"\xff", b"[build-system", b"build-system = 1\n"])
def test_what_cannot_be_read_needs_nothing(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_bytes(content)
    (tmp_path / "broken.tar.gz").write_bytes(content)
    for path in (tmp_path, tmp_path / "broken.tar.gz", tmp_path / "none"):
        one = Source("x", str(path))
        assert list(batches([one])) == [[one]]
