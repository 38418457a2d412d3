"""Checking: a zip → what there is to say of it."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence

from fxpack.app.lint import fails
from fxpack.archive import Archive
from fxpack.artifact import SITE_PACKAGES, SharedObject, StoredWheel
from fxpack.errors import RuleCrash
from fxpack.judge import check_archive
from fxpack.linted import LintedApp
from fxpack.model import Diagnostic
from fxpack.nouns import NamedTuple
from fxpack.pack.readback import read_archive
from fxpack.plan import Plan
from fxpack.platforms import Platform, platform_of
from fxpack.report import Report, Summary
from fxpack.settings import Flags, Settings, merge

FOR_AZURE_TO_INSTALL = "FX914"


class CheckResult(NamedTuple):
    """A whole run: the report, and what is said beside it.

    failed   whether something was found that must not be
    python   the Python that the zip was judged for
    told_by  what says so: "--python", "packages" or "default"
    """

    report: Report
    failed: bool
    crashes: tuple[RuleCrash, ...]
    python: str
    told_by: str


def check(path: str, flags: Flags, cwd: str) -> CheckResult:
    """Check any zip. FileError where there is none."""
    settings = merge(Settings(), flags)
    platform = None if flags.python is None else platform_of(flags.python)
    archive = read_archive(os.path.join(cwd, path), platform, shown=path)
    checked = check_archive(archive, settings)
    return CheckResult(
        report=_report(archive, checked),
        failed=fails(checked.diagnostics, settings.fail_on),
        crashes=checked.crashes,
        python=archive.platform.version,
        told_by=archive.told_by,
    )


def check_new(
    path: str,
    plan: Plan,
    wheels: Sequence[StoredWheel],
    platform: Platform,
    settings: Settings | None = None,
) -> Report:
    """Check a zip that was just built, before it gets its name, which is that of the plan.

    wheels  those whose members were copied into it: what is known of them is not looked at again
    """
    # a no-build zip holds packages that nobody has looked at
    known = None if plan.mode == "no-build" else known_objects(wheels)
    archive = read_archive(path, platform, known=known, shown=plan.output)
    settings = settings or Settings()
    if plan.mode == "local":
        # its packages are inside, and where there are none the plan has said it
        settings = settings._replace(ignore=(*settings.ignore, FOR_AZURE_TO_INSTALL))
    checked = check_archive(archive, settings)
    if checked.crashes:
        raise checked.crashes[0]
    return _report(archive, checked)


def known_objects(wheels: Sequence[StoredWheel]) -> Mapping[str, SharedObject]:
    """The shared objects of wheels, by the paths they have in a zip."""
    found = {}
    for wheel in wheels:
        for each in wheel.facts.objects:
            path = f"{SITE_PACKAGES}/{each.path}"
            found[path] = each._replace(path=path)
    return found


def _report(archive: Archive, checked: LintedApp) -> Report:
    diagnostics = tuple(sorted(checked.diagnostics, key=Diagnostic.sort_key))
    errors = sum(each.severity == "error" for each in diagnostics)
    return Report(
        diagnostics=diagnostics,
        summary=Summary(
            apps=1,
            functions=checked.functions,
            files=checked.files,
            errors=errors,
            warnings=len(diagnostics) - errors,
            zip=archive.path,
        ),
        lines=checked.lines,
    )
