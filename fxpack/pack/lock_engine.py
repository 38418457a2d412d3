"""Who finds the versions of a lock, and one form for what either of them answers."""

from __future__ import annotations

import os
import platform as host
import re
import shutil
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from fxpack.artifact import Progress
from fxpack.errors import DependencyError, UsageError
from fxpack.nouns import NamedTuple
from fxpack.pack.asked import Asked
from fxpack.pack.hashes import digests_of
from fxpack.pack.listed_hashes import place_of
from fxpack.pack.lock_file import Pin
from fxpack.pack.lock_links import with_local_hashes
from fxpack.pack.lock_source import Demand, Root
from fxpack.pack.network import BEST_MATCH, MASK, redacted
from fxpack.pack.store import Store
from fxpack.platforms import Platform

if TYPE_CHECKING:
    from fxpack.pack.lock_container import Inside

Engine = Literal["uv", "pip-tools"]

_COMMIT = re.compile(r"[0-9a-f]{40}")


class Locked(NamedTuple):
    """What is to be installed.

    pins      by name
    warnings  each a line, without credentials
    """

    pins: tuple[Pin, ...]
    warnings: tuple[str, ...]


def chosen(
    wanted: Literal["auto", "uv", "pip-tools"],
    demand: Demand,
    platform: Platform,
    *,
    inside: bool = False,
) -> Engine:
    """The engine for a lock: pip-tools where this Python stands for that of the platform.

    inside  it is to run in a container, where pip-tools does

    Not where pip would do otherwise than is safe or wanted: it takes the highest version of all
    indexes, whoever put it there (unless that is asked for), has no cache to resolve from, and
    leaves branches as they are.

    Raises UsageError where pip-tools is wanted and cannot tell.
    """
    if inside:
        _check_inside(wanted, demand)
        return "pip-tools"
    if wanted == "uv":
        return "uv"
    reason = _why_not_here(platform) or _against_pip_tools(demand)
    if wanted == "pip-tools" and reason:
        raise UsageError(f"--engine pip-tools: {reason}: --engine uv")
    network = demand.asked.network
    unsafe = bool(network.extra_index_urls) and network.strategy != BEST_MATCH
    return "uv" if reason or (wanted == "auto" and unsafe) else "pip-tools"


def locked(
    demand: Demand,
    platform: Platform,
    seeds: Sequence[Pin],
    engine: Engine,
    store: Store,
    progress: Progress,
    *,
    refresh: bool,
    inside: Inside | None = None,
) -> Locked:
    """Find the version and the hashes of all that is wanted.

    seeds    versions to be kept where they fit
    refresh  ask the indexes, whatever was found a short time ago
    inside   the container that pip-tools is to run in, None for this machine

    Raises DependencyError and NativeBuildError as the engines do.
    """
    if not any(not root.line.constraint for root in demand.roots):
        return Locked((), ())
    demand = demand._replace(asked=demand.asked.opened())
    warnings: tuple[str, ...] = ()
    place = store.workplace()
    try:
        if engine == "uv":
            from fxpack.pack.lock_uv import locked_by_uv

            pins, warnings = locked_by_uv(demand, platform, seeds, place, refresh=refresh)
        elif inside is not None:
            from fxpack.pack.lock_container import locked_in_container

            pins = locked_in_container(demand, platform, seeds, place, inside, progress)
        else:
            from fxpack.pack.lock_pip_tools import locked_by_pip_tools

            pins, warnings = locked_by_pip_tools(demand, platform, seeds, place)
    finally:
        shutil.rmtree(place, ignore_errors=True)
    warnings = (*warnings, *_order(demand, platform, seeds, engine, pins, store))
    pins = with_local_hashes(pins, demand.asked.network.find_links, seeds)
    finished = [_finished(pin, demand) for pin in pins]
    return Locked(*_all_or_none(finished, warnings, demand))


def _order(
    demand: Demand,
    platform: Platform,
    seeds: Sequence[Pin],
    engine: Engine,
    pins: Sequence[Pin],
    store: Store,
) -> Sequence[str]:
    """What the order of indexes makes of a lock; raises DependencyError for what is not safe."""
    from fxpack.pack.index_order import Versions, check_first, order_warnings, several
    from fxpack.pack.lock_uv import locked_by_uv

    if not several(demand.asked, platform):
        return ()

    def resolved(again: Asked) -> Versions:
        place = store.workplace()
        try:
            asks = demand._replace(asked=again)
            found, _ = locked_by_uv(asks, platform, seeds, place, refresh=False)
        finally:
            shutil.rmtree(place, ignore_errors=True)
        return {pin.name: pin.version for pin in found if pin.version}

    found = {pin.name: pin.version for pin in pins if pin.version}
    if engine == "pip-tools" and demand.asked.network.strategy != BEST_MATCH:
        check_first(demand.asked, found, resolved)
        return ()
    return order_warnings(demand.asked, found, resolved)


def _check_inside(wanted: Literal["auto", "uv", "pip-tools"], demand: Demand) -> None:
    """Raises UsageError for what cannot be locked in a container."""
    if wanted == "uv":
        raise UsageError(
            "--engine uv: in a container it is pip-tools that resolves: leave --engine or --in out"
        )
    keys = [each for each in demand.roots if "+ssh:" in each.line.url]
    reason = _against_pip_tools(demand)
    if not reason and keys:
        reason = f"it has no keys for {redacted(keys[0].text)}"
    if reason:
        raise UsageError(
            f"--in docker: pip-tools resolves there, and {reason}: lock with --engine uv, and "
            "without --in"
        )


def _why_not_here(platform: Platform) -> str:
    """Why pip-tools cannot lock for the platform on this machine, "" where it can."""
    here = f"Python {sys.version_info[0]}.{sys.version_info[1]} on {sys.platform}"
    if (sys.platform, host.machine(), sys.implementation.name) != ("linux", "x86_64", "cpython"):
        return f"it resolves for the machine that it runs on, and this is {here}"
    if sys.version_info[:2] != platform.python:
        return f"it resolves for the Python that it runs on, and this is {here}"
    return ""


def _against_pip_tools(demand: Demand) -> str:
    """Why pip-tools cannot lock this, "" where it can."""
    if demand.asked.network.offline:
        return "it cannot resolve --offline"
    newer = demand.asked.network.exclude_newer
    if newer and not re.match(r"\d{4}-", newer):
        return f'it does not know "{newer}" as a time'
    if newer and _pip() < (26, 0):
        return "--exclude-newer needs pip 26.0 or newer"
    loose = [root for root in demand.roots if root.line.kind == "vcs" and not _commit(root)]
    if loose:
        text = redacted(loose[0].text)
        return f"it does not tell the commit of {text}"
    return ""


def _pip() -> tuple[int, ...]:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return tuple(int(part) for part in re.findall(r"\d+", version("pip"))[:2])
    except PackageNotFoundError:
        return ()


def _commit(root: Root) -> bool:
    revision = root.line.url.partition("#")[0].rpartition("/")[2].rpartition("@")[2]
    return _COMMIT.fullmatch(revision) is not None


def _finished(pin: Pin, demand: Demand) -> Pin:
    """A pin as the lock has it: what the app wrote itself is said as it said it."""
    url = _url(pin)
    place = place_of(url, demand.asked.root) if url else ""
    root = demand.directly(pin.name, place) if url else None
    name = root.line.name if root is not None else pin.name
    packages = {each for each in pin.via if each not in pin.roots and each != pin.name}
    via = tuple(sorted(packages | demand.labels(name, place)))
    if not url:
        return Pin(f"{pin.name}=={pin.version}", pin.name, pin.hashes, via)
    if root is None:
        return Pin(_from_elsewhere(pin, demand), pin.name, pin.hashes, via)
    text = _with_commit(root.text, url) if root.line.kind == "vcs" else root.text
    return Pin(text, name, pin.hashes or _hashes(place), via)


def _url(pin: Pin) -> str:
    """The URL or path of a pin, "" where it is a version."""
    if pin.version:
        return ""
    text = pin.text.removeprefix("-e ").partition(" ; ")[0]
    named = re.match(r"[A-Za-z0-9._-]+\s*(?:\[[^]]*\])?\s*@\s*(.+)", text)
    return (named[1] if named else re.sub(r"(?<=.)\[[^]]*\]$", "", text)).strip()


def _with_commit(text: str, found: str) -> str:
    """A requirement of a repository with the commit that its branch or tag stands for."""
    commit = re.search(r"@([0-9a-f]{40})(?=#|$)", found)
    if not commit:
        return text
    url = re.search(r"git\+[^\s#]+", text)
    if not url:
        return text
    head, slash, last = url[0].rpartition("/")
    pinned = f"{head}{slash}{last.partition('@')[0]}@{commit[1]}"
    return text[: url.start()] + pinned + text[url.end() :]


def _from_elsewhere(pin: Pin, demand: Demand) -> str:
    """A URL that a package names for what it needs."""
    if "file:" in pin.text:
        raise DependencyError(
            f"{demand.source}: {' and '.join(pin.via)} needs {pin.text}, which is on this machine "
            "alone, and a lock is for all: write where it is from the app's folder"
        )
    return redacted(pin.text).replace(f"{MASK}@", "")


def _hashes(path: str) -> tuple[str, ...]:
    """Those of a file on this disk."""
    return (f"sha256:{digests_of(path)['sha256']}",) if os.path.isfile(path) else ()


def _all_or_none(
    pins: list[Pin], warnings: tuple[str, ...], demand: Demand
) -> tuple[tuple[Pin, ...], tuple[str, ...]]:
    """As pip refuses hashes of some where others have none, there are none then."""
    without = [pin.name or pin.text for pin in pins if not pin.hashes]
    if not without:
        return tuple(pins), warnings
    said = (
        f"{demand.source}: no hash can be told of {', '.join(without)}, and where one has none pip "
        "refuses all: the lock has exact versions, but no hashes; a wheel has a hash"
    )
    return tuple(pin._replace(hashes=()) for pin in pins), (*warnings, said)
