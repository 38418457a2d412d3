"""`fxpack build A B C`: side by side, said in turn, each as if it were alone."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from fxpack.schema import load
from tests.cli.builds import Builder, snapshot
from tests.cli.conftest import Fxpack, write
from tests.cli.test_build import BROKEN, HANDLER
from tests.cli.test_build_ended import children, runs
from tests.conftest import Indexes
from tests.index import Fault
from tests.wheels import make_wheel


@pytest.fixture
def wheels(tmp_path: Path) -> Path:
    folder = tmp_path / "wheels"
    folder.mkdir()
    for name in ("one", "two", "three"):
        make_wheel(folder, name, files={f"{name}.py": "x = 1\n" * 5000}, requires=["all"])
    make_wheel(folder, "all", files={f"all/m{number}.py": "" for number in range(200)})
    return folder


def apps(root: Path) -> list[str]:
    """Three apps that share a package."""
    for name in ("one", "two", "three"):
        write(root / "apps" / name, {**HANDLER, "requirements.txt": f"{name}\n"})
    return ["apps/one", "apps/two", "apps/three"]


def test_each_is_said_and_in_turn(root: Path, fxpack: Fxpack) -> None:
    write(root / "good", HANDLER)
    write(root / "bad", BROKEN)
    write(root / "late", HANDLER, {"requirements.txt": "# nothing\n"})
    ran = fxpack("build", "late", "bad", "good")
    assert ran.code == 1
    headings = [line for line in ran.out.splitlines() if line.startswith(("==", "late", "good"))]
    assert headings[0] == "== late"
    assert [line for line in headings if line.startswith("==")] == ["== late", "== bad", "== good"]
    assert ran.out.index("== bad") < ran.out.index("bad/f/__init__.py:1:10: FX211")
    assert "good: remote build for Python 3.12 (.python-version)\n" in ran.out
    assert ran.err == (
        "fxpack: progress: building 3 apps\n"
        "fxpack: error: bad: lint found errors, so nothing was built: --no-lint builds all the same\n"
        "fxpack: error: 1 of 3 apps failed: bad\n"
    )
    assert sorted(path.name for path in root.glob("*.zip")) == [
        "good-remote.zip",
        "late-remote.zip",
    ]


def test_a_folder_is_no_command_for_azure_pipelines(root: Path, fxpack: Fxpack) -> None:
    """Whoever opens a pull request names it, and the agent would do what it says."""
    bad = "##vso[task.setvariable variable=a]b"
    write(root / bad, BROKEN)
    write(root / "good", HANDLER)
    for options in ([bad, "good"], [bad], [bad, "nowhere"]):
        ran = fxpack("build", *options)
        assert ran.code in (1, 2)
        assert "##vso[" not in ran.out + ran.err
        assert not ran.out or r"##vso\x5btask" in ran.out


def test_the_worst_exit_code(root: Path, fxpack: Fxpack) -> None:
    write(root / "bad", BROKEN)
    write(root / "lost", HANDLER, {"requirements.txt": "nowhere\n"})
    write(root / "good", HANDLER, {"requirements.txt": "# nothing\n"})
    ran = fxpack("build", "--local", "--offline", "--quiet", "bad", "lost", "good")
    assert ran.code == 3
    assert "fxpack: error: lost: requirements.txt: " in ran.err
    assert ran.err.endswith("fxpack: error: 2 of 3 apps failed: bad, lost\n")
    assert "== good" not in ran.out, "quiet"
    assert [path.name for path in root.glob("*.zip")] == ["good-local.zip"]


def test_the_same_bytes_as_alone(root: Path, fxpack: Fxpack, tmp_path: Path, wheels: Path) -> None:
    options = ("--local", "--offline", "--find-links", str(wheels))
    # all find an empty cache, at the same time
    assert fxpack("build", *options, *apps(root)).code == 0
    zips = {path.name: path.read_bytes() for path in root.glob("*.zip")}
    assert len(zips) == 3
    for app in apps(root):
        ran = fxpack("build", *options, app, FXPACK_CACHE_DIR=str(tmp_path / "other"))
        assert ran.code == 0
    assert zips == {path.name: path.read_bytes() for path in root.glob("*.zip")}


def test_json(root: Path, fxpack: Fxpack) -> None:
    write(root / "bad", BROKEN)
    write(root / "lost", HANDLER, {"requirements.txt": "nowhere\n"})
    write(root / "good", HANDLER, {"requirements.txt": "# nothing\n"})
    options = ("--format", "json", "--local", "--offline", "--dry-run")
    ran = fxpack("build", *options, "bad", "lost", "good")
    value = json.loads(ran.out)
    names = ("builds-output", "build-output", "lint-output")
    schemas = [load(f"{name}.schema.json") for name in names]
    registry: Registry[Any] = Registry().with_resources(
        [(schema["$id"], Resource.from_contents(schema)) for schema in schemas]
    )
    Draft202012Validator(schemas[0], registry=registry).validate(value)
    assert ran.code == 3
    assert [(app["app"], app["exit_code"]) for app in value["apps"]] == [
        ("bad", 1), ("lost", 3), ("good", 0),
    ]  # fmt: skip
    assert value["apps"][0]["build"]["stopped_by"] == "lint"
    assert value["apps"][1]["build"] is None
    assert "nowhere" in value["apps"][1]["notes"][0]
    alone = fxpack("build", *options, "good")
    assert value["apps"][2]["build"] == json.loads(alone.out)


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        (("a", "x/a"), "a and x/a would both become a-remote.zip: build one after the other, "),
        (("a", "b", "./a"), "a is named twice: leave one out"),
        (("a", "b", "-o", "x.zip"), "--output: one zip; several apps become <app>-<mode>.zip each"),
        (("a", "nowhere"), "nowhere does not exist: name an app"),
        (("a", "."), ". has 3 apps below: name one of them (a, b, x/a)"),
    ],
)
def test_before_anything_is_built(
    root: Path, fxpack: Fxpack, arguments: tuple[str, ...], error: str
) -> None:
    for name in ("a", "b", "x/a"):
        write(root / name, HANDLER)
    before = snapshot(root)
    ran = fxpack("build", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"fxpack: error: {error}")
    assert ran.err.count("\n") == 1
    assert snapshot(root) == before


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells which processes there are")
@pytest.mark.parametrize(("sent", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_ended(
    tmp_path: Path,
    indexes: Indexes,
    sent: signal.Signals,
    code: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    make_wheel(tmp_path / "wheels", "pkg", files={"pkg.py": ""})
    index = indexes.faulty(tmp_path / "wheels", {"/simple/pkg/": Fault("stalled")})
    builder = Builder(tmp_path, "pkg\n")
    write(tmp_path / "repo/other", HANDLER, {"requirements.txt": "pkg\n"})
    command = [sys.executable, "-m", "fxpack", "build", "--local", "--index-url", index.url]
    with subprocess.Popen(
        [*command, "app", "other"],
        cwd=tmp_path / "repo",
        env=builder.environment({}),
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
    ) as process:
        assert index.reached.wait(60)
        started = children(process.pid)
        started += [below for each in started for below in children(each)]
        os.killpg(process.pid, sent) if sent == signal.SIGINT else process.send_signal(sent)
        _, err = process.communicate(timeout=60)

    assert (process.returncode, "Traceback" in err) == (code, False), err
    assert started
    assert not [each for each in started if runs(each)]
    assert not [*(tmp_path / "repo").glob("*.zip"), *temporary.iterdir()]
