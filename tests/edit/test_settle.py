"""What holds for every fix: it settles, it makes nothing worse, and it is all or nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib import import_module

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fxpack.edit.apply import apart, apply
from fxpack.errors import RuleCrash
from fxpack.model import Diagnostic, Edit, Fix, Location, Project
from fxpack.settings import Settings
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
    first, over, beside, same, put, end = (
        fix(Edit("a", 1, 3, b"x")),
        fix(Edit("a", 2, 4, b"y")),
        fix(Edit("a", 3, 5, b"z")),
        fix(Edit("a", 1, 3, b"x"), Edit("b", 0, 0, b"")),
        fix(Edit("a", 3, 3, b"where?")),
        fix(Edit("a", 6, 6, b"end")),
    )
    assert list(apart([first, over, beside, same, put, end])) == [first, beside, same, end]


@given(st.binary(max_size=30), st.data())
def test_edits_apart_give_the_same_in_any_order(content: bytes, data: st.DataObject) -> None:
    size = len(content)
    offsets = st.integers(0, size)
    edits = data.draw(st.lists(st.tuples(offsets, offsets, st.binary(max_size=3)), max_size=6))
    chosen = list(apart(fix(Edit("a", min(a, b), max(a, b), new)) for a, b, new in edits))
    assert apply({"a": content}, chosen) == apply({"a": content}, reversed(chosen))


class Adding:
    """A fixer of FX405 that does not help."""

    def fixes(self, project: Project, found: Sequence[Diagnostic]) -> Iterator[Fix]:
        end = len(project.files["requirements.txt"])
        edit = Edit("requirements.txt", end, end, b"# fixed\n")
        yield Fix("FX405", tuple(each.location for each in found), "safe", "say so", (edit,))


def test_what_does_not_help_is_done_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fxpack.edit.import_module", lambda _: Adding())
    done = settled({"requirements.txt": "azure-functions\nazure-functions-worker\n"})
    assert (len(done.applied), done.rounds) == (1, 1)


def test_an_error_that_another_one_hid() -> None:
    """Beyond the name that no binding has lies an annotation that the worker refuses as well."""
    config = """{"scriptFile": "__init__.py", "bindings": [
      {"name": "req", "type": "httpTrigger", "direction": "in"},
      {"name": "msg", "type": "queue", "direction": "out", "queueName": "q"}]}"""
    script = "import azure.functions as func\n\n\ndef main(req, Msg: int):\n    pass\n"
    done = settled({"f/function.json": config, "f/__init__.py": script})
    assert done.refused == ()
    assert [each.code for each in done.seen.diagnostics if each.severity == "error"] == ["FX224"]


class Breaking:
    """A fixer that writes what it should not."""

    def __init__(self, new: bytes) -> None:
        self.new = new

    def fixes(self, project: Project, found: Sequence[Diagnostic]) -> Iterator[Fix]:
        for each in found:
            edit = Edit("f/__init__.py", 0, len(project.files["f/__init__.py"]), self.new)
            yield Fix(each.code, (each.location,), "safe", "break it", (edit,))


@pytest.mark.parametrize(
    ("new", "why"),
    [(b"def main(", ("FX206",)), (b"def main(req, more): pass\n", ("FX211",))],
)
def test_what_makes_it_worse_is_taken_back(
    new: bytes, why: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "fxpack.edit.import_module",
        lambda name: Breaking(new) if "fx404" in name else import_module(name),
    )
    lines = "azure-functions-worker\nsix\n"
    done = settled({"requirements.txt": lines})
    assert [(each.fix.title, each.why) for each in done.refused] == [("break it", why)]
    assert [each.title for each in done.applied] == ["take azure-functions-worker out"]
    assert done.changed == {"requirements.txt": b"six\n"}


def test_what_helps_nothing_must_bring_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where the other fixes mend as many findings as it brings."""

    class Doubling:
        def fixes(self, project: Project, found: Sequence[Diagnostic]) -> Iterator[Fix]:
            end = len(project.files["requirements.txt"])
            edit = Edit("requirements.txt", end, end, b"six==1.0\n")
            yield Fix("FX404", tuple(each.location for each in found), "safe", "double", (edit,))

    monkeypatch.setattr(
        "fxpack.edit.import_module",
        lambda name: Doubling() if "fx404" in name else import_module(name),
    )
    done = settled({"requirements.txt": "azure-functions-worker\nsix\n"})
    assert [(each.fix.title, each.why) for each in done.refused] == [("double", ("FX410",))]
    assert done.changed == {"requirements.txt": b"six\n"}


def test_a_file_that_nothing_loads_must_still_parse(monkeypatch: pytest.MonkeyPatch) -> None:
    class Elsewhere:
        def fixes(self, project: Project, found: Sequence[Diagnostic]) -> Iterator[Fix]:
            yield fix(Edit("tool.py", 0, 0, b"def "), Edit("a.json", 0, 1, b""))

    monkeypatch.setattr("fxpack.edit.import_module", lambda _: Elsewhere())
    app = {"requirements.txt": "azure-functions-worker\n", "tool.py": "x = 1\n", "a.json": "{}"}
    done = settled(app)
    assert (done.changed, [each.why for each in done.refused]) == ({}, [("FX101", "FX206")])


def test_nothing_is_traded_for_what_nobody_asked_about(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fxpack.edit.import_module", lambda _: Breaking(b"def main(): pass\n"))
    app = {"requirements.txt": "azure-functions-worker\n"}
    done = settled(app, settings=Settings(select=("FX405",)))
    assert [each.why for each in done.refused] == [("FX212",)]


def test_a_bug_in_a_fixer_names_the_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fxpack.edit.import_module", lambda _: None)
    with pytest.raises(RuleCrash, match="FX405 crashed"):
        settled({"requirements.txt": "azure-functions-worker\n"})
