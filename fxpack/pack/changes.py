"""What changed in a git repository since a revision, in the files as they are now."""

from __future__ import annotations

import os

from fxpack.errors import FileError, UsageError
from fxpack.pack.process import Completed, run


def changed_since(revision: str, cwd: str) -> frozenset[str]:
    """The absolute paths of all files that were changed, added or deleted since a revision.

    That is since what the revision and the current commit have in common, as a pull request counts;
    what is not committed is in, what git ignores is not. UsageError outside of a repository, and
    for a revision that is not there; FileError where git does not read the repository.
    """
    top = _git(cwd, "rev-parse", "--show-toplevel")
    if "not a git repository" in top.stderr:
        raise UsageError(f"--changed-since: {cwd} is in no git repository")
    repository = _told(top).removesuffix("\n")
    asked = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    commit = _git(repository, *asked).stdout.strip()
    if not commit:
        raise UsageError(
            f'--changed-since: there is no revision "{revision}"; a clone for CI has only the last '
            "commits unless told otherwise (fetch-depth: 0)"
        )
    common = _git(repository, "merge-base", commit, "HEAD").stdout.strip()
    if not common:
        raise UsageError(
            f'--changed-since: "{revision}" has no commit in common with the current one; a clone '
            "for CI has only the last commits unless told otherwise (fetch-depth: 0)"
        )
    diff = _told(_git(repository, "diff", "--name-only", "--no-renames", "-z", common, "--"))
    new = _told(_git(repository, "ls-files", "--others", "--exclude-standard", "-z"))
    names = {*diff.split("\0"), *new.split("\0")} - {""}
    real = os.path.realpath(repository)
    return frozenset(os.path.join(real, *name.split("/")) for name in names)


def _told(done: Completed) -> str:
    """What git wrote; FileError with its words where it failed: nothing said is not "no change"."""
    if done.code:
        said = " ".join(done.stderr.split()) or f"exit code {done.code}"
        raise FileError(f"--changed-since: git cannot tell what changed: {said}")
    return done.stdout


def _git(folder: str, *arguments: str) -> Completed:
    # in English, to know what it says
    return run(
        ["git", "-c", "core.quotePath=false", "-C", folder, *arguments],
        env={**os.environ, "LC_ALL": "C"},
    )
