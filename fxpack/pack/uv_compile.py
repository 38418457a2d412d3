"""uv as the resolver: it is told what is asked for, and answers with a lock (PEP 751)."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from fxpack.errors import FileError
from fxpack.pack.asked import Asked
from fxpack.platforms import Platform
from fxpack.read.requirement_lines import RequirementLine

if TYPE_CHECKING:
    from fxpack.pack.process import Completed

_TO_UV = frozenset({"--no-binary", "--only-binary"})
"""The options of requirements that uv reads there as pip does; the others it is told otherwise."""

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


def requirements_text(asked: Asked, limits: str = "") -> str:
    """The requirements as uv is to read them: one file in one order, whatever they were in.

    limits  the file with what `limits_text` says, for whoever cannot read those of the app
    """
    lines = [
        f"{option.name} {option.value}"
        for option in asked.requirements.options
        if option.name in _TO_UV
    ]
    if limits:
        lines.append(f'-c "{limits}"')
    for file in asked.requirements.files:
        if file.by and (not file.read or (file.constraint and not limits)):
            name = "-c" if file.constraint else "-r"
            path = file.path if not file.read else os.path.join(asked.root, file.path)
            lines.append(f'{name} "{path}"')
    return "\n".join([*lines, *map(_line, asked.wanted), ""])


def limits_text(asked: Asked) -> str:
    """All constraints, from whichever file."""
    return "".join(f"{_line(each)}\n" for each in asked.requirements.lines if each.constraint)


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


def _line(line: RequirementLine) -> str:
    """A requirement as uv reads it. Hashes are left out: uv does not heed them here."""
    if line.editable and line.kind == "path":
        return f"-e {line.text}"
    if line.kind == "vcs":
        return _repository(line)
    return line.text


def _repository(line: RequirementLine) -> str:
    """For uv, which has no editable repositories and knows no `#egg=`."""
    url, _, fragment = line.url.partition("#")
    kept = [part for part in fragment.split("&") if part and not part.startswith("egg=")]
    url = "#".join([url, *(["&".join(kept)] if kept else [])])
    if not line.name:
        return url
    extras = f"[{','.join(line.extras)}]" if line.extras else ""
    marker = f" ; {line.marker}" if line.marker else ""
    return f"{line.name}{extras} @ {url}{marker}"


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
