"""What stops fxpack itself. What is wrong with an app is a Diagnostic, never an exception."""

from __future__ import annotations


class FxpackError(Exception):
    """fxpack cannot go on. The message says what, where and what to do about it."""

    exit_code = 70


class UsageError(FxpackError):
    """Arguments or configuration that make no sense."""

    exit_code = 2


class FileError(FxpackError):
    """Something could not be read or written."""

    exit_code = 5


class DependencyError(FxpackError):
    """Dependencies could not be resolved, fetched, or are not what they say they are."""

    exit_code = 3


class NativeBuildError(FxpackError):
    """A wheel had to be built, and that failed or is not possible."""

    exit_code = 4


class RuleCrash(FxpackError):
    """A bug in a rule: the other rules still report."""

    exit_code = 70

    def __init__(self, code: str, app: str, error: Exception) -> None:
        super().__init__(
            f"{code} crashed on {app or '.'}: {type(error).__name__}: {error}. "
            f"This is a bug in fxpack; `--ignore {code}` goes on without the rule"
        )
        self.code = code
        self.app = app
