"""A commit of a git repository, checked out where it can be built."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from urllib.parse import unquote, urlsplit, urlunsplit

from fxpack.artifact import LockedPackage
from fxpack.errors import DependencyError, UsageError
from fxpack.pack.network import redacted, secrets_of
from fxpack.pack.process import Completed, run

_HELPER = (
    '!f() { test "$1" != get || printf "username=%s\\npassword=%s\\n" '
    '"$FXPACK_GIT_USER" "$FXPACK_GIT_PASSWORD"; }; f'
)
"""A credential helper that knows what is in its environment, and keeps nothing."""


def check_out(package: LockedPackage, folder: str) -> None:
    """The commit of a package, with its submodules, in a folder that is made for it.

    All tags and commits are there too, since versions are made of them (setuptools-scm); the files
    of other commits are not, where the server can leave them out. Raises DependencyError where it
    cannot be had, FileError where there is no git.
    """
    url, credentials = _without_credentials(_plain(package))
    environ = _environ(url, credentials)
    # Arguments can be seen by everyone: they hold no credentials.
    how = ("--quiet", "--no-checkout", "--filter=blob:none")
    _git(package, environ, "clone", *how, "--", url, folder)
    within = ("-C", folder)
    if run(["git", *within, "cat-file", "-e", f"{package.commit}^{{commit}}"], env=environ).code:
        # Of a pull request, or of a branch that has moved on.
        _git(package, environ, *within, "fetch", "--quiet", "origin", package.commit)
    _git(package, environ, *within, "checkout", "--quiet", "--detach", package.commit)
    if os.path.exists(os.path.join(folder, ".gitmodules")):
        update = ("submodule", "--quiet", "update", "--init", "--recursive")
        _git(package, environ, *within, *update)


def _plain(package: LockedPackage) -> str:
    """The URL as git knows it: without `git+`, `@revision` and `#subdirectory=`."""
    kind = ((package.direct_url or {}).get("vcs_info") or {}).get("vcs", "git")
    scheme, plus, _ = package.location.partition("://")[0].partition("+")
    if kind != "git" or (plus and scheme != "git"):
        raise DependencyError(
            f"{package.name}: only git repositories can be built, and {redacted(package.location)} "
            "is none: build a wheel of it and name its folder by --find-links"
        )
    if not re.fullmatch(r"[0-9a-f]{40}([0-9a-f]{24})?", package.commit):
        raise DependencyError(f'{package.name}: "{package.commit}" is no whole commit')
    if not plus:
        return package.location
    parts = urlsplit(package.location.removeprefix("git+"))
    path = parts.path.rpartition("@")[0] or parts.path
    return urlunsplit(parts._replace(path=path, fragment=""))


def _without_credentials(url: str) -> tuple[str, tuple[str, str] | None]:
    """Ssh has its keys elsewhere: there a name in the URL is no secret."""
    parts = urlsplit(url)
    userinfo, at, host = parts.netloc.rpartition("@")
    if not at or parts.scheme not in {"http", "https"}:
        return url, None
    user, _, password = (unquote(part) for part in userinfo.partition(":"))
    if not {"\n", "\r", "\0"}.isdisjoint(user + password):
        raise UsageError(f"{redacted(url)}: there is a line break in its credentials")
    return urlunsplit(parts._replace(netloc=host)), (user, password)


def _environ(url: str, credentials: tuple[str, str] | None) -> dict[str, str]:
    """Git asks nobody; credentials go to the host of the URL alone, and are not kept."""
    environ = {name: text for name, text in os.environ.items() if name not in _OF_A_REPOSITORY}
    environ["GIT_TERMINAL_PROMPT"] = "0"
    environ.setdefault("GIT_SSH_COMMAND", "ssh -o BatchMode=yes")
    if credentials is None:
        return environ
    parts = urlsplit(url)
    host = f"credential.{parts.scheme}://{parts.netloc}.helper"
    # An empty helper takes away those of the user, which would be told to keep ours.
    settings = [("credential.helper", ""), (host, ""), (host, _HELPER)]
    user, password = credentials
    return (
        environ
        | _configured(environ, settings)
        | {
            "FXPACK_GIT_USER": user,
            "FXPACK_GIT_PASSWORD": password,
        }
    )


_OF_A_REPOSITORY = frozenset(
    {"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_PREFIX"}
)
"""Set where fxpack is run by a hook of git: they would lead git to that repository."""


def _configured(environ: Mapping[str, str], settings: list[tuple[str, str]]) -> dict[str, str]:
    """Settings of git as variables (git 2.31 and newer), after those that are there."""
    count = environ.get("GIT_CONFIG_COUNT", "")
    first = int(count) if count.isdecimal() else 0
    variables = {"GIT_CONFIG_COUNT": str(first + len(settings))}
    for number, (name, value) in enumerate(settings, first):
        variables[f"GIT_CONFIG_KEY_{number}"] = name
        variables[f"GIT_CONFIG_VALUE_{number}"] = value
    return variables


def _git(package: LockedPackage, environ: Mapping[str, str], *arguments: str) -> Completed:
    done = run(["git", *arguments], env=environ)
    if done.code:
        secrets = secrets_of([package.location])
        lines = [line for line in done.stderr.splitlines() if line.strip()]
        said = redacted(lines[-1] if lines else f"exit code {done.code}", secrets)
        raise DependencyError(
            f"{package.name}: git cannot get {package.commit[:12]} of "
            f"{redacted(package.location, secrets)}: {said}"
        )
    return done
