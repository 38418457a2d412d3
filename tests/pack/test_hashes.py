from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from fxpack.pack.hashes import STRONG, contradiction, digests_of, why_weak


@pytest.mark.parametrize("algorithm", sorted({*STRONG, "md5", "sha1"}))
def test_hashes_are_those_of_hashlib(tmp_path: Path, algorithm: str) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"x" * 3_000_000)
    found = digests_of(str(file), [algorithm])
    assert found[algorithm] == hashlib.new(algorithm, file.read_bytes()).hexdigest()
    assert found["sha256"] == hashlib.sha256(file.read_bytes()).hexdigest()


@pytest.mark.parametrize(
    ("listed", "said"),
    [
        ({}, ""),
        ({"sha256": "AB"}, ""),
        ({"sha256": "cd"}, "sha256 cd was expected, ab found"),
        ({"sha256": "ab", "md5": "12"}, "md5 12 was expected, 34 found"),
        ({"unknown": "ab", "sha256": "ab"}, ""),
    ],
)
def test_every_listed_hash_must_be_the_files(listed: dict[str, str], said: str) -> None:
    assert contradiction(listed, {"sha256": "ab", "md5": "34"}) == said


@pytest.mark.parametrize(
    ("listed", "said"),
    [
        ({}, ""),
        ({"sha256": "ab" * 32}, ""),
        ({"blake2b": "AB" * 64, "md5": "ab" * 16}, ""),
        ({"md5": "ab" * 16}, "it has only md5 hashes, which can be forged"),
        (
            {"sha1": "ab" * 20, "md5": "ab" * 16},
            "it has only md5, sha1 hashes, which can be forged",
        ),
        ({"sha256": "ab"}, '"sha256:ab" is no such hash'),
        ({"sha256": "xy" * 32}, f'"sha256:{"xy" * 32}" is no such hash'),
        ({"sha256": "../" * 21 + "a"}, f'"sha256:{"../" * 21}a" is no such hash'),
    ],
)
def test_what_vouches_for_a_file(listed: dict[str, str], said: str) -> None:
    assert why_weak(listed) == said
