"""What pip-tools says when it cannot resolve, in one line: what, where, and what to do about it."""

from __future__ import annotations

import re

from fxpack.errors import DependencyError, FxpackError, NativeBuildError, UsageError
from fxpack.pack.build_output import Told, told
from fxpack.pack.lock_source import Demand
from fxpack.platforms import Platform

LONGEST = 900
"""Characters of what pip says."""

_NEEDS = re.compile(
    r"RequirementInformation\(requirement=\w+\('([^']*)'\), parent=(?:None|\w+\('([^']*)'\))\)"
)
_BUILD = re.compile(
    r"FailedToPrepareCandidate|metadata-generation-failed|Getting requirements to build"
    r"|BuildBackendException|subprocess-exited-with-error"
)
_OUTPUT = re.compile(r"\[\d+ lines? of output\]\n(.*?)\[end of output\]", re.DOTALL)
_REMEDIES = (
    (r"upload-time metadata", "leave --exclude-newer out, or use --engine uv"),
    (r"40[13]", "the index asks for credentials: put them into its URL or into ~/.netrc"),
    (
        r"(?i)certificate|SSLError",
        "the connection is not trusted: PIP_CERT names the certificates to trust",
    ),
    (
        r"Cannot find command .git",
        "install git; in a container, `--build-deps git` does",
    ),
    (
        r"NewConnectionError|ConnectionError|Max retries|timed out|Name or service",
        "check the network and the index (--index-url); --offline resolves from uv's cache",
    ),
    (
        r"from versions: none|No matching distribution",
        "check the name, the version, the index and its credentials; --engine uv may tell more",
    ),
    (r"conflict|ResolutionImpossible", "change one of the versions"),
)
"""What to do, by what pip wrote; the first that is found counts."""


def translated(stderr: str, demand: Demand, platform: Platform) -> FxpackError:
    """The error for what pip-tools wrote."""
    text = demand.asked.shown(stderr)
    if "No module named piptools" in text or "No module named pip" in text:
        return UsageError("pip-tools is not installed beside fxpack: install fxpack anew")
    said = _said(text)[:LONGEST]
    where = f"{demand.source}: {said} (Python {platform.version} on Linux)"
    if _BUILD.search(text):
        return _not_built(where, text)
    remedy = next((remedy for found, remedy in _REMEDIES if re.search(found, text)), "")
    return DependencyError(where + (f": {remedy}" if remedy else ""))


def _not_built(where: str, text: str) -> NativeBuildError:
    """A build that told no metadata, in the words of its backend."""
    found = _OUTPUT.search(text)
    why, around = told(found[1].splitlines()) if found else Told("", "")
    error = NativeBuildError(
        f"{where}: {f'{why}: ' if why else ''}choose a version that has a wheel, or add one by "
        "--find-links"
    )
    if around:
        error.add_note(around)
    return error


def _said(text: str) -> str:
    """The cause, without the traceback that pip-tools prints with it."""
    needs = [
        f"{parent.rpartition('/')[2] or 'the app'} needs {what}"
        for what, parent in _NEEDS.findall(text)
    ]
    if len(needs) > 1:
        return "; ".join(dict.fromkeys(needs))
    errors = re.findall(r"^\s*ERROR: (.*)$", text, re.MULTILINE)
    last = next((line for line in reversed(text.splitlines()) if line.strip()), "")
    last = re.sub(r"^[\w.]+(?:Error|Exception|NotFound|Candidate|Impossible): ", "", last.strip())
    return "; ".join(dict.fromkeys([*errors[-2:], last])).rstrip(".")
