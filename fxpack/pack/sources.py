"""Sources in a place of their own, where a build may write: never where they belong to the user."""

from __future__ import annotations

import os
import shutil
import tarfile
import zipfile
from collections.abc import Sequence

from fxpack.artifact import LockedPackage
from fxpack.errors import DependencyError, FileError
from fxpack.pack.network import local_path
from fxpack.pack.repository import check_out
from fxpack.read.tree import is_inside

_NEVER = frozenset({"__pycache__", ".tox", ".nox", "node_modules", ".mypy_cache", ".pytest_cache"})
"""Folders that no build needs and that can be large."""

_READ_BY_UV = (".tar.gz", ".tgz", ".zip")


def sources_of(package: LockedPackage, archive: str, place: str) -> str:
    """What is to be given to a builder: the path of an sdist, or of a folder that may be written to.

    archive  of an sdist: where it is
    place    an empty folder

    Raises DependencyError where they cannot be had or do not hold what they should, FileError.
    """
    folder = os.path.join(place, "sources")
    if package.kind == "sdist":
        if not package.subdirectory and archive.endswith(_READ_BY_UV):
            return archive
        _unpack(package, archive, folder)
    elif package.kind == "vcs":
        check_out(package, folder)
    else:
        _copy(package, folder)
    return _within(package, folder)


def _within(package: LockedPackage, folder: str) -> str:
    inside = os.path.realpath(os.path.join(folder, package.subdirectory))
    if not os.path.isdir(inside) or not is_inside(inside, os.path.realpath(folder)):
        raise DependencyError(f"{package.name}: there is no folder {package.subdirectory} in it")
    return inside


def _unpack(package: LockedPackage, archive: str, folder: str) -> None:
    """With all of its content one folder higher, where it has one folder at its top."""
    try:
        if zipfile.is_zipfile(archive):
            with zipfile.ZipFile(archive) as members:
                members.extractall(folder)  # noqa: S202 - zipfile keeps names inside
        else:
            with tarfile.open(archive) as sources:
                sources.extractall(folder, filter="data")
    except (tarfile.TarError, zipfile.BadZipFile, EOFError) as error:
        name = os.path.basename(archive)
        raise DependencyError(f"{package.name}: {name} cannot be unpacked: {error}") from error
    except OSError as error:
        raise FileError(f"{package.name} cannot be unpacked: {error.strerror}") from error
    names = os.listdir(folder)
    if len(names) == 1:
        os.rename(os.path.join(folder, names[0]), f"{folder}.inner")
        os.rmdir(folder)
        os.rename(f"{folder}.inner", folder)


def _copy(package: LockedPackage, target: str) -> None:
    source = local_path(package.location)
    if not os.path.isdir(source):
        raise DependencyError(f"{package.name}: {source} is no folder")
    copy_folder(source, target)


def copy_folder(source: str, target: str) -> None:
    """A copy of a folder, with links that lead out of it replaced by what they lead to."""
    root = os.path.realpath(source)
    try:
        _copy_folder(root, target, root, (root,))
    except OSError as error:
        where = error.filename or source
        raise FileError(f"{where} cannot be copied for a build: {error.strerror}") from error


def _copy_folder(source: str, target: str, root: str, above: Sequence[str]) -> None:
    os.makedirs(target)
    with os.scandir(source) as entries:
        for entry in entries:
            inside = os.path.join(target, entry.name)
            real = os.path.realpath(entry.path)
            if not os.path.exists(real):
                continue  # a link to nothing
            if entry.is_symlink() and is_inside(real, root) and not os.path.isabs(_link(entry)):
                os.symlink(_link(entry), inside)
            elif entry.is_dir():
                if real not in above and not _is_left_out(entry):
                    _copy_folder(entry.path, inside, root, (*above, real))
            elif entry.is_file():
                shutil.copy2(entry.path, inside)


def _link(entry: os.DirEntry[str]) -> str:
    return os.readlink(entry.path)


def _is_left_out(folder: os.DirEntry[str]) -> bool:
    """Virtual environments too: they may be larger than all that is built."""
    return folder.name in _NEVER or os.path.exists(os.path.join(folder.path, "pyvenv.cfg"))
