from __future__ import annotations

import bz2
import gzip
import hashlib
import os
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from fxpack.artifact import LockedPackage, SharedObject, StoredWheel, WheelFacts
from fxpack.errors import DependencyError, NativeBuildError
from fxpack.pack.network import Network
from fxpack.pack.resolve import Wants, resolve
from fxpack.pack.sdist import interpreter, why_unfit
from fxpack.pack.store import Store
from fxpack.platforms import platform_of
from tests.index import faulty
from tests.pack.fetching import PLATFORM, Heard, fetched, left
from tests.wheels import make_sdist, make_source, make_wheel, source_tree


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(str(tmp_path / "store"))


@pytest.fixture(autouse=True)
def own_python(monkeypatch: pytest.MonkeyPatch) -> None:
    """Builds by the Python of the tests: which others the machine has is another test."""
    monkeypatch.setattr("fxpack.pack.sdist.interpreter", lambda version: sys.executable)


def sdist(path: str, name: str = "src-pkg") -> LockedPackage:
    digest = hashlib.sha256(Path(path).read_bytes()).hexdigest()
    return LockedPackage(
        name, "1.0", "sdist", path, os.path.basename(path), hashes={"sha256": digest}
    )


def folder(path: str, name: str = "src-pkg") -> LockedPackage:
    return LockedPackage(name, "", "directory", path)


def members(wheel: StoredWheel) -> list[str]:
    with zipfile.ZipFile(wheel.path) as archive:
        return sorted(archive.namelist())


PURE = [
    "src_pkg-1.0.dist-info/METADATA",
    "src_pkg-1.0.dist-info/RECORD",
    "src_pkg-1.0.dist-info/WHEEL",
    "src_pkg/__init__.py",
]


def test_a_pure_sdist_is_built_once(store: Store, tmp_path: Path) -> None:
    package, heard = sdist(make_sdist(tmp_path)), Heard()
    (wheel,) = fetched(store, package, heard=heard)
    assert wheel.facts.name == "src-pkg"
    assert wheel.facts.tags == ("py3-none-any",)
    assert members(wheel) == PURE
    assert heard.stages == [("building wheels", None)]
    assert left(store) == []

    os.unlink(package.location)
    again = Heard()
    assert fetched(store, package, network=Network(offline=True), heard=again) == (wheel,)
    assert again.stages == []
    # Another Python may make another wheel of it.
    with pytest.raises(DependencyError, match="cannot be read"):
        fetched(store, package, platform=platform_of((3, 11)))


def test_one_that_no_hash_names_is_built_each_time(store: Store, tmp_path: Path) -> None:
    package = sdist(make_sdist(tmp_path))._replace(hashes={})
    wheels = [fetched(store, package) for _ in range(2)]
    assert wheels[0] == wheels[1]


@pytest.mark.parametrize("version", ["0", "315532800", "999999999"])
def test_builds_do_not_see_the_time(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, version: str
) -> None:
    backend = """
    def build_wheel(folder, config_settings=None, metadata_directory=None, plain=build_wheel):
        with open(MODULE + "/epoch", "w") as file:
            file.write(os.environ["SOURCE_DATE_EPOCH"])
        return plain(folder)
    """
    monkeypatch.setenv("SOURCE_DATE_EPOCH", version)
    (wheel,) = fetched(store, sdist(make_sdist(tmp_path, backend=backend)))
    with zipfile.ZipFile(wheel.path) as archive:
        assert archive.read("src_pkg/epoch") == b"315532800"


# -- what does not fit ----------------------------------------------------------------------------


def test_all_that_is_native_is_named_at_once(store: Store, tmp_path: Path) -> None:
    packages = [
        sdist(make_sdist(tmp_path, "one", native=True), "one"),
        sdist(make_sdist(tmp_path, "pure"), "pure"),
        folder(make_source(tmp_path / "two", source_tree("two", native=True)), "two"),
    ]
    with pytest.raises(NativeBuildError) as raised:
        fetched(store, *packages)
    text = str(raised.value)
    assert text.startswith("no wheel for Python 3.12 on Linux x86_64 with glibc 2.36, and none")
    assert "one 1.0 (only an sdist; it has compiled code (one/_native." in text
    assert "two (only a folder; it has compiled code (two/_native." in text
    assert "pure" not in text
    for way in ("--find-links", "--remote", PLATFORM.image):
        assert way in text
    assert "\n" not in text
    assert left(store) == []


ANY = ("py3-none-any",)
OBJECT = SharedObject("pkg/a.so", "x86_64")


@pytest.mark.parametrize(
    ("tags", "objects", "said"),
    [
        (ANY, (), ""),
        (("py2-none-any", "py3-none-any"), (), ""),
        (("cp312-none-any",), (), ""),
        (("cp311-none-any",), (), "what was built is for cp311-none-any alone"),
        (("py2-none-any",), (), "what was built is for py2-none-any alone"),
        (ANY, (OBJECT,), "it has compiled code (pkg/a.so)"),
        (("cp312-cp312-linux_x86_64",), (OBJECT,), "it has compiled code (pkg/a.so)"),
        (
            ("py3-none-linux_x86_64",),
            (),
            "what was built is for py3-none-linux_x86_64 alone",
        ),
        (
            ("cp312-cp312-macosx_14_0_arm64",),
            (),
            "what was built is for cp312-cp312-macosx_14_0_arm64 alone",
        ),
        ((), (), "what was built is for nothing alone"),
    ],
)
def test_what_was_built_here_is_judged_by_what_it_is(
    tags: tuple[str, ...], objects: tuple[SharedObject, ...], said: str
) -> None:
    assert why_unfit(WheelFacts("pkg", "1.0", tags, objects=objects), PLATFORM) == said


BROKEN: Mapping[str, tuple[str, str]] = {
    "says why": (
        # In one stream: uv reads the two side by side, and their lines come in any order.
        "sys.stderr.write('compiling\\npg_config not found\\n'); raise SystemExit(3)",
        "its build failed: pg_config not found",
    ),
    "compiles": (
        "print('a.c:3: fatal error: x.h: none'); sys.exit(\"error: Command '['gcc']' returned 1\")",
        "its build failed: a.c:3: fatal error: x.h: none",
    ),
    "says much": ("sys.exit('much ' * 1000)", f"its build failed: {'much ' * 40}…"),
    "meson": (  # the log is gone with the build
        "sys.exit('meson.build:3: ERROR: no cairo\\n\\nA full log can be found at /gone')",
        "its build failed: meson.build:3: ERROR: no cairo",
    ),
    "says nothing": ("raise SystemExit(3)", "its build failed: Call to `backend"),
    "raises": ("raise ValueError('no compiler')", "its build failed: ValueError: no compiler"),
    "raises with advice": (
        "raise ValueError('no such folder\\nfor example:\\n[tool]\\npackages = 1')",
        "its build failed: ValueError: no such folder",
    ),
    "shows a secret": (
        "raise ValueError(os.environ['UV_DEFAULT_INDEX'] + ' hidden')",
        "its build failed: ValueError: http://****@127.0.0.1:9/ ****",
    ),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_build_that_fails(store: Store, tmp_path: Path, case: str) -> None:
    backend, said = BROKEN[case]
    heard = Heard()
    package = sdist(make_sdist(tmp_path, backend=backend))
    with pytest.raises(NativeBuildError) as raised:
        fetched(store, package, network=Network("http://me:hidden@127.0.0.1:9/"), heard=heard)
    assert f"src-pkg 1.0 (only an sdist; {said}" in str(raised.value)
    assert "hidden" not in str(raised.value) + "".join(heard.lines)
    if case == "says why":
        assert heard.lines == ["src-pkg: compiling", "src-pkg: pg_config not found"]
    assert left(store) == []


@pytest.mark.parametrize("content", [b"", b"no archive", b"PK\x03\x04"])
def test_what_is_no_sdist(store: Store, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "src_pkg-1.0.tar.gz"
    path.write_bytes(content)
    with pytest.raises(NativeBuildError, match=r"src-pkg 1\.0 \(only an sdist; its build failed: "):
        fetched(store, sdist(str(path)))
    with pytest.raises(DependencyError, match=r"src-pkg: src_pkg.* cannot be unpacked: "):
        fetched(store, sdist(str(path))._replace(subdirectory="inner"))


def test_a_wheel_of_something_else(store: Store, tmp_path: Path) -> None:
    package = sdist(make_sdist(tmp_path, "other"), "src-pkg")
    with pytest.raises(DependencyError, match=r"is other 1\.0"):
        fetched(store, package)


def test_arguments_of_a_build_hold_no_credentials(store: Store, tmp_path: Path) -> None:
    if not os.path.exists("/proc/self/cmdline"):
        pytest.skip("this system does not show the arguments of others as files")
    backend = """
    import glob
    for file in glob.glob("/proc/[0-9]*/cmdline"):
        try:
            arguments = open(file, "rb").read()
        except OSError:
            continue
        if b"hid" + b"den" in arguments:
            raise ValueError("seen: " + repr(arguments))
    """
    package = sdist(make_sdist(tmp_path, backend=backend))
    fetched(store, package, network=Network("http://me:hidden@127.0.0.1:9/"))


@pytest.mark.usefixtures("own_settings")
@pytest.mark.parametrize("where", ["--index-url {url}", "--no-index --find-links {folder}"])
def test_what_a_build_needs_is_from_where_the_requirements_say(
    store: Store, tmp_path: Path, where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # PyPI, which may have another package of that name, is not asked
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("UV_HTTP_RETRIES", "0")
    tree = source_tree(backend="import needed")
    project = tree["pyproject.toml"].replace(b"requires = []", b'requires = ["needed"]')
    own = {"backend.py": tree["backend.py"], "pyproject.toml": project, "src_pkg/__init__.py": b""}
    make_sdist(tmp_path / "index", files=own)
    make_wheel(tmp_path / "index", "needed")
    with faulty(tmp_path / "index") as index:
        where = where.format(url=index.url, folder=tmp_path / "index")
        (tmp_path / "requirements.txt").write_text(f"{where}\nsrc-pkg\n")
        resolution = resolve(Wants(str(tmp_path), "requirements.txt", PLATFORM), store, Heard())
        (wheel,) = fetched(store, *resolution.packages, network=resolution.network)
    assert members(wheel) == PURE


# -- forms of sources -----------------------------------------------------------------------------


def zipped(path: Path, tree: Mapping[str, bytes], top: str) -> str:
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in tree.items():
            archive.writestr(f"{top}{name}", content)
    return str(path)


def tarred(path: Path, tree: Mapping[str, bytes], top: str) -> str:
    source = make_source(path.parent / f"{path.name}.tree", tree)
    packed = {".gz": gzip, ".bz2": bz2}[path.suffix]
    with packed.open(path, "wb") as file, tarfile.open(fileobj=file, mode="w") as archive:
        archive.add(source, arcname=top.rstrip("/") or ".")
    return str(path)


@pytest.mark.parametrize(
    ("name", "pack"),
    [("main.zip", zipped), ("main.tar.gz", tarred), ("src_pkg-1.0.tar.bz2", tarred)],
)
@pytest.mark.parametrize("inner", ["", "deep/inner/"])
def test_archives_of_any_kind(
    store: Store,
    tmp_path: Path,
    name: str,
    pack: Callable[[Path, Mapping[str, bytes], str], str],
    inner: str,
) -> None:
    tree = {f"{inner}{path}": content for path, content in source_tree().items()}
    package = sdist(pack(tmp_path / name, tree, "repo-main/"))
    (wheel,) = fetched(store, package._replace(subdirectory=inner.rstrip("/")))
    assert members(wheel) == PURE


@pytest.mark.parametrize("subdirectory", ["..", "missing", "../sources/x", "/etc", "setup.py"])
def test_a_subdirectory_that_is_none(store: Store, tmp_path: Path, subdirectory: str) -> None:
    package = sdist(make_sdist(tmp_path))._replace(subdirectory=subdirectory)
    with pytest.raises(DependencyError, match="there is no folder"):
        fetched(store, package)


def state(root: Path) -> dict[str, tuple[int, bytes]]:
    return {
        str(path.relative_to(root)): (
            path.lstat().st_mtime_ns,
            path.read_bytes() if path.is_file() else b"",
        )
        for path in root.rglob("*")
    }


def test_a_folder_is_built_anew_each_time_and_never_written_to(
    store: Store, tmp_path: Path
) -> None:
    backend = """
    os.makedirs("build/lib", exist_ok=True)
    open("src_pkg/generated.py", "w").close()
    """
    source = Path(make_source(tmp_path / "mine", source_tree(backend=backend)))
    package, before = folder(str(source)), state(source)
    (first,) = fetched(store, package)
    assert "src_pkg/generated.py" in members(first)
    assert state(source) == before

    (source / "src_pkg" / "new.py").write_text("")
    (second,) = fetched(store, package)
    assert "src_pkg/new.py" in members(second)
    assert first.sha256 != second.sha256


def test_what_a_folder_leads_to(store: Store, tmp_path: Path) -> None:
    source = Path(make_source(tmp_path / "mine", source_tree()))
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "from.py").write_text("outside")
    package = source / "src_pkg"
    (package / "file.py").symlink_to(tmp_path / "outside" / "from.py")
    (package / "folder").symlink_to(tmp_path / "outside")
    (package / "inside.py").symlink_to("__init__.py")
    (package / "cycle").symlink_to("..")
    (package / "absolute").symlink_to(source)
    (package / "dangling").symlink_to("nowhere")
    (source / "env").mkdir()
    (source / "env" / "pyvenv.cfg").write_text("")
    if hasattr(os, "mkfifo"):
        os.mkfifo(source / "pipe")
    (wheel,) = fetched(store, folder(str(source)))
    assert members(wheel) == sorted(
        [*PURE, "src_pkg/file.py", "src_pkg/inside.py", "src_pkg/folder/from.py"]
    )


def test_a_folder_that_is_not_there(store: Store, tmp_path: Path) -> None:
    with pytest.raises(DependencyError, match=r"src-pkg: .*missing is no folder"):
        fetched(store, folder(str(tmp_path / "missing")))


# -- Pythons --------------------------------------------------------------------------------------


def test_the_python_of_the_target_where_there_is_one() -> None:
    own = "{}.{}".format(*sys.version_info[:2])
    assert interpreter(own) == sys.executable
    assert interpreter("3.99") == sys.executable
    for version in ("3.10", "3.11", "3.12", "3.13"):
        path = interpreter(version)
        program = "import sys; print('%d.%d' % sys.version_info[:2])"
        done = subprocess.run([path, "-c", program], capture_output=True, text=True, check=True)
        assert done.stdout.strip() in {version, own}
