"""The files of an app and of many wheels in one zip."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from fxpack.artifact import (
    SITE_PACKAGES,
    Compressed,
    Content,
    Entry,
    LockedPackage,
    StoredWheel,
    WheelFacts,
)
from fxpack.errors import DependencyError
from fxpack.pack.layout import Layout, lay_out
from tests.wheels import make_wheel


def wheel(
    folder: Path, name: str, files: dict[str, str], *imports: str, **more: Any
) -> StoredWheel:
    path = make_wheel(folder, name, files=files, **more)
    package = LockedPackage(name=name, version="1.0", kind="wheel", location=path)
    return StoredWheel(path, "", package, WheelFacts(name, "1.0", (), imports=imports))


def owner_of(layout: Layout, path: str) -> str:
    (entry,) = (each for each in layout.entries if each.path == f"{SITE_PACKAGES}/{path}")
    assert isinstance(entry.source, Compressed)
    assert entry.owner in entry.source.zip
    return entry.owner


def test_own_files_and_packages_are_beside_each_other(tmp_path: Path) -> None:
    own = Entry(path="main.py", size=1, source=Content(b"1"))
    layout = lay_out([own], [wheel(tmp_path, "aaa", {"aaa.py": "1"})])
    assert own in layout.entries
    assert {each.path for each in layout.entries} == {
        "main.py",
        f"{SITE_PACKAGES}/aaa.py",
        *(
            f"{SITE_PACKAGES}/aaa-1.0.dist-info/{name}"
            for name in ("METADATA", "WHEEL", "RECORD", "INSTALLER")
        ),
    }
    assert layout.advice == ()


def test_equal_files_of_two_packages_pass(tmp_path: Path) -> None:
    shared = {"google/__init__.py": "# namespace\n", "shared/x.py": "1"}
    wheels = [wheel(tmp_path, name, shared, "shared") for name in ("aaa", "bbb")]
    layout = lay_out([], wheels)
    assert layout.advice == ()
    assert [each.path for each in layout.entries].count(f"{SITE_PACKAGES}/shared/x.py") == 1


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize(
    ("path", "imports"),
    [
        ("tests/test_a.py", ("tests",)),
        ("tests/__init__.py", ("tests",)),
        ("examples/a.py", ("examples",)),
        ("LICENSE", ()),
        ("bin/tool", ()),
        ("ns/data.txt", ("ns.x",)),
    ],
)
def test_of_different_files_the_later_wins(
    tmp_path: Path, path: str, imports: tuple[str, ...], turned: bool
) -> None:
    wheels = [
        wheel(tmp_path, name, {path: f"of {name}", f"{name}.py": ""}, name, *imports)
        for name in ("aaa", "bbb")
    ]
    layout = lay_out([], wheels[::-1] if turned else wheels)
    assert owner_of(layout, path) == "bbb"
    (advice,) = layout.advice
    assert advice.message == (
        f"aaa and bbb both bring {path} with different content: that of bbb is in the zip"
    )


@pytest.mark.parametrize("folder", ["google", "google/cloud"])
def test_a_namespace_is_said_by_each_in_its_own_words(tmp_path: Path, folder: str) -> None:
    """Whichever is in the zip, the others are found beside it: opencensus, backports."""
    path, inside = f"{folder}/__init__.py", folder.replace("/", ".")
    wheels = [
        wheel(tmp_path, name, {path: f"# by {name}"}, f"{inside}.{name}") for name in ("aaa", "bbb")
    ]
    layout = lay_out([], wheels)
    assert owner_of(layout, path) == "bbb"
    assert layout.advice == ()
    package = wheel(tmp_path, "ccc", {path: "import this"}, inside)
    (advice,) = lay_out([], [*wheels, package]).advice
    assert advice.message.startswith(f"bbb and ccc both bring {path} with different")


def test_many_clashes_of_two_packages_are_told_once(tmp_path: Path) -> None:
    wheels = [
        wheel(tmp_path, name, {f"tests/{number}.py": name for number in range(5)}, "tests")
        for name in ("aaa", "bbb", "ccc")
    ]
    first, second = lay_out([], wheels).advice
    assert first.message.startswith("aaa and bbb both bring tests/0.py and 4 more with")
    assert second.message.startswith("bbb and ccc both bring tests/0.py and 4 more with")


@pytest.mark.parametrize(
    ("path", "package"), [("cv2/__init__.py", "cv2"), ("ns/one/data/x.so", "ns.one")]
)
def test_one_package_is_not_made_of_two(tmp_path: Path, path: str, package: str) -> None:
    wheels = [
        wheel(tmp_path, name, {path: f"of {name}"}, package)
        for name in ("opencv-python-headless", "opencv-python")
    ]
    with pytest.raises(
        DependencyError,
        match=f"^opencv-python and opencv-python-headless both bring the package {package}, "
        f"and {path} differs",
    ):
        lay_out([], wheels)


def test_files_beside_each_other_in_one_package_pass(tmp_path: Path) -> None:
    wheels = [wheel(tmp_path, name, {f"pkg/{name}.py": name}, "pkg") for name in ("aaa", "bbb")]
    assert lay_out([], wheels).advice == ()


def test_commands_of_one_name(tmp_path: Path) -> None:
    """Both are written by fxpack: their content is compared, not where it lies."""
    points = "[console_scripts]\ntool = {}:main\n"
    same = [
        wheel(tmp_path, name, {f"{name}.py": ""}, name, entry_points=points.format("shared"))
        for name in ("aaa", "bbb")
    ]
    assert lay_out([], same).advice == ()
    other = wheel(tmp_path, "ccc", {"ccc.py": ""}, "ccc", entry_points=points.format("ccc"))
    (advice,) = lay_out([], [*same, other]).advice
    assert advice.message.startswith("bbb and ccc both bring bin/tool with different")
