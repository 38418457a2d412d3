"""The check of a zip that was just built: what is known of its wheels is not looked at again."""

from __future__ import annotations

from pathlib import Path

import pytest

from fxpack.app import check as module
from fxpack.app.check import check_new, known_objects
from fxpack.artifact import (
    SITE_PACKAGES,
    LockedPackage,
    Mode,
    SharedObject,
    StoredWheel,
    WheelFacts,
)
from fxpack.errors import RuleCrash
from fxpack.linted import LintedApp
from fxpack.plan import Plan
from fxpack.platforms import platform_of
from fxpack.report import Report
from fxpack.settings import Settings
from tests.archives import app_zip

NATIVE = SharedObject("a/x.abi3.so", "x86_64", (2, 40))
WHEEL = StoredWheel(
    path="",
    sha256="",
    package=LockedPackage("a", "1.0", "wheel", ""),
    facts=WheelFacts("a", "1.0", (), objects=(NATIVE,)),
)


def checked(path: Path, mode: Mode, settings: Settings | None = None) -> Report:
    plan = Plan(
        app="app",
        mode=mode,
        python="3.12",
        python_from="--python",
        output="out/app-local.zip",
        dependencies="",
        resolved="",
        entries=(),
        left_out=(),
    )
    return check_new(str(path), plan, [WHEEL], platform_of((3, 12)), settings)


def test_known_objects() -> None:
    path = f"{SITE_PACKAGES}/a/x.abi3.so"
    assert known_objects([WHEEL]) == {path: NATIVE._replace(path=path)}


def test_what_is_known_is_believed(tmp_path: Path) -> None:
    path = app_zip(tmp_path / "new.tmp", {f"{SITE_PACKAGES}/a/x.abi3.so": "not looked at"})
    report = checked(path, "local")
    (found,) = report.diagnostics
    assert (found.code, found.location.path) == (
        "FX926",
        f"out/app-local.zip/{SITE_PACKAGES}/a/x.abi3.so",
    )
    assert (report.summary.errors, report.summary.zip) == (1, "out/app-local.zip")
    assert checked(path, "local", Settings(ignore=("FX926",))).diagnostics == ()


def test_nothing_is_known_of_the_packages_of_others(tmp_path: Path) -> None:
    path = app_zip(tmp_path / "new.tmp", {f"{SITE_PACKAGES}/a/x.abi3.so (x86_64)": ""})
    assert checked(path, "no-build").diagnostics == ()


def test_a_bug_in_a_rule_stops_the_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    crash = RuleCrash("FX926", "app.zip", ValueError("no"))
    monkeypatch.setattr(module, "check_archive", lambda *_: LintedApp((), crashes=(crash,)))
    with pytest.raises(RuleCrash, match="FX926 crashed"):
        checked(app_zip(tmp_path / "new.tmp"), "local")
