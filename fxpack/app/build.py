"""Building: an app → lint → plan → zip → check, and only then the zip has its name."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Literal

from fxpack.app.chosen import codes
from fxpack.app.lint import LintResult, lint_app
from fxpack.app.planning import Clock, Order, Planned, Request, planned
from fxpack.artifact import Mode, Progress
from fxpack.errors import RuleCrash, UsageError
from fxpack.nouns import NamedTuple
from fxpack.pack.compiled import Native
from fxpack.plan import Outcome, Plan
from fxpack.read.apps import one_app
from fxpack.read.pyproject import Pyprojects
from fxpack.read.target import target_of
from fxpack.report import Report
from fxpack.settings import merge


class Built(NamedTuple):
    """What came of a build.

    lint        None where it was not wanted
    plan        None where lint found errors
    outcome     None where no zip was written
    checked     what the check of the zip found, None where there was none
    stopped_by  what found errors
    """

    lint: LintResult | None
    plan: Plan | None = None
    outcome: Outcome | None = None
    checked: Report | None = None
    stopped_by: Literal["", "lint", "check"] = ""
    assumed: str | None = None

    @property
    def reports(self) -> tuple[Report, ...]:
        """What lint and the check of the zip found."""
        found = (self.lint.report if self.lint else None, self.checked)
        return tuple(report for report in found if report is not None)

    @property
    def crashes(self) -> tuple[RuleCrash, ...]:
        return self.lint.crashes if self.lint else ()


def build(request: Request, cwd: str, progress: Progress) -> Built:
    """Build the zip of one app. A zip that is there already stays until the new one is whole.

    Raises FxpackError: UsageError for arguments, DependencyError for what cannot be resolved or
    fetched, NativeBuildError for what would have to be compiled, FileError for reading and writing.
    """
    from fxpack.cache import cache_folder
    from fxpack.pack.store import open_store

    order = _decided(request, cwd)
    clock = Clock(progress)
    built = Built(lint=None, assumed=_assumed(order))
    if request.lint:
        progress.stage("linting")
        with clock("linting"):
            linted = lint_app(order.app, order.target, order.settings)
        built = built._replace(lint=linted)
        if linted.crashes or linted.report.summary.errors:
            return built._replace(stopped_by="lint")
    with open_store(os.path.join(cache_folder(), "packages"), progress) as store:
        found = planned(order, clock, store)
        built = built._replace(plan=found.plan)
        return built if request.dry_run else _written(built, found, order, clock)


def check_together(requests: Sequence[Request], cwd: str) -> list[str]:
    """The names of the apps that are to be built beside each other.

    Raises UsageError where that cannot be: --output, or two that would write the same zip.
    """
    taken: dict[str, str] = {}
    for request in requests:
        if request.output is not None:
            raise UsageError("--output: one zip; several apps become <app>-<mode>.zip each")
        order = _decided(request, cwd)
        name = order.app.display or "."
        zipped = os.path.normcase(os.path.realpath(order.output))
        other = taken.get(zipped)
        if other is not None:
            raise UsageError(
                f"{name} is named twice: leave one out"
                if other == name
                else f"{other} and {name} would both become {order.shown}: build one after the "
                "other, with --output"
            )
        taken[zipped] = name
    return list(taken.values())


def _assumed(order: Order) -> str | None:
    return order.target.version if order.target.python_from == "default" else None


def _decided(request: Request, cwd: str) -> Order:
    app = one_app(request.app, cwd)
    pyprojects = Pyprojects(codes, cwd)
    settings = merge(pyprojects.settings(app.root), request.flags)
    mode = request.mode or settings.mode or "remote"
    if request.locked and mode == "no-build":
        raise UsageError("--locked: a no-build zip holds what .python_packages holds: leave it out")
    _check_native(request.native, mode)
    name = os.path.basename(app.root) or "app"
    output = f"{name}-{mode}.zip" if request.output is None else request.output
    _check_output(output, cwd)
    return Order(
        request=request,
        cwd=cwd,
        app=app,
        name=name,
        target=target_of(
            app.root,
            pyprojects.table,
            flag=request.flags.python,
            setting=settings.python,
            plan=settings.plan,
        ),
        settings=settings._replace(mode=mode),
        mode=mode,
        output=os.path.join(cwd, output),
        shown=output,
    )


def _check_native(native: Native, mode: Mode) -> None:
    """Raises UsageError for what would have no effect."""
    for option, given in (("--image", native.image), ("--build-deps", native.build_deps)):
        if given and mode != "local":
            raise UsageError(f"{option}: only a local build compiles: add --local, or leave it out")
        if given and native.how in {"host", "never"}:
            raise UsageError(
                f"{option}: with --native {native.how} there is no container: leave one of them out"
            )
    if native.build_deps:
        from fxpack.pack.workshop import check_build_deps

        check_build_deps(native.build_deps)


def _check_output(output: str, cwd: str) -> None:
    if not output.lower().endswith(".zip"):
        raise UsageError(f'--output: "{output}" has no .zip at its end: name the file itself')
    target = os.path.realpath(os.path.join(cwd, output))
    if not target.lower().endswith(".zip"):
        raise UsageError(f"--output: {output} is a link to {target}, which is no zip: remove it")


def _written(built: Built, found: Planned, order: Order, clock: Clock) -> Built:
    from fxpack.app.check import check_new
    from fxpack.pack.archive import write
    from fxpack.pack.compiled import widened
    from fxpack.pack.output import NewFile

    plan = found.plan
    platform = order.platform
    if order.native.image:
        platform = widened(platform, found.wheels)
    with NewFile(order.output, shown=plan.output) as new:
        clock.progress.stage("writing", plan.size)
        with clock("writing"):
            written = write(
                plan.entries,
                new.path,
                when=_epoch(),
                progress=clock.progress,
                shown=plan.output,
            )
        clock.progress.stage("checking")
        with clock("checking"):
            checked = check_new(new.path, plan, found.wheels, platform, order.settings)
        if checked.summary.errors:
            return built._replace(checked=checked, stopped_by="check")
        new.keep()
    outcome = Outcome(
        path=plan.output,
        size=written.size,
        files=written.files,
        sha256=written.sha256,
        seconds=clock.seconds,
    )
    return built._replace(checked=checked, outcome=outcome)


def _epoch() -> int | None:
    """The time that all files get (https://reproducible-builds.org/specs/source-date-epoch/)."""
    text = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not text:
        return None
    if not text.isdecimal():
        raise UsageError(f"SOURCE_DATE_EPOCH: {text!r} is no number of seconds since 1970")
    return int(text)
