from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from packaging.markers import Marker

from fxpack.artifact import Advice
from fxpack.errors import DependencyError, FxpackError
from fxpack.pack.export import Export, Source, dependency_source, exported
from fxpack.pack.poetry_constraint import allows
from fxpack.pack.wanted import without_credentials
from fxpack.platforms import platform_of, platforms
from fxpack.read.requirement_lines import RequirementLine, read_requirements

LOCKS = Path(__file__).parents[2] / "fixtures" / "locks"
P312 = platform_of((3, 12))
PYTHONS = sorted(platforms())


def _app(folder: Path, **files: str) -> str:
    """An app with these files; `__` in a name is a dot."""
    for name, text in files.items():
        path = folder / name.replace("__", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return str(folder)


def _copy(lock: str, folder: Path) -> str:
    shutil.copytree(LOCKS / lock, folder / "app")
    return str(folder / "app")


def _export(root: str, python: tuple[int, int] = (3, 12)) -> Export:
    return exported(dependency_source(root), root, platform_of(python))


def _lines(export: Export) -> tuple[RequirementLine, ...]:
    found = read_requirements(lambda _: export.text)
    assert not found.problems
    return found.lines


def _held(text: bytes, python: tuple[int, int]) -> dict[str, tuple[str, ...]]:
    """Requirement → hashes, for all whose markers hold on a platform."""
    environment = {**platform_of(python).environment(), "extra": ""}
    return {
        f"{line.name}{line.specifier}": tuple(sorted(line.hashes))
        for line in read_requirements(lambda _: text).lines
        if not line.marker or Marker(line.marker).evaluate(environment)
    }


def _snapshot(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


# -- where ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("files", "kind"),
    [
        (["requirements.txt", "pylock.toml", "uv.lock", "pyproject.toml"], "requirements.txt"),
        (["pylock.toml", "uv.lock", "pyproject.toml"], "pylock.toml"),
        (["uv.lock", "poetry.lock", "pyproject.toml"], "uv.lock"),
        (["poetry.lock", "pyproject.toml"], "poetry.lock"),
        (["pyproject.toml", "Pipfile"], "pyproject.toml"),
        (["uv.lock"], "none"),
        (["poetry.lock"], "none"),
        (["Pipfile"], "Pipfile"),
        ([], "none"),
    ],
)
def test_the_first_that_is_there(tmp_path: Path, files: list[str], kind: str) -> None:
    for name in files:
        (tmp_path / name).write_text('[project]\nname = "a"\n')
    assert dependency_source(str(tmp_path)).kind == kind


def test_locks_that_a_requirements_txt_hides(tmp_path: Path) -> None:
    for name in ("requirements.txt", "uv.lock", "poetry.lock", "pyproject.toml"):
        (tmp_path / name).touch()
    assert dependency_source(str(tmp_path)).unused == ("uv.lock", "poetry.lock")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("[tool.ruff]\n", "none"),
        ("", "none"),
        ("[tool.poetry]\npackage-mode = false\n", "none"),
        ("[tool.poetry.dependencies]\nsix = '*'\n", "pyproject.toml"),
        ("[project]\nname = 'a'\n", "pyproject.toml"),
    ],
)
def test_a_pyproject_toml_that_is_only_for_tools(tmp_path: Path, text: str, kind: str) -> None:
    assert dependency_source(_app(tmp_path, pyproject__toml=text)).kind == kind


@pytest.mark.parametrize(
    ("workspace", "lock"),
    [
        ('members = ["apps/*"]', "../../uv.lock"),
        ('members = ["./apps/one/"]', "../../uv.lock"),
        ('members = ["**/one"]', "../../uv.lock"),
        ('members = ["*"]', ""),
        ('members = ["apps/*"]\nexclude = ["apps/o*"]', ""),
    ],
)
def test_the_lock_of_a_workspace(tmp_path: Path, workspace: str, lock: str) -> None:
    (tmp_path / "pyproject.toml").write_text(f"[tool.uv.workspace]\n{workspace}\n")
    (tmp_path / "uv.lock").write_text("version = 1\n")
    root = tmp_path / "apps" / "one"
    root.mkdir(parents=True)
    (root / "pyproject.toml").write_text("[tool.ruff]\n")
    expected = Source("uv.lock", lock) if lock else Source("none")
    assert dependency_source(str(root)) == expected


def test_no_workspace_beyond_the_repository(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[tool.uv.workspace]\nmembers = ["**"]\n')
    (tmp_path / "uv.lock").write_text("version = 1\n")
    root = tmp_path / "app"
    (root / ".git").mkdir(parents=True)
    assert dependency_source(_app(root, pyproject__toml="[tool.ruff]\n")) == Source("none")


# -- poetry ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("python", PYTHONS)
@pytest.mark.parametrize("lock", ["poetry-2.1", "poetry-2.0", "poetry-1.1", "poetry-project"])
def test_poetry_locks_as_poetry_exports_them(lock: str, python: tuple[int, int]) -> None:
    root = str(LOCKS / lock)
    if lock == "poetry-1.1" and python == (3, 14):
        with pytest.raises(DependencyError, match=r'is for Python ">=3\.10,<3\.14"'):
            _export(root, python)
        return
    found = _export(root, python)
    assert _held(found.text, python) == _held((LOCKS / lock / "expected.txt").read_bytes(), python)
    assert all(not line.marker for line in _lines(found))
    assert not found.advice


PACKAGE = """
[[package]]
name = "{name}"
version = "1.0"
optional = false
python-versions = "*"
groups = ["main"]
files = [{{file = "x", hash = "sha256:00"}}, {{file = "y", hash = "md5:11"}}]
"""
METADATA = '\n[metadata]\nlock-version = "{}"\npython-versions = "*"\n'


def _poetry(folder: Path, source: str, *more: str) -> Export:
    """One package with a source."""
    packages = PACKAGE.format(name="A_b") + f"\n[package.source]\n{source}\n"
    packages += "".join(PACKAGE.format(name=name) for name in more)
    root = _app(folder, poetry__lock=packages + METADATA.format("2.1"), pyproject__toml="")
    return _export(root)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (
            (
                'type = "git"\nurl = "https://u:p@x.invalid/a"\nreference = "main"\n'
                'resolved_reference = "c0ffee"\nsubdirectory = "sub"'
            ),
            "a-b @ git+https://x.invalid/a@c0ffee#subdirectory=sub",
        ),
        (
            (
                'type = "git"\nurl = "git@x.invalid:a/b.git"\nreference = "main"\n'
                'resolved_reference = "c0ffee"'
            ),
            "a-b @ git+ssh://git@x.invalid/a/b.git@c0ffee",
        ),
        ('type = "directory"\nurl = "lib"', "./lib"),
        ('type = "directory"\nurl = "../lib"', "../lib"),
        ('type = "url"\nurl = "https://x.invalid/a.zip"', "a-b @ https://x.invalid/a.zip"),
        ('type = "file"\nurl = "wheels/a.zip"', "./wheels/a.zip"),
        ('type = "legacy"\nurl = "https://u:p@x.invalid/simple"\nreference = "own"', "a-b==1.0"),
    ],
)
def test_what_is_not_from_pypi(tmp_path: Path, source: str, text: str) -> None:
    found = _poetry(tmp_path, source)
    (line,) = _lines(found)
    assert line.text == text
    assert line.hashes == (() if "git" in text or text.endswith("lib") else ("sha256:00",))
    places = read_requirements(lambda _: found.text).values("--extra-index-url")
    assert places == (["https://x.invalid/simple"] if "==" in text else [])


def test_hashes_of_some_are_no_use_to_pip(tmp_path: Path) -> None:
    found = _poetry(tmp_path, 'type = "directory"\nurl = "lib"', "other")
    assert [(line.text, line.hashes) for line in _lines(found)] == [
        ("./lib", ()),
        ("other==1.0", ()),
    ]
    assert [each.message for each in found.advice] == [
        "no hash is known of a-b, so pip cannot check those of the others either"
    ]


def test_a_poetry_lock_older_than_its_project(tmp_path: Path) -> None:
    root = _copy("poetry-2.1", tmp_path)
    with open(f"{root}/pyproject.toml", "a") as file:
        file.write('\n[tool.poetry.group.more.dependencies]\nsix = "*"\n')
    assert _export(root).advice == (
        Advice("poetry.lock does not fit pyproject.toml", "poetry.lock", help="run `poetry lock`"),
    )


@pytest.mark.parametrize(
    ("lock", "message"),
    [
        ("x", "poetry.lock: this is not TOML: "),
        ("", "poetry.lock is not as poetry writes it"),
        ('package = [1]\n[metadata]\nlock-version = "2.1"\n', "is not as poetry writes it"),
        (
            '[[package]]\nname = "a"\n[metadata]\nlock-version = "2.1"\n',
            "is not as poetry writes it",
        ),
        (METADATA.format("3.0"), "version 3 of the lock is not known"),
        (
            METADATA.format("2.0"),
            "poetry.lock holds no six \\^1 for Python 3.12: run `poetry lock`",
        ),
    ],
)
def test_a_poetry_lock_that_is_none(tmp_path: Path, lock: str, message: str) -> None:
    project = '[tool.poetry.dependencies]\npython = "^3.10"\nsix = "^1"\n'
    with pytest.raises(DependencyError, match=message):
        _export(_app(tmp_path, poetry__lock=lock, pyproject__toml=project))


@pytest.mark.parametrize(
    ("constraint", "allowed", "refused"),
    [
        ("*", "0 1.0 2.0rc1", ""),
        ("^1.2.3", "1.2.3 1.9", "1.2.2 2.0"),
        ("^0.2.3", "0.2.3 0.2.9", "0.3.0"),
        ("^0.0.3", "0.0.3", "0.0.4 0.1"),
        ("^0.0", "0.0.9", "0.1"),
        ("^0", "0.9", "1.0"),
        ("~1.2.3", "1.2.9", "1.3.0 1.2.2"),
        ("~1.2", "1.2.9", "1.3"),
        ("~1", "1.9", "2.0"),
        ("1.*", "1.5", "2.0"),
        ("==1.*", "1.5", "2.0"),
        ("1.2.3", "1.2.3", "1.2.4"),
        ("=1.2", "1.2.0", "1.3"),
        (">=1,<2", "1.0 1.9", "2.0 0.9"),
        (">= 1, < 2", "1.0 1.9", "2.0 0.9"),
        (">=1 <2", "1.0 1.9", "2.0 0.9"),
        ("<1 || >=2", "0.5 2.0", "1.5"),
        ("^1.0 | ^3.0", "1.5 3.1", "2.0"),
        (">=2.7, !=3.0.*, !=3.1.*", "2.7 3.4", "3.0.1 3.1.9"),
        ("!=1.5", "1.4", "1.5"),
        ("~=1.4", "1.5", "2.0"),
    ],
)
def test_constraints_of_poetry(constraint: str, allowed: str, refused: str) -> None:
    versions = (allowed + " " + refused).split()
    assert [each for each in versions if allows(constraint, each)] == allowed.split()


# -- uv -------------------------------------------------------------------------------------------


def test_a_uv_lock(tmp_path: Path) -> None:
    root = _copy("uv-project", tmp_path)
    before = _snapshot(tmp_path)
    found = _export(root)
    assert _snapshot(tmp_path) == before
    assert [
        (line.name + line.specifier, line.marker, len(line.hashes)) for line in _lines(found)
    ] == [
        ("azure-functions==1.18.0", "", 2),
        ("colorama==0.4.6", 'sys_platform == "win32"', 2),
        ("importlib-metadata==6.11.0", 'python_full_version < "3.12"', 2),
        ("pysocks==1.7.1", "", 2),
        ("urllib3==2.8.0", "", 2),
        ("zipp==4.1.2", 'python_full_version < "3.12"', 2),
    ]
    assert found.text.startswith(b"# From uv.lock, by fxpack.\n")
    assert not found.advice


def test_settings_of_this_machine_change_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = _copy("uv-project", tmp_path)
    expected = _export(root)
    for name, value in {
        "UV_INDEX": "https://user:secret@x.invalid/simple",
        "UV_NO_HASHES": "1",
        "UV_NO_GROUP": "x",
        "UV_PROJECT": "/nowhere",
        "UV_LOCKED": "1",
        "VIRTUAL_ENV": "/nowhere",
    }.items():
        monkeypatch.setenv(name, value)
    assert _export(root) == expected


def test_a_member_of_a_workspace(tmp_path: Path) -> None:
    root = os.path.join(_copy("uv-workspace", tmp_path), "app")
    before = _snapshot(tmp_path)
    found = _export(root)
    assert _snapshot(tmp_path) == before
    assert [line.text for line in _lines(found)][:2] == ["../core", "../other"]
    assert {line.name for line in _lines(found)} == {"", "certifi", "idna", "six"}
    assert [each.path for each in found.advice] == ["../uv.lock"]


def test_a_uv_lock_older_than_its_project(tmp_path: Path) -> None:
    root = _copy("uv-project", tmp_path)
    project = Path(root, "pyproject.toml")
    for more in ('"urllib3<2.2"', '"never-seen-anywhere"'):
        project.write_text(project.read_text().replace("\n]", f"\n    {more},\n]", 1))
        assert _export(root).advice == (
            Advice("uv.lock does not fit pyproject.toml", "uv.lock", help="run `uv lock`"),
        )


def test_a_private_index_in_a_uv_lock(tmp_path: Path) -> None:
    root = _copy("uv-project", tmp_path)
    lock = Path(root, "uv.lock")
    text = lock.read_text()
    start = text.index('name = "urllib3"\nversion')
    text = text[:start] + text[start:].replace(
        "https://pypi.org/simple", "https://u:p@x.invalid/s", 1
    )
    lock.write_text(text.replace('.whl", hash', '.whl", size = 1234, hash'))
    found = _export(root)
    assert b"--extra-index-url https://x.invalid/s\n" in found.text
    assert b"u:p" not in found.text
    assert found.sizes["azure-functions"] == 1234


def test_a_uv_lock_for_another_python(tmp_path: Path) -> None:
    root = _copy("uv-project", tmp_path)
    for name in ("uv.lock", "pyproject.toml"):
        path = Path(root, name)
        path.write_text(path.read_text().replace('">=3.10"', '">=3.13"'))
    with pytest.raises(DependencyError, match=r'uv\.lock is for Python ">=3\.13", not 3\.12'):
        _export(root)


def test_what_uv_cannot_export(tmp_path: Path) -> None:
    root = _app(
        tmp_path, uv__lock="version = 1\n[[package]]\n", pyproject__toml="[project]\nname='a'"
    )
    with pytest.raises(FxpackError, match=r"uv\.lock: uv cannot export it: .*pars"):
        _export(root)


# -- pylock ---------------------------------------------------------------------------------------


def test_a_pylock() -> None:
    found = _export(str(LOCKS / "pylock"), (3, 11))
    assert [line.name + line.specifier for line in _lines(found)] == [
        "azure-functions==1.18.0",
        "importlib-metadata==6.11.0",
        "pysocks==1.7.1",
        "urllib3==2.8.0",
        "zipp==4.1.2",
    ]
    assert all(line.hashes for line in _lines(found))
    assert "importlib-metadata" not in {
        line.name for line in _lines(_export(str(LOCKS / "pylock")))
    }


PYLOCK = 'lock-version = "1.0"\ncreated-by = "x"\n[[packages]]\nname = "a"\n'


@pytest.mark.parametrize(
    ("package", "text"),
    [
        (
            'vcs = {type = "git", url = "https://u:p@x.invalid/a", commit-id = "c0ffee"}',
            "a @ git+https://x.invalid/a@c0ffee",
        ),
        ('directory = {path = "lib", subdirectory = "sub"}', "./lib/sub"),
        (
            'archive = {url = "https://x.invalid/a.zip", hashes = {sha256 = "00"}}',
            "a @ https://x.invalid/a.zip",
        ),
        ('archive = {path = "a.zip", hashes = {sha256 = "00"}}', "./a.zip"),
        (
            (
                'version = "1"\nindex = "https://x.invalid/simple"\nwheels = [{url = '
                '"https://x.invalid/a-1-py3-none-any.whl", size = 7, hashes = {sha256 = "00"}}]'
            ),
            "a==1",
        ),
        (
            (
                'version = "1"\nwheels = [{url = "https://x.invalid/a-1-py3-none-any.whl", size = 7, '
                'hashes = {sha256 = "00"}}]'
            ),
            "a @ https://x.invalid/a-1-py3-none-any.whl",
        ),
        (
            'version = "1"\nwheels = [{path = "w/a-1-py3-none-any.whl", hashes = {sha256 = "00"}}]',
            "./w/a-1-py3-none-any.whl",
        ),
    ],
)
def test_packages_of_a_pylock(tmp_path: Path, package: str, text: str) -> None:
    found = _export(_app(tmp_path, pylock__toml=PYLOCK + package))
    (line,) = _lines(found)
    assert line.text == text
    assert bool(line.hashes) == ("00" in package)
    assert found.sizes == {"a": 7 if "size" in package else None}
    assert b"u:p" not in found.text


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "this is no lock as PEP 751 has it: Missing required value in 'lock-version'"),
        (
            PYLOCK + 'version = "1"\nwheels = [{url = "https://x.invalid/a-1-py3-none-win32.whl", '
            'hashes = {sha256 = "00"}}]',
            "does not hold for Python 3.12 on Linux: No wheel found",
        ),
        (
            'lock-version = "1.0"\ncreated-by = "x"\nrequires-python = "<3"\npackages = []\n',
            "does not hold for Python 3.12",
        ),
    ],
)
def test_a_pylock_that_does_not_hold(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(DependencyError, match=message):
        _export(_app(tmp_path, pylock__toml=text))


# -- pyproject ------------------------------------------------------------------------------------


def test_a_project_without_a_lock(tmp_path: Path) -> None:
    root = _app(
        tmp_path,
        pyproject__toml="""
[project]
name = "app"
dependencies = ["Six>=1", "own[x]>=2 ; os_name == 'posix'", "far", "tar", "odd"]
[tool.uv.sources]
Own = {path = "../own"}
far = {git = "https://u:p@x.invalid/far", tag = "v1", subdirectory = "sub"}
tar = {url = "https://x.invalid/tar.zip"}
odd = {index = "private"}
""",
    )
    found = _export(root)
    assert [line.text for line in _lines(found)] == [
        '../own[x] ; os_name == "posix"',
        "Six>=1",
        "far @ git+https://x.invalid/far@v1#subdirectory=sub",
        "odd",
        "tar @ https://x.invalid/tar.zip",
    ]
    assert [each.message for each in found.advice] == [
        "the source of odd in [tool.uv.sources] is not carried over",
        "without a lock every build may get other versions",
    ]


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("pyproject.toml", "[project]\ndynamic = ['dependencies']\n", "which are dynamic"),
        ("pyproject.toml", "[project]\ndependencies = ['a b']\n", '"a b" is no requirement'),
        ("pyproject.toml", "[tool.poetry.dependencies]\nx = '1'\n", "poetry.lock is missing"),
        ("pyproject.toml", "[project\n", "pyproject.toml: this is not TOML"),
        ("pyproject.toml", f"a = {'[' * 100_000}", "pyproject.toml: (this is not|it is nested)"),
        ("pyproject.toml", "\udcff", "pyproject.toml: this is not UTF-8"),
        ("Pipfile", "", "`pipenv requirements > requirements.txt`"),
    ],
)
def test_what_cannot_be_exported(tmp_path: Path, name: str, text: str, message: str) -> None:
    (tmp_path / name).write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(DependencyError, match=message):
        _export(str(tmp_path))


@pytest.mark.parametrize("text", ["project = 1\n", "[project]\ndependencies = 3\n", "tool = 1\n"])
def test_a_pyproject_toml_of_another_form(tmp_path: Path, text: str) -> None:
    with pytest.raises(DependencyError, match=r"pyproject\.toml"):
        _export(_app(tmp_path, pyproject__toml=text))


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://u:p@x.invalid/a@b", "https://x.invalid/a@b"),
        ("https://u@v:p@x.invalid?c=d@e", "https://x.invalid?c=d@e"),
        ("https://x.invalid/a@b", "https://x.invalid/a@b"),
        ("ssh://git@x.invalid/a", "ssh://git@x.invalid/a"),
        ("git+ssh://me@x.invalid/a", "git+ssh://x.invalid/a"),
        ("https://${USER}:${TOKEN}@x.invalid", "https://${USER}:${TOKEN}@x.invalid"),
        ("https://u:${TOKEN}@x.invalid", "https://x.invalid"),
        ("https://u:p@[x/a", "https://[x/a"),
        ("../wheels@1", "../wheels@1"),
    ],
)
def test_urls_without_credentials(url: str, shown: str) -> None:
    assert without_credentials(url) == shown


def test_nothing_to_export(tmp_path: Path) -> None:
    found = _export(_app(tmp_path, pyproject__toml="[project]\nname = 'app'\n"))
    assert found == Export(b"# From pyproject.toml, by fxpack.\n", {}, ())


def test_pip_reads_what_is_exported(tmp_path: Path) -> None:
    root = _copy("uv-project", tmp_path)
    found = _export(root)
    made = tmp_path / "requirements.txt"
    made.write_bytes(found.text)
    from tests.read.pip_reads import pip_reads

    theirs = pip_reads(tmp_path, {})
    assert not isinstance(theirs, str)
    assert [each.text for each in theirs] == [line.text for line in _lines(found)]
