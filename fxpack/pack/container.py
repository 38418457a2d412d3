"""One container of an image, and the commands that run in it.

The engine may be on another machine, so nothing of this one is mounted: files go in and out as
archives.

The container lives as long as the connection to its standard input: when fxpack is killed the engine
sees that end, and removes the container with all that was in it. `timeout` ends it in any case.
"""

from __future__ import annotations

import os
import tarfile
import time
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING, Any

from fxpack.errors import FileError, NativeBuildError
from fxpack.nouns import NamedTuple
from fxpack.pack.engine import connect, have_image
from fxpack.pack.engine_errors import ContainerGone, engine_errors

if TYPE_CHECKING:
    from docker import APIClient

LABEL = "io.github.fxpack.build"
"""On every container of ours. The value is the moment of its making, in seconds since 1970."""

BUILDER = "10001:10001"
"""Who builds: nobody that the image knows, so that nothing in it is theirs."""

SECRETS = "/run/fxpack"
"""In the memory of the container: neither its layers nor `docker inspect` have what lies there."""

WORK = "/fxpack"

_FOR_APT = ["CHOWN", "DAC_OVERRIDE", "FOWNER", "FSETID", "SETGID", "SETUID"]
"""What dpkg needs of root's powers."""

_ENDING = 2
"""Seconds within which a container ends whose commands were killed with it."""

_KILLED = {None, 137}
"""How a command ends whose container is killed."""

_ALIVE = {"running", "paused", "restarting", "removing", "stopping"}

_STARTING = 60
"""Seconds after which a container that was made but not started has been left behind."""


class Limits(NamedTuple):
    """What a container may use.

    memory     bytes, without swap; None for three quarters of what the engine has
    seconds    until it is stopped
    processes  at the same time
    """

    memory: int | None = None
    seconds: int = 3600
    processes: int = 4096


class Put(NamedTuple):
    """A file or folder for the container.

    path    in the container, below WORK
    source  a path on disk, its content, or None for a new folder
    ours    whether who builds may write to it
    runs    whether it is a program, where its content is given
    """

    path: str
    source: str | bytes | None
    ours: bool = False
    runs: bool = False


class Container:
    """A running container; see `running`."""

    def __init__(
        self, api: APIClient, number: str, image: str, limits: Limits, until: float
    ) -> None:
        self._api = api
        self._number = number
        self._until = until
        self.image = image
        self.limits = limits
        self.builder = BUILDER

    def put(self, *files: Put) -> None:
        """Copy files and folders in. They belong to root and are only read, unless they are `ours`."""
        with TemporaryFile() as packed:
            with tarfile.open(fileobj=packed, mode="w", dereference=False) as archive:
                for each in files:
                    _add(archive, each, self.builder)
            packed.seek(0)
            with engine_errors(self.image):
                self._api.put_archive(self._number, "/", packed)

    def whisper(self, files: Mapping[str, bytes]) -> None:
        """Lay files into SECRETS, so that only who builds and root in the container can read them."""
        with TemporaryFile() as packed:
            with tarfile.open(fileobj=packed, mode="w") as archive:
                for name, content in files.items():
                    _add(archive, Put(name, content), self.builder)
            length = packed.tell()
            packed.seek(0)
            data = packed.read()
        script = f'umask 077; head -c "$1" | tar -x --no-same-permissions -C {SECRETS}'
        command = ["sh", "-c", script, "sh", str(length)]
        if self.run(command, each_line=lambda _: None, fed=data):
            raise NativeBuildError(
                f"{self.image}: settings cannot be laid into its {SECRETS}: sh, head and tar are "
                "needed there; name another image by --image"
            )

    def run(
        self,
        command: Sequence[str],
        *,
        each_line: Callable[[str], None],
        env: Mapping[str, str] | None = None,
        root: bool = False,
        fed: bytes = b"",
    ) -> int:
        """The exit code of a command. Raises ContainerGone where the container ends before it.

        each_line  is given what it writes to both outputs, line by line
        env        is seen in `docker inspect`: no place for secrets
        fed        what it is given on its standard input, which does not end with that
        """
        from docker.errors import NotFound

        with engine_errors(self.image):
            made = self._api.exec_create(
                self._number,
                list(command),
                user="0" if root else self.builder,
                environment=dict(env or {}),
                stdin=bool(fed),
            )
            connection: Any = self._api.exec_start(made["Id"], socket=True)
            try:
                if fed:
                    getattr(connection, "_sock", connection).sendall(fed)
                for line in _lines(connection):
                    each_line(line)
            finally:
                _close(connection)
            code = None
            with suppress(NotFound):
                code = self._api.exec_inspect(made["Id"])["ExitCode"]
        if code in _KILLED and self._has_ended():
            raise self._gone()
        return -1 if code is None else code

    def output(self, command: Sequence[str], *, root: bool = False) -> tuple[int, list[str]]:
        """The exit code and the lines of a command that says little."""
        lines: list[str] = []
        return self.run(command, each_line=lines.append, root=root), lines

    def get(self, folder: str, target: str) -> list[str]:
        """Copy the files of a folder out, not those of folders in it. Their paths, by name."""
        paths = []
        with engine_errors(self.image), TemporaryFile() as packed:
            pieces, _ = self._api.get_archive(self._number, folder)
            for piece in pieces:
                packed.write(piece)
            packed.seek(0)
            with tarfile.open(fileobj=packed) as archive:
                for member in archive:
                    content = archive.extractfile(member) if member.isreg() else None
                    if content is not None and member.name.count("/") == 1:
                        paths.append(_written(content, os.path.join(target, _name(member))))
        return sorted(paths)

    def was_short_of_memory(self) -> bool:
        """Whether the kernel has killed something in it; it tells by version 2 or 1 of its cgroups."""
        folder = "/sys/fs/cgroup"
        _, lines = self.output(
            ["cat", f"{folder}/memory.events", f"{folder}/memory/memory.oom_control"]
        )
        counts = (line.split() for line in lines if line.startswith("oom_kill "))
        return any(int(count[1]) > 0 for count in counts)

    def settle(self) -> None:
        """Let root build where the engine has no other users (rootless, with no ids to spare)."""
        try:
            code, _ = self.output(["true"])
        except NativeBuildError:
            code = -1
        if code:
            self.builder = "0:0"

    def _has_ended(self) -> bool:
        """Whether it has, or does at this moment: its commands may end a little before."""
        from docker.errors import NotFound
        from requests import RequestException

        with engine_errors(self.image):
            try:
                self._api.wait(self._number, timeout=_ENDING)
            except NotFound:
                return True
            except RequestException:  # it runs on
                return False
        return True

    def _gone(self) -> ContainerGone:
        if time.monotonic() < self._until:
            return ContainerGone(
                f"the build container of {self.image} was stopped by somebody else (`docker kill`, "
                "a restart of the engine, or too little memory on its machine): try again"
            )
        return ContainerGone(
            f"the build did not end within {self.limits.seconds / 60:g} minutes and was stopped: "
            "build a wheel beforehand and name its folder by --find-links"
        )


@contextmanager
def running(
    image: str,
    limits: Limits,
    say: Callable[[str], None],
    *,
    network: bool = True,
    apt: bool = False,
) -> Iterator[Container]:
    """A container, which is removed with all that is in it when the block ends.

    network  whether it reaches any other machine, and its image may be pulled from one
    apt      whether root in it may install packages

    Raises NativeBuildError where there is no engine or no image.
    """
    api = connect()
    try:
        with engine_errors(image):
            _sweep(api)
            have_image(api, image, say, pull=network)
            number = _make(api, image, limits, network=network, apt=apt)
        until = time.monotonic() + limits.seconds
        with _alive(api, image, number):
            yield Container(api, number, image, limits, until)
    finally:
        api.close()


# -- life and death -------------------------------------------------------------------------------


def _sweep(api: APIClient) -> None:
    """Remove containers that do not run and that no fxpack is about to start."""
    from docker.errors import APIError

    for each in api.containers(all=True, filters={"label": LABEL}):
        starting = each["State"] == "created" and each["Created"] > time.time() - _STARTING
        if each["State"] not in _ALIVE and not starting:
            with suppress(APIError):  # another fxpack was faster
                api.remove_container(each["Id"], force=True, v=True)


def _make(api: APIClient, image: str, limits: Limits, *, network: bool, apt: bool) -> str:
    memory = limits.memory or api.info()["MemTotal"] * 3 // 4
    host = api.create_host_config(
        auto_remove=True,
        mem_limit=memory,
        memswap_limit=memory,
        pids_limit=limits.processes,
        network_mode="bridge" if network else "none",
        cap_drop=["ALL"],
        cap_add=_FOR_APT if apt else [],
        security_opt=["no-new-privileges"],
        tmpfs={SECRETS: "rw,noexec,nosuid,nodev,size=16m,mode=1777"},
    )
    made = api.create_container(
        image,
        entrypoint=["timeout", "--signal=KILL", str(limits.seconds), "cat"],
        command=[],
        user="0",
        stdin_open=True,
        working_dir=WORK,
        labels={LABEL: str(int(time.time()))},
        host_config=host,
        # It would put the proxies of ~/.docker/config.json, with their passwords, where all see them.
        use_config_proxy=False,
    )
    return str(made["Id"])


@contextmanager
def _alive(api: APIClient, image: str, number: str) -> Iterator[None]:
    connection = None
    try:
        with engine_errors(image):
            connection = api.attach_socket(number, params={"stdin": 1, "stream": 1})
            api.start(number)
        yield
    finally:
        try:
            _remove(api, number)
        finally:
            if connection is not None:
                _close(connection)


def _remove(api: APIClient, number: str) -> None:
    """And wait until it is gone, whoever removes it."""
    from docker.errors import APIError, NotFound
    from requests import RequestException

    # An engine that does not answer any more can be asked for nothing.
    with suppress(RequestException, NotFound):
        try:
            api.remove_container(number, force=True, v=True)
        except APIError:
            api.wait(number, condition="removed", timeout=30)


def _close(connection: Any) -> None:
    response = getattr(connection, "_response", None)
    if response is not None:
        response.close()
    connection.close()


# -- files and lines ------------------------------------------------------------------------------


def _add(archive: tarfile.TarFile, put: Put, builder: str) -> None:
    user, group = (int(each) for each in builder.split(":"))

    def owned(member: tarfile.TarInfo) -> tarfile.TarInfo:
        member.uid, member.gid = (user, group) if put.ours else (0, 0)
        member.uname = member.gname = ""
        runs = member.isdir() or member.mode & 0o100
        member.mode = (0o755 if runs else 0o644) if put.ours else (0o555 if runs else 0o444)
        return member

    path = put.path.lstrip("/")
    if isinstance(put.source, str):
        try:
            archive.add(put.source, path, filter=owned)
        except OSError as error:
            raise FileError(f"{put.source} cannot be read: {error.strerror}") from error
        return
    from io import BytesIO

    member = tarfile.TarInfo(path)
    content = put.source or b""
    member.size = len(content)
    member.mode = 0o755 if put.runs else 0o644
    if put.source is None:
        member.type = tarfile.DIRTYPE
    archive.addfile(owned(member), BytesIO(content))


def _name(member: tarfile.TarInfo) -> str:
    return member.name.rpartition("/")[2]


def _written(content: IO[bytes], path: str) -> str:
    from shutil import copyfileobj

    try:
        with open(path, "wb") as file:
            copyfileobj(content, file, 1 << 20)
    except OSError as error:
        raise FileError(f"{path} cannot be written: {error.strerror}; make room there") from error
    return path


def _lines(connection: Any) -> Iterator[str]:
    """What a command writes, line by line; progress bars draw theirs anew, each counts."""
    from docker.utils.socket import frames_iter

    decoder = getincrementaldecoder("utf-8")("replace")
    rest = ""
    for _, piece in frames_iter(connection, tty=False):  # type: ignore[no-untyped-call]
        *whole, rest = (rest + decoder.decode(piece)).replace("\r", "\n").split("\n")
        yield from filter(None, map(str.rstrip, whole))
    if rest.strip():
        yield rest.rstrip()
