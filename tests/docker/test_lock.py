"""`fxpack lock --in docker`: pip-tools resolves in a container of the target."""

from __future__ import annotations

import pytest

from tests.cli.builds import assert_clear, snapshot
from tests.cli.conftest import Ran
from tests.cli.locks import SETS, Bench
from tests.docker.conftest import ONLINE_VARIABLES, PLATFORM
from tests.wheels import make_source, source_tree

NATIVE = "--no-binary psycopg2\npsycopg2==2.9.10\n"


SIMPLE = {"nothing", "the newest", "a range", "pinned", "asked for twice"}
OTHERS = [name for name in SETS if name not in SIMPLE]


@pytest.mark.parametrize(("text", "expected"), [SETS[name] for name in OTHERS], ids=OTHERS)
def test_the_same_lock_as_on_this_machine(
    bench: Bench, inside: list[str], text: str, expected: str
) -> None:
    bench.furnish(text)
    before = snapshot(bench.app)
    assert bench.locked(*inside) == expected
    after = snapshot(bench.app)
    assert after.keys() - before.keys() == {"requirements.txt"}
    # On this machine uv has nothing to change.
    assert bench.lock("--python", PLATFORM.version, "--engine", "uv").code == 0
    assert snapshot(bench.app) == after


def test_a_folder_that_only_its_backend_knows(bench: Bench, inside: list[str]) -> None:
    wrote = "open('left-behind', 'w').close()"
    tree = source_tree("own", requires=["plain<2"], dynamic=True, backend=wrote)
    make_source(bench.app / "own", tree)
    bench.write("./own\n")
    before = snapshot(bench.app / "own")
    said = bench.locked(*inside)
    assert said == "./own\n    # via -r requirements.in\nplain==1.5\n    # via own\n"
    assert snapshot(bench.app / "own") == before


def _of_pypi(bench: Bench, *options: str) -> Ran:
    return bench.run("lock", "app", *options, **{**bench.variables(), **ONLINE_VARIABLES})


def test_metadata_that_need_the_targets_libraries(bench: Bench, inside: list[str]) -> None:
    bench.write(NATIVE)
    ran = _of_pypi(bench, *inside, "--build-deps", "libpq-dev")
    assert ran.code == 0, ran
    assert "\npsycopg2==2.9.10 \\\n    --hash=sha256:" in bench.text()


def test_metadata_without_those_libraries(bench: Bench, inside: list[str]) -> None:
    bench.write(NATIVE)
    lock = bench.write("psycopg2==2.9.9\n", "requirements.txt")
    ran = _of_pypi(bench, *inside)
    assert ran.code == 4, ran
    [message] = [line for line in ran.err.splitlines() if line.startswith("fxpack: error: ")]
    assert "Error: pg_config executable not found" in message
    assert "--build-deps" in message
    assert "Traceback" not in ran.err
    assert lock.read_text() == "psycopg2==2.9.9\n"


def test_no_engine(bench: Bench, inside: list[str]) -> None:
    bench.write("plain\n")
    nowhere = {"DOCKER_HOST": f"unix://{bench.folder}/no.sock"}
    assert_clear(bench.lock(*inside, variables=nowhere), 4, "there is no Docker at unix://")
    assert not (bench.app / "requirements.txt").exists()
