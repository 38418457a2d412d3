"""From requirements to the packages: tables of files, with real uv and wheels on this disk."""

from __future__ import annotations

import os
import random
import subprocess
from collections.abc import Callable, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from fxpack.artifact import LockedPackage, Silent
from fxpack.errors import DependencyError, NativeBuildError
from fxpack.pack import process
from fxpack.pack.asked import Exported
from fxpack.pack.network import Network, network_of
from fxpack.pack.resolve import Resolution, Wants, resolve
from fxpack.pack.store import Store
from fxpack.pack.uv_compile import uv_program
from fxpack.platforms import platform_of
from tests.conftest import Indexes
from tests.index import Fault
from tests.wheels import make_sdist, make_source, make_wheel, source_tree

pytestmark = pytest.mark.usefixtures("own_settings")

NATIVE = "cp312-cp312-manylinux_2_17_x86_64.manylinux2014_x86_64"
NEWEST = "cp312-cp312-manylinux_2_39_x86_64"
ABI3 = "cp38-abi3-manylinux_2_28_x86_64"
WINDOWS = "cp312-cp312-win_amd64"


def digest(path: str | Path) -> str:
    return sha256(Path(path).read_bytes()).hexdigest()


class Bench:
    """An app, a folder of wheels, a store, and a resolver that is given them."""

    def __init__(self, folder: Path) -> None:
        self.app = folder / "app"
        self.wheels = folder / "wheels"
        self.store = Store(str(folder / "cache"))
        self.app.mkdir()
        self.wheels.mkdir()

    def wheel(self, name: str, version: str = "1.0", **more: Any) -> str:
        return make_wheel(self.wheels, name, version, **more)

    def write(self, text: str | bytes, path: str = "requirements.txt") -> None:
        target = self.app / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text.encode() if isinstance(text, str) else text)

    def network(self, **more: Any) -> Network:
        return network_of(find_links=[str(self.wheels)], **more)

    def resolve(
        self,
        text: str | bytes | Exported | None = None,
        network: Network | None = None,
        python: tuple[int, int] = (3, 12),
        **more: Any,
    ) -> Resolution:
        if isinstance(text, str | bytes):
            self.write(text)
        if network is None:
            # An index is never asked: there is none but the folder.
            network = self.network(index_url=str(self.empty()))
        wants = Wants(
            str(self.app),
            text if isinstance(text, Exported) else "requirements.txt",
            platform_of(python),
            network,
            **more,
        )
        return resolve(wants, self.store, Silent())

    def empty(self) -> Path:
        folder = self.app.parent / "empty"
        folder.mkdir(exist_ok=True)
        return folder

    def refused(self, text: str | bytes | None = None, **more: Any) -> str:
        with pytest.raises(DependencyError) as caught:
            self.resolve(text, **more)
        message = str(caught.value)
        assert "\n" not in message
        return message


def unreachable(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever asks PyPI fails."""
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("UV_HTTP_RETRIES", "0")


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path)


def told(resolution: Resolution) -> str:
    """The packages, briefly."""
    return " ".join(f"{each.name}={each.version or each.kind}" for each in resolution.packages)


def one(resolution: Resolution, name: str) -> LockedPackage:
    return next(each for each in resolution.packages if each.name == name)


# -- what is chosen -------------------------------------------------------------------------------

CHOICES = {
    "nothing": ("# nothing\n\n", ""),
    "the newest": ("plain\n", "plain=2.0"),
    "pinned": ("plain==1.0\n", "plain=1.0"),
    "a name in another form": ("PLAIN==1.0\n", "plain=1.0"),
    "with what it needs": ("needy\n", "needy=1.0 plain=1.5"),
    "an extra": ("needy[more]\n", "extra=1.0 needy=1.0 plain=1.5"),
    "a marker that holds": ('plain==1.0 ; sys_platform == "linux"\n', "plain=1.0"),
    "one that does not": ('plain ; sys_platform == "win32"\n', ""),
    "that of another Python": ('plain ; python_version < "3.12"\n', ""),
    "continued": ("plain\\\n==1.0 # why\n", "plain=1.0"),
    "no end of line": ("plain==1.0", "plain=1.0"),
    "CRLF": ("plain==1.0\r\nextra\r\n", "extra=1.0 plain=1.0"),
    "UTF-8 with a mark": ("\ufeffplain==1.0\r\n", "plain=1.0"),
    "UTF-16": ("plain==1.0\r\n".encode("utf-16"), "plain=1.0"),
    "UTF-16, the other": (b"\xfe\xff" + "plain==1.0\n".encode("utf-16-be"), "plain=1.0"),
    "Latin-1, as it says": (b"# coding: latin-1\nplain==1.0 # caf\xe9\n", "plain=1.0"),
    "other requirements": ("-r more/base.txt\n", "extra=1.0"),
    "a constraint whose name has a space": ('-c "more/a limit.txt"\nplain\n', "plain=1.5"),
    "those of UTF-16": ("-r more/wide.txt\n", "extra=1.0"),
    "those that constrain": ("-c more/limits.txt\nneedy\nplain\n", "needy=1.0 plain=1.5"),
    "a constraint on what is not needed": ("-c more/limits.txt\nextra\n", "extra=1.0"),
    "constraints through requirements": ("-r more/both.txt\nplain\n", "plain=1.5"),
    "no pre-release": ("early\n", "early=1.0"),
    "a pre-release": ("--pre\nearly\n", "early=2.0b1"),
    "one that is named": ("early==2.0b1\n", "early=2.0b1"),
    "the best wheel": ("tagged\n", "tagged=1.0"),
    "an old version, since the new has no wheel": ("--only-binary :all:\nmoved\n", "moved=1.0"),
    "the source": ("moved\n", "moved=2.0"),
    "no wheel by order": ("--no-binary both\nboth\n", "both=1.0"),
    "a version that is yet another": ("plain~=1.0\n", "plain=1.5"),
    "the same twice": ("plain==1.0\nplain==1.0\n", "plain=1.0"),
    "more links, from the file that names them": ("-r more/links.txt\n", "linked=1.0"),
    "ignored by pip, and so here": ("--use-feature fast-deps\nplain\n", "plain=2.0"),
}


@pytest.fixture
def stocked(bench: Bench) -> Bench:
    for version in ("1.0", "1.5", "2.0"):
        bench.wheel("plain", version)
    bench.wheel("needy", requires=["plain<2", 'extra; extra == "more"'], extras=["more"])
    bench.wheel("extra")
    bench.wheel("early")
    bench.wheel("early", "2.0b1")
    for tag in ("py3-none-any", NATIVE, NEWEST, ABI3, WINDOWS):
        bench.wheel("tagged", tag=tag)
    bench.wheel("moved")
    bench.wheel("moved", "2.0", tag=WINDOWS)
    make_sdist(bench.wheels, "moved", "2.0")
    bench.wheel("both")
    make_sdist(bench.wheels, "both", "1.0")
    make_wheel(bench.app / "more" / "wheels", "linked")
    bench.write("extra\n", "more/base.txt")
    bench.write("extra\n".encode("utf-16"), "more/wide.txt")
    bench.write("plain<2\nnever==9\n", "more/limits.txt")
    bench.write("plain<2\n", "more/a limit.txt")
    bench.write("-c limits.txt\n", "more/both.txt")
    bench.write("--find-links wheels\nlinked\n", "more/links.txt")
    return bench


@pytest.mark.parametrize(
    ("text", "expected"),
    CHOICES.values(),
    ids=list(CHOICES),
)
def test_what_is_chosen(stocked: Bench, text: str | bytes, expected: str) -> None:
    assert told(stocked.resolve(text)) == expected


@pytest.mark.parametrize(
    ("python", "tag"), [((3, 10), ABI3), ((3, 12), NATIVE), ((3, 13), ABI3), ((3, 14), ABI3)]
)
def test_the_wheel_that_fits_best(stocked: Bench, python: tuple[int, int], tag: str) -> None:
    if python == (3, 10):
        tag = ABI3  # glibc 2.31 is enough for 2.28
    chosen = one(stocked.resolve("tagged", python=python), "tagged")
    assert chosen.filename == f"tagged-1.0-{tag}.whl"
    assert chosen.hashes == {"sha256": digest(stocked.wheels / chosen.filename)}
    assert chosen.location == str(stocked.wheels / chosen.filename)
    assert chosen.direct_url is None


def test_a_source_without_a_wheel(stocked: Bench) -> None:
    chosen = one(stocked.resolve("moved"), "moved")
    assert (chosen.kind, chosen.filename) == ("sdist", "moved-2.0.tar.gz")
    assert chosen.hashes == {"sha256": digest(stocked.wheels / "moved-2.0.tar.gz")}


def test_a_source_by_order(stocked: Bench) -> None:
    assert one(stocked.resolve("--no-binary both\nboth"), "both").kind == "sdist"


def test_who_asked_for_what(stocked: Bench) -> None:
    found = stocked.resolve("needy[more]\nextra\n").packages
    assert {each.name: (each.requested, each.because) for each in found} == {
        "needy": (True, ()),
        "extra": (True, ("needy",)),
        "plain": (False, ("needy",)),
    }


def test_the_order_of_lines_does_not_matter(stocked: Bench) -> None:
    lines = ["needy", "plain", "extra", "early", "tagged", "moved", "-c more/limits.txt"]
    expected = stocked.resolve("\n".join(lines))
    shuffle = random.Random(3)
    for _ in range(5):
        shuffle.shuffle(lines)
        assert stocked.resolve("\n".join(lines), refresh=True) == expected


def test_uv_itself_chooses_the_same(stocked: Bench) -> None:
    stocked.write("needy[more]\ntagged\nearly\nboth\nmoved<2\n")
    written = subprocess.run(
        [
            *(uv_program(), "pip", "compile", "requirements.txt", "--no-header", "--no-annotate"),
            *("--python-version", "3.12", "--python-platform", "x86_64-manylinux_2_36", "-q"),
            *("--no-index", "--find-links", str(stocked.wheels)),
        ],
        cwd=stocked.app,
        env={**os.environ, "UV_PYTHON_DOWNLOADS": "never"},
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert told(stocked.resolve()).split() == [
        line.replace("==", "=") for line in written.splitlines()
    ]


# -- direct references ----------------------------------------------------------------------------


def git(folder: Path, *words: str) -> str:
    settings = ["-c", "user.name=n", "-c", "user.email=e@example.org"]
    done = subprocess.run(
        ["git", *settings, *words], cwd=folder, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


@pytest.mark.parametrize(
    "text",
    ["./libs/own-1.0-py3-none-any.whl", "libs/own-1.0-py3-none-any.whl", "own @ {uri}", "{uri}"],
)
def test_a_wheel_of_the_app(bench: Bench, text: str) -> None:
    path = make_wheel(bench.app / "libs", "own", requires=["plain"])
    bench.wheel("plain")
    found = bench.resolve(text.format(uri=Path(path).as_uri()))
    assert told(found) == "own=1.0 plain=1.0"
    chosen = one(found, "own")
    assert (chosen.kind, chosen.location, chosen.requested) == ("wheel", path, True)
    assert chosen.direct_url == {
        "url": "file:///libs/own-1.0-py3-none-any.whl",
        "archive_info": {"hashes": {"sha256": digest(path)}},
    }
    assert one(found, "plain").because == ("own",)


def test_a_wheel_outside_the_app_leaves_no_path(bench: Bench, tmp_path: Path) -> None:
    make_wheel(tmp_path / "shared", "own")
    chosen = one(bench.resolve("../shared/own-1.0-py3-none-any.whl"), "own")
    assert chosen.direct_url is not None
    assert chosen.direct_url["url"] == "file:///own-1.0-py3-none-any.whl"


@pytest.mark.parametrize(
    "line", ["./own", "-e ./own", "-e own", "own @ {uri}", "-e {uri}", "./own/"]
)
def test_a_folder(bench: Bench, line: str) -> None:
    make_source(bench.app / "own", source_tree("own", requires=["plain"]))
    bench.wheel("plain")
    found = bench.resolve(line.format(uri=(bench.app / "own").as_uri()))
    chosen = one(found, "own")
    assert (chosen.kind, chosen.location) == ("directory", str(bench.app / "own"))
    assert chosen.direct_url == {"url": "file:///own", "dir_info": {}}
    assert chosen.requested
    assert one(found, "plain").because == ("own",)


def test_the_app_itself(bench: Bench) -> None:
    make_source(bench.app, source_tree("own"))
    chosen = one(bench.resolve("."), "own")
    assert (chosen.kind, chosen.location) == ("directory", str(bench.app))


@pytest.mark.parametrize(
    "line",
    [
        "own @ git+{uri}@main#subdirectory=sub",
        "git+{uri}@main#egg=own&subdirectory=sub",
        "-e git+{uri}@main#egg=own&subdirectory=sub",
    ],
)
def test_a_repository(bench: Bench, tmp_path: Path, line: str) -> None:
    repository = tmp_path / "repository"
    make_source(repository / "sub", source_tree("own", requires=["plain"]))
    bench.wheel("plain")
    git(repository, "init", "-q", "-b", "main")
    git(repository, "add", ".")
    git(repository, "commit", "-q", "-m", "first")
    commit = git(repository, "rev-parse", "HEAD")
    found = bench.resolve(line.format(uri=repository.as_uri()))
    chosen = one(found, "own")
    assert (chosen.kind, chosen.commit, chosen.subdirectory) == ("vcs", commit, "sub")
    assert chosen.direct_url == {
        "url": "file:///repository",
        "vcs_info": {"vcs": "git", "commit_id": commit, "requested_revision": "main"},
        "subdirectory": "sub",
    }
    assert told(found) == "own=1.0 plain=1.0"


def test_a_url(bench: Bench, indexes: Indexes) -> None:
    path = bench.wheel("own")
    url = indexes.faulty(bench.wheels, {}).url.replace("simple/", "files/") + os.path.basename(path)
    for text in (f"own @ {url}\n", f"{url}\n", f"{url}#sha256={digest(path)}\n"):
        chosen = one(bench.resolve(text, refresh=True), "own")
        assert chosen.location == url
        assert chosen.hashes == {"sha256": digest(path)}
        assert chosen.direct_url == {
            "url": url,
            "archive_info": {"hashes": {"sha256": digest(path)}},
        }


def test_requirements_that_lie_in_no_file(stocked: Bench) -> None:
    make_wheel(stocked.app / "libs", "own")
    text = b"needy\n./libs/own-1.0-py3-none-any.whl\n"
    assert told(stocked.resolve(Exported(text, "pyproject.toml"))) == "needy=1.0 own=1.0 plain=1.5"
    with pytest.raises(DependencyError, match=r"^pyproject\.toml:1: "):
        stocked.resolve(Exported(b"needy ?? 1\n", "pyproject.toml"))


# -- hashes ---------------------------------------------------------------------------------------

WRONG = "sha256:" + "0" * 64


def hashed(bench: Bench, name: str, *others: str) -> str:
    """A line with the hashes of all files of a package, and others."""
    hashes = [f"sha256:{digest(path)}" for path in sorted(bench.wheels.glob(f"{name}-*"))]
    return f"{name}==1.0 " + " ".join(f"--hash={each}" for each in (*hashes, *others)) + "\n"


def test_a_listed_hash_passes(bench: Bench) -> None:
    bench.wheel("own")
    found = bench.resolve(hashed(bench, "own", WRONG))
    assert one(found, "own").hashes == {"sha256": digest(bench.wheels / "own-1.0-py3-none-any.whl")}


def test_of_several_files_the_listed_one(bench: Bench) -> None:
    plain = bench.wheel("own")
    bench.wheel("own", tag=NATIVE)
    found = bench.resolve(f"own==1.0 --hash=sha256:{digest(plain)}\n")
    assert one(found, "own").filename == "own-1.0-py3-none-any.whl"


def test_a_listed_source_where_no_wheel_is(bench: Bench) -> None:
    bench.wheel("own", tag=NATIVE)
    source = make_sdist(bench.wheels, "own", "1.0")
    found = bench.resolve(f"own==1.0 --hash=sha256:{digest(source).upper()}\n")
    assert one(found, "own").kind == "sdist"


def test_hashes_of_other_algorithms(bench: Bench) -> None:
    import hashlib

    path = bench.wheel("own")
    sha512 = hashlib.sha512(Path(path).read_bytes()).hexdigest()
    found = bench.resolve(f"own==1.0 --hash=sha512:{sha512}\n")
    assert one(found, "own").hashes == {"sha256": digest(path), "sha512": sha512}
    message = bench.refused(f"own==1.0 --hash=sha512:{sha512} --hash=sha512:{'0' * 128}\n")
    assert "list its sha256" in message


REFUSED_HASHES: Mapping[str, tuple[Callable[[Bench], str], str]] = {
    "another file's": (lambda _: f"own==1.0 --hash={WRONG}\n", "none of the hashes"),
    "one package without": (lambda b: hashed(b, "own") + "plain==1.0\n", "plain==1.0 has no hash"),
    "what it needs without": (lambda b: hashed(b, "needy"), "plain==1.0 has no hash"),
    "asked for and not there": (lambda _: "--require-hashes\nown==1.0\n", "own==1.0 has no hash"),
    "not pinned": (
        lambda b: hashed(b, "own").replace("==", ">="),
        "must be pinned: write own==1.0",
    ),
    "a folder": (
        lambda b: hashed(b, "own") + "./folder\n",
        "folder is a folder, which has no hash",
    ),
    "a URL with a wrong one": (
        lambda b: f"./libs/local-1.0-py3-none-any.whl --hash={WRONG}\n",
        "none of the hashes",
    ),
    "a path without": (
        lambda b: hashed(b, "own") + "./libs/local-1.0-py3-none-any.whl\n",
        "local==1.0 has no hash",
    ),
    "a constraint's, not the line's": (
        lambda b: hashed(b, "own") + "-c limits.txt\n",
        "no hash in common",
    ),
}


@pytest.mark.parametrize(("make", "expected"), REFUSED_HASHES.values(), ids=list(REFUSED_HASHES))
def test_hashes_that_do_not_pass(bench: Bench, make: Callable[[Bench], str], expected: str) -> None:
    bench.wheel("own")
    bench.wheel("plain")
    bench.wheel("needy", requires=["plain"])
    bench.write(f"own==1.0 --hash={WRONG}\n", "limits.txt")
    make_wheel(bench.app / "libs", "local")
    make_source(bench.app / "folder", source_tree("folder"))
    assert expected in bench.refused(make(bench))


def test_the_hash_that_is_missing_is_told(bench: Bench) -> None:
    bench.wheel("own")
    path = bench.wheel("plain")
    assert f"--hash=sha256:{digest(path)}" in bench.refused(hashed(bench, "own") + "plain==1.0\n")


# -- without an index -----------------------------------------------------------------------------


def test_pinned_and_hashed_needs_no_index(bench: Bench, indexes: Indexes) -> None:
    for path in (bench.wheel("needy", requires=["plain>=1"]), bench.wheel("plain")):
        bench.store.add(path)
    index = indexes.faulty(bench.wheels, {"/": Fault("status", 500)})
    text = hashed(bench, "needy") + hashed(bench, "plain")
    network = network_of(index.url)
    for _ in range(2):
        found = bench.resolve(text, network)
        assert found.how == "pinned and hashed: no index asked"
        assert told(found) == "needy=1.0 plain=1.0"
        assert one(found, "plain").because == ("needy",)
        assert all(each.requested for each in found.packages)
    assert index.requests == []


def test_what_is_pinned_and_hashed_stays_known(bench: Bench, indexes: Indexes) -> None:
    bench.wheel("own")
    bench.wheel("own", tag=NATIVE)
    index = indexes.faulty(bench.wheels, {})
    text = hashed(bench, "own")
    first = bench.resolve(text, network_of(index.url))
    asked = len(index.requests)
    assert first.how == "resolved by uv"
    assert asked
    for kept in Path(bench.store.folder, "locks").iterdir():
        os.utime(kept, (0, 0))
    again = bench.resolve("# other words\n" + text, network_of(index.url))
    assert again == first._replace(how="pinned and hashed: no index asked")
    assert len(index.requests) == asked


UNCLOSED = {
    "what it needs is not listed": (["plain"], "needy==1.0 needs plain, which is not listed"),
    "another version": (["own>=2"], "own==1.0 is listed, but needy==1.0 needs own>=2"),
    "an extra of what it needs": (["own[x]"], 'own==1.0 needs deep; extra == "x", which is not'),
}


@pytest.mark.parametrize(("requires", "expected"), UNCLOSED.values(), ids=list(UNCLOSED))
def test_pinned_packages_that_do_not_fit(bench: Bench, requires: list[str], expected: str) -> None:
    paths = [
        bench.wheel("needy", requires=requires),
        bench.wheel("own", requires=['deep; extra == "x"'], extras=["x"]),
    ]
    for path in paths:
        bench.store.add(path)
    assert expected in bench.refused(hashed(bench, "needy") + hashed(bench, "own"))


def test_a_marker_leaves_a_pinned_package_out(bench: Bench) -> None:
    bench.store.add(bench.wheel("own", requires=['plain; sys_platform == "win32"']))
    text = hashed(bench, "own") + f'plain==1.0; sys_platform == "win32" --hash={WRONG}\n'
    assert told(bench.resolve(text)) == "own=1.0"


def test_a_stored_wheel_of_another_platform_is_not_taken(bench: Bench) -> None:
    bench.store.add(bench.wheel("own", tag=NATIVE))
    text = hashed(bench, "own")
    assert told(bench.resolve(text)) == "own=1.0"
    assert "own" in bench.refused(text, python=(3, 13))


# -- kept for a while -----------------------------------------------------------------------------


def test_a_lock_is_reused_for_ten_minutes(bench: Bench, indexes: Indexes) -> None:
    bench.wheel("own")
    index = indexes.faulty(bench.wheels, {})
    network = network_of(index.url)
    first = bench.resolve("own\n", network)
    assert first.how == "resolved by uv"
    asked = len(index.requests)
    again = bench.resolve("own\n", network)
    assert again.how == "lock of 0 seconds ago reused"
    assert again.packages == first.packages
    assert len(index.requests) == asked

    (kept,) = Path(bench.store.folder, "locks").iterdir()
    os.utime(kept, (kept.stat().st_mtime - 190,) * 2)
    assert bench.resolve("own\n", network).how == "lock of 3 minutes ago reused"
    os.utime(kept, (kept.stat().st_mtime - 600,) * 2)
    assert bench.resolve("own\n", network).how == "resolved by uv"
    assert bench.resolve("own\n", network).how == "lock of 0 seconds ago reused"
    assert bench.resolve("own\n", network, refresh=True).how == "resolved by uv"
    (kept,) = Path(bench.store.folder, "locks").iterdir()
    os.utime(kept, (0, 0))
    offline = network._replace(offline=True)
    assert " days ago reused" in bench.resolve("own\n", offline).how


def test_what_makes_another_question(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    bench.wheel("own")
    bench.write("own\n")
    bench.write("other<1\n", "limits.txt")
    assert bench.resolve().how == "resolved by uv"
    assert bench.resolve(python=(3, 13)).how == "resolved by uv"
    assert bench.resolve(b"own\n-c limits.txt\n").how == "resolved by uv"
    bench.write("other<2\n", "limits.txt")
    assert bench.resolve().how == "resolved by uv"
    bench.wheel("another")
    assert bench.resolve().how == "resolved by uv"
    monkeypatch.setenv("UV_RESOLUTION", "lowest")
    assert bench.resolve().how == "resolved by uv"
    assert bench.resolve().how == "lock of 0 seconds ago reused"
    monkeypatch.setenv("UV_CONCURRENT_DOWNLOADS", "3")
    assert bench.resolve().how == "lock of 0 seconds ago reused"


def test_a_wheel_that_changes_is_looked_at_again(bench: Bench) -> None:
    bench.wheel("one")
    bench.wheel("two")
    make_wheel(bench.app, "own", requires=["one"])
    assert told(bench.resolve("./own-1.0-py3-none-any.whl")) == "one=1.0 own=1.0"
    make_wheel(bench.app, "own", requires=["two"], files={"own.py": "x = 1\n"})
    assert told(bench.resolve("./own-1.0-py3-none-any.whl")) == "own=1.0 two=1.0"


def test_a_folder_may_change_at_any_time(bench: Bench) -> None:
    make_source(bench.app / "own", source_tree("own"))
    for _ in range(2):
        assert bench.resolve("./own").how == "resolved by uv"


@pytest.mark.parametrize("content", [b"", b"[1]", b"[{}]", b"\xff", b"[" * 100_000])
def test_a_damaged_lock_is_none(bench: Bench, content: bytes) -> None:
    bench.wheel("own")
    first = bench.resolve("own\n")
    (kept,) = Path(bench.store.folder, "locks").iterdir()
    kept.write_bytes(content)
    assert bench.resolve("own\n") == first


# -- indexes --------------------------------------------------------------------------------------


def test_credentials_reach_the_index_and_nothing_else(
    bench: Bench, indexes: Indexes, capfd: pytest.CaptureFixture[str]
) -> None:
    bench.wheel("private", requires=["plain"])
    bench.wheel("plain")
    index = indexes.real(bench.wheels, user="someone", password="hidden-word")
    for how in ("resolved by uv", "lock of 0 seconds ago reused"):
        found = bench.resolve("private\n", network_of(index.url))
        assert (told(found), found.how) == ("plain=1.0 private=1.0", how)
        for each in found.packages:
            assert each.location.startswith("http://someone:hidden-word@127.0.0.1:")
    for path in Path(bench.store.folder).rglob("*"):
        if path.is_file():
            assert b"hidden-word" not in path.read_bytes()
    assert "hidden-word" not in repr(capfd.readouterr())


@pytest.mark.parametrize("variable", ["PIP_INDEX_URL", "UV_DEFAULT_INDEX", "PIP_EXTRA_INDEX_URL"])
def test_the_environment_names_the_index(
    bench: Bench, indexes: Indexes, monkeypatch: pytest.MonkeyPatch, variable: str
) -> None:
    bench.wheel("private")
    index = indexes.real(bench.wheels, user="someone", password="hidden-word")
    monkeypatch.setenv(variable, index.url)
    if variable == "PIP_EXTRA_INDEX_URL":
        monkeypatch.setenv("PIP_INDEX_URL", str(bench.empty()))
    assert told(bench.resolve("private\n", network_of())) == "private=1.0"


@pytest.mark.parametrize(
    "option",
    ["--index-url {}", "-i {}", "--extra-index-url {}", "--no-index\n--find-links {}"],
)
def test_the_requirements_name_the_index(
    bench: Bench, indexes: Indexes, monkeypatch: pytest.MonkeyPatch, option: str
) -> None:
    bench.wheel("private")
    index = indexes.real(bench.wheels, user="someone", password="hidden-word")
    monkeypatch.setenv("THE_TOKEN", "hidden-word")
    unreachable(monkeypatch)
    place = index.url.replace("hidden-word", "${THE_TOKEN}")
    place = str(bench.wheels) if "links" in option else place
    network = network_of(str(bench.empty()))
    found = bench.resolve(option.format(place) + "\nprivate\n", network)
    assert told(found) == "private=1.0"
    assert "THE_TOKEN" not in found.packages[0].location


@pytest.mark.parametrize(
    ("user", "password", "expected"),
    [("", "", "asks for credentials"), ("someone", "wrong-word", "refuses the credentials")],
)
def test_an_index_that_lets_nobody_in(
    bench: Bench, indexes: Indexes, user: str, password: str, expected: str
) -> None:
    bench.wheel("private")
    index = indexes.real(bench.wheels, user="someone", password="hidden-word")
    url = index.bare.replace("//", f"//{user}:{password}@") if user else index.bare
    message = bench.refused("private\n", network=network_of(url))
    assert expected in message
    assert "wrong-word" not in message


@pytest.mark.parametrize(
    ("fault", "expected"),
    [
        (Fault("status", 500), "check the network and the index"),
        (Fault("status", 503), "check the network and the index"),
        (Fault("hang-up"), "check the network and the index"),
        (Fault("status", 404), "check the name"),
    ],
)
def test_an_index_that_fails(bench: Bench, indexes: Indexes, fault: Fault, expected: str) -> None:
    bench.wheel("own")
    index = indexes.faulty(bench.wheels, {"/simple/own/": fault})
    message = bench.refused("own\n", network=network_of(index.url))
    assert message.startswith("requirements.txt: ")
    assert expected in message


def test_no_index_at_all(bench: Bench) -> None:
    down = "http://127.0.0.1:9/simple/"
    message = bench.refused("own\n", network=network_of(down))
    assert "check the network and the index" in message
    assert "--offline" in bench.refused("own\n", network=network_of(down, offline=True))


# -- what cannot be resolved ----------------------------------------------------------------------

REFUSED = {
    "a file that is not there": (None, r"requirements\.txt:1: requirements\.txt does not exist"),
    "a name nobody knows": ("unknown\n", r"requirements\.txt: .*unknown.*: check the name"),
    "a version nobody has": ("plain==9\n", r"no version of plain==9 .*: change one of the versions"),
    "no wheel for the target": ("tagless\n", r"tagless.*manylinux_2_36.*: choose another version"),
    "a newer Python": ("modern\n", r"modern==1\.0 requires Python >=3\.99.*--python"),
    "a conflict": ("needy\nplain==2.0\n", r"needy depend on plain<2.*change one of the versions"),
    "no requirement": ("plain\nplain ?? 2\n", r"requirements\.txt:2: "),
    "in an included file": ("-r more/bad.txt\n", r"more/bad\.txt:2: "),
    "an included file that is not there": ("plain\n-r no.txt\n", r"requirements\.txt:2: no\.txt"),
    "an option nobody knows": ("plain\n--frobnicate\n", r"requirements\.txt:2: "),
    "itself": ("-r requirements.txt\n", r"requirements\.txt:1: .*includes itself"),
    "no text": (b"plain \xff\n", r"requirements\.txt:1: .*UTF-8"),
    "a path that is not there": ("./no-1.0-py3-none-any.whl\n", r"not found at.*relative to the app"),
    "a repository of another kind": ("x @ hg+https://127.0.0.1/x\n", r"requirements\.txt:1: .*Mercurial"),
    "a repository that is not there": ("x @ git+file:///no/such\n", r"Git operation failed.*check the URL"),
    "several faults": ("plain ?? 2\nplain !! 2\n", r"requirements\.txt:1: .*\(and 1 more\)"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), REFUSED.values(), ids=list(REFUSED))
def test_what_cannot_be_resolved(stocked: Bench, text: str | bytes | None, expected: str) -> None:
    import re

    stocked.wheel("tagless", tag=WINDOWS)
    stocked.wheel("modern", requires_python=">=3.99")
    stocked.write("plain\nplain ?? 2\n", "more/bad.txt")
    message = stocked.refused(text)
    assert re.search(expected, message), message
    assert len(message) < 1300


def test_a_folder_that_must_be_built_to_tell_what_it_needs(bench: Bench) -> None:
    make_source(bench.app / "own", source_tree("own", dynamic=True, requires=["plain"]))
    bench.wheel("plain")
    assert told(bench.resolve("./own\n")) == "own=directory plain=1.0"


def test_one_that_cannot_be_built_here(bench: Bench) -> None:
    broken = "raise SystemExit('pg_config is not here')"
    make_source(bench.app / "own", source_tree("own", dynamic=True, backend=broken))
    with pytest.raises(NativeBuildError, match=r"own.*pg_config is not here.*has a wheel"):
        bench.resolve("./own\n")


def test_what_has_no_effect_is_said(bench: Bench) -> None:
    bench.wheel("own")
    bench.wheel("other")
    text = "--prefer-binary\nown --config-settings a=b\nother --no-index\n"
    assert sorted(bench.resolve(text).warnings) == [
        "requirements.txt:1: --prefer-binary is not known to uv and has no effect",
        "requirements.txt:2: --config-settings is not handed to the build",
        "requirements.txt:3: --no-index is ignored on this line",
    ]


@pytest.mark.parametrize("line", ["./own[x]", "-e ./own[x]", "own[x] @ {uri}", "./wheel[x]"])
def test_extras_of_a_path(bench: Bench, line: str) -> None:
    tree = source_tree("own")
    tree["pyproject.toml"] += b'[project.optional-dependencies]\nx = ["plain"]\n'
    make_source(bench.app / "own", tree)
    bench.wheel("plain")
    wheel = make_wheel(bench.app, "own", requires=['plain; extra == "x"'], extras=["x"])
    text = line.format(uri=(bench.app / "own").as_uri())
    found = bench.resolve(text.replace("wheel", os.path.basename(wheel)))
    assert [each.name for each in found.packages] == ["own", "plain"]
    assert [each.requested for each in found.packages] == [True, False]


def test_an_app_by_a_relative_path(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    path = make_wheel(bench.app / "libs", "own")
    bench.write("./libs/own-1.0-py3-none-any.whl\n")
    monkeypatch.chdir(bench.app)
    wants = Wants(".", "requirements.txt", platform_of((3, 12)), network_of(str(bench.empty())))
    chosen = one(resolve(wants, bench.store, Silent()), "own")
    assert chosen.location == path
    assert chosen.direct_url is not None
    assert chosen.direct_url["url"] == "file:///libs/own-1.0-py3-none-any.whl"


def test_nothing_is_required(bench: Bench) -> None:
    found = bench.resolve("# nothing\n", network_of("http://127.0.0.1:9/simple"))
    assert found == Resolution((), "nothing is required")


def test_no_secret_is_among_the_arguments(
    bench: Bench, indexes: Indexes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Everyone on a machine can read the arguments of programs."""
    started: list[str] = []
    real = process._start

    def spy(command: Sequence[str], *others: Any) -> Any:
        started.extend(command)
        return real(command, *others)

    monkeypatch.setattr(process, "_start", spy)
    bench.wheel("private")
    path = bench.wheel("direct")
    index = indexes.real(bench.wheels, user="someone", password="hidden-word")
    direct = index.url.replace("simple/", "packages/") + os.path.basename(path)
    text = f"--extra-index-url {index.url}\nprivate\ndirect @ {direct}\n"
    for installer in ("uv", "pip"):
        found = bench.resolve(text, network_of(index.url), installer=installer)
        assert told(found) == "direct=1.0 private=1.0"
        assert "hidden-word" not in str(one(found, "direct").direct_url)
    assert started
    assert not any("hidden-word" in word for word in started)


def test_an_index_that_speaks_no_tls(bench: Bench, indexes: Indexes) -> None:
    bench.wheel("own")
    url = indexes.faulty(bench.wheels, {}).url.replace("http:", "https:")
    assert "the connection is not trusted" in bench.refused("own\n", network=network_of(url))
