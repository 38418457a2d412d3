"""A file changes in one step or not at all, and nothing stays beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from fxpack.atomic import replacing


def test_replaced(tmp_path: Path) -> None:
    target = tmp_path / "file"
    target.write_text("old")
    with replacing(str(target)) as beside:
        Path(beside).write_text("new")
        assert target.read_text() == "old"
    assert target.read_text() == "new"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_nothing_stays(error: BaseException, tmp_path: Path) -> None:
    target = tmp_path / "file"
    target.write_text("old")

    def fail() -> None:
        with replacing(str(target)) as beside:
            Path(beside).write_text("ne")
            raise error

    with pytest.raises(type(error)):
        fail()
    assert target.read_text() == "old"
    assert list(tmp_path.iterdir()) == [target]


def test_written_elsewhere(tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    with replacing(str(tmp_path / "file"), folder=str(tmp_path / "new")) as beside:
        assert Path(beside).parent == tmp_path / "new"
        Path(beside).write_text("new")
    assert (tmp_path / "file").read_text() == "new"
    assert list((tmp_path / "new").iterdir()) == []


def test_several_at_once_do_not_meet(tmp_path: Path) -> None:
    target = str(tmp_path / "file")
    with replacing(target) as one, replacing(target) as two:
        assert one != two
        Path(one).write_text("one")
        Path(two).write_text("two")


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with (
        pytest.raises(OSError, match="No such file"),
        replacing(str(tmp_path / "no/file")) as beside,
    ):
        Path(beside).touch()
