"""`fxpack build`: what it takes, what it says, and what is in the zip."""

from __future__ import annotations

import json
import os
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from fxpack.schema import load
from tests.cli.conftest import NOTE, Fxpack, Ran, write
from tests.wheels import make_source, make_wheel, source_tree

HANDLER = {"f/__init__.py": 'def main(req) -> str:\n    return "hello"\n'}
BROKEN = {"f/__init__.py": "def main(request) -> str:\n    return ''\n"}
SITE = ".python_packages/lib/site-packages/"


@pytest.fixture
def app(root: Path) -> Path:
    """An app that needs `pkg`, and lint has nothing to say of."""
    write(root, {**HANDLER, "requirements.txt": "pkg\n", ".python-version": "3.12\n"})
    return root


@pytest.fixture
def wheels(tmp_path: Path) -> Path:
    folder = tmp_path / "wheels"
    folder.mkdir()
    make_wheel(folder, "pkg", "2.0", files={"pkg.py": "x = 1\n" * 500}, requires=["other"])
    make_wheel(folder, "other", files={"other/__init__.py": ""})
    return folder


def add(folder: Path, files: Mapping[str, str]) -> None:
    """Files beside those of the app."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


def names(path: Path) -> list[str]:
    with zipfile.ZipFile(path) as read:
        assert read.testzip() is None
        return read.namelist()


def content(path: Path, name: str) -> str:
    with zipfile.ZipFile(path) as read:
        return read.read(name).decode()


def built(fxpack: Fxpack, root: Path, *options: str) -> list[str]:
    """The names in the zip of a build that succeeds."""
    ran = fxpack("build", "-o", "../out.zip", *options)
    assert ran.code == 0, ran
    return names(root / "../out.zip")


OWN = ["f/__init__.py", "f/function.json", "host.json", "requirements.txt"]


# -- modes ----------------------------------------------------------------------------------------


def test_remote_is_the_sources(fxpack: Fxpack, app: Path) -> None:
    add(app, {SITE + "old/__init__.py": "", "tests/__pycache__/a.pyc": ""})

    ran = fxpack("build")

    assert (ran.code, ran.out.splitlines()[:2]) == (
        0,
        [
            "repo: remote build for Python 3.12 (.python-version)",
            "  requirements.txt, which Azure installs",
        ],
    )
    assert names(app / "repo-remote.zip") == [".python-version", *OWN]


def test_local_has_the_packages(fxpack: Fxpack, app: Path, wheels: Path) -> None:
    add(app, {SITE + "old/__init__.py": ""})

    found = built(fxpack, app, "--local", "--find-links", str(wheels), "--offline")

    assert [name.removeprefix(SITE) for name in found] == [
        ".python-version",
        "other-1.0.dist-info/INSTALLER",
        "other-1.0.dist-info/METADATA",
        "other-1.0.dist-info/RECORD",
        "other-1.0.dist-info/WHEEL",
        "other/__init__.py",
        "pkg-2.0.dist-info/INSTALLER",
        "pkg-2.0.dist-info/METADATA",
        "pkg-2.0.dist-info/RECORD",
        "pkg-2.0.dist-info/REQUESTED",
        "pkg-2.0.dist-info/WHEEL",
        "pkg.py",
        *OWN,
    ]


def test_no_build_is_the_folder(fxpack: Fxpack, app: Path) -> None:
    add(app, {SITE + "pkg/__init__.py": "", SITE + "pkg/__pycache__/a.cpython-312.pyc": ""})

    assert [name for name in built(fxpack, app, "--no-build") if "pkg" in name] == [
        SITE + "pkg/__init__.py"
    ]


def test_no_build_without_the_packages(fxpack: Fxpack, app: Path) -> None:
    said = (
        "requirements.txt: warning: there is no .python_packages with what this asks for, and Azure "
        "adds nothing to a no-build zip\n"
        "  = help: `fxpack build --local` puts the packages in, and `--remote` has Azure install them\n"
    )
    assert said in fxpack("build", "--no-build").out
    add(app, {SITE + "pkg.py": ""})
    assert "warning" not in fxpack("build", "--no-build").out


@pytest.mark.parametrize(
    "text", ["azure-functions\n", "# nothing\n", "pkg; python_version < '3'\n"]
)
def test_no_build_of_what_needs_no_packages(text: str, fxpack: Fxpack, app: Path) -> None:
    add(app, {"requirements.txt": text})
    assert "warning" not in fxpack("build", "--no-build").out


def test_mode_of_the_settings(fxpack: Fxpack, app: Path) -> None:
    add(app, {"pyproject.toml": '[tool.fxpack]\nmode = "no-build"\n'})

    assert "repo: no-build build for" in fxpack("build").out
    assert fxpack("build", "--remote").out.startswith("repo: remote build for")
    assert os.path.exists(app / "repo-no-build.zip")
    assert os.path.exists(app / "repo-remote.zip")
    assert not [name for name in names(app / "repo-remote.zip") if name.endswith(".zip")]


def test_lint_knows_the_mode_of_the_build(fxpack: Fxpack, app: Path) -> None:
    add(app, {"requirements.txt": "azure-functions\n-e ./shared\n", SITE + "pkg.py": ""})

    assert "FX414" in fxpack("build", "--remote").out
    assert "FX414" not in fxpack("build", "--no-build").out


def test_lint_knows_the_mode(fxpack: Fxpack, app: Path, wheels: Path) -> None:
    outside = app.parent / "beside"
    outside.mkdir()
    make_wheel(outside, "beside", files={"beside.py": ""})
    add(app, {"requirements.txt": f"../beside/{next(outside.iterdir()).name}\n"})

    assert "FX413" in fxpack("build", "--remote").out
    assert "FX413" not in fxpack("build", "--local", "--offline").out


def test_requirements_made_of_a_project(fxpack: Fxpack, root: Path) -> None:
    project = '[project]\nname = "x"\nversion = "1"\ndependencies = ["pkg>=2", "azure-functions"]\n'
    write(root, {**HANDLER, "pyproject.toml": project})
    (root / "requirements.txt").unlink()
    before = sorted(os.listdir(root))

    ran = fxpack("build", "--remote", "-o", "../out.zip")

    assert "pyproject.toml: written as requirements.txt into the zip" in ran.out
    assert content(root / "../out.zip", "requirements.txt").splitlines()[1:] == [
        "azure-functions",
        "pkg>=2",
    ]
    assert sorted(os.listdir(root)) == before


def test_local_without_anything_required(fxpack: Fxpack, root: Path) -> None:
    write(root, HANDLER)
    (root / "requirements.txt").unlink()

    ran = fxpack("build", "--local", "-o", "../out.zip")

    assert ran.code == 0
    assert "warning: nothing says which packages the app needs" in ran.out
    assert "FX914" not in ran.out
    assert names(root / "../out.zip") == [".python-version", *OWN[:-1]]


@pytest.mark.parametrize("installer", ["uv", "pip"])
def test_folder_stays_as_it_is(fxpack: Fxpack, app: Path, installer: str) -> None:
    wrote = "open('left-behind', 'w').close()"
    make_source(app / "own", source_tree("own", dynamic=True, backend=wrote))
    add(app, {"requirements.txt": "-r more/base.txt\n", "more/base.txt": "-e ./own\n"})
    before = sorted(app.rglob("*"))

    local = ("--local", "--offline", "--installer", installer)
    ran = fxpack("build", *local, "-o", "../out.zip")

    assert ran.code == 0, ran
    assert any(name.startswith(f"{SITE}own") for name in names(app / "../out.zip"))
    assert sorted(app.rglob("*")) == before


# -- lint and check -------------------------------------------------------------------------------


def test_errors_of_lint_stop_it(fxpack: Fxpack, root: Path) -> None:
    write(root, {**BROKEN, "repo-remote.zip": "old"})

    ran = fxpack("build", "--quiet")

    assert ran.code == 1
    assert "FX211" in ran.out
    assert ran.err == (
        "fxpack: error: lint found errors, so nothing was built: --no-lint builds all the same\n"
    )
    assert (root / "repo-remote.zip").read_text() == "old"


def test_built_all_the_same(fxpack: Fxpack, root: Path) -> None:
    write(root, BROKEN)

    assert fxpack("build", "--no-lint", "--quiet") == Ran(0, "", "")
    assert "f/__init__.py" in names(root / "repo-remote.zip")


def test_warnings_of_lint_do_not(fxpack: Fxpack, root: Path) -> None:
    write(root, {"f/__init__.py": "from ..shared import x\ndef main(req): pass\n"})
    add(root, {"shared/__init__.py": "x = 1\n"})

    ran = fxpack("build")

    assert ran.code == 0
    assert ran.out.startswith("f/__init__.py:1:1: FX302 ")


def test_a_zip_that_would_not_work_is_not_kept(fxpack: Fxpack, app: Path) -> None:
    wrong = SITE + "pkg/_native.cpython-39-x86_64-linux-gnu.so"
    add(app, {wrong: "\x7fELF", SITE + "pkg/__init__.py": "", "repo-no-build.zip": "old"})

    ran = fxpack("build", "--no-build")

    assert ran.code == 1
    assert "FX9" in ran.out
    assert ran.err.endswith("fxpack: error: the zip would not work, so it was not kept\n")
    assert (app / "repo-no-build.zip").read_text() == "old"


# -- what it says ---------------------------------------------------------------------------------


def test_says_stages_and_result(fxpack: Fxpack, app: Path, wheels: Path) -> None:
    ran = fxpack("build", "--local", "--find-links", str(wheels), "--offline", "-o", "../out.zip")

    stages = [line.removeprefix("fxpack: progress: ") for line in ran.err.splitlines()]
    assert [stage.split()[0] for stage in stages] == [
        "linting",
        "planning",
        "resolving",
        "writing",
        "checking",
    ]
    lines = ran.out.splitlines()
    assert lines[:3] == [
        "repo: local build for Python 3.12 (.python-version)",
        "  requirements.txt: resolved by uv",
        "  2 packages:",
    ]
    assert lines[-2].startswith("../out.zip: ")
    assert lines[-2].endswith(" files, 4.4 kB unpacked")


def test_says_which_python_it_took(fxpack: Fxpack, root: Path) -> None:
    write(root, HANDLER)
    (root / ".python-version").unlink()

    assert fxpack("build").err.endswith(NOTE.format("3.14"))
    assert "target Python" not in fxpack("build", "--python", "3.12").err


def test_dry_run_writes_nothing(fxpack: Fxpack, app: Path, wheels: Path) -> None:
    before = sorted(os.listdir(app))

    ran = fxpack("build", "--local", "--find-links", str(wheels), "--offline", "--dry-run")

    assert ran.code == 0
    assert ran.out.endswith(
        "repo-local.zip would hold 16 files, 4.4 kB unpacked; nothing was written\n"
    )
    assert sorted(os.listdir(app)) == before


def valid(text: str) -> Mapping[str, object]:
    schemas = [load(name) for name in ("build-output.schema.json", "lint-output.schema.json")]
    registry = Registry().with_resources(
        [(schema["$id"], Resource.from_contents(schema)) for schema in schemas]
    )
    value: Mapping[str, object] = json.loads(text)
    Draft202012Validator(schemas[0], registry=registry).validate(value)
    return value


@pytest.mark.parametrize("options", [(), ("--dry-run",)])
def test_json(fxpack: Fxpack, app: Path, wheels: Path, options: tuple[str, ...]) -> None:
    found = ("--find-links", str(wheels), "--offline", "--format", "json")
    ran = fxpack("build", "--local", *found, *options)

    value = valid(ran.out)
    assert (ran.code, ran.err) == (0, "")
    assert (value["result"] is None) == bool(options)
    assert str(wheels) not in ran.out


def test_json_of_what_lint_stopped(fxpack: Fxpack, root: Path) -> None:
    write(root, BROKEN)

    ran = fxpack("build", "--format", "json")

    assert (ran.code, ran.err) == (1, "")
    value = valid(ran.out)
    assert (value["stopped_by"], value["plan"], value["result"]) == ("lint", None, None)


# -- wrong arguments ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("options", "code", "error"),
    [
        (("--local", "--remote"), 2, "--remote and --local exclude each other: choose one"),
        (("--offline", "--refresh"), 2, "--offline and --refresh exclude each other: choose one"),
        (("-o", "out.tar"), 2, '--output: "out.tar" has no .zip at its end: name the file itself'),
        (("-o", ""), 2, '--output: "" has no .zip at its end'),
        (("-o", "link.zip"), 2, "--output: link.zip is a link to "),
        (("-o", "f/../no/out.zip"), 5, "f/../no/out.zip cannot be written: there is no folder"),
        (("-o", "folder.zip"), 2, "folder.zip is a folder: name the zip, such as folder.zip/app"),
        (("nowhere",), 2, "nowhere does not exist: name an app"),
        (("f",), 2, "f is no function app and has none below"),
        (("--python", "3.7"), 2, '--python: Azure Functions has no Python "3.7"'),
        (("--include", "no.json"), 2, "no.json is nothing that the app has"),
        (("--index-url", "nonsense"), 2, "nonsense"),
        (("--exclude-newer", "yesterday-ish"), 2, "yesterday-ish"),
        (("--local", "--offline"), 3, "pkg"),
    ],
)
def test_wrong_arguments(
    fxpack: Fxpack, app: Path, options: tuple[str, ...], code: int, error: str
) -> None:
    (app / "folder.zip").mkdir()
    (app / "link.zip").symlink_to("host.json")
    ran = fxpack("build", "--quiet", *options)

    assert (ran.code, ran.out) == (code, ""), ran
    assert ran.err.startswith("fxpack: error: ")
    assert error in ran.err
    assert ran.err.count("\n") == 1


def test_source_date_epoch(fxpack: Fxpack, app: Path) -> None:
    assert fxpack("build", "-q", "-o", "../a.zip", SOURCE_DATE_EPOCH="1700000000").code == 0
    with zipfile.ZipFile(app / "../a.zip") as read:
        assert {each.date_time for each in read.infolist()} == {(2023, 11, 14, 22, 13, 20)}

    ran = fxpack("build", "-q", SOURCE_DATE_EPOCH="soon")
    assert (ran.code, ran.err) == (
        2,
        "fxpack: error: SOURCE_DATE_EPOCH: 'soon' is no number of seconds since 1970\n",
    )


def test_secrets_go_in_only_by_name(fxpack: Fxpack, app: Path) -> None:
    add(app, {"local.settings.json": "{}", ".funcignore": "!local.settings.json\n"})

    assert "local.settings.json" not in built(fxpack, app, "--no-lint")
    with_it = fxpack("build", "--include", "local.settings.json", "-o", "../out.zip")
    assert "local.settings.json" in names(app / "../out.zip"), with_it
