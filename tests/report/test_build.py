"""What is said at the end of a build."""

from __future__ import annotations

import json
from typing import Any

from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from fxpack.artifact import Advice, Compressed, Content, Entry, LockedPackage
from fxpack.model import Decision, Diagnostic, Location
from fxpack.plan import LeftOut, Outcome, Plan, planned_packages
from fxpack.report import Report, Summary, plain
from fxpack.report.build import as_json, text
from fxpack.schema import load

SHA256 = "0123456789abcdef" * 4
REQUESTS = LockedPackage(
    name="requests",
    version="2.32.5",
    kind="wheel",
    location="https://someone:secret@example.org/requests-2.32.5-py3-none-any.whl",
    filename="requests-2.32.5-py3-none-any.whl",
    hashes={"sha256": SHA256},
    requested=True,
)
IDNA = LockedPackage(
    name="idna", version="3.11", kind="sdist", location="/somewhere", because=("requests",)
)
ENTRIES = (
    Entry(path="host.json", size=20, source=Content(b"{}")),
    Entry(
        path=".python_packages/lib/site-packages/requests/api.py",
        size=6_400,
        source=Compressed("/cache/requests.whl", 100, 1_600, 8, 1),
        owner="requests",
    ),
    Entry(
        path=".python_packages/lib/site-packages/idna/core.py",
        size=13_200,
        source=Compressed("/cache/idna.whl", 100, 3_300, 8, 1),
        owner="idna",
    ),
)
PLAN = Plan(
    app="shop",
    mode="local",
    python="3.12",
    python_from=".python-version",
    output="shop-local.zip",
    dependencies="requirements.txt",
    resolved="resolved by uv",
    entries=ENTRIES,
    left_out=(
        LeftOut("tests/", Decision(excluded=True, pattern="tests/", file=".funcignore", line=2)),
        LeftOut(".git/", Decision(excluded=True, pattern="repository")),
    ),
    packages=planned_packages([(REQUESTS, SHA256), (IDNA, SHA256)], ENTRIES),
    advice=(
        Advice("-e ./lib is not there in Azure", "requirements.txt", 3, "name a version"),
        Advice("two files differ by letter case only"),
    ),
)
OUTCOME = Outcome(
    path="shop-local.zip",
    size=5_230,
    files=3,
    sha256=SHA256,
    seconds={"resolving": 0.041, "writing": 0.0123},
)
FOUND = Diagnostic(
    code="FX501",
    severity="warning",
    message="local.settings.json is published",
    location=Location(path="shop/local.settings.json"),
)
WARNED = Report((FOUND,), Summary(apps=1, warnings=1))


def said(*reports: Report, outcome: Outcome | None = OUTCOME, quiet: bool = False) -> str:
    return plain(text(reports, PLAN, outcome, quiet=quiet))


def test_after_a_build() -> None:
    assert said() == (
        "requirements.txt:3: warning: -e ./lib is not there in Azure\n"
        "  = help: name a version\n"
        "warning: two files differ by letter case only\n"
        "\n"
        "shop: local build for Python 3.12 (.python-version)\n"
        "  requirements.txt: resolved by uv\n"
        "  2 packages:\n"
        "    idna 3.11        13.2 kB  3.3 kB in the zip\n"
        "    requests 2.32.5   6.4 kB  1.6 kB in the zip\n"
        "  resolving 0.04 s, writing 0.01 s\n"
        "shop-local.zip: 5.2 kB, 3 files, 19.6 kB unpacked\n"
        f"  sha256 {SHA256}\n"
    )


def test_after_a_dry_run() -> None:
    assert said(outcome=None).endswith(
        "shop-local.zip would hold 3 files, 19.6 kB unpacked; nothing was written\n"
    )


def test_remote() -> None:
    plan = PLAN._replace(mode="remote", resolved="", packages=(), advice=())
    assert plain(text([], plan, None)) == (
        "shop: remote build for Python 3.12 (.python-version)\n"
        "  requirements.txt, which Azure installs\n"
        "shop-local.zip would hold 3 files, 19.6 kB unpacked; nothing was written\n"
    )


def test_names_the_ten_largest_packages() -> None:
    packages = [(IDNA._replace(name=f"package{number:02}"), SHA256) for number in range(12)]
    entries = [
        Entry(
            path=f"{package.name}.py",
            size=1000 + number,
            source=Content(b""),
            owner=package.name,
        )
        for number, (package, _) in enumerate(packages)
    ]
    plan = PLAN._replace(packages=planned_packages(packages, entries), advice=())
    lines = plain(text([], plan, None)).splitlines()
    assert lines[2] == "  12 packages, the largest:"
    assert [line.split()[0] for line in lines[3:-1]] == [
        f"package{number:02}" for number in range(11, 1, -1)
    ]


def test_findings_come_first() -> None:
    assert said(WARNED).startswith(
        "shop/local.settings.json:1:1: FX501 local.settings.json is published\n\n"
    )


def test_quiet_says_only_what_is_wrong() -> None:
    error = FOUND._replace(severity="error", code="FX201")
    report = Report((FOUND, error), Summary(apps=1, warnings=1, errors=1))
    assert said(WARNED, quiet=True) == ""
    assert "FX201" in said(report, quiet=True)
    assert "FX501" not in said(report, quiet=True)


def test_control_characters_are_shown_as_such() -> None:
    plan = PLAN._replace(app="a\x1b[2Jb", advice=(Advice("x\ny"),))
    assert "\x1b" not in plain(text([], plan, None))
    assert "warning: x\\ny\n" in plain(text([], plan, None))


def test_json_keeps_to_its_schema() -> None:
    names = ("build-output.schema.json", "lint-output.schema.json")
    schemas = {name: load(name) for name in names}
    registry: Registry[Any] = Registry().with_resources(
        [(schema["$id"], Resource.from_contents(schema)) for schema in schemas.values()]
    )
    validator = Draft202012Validator(schemas[names[0]], registry=registry)
    for plan, outcome, stopped in (
        (PLAN, OUTCOME, ""),
        (PLAN, None, "check"),
        (PLAN._replace(dependencies="", resolved="", packages=()), None, ""),
        (None, None, "lint"),
    ):
        validator.validate(json.loads(as_json([WARNED], plan, outcome, stopped)))


def test_json_has_no_location_of_a_package() -> None:
    written = as_json([], PLAN, OUTCOME, "")
    assert "secret" not in written
    assert "/somewhere" not in written
    assert "/cache" not in written
