"""`fxpack lock` as its user calls it, with wheels and sdists of this disk and both engines."""

from __future__ import annotations

import re
import stat
import tomllib
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

import pytest

from tests.cli.builds import assert_clear, snapshot
from tests.cli.conftest import Fxpack, Ran
from tests.cli.locks import HERE, SETS, Bench
from tests.conftest import Indexes
from tests.wheels import make_sdist, make_source, make_wheel, source_tree

ENGINES = ("uv", "pip-tools")


@pytest.fixture
def bench(tmp_path: Path, root: Path, fxpack: Fxpack) -> Bench:
    return Bench(tmp_path, fxpack)


def digest(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()


# -- one form, whichever engine -------------------------------------------------------------------


@pytest.mark.parametrize("engine", ENGINES)
def test_folder_that_only_its_backend_knows(bench: Bench, engine: str) -> None:
    wrote = "open('left-behind', 'w').close()"
    tree = source_tree("own", requires=["plain<2"], dynamic=True, backend=wrote)
    make_source(bench.app / "own", tree)
    bench.write("./own\n")
    before = snapshot(bench.app / "own")

    said = bench.locked("--engine", engine)

    assert said == "./own\n    # via -r requirements.in\nplain==1.5\n    # via own\n"
    assert snapshot(bench.app / "own") == before


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(("text", "expected"), SETS.values(), ids=list(SETS))
def test_the_same_lock_from_both(bench: Bench, engine: str, text: str, expected: str) -> None:
    bench.furnish(text)
    assert bench.locked("--engine", engine) == expected
    # once more, it has nothing to change
    before = snapshot(bench.app)
    assert bench.lock("--engine", "uv").code == 0
    assert snapshot(bench.app) == before


def test_pip_tools_once_more(bench: Bench) -> None:
    bench.write("srcy\nrich[more]\n")
    bench.locked("--engine", "pip-tools")
    before = snapshot(bench.app)
    assert bench.lock("--engine", "pip-tools").code == 0
    assert snapshot(bench.app) == before


def test_the_file(bench: Bench) -> None:
    bench.write("needy\n")
    ran = bench.lock("--python", HERE)
    assert ran.code == 0, ran
    needy, plain = (
        digest(bench.wheels / f"{each}-py3-none-any.whl") for each in ("needy-1.0", "plain-1.5")
    )
    assert bench.text() == (
        f"# Made by `fxpack lock` for Python {HERE} on Linux x86_64. To make it anew:\n"
        f"#     fxpack lock --python {HERE}\n"
        "\n"
        "needy==1.0 \\\n"
        f"    --hash=sha256:{needy}\n"
        "    # via -r requirements.in\n"
        "plain==1.5 \\\n"
        f"    --hash=sha256:{plain}\n"
        "    # via needy\n"
    )
    assert ran.out.splitlines()[1:] == ["  + needy 1.0", "  + plain 1.5"]


def test_all_files_of_a_version_are_listed(bench: Bench) -> None:
    make_wheel(bench.wheels, "both", tag="cp38-abi3-manylinux_2_17_x86_64")
    make_wheel(bench.wheels, "both", tag="cp38-abi3-win_amd64")
    make_sdist(bench.wheels, "both")
    bench.write("both\n")
    texts = set()
    for engine in ENGINES:
        (bench.app / "requirements.txt").unlink(missing_ok=True)
        bench.locked("--engine", engine)
        texts.add(bench.text())
    assert len(texts) == 1
    assert set(re.findall(r"sha256:(\w+)", texts.pop())) == {
        digest(path) for path in bench.wheels.glob("both*")
    }


# -- what is kept ---------------------------------------------------------------------------------

KEPT = {
    "what fits": ("plain\n", "plain==1.0\n", [], "1.0"),
    "not what does not fit": ("plain>1\n", "plain==1.0\n", [], "2.0"),
    "not what is gone": ("plain\n", "plain==1.7\n", [], "2.0"),
    "nothing": ("plain\n", "plain==1.0\n", ["--upgrade"], "2.0"),
    "not this one": ("plain\n", "plain==1.0\n", ["-P", "Plain"], "2.0"),
    "all but another": ("plain\nneedy\n", "plain==1.0\n", ["-P", "needy"], "1.0"),
}


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(("text", "before", "options", "version"), KEPT.values(), ids=list(KEPT))
def test_what_is_kept(
    bench: Bench, engine: str, text: str, before: str, options: list[str], version: str
) -> None:
    bench.write(text)
    bench.write(before, "requirements.txt")
    assert f"plain=={version} \\\n" in bench.locked("--engine", engine, *options)


def test_a_name_that_is_not_there(bench: Bench) -> None:
    bench.write("plain\n")
    assert_clear(bench.lock("-P", "plian"), 2, "--upgrade-package", "plian")


# -- where it is from -----------------------------------------------------------------------------

PROJECT = """
[project]
name = "Shop"
version = "1.0"
dependencies = ["needy"]

[project.optional-dependencies]
all = ["shop[tools]"]
tools = ["rich"]

[dependency-groups]
prod = [{ include-group = "base" }]
base = ["picky"]
odd = [{ include-group = "odd" }]
"""


@pytest.mark.parametrize("engine", ENGINES)
def test_a_project(bench: Bench, engine: str) -> None:
    bench.write(PROJECT, "pyproject.toml")
    assert bench.locked("--engine", engine) == (
        "needy==1.0 \\\n    # via Shop (pyproject.toml)\nplain==1.5 \\\n    # via needy\n"
    )
    found = bench.locked("--engine", engine, "--extra", "all")
    assert "rich==1.0 \\\n    # via Shop[all] (pyproject.toml)\n" in found
    assert "#     fxpack lock --extra all\n" in bench.text()


def test_a_group(bench: Bench) -> None:
    bench.write(PROJECT.replace('"needy"', ""), "pyproject.toml")
    assert bench.locked("--group", "prod") == (
        "picky==1.0 \\\n    # via Shop (pyproject.toml:prod)\nplain==2.0 \\\n    # via picky\n"
    )


WRONG = {
    "no source": ({}, [], 2, ["requirements.in", "[project]"]),
    "only requirements.txt": ({"requirements.txt": "plain\n"}, [], 2, ["fxpack lock --in-place"]),
    "no requirements.txt": ({}, ["--in-place"], 2, ["--in-place"]),
    "in place elsewhere": ({}, ["--in-place", "-o", "x.txt"], 2, ["--output"]),
    "in place with groups": (
        {"requirements.txt": "plain\n"}, ["--in-place", "--group", "prod"], 2, ["groups"],
    ),
    "no such group": ({"pyproject.toml": PROJECT}, ["--group", "x"], 2, ["base, odd, prod"]),
    "no such extra": ({"pyproject.toml": PROJECT}, ["--extra", "x"], 2, ["all, tools"]),
    "a group in itself": ({"pyproject.toml": PROJECT}, ["--group", "odd"], 3, ["odd", "itself"]),
    "dynamic": (
        {"pyproject.toml": '[project]\nname = "x"\ndynamic = ["dependencies"]\n'}, [], 3,
        ["dynamic"],
    ),
    "poetry": ({"pyproject.toml": "[tool.poetry.dependencies]\n"}, [], 2, ["poetry lock"]),
    "written by hand": (
        {"requirements.in": "plain\n", "requirements.txt": "needy>=1\n"}, [], 2,
        ["needy>=1", "--in-place"],
    ),
    "not a requirement": ({"requirements.in": "plain\n= 1\n"}, [], 3, ["requirements.in:2"]),
    "no such package": ({"requirements.in": "absent\n"}, [], 3, ["absent", "--find-links"]),
    "a conflict": ({"requirements.in": "needy\npicky\n"}, [], 3, ["plain<2", "plain>=2"]),
    "a folder": ({"requirements.in": "plain\n"}, ["-o", "app"], 2, ["app is a folder"]),
    "no folder": ({"requirements.in": "plain\n"}, ["-o", "no/x.txt"], 5, ["no folder"]),
    "an image for no container": (
        {"requirements.in": "plain\n"}, ["--image", "x"], 2, ["--image", "--in docker"],
    ),
    "packages for no container": (
        {"requirements.in": "plain\n"}, ["--build-deps", "x"], 2, ["--build-deps", "--in docker"],
    ),
    "uv in a container": (
        {"requirements.in": "plain\n"}, ["--in", "docker"], 2, ["--engine uv", "--in"],
    ),
    "another Python": (
        {"requirements.in": "plain\n"}, ["--engine", "pip-tools", "--python", "3.10"], 2,
        ["--engine uv"],
    ),
    "offline with pip-tools": (
        {"requirements.in": "plain\n"}, ["--engine", "pip-tools", "--offline"], 2, ["--engine uv"],
    ),
    "a repository of this machine": (
        {"requirements.in": "x @ git+file:///nowhere/x\n"}, [], 3, ["requirements.in:1"],
    ),
    "a folder of this machine": (
        {"requirements.in": "x @ file:///nowhere/x\n"}, [], 3, ["requirements.in:1", "this machine"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("files", "options", "code", "words"), WRONG.values(), ids=list(WRONG))
def test_what_is_wrong(
    bench: Bench, files: Mapping[str, str], options: list[str], code: int, words: list[str]
) -> None:
    for path, text in files.items():
        bench.write(text, path)
    before = snapshot(bench.app)
    assert_clear(bench.lock("--engine", "uv", *options), code, *words)
    assert snapshot(bench.app) == before


FAILS = {
    "no such package": ("absent\n", 3, ["absent", "check the name"]),
    "no such version": ("plain==9\n", 3, ["plain==9", "1.0, 1.5, 2.0"]),
    "a conflict": (
        "needy\npicky\n", 3, ["needy-1.0-py3-none-any.whl needs plain<2", "change one"],
    ),
    "what cannot be built": ("broken\n", 4, ["broken", "no compiler: choose", "wheel"]),
}  # fmt: skip


@pytest.mark.parametrize(("text", "code", "words"), FAILS.values(), ids=list(FAILS))
def test_what_pip_tools_cannot(bench: Bench, text: str, code: int, words: list[str]) -> None:
    make_sdist(bench.wheels, "broken", dynamic=True, backend='raise SystemExit("no compiler")')
    bench.write(text)
    ran = bench.lock("--engine", "pip-tools")
    # Of a build what its backend wrote follows.
    message, *lines = ran.err.partition("fxpack: error: ")[2].splitlines()
    error = f"fxpack: error: {message}"
    assert_clear(Ran(ran.code, ran.out, error), code, "requirements.in", *words)
    assert any("no compiler" in line for line in lines) == (code == 4)
    assert str(bench.folder / "cache") not in ran.err


def test_offline_without_a_cache(bench: Bench) -> None:
    bench.write("plain\n")
    variables = {"UV_DEFAULT_INDEX": "http://127.0.0.1:9/simple"}
    bench.wheels = bench.folder / "empty"
    ran = bench.run("lock", "app", "--offline", **variables, UV_CACHE_DIR=str(bench.folder / "uv"))
    assert_clear(ran, 3, "plain", "--offline")


# -- in place -------------------------------------------------------------------------------------


@pytest.mark.parametrize("engine", ENGINES)
def test_in_place(bench: Bench, engine: str) -> None:
    bench.write("needy\n", "requirements.txt")
    first = "needy==1.0 \\\n    # via -r requirements.txt\nplain==1.5 \\\n    # via needy\n"
    assert bench.locked("--in-place", "--engine", engine) == first
    assert bench.locked("--in-place", "--engine", engine) == first
    # what was added is found, what is needed no more goes
    bench.write(f"{bench.text()}rich\n", "requirements.txt")
    assert "rich==1.0 \\\n    # via -r requirements.txt\n" in bench.locked("--in-place")
    text = bench.text()
    bench.write(text[: text.index("needy==")] + text[text.index("plain==") :], "requirements.txt")
    assert bench.locked("--in-place") == "rich==1.0 \\\n    # via -r requirements.txt\n"


# -- check and diff -------------------------------------------------------------------------------


def test_check(bench: Bench) -> None:
    bench.write("plain==1.0\n")
    ran = bench.lock("--check")
    assert ran.code == 1, ran
    assert "requirements.txt is stale" in ran.err
    assert not (bench.app / "requirements.txt").exists()
    assert bench.lock().code == 0
    assert bench.lock("--check").code == 0
    bench.write("plain==1.5\n")
    before = snapshot(bench.app)
    ran = bench.lock("--check")
    assert (ran.code, ran.out.splitlines()[1:]) == (1, ["  ~ plain 1.0 → 1.5"])
    assert snapshot(bench.app) == before


def test_a_newer_version_makes_no_lock_stale(bench: Bench) -> None:
    bench.write("plain\n")
    bench.locked()
    make_wheel(bench.wheels, "plain", "3.0")
    make_wheel(bench.wheels, "plain", "2.0", tag="py2-none-any")
    for engine in ENGINES:
        assert bench.lock("--check", "--engine", engine).code == 0
    assert bench.lock("--check", "--upgrade").code == 1


def test_a_lock_of_pip_compile_is_one(bench: Bench) -> None:
    bench.write("plain\n")
    bench.locked()
    text = "\n".join(["#", "# This file is autogenerated", "#", *bench.text().splitlines()[2:], ""])
    bench.write(text, "requirements.txt")
    assert bench.lock("--check").code == 0


def test_diff(bench: Bench) -> None:
    bench.write("plain==1.0\n")
    bench.locked()
    bench.write("plain==1.5\n")
    before = snapshot(bench.app)
    ran = bench.lock("--diff")
    assert ran.code == 0
    assert "-plain==1.0 \\\n" in ran.out
    assert "+plain==1.5 \\\n" in ran.out
    assert "+++ b/app/requirements.txt\n" in ran.out
    assert bench.lock("--diff", "--check").code == 1
    assert snapshot(bench.app) == before


# -- the file -------------------------------------------------------------------------------------

FORMS = {
    "of Windows": b"plain==1.0\r\nneedy==1.0\r\n",
    "with a mark": b"\xef\xbb\xbfplain==1.0\n",
    "UTF-16": "\ufeffplain==1.0\r\nneedy==1.0\r\n".encode("utf-16-le"),
}


@pytest.mark.parametrize("data", FORMS.values(), ids=list(FORMS))
def test_the_form_of_a_file_stays(bench: Bench, data: bytes) -> None:
    bench.write("plain\n")
    target = bench.write(data, "requirements.txt")
    target.chmod(0o640)
    assert bench.lock().code == 0
    found = target.read_bytes()
    encoding = "utf-16" if data.startswith(b"\xff\xfe") else "utf-8-sig"
    text = found.decode(encoding)
    assert "plain==1.0 \\" in text
    assert found[:2] == data[:2] or not data.startswith((b"\xef", b"\xff"))
    assert ("\r\n" in text) == (b"\r" in data)
    assert stat.S_IMODE(target.stat().st_mode) == 0o640
    assert bench.lock("--check").code == 0


def test_another_file(bench: Bench) -> None:
    bench.write("plain\n")
    assert bench.lock("--output", "app/locked.txt").code == 0
    assert "plain==2.0" in (bench.app / "locked.txt").read_text()
    assert not (bench.app / "requirements.txt").exists()


# -- pylock.toml ----------------------------------------------------------------------------------


def test_pylock(bench: Bench) -> None:
    from packaging.pylock import Pylock

    bench.write("--find-links own\nown\n")
    make_wheel(bench.app / "own", "own")
    assert bench.lock("--pylock").code == 0
    text = (bench.app / "pylock.toml").read_text()
    found = Pylock.from_dict(tomllib.loads(text))
    assert [(each.name, str(each.version)) for each in found.packages] == [("own", "1.0")]
    assert 'path = "./own/own-1.0-py3-none-any.whl"' in text
    assert bench.lock("--pylock", "--check").code == 0
    (bench.app / "pylock.toml").write_text("")
    assert bench.lock("--pylock", "--check").code == 1
    bench.write("plain\n")
    assert_clear(bench.lock("--pylock"), 3, "--pylock", "this machine alone")


# -- build --locked -------------------------------------------------------------------------------

LOCKED = {
    "unpinned": ({"requirements.txt": "plain\n"}, ["requirements.txt:1", "version", "--in-place"]),
    "without hashes": ({"requirements.txt": "plain==1.0\n"}, ["plain has no hash", "--in-place"]),
    "no lock": (
        {"pyproject.toml": '[project]\nname = "x"\nversion = "1"\ndependencies = ["plain"]\n'},
        ["pyproject.toml", "`fxpack lock`"],
    ),
}


@pytest.mark.parametrize("mode", ["--local", "--remote"])
@pytest.mark.parametrize(("files", "words"), LOCKED.values(), ids=list(LOCKED))
def test_what_is_not_locked_is_not_built(
    bench: Bench, mode: str, files: Mapping[str, str], words: list[str]
) -> None:
    for path, text in files.items():
        bench.write(text, path)
    ran = bench.call("build", "--locked", "--no-lint", mode, "-o", "app.zip")
    assert_clear(ran, 3, "--locked", *words)


STALE = {
    "more": ("needy\nrich\n", ["rich is not in it"]),
    "less": ("plain<2\n", ["needy is in it, and nothing asks for it"]),
    "other versions": ("needy\nplain<1.5\n", ["plain<1.5 is wanted, and it has 1.5"]),
    "a constraint": ("-c limits.txt\nneedy\n", ["plain<1.5 is wanted"]),
    "a URL": ("needy\n./own/own-1.0-py3-none-any.whl\n", ["own-1.0-py3-none-any.whl is not in it"]),
}


@pytest.mark.parametrize("mode", ["--local", "--remote"])
@pytest.mark.parametrize(("text", "words"), STALE.values(), ids=list(STALE))
def test_what_is_stale_is_not_built(bench: Bench, mode: str, text: str, words: list[str]) -> None:
    bench.write("plain<1.5\n", "limits.txt")
    make_wheel(bench.app / "own", "own")
    bench.write("needy\n")
    bench.locked()
    build = ["build", "--locked", "--no-lint", mode, "-o", "app.zip"]
    ran = bench.call(*build)
    assert ran.code == 0, ran
    bench.write(text)
    assert_clear(bench.call(*build), 3, "requirements.txt is stale", "`fxpack lock`", *words)


def test_a_lock_of_a_group_is_compared_with_it(bench: Bench) -> None:
    bench.write(PROJECT.replace('"needy"', ""), "pyproject.toml")
    bench.locked("--group", "prod")
    build = ["build", "--locked", "--no-lint", "--remote", "-o", "app.zip"]
    assert bench.call(*build).code == 0
    bench.write(PROJECT.replace('"needy"', "").replace("prod", "other"), "pyproject.toml")
    assert_clear(bench.call(*build), 3, "stale", '"prod"', "`fxpack lock --group prod`")


def test_locked_for_another_python(bench: Bench) -> None:
    bench.write("plain\n")
    bench.locked("--engine", "uv")
    ran = bench.call("build", "--locked", "--no-lint", "--python", "3.10", "-o", "app.zip")
    assert_clear(ran, 3, f"made for Python {HERE}", "3.10")


def test_a_build_of_what_it_finds_needs_no_lock(bench: Bench) -> None:
    assert_clear(bench.call("build", "--no-build", "--locked"), 2, "--locked")


# -- nothing of the machine -----------------------------------------------------------------------


def test_no_credentials(bench: Bench) -> None:
    bench.write(
        "--extra-index-url https://me:hunter22@private.example/simple\n"
        "--index-url https://${WHO}@other.example/simple\n"
        "--no-index\n"
        "plain==1.0\n"
    )
    ran = bench.lock("--engine", "uv", variables={"WHO": "swordfish"})
    assert ran.code == 0, ran
    assert "hunter22" not in ran.out + ran.err + bench.text()
    assert "swordfish" not in ran.out + ran.err + bench.text()
    assert "requirements.in:1: --extra-index-url: its credentials are not in the lock" in ran.err
    assert bench.text().splitlines()[3:6] == [
        "--extra-index-url https://private.example/simple",
        "--index-url https://${WHO}@other.example/simple",
        "--no-index",
    ]


@pytest.mark.parametrize("engine", ENGINES)
def test_an_index_that_asks_for_credentials(bench: Bench, indexes: Indexes, engine: str) -> None:
    index = indexes.real(bench.wheels, user="me", password="p/w hunter22")
    bench.write("needy\n")
    told = bench.variables() | {"PIP_INDEX_URL": index.url}
    ran = bench.run("lock", "app", "--engine", engine, **told)
    assert ran.code == 0, ran
    assert "plain==1.5" in bench.text()
    for secret in ("hunter22", "127.0.0.1"):
        assert secret not in ran.out + ran.err + bench.text()
    ran = bench.run("lock", "app", "--engine", engine, "-U", **told | {"PIP_INDEX_URL": index.bare})
    assert_clear(ran, 3, "credentials")


def test_several_indexes_are_not_mixed(bench: Bench, indexes: Indexes) -> None:
    """What pip would take is the highest version, whoever put it there."""
    own = bench.folder / "own"
    make_wheel(own, "plain", "1.0")
    first, second = indexes.real(own), indexes.real(bench.wheels)
    bench.write("plain\n")
    told = bench.variables() | {"PIP_INDEX_URL": second.url, "PIP_EXTRA_INDEX_URL": first.url}
    ran = bench.run("lock", "app", **told)
    assert ran.code == 0, ran
    assert "by uv" in ran.out
    assert "plain==1.0" in bench.text()
