"""What uv says when it cannot resolve, in one line: what, where, and what to do about it."""

from __future__ import annotations

import re

from fxpack.errors import DependencyError, FxpackError, NativeBuildError
from fxpack.pack.asked import Asked
from fxpack.pack.uv_input import requirements_text
from fxpack.platforms import Platform

LONGEST = 900
"""Characters of uv's explanation; a conflict of many packages can take pages."""

_CREDENTIALS = (
    "the index asks for credentials: put them into its URL (UV_DEFAULT_INDEX or PIP_INDEX_URL) "
    "or into ~/.netrc"
)
_CERTIFICATES = (
    "the connection is not trusted: SSL_CERT_FILE or PIP_CERT names the certificates to trust"
)
_NETWORK = (
    "check the network and the index (--index-url); --offline builds from what was fetched before"
)
_GIT = "check the URL and the revision, and that git can fetch it without asking anything"
_UNREACHABLE = (
    r"dns error|tcp connect error|timed out|Connection re(fused|set)|error sending request"
    r"|connection closed|Failed to fetch|Request failed after"
)
_OTHER_VERSION = "choose another version, or another Python by --python"
_OTHER_INDEX = "check the name, and whether another index has it (--extra-index-url, --find-links)"
_REMEDIES = (
    (r"lack of valid authentication|401 Unauthorized", _CREDENTIALS),
    (r"403 Forbidden", "the index refuses the credentials: check them, and its URL"),
    (r"(?i)certificate|UnknownIssuer|InvalidContentType|\btls\b", _CERTIFICATES),
    (r"network was disabled|was not found in the cache", "build once without --offline"),
    (r"Git operation failed", _GIT),
    (_UNREACHABLE, _NETWORK),
    (
        r"requested Python version|requires Python|no (wheels with a matching|usable wheels)",
        _OTHER_VERSION,
    ),
    (r"was not found in the p(ackage registry|rovided package locations)", _OTHER_INDEX),
    (r"No solution found", "change one of the versions"),
    (r"Distribution not found at", "paths in requirements are relative to the app"),
)
"""What to do, by what uv wrote; the first that is found counts."""

_BUILD = re.compile(r"[Bb]uild backend|Failed to (build|resolve requirements from)")
_FETCH = re.compile(r"Git operation failed|Failed to (fetch|download `)")
_NOISE = re.compile(r"\^+|-+ ?stderr|\[stderr\]|.*at position.*")


def translated(stderr: str, asked: Asked, platform: Platform) -> FxpackError:
    """The error for what uv wrote: NativeBuildError where a build failed, else DependencyError."""
    text = asked.shown(stderr)
    error = text[match.start() :] if (match := re.search(r"^error: ", text, re.MULTILINE)) else text
    if _BUILD.search(error) and not _FETCH.search(error):
        return _build_failed(error, asked)
    where = _where(error, asked)
    said = _condensed(error).rstrip(".")
    remedy = next((remedy for found, remedy in _REMEDIES if re.search(found, error)), "")
    if "No solution found" in error:
        said += f" (for Python {platform.version} on {platform.uv_name})"
    return DependencyError(f"{where}: {said}" + (f": {remedy}" if remedy else ""))


def _build_failed(error: str, asked: Asked) -> NativeBuildError:
    """Some sdists tell what they need only when built, and some cannot be built here."""
    named = re.search(r"Failed to (?:download and )?build `([^`]+)`", error)
    what = named[1] if named else _only_source(asked)
    return NativeBuildError(
        f"{what}: what it needs is told only by building it, and that fails here: "
        f"{_condensed(error)}; choose a version that has a wheel, or add one by --find-links"
    )


def _only_source(asked: Asked) -> str:
    """What must have failed where uv names nothing: told where only one can be meant."""
    built = [
        line for line in asked.wanted if line.kind != "named" and not line.url.endswith(".whl")
    ]
    return asked.shown(built[0].text) if len(built) == 1 else asked.source


def _where(error: str, asked: Asked) -> str:
    """The file and the line, where uv tells a position in what it was given."""
    at = re.search(r"(?:in|file) `-` at position (\d+)|-:(\d+):\d+", error)
    if not at:
        return asked.source
    before = requirements_text(asked).encode()
    number = before[: int(at[1])].count(b"\n") if at[1] else int(at[2]) - 1
    options = len(before.decode().splitlines()) - len(asked.wanted)
    if not options <= number < options + len(asked.wanted):
        return asked.source
    line = asked.wanted[number - options]
    return f"{line.file}:{line.line}"


def _condensed(error: str) -> str:
    """The causes and hints of uv in one line, without what it repeats."""
    lines = [line.strip() for line in error.splitlines()]
    lines = [re.sub(r"^(error|cause|hint): ", "", line) for line in lines if line]
    lines = [line for line in lines if not _NOISE.fullmatch(line)]
    if lines[:1] == ["No solution found when resolving dependencies"]:
        lines = lines[1:]
    said = " ".join(dict.fromkeys(lines))
    return said if len(said) <= LONGEST else f"{said[:LONGEST].rsplit(' ', 1)[0]} …"
