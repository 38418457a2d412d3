"""A baseline at work: read from its file, and taken from what lint finds."""

from __future__ import annotations

import os
from collections.abc import Iterable

from fxpack.baseline import Baseline, Known, known, of_text, text_of, without
from fxpack.errors import FileError, UsageError
from fxpack.model import Diagnostic


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


def baseline_text(diagnostics: Iterable[Diagnostic], file: str, cwd: str) -> str:
    """The content of a baseline that knows these findings. `file` is where it will lie."""
    folder = _folder(file, cwd)
    return text_of(_known(each, cwd, folder) for each in diagnostics)


def _folder(file: str, cwd: str) -> str:
    return os.path.dirname(os.path.realpath(os.path.join(cwd, file)))


def _known(diagnostic: Diagnostic, cwd: str, folder: str) -> Known:
    return known(diagnostic, _named(diagnostic.location.path, cwd, folder))


def _named(path: str, cwd: str, folder: str) -> str:
    """A path of the current folder as one of the baseline's."""
    whole = os.path.join(os.path.realpath(cwd), path)
    return os.path.relpath(whole, folder).replace(os.sep, "/")


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
