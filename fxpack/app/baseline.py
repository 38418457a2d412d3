"""A baseline at work: read from its file, and taken from what lint finds."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Sequence

from fxpack.baseline import Baseline, Known, known, of_text, text_of, without
from fxpack.errors import FileError, FxpackError, UsageError
from fxpack.model import Diagnostic
from fxpack.nouns import NamedTuple
from fxpack.read.apps import find_apps
from fxpack.read.tree import is_inside


class Text(NamedTuple):
    """The content of a baseline, and how many of its findings are as before, of other apps."""

    text: str
    kept: int


class Applied:
    """The baseline of a file: what it does not know is left, app by app.

    hidden  how many findings it took so far
    """

    def __init__(self, file: str, cwd: str) -> None:
        """FileError where the file cannot be read, UsageError where it is no baseline."""
        self._folder = _folder(file, cwd)
        self._cwd = cwd
        self._open = _read(file, cwd)
        self._roots: list[str] = []
        self.hidden = 0

    def left(self, diagnostics: tuple[Diagnostic, ...], root: str) -> tuple[Diagnostic, ...]:
        """Those of an app's findings that are new. `root` is the app's folder."""
        self._roots.append(_named(root, self._cwd, self._folder))
        keyed = [(_known(each, self._cwd, self._folder), each) for each in diagnostics]
        left, self._open = without(keyed, self._open)
        self.hidden += len(diagnostics) - len(left)
        return left

    @property
    def unused(self) -> int:
        """How many findings it knows that are no more, of the apps that were looked at."""
        return sum(
            count
            for key, count in self._open.items()
            if any(root == "." or f"{key.path}/".startswith(f"{root}/") for root in self._roots)
        )


def baseline_text(
    diagnostics: Iterable[Diagnostic], file: str, cwd: str, paths: Sequence[str]
) -> Text:
    """A baseline that knows these findings, and what is there of it already of other apps.

    file   where it will lie
    paths  what was looked at, of which nothing else is known any more
    """
    folder = _folder(file, cwd)
    kept = _elsewhere(file, cwd, paths)
    found = Counter(_known(each, cwd, folder) for each in diagnostics)
    return Text(text_of(found + kept), kept.total())


def _elsewhere(file: str, cwd: str, paths: Sequence[str]) -> Counter[Known]:
    """What a baseline knows of what was not looked at; nothing, where it cannot be read."""
    try:
        known = _read(file, cwd)
    except FxpackError:
        return Counter()
    folder = _folder(file, cwd)
    apps = (app.display for app in find_apps(paths, cwd).apps)
    looked_at = [_whole(each, cwd) for each in (*(paths or "."), *apps)]

    def is_elsewhere(key: Known) -> bool:
        path = os.path.normpath(os.path.join(folder, key.path))
        return not any(is_inside(path, each) for each in looked_at)

    return Counter({key: count for key, count in known.items() if is_elsewhere(key)})


def _folder(file: str, cwd: str) -> str:
    return os.path.dirname(os.path.realpath(os.path.join(cwd, file)))


def _known(diagnostic: Diagnostic, cwd: str, folder: str) -> Known:
    return known(diagnostic, _named(diagnostic.location.path, cwd, folder))


def _named(path: str, cwd: str, folder: str) -> str:
    """A path of the current folder as one of the baseline's."""
    return os.path.relpath(_whole(path, cwd), folder).replace(os.sep, "/")


def _whole(path: str, cwd: str) -> str:
    return os.path.normpath(os.path.join(os.path.realpath(cwd), path))


def _read(file: str, cwd: str) -> Baseline:
    try:
        with open(os.path.join(cwd, file), encoding="utf-8-sig") as opened:
            return of_text(opened.read(), file)
    except FileNotFoundError:
        raise UsageError(
            f"--baseline: there is no {file}; --write-baseline makes it of what is found now"
        ) from None
    except UnicodeDecodeError:
        raise UsageError(f"{file} is no baseline of fxpack: it is not UTF-8") from None
    except OSError as error:
        raise FileError(f"{file} cannot be read: {error.strerror}") from None
