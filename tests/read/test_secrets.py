"""Nothing is passed over unread that has the shape of a secret, and no secret is ever shown."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fxpack.app.lint import lint
from fxpack.judge import lint_project
from fxpack.linted import LintedApp, as_json
from fxpack.model import Target
from fxpack.read.project import read_project
from fxpack.read.secret_files import LARGEST
from fxpack.read.secret_marks import may_hold
from fxpack.read.secrets import masked, secrets_in
from fxpack.report import Report, Summary, azure, github, junit, plain, sarif, text
from fxpack.report import json as json_report
from fxpack.rules import RULES
from fxpack.settings import Flags, Settings
from tests import leaks
from tests.apps import BASE, lint_files, overlay

SECRETS = {
    leaks.STORAGE_KEY: leaks.STORAGE,
    leaks.BUS_KEY: leaks.BUS,
    leaks.SIGNATURE: leaks.SAS,
    leaks.FUNCTION_KEY: leaks.FUNCTION_KEY,
    leaks.CLIENT_SECRET: leaks.CLIENT_SECRET,
    leaks.PASSWORD: f"amqps://app:{leaks.PASSWORD}@bus.contoso.com/orders",
    leaks.ED25519: leaks.pem(end=r"\n"),
}
"""The secret, and what it stands in."""


@given(st.text(leaks.LETTERS + "-_", min_size=120, max_size=120))
def test_whatever_has_a_shape_is_looked_at(drawn: str) -> None:
    for each in (
        f"{drawn[:44]}AzFu{drawn[:5]}Q==",
        f"https://x.azurewebsites.net/api/f?code={drawn[:54]}==",
        f"x-functions-key: {drawn[:54]}==",
        f"sv=1.0&sig={drawn[:43]}",
        f"{drawn[:3]}8Q~{drawn[:34]}",
        f"glpat-{drawn[:20]}",
        f"pypi-AgEIcHlwaS5vcmc{drawn}",
        f"SG.{drawn[:22]}.{drawn[:43]}",
        f"amqps://x:{drawn[:20]}@x.org",
        f"Server=x.y;Pwd={drawn[:20]};",
        f"host=x.y password={drawn[:20]}",
    ):
        assert may_hold(each.encode())
        assert secrets_in(each, certain=False)


@pytest.mark.parametrize(("secret", "within"), SECRETS.items())
def test_masked_texts_keep_their_length_and_lines(secret: str, within: str) -> None:
    before = f"# ä\n{within}\nrest = 1\n"
    after = masked(before)
    assert secret not in after
    assert [len(line) for line in after.split("\n")] == [len(line) for line in before.split("\n")]
    assert after.startswith("# ä\n")
    assert after.endswith("\nrest = 1\n")


def test_names_of_variables_are_shown() -> None:
    line = "--index-url https://me:${TOKEN}@pypi.contoso.com/simple"
    assert masked(line) == line


PLACES = (
    # each has something else wrong in the line of the secret
    ("f/__init__.py", "import azure.functions as func\nX = ({0!r}\n"),
    ("f/__init__.py", "from __app__ import x; X = {0!r}\ndef main(req): pass\n"),
    ("shared/x.py", "from . import y; X = {0!r}\n"),
    (
        "f/function.json",
        '{{"bindings": [{{"type": "httpTrigger", "name": "req", "direction": {0}, "route": {0}}}]}}',
    ),
    ("f/function.json", '{{"bindings": [{{"type": {0}, "name": {0}, "dataType": {0}}}]}}'),
    ("f/function.json", '{{"bindings": [{0}]}}'),
    ("f/function.json", '{{"bindings": [], "entryPoint": {0}, "scriptFile": {0}}}'),
    ("host.json", '{{"version": {0}, "extensionBundle": {{"id": {0}, "version": {0}}}}}'),
    ("host.json", '{{"version": "2.0" {0}'),
    ("host.json", '{{"version": "2.0", "logging": {0}, "functionTimeout": {0}, {0}: 1}}'),
    ("requirements.txt", "azure-functions\n{0}\n"),
    ("requirements.txt", "azure-functions\n--no-such {0}\n"),
    ("requirements.txt", "azure-functions\nx @ {0}\n"),
    (".funcignore", "f # {0}\n"),
    ("notes.txt", "{0}\n"),
)


def outputs(linted: LintedApp) -> Iterator[str]:
    """All that is said of an app, in every format and as the cache keeps it."""
    report = Report(linted.diagnostics, Summary(apps=1), linted.lines, linted.undecided)
    yield repr(linted)
    yield json.dumps(as_json(linted))
    yield plain(text.render(report))
    yield plain(text.concise(report))
    yield json_report.render(report, statistics=True)
    yield azure.render(report)
    yield github.render(report, {})
    yield junit.render(report, {})
    # the pages of the rules show examples
    yield json.dumps(json.loads(sarif.render(report, RULES))["runs"][0]["results"])


@given(
    secret=st.sampled_from(sorted(SECRETS)),
    place=st.sampled_from(PLACES),
    before=st.text(st.characters(codec="ascii", categories=["L", "N", "Zs"]), max_size=50),
)
def test_no_output_shows_a_secret(secret: str, place: tuple[str, str], before: str) -> None:
    path, template = place
    value = json.dumps(f"{before} {SECRETS[secret]}")
    written = template.format(value if path.endswith(".json") else f"{before} {SECRETS[secret]}")
    project = read_project(overlay({path: written}), target=Target(python=(3, 12)))
    linted = lint_project(project, Settings(select=("ALL",)))
    for output in outputs(linted):
        for at in range(len(secret) - 8):
            assert secret[at : at + 9] not in output


def test_the_cache_keeps_no_secret(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FXPACK_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setattr("fxpack.cache.SETTLED", 0)
    for path, content in overlay({"shared/x.py": f"X = {leaks.STORAGE!r}\n"}).items():
        file = tmp_path / "app" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    for _ in range(2):
        (found,) = lint(["app"], Flags(), str(tmp_path), cached=True).report.diagnostics
        assert found.code == "FX651"
    (kept,) = (tmp_path / "cache").glob("*.json")
    assert "FX651" in kept.read_text()
    assert leaks.STORAGE_KEY not in kept.read_text()


def test_comments_and_settings_silence_a_rule() -> None:
    line = f"X = {leaks.STORAGE!r}"
    assert lint_files(overlay({"x.py": f"{line}  # noqa: FX651\n"})) == []
    app = overlay({"x.py": line})
    assert [each.code for each in lint_files(app)] == ["FX651"]
    assert lint_files(app, ignore=("FX65",)) == []
    project = read_project(app, target=Target(python=(3, 12)))
    settings = Settings(per_file_ignores=(("x.py", ("FX651",)),))
    assert lint_project(project, settings).diagnostics == ()


def test_what_is_not_published_is_not_looked_into() -> None:
    app = overlay({"tests/x.py": f"X = {leaks.STORAGE!r}\n", ".funcignore": "tests\n"})
    assert lint_files(app) == []


@pytest.mark.parametrize("value", [leaks.STORAGE, leaks.BUS, leaks.SAS])
def test_a_connection_string_in_a_binding_is_said_once(value: str) -> None:
    function = json.loads(BASE["f/function.json"])
    queue = {"type": "queue", "direction": "out", "name": "$return", "queueName": "q"}
    function["bindings"] += [{**queue, "connection": value}]
    text = json.dumps(function, indent=1)
    of_secrets = {"FX601", "FX651", "FX653"}
    found = [each.code for each in lint_files(overlay({"f/function.json": text}))]
    assert len(of_secrets.intersection(found)) == 1
    found = [each.code for each in lint_files(overlay({"f/function.json": text, "x.py": value}))]
    assert of_secrets - {"FX601"} & {*found}


def test_large_files_are_not_read(tmp_path: Path) -> None:
    app = overlay({"a.json": f'"{leaks.STORAGE}"' + " " * LARGEST})
    assert lint_files(app) == []


def test_unreadable_files_are_passed_over() -> None:
    assert lint_files(overlay({"a.yml (unreadable)": leaks.STORAGE})) == []


def test_the_same_secret_is_said_once() -> None:
    assert [each.what for each in secrets_in(f"AccountKey={leaks.STORAGE_KEY}")] == [
        "an account key"
    ]


def test_no_time_is_lost_on_long_lines() -> None:
    for part in (
        "A1b",
        "://a:",
        "key=",
        ";pwd=",
        "-----BEGIN PRIVATE KEY-----",
        "sig=&sv=",
        "host=",
    ):
        secrets_in(part * 50_000, certain=False)
        secrets_in(part * 50_000)
