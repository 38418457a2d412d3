"""The reader of host.json."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from fxpack.model import Location
from fxpack.read.host import read_host


class Unreadable(Mapping[str, bytes]):
    """A tree whose files have vanished since they were listed."""

    def __getitem__(self, path: str) -> bytes:
        raise FileNotFoundError(2, "No such file or directory")

    def __iter__(self) -> Iterator[str]:
        return iter(["host.json"])

    def __len__(self) -> int:
        return 1

    def __contains__(self, path: object) -> bool:
        return path == "host.json"


def test_absent() -> None:
    assert read_host({"f/host.json": b"{}", "Host.json": b"{}"}) is None


def test_read_as_the_host_reads() -> None:
    text = '\ufeff{"version": "2.0", /* since 2018 */ "functions": ["f",],}'
    host = read_host({"host.json": text.encode()})
    assert host is not None
    assert host.members == {"version": "2.0", "functions": ["f"]}
    assert host.problems == ()


def test_what_is_not_json_is_a_problem() -> None:
    host = read_host({"host.json": b'{"version": "2.0"'})
    assert host is not None
    assert host.value is None
    assert [problem.kind for problem in host.problems] == ["host-json-syntax"]


def test_what_cannot_be_read_is_a_problem() -> None:
    host = read_host(Unreadable())
    assert host is not None
    (problem,) = host.problems
    assert problem.at == Location(path="host.json")
    assert problem.detail == {"reason": "cannot be read: No such file or directory"}
