"""Wheels and sdists made on the spot: valid unless asked to lie, the same bytes every time.

Written with the standard library's `zipfile` and `tarfile`, never with fxpack's own writer, so that
what reads them is tested against somebody else's idea of the format.
"""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import itertools
import os
import re
import tarfile
import zipfile
from collections.abc import Callable, Collection, Mapping, Sequence
from gzip import GzipFile
from textwrap import dedent

Text = str | bytes


def _bytes(content: Text) -> bytes:
    return content.encode() if isinstance(content, str) else content


def escaped(name: str) -> str:
    """A name as it stands in file names of wheels and sdists."""
    return re.sub(r"[-_.]+", "_", name).lower()


def record_line(path: str, content: bytes) -> list[str]:
    """A row of RECORD."""
    digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
    return [path, f"sha256={digest}", str(len(content))]


def make_wheel(
    folder: str | os.PathLike[str],
    name: str = "pkg",
    version: str = "1.0",
    *,
    files: Mapping[str, Text] | None = None,
    tag: str = "py3-none-any",
    build: str = "",
    requires: Sequence[str] = (),
    requires_python: str = "",
    extras: Sequence[str] = (),
    entry_points: str = "",
    data: Mapping[str, Text] | None = None,
    unlisted: Mapping[str, Text] | None = None,
    record: Callable[[str], str] | None = None,
    without: Collection[str] = (),
    executable: Collection[str] = (),
    stored: Collection[str] = (),
    purelib: bool | None = None,
    metadata: str = "",
    streamed: bool = False,
    zip64: bool = False,
    filename: str = "",
) -> str:
    """Write a wheel into `folder` and return its path.

    files       content by path, names taken as they are (`../x`, `/x`, NUL); without any: a
                package of that name with a `__version__`; may replace METADATA and WHEEL
    tag         of the file name; each of its combinations is a `Tag:` in WHEEL
    data        content by path below the `.data` folder: "scripts/tool", "data/etc/x", …
    unlisted    further members that RECORD does not know
    record      gets the true RECORD and returns the one to be written
    without     names in `.dist-info` that are left out: "RECORD", "METADATA", "WHEEL"
    executable  paths with mode 755
    stored      paths that are not deflated; "*" for all
    purelib     Root-Is-Purelib; without it, by whether the tag ends in "-any"
    metadata    further lines of METADATA's head
    streamed    data descriptors after the members, as of a writer that cannot seek
    zip64       Zip64 extra fields although nothing is large
    filename    of the wheel, where it shall not fit its content
    """
    module = escaped(name)
    info = f"{module}-{version}.dist-info"
    members = {path: _bytes(content) for path, content in (files or {}).items()}
    if files is None:
        members = {f"{module}/__init__.py": f'__version__ = "{version}"\n'.encode()}
    members |= {
        f"{module}-{version}.data/{path}": _bytes(content) for path, content in (data or {}).items()
    }
    pure = purelib if purelib is not None else tag.endswith("-any")
    own = {
        "METADATA": _head(name, version, requires, requires_python, extras) + metadata,
        "WHEEL": _wheel_file(tag, build, pure=pure),
    }
    if entry_points:
        own["entry_points.txt"] = dedent(entry_points)
    for path, text in own.items():
        if path not in without:
            members.setdefault(f"{info}/{path}", _bytes(text))
    if "RECORD" not in without:
        true = _record(members, f"{info}/RECORD")
        members[f"{info}/RECORD"] = (record(true) if record else true).encode()
    members |= {path: _bytes(content) for path, content in (unlisted or {}).items()}

    tagged = f"{module}-{version}-{build + '-' if build else ''}{tag}.whl"
    target = os.path.join(folder, filename or tagged)
    os.makedirs(folder, exist_ok=True)
    with open(target, "wb") as file:
        _write_zip(
            _OneWay(file) if streamed else file,
            members,
            executable=executable,
            stored=members if "*" in stored else stored,
            zip64=zip64,
        )
    return target


def _head(
    name: str, version: str, requires: Sequence[str], requires_python: str, extras: Sequence[str]
) -> str:
    lines = [
        f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n",
        *(f"Requires-Dist: {line}\n" for line in requires),
        *(f"Provides-Extra: {extra}\n" for extra in extras),
        f"Requires-Python: {requires_python}\n" if requires_python else "",
    ]
    return "".join(lines)


def _wheel_file(tag: str, build: str, *, pure: bool) -> str:
    tags = itertools.product(*(part.split(".") for part in tag.split("-")))
    lines = [
        "Wheel-Version: 1.0\nGenerator: tests (1.0)\n",
        f"Root-Is-Purelib: {'true' if pure else 'false'}\n",
        *(f"Tag: {'-'.join(one)}\n" for one in tags),
        f"Build: {build}\n" if build else "",
    ]
    return "".join(lines)


def _record(members: Mapping[str, bytes], own: str) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerows(record_line(path, content) for path, content in members.items())
    writer.writerow([own, "", ""])
    return text.getvalue()


class _OneWay(io.RawIOBase):
    """A stream that cannot seek: `zipfile` then writes data descriptors."""

    def __init__(self, file: io.BufferedWriter) -> None:
        super().__init__()
        self._file = file

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        return self._file.write(data)  # type: ignore[arg-type]


def _write_zip(
    file: io.BufferedWriter | _OneWay,
    members: Mapping[str, bytes],
    *,
    executable: Collection[str],
    stored: Collection[str],
    zip64: bool,
) -> None:
    with zipfile.ZipFile(file, "w") as archive:
        for path, content in members.items():
            member = zipfile.ZipInfo("x", date_time=(2020, 2, 2, 0, 0, 0))
            # Set afterwards: the constructor cuts a name at its first NUL.
            member.filename = member.orig_filename = path
            member.create_system = 3
            member.external_attr = (0o100755 if path in executable else 0o100644) << 16
            member.compress_type = zipfile.ZIP_STORED if path in stored else zipfile.ZIP_DEFLATED
            member.file_size = len(content)
            with archive.open(member, "w", force_zip64=zip64) as opened:
                opened.write(content)


BACKEND = '''
"""A build backend without dependencies: writes the wheel by hand."""

import base64, hashlib, os, sys, sysconfig, zipfile

NAME, VERSION, MODULE, NATIVE, REQUIRES = {facts!r}
INFO = MODULE + "-" + VERSION + ".dist-info"
METADATA = "Metadata-Version: 2.1\\nName: " + NAME + "\\nVersion: " + VERSION + "\\n" + "".join(
    "Requires-Dist: " + line + "\\n" for line in REQUIRES
)


def _tag():
    if not NATIVE:
        return "py3-none-any"
    python = "cp%d%d" % sys.version_info[:2]
    platform = sysconfig.get_platform().replace("-", "_").replace(".", "_")
    return python + "-" + python + "-" + platform


def get_requires_for_build_wheel(config_settings=None):
    return []


def prepare_metadata_for_build_wheel(metadata_directory, config_settings=None):
    os.makedirs(os.path.join(metadata_directory, INFO))
    with open(os.path.join(metadata_directory, INFO, "METADATA"), "w") as file:
        file.write(METADATA)
    return INFO


def build_wheel(wheel_directory, config_settings=None, metadata_directory=None):
    members = {{}}
    for folder, folders, names in os.walk(MODULE):
        folders.sort()
        for name in sorted(names):
            path = os.path.join(folder, name)
            with open(path, "rb") as file:
                members[path.replace(os.sep, "/")] = file.read()
    if NATIVE:
        members[MODULE + "/_native" + sysconfig.get_config_var("EXT_SUFFIX")] = b"\\x7fELF"
    members[INFO + "/METADATA"] = METADATA.encode()
    members[INFO + "/WHEEL"] = (
        "Wheel-Version: 1.0\\nGenerator: backend (1.0)\\nRoot-Is-Purelib: "
        + ("false" if NATIVE else "true") + "\\nTag: " + _tag() + "\\n"
    ).encode()
    lines = []
    for path, content in members.items():
        digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
        lines.append("%s,sha256=%s,%d\\n" % (path, digest, len(content)))
    lines.append(INFO + "/RECORD,,\\n")
    members[INFO + "/RECORD"] = "".join(lines).encode()
    wheel = MODULE + "-" + VERSION + "-" + _tag() + ".whl"
    with zipfile.ZipFile(os.path.join(wheel_directory, wheel), "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in members.items():
            member = zipfile.ZipInfo(path, date_time=(2020, 2, 2, 0, 0, 0))
            member.external_attr = 0o100644 << 16
            archive.writestr(member, content, zipfile.ZIP_DEFLATED)
    return wheel


build_editable = build_wheel
{tail}
'''


def source_tree(
    name: str = "src-pkg",
    version: str = "1.0",
    *,
    native: bool = False,
    files: Mapping[str, Text] | None = None,
    requires: Sequence[str] = (),
    dynamic: bool = False,
    backend: str = "",
) -> dict[str, bytes]:
    """The files of a project that builds offline: its backend lies in it and needs nothing.

    native   the wheel is for this Python and this machine, and holds an extension module
    dynamic  the metadata are known only to the backend
    backend  Python to run at the end of the backend, where it shall do something else
    """
    module = escaped(name)
    package = {f"{module}/__init__.py": f'__version__ = "{version}"\n'} if files is None else files
    facts = (name, version, module, native, tuple(requires))
    stated = 'dynamic = ["version", "dependencies"]'
    if not dynamic:
        stated = f'version = "{version}"\ndependencies = {list(requires)!r}'
    own = {
        "pyproject.toml": (
            "[build-system]\nrequires = []\n"
            'build-backend = "backend"\nbackend-path = ["."]\n\n'
            f'[project]\nname = "{name}"\n{stated}\n'
        ),
        "backend.py": BACKEND.format(facts=facts, tail=dedent(backend)),
    }
    return {path: _bytes(content) for path, content in {**own, **package}.items()}


def make_source(folder: str | os.PathLike[str], files: Mapping[str, bytes]) -> str:
    """Write a source tree to disk and return its folder."""
    for path, content in files.items():
        target = os.path.join(folder, path)
        os.makedirs(os.path.dirname(target), exist_ok=True)
        with open(target, "wb") as file:
            file.write(content)
    return os.fspath(folder)


def make_sdist(
    folder: str | os.PathLike[str],
    name: str = "src-pkg",
    version: str = "1.0",
    *,
    native: bool = False,
    files: Mapping[str, Text] | None = None,
    requires: Sequence[str] = (),
    dynamic: bool = False,
    backend: str = "",
) -> str:
    """Write an sdist (`.tar.gz`) of a `source_tree` into `folder` and return its path."""
    members = source_tree(
        name,
        version,
        native=native,
        files=files,
        requires=requires,
        dynamic=dynamic,
        backend=backend,
    )
    lines = [f"Metadata-Version: 2.2\nName: {name}\nVersion: {version}\n"]
    lines += [f"Requires-Dist: {line}\n" for line in requires]
    if dynamic:
        lines = [*lines[:1], "Dynamic: requires-dist\n"]
    members["PKG-INFO"] = "".join(lines).encode()

    stem = f"{escaped(name)}-{version}"
    target = os.path.join(folder, f"{stem}.tar.gz")
    os.makedirs(folder, exist_ok=True)
    with (
        open(target, "wb") as file,
        GzipFile("", "wb", fileobj=file, mtime=0) as packed,
        tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as archive,
    ):
        for path, content in sorted(members.items()):
            member = tarfile.TarInfo(f"{stem}/{path}")
            member.size = len(content)
            member.mode = 0o644
            archive.addfile(member, io.BytesIO(content))
    return target
