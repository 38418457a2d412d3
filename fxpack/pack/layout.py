"""Where everything lies in the zip: the app's own files, and the files of all wheels beside them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from fxpack.artifact import SITE_PACKAGES, Advice, Compressed, Content, Entry, StoredWheel
from fxpack.errors import DependencyError
from fxpack.nouns import NamedTuple
from fxpack.pack.wheel import install

STRAY = frozenset({"benchmarks", "doc", "docs", "example", "examples", "scripts", "test", "tests"})
"""Folders at the top of site-packages that nobody meant to publish, and that many wheels have.

Source: check-wheel-contents, W005, as far as wheels of PyPI clash by them.
"""


class Layout(NamedTuple):
    """The files of a zip, each path once, and what their user should know."""

    entries: tuple[Entry, ...]
    advice: tuple[Advice, ...]


def lay_out(
    own: Iterable[Entry],
    wheels: Sequence[StoredWheel],
    install: Callable[[StoredWheel], Iterable[Entry]] = install,
) -> Layout:
    """The app's own files with the wheels', which are installed in the order of their names.

    A file that two wheels bring is once in the zip. With equal bytes nobody needs to know; with
    different ones the later wheel wins, as with every installer, and RECORD of the earlier one is
    not true of that file any more. Where it opens a namespace that both have something in, nothing
    is lost by that. Inside a package that both wheels bring that breaks one of them:
    DependencyError.
    """
    placed = {entry.path: entry for entry in own}
    imports = {wheel.package.name: frozenset(wheel.facts.imports) for wheel in wheels}
    clashes: dict[tuple[str, str], list[str]] = {}
    for wheel in sorted(wheels, key=lambda wheel: wheel.package.name):
        installed = install(wheel)
        for entry in installed:
            before = placed.get(entry.path)
            if before is None or _equal(before, entry):
                continue
            pair, path = (before.owner, entry.owner), _inside(entry.path)
            if not all(_is_namespace(path, imports.get(name, frozenset())) for name in pair):
                clashes.setdefault(pair, []).append(path)
        placed.update((entry.path, entry) for entry in installed)
    for (first, second), paths in clashes.items():
        shared = imports.get(first, frozenset()) & imports.get(second, frozenset()) - STRAY
        _refuse(first, second, paths, shared)
    return Layout(tuple(placed.values()), tuple(_advice(*each) for each in clashes.items()))


def _equal(one: Entry, other: Entry) -> bool:
    """Whether two entries have the same bytes, as far as sizes and checksums can tell."""
    return one.size == other.size and _identity(one) == _identity(other)


def _identity(entry: Entry) -> object:
    from zlib import crc32

    source = entry.source
    if isinstance(source, Compressed):
        return source.crc
    return crc32(source.data) if isinstance(source, Content) else source


def _is_namespace(path: str, imports: frozenset[str]) -> bool:
    """Whether a file only opens a namespace, for what a package has in there."""
    folder, _, name = path.rpartition("/")
    inside = folder.replace("/", ".") + "."
    return (
        name == "__init__.py"
        and any(each.startswith(inside) for each in imports)
        and not any(inside.startswith(f"{each}.") for each in imports)
    )


def _inside(path: str) -> str:
    return path.removeprefix(SITE_PACKAGES + "/")


def _refuse(first: str, second: str, paths: list[str], shared: frozenset[str]) -> None:
    """Stop where one package would be made of two."""
    for path in paths:
        for package in shared:
            if path.startswith(package.replace(".", "/") + "/"):
                raise DependencyError(
                    f"{first} and {second} both bring the package {package}, and {path} differs: "
                    "only one of them can be installed; remove the other from the requirements"
                )


def _advice(pair: tuple[str, str], paths: list[str]) -> Advice:
    first, second = pair
    more = f" and {len(paths) - 1} more" if len(paths) > 1 else ""
    return Advice(
        f"{first or 'the app'} and {second} both bring {min(paths)}{more} with different content: "
        f"that of {second} is in the zip",
        help="where the file matters, keep only one of the two",
    )
