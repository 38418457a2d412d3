"""A wheel as members of the zip: what an installer would unpack, without unpacking it.

All files are where `uv pip install --target` has them, with the same bytes, but for what names the
machine or the installer. Files that installing does not change are copied compressed.

Source: https://packaging.python.org/specifications/binary-distribution-format and
recording-installed-packages; where they leave room, uv 0.13.8.
"""

from __future__ import annotations

import json
import stat
from base64 import urlsafe_b64encode
from collections.abc import Sequence
from hashlib import sha256

from fxpack.artifact import SITE_PACKAGES, Compressed, Content, Entry, LockedPackage, StoredWheel
from fxpack.errors import DependencyError, FileError
from fxpack.nouns import NamedTuple
from fxpack.pack.record import BadRecord, Row, read_record
from fxpack.pack.scripts import BadEntryPoints, launchers, with_shebang, without_suffix
from fxpack.pack.zipformat import BadZipError, Buffer, Member, content, mapped, read_directory
from fxpack.read.zipnames import why_unsafe

INSTALLER = b"fxpack"

_UNLIKELY = ("//", "/./", "/../", "\\", ":")
"""What `why_unsafe` might object to, in many names at once, each between two slashes."""

_SIGNATURES = ("RECORD.jws", "RECORD.p7s")
"""They are not true of what is installed, and no installer writes them."""


class _Wheel(NamedTuple):
    """A wheel that is looked at. `info` is its `.dist-info/`, `data` its `.data/`."""

    path: str
    package: LockedPackage
    zip: Buffer
    members: Sequence[Member]
    info: str
    data: str

    def text(self, name: str) -> bytes | None:
        """A file of `.dist-info`."""
        path = self.info + name
        member = next((member for member in self.members if member.path == path), None)
        return None if member is None else content(self.zip, member)


def install(wheel: StoredWheel) -> tuple[Entry, ...]:
    """The files of an installed wheel, in any order, each path once.

    The wheel was verified when it came into the store; what would write elsewhere is refused here
    too. Raises DependencyError where the wheel is not fit to be installed, FileError where it
    cannot be read.
    """
    package = wheel.package
    try:
        with mapped(wheel.path) as data:
            files = [each for each in read_directory(data) if not each.path.endswith("/")]
            _check_names(files)
            info = _dist_info(files)
            opened = _Wheel(wheel.path, package, data, files, f"{info}.dist-info/", f"{info}.data/")
            return _installed(opened)
    except OSError as error:
        raise FileError(f"{wheel.path} cannot be read: {error.strerror}") from None
    except (BadZipError, BadRecord, BadEntryPoints, _UnfitError) as error:
        raise DependencyError(
            f"the wheel of {package.name} {package.version} must not be installed: {error}"
        ) from None


class _UnfitError(Exception):
    """Why a wheel cannot be installed."""


def _installed(wheel: _Wheel) -> tuple[Entry, ...]:
    placed, scripts = _places(wheel)
    root = SITE_PACKAGES + "/"
    zip_path, owner = wheel.path, wheel.package.name
    entries = {
        path: Entry(
            root + path,
            size,
            Compressed(zip_path, offset, compressed, method, crc),
            mode & 0o111 != 0,
            owner,
        )
        for path, (_, offset, compressed, size, crc, method, mode) in placed.items()
    }
    written = _scripts(wheel, scripts)
    executable = set(written)
    written |= _about(wheel)
    written[f"{wheel.info}RECORD"] = _record(wheel, placed, written)
    for path, data in written.items():
        entries[path] = Entry(root + path, len(data), Content(data), path in executable, owner)
    return tuple(entries.values())


# -- names ----------------------------------------------------------------------------------------


def _check_names(files: Sequence[Member]) -> None:
    """Every name stays below site-packages, there are no links, and no name comes twice."""
    names = [member.path for member in files]
    together = "/" + "/\n/".join(names) + "/"
    lines = together.split("\n")
    suspicious = any(part in together for part in _UNLIKELY) or not "".join(lines).isprintable()
    if suspicious or len(lines) != len(names):
        for name in names:
            if reason := why_unsafe(name):
                raise _UnfitError(f"it has a member whose name {reason}: {name!r}")
    if len(set(names)) != len(names):
        raise _UnfitError("it has two members of one name")
    if any(stat.S_ISLNK(member.mode) for member in files):
        raise _UnfitError("it has a symbolic link")


def _dist_info(files: Sequence[Member]) -> str:
    """`NAME-VERSION`, as in the wheel's own `.dist-info` and `.data`.

    Packages that carry others within them have `.dist-info` folders further down too.
    """
    found = {
        member.path.partition("/")[0]
        for member in files
        if member.path.endswith(".dist-info/RECORD") and member.path.count("/") == 1
    }
    if len(found) != 1:
        raise _UnfitError(f"it has {len(found)} .dist-info folders with a RECORD, and not one")
    return found.pop().removesuffix(".dist-info")


# -- places ---------------------------------------------------------------------------------------


def _places(wheel: _Wheel) -> tuple[dict[str, Member], dict[str, Member]]:
    """Where files go that do not change, and the scripts of `.data/scripts`, by their names."""
    prefix = wheel.data
    placed = {each.path: each for each in wheel.members if not each.path.startswith(prefix)}
    for name in _SIGNATURES:
        placed.pop(wheel.info + name, None)
    scripts = {}
    for member in wheel.members:
        if not member.path.startswith(prefix):
            continue
        kind, _, rest = member.path.removeprefix(prefix).partition("/")
        if kind == "scripts" and "/" not in rest:
            scripts[rest] = member
        elif kind in ("purelib", "platlib", "data") and rest:
            placed[rest] = member
        elif kind == "headers" and rest:
            placed[f"include/{wheel.package.name}/{rest}"] = member
        else:
            raise _UnfitError(f"nobody knows where {member.path} belongs")
    return placed, scripts


# -- what is written anew -------------------------------------------------------------------------


def _scripts(wheel: _Wheel, scripts: dict[str, Member]) -> dict[str, bytes]:
    """All files of `bin/` that are commands."""
    made = launchers(wheel.text("entry_points.txt") or b"")
    for name in made:
        if "/" in name or why_unsafe(name):
            raise _UnfitError(f"it has a command with the name {name!r}")
    written = {f"bin/{name}": text for name, text in made.items()}
    for name, member in scripts.items():
        if without_suffix(name) not in made:
            written[f"bin/{name}"] = with_shebang(content(wheel.zip, member))
    return written


def _about(wheel: _Wheel) -> dict[str, bytes]:
    """Who installed the package, and why (PEP 376, PEP 610)."""
    package = wheel.package
    written = {"INSTALLER": INSTALLER}
    if package.requested:
        written["REQUESTED"] = b""
    if package.direct_url is not None:
        text = json.dumps(package.direct_url, separators=(",", ":"), ensure_ascii=False)
        written["direct_url.json"] = text.encode()
    return {wheel.info + name: data for name, data in written.items()}


def _record(wheel: _Wheel, placed: dict[str, Member], written: dict[str, bytes]) -> bytes:
    """RECORD of what is installed, sorted as uv has it.

    A file that the wheel's own RECORD left out has no hash here either.
    """
    own = f"{wheel.info}RECORD"
    listed = read_record(wheel.text("RECORD") or b"")
    unlisted = Row("")
    lines = {}
    for path, member in placed.items():
        _, hashed, size = listed.get(member.path, unlisted)
        lines[path] = f"{hashed},{size or member.size}"
    for path, data in written.items():
        digest = urlsafe_b64encode(sha256(data).digest()).rstrip(b"=").decode()
        lines[path] = f"sha256={digest},{len(data)}"
    lines[own] = ","
    return "".join(f"{_quoted(path)},{lines[path]}\n" for path in sorted(lines)).encode()


def _quoted(path: str) -> str:
    """As csv has it; there are no line ends in names."""
    if "," in path or '"' in path:
        return '"' + path.replace('"', '""') + '"'
    return path
