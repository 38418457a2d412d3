"""pip-tools as the engine of a lock: pip itself resolves, on the Python that the app runs on.

pip-tools (7.6) resolves for the Python and the machine that it runs on and for no other. It is a
program of its own here, so that it reads its settings from nowhere but what it is given.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence

from fxpack.errors import UsageError
from fxpack.pack.folder_copies import copies
from fxpack.pack.lock_file import LockFile, Pin, parsed, rendered
from fxpack.pack.lock_source import Demand
from fxpack.pack.logins import Login, filled, netrc_of, own_logins, without_login
from fxpack.pack.pip_files import with_pip_files
from fxpack.pack.pip_tools_errors import translated
from fxpack.pack.uv_input import requirements_text
from fxpack.platforms import Platform

_OURS = frozenset(
    {"PIP_TARGET", "PIP_USER", "PIP_PREFIX", "PIP_ROOT", "PIP_DRY_RUN", "PIP_REPORT"}
    | {"PIP_INDEX_URL", "PIP_EXTRA_INDEX_URL", "PIP_FIND_LINKS", "PIP_NO_INDEX"}
)
"""Variables of pip that are about installing, and those that the network says."""


def locked_by_pip_tools(
    demand: Demand, platform: Platform, seeds: Sequence[Pin], place: str
) -> tuple[tuple[Pin, ...], tuple[str, ...]]:
    """What pip-tools finds, and the warnings about it.

    seeds  versions to be kept where they fit
    place  an empty folder, which stays the caller's

    Raises DependencyError where it cannot resolve, NativeBuildError where something must be built
    for that and cannot, UsageError for what it cannot be told.
    """
    from fxpack.pack.process import run, temporary_in

    if demand.asked.network.offline:
        raise UsageError("--offline: pip-tools asks the indexes each time: --engine uv")
    command = [sys.executable, "-m", "piptools", "compile", *arguments(demand, place)]
    environ = environment(demand, place) | temporary_in(place)
    _write(place, "requirements.txt", rendered(LockFile(tuple(seeds))))
    with copies(demand.asked.root, demand.asked.wanted) as copied:
        _write(place, "requirements.in", copied.there(requirements_text(demand.asked)))
        done = run(command, env=environ, cwd=demand.asked.root)
    if done.code:
        said = copied.back(done.stderr).replace(f"{place}{os.sep}", "")
        raise translated(said, demand, platform)
    with open(os.path.join(place, "requirements.txt"), encoding="utf-8") as file:
        return parsed(copied.back(file.read())).pins, ()


def _write(place: str, name: str, text: str) -> None:
    with open(os.path.join(place, name), "w", encoding="utf-8", newline="\n") as file:
        file.write(text)


def arguments(demand: Demand, place: str) -> list[str]:
    """What `pip-compile` is told, on this machine or in a container.

    place  the folder with requirements.in, and with requirements.txt before and after
    """
    flags = {each.name for each in demand.asked.requirements.options}
    return [
        *("--no-config", "--no-color", "--no-header", "--newline", "lf"),
        *("--generate-hashes", "--strip-extras", "--allow-unsafe", "--resolver", "backtracking"),
        *("--no-emit-index-url", "--no-emit-find-links", "--no-emit-trusted-host"),
        *("--no-emit-options", "--output-file", f"{place}/requirements.txt"),
        *(["--pre"] if "--pre" in flags else []),
        f"{place}/requirements.in",
    ]


def environment(
    demand: Demand, place: str, environ: Mapping[str, str] = os.environ
) -> dict[str, str]:
    """The environment that pip-tools gets: without settings files, whose URLs may have logins.

    Raises UsageError for two logins at one host.
    """
    asked = demand.asked
    logins: dict[str, Login] = {}
    settings = with_pip_files(environ)
    told = {name: value for name, value in settings.items() if name not in _OURS}
    told |= {
        "PIP_CONFIG_FILE": os.devnull,
        "PIP_REQUIRE_VIRTUALENV": "0",
        "PIP_NO_INPUT": "1",
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "PIP_PROGRESS_BAR": "off",
        "PYTHONWARNINGS": "ignore",
    }
    network = asked.network._replace(no_index=asked.no_index)
    told |= network.pip_variables(environ, lambda place: _bare(place, logins))
    if hosts := asked.requirements.values("--trusted-host"):
        told["PIP_TRUSTED_HOST"] = " ".join([told.get("PIP_TRUSTED_HOST", ""), *hosts]).strip()
    if logins:
        told["NETRC"] = _write_netrc(logins, place, environ)
    return told


def _bare(place: str, logins: dict[str, Login]) -> str:
    from urllib.request import pathname2url

    return without_login(place, logins) if "://" in place else f"file://{pathname2url(place)}"


def _write_netrc(logins: Mapping[str, Login], place: str, environ: Mapping[str, str]) -> str:
    """A netrc file with the logins, and what the user's own says of other hosts."""
    own = environ.get("NETRC") or os.path.expanduser("~/.netrc")
    text = netrc_of(filled(logins, own_logins(environ)))
    try:
        with open(own, encoding="utf-8") as file:
            # of two entries for one host the last counts
            text = f"{file.read()}\n{text}"
    except (OSError, UnicodeDecodeError):
        pass
    path = os.path.join(place, "netrc")
    with open(path, "w", encoding="utf-8", opener=_for_us_alone) as file:
        file.write(text)
    return path


def _for_us_alone(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
