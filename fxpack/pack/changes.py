"""What changed in a git repository since a revision, in the files as they are now."""

from __future__ import annotations

import os

from fxpack.errors import UsageError
from fxpack.pack.process import Completed, run


def changed_since(revision: str, cwd: str) -> frozenset[str]:
    """The absolute paths of all files that were changed, added or deleted since a revision.

    That is since what the revision and the current commit have in common, as a pull request counts;
    what is not committed is in, what git ignores is not. UsageError outside of a repository, and
    for a revision that is not there.
    """
    top = _git(cwd, "rev-parse", "--show-toplevel")
    if top.code:
        raise UsageError(f"--changed-since: {cwd} is in no git repository")
    repository = top.stdout.removesuffix("\n")
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
    diff = _git(repository, "diff", "--name-only", "--no-renames", "-z", common, "--")
    new = _git(repository, "ls-files", "--others", "--exclude-standard", "-z")
    names = {*diff.stdout.split("\0"), *new.stdout.split("\0")} - {""}
    real = os.path.realpath(repository)
    return frozenset(os.path.join(real, *name.split("/")) for name in names)


def _git(folder: str, *arguments: str) -> Completed:
    return run(["git", "-c", "core.quotePath=false", "-C", folder, *arguments])
