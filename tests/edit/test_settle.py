"""What holds for every fix: it settles, it makes nothing worse, and it is all or nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib import import_module

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fxpack.edit.apply import apart, apply
from fxpack.model import Diagnostic, Edit, Fix, Location, Project
from tests.edit.fixing import settled

HERE = (Location("a"),)


def fix(*edits: Edit, code: str = "FX405") -> Fix:
    return Fix(code, HERE, "safe", "do it", edits)


@pytest.mark.parametrize(
    ("edits", "after"),
    [
        ([Edit("a", 0, 0, b"x")], b"xhello"),
        ([Edit("a", 5, 5, b"x"), Edit("a", 0, 1, b"j")], b"jellox"),
        ([Edit("a", 1, 4, b"")], b"ho"),
    ],
)
def test_edits_are_put_in_their_places(edits: list[Edit], after: bytes) -> None:
    assert apply({"a": b"hello"}, [fix(*edits)]) == {"a": after}


def test_a_file_is_made() -> None:
    assert apply({}, [fix(Edit("b/__init__.py", 0, 0, b""))]) == {"b/__init__.py": b""}


def test_what_overlaps_waits() -> None:
    first, over, beside, same = (
        fix(Edit("a", 1, 3, b"x")),
        fix(Edit("a", 2, 4, b"y")),
        fix(Edit("a", 4, 5, b"z")),
        fix(Edit("a", 1, 3, b"x"), Edit("b", 0, 0, b"")),
    )
    assert list(apart([first, over, beside, same])) == [first, beside, same]


@given(st.binary(max_size=30), st.data())
def test_edits_apart_give_the_same_in_any_order(content: bytes, data: st.DataObject) -> None:
    size = len(content)
    offsets = st.integers(0, size)
    edits = data.draw(st.lists(st.tuples(offsets, offsets, st.binary(max_size=3)), max_size=6))
    chosen = list(apart(fix(Edit("a", min(a, b), max(a, b), new)) for a, b, new in edits))
    assert apply({"a": content}, chosen) == apply({"a": content}, reversed(chosen))


class Breaking:
    """A fixer that writes what it should not."""

    def __init__(self, new: bytes) -> None:
        self.new = new

    def fixes(self, project: Project, found: Sequence[Diagnostic]) -> Iterator[Fix]:
        for each in found:
            edit = Edit("f/__init__.py", 0, len(project.files["f/__init__.py"]), self.new)
            yield Fix(each.code, (each.location,), "safe", "break it", (edit,))


@pytest.mark.parametrize("new", [b"def main(", b"def main(req, more): pass\n"])
def test_what_makes_it_worse_is_taken_back(new: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "fxpack.edit.import_module",
        lambda name: Breaking(new) if "fx404" in name else import_module(name),
    )
    lines = "azure-functions-worker\nsix\n"
    done = settled({"requirements.txt": lines})
    assert [each.title for each in done.refused] == ["break it"]
    assert [each.title for each in done.applied] == ["take azure-functions-worker out"]
    assert done.changed == {"requirements.txt": b"six\n"}
