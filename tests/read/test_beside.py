"""What apps are made of outside of their folders; `tests/cli/test_apps.py` has every file that says so."""

from __future__ import annotations

from pathlib import Path
from time import process_time

from fxpack.read.beside import Beside


def test_a_large_workspace_takes_no_time(tmp_path: Path) -> None:
    """Each of its members needs the next one, and all are asked about."""
    count = 200
    lock = "version = 1\n"
    for number in range(count):
        (tmp_path / f"m{number}").mkdir()
        lock += (
            f'[[package]]\nname = "m{number}"\nversion = "1"\nsource = {{ editable = "m{number}" }}\n'
            f'dependencies = [{{ name = "m{(number + 1) % count}" }}]\n'
        )
    (tmp_path / "uv.lock").write_text(lock)
    beside = Beside()
    before = process_time()
    found = {len(beside.of(str(tmp_path / f"m{number}"))) for number in range(count)}
    assert found == {count}
    assert process_time() - before < 5


def test_what_leads_in_a_circle(tmp_path: Path) -> None:
    for name, other in (("a", "../b"), ("b", "../a")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "requirements.txt").write_text(f"-e {other}\n-r requirements.txt\n")
    found = Beside().of(str(tmp_path / "a"))
    assert {str(Path(each).relative_to(tmp_path.resolve())) for each in found} == {
        "a",
        "a/requirements.txt",
        "b",
        "b/requirements.txt",
    }
