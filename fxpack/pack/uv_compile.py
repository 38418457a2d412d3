"""uv as the resolver: it is told what is asked for, and answers with a lock (PEP 751)."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING

from fxpack.errors import FileError
from fxpack.nouns import NamedTuple
from fxpack.pack.asked import Asked
from fxpack.pack.uv_input import requirements_text
from fxpack.platforms import Platform

if TYPE_CHECKING:
    from fxpack.pack.process import Completed

_UNHEARD = frozenset({"--prefer-binary", "--all-releases", "--only-final"})
"""Options of pip about which versions and files are better, which uv has nothing like."""

_OURS = frozenset(
    {"UV_CONFIG_FILE", "UV_CUSTOM_COMPILE_COMMAND"}
    | {"UV_PROJECT", "UV_PYTHON", "UV_SYSTEM_PYTHON", "UV_WORKING_DIR"}
    | {"FORCE_COLOR", "CLICOLOR_FORCE", "RUST_LOG", "UV_LOG_CONTEXT"}
)
"""Variables that would change the form of the answer, or which Python and folder it is about."""


class Compiled(NamedTuple):
    """What uv answered.

    lock      in the form of pylock.toml
    via       in the form of requirements.txt, each with what asked for it; "" if uv could not tell
    warnings  of uv
    """

    lock: str
    via: str
    warnings: tuple[str, ...]


def compiled(asked: Asked, platform: Platform, *, refresh: bool) -> Compiled:
    """The lock that uv finds for the platform; raises what `uv_errors.translated` says."""
    from fxpack.pack.folder_copies import copies
    from fxpack.pack.uv_errors import translated

    environ = uv_environ(asked)
    form = ["--format", "pylock.toml", *(["--refresh"] if refresh else [])]
    with copies(asked.root, asked.wanted) as copied:
        text = copied.there(requirements_text(asked))
        done = run_uv(asked, platform, form, text, environ)
        if done.code:
            raise translated(copied.back(done.stderr), asked, platform)
        # Once more as requirements.txt, where uv says who asked for what. All is in uv's cache by
        # now; where it is not allowed to be, asking again is the only way.
        via_form = ["--format", "requirements.txt", "--annotation-style", "line"]
        via = run_uv(asked, platform, via_form, text, {**environ, "UV_OFFLINE": "1"})
        if via.code:
            via = run_uv(asked, platform, via_form, text, environ)
    return Compiled(
        copied.back(done.stdout),
        "" if via.code else copied.back(via.stdout),
        uv_warnings(copied.back(done.stderr), asked),
    )


def answered(asked: Asked, platform: Platform) -> str:
    """The lock alone; raises what `uv_errors.translated` says."""
    from fxpack.pack.folder_copies import copies
    from fxpack.pack.uv_errors import translated

    with copies(asked.root, asked.wanted) as copied:
        text = copied.there(requirements_text(asked))
        done = run_uv(asked, platform, ["--format", "pylock.toml"], text, uv_environ(asked))
        if done.code:
            raise translated(copied.back(done.stderr), asked, platform)
    return done.stdout


def uv_program() -> str:
    """The uv that came with fxpack: one on PATH may be another version, or slow to start."""
    return _found()


@cache
def _found() -> str:
    try:
        from uv import find_uv_bin

        return os.fspath(find_uv_bin())
    except (ImportError, FileNotFoundError):
        raise FileError("uv is not installed beside fxpack: `pip install uv`") from None


def run_uv(
    asked: Asked, platform: Platform, form: list[str], text: str, environ: Mapping[str, str]
) -> Completed:
    """Let `uv pip compile` answer in some form, given the text of the requirements."""
    from fxpack.pack.process import run

    command = [
        *(uv_program(), "pip", "compile", *form),
        *("--python-version", platform.version, "--python-platform", platform.uv_name),
        # Without it uv looks for a Python of that version to build with, and downloads one.
        *("--python", sys.executable),
        *("--no-header", "--color", "never", "--no-progress", "-"),
        *(["--no-index"] if asked.no_index else []),  # uv has no variable for it
    ]
    return run(command, env=environ, cwd=asked.root, input=text.encode())


def uv_environ(asked: Asked) -> dict[str, str]:
    """The environment that uv gets: credentials are in it and not among the arguments."""
    options = asked.requirements
    flags = {option.name for option in options.options}
    environ = {**os.environ, **asked.network.variables()}
    environ["UV_NO_CONFIG"] = "1"  # see uv_settings
    environ["UV_PYTHON_DOWNLOADS"] = "never"
    if "--pre" in flags:
        environ["UV_PRERELEASE"] = "allow"
    if hosts := options.values("--trusted-host"):
        environ["UV_INSECURE_HOST"] = " ".join([environ.get("UV_INSECURE_HOST", ""), *hosts])
    return {name: value for name, value in environ.items() if name not in _OURS}


def uv_warnings(stderr: str, asked: Asked) -> tuple[str, ...]:
    """What uv warns of, and the options that it does not know."""
    unheard = [
        f"{each.file}:{each.line}: {each.name} is not known to uv and has no effect"
        for each in asked.requirements.options
        if each.name in _UNHEARD
    ]
    found = re.findall(r"^warning: (.*)$", stderr, re.MULTILINE)
    return (*unheard, *dict.fromkeys(asked.shown(f"uv: {each}") for each in found))
