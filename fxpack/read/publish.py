"""The files of an app that go into the zip, by a walk over the disk.

Where `fxpack.read.tree` knows the app's own code, this knows every file: a folder is walked unless
something keeps it out. Links are followed inside the app, and what they lead to is there twice.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterable, Iterator

from fxpack.errors import FileError, UsageError
from fxpack.model import Decision, Severity
from fxpack.nouns import NamedTuple
from fxpack.read.defaults import OWN_PACKAGES
from fxpack.read.published import FUNCIGNORE, Choice, Decider
from fxpack.read.tree import Listing, is_environment, is_inside
from fxpack.read.zipnames import above, clashes, unfit

MOST_LINKED_FOLDERS = 10_000
"""Links between folders can make a few of them look like billions."""


class PublishedFile(NamedTuple):
    """A file that goes into the zip.

    path        its name there
    disk        where to read it
    size        in bytes
    executable  whether anyone may execute it; on Windows that is told by its name
    because     the line that brings it in, None where nothing keeps it out
    """

    path: str
    disk: str
    size: int
    executable: bool
    because: Decision | None = None


class LeftOut(NamedTuple):
    """A file that stays out, or a folder with all that is in it."""

    path: str
    decision: Decision
    folder: bool


class TreeProblem(NamedTuple):
    """Something on the disk that a zip cannot hold as it is. An error stops a build."""

    severity: Severity
    path: str
    message: str


class PublishedTree(NamedTuple):
    """What goes into the zip and what does not, each sorted by path."""

    files: tuple[PublishedFile, ...]
    left_out: tuple[LeftOut, ...]
    problems: tuple[TreeProblem, ...]


def publish(root: str, choice: Choice) -> PublishedTree:
    """Choose the files of the app at `root`, an absolute path.

    Raises UsageError where what is to be included is not there or cannot be, FileError where the
    app or its .funcignore cannot be read.
    """
    decider = decider_of(root, choice)
    _check_included(root, choice, decider)
    walk = _Walk(root, decider)
    walk.run()
    return walk.result()


def decider_of(root: str, choice: Choice) -> Decider:
    """Who decides about the files of the app at `root`."""
    try:
        with open(os.path.join(root, FUNCIGNORE), "rb") as file:
            content = file.read()
    except FileNotFoundError:
        content = b""
    except OSError as error:
        raise FileError(
            f"{FUNCIGNORE} cannot be read: {error.strerror}; without it nobody knows what stays out"
        ) from None
    name = os.path.basename(os.path.abspath(root))
    return Decider(content, choice, name, _inside(choice.output, root))


def _inside(path: str | None, root: str) -> str:
    """Where a path lies in the app, "" where it does not."""
    if path is None:
        return ""
    real = os.path.join(os.path.realpath(os.path.dirname(path)), os.path.basename(path))
    top = os.path.realpath(root)
    return real[len(os.path.join(top, "")) :].replace(os.sep, "/") if is_inside(real, top) else ""


def _check_included(root: str, choice: Choice, decider: Decider) -> None:
    alone = Decider(b"", choice._replace(include=frozenset()), "")
    for path in sorted(choice.include):
        if not os.path.lexists(os.path.join(root, path)):
            raise UsageError(f"--include: the app has no {path}")
        if path == decider.written:
            raise UsageError(f"--include: {path} is the zip being written")
        decision = alone.decide(path, folder=False)
        if decision is not None and decision.pattern == OWN_PACKAGES:
            raise UsageError(
                f"--include: {path} lies among installed packages, which only --no-build publishes"
            )


class _Folder(NamedTuple):
    """A folder to walk.

    path    with a slash at its end, "" for the app itself
    real    its path on disk without links
    left    the folders, without links, that links were followed from on the way here
    closed  what keeps out all of it but for what must be included
    """

    path: str
    disk: str
    real: str
    left: tuple[str, ...] = ()
    closed: Decision | None = None


class _Walk:
    def __init__(self, root: str, decider: Decider) -> None:
        self.decider = decider
        self.root = _Folder("", root, os.path.realpath(root))
        self.ways = {folder for path in decider.choice.include for folder in above(path)}
        self.stack = [self.root]
        self.files: list[PublishedFile] = []
        self.left_out: list[LeftOut] = []
        self.problems: list[TreeProblem] = []
        self.linked_folders = 0

    def result(self) -> PublishedTree:
        self.files.sort()
        paths = [file.path for file in self.files]
        left_out: Iterable[LeftOut] = self.left_out
        if self.decider.choice.dialect == "func":
            left_out = _gathered(self.left_out, [*paths, *(each.path for each in self.problems)])
        self.problems += (_clash(*pair) for pair in clashes(paths))
        return PublishedTree(
            tuple(self.files), tuple(sorted(left_out)), tuple(sorted(self.problems))
        )

    def run(self) -> None:
        while self.stack:
            folder = self.stack.pop()
            try:
                with os.scandir(folder.disk) as found:
                    entries = list(found)
            except OSError as error:
                self._unlisted(folder, error)
                continue
            if self._is_closed_environment(folder, entries):
                continue
            for entry in entries:
                self._entry(folder, entry)

    def _unlisted(self, folder: _Folder, error: OSError) -> None:
        if not folder.path:
            raise FileError(f"{folder.disk} cannot be listed: {error.strerror}") from None
        if not isinstance(error, FileNotFoundError):
            self._problem(folder.path, f"cannot be listed ({error.strerror})", READABLE)

    def _is_closed_environment(self, folder: _Folder, entries: Iterable[os.DirEntry[str]]) -> bool:
        """Whether a folder turns out to be an environment, which stays out after all."""
        path = folder.path.removesuffix("/")
        names = frozenset(entry.name for entry in entries)
        if not path or folder.closed or not is_environment(folder.disk, Listing(names)):
            return False
        decision = self.decider.decide(path, folder=True, environment=True)
        if decision is None or not decision.excluded:
            return False
        if path in self.ways:
            self.stack.append(folder._replace(closed=decision))
        else:
            self.left_out.append(LeftOut(path, decision, folder=True))
        return True

    def _entry(self, parent: _Folder, entry: os.DirEntry[str]) -> None:
        path = parent.path + entry.name
        is_folder = _is_folder(entry)
        decision = self._decision(parent, path, folder=is_folder)
        closed = decision if decision is not None and decision.excluded else None
        if closed is not None and not (is_folder and path in self.ways):
            self.left_out.append(LeftOut(path, closed, is_folder))
            return
        if bad := unfit(entry.name):
            self._problem(path, f"has a name with {bad}, which not every unzip takes", RENAME)
            return
        folder = _Folder(f"{path}/", entry.path, f"{parent.real}{os.sep}{entry.name}", parent.left)
        if entry.is_symlink():
            led = self._followed(parent, folder)
            if led is None:
                return
            folder = led
        if is_folder:
            self.stack.append(folder._replace(closed=closed))
        else:
            self._file(path, entry, decision)

    def _decision(self, parent: _Folder, path: str, *, folder: bool) -> Decision | None:
        if parent.closed is not None and path not in self.decider.choice.include:
            return parent.closed
        return self.decider.decide(path, folder=folder)

    def _file(self, path: str, entry: os.DirEntry[str], because: Decision | None) -> None:
        try:
            status = entry.stat()
        except FileNotFoundError:
            return
        except OSError as error:
            self._problem(path, f"cannot be read ({error.strerror})", READABLE)
            return
        if not stat.S_ISREG(status.st_mode):
            self._problem(path, "is neither a file nor a folder", LEAVE_OUT)
        elif not os.access(entry.path, os.R_OK):
            self._problem(path, "cannot be read (Permission denied)", READABLE)
        else:
            executable = bool(status.st_mode & 0o111)
            self.files.append(PublishedFile(path, entry.path, status.st_size, executable, because))

    def _problem(self, path: str, what: str, remedy: str) -> None:
        self.problems.append(TreeProblem("error", path, f"{path} {what}: {remedy}"))

    # -- links ------------------------------------------------------------------------------------

    def _followed(self, parent: _Folder, link: _Folder) -> _Folder | None:
        """The folder or file that a link leads to, None if it must not be followed."""
        path = link.path.removesuffix("/")
        try:
            mode = os.stat(link.disk).st_mode
        except OSError as error:
            if error.errno == errno.ELOOP:
                self._problem(path, "is a link that leads back to itself", LEAVE_OUT)
            else:
                self._problem(path, "is a link that leads to nothing", LEAVE_OUT)
            return None
        real = os.path.realpath(link.disk)
        if not is_inside(real, self.root.real):
            self._problem(path, "is a link that leads out of the app", COPY)
            return None
        locked = self._of_target(path, real)
        if locked is not None:
            self.left_out.append(LeftOut(path, locked, stat.S_ISDIR(mode)))
            return None
        if not stat.S_ISDIR(mode):
            return link._replace(real=real)
        left = (*parent.left, parent.real)
        if any(is_inside(each, real) for each in left):
            self._problem(path, "is a link to a folder that it lies in itself", LEAVE_OUT)
            return None
        self.linked_folders += 1
        if self.linked_folders > MOST_LINKED_FOLDERS:
            raise FileError(f"{path}: links to folders lead to ever more links: leave some out")
        return link._replace(real=real, left=left)

    def _of_target(self, path: str, real: str) -> Decision | None:
        """What keeps the target of a link out under any name: settings, secrets, .git."""
        if path in self.decider.choice.include:
            return None
        target = real[len(os.path.join(self.root.real, "")) :]
        return self.decider.locked(target.replace(os.sep, "/"))


READABLE = "make it readable, or leave it out by a line of .funcignore"
LEAVE_OUT = "remove it, or leave it out by a line of .funcignore"
COPY = "put a copy into the app, or leave it out by a line of .funcignore"
RENAME = "rename it, or leave it out by a line of .funcignore"


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def _clash(one: str, other: str) -> TreeProblem:
    message = f"{other} and {one} are one name on a disk that ignores letter case: rename one"
    return TreeProblem("warning", other, message)


def _gathered(left_out: list[LeftOut], others: Iterable[str]) -> Iterator[LeftOut]:
    """What stays out, with one entry for each folder that stays out as a whole by the same line.

    func knows no folders: its lines leave out each file. `others` are the paths of what does not
    stay out.
    """
    partly = {folder for path in others for folder in above(path)}
    whole: dict[str, Decision | None] = {}
    for each in left_out:
        for folder in above(each.path):
            same = whole.setdefault(folder, each.decision) == each.decision
            whole[folder] = each.decision if same else None
    told = set()
    for each in left_out:
        ways = above(each.path) if each.decision.line else ()
        top = next((folder for folder in ways if folder not in partly and whole[folder]), None)
        if top is None:
            yield each
        elif top not in told:
            told.add(top)
            yield LeftOut(top, each.decision, folder=True)
