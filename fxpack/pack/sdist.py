"""Wheels that no index has: built from sdists, commits and folders.

What is pure is built on this machine, in isolation, by uv. uv builds for the machine it runs on
whatever platform was asked for (https://github.com/astral-sh/uv/issues/16019), so it is the wheel
that says whether it fits, by its tags and by what it holds.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Protocol

from fxpack.artifact import LockedPackage, Progress, WheelFacts
from fxpack.errors import FxpackError, NativeBuildError
from fxpack.nouns import NamedTuple
from fxpack.pack.hashes import STRONG
from fxpack.pack.network import Network, redacted
from fxpack.pack.process import Completed, run, temporary_in
from fxpack.pack.uv_compile import uv_program
from fxpack.platforms import Platform

FORMAT = 1
"""Changes whenever a build of the same sources may give another wheel."""

EPOCH = "315532800"
"""1980: builds that heed SOURCE_DATE_EPOCH give the same bytes every time."""

_OTHERS = frozenset(
    {
        "UV_CONFIG_FILE",
        "UV_PYTHON",
        "UV_SYSTEM_PYTHON",
        "UV_PROJECT",
        "UV_WORKING_DIR",
        "UV_CUSTOM_COMPILE_COMMAND",
    }
    | {"VIRTUAL_ENV", "PYTHONPATH", "PYTHONHOME", "FORCE_COLOR", "CLICOLOR_FORCE", "RUST_LOG"}
)
"""Variables that are about other Pythons and folders than those of a build, or about its output."""

_SHOWN = 12
"""Lines of a build that failed."""

_LONGEST = 200
"""Characters of its last line that go into a message."""

_ASIDE = re.compile(r"Building .*\.\.\.|A full log can be found at .*")
"""Lines that tell no reason: of uv, and of meson, whose log is gone with the build."""


class NotBuilt(FxpackError):
    """A package that could not be built here; the message is the reason."""

    exit_code = NativeBuildError.exit_code


class Builder(Protocol):
    """Who makes wheels of sources."""

    def build(self, package: LockedPackage, sources: str, place: str) -> str:
        """Make a wheel and return its path.

        sources  an sdist, or a folder that may be written to
        place    a folder for the wheel, with nothing else in it

        Raises NotBuilt where that is not possible.
        """


class HostBuilder:
    """Builds on this machine, with the target's Python where there is one."""

    def __init__(self, platform: Platform, network: Network, progress: Progress) -> None:
        self._platform = platform
        self._network = network
        self._progress = progress

    def build(self, package: LockedPackage, sources: str, place: str) -> str:
        """A wheel built by uv, in an environment of its own."""
        made = os.path.join(place, "made")
        command = [
            *(uv_program(), "build", "--wheel", "--python", interpreter(self._platform.version)),
            *("--out-dir", made, "--no-create-gitignore", "--color", "never", sources),
            *(["--no-index"] if self._network.no_index else []),
        ]
        done = run(command, env=_environ(self._network) | temporary_in(place), cwd=place)
        wheels = _wheels(made)
        if done.code or len(wheels) != 1:
            raise NotBuilt(self._why(package, done))
        return wheels[0]

    def _why(self, package: LockedPackage, done: Completed) -> str:
        """The last line of the build itself; those before it are said."""
        text = redacted(f"{done.stdout}\n{done.stderr}", self._network.secrets)
        lines = [line.rstrip() for line in text.splitlines() if line.strip()]
        ends = (at for at, line in enumerate(lines) if line.startswith("error: Failed to build"))
        end = next(ends, len(lines))
        own = [line for line in lines[:end] if not _ASIDE.fullmatch(line)]
        for line in own[-_SHOWN:]:
            self._progress.say(f"{package.name}: {line}")
        causes = [line.partition("cause: ")[2] for line in lines[end:] if "cause: " in line]
        said = _telling(own) or _telling(causes) or _telling(lines) or f"uv ended with {done.code}"
        return f"its build failed: {said}"


def _telling(lines: Sequence[str]) -> str:
    """The last line, or that which says what happened.

    distutils shows the whole command after the error of a compiler, and an exception may go on with
    advice of many lines.
    """
    errors = [line for line in lines if re.search(r"\berror: (?!Command )", line)]
    raised = [line for line in lines if re.match(r"[\w.]*(?:Error|Exception): ", line)]
    last = lines[-1].strip() if lines else ""
    told = errors if last.startswith("error: ") else raised
    said = told[-1].strip() if told else last
    return said if len(said) <= _LONGEST else f"{said[:_LONGEST]}…"


def sources_keys(
    package: LockedPackage, platform: Platform, digests: Mapping[str, str]
) -> list[str]:
    """By what a wheel built of a package is found in the store; folders may change, so by nothing."""
    if package.kind == "vcs":
        whence = [f"git {redacted(package.location.partition('#')[0])} {package.commit}"]
    elif package.kind == "sdist":
        whence = [f"{name} {digests[name].lower()}" for name in sorted(STRONG & digests.keys())]
    else:
        whence = []
    settings = f"{package.subdirectory!r} {platform.version} {platform.uv_name} {FORMAT}"
    return [f"{each} {settings}" for each in whence]


def why_unfit(facts: WheelFacts, platform: Platform) -> str:
    """Why a wheel that was built here does not belong to the target, "" where it does.

    What was compiled here may need what only this machine has, even if its tags fit.
    """
    if facts.objects:
        return f"it has compiled code ({facts.objects[0].path})"
    if any(tag.endswith("-any") for tag in facts.tags):
        return foreign(facts, platform)
    return _only_for(facts)


def foreign(facts: WheelFacts, platform: Platform) -> str:
    """What a wheel is for instead of the target, "" where it is for it."""
    tags = {str(tag) for tag in platform.tags()}
    return "" if tags.intersection(facts.tags) else _only_for(facts)


def _only_for(facts: WheelFacts) -> str:
    return f"what was built is for {', '.join(facts.tags) or 'nothing'} alone"


class Unbuilt(NamedTuple):
    """A package that has no wheel for the target, and why none could be made.

    archive  of an sdist: where it is
    digests  its hashes
    """

    package: LockedPackage
    reason: str
    archive: str
    digests: Mapping[str, str]

    @property
    def name(self) -> str:
        return f"{self.package.name} {self.package.version}".strip()


def native_error(
    unbuilt: Sequence[Unbuilt], platform: Platform, *, engine: str = ""
) -> NativeBuildError:
    """All of them in one message, with the ways out.

    engine  why no container could be used, where that was tried
    """
    kinds = {"sdist": "an sdist", "vcs": "a commit", "directory": "a folder"}
    each = [
        f"{one.name} (only {kinds.get(one.package.kind, one.package.kind)}; {one.reason})"
        for one in unbuilt
    ]
    tried = f" And in a container: {engine}." if engine else ""
    major, minor = platform.glibc
    return NativeBuildError(
        f"no wheel for Python {platform.version} on Linux {platform.machine} with glibc "
        f"{major}.{minor}, and none could be made here: {'; '.join(each)}.{tried} Choose versions that "
        f"have such wheels, build them in {platform.image} and name their folder by --find-links, "
        "or build with --remote: Azure compiles"
    )


@cache
def interpreter(version: str) -> str:
    """A Python of this version, fxpack's own where the machine has none: pure wheels are alike."""
    if version == f"{sys.version_info[0]}.{sys.version_info[1]}":
        return sys.executable
    for finder in (_of_pyenv, _on_path, _of_uv):
        path = finder(version)
        if path and runs(path, version):
            return path
    return sys.executable


def runs(path: str, version: str) -> bool:
    """Whether a Python runs, and is what its name says: pyenv has commands for Pythons that are not set."""
    program = "import sys; print('%d.%d' % sys.version_info[:2])"
    done = run([path, "-I", "-c", program], timeout=60)
    return done.code == 0 and done.stdout.strip() == version


def _of_pyenv(version: str) -> str:
    root = os.environ.get("PYENV_ROOT") or os.path.expanduser("~/.pyenv")
    try:
        names = os.listdir(os.path.join(root, "versions"))
    except OSError:
        return ""
    fitting = [name for name in names if re.fullmatch(re.escape(version) + r"\.\d+", name)]
    newest = max(fitting, key=lambda name: int(name.rpartition(".")[2]), default="")
    return os.path.join(root, "versions", newest, "bin", "python") if newest else ""


def _on_path(version: str) -> str:
    return shutil.which(f"python{version}") or ""


def _of_uv(version: str) -> str:
    arguments = ["python", "find", "--no-project", "--no-python-downloads", version]
    return run([uv_program(), *arguments]).stdout.strip()


def _environ(network: Network) -> dict[str, str]:
    """The index is told here, and not among the arguments: it may have credentials."""
    own = {name: value for name, value in os.environ.items() if name not in _OTHERS}
    return {
        **own,
        **network.variables(),
        # What the settings of this machine or of the sources say of indexes is not for this build.
        "UV_NO_CONFIG": "1",
        "UV_PYTHON_DOWNLOADS": "never",
        "UV_NO_PROGRESS": "1",
        "SOURCE_DATE_EPOCH": EPOCH,
        "PYTHONHASHSEED": "0",
    }


def _wheels(folder: str) -> list[str]:
    try:
        names = os.listdir(folder)
    except FileNotFoundError:
        return []
    return [os.path.join(folder, name) for name in names if name.endswith(".whl")]
