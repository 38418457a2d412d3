"""pip-tools as the engine of a lock: pip itself resolves, on the Python that the app runs on.

pip-tools (7.6) resolves for the Python and the machine that it runs on and for no other. It is a
program of its own here, so that it reads its settings from nowhere but what it is given.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Mapping, Sequence
from urllib.parse import unquote, urlsplit, urlunsplit

from fxpack.errors import DependencyError, UsageError
from fxpack.pack.folder_copies import copies
from fxpack.pack.lock_file import LockFile, Pin, parsed, rendered
from fxpack.pack.lock_source import Demand
from fxpack.pack.pip_tools_errors import translated
from fxpack.pack.uv_compile import requirements_text
from fxpack.platforms import Platform

_PLAIN = re.compile(r"[^\s\"\\#]\S*")

_OURS = frozenset({"PIP_TARGET", "PIP_USER", "PIP_PREFIX", "PIP_ROOT", "PIP_DRY_RUN", "PIP_REPORT"})
"""Variables of pip that are about installing."""


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
    """The environment that pip-tools gets.

    pip hands its indexes to the pip that fills an environment for a build, as arguments, and those
    are seen by every user of the machine. So credentials are in a netrc file.
    """
    network = demand.asked.network
    logins: dict[str, tuple[str, str]] = {}
    told = {name: value for name, value in environ.items() if name not in _OURS}
    told |= {
        "PIP_REQUIRE_VIRTUALENV": "0",
        "PIP_NO_INPUT": "1",
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "PIP_PROGRESS_BAR": "off",
        "PYTHONWARNINGS": "ignore",
    }
    if network.index_url:
        told["PIP_INDEX_URL"] = _bare(network.index_url, logins)
    if network.extra_index_urls:
        told["PIP_EXTRA_INDEX_URL"] = _bare_all(network.extra_index_urls, logins)
    if network.find_links:
        told["PIP_FIND_LINKS"] = _bare_all(network.find_links, logins)
    if network.exclude_newer:
        told["PIP_UPLOADED_PRIOR_TO"] = network.exclude_newer
    if demand.asked.no_index:
        told["PIP_NO_INDEX"] = "1"
    if hosts := demand.asked.requirements.values("--trusted-host"):
        told["PIP_TRUSTED_HOST"] = " ".join([environ.get("PIP_TRUSTED_HOST", ""), *hosts]).strip()
    if logins:
        told["NETRC"] = _write_netrc(logins, place, environ)
    return told


def _bare_all(urls: Sequence[str], logins: dict[str, tuple[str, str]]) -> str:
    return " ".join(_bare(url, logins) for url in urls)


def _bare(url: str, logins: dict[str, tuple[str, str]]) -> str:
    """A place without its credentials, which are noted by its host."""
    from urllib.request import pathname2url

    if "://" not in url:
        return f"file://{pathname2url(url)}"
    parts = urlsplit(url)
    userinfo, at, host = parts.netloc.rpartition("@")
    if not at:
        return url
    user, _, password = (unquote(part) for part in userinfo.partition(":"))
    name = parts.hostname or ""
    if logins.setdefault(name, (user, password)) != (user, password):
        raise UsageError(
            f"two logins are given for {name}, and pip-tools can be told one: --engine uv"
        )
    return urlunsplit(parts._replace(netloc=host))


def _write_netrc(
    logins: Mapping[str, tuple[str, str]], place: str, environ: Mapping[str, str]
) -> str:
    """A netrc file with the logins, and what the user's own says of other hosts."""
    own = environ.get("NETRC") or os.path.expanduser("~/.netrc")
    text = "".join(
        f"machine {host} login {_word(user)} password {_word(password)}\n"
        for host, (user, password) in sorted(logins.items())
    )
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


def _word(text: str) -> str:
    if re.search(r"[\r\n\0]", text):
        raise DependencyError("there is a line break in the credentials of an index: remove it")
    return text if _PLAIN.fullmatch(text) else '"' + re.sub(r'(["\\])', r"\\\1", text) + '"'
