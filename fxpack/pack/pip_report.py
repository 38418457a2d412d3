"""pip as the resolver (`--installer pip`): its own report of what it would install.

pip resolves for another platform only from wheels, and evaluates markers for the Python that it
runs on (pip 26.3, `--platform`, `--python-version`); what follows from that is said.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Mapping
from typing import Any

from fxpack.artifact import LockedPackage, WheelFacts
from fxpack.errors import DependencyError, FxpackError, NativeBuildError, UsageError
from fxpack.pack.asked import Asked
from fxpack.pack.closure import needs
from fxpack.pack.folder_copies import Copies, copies
from fxpack.pack.locked import directly, of_directory, of_file, of_repository
from fxpack.pack.process import run, temporary_in
from fxpack.platforms import Platform
from fxpack.read.requirement_forms import normalised
from fxpack.read.requirement_lines import decoded

OLDEST = (24, 0)
"""Its report tells the hashes and the URLs that were asked for."""

LONGEST = 900
"""Characters of what pip says."""

_FRAME = re.compile(
    r"[\u2500-\u257f\u00d7]+>? ?|note: This error originates from a subprocess[^.]*[.] ?"
)


def reported(
    asked: Asked, platform: Platform, place: str
) -> tuple[tuple[LockedPackage, ...], tuple[str, ...]]:
    """What pip would install on the platform, and the warnings about it.

    place  an empty folder, for what pip reads from a file, and writes for a while

    Raises DependencyError where pip cannot resolve, UsageError where there is no pip to ask.
    """
    _check_version()
    environ = _environ(asked) | temporary_in(place)
    with copies(asked.root, asked.wanted) as copied:
        file = _file(asked, copied, place)
        done = run([*_command(platform), "-r", file], env=environ, cwd=asked.root)
    if done.code:
        said = copied.back(done.stderr).replace(file, asked.source)
        raise _translated(said, asked, platform)
    installs = json.loads(copied.back(done.stdout))["install"]
    reasons = _reasons(installs, platform)
    packages = [_locked(each, reasons, asked) for each in installs]
    return tuple(sorted(packages)), _warnings(platform)


def _file(asked: Asked, copied: Copies, place: str) -> str:
    """The file that pip is given: the app's own, or one in `place` that says what is not in it.

    With it lie all that it includes, as far from each other as they are, for pip looks for them
    from there. What is included by its absolute path stays where it is.
    """
    if asked.exported is None and not copied.made:
        return asked.source
    read = [file.path for file in asked.requirements.files if file.read]
    depth = max(path.split("/").count("..") for path in read)
    folder = os.path.join(place, *["below"] * depth)
    for path in read:
        if not os.path.isabs(path):
            content = asked.exported if path == asked.source else None
            if content is None:
                with open(os.path.join(asked.root, path), "rb") as own:
                    content = own.read()
            target = os.path.normpath(os.path.join(folder, path))
            os.makedirs(os.path.dirname(target), exist_ok=True)
            with open(target, "w", encoding="utf-8", newline="\n") as file:
                file.write(copied.there(decoded(content)))
    return os.path.join(folder, asked.source)


def pip_folder() -> str:
    """Where the pip is that belongs to fxpack's own Python, "" for none."""
    from importlib.util import find_spec

    spec = find_spec("pip")
    return os.path.dirname(spec.origin) if spec is not None and spec.origin else ""


def _check_version() -> None:
    from importlib.metadata import PackageNotFoundError, version

    where = f"the Python that fxpack runs on ({sys.executable})"
    try:
        found = version("pip")
    except PackageNotFoundError:
        raise UsageError(
            f"--installer pip: {where} has no pip: install it there, or build with uv"
        ) from None
    numbers = tuple(int(part) for part in re.findall(r"\d+", found)[:2])
    if numbers < OLDEST:
        raise UsageError(
            f"--installer pip: {where} has pip {found}, and {OLDEST[0]}.{OLDEST[1]} or newer is "
            "needed: upgrade it, or build with uv"
        )


def _command(platform: Platform) -> list[str]:
    abi = f"cp{platform.python[0]}{platform.python[1]}"
    return [
        *(sys.executable, "-m", "pip", "install", "--dry-run", "--ignore-installed"),
        *("--report", "-", "--quiet", "--no-input", "--no-color", "--progress-bar", "off"),
        *("--disable-pip-version-check", "--only-binary", ":all:"),
        *("--implementation", "cp", "--python-version", platform.version),
        *(part for each in (abi, "abi3", "none") for part in ("--abi", each)),
        # One of them alone refuses wheels for an older glibc.
        *(part for each in platform.platform_tags() for part in ("--platform", each)),
    ]


def _environ(asked: Asked) -> dict[str, str]:
    """The environment that pip gets: credentials are in it and not among the arguments.

    Only what was told at the start: options in the requirements pip reads for itself.
    """
    environ = {**os.environ, "PIP_REQUIRE_VIRTUALENV": "0"}
    return environ | asked.told.pip_variables()


def _reasons(installs: list[dict[str, Any]], platform: Platform) -> dict[str, set[str]]:
    """Who needs each package."""
    packages, extras = {}, {}
    for each in installs:
        metadata = each["metadata"]
        name = normalised(metadata["name"])
        requires = tuple(metadata.get("requires_dist", ()))
        packages[name] = WheelFacts(name, metadata["version"], (), requires=requires)
        if each["requested"]:
            extras[name] = [normalised(extra) for extra in each.get("requested_extras", ())]
    reasons: dict[str, set[str]] = {}
    for need in needs(packages, extras, platform):
        reasons.setdefault(need.name, set()).add(need.by.name)
    return reasons


def _locked(
    install: Mapping[str, Any], reasons: Mapping[str, set[str]], asked: Asked
) -> LockedPackage:
    metadata, info = install["metadata"], install["download_info"]
    name = normalised(metadata["name"])
    plain = LockedPackage(
        name,
        metadata["version"],
        "wheel",
        "",
        requested=install["requested"],
        because=tuple(sorted(reasons.get(name, ()))),
    )
    url, subdirectory = info["url"], info.get("subdirectory")
    if "vcs_info" in info:
        return of_repository(plain, url, info["vcs_info"], subdirectory, asked)
    if "dir_info" in info:
        return of_directory(plain, url, subdirectory, asked)
    hashes = info["archive_info"].get("hashes", {})
    locked = of_file(plain, url, hashes, asked)
    return directly(locked, subdirectory, asked) if install["is_direct"] else locked


def _warnings(platform: Platform) -> tuple[str, ...]:
    if sys.platform == "linux" and sys.version_info[:2] == platform.python:
        return ()
    here = f"Python {sys.version_info[0]}.{sys.version_info[1]} on {sys.platform}"
    warning = (
        f"pip reads environment markers as {here} has them, which the app will not run on: "
        "--installer uv reads them for the target"
    )
    return (warning,)


def _translated(stderr: str, asked: Asked, platform: Platform) -> FxpackError:
    """The error for what pip wrote."""
    lines = [
        line.strip().removeprefix("ERROR: ")
        for line in asked.shown(stderr).splitlines()
        if line.strip() and not line.startswith(("WARNING", "[notice]", "DEPRECATION"))
    ]
    text = _FRAME.sub("", " ".join(dict.fromkeys(lines)))[-LONGEST:]
    if re.search("Getting requirements to build|metadata-generation-failed", text):
        return NativeBuildError(f"{asked.source}: {text}: choose a version that has a wheel")
    remedy = (
        "pip takes nothing but wheels for another platform: --installer uv takes sources too"
        if re.search("No matching distribution|from versions: none|only-binary", text)
        else "mend the requirements, or the index settings (--index-url)"
    )
    return DependencyError(
        f"{asked.source}: {text} (Python {platform.version} on {platform.uv_name}): {remedy}"
    )
